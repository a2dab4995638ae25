"""Services with their hours, and figures as the source tells them."""

from typing import Any

from msgspec import structs

from registry.dates.columns import columns_of
from registry.networks import events, queries
from registry.networks.actions.holding import (
    check_partners,
    check_protected,
    check_seen,
    hold,
    put_in_search,
    source_or_none,
    take,
    touch,
)
from registry.networks.actions.keeping import rows_of
from registry.networks.figures import read_figure
from registry.networks.permissions import EDIT_NETWORKS, check_can_edit
from registry.networks.protection import names_a_shelter
from registry.networks.shapes import FigureData, HoursData, ServiceData
from registry.networks.tables import Figure, Service, ServiceHours
from registry.partners.queries import names_of
from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor, check_may
from registry.platform.database import connection, fetch_value, transaction
from registry.platform.errors import InvalidInput, NotFound, Together
from registry.platform.i18n import _
from registry.platform.undoing import change_of


async def add_service(new: ServiceData, *, network: int | None = None, by: Actor) -> Service:
    """A desk or help that people can reach, of a network or of a body alone."""
    check_may(by, EDIT_NETWORKS)
    async with transaction():
        if network is not None:
            await hold(network, by=by)
        await _check_service(new, by=by)
        service = Service(**_values(new), network=network, office=by.office, changed_at=clock.now())
        await service.save()
        await _put_hours(service.id, new.hours)
        provider = (await names_of({new.provider}))[new.provider]
        await _record(events.ADD_SERVICE, service, by, name=new.name, provider=provider)
    return service


async def change_service(
    service_id: int, new: ServiceData, *, version: int | None = None, by: Actor
) -> Service:
    async with transaction():
        service = await _hold_service(service_id, by=by)
        await check_seen(service, version, about=_told_of(service), by=by)
        await _check_service(new, by=by)
        before = await queries.service_as_told(service_id)
        take(service, _values(new))
        await _put_hours(service_id, new.hours)
        await touch(service)
        kept = change_of(ServiceData, before, await queries.service_as_told(service_id))
        fields = events.in_words(kept.fields)
        await _record(
            events.CHANGE_SERVICE, service, by,
            service_id=service_id, name=new.name, fields=fields, kept=kept,
        )  # fmt: skip
    return service


async def remove_service(service_id: int, *, by: Actor) -> int:
    """With its hours. Answers with the event, from which it can be put back."""
    async with transaction():
        service = await _hold_service(service_id, by=by)
        kept = {
            "service": await rows_of(Service, "id = $1", service_id),
            "service_hours": await rows_of(ServiceHours, "service = $1", service_id),
        }
        await service.remove()
        return await _record(events.REMOVE_SERVICE, service, by, name=service.name, kept=kept)


async def record_figure(new: FigureData, *, network: int, by: Actor) -> Figure:
    """A number of the source. That the parts do not make the whole is told, not refused."""
    told = read_figure(new.value)
    async with transaction():
        await hold(network, by=by)
        await source_or_none(new.source, by=by)
        await check_partners("partner", [new.partner] if new.partner else [], by=by)
        await _check_whole(new.part_of, network)
        figure = Figure(
            network=network,
            office=by.office,
            indicator=new.indicator,
            value=told.value,
            value_words=told.words,
            qualifier=told.qualifier,
            unit=new.unit,
            part_of=new.part_of,
            partner=new.partner,
            note=new.note,
            source=new.source,
            position=await _next_figure(network),
            changed_at=clock.now(),
            **columns_of(new.when),
        )
        await figure.save()
        await audit.record(
            events.RECORD_FIGURE,
            about=("network", network),
            by=by,
            indicator=new.indicator,
            value=told.words,
        )
    return figure


async def remove_figure(figure_id: int, *, by: Actor) -> int:
    """With its parts. Answers with the event, from which it can be put back."""
    async with transaction():
        figure = await Figure.objects().get(Figure.id == figure_id)
        if figure is None:
            raise NotFound(_("Questo dato non c'è più."))
        await hold(figure.network, by=by)
        kept = {"figure": await rows_of(Figure, "(id = $1 OR part_of = $1)", figure_id)}
        await figure.remove()
        return await audit.record(
            events.REMOVE_FIGURE,
            about=("network", figure.network),
            by=by,
            indicator=figure.indicator,
            value=figure.value_words,
            kept=kept,
        )


async def _hold_service(service_id: int, *, by: Actor) -> Service:
    await connection().execute("SELECT 1 FROM service WHERE id = $1 FOR UPDATE", service_id)
    service = await queries.find_service(service_id, by=by)
    check_can_edit(by, service.office)
    return service


async def _check_service(new: ServiceData, *, by: Actor) -> None:
    together = Together()
    with together:
        check_protected(new)
    with together:
        _check_nowhere(new)
    with together:
        await check_partners("provider", [new.provider], by=by)
    with together:
        await source_or_none(new.source, by=by)
    together.check()


def _check_nowhere(new: ServiceData) -> None:
    if new.place_words and names_a_shelter(f"{new.name}\n{new.description}"):
        raise InvalidInput(
            place_words=_(
                "Una casa di fuga, una casa rifugio o un alloggio protetto non hanno un luogo nel"
                " registro: lascia vuoto questo campo."
            )
        )


def _values(new: ServiceData) -> dict[str, Any]:
    values = structs.asdict(new)
    when = columns_of(values.pop("when"))
    del values["hours"]
    return values | when


async def _put_hours(service_id: int, hours: list[HoursData]) -> None:
    await ServiceHours.delete().where(ServiceHours.service == service_id)
    for position, one in enumerate(hours):
        await ServiceHours(
            service=service_id,
            position=position,
            days_words=one.days,
            hours_words=one.hours,
            purpose=one.purpose,
            languages=one.languages,
        ).save()


async def _check_whole(whole: int | None, network: int) -> None:
    if whole is None:
        return
    found = await Figure.objects().get(Figure.id == whole)
    if found is None or found.network != network or found.part_of is not None:
        raise InvalidInput(part_of=_("Scegli un dato intero della stessa rete."))


async def _next_figure(network: int) -> int:
    last = "SELECT coalesce(max(position), -1) + 1 FROM figure WHERE network = $1"
    return int(await fetch_value(last, network))


async def _record(event: Any, service: Service, by: Actor, **details: object) -> int:
    """In the history of the network, or of the provider when there is no network."""
    written = await audit.record(event, about=_told_of(service), by=by, **details)
    if service.network:
        await put_in_search(service.network)
    return written


def _told_of(service: Service) -> tuple[str, int]:
    return ("network", service.network) if service.network else ("partner", service.provider)
