"""Who takes part: adding, changing, confirming, closing; undoing what was a mistake."""

from datetime import date
from typing import Any

from msgspec import Struct, structs

from registry.dates import read
from registry.dates.columns import columns_of
from registry.dates.words import day_in_figures
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
from registry.networks.kinds import ROLE_KINDS
from registry.networks.shapes import ClosingData, ParticipationData, SourceRowData
from registry.networks.tables import Network, Participation, ParticipationWith, Source
from registry.partners import actions as partners
from registry.partners.queries import names_of
from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor
from registry.platform.audit.events import Event
from registry.platform.database import fetch_value, transaction
from registry.platform.errors import InvalidInput, Together, WrongStatus
from registry.platform.i18n import _, lazy
from registry.platform.undoing import change_of

ROOM = "networks"


class KeptNews(Struct, kw_only=True):
    """The last news of before, as an event keeps it."""

    on: date | None
    words: str


async def add_participation(network_id: int, new: ParticipationData, *, by: Actor) -> Participation:
    """A body takes part. The words of the source are kept beside what is understood of them."""
    async with transaction():
        network = await hold(network_id, by=by)
        participation = await _add(network, new, by=by)
        await put_in_search(network_id)
    return participation


async def add_source_row(network_id: int, row: SourceRowData, *, by: Actor) -> list[Participation]:
    """One row of a table of partners: a participation for each body of its cell.

    All keep the cell as it was written; with ``are_together`` each is with the others."""
    async with transaction():
        network = await hold(network_id, by=by)
        added = [await _add(network, one, by=by) for one in _each_body(row)]
        await put_in_search(network_id)
    return added


def _each_body(row: SourceRowData) -> list[ParticipationData]:
    shared = structs.asdict(row)
    bodies, together = shared.pop("partners"), shared.pop("are_together")
    around = shared.pop("with_partners")
    others = {one: [body for body in bodies if body != one] if together else [] for one in bodies}
    return [
        ParticipationData(partner=one, with_partners=[*others[one], *around], **shared)
        for one in dict.fromkeys(bodies)
    ]


async def _add(network: Network, new: ParticipationData, *, by: Actor) -> Participation:
    source = await _checked(new, by=by)
    now = clock.now()
    participation = Participation(
        **_values(new, source),
        network=network.id,
        office=network.office,
        position=await _next_position(network.id),
        created_at=now,
        changed_at=now,
    )
    await participation.save()
    await _put_with(participation.id, new)
    await _tell_partners(participation, new.with_partners)
    await audit.record(
        events.ADD_PARTICIPATION,
        about=("network", network.id),
        by=by,
        participation=participation.id,
        partner=await _name(new.partner),
        network=network.name,
        role=new.role_words or ROLE_KINDS[new.role_kind],
        when=new.when or lazy("inizio non indicato"),
    )
    return participation


async def change_participation(
    participation_id: int, new: ParticipationData, *, version: int | None = None, by: Actor
) -> Participation:
    async with transaction():
        network, participation = await _hold_both(participation_id, by=by)
        await check_seen(participation, version, about=("network", network.id), by=by)
        source = await _checked(new, by=by)
        before = await queries.participation_as_told(participation_id, by=by)
        take(participation, _values(new, source, now=participation))
        await _put_with(participation.id, new)
        await touch(participation)
        await _tell_partners(participation, [before["partner"]])
        after = await queries.participation_as_told(participation_id, by=by)
        kept = change_of(ParticipationData, before, after)
        fields = events.in_words(kept.fields)
        await _record(events.CHANGE_PARTICIPATION, participation, by, fields=fields, kept=kept)
        await put_in_search(network.id)
    return participation


async def confirm_participation(
    participation_id: int, *, on: date | None = None, by: Actor
) -> Participation:
    """«Continua»: the last news is of today, or of the day said. The line is full again."""
    day = on or clock.today()
    async with transaction():
        _network, participation = await _hold_both(participation_id, by=by)
        _check_can_be_confirmed(participation, day)
        kept = KeptNews(on=participation.last_news_on, words=participation.last_news_words)
        participation.last_news_on = day
        participation.last_news_words = _("confermata dall'ufficio")
        await touch(participation)
        await _tell_partners(participation)
        await _record(
            events.CONFIRM_PARTICIPATION, participation, by, on=day_in_figures(day), kept=kept
        )
    return participation


async def set_news(participation_id: int, news: KeptNews, *, by: Actor) -> None:
    """Undoes a confirmation that was a mistake: the last news is the one of before."""
    async with transaction():
        _network, participation = await _hold_both(participation_id, by=by)
        participation.last_news_on, participation.last_news_words = news.on, news.words
        await touch(participation)
        await _tell_partners(participation)
        await _record(events.UNCONFIRM_PARTICIPATION, participation, by)


def _check_can_be_confirmed(participation: Participation, day: date) -> None:
    if participation.ends_text:
        raise WrongStatus(_("Questa partecipazione è chiusa. Prima riaprila."))
    if day > clock.today():
        raise InvalidInput(on=_("Non si conferma un giorno che deve ancora venire."))
    if participation.last_news_on and day < participation.last_news_on:
        raise InvalidInput(
            on=_("L'ultima notizia è già del {day}.").format(
                day=day_in_figures(participation.last_news_on)
            )
        )


