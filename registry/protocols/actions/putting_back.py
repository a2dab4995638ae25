"""Undoing what was done at one click or saved from a form, from what the history keeps of it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from msgspec import convert

from registry.platform import audit, clock, undoing
from registry.platform.accounts.roles import Actor
from registry.platform.audit.events import sentence_of
from registry.platform.audit.queries import EventRow
from registry.platform.database import transaction
from registry.platform.errors import AlreadyThere, NotFound, WrongStatus
from registry.platform.i18n import SOURCE_LANGUAGE, _, speaking
from registry.platform.undoing import Change
from registry.protocols import events, queries
from registry.protocols.actions import holding, values
from registry.protocols.actions.drafting import change as change_facts
from registry.protocols.actions.parties import (
    change_party,
    held_open,
    order_parties,
    remove_party,
)
from registry.protocols.actions.registering import correct
from registry.protocols.actions.relating import relate, unrelate
from registry.protocols.actions.told import as_told, facts_shape, party_as_told, party_shape
from registry.protocols.kinds import ActKind
from registry.protocols.lifecycle import (
    CIRCULATED,
    IN_FORCE,
    SIGNED,
    SIGNING,
    ProtocolStatus,
    check_is,
)
from registry.protocols.permissions import check_can_conduct
from registry.protocols.shapes import HistoricFacts, RelationData
from registry.protocols.tables import Party, Protocol

FOR = timedelta(days=30)
Kept = Mapping[str, Any]


async def _party_again(protocol_id: int, kept: Kept, *, by: Actor) -> None:
    """The party that was removed, in its place, with what it promised."""
    async with transaction():
        protocol = await held_open(protocol_id, by=by)
        row = kept["party"]
        others = await holding.parties_of(protocol)
        if any(one.partner == row["partner"] for one in others):
            raise AlreadyThere(_("Questo ente è già tra le parti."))
        await values.check_partner_fits(ActKind(protocol.kind), row["partner"], by=by)
        party = Party(**columns_kept(row))
        await party.save()
        await values.put_commitments(protocol_id, party.id, kept["commitments"])
        await values.keep_promoter(protocol)
        await protocol.save()
        await holding.tell_partners(party.partner)


def columns_kept(row: Kept) -> dict[str, Any]:
    """A party's columns as the history has them, its days made days again."""
    days = {name for name in row if name.endswith("_on")}
    read = {name: convert(row[name], holding.Day) for name in days}
    return {name: value for name, value in row.items() if name != "id"} | read


async def _order_again(protocol_id: int, kept: Kept, *, by: Actor) -> None:
    there = {party.id for party in await Party.objects().where(Party.protocol == protocol_id)}
    if there != set(kept["order"]):
        raise WrongStatus(_("Dopo sono cambiate le parti: rimettile in ordine da qui."))
    await order_parties(protocol_id, kept["order"], by=by)


async def _parties_away(protocol_id: int, kept: Kept, *, by: Actor) -> None:
    there = {party.id for party in await Party.objects().where(Party.protocol == protocol_id)}
    for party_id in kept["parties"]:
        if party_id in there:
            await remove_party(protocol_id, party_id, by=by)


async def _relation_again(protocol_id: int, kept: Kept, *, by: Actor) -> None:
    await relate(protocol_id, convert(kept, RelationData), by=by)


async def _relation_away(protocol_id: int, kept: Kept, *, by: Actor) -> None:
    await unrelate(protocol_id, kept["relation"], by=by)


async def _facts(protocol_id: int, kept: Kept, *, by: Actor) -> None:
    act = await queries.find(protocol_id, by=by)
    shape, change = facts_shape(act), convert(kept, Change)
    told = undoing.undone(shape, await as_told(act), change, labels=events.FIELDS)
    if isinstance(told, HistoricFacts):
        await correct(protocol_id, told, by=by)
    else:
        await change_facts(protocol_id, told, by=by)


async def _party_as_told(protocol_id: int, kept: Kept, *, by: Actor) -> None:
    act = await queries.find(protocol_id, by=by)
    party = await queries.find_party(protocol_id, kept["party"])
    shape, change = party_shape(act), convert(kept, Change)
    told = undoing.undone(shape, await party_as_told(party), change, labels=events.PARTY_FIELDS)
    promised = told.commitments if "commitments" in change.before else None
    await change_party(protocol_id, party.id, told, commitments=promised, by=by)


def _as_it_stood(*moments: ProtocolStatus) -> Callable[..., Awaitable[None]]:
    """Puts the party back as it was, while the act is at the moment of what was recorded."""

    async def again(protocol_id: int, kept: Kept, *, by: Actor) -> None:
        async with transaction():
            protocol = await holding.held(protocol_id, by=by)
            check_can_conduct(by, protocol.office)
            check_is(ProtocolStatus(protocol.status), *moments)
            party = await queries.find_party(protocol_id, kept["party"])
            if holding.columns_of(party, *kept["now"]) != kept["now"]:
                raise WrongStatus(_("Dopo è cambiato altro di questa parte: guardala prima."))
            for name, value in columns_kept(kept["was"]).items():
                setattr(party, name, value)
            await party.save()
            await holding.tell_partners(party.partner)

    return again


UNDOING: dict[str, Callable[..., Awaitable[None]]] = {
    events.CHANGE.name: _facts,
    events.CORRECT.name: _facts,
    events.CHANGE_PARTY.name: _party_as_told,
    events.REMOVE_PARTY.name: _party_again,
    events.ORDER_PARTIES.name: _order_again,
    events.ADD_PARTY.name: _parties_away,
    events.ADD_PARTIES.name: _parties_away,
    events.TAKE_PARTIES.name: _parties_away,
    events.UNRELATE.name: _relation_again,
    events.RELATE.name: _relation_away,
    events.RECORD_APPROVAL.name: _as_it_stood(CIRCULATED, SIGNING),
    events.RECORD_SIGNATURE.name: _as_it_stood(SIGNING),
    events.REFUSE_SIGNATURE.name: _as_it_stood(SIGNING),
    events.WITHDRAW.name: _as_it_stood(SIGNED, IN_FORCE),
}


def can_put_back(event: EventRow) -> bool:
    """Known how to, and not too long ago; an event of before kept nothing to put back."""
    kept = event.details.get("kept") or {}
    # A change that changed nothing has nothing to put back.
    is_kept = kept and kept.get("after") != {} and event.event in UNDOING
    return bool(is_kept) and event.at > clock.now() - FOR


async def put_back(protocol_id: int, event_id: int, *, by: Actor) -> None:
    """As before that event: with the checks of doing it by hand, once, for thirty days."""
    async with transaction():
        protocol: Protocol = await holding.held(protocol_id, by=by)
        event = await audit.event_or_none(event_id, about=("protocol", protocol_id))
        if event is None or not can_put_back(event):
            raise NotFound(_("Questa operazione non si può più annullare."))
        if await _is_undone(protocol_id, event_id):
            raise AlreadyThere(_("È già stato rimesso."))
        await UNDOING[event.event](protocol_id, event.details["kept"], by=by)
        protocol = await holding.held(protocol_id, by=by)
        with speaking(SOURCE_LANGUAGE):
            what = sentence_of(event.event, event.details)
        await holding.note(events.PUT_BACK, protocol, by=by, what=what, undone=event_id)


async def _is_undone(protocol_id: int, event_id: int) -> bool:
    return event_id in undone(await audit.events_about("protocol", protocol_id))


def undone(history: list[EventRow]) -> set[int]:
    """The events that somebody has undone already."""
    return {one.details["undone"] for one in history if one.event == events.PUT_BACK.name}
