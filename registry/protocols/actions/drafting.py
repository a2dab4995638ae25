"""Beginning an act, and writing it."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import json

from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import transaction
from registry.platform.errors import AlreadyThere, InvalidInput
from registry.platform.i18n import _
from registry.platform.undoing import change_of
from registry.protocols import events, queries
from registry.protocols.actions import holding, values
from registry.protocols.actions.relating import put_relation
from registry.protocols.actions.told import as_told
from registry.protocols.kinds import ActKind
from registry.protocols.lifecycle import (
    IN_DEFINITION,
    PROPOSED,
    ProtocolStatus,
    check_writable,
)
from registry.protocols.permissions import check_can_write
from registry.protocols.shapes import (
    HistoricPartyData,
    NewProtocol,
    PartyData,
    ProtocolData,
    RelationData,
    TextData,
)
from registry.protocols.tables import Protocol


async def draft(new: NewProtocol, *, by: Actor) -> Protocol:
    """Begins an act of this person's office, with the parties that are already known."""
    check_can_write(by, by.office)
    async with transaction():
        protocol = await made(new, by=by)
        protocol.status = PROPOSED if new.is_proposed else IN_DEFINITION
        await protocol.save()
        await holding.step(protocol)
        await put_parties(protocol, new.parties, by=by)
        await put_relations(protocol, new.relations, by=by)
        await holding.note(events.DRAFT, protocol, by=by, title=protocol.title)
        await holding.tell_all_partners(protocol)
    return protocol


async def made(new: ProtocolData, *, by: Actor) -> Protocol:
    """The act's row with its places and networks, saved but not yet told of."""
    now = clock.now()
    protocol = Protocol(
        **values.columns_for(new),
        office=by.office,
        drafted_by=by.user_id,
        written_by=by.user_id,
        version=0,
        created_at=now,
        changed_at=now,
    )
    await protocol.save()
    await values.put_surroundings(protocol, new, by=by)
    return protocol


async def put_parties(
    protocol: Protocol, parties: Sequence[PartyData | HistoricPartyData], *, by: Actor
) -> None:
    """Adds the parties in their order; each wrong one is told at its place."""
    if len({party.partner for party in parties}) < len(parties):
        raise AlreadyThere(_("Lo stesso ente è tra le parti due volte: basta una."))
    for position, party in enumerate(parties):
        try:
            kept = await values.make_party(protocol, party.partner, party, position=position, by=by)
            await values.put_commitments(protocol.id, kept.id, party.commitments)
        except InvalidInput as wrong:
            raise InvalidInput.of(
                {f"parties.{position}.{name}": told for name, told in wrong.fields.items()}
            ) from None
    await values.keep_promoter(protocol)


async def put_relations(protocol: Protocol, relations: list[RelationData], *, by: Actor) -> None:
    for relation in relations:
        await put_relation(protocol, relation, by=by)


async def change(
    protocol_id: int, new: ProtocolData, *, version: int | None = None, by: Actor
) -> Protocol:
    """Changes the facts of an act whose text is still open."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by, version=version)
        check_can_write(by, protocol.office)
        check_writable(ProtocolStatus(protocol.status))
        before = await as_told(protocol)
        changed = await put_facts(protocol, new, by=by)
        fields = events.labels_of(changed, events.FIELDS)
        if not fields:
            return protocol
        kept = change_of(ProtocolData, before, await as_told(protocol))
        await holding.note(events.CHANGE, protocol, by=by, fields=fields, kept=kept)
        await holding.tell_all_partners(protocol)
    return protocol


async def put_facts(protocol: Protocol, new: ProtocolData, *, by: Actor) -> list[str]:
    """Sets the columns, places and networks; answers with the names of what differs."""
    if new.kind != protocol.kind:
        await check_parties_fit(protocol, new.kind, by=by)
    columns = values.columns_for(new, before=protocol)
    changed = [name for name, value in columns.items() if getattr(protocol, name) != value]
    for name, value in columns.items():
        setattr(protocol, name, value)
    protocol.written_by = by.user_id
    return changed + await values.put_surroundings(protocol, new, by=by)


async def check_parties_fit(protocol: Protocol, kind: ActKind, *, by: Actor) -> None:
    for partner_id in await queries.partners_of(protocol.id):
        await values.check_partner_fits(kind, partner_id, by=by)


async def start(protocol_id: int, *, by: Actor) -> Protocol:
    """A proposal begins to be written."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_write(by, protocol.office)
        await holding.become(protocol, IN_DEFINITION)
        await holding.note(events.START, protocol, by=by)
    return protocol


SAME_SITTING = timedelta(minutes=10)


async def write_text(
    protocol_id: int,
    text: TextData,
    *,
    version: int | None = None,
    is_autosave: bool = False,
    by: Actor,
) -> Protocol:
    """Recitals, citations, common commitments, articles: what is given takes its place whole.

    What says the same as before is no change; saves that follow by themselves are told once.
    """
    async with transaction():
        protocol = await holding.held(protocol_id, by=by, version=version)
        check_can_write(by, protocol.office)
        if not protocol.is_historic:
            check_writable(ProtocolStatus(protocol.status))
        changed = await _what_differs(protocol_id, text, by=by)
        written = await values.put_text(protocol.id, changed)
        if not written:
            return protocol
        if changed.drafting is not None:
            protocol.drafting = json.encode(changed.drafting).decode()
        protocol.written_by = by.user_id
        if is_autosave and await _was_just_told(protocol_id, by=by):
            await holding.touch(protocol)
        else:
            await holding.note(events.WRITE_TEXT, protocol, by=by, what=", ".join(written))
    return protocol


async def _what_differs(protocol_id: int, text: TextData, *, by: Actor) -> TextData:
    """Of what is given, only what the act does not say already."""
    kept = (await queries.view(protocol_id, by=by)).text
    given = {name: getattr(text, name) for name in TextData.__struct_fields__}
    return TextData(
        **{
            name: value
            for name, value in given.items()
            if value is not None and value != getattr(kept, name)
        }
    )


async def _was_just_told(protocol_id: int, *, by: Actor) -> bool:
    last = await audit.events_about("protocol", protocol_id, limit=1)
    return bool(
        last
        and last[0].event == events.WRITE_TEXT.name
        and last[0].user_id == by.user_id
        and last[0].at > clock.now() - SAME_SITTING
    )