async def close_participation(
    participation_id: int, closing: ClosingData, *, by: Actor
) -> Participation:
    """It is over, since when as far as it is known («nel 2019», «non si sa»)."""
    async with transaction():
        _network, participation = await _hold_both(participation_id, by=by)
        if participation.ends_text:
            raise WrongStatus(_("Questa partecipazione è già chiusa."))
        await _end(participation, closing.ends, closing.reason)
        await _record(
            events.CLOSE_PARTICIPATION, participation, by, ends=closing.ends, reason=closing.reason
        )
    return participation


async def reopen_participation(participation_id: int, *, by: Actor) -> Participation:
    """Undoes a closing."""
    async with transaction():
        _network, participation = await _hold_both(participation_id, by=by)
        ends, reason = participation.ends_text, participation.close_reason
        kept = ClosingData(ends=ends, reason=reason) if ends else None
        await _end(participation, "", "")
        await _record(events.REOPEN_PARTICIPATION, participation, by, kept=kept)
    return participation


async def _end(participation: Participation, ends: str, reason: str) -> None:
    columns = columns_of(participation.when_text, ends)
    starts = participation.starts_earliest
    if starts and columns["ends_latest"] and columns["ends_latest"] < starts:
        raise InvalidInput(ends=_("La fine viene prima dell'inizio: controlla i due giorni."))
    take(participation, columns | {"close_reason": reason})
    await touch(participation)
    await _tell_partners(participation)


async def remove_participation(participation_id: int, *, by: Actor) -> Participation:
    """It was recorded by mistake: out of every list, and it can come back."""
    return await _set_removed(participation_id, True, events.REMOVE_PARTICIPATION, by=by)


async def restore_participation(participation_id: int, *, by: Actor) -> Participation:
    return await _set_removed(participation_id, False, events.RESTORE_PARTICIPATION, by=by)


async def _set_removed(
    participation_id: int, is_removed: bool, event: Event, *, by: Actor
) -> Participation:
    async with transaction():
        network, participation = await _hold_both(participation_id, by=by)
        participation.is_removed = is_removed
        await touch(participation)
        await _tell_partners(participation)
        await _record(event, participation, by)
        await put_in_search(network.id)
    return participation


async def _hold_both(participation_id: int, *, by: Actor) -> tuple[Network, Participation]:
    """The participation and its network, held: the network first, so that nobody waits for
    the other way round."""
    found = await queries.find_participation(participation_id, by=by)
    network = await hold(found.network, by=by)
    return network, await queries.find_participation(participation_id, by=by)


async def _checked(new: ParticipationData, *, by: Actor) -> Source | None:
    together, source = Together(), None
    with together:
        check_protected(new)
    with together:
        await check_places("place", [new.place])
    for field, bodies in _bodies(new):
        with together:
            await check_partners(field, bodies, by=by)
    if new.partner in new.with_partners:
        together.fields["with_partners"] = _("Un ente non collabora con se stesso.")
    with together:
        source = await source_or_none(new.source, by=by)
    together.check()
    return source


def _bodies(new: ParticipationData) -> list[tuple[str, list[int]]]:
    return [
        ("partner", [new.partner]),
        ("with_partners", new.with_partners),
        ("on_behalf_of", [new.on_behalf_of] if new.on_behalf_of else []),
    ]


def _values(
    new: ParticipationData, source: Source | None, *, now: Participation | None = None
) -> dict[str, Any]:
    plain = {
        "partner", "role_kind", "role_words", "activity", "on_behalf_of", "on_behalf_of_words",
        "place", "basis", "basis_words", "source", "source_row", "source_cell",
        "source_row_words",
    }  # fmt: skip
    act = read(new.formalised) if new.formalised else None
    return {
        **{name: getattr(new, name) for name in sorted(plain)},
        **columns_of(new.when, new.ends),
        "formalised_text": new.formalised,
        "formalised_earliest": act.earliest if act else None,
        "formalised_latest": act.latest if act else None,
        **last_news_of(new, source, now),
    }


async def _put_with(participation_id: int, new: ParticipationData) -> None:
    """With whom, in the order given."""
    kept = await ParticipationWith.select(ParticipationWith.partner).where(
        ParticipationWith.participation == participation_id
    ).order_by(ParticipationWith.id)  # fmt: skip
    wanted = list(dict.fromkeys(new.with_partners))
    if [row["partner"] for row in kept] == wanted:
        return
    await ParticipationWith.delete().where(ParticipationWith.participation == participation_id)
    for partner in wanted:
        await ParticipationWith(participation=participation_id, partner=partner).save()


async def _tell_partners(participation: Participation, more: list[int] | None = None) -> None:
    """The list of partners shows how many collaborations each has, and since when."""
    today = clock.today()
    for partner_id in dict.fromkeys([participation.partner, *(more or [])]):
        ties = await queries.ties_of(partner_id, on=today)
        await partners.record_ties(partner_id, ties, room=ROOM)


async def _next_position(network_id: int) -> int:
    last = "SELECT coalesce(max(position), 0) FROM participation WHERE network = $1"
    return int(await fetch_value(last, network_id)) + 1


async def _record(event: Event, participation: Participation, by: Actor, **details: object) -> None:
    await audit.record(
        event,
        about=("network", participation.network),
        by=by,
        participation=participation.id,
        partner=await _name(participation.partner),
        **details,
    )


async def _name(partner_id: int) -> str:
    return (await names_of({partner_id}))[partner_id]
