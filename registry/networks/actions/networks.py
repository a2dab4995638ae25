"""Registering a network and changing what is known of it."""

from typing import Any

from registry.dates.columns import columns_of
from registry.networks import events, queries
from registry.networks.actions.holding import (
    check_partners,
    check_places,
    check_protected,
    check_seen,
    hold,
    last_news_of,
    put_in_search,
    source_or_none,
    take,
    touch,
)
from registry.networks.permissions import EDIT_NETWORKS
from registry.networks.shapes import NetworkData
from registry.networks.tables import Network, NetworkPlace, Source
from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor, check_may
from registry.platform.database import fetch_value, transaction
from registry.platform.errors import AlreadyThere, Together
from registry.platform.i18n import _
from registry.platform.undoing import change_of


async def create_network(new: NetworkData, *, by: Actor) -> Network:
    """Registers a project, a network or a tavolo; one of the same name and office is refused."""
    check_may(by, EDIT_NETWORKS)
    async with transaction():
        source = await _checked(new, by=by)
        await _check_name(new, office=by.office)
        now = clock.now()
        values = _values(new, source, now=None)
        network = Network(**values, office=by.office, created_at=now, changed_at=now)
        await network.save()
        await _put_places(network.id, new.places)
        await audit.record(events.CREATE, about=("network", network.id), by=by, name=new.name)
        await put_in_search(network.id)
    return network


async def change_network(
    network_id: int, new: NetworkData, *, version: int | None = None, by: Actor
) -> Network:
    async with transaction():
        network = await hold(network_id, by=by)
        await check_seen(network, version, about=("network", network_id), by=by)
        source = await _checked(new, by=by)
        await _check_name(new, office=network.office, besides=network_id)
        before = await queries.as_told(network_id, by=by)
        take(network, _values(new, source, now=network))
        await _put_places(network_id, new.places)
        await touch(network)
        kept = change_of(NetworkData, before, await queries.as_told(network_id, by=by))
        await audit.record(
            events.CHANGE,
            about=("network", network_id),
            by=by,
            name=network.name,
            fields=events.in_words(kept.fields),
            kept=kept,
        )
        await put_in_search(network_id)
    return network


async def _checked(new: NetworkData, *, by: Actor) -> Source | None:
    """Refuses what is wrong; the source, if there is one."""
    together, source = Together(), None
    with together:
        check_protected(new)
    with together:
        await check_places("places", new.places)
    with together:
        await check_partners("lead_partner", [new.lead_partner] if new.lead_partner else [], by=by)
    with together:
        source = await source_or_none(new.source, by=by)
    together.check()
    return source


async def _check_name(new: NetworkData, *, office: str, besides: int | None = None) -> None:
    """Refuses a second network of this name and kind in the office, however it is typed."""
    same = await fetch_value(
        "SELECT name FROM network WHERE office = $1 AND fold(name) = fold($2) AND kind = $3"
        " AND id IS DISTINCT FROM $4",
        office,
        _tidy(new.name),
        new.kind.value,
        besides,
    )
    if same:
        raise AlreadyThere(
            _("«{name}» c'è già tra le reti dell'ufficio.").format(name=same), field="name"
        )


def _tidy(name: str) -> str:
    """A name has one space between its words, and none around it."""
    return " ".join(name.split())


def _values(new: NetworkData, source: Source | None, *, now: Network | None) -> dict[str, Any]:
    plain = {
        "kind", "name", "subtitle", "short_name", "lead_partner", "description", "purpose",
        "how_it_works", "legal_bases", "objectives", "activities", "offers", "territory_words",
        "fund", "source", "visibility",
    }  # fmt: skip
    values = {name: getattr(new, name) for name in sorted(plain)} | {"name": _tidy(new.name)}
    return values | columns_of(new.when, new.ends) | last_news_of(new, source, now)


async def _put_places(network_id: int, places: list[str]) -> None:
    """The places in the order given."""
    kept = await NetworkPlace.select(NetworkPlace.place).where(
        NetworkPlace.network == network_id
    ).order_by(NetworkPlace.position)  # fmt: skip
    wanted = list(dict.fromkeys(places))
    if [row["place"] for row in kept] == wanted:
        return
    await NetworkPlace.delete().where(NetworkPlace.network == network_id)
    for position, place in enumerate(wanted):
        await NetworkPlace(network=network_id, place=place, position=position).save()
