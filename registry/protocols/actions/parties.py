"""The parties of an act: who they are, in which order, and what each promises."""

from collections.abc import Sequence

from msgspec import structs

from registry.partners import queries as partners
from registry.partners.kinds import KINDS, Family, Kind
from registry.platform.accounts.roles import Actor
from registry.platform.database import transaction
from registry.platform.documents.italian import Article as NameArticle
from registry.platform.errors import AlreadyThere, InvalidInput, WrongStatus
from registry.platform.i18n import _
from registry.platform.mailboxes import check_addresses
from registry.platform.undoing import change_of
from registry.protocols import drafts, events, queries
from registry.protocols.actions import holding, values
from registry.protocols.actions.told import party_as_told, party_shape
from registry.protocols.kinds import PartyRole
from registry.protocols.lifecycle import (
    ProtocolStatus,
    check_details_writable,
    check_writable,
)
from registry.protocols.permissions import check_can_write
from registry.protocols.queries import writing
from registry.protocols.shapes import (
    HistoricPartyData,
    HistoricPartyDetails,
    PartyData,
    PartyDetails,
    PartyRow,
)
from registry.protocols.tables import Party, Protocol, ProtocolDocument


async def add_party(
    protocol_id: int,
    new: PartyData | HistoricPartyData,
    *,
    version: int | None = None,
    by: Actor,
) -> Party:
    """The body becomes a party, after the others."""
    async with transaction():
        protocol = await held_open(protocol_id, by=by, version=version)
        others = await holding.parties_of(protocol)
        if any(party.partner == new.partner for party in others):
            raise AlreadyThere(_("Questo ente è già tra le parti."))
        last = max((party.position for party in others), default=-1)
        _check_shape_fits(protocol, new)
        check_addresses(new, values.PARTY_MAILBOXES)
        party = await values.make_party(protocol, new.partner, new, position=last + 1, by=by)
        await values.put_commitments(protocol_id, party.id, new.commitments)
        await values.keep_promoter(protocol)
        name = await name_of(party)
        kept = {"parties": [party.id]}
        await holding.note(events.ADD_PARTY, protocol, by=by, name=name, kept=kept)
        await holding.tell_partners(new.partner)
    return party


async def add_parties(
    protocol_id: int,
    partner_ids: Sequence[int],
    details: PartyDetails,
    *,
    version: int | None = None,
    by: Actor,
) -> list[Party]:
    """These bodies become parties, after the others and in this order, all in the same role.

    Whoever is a party already stays as it is.
    """
    async with transaction():
        protocol = await held_open(protocol_id, by=by, version=version)
        others = await holding.parties_of(protocol)
        last = max((party.position for party in others), default=-1)
        there = {party.partner for party in others}
        wanted = [one for one in dict.fromkeys(partner_ids) if one not in there]
        added = [
            await values.make_party(
                protocol, one, await _usual(details, one, by=by), position=position, by=by
            )
            for position, one in enumerate(wanted, start=last + 1)
        ]
        if not added:
            return []
        await values.keep_promoter(protocol)
        known = await partners.names_of(set(wanted))
        names = [known[one] for one in wanted]
        kept = {"parties": [party.id for party in added]}
        if len(added) == 1:
            await holding.note(events.ADD_PARTY, protocol, by=by, name=names[0], kept=kept)
        else:
            n = len(added)
            await holding.note(events.ADD_PARTIES, protocol, by=by, n=n, names=names, kept=kept)
        await holding.tell_partners(*wanted)
    return added


async def _usual(details: PartyDetails, partner_id: int, *, by: Actor) -> PartyDetails:
    """An office of the State signs by its head: no organ approves the text before."""
    partner = await partners.find(partner_id, by=by)
    is_state = KINDS[Kind(partner.kind)].family is Family.STATE
    return structs.replace(details, needs_approval=details.needs_approval and not is_state)


async def held_open(protocol_id: int, *, by: Actor, version: int | None = None) -> Protocol:
    """An act whose parties may change: still being written, or registered as it was."""
    protocol = await holding.held(protocol_id, by=by, version=version)
    check_can_write(by, protocol.office)
    if not protocol.is_historic:
        check_writable(ProtocolStatus(protocol.status))
    protocol.written_by = by.user_id
    return protocol


def _check_shape_fits(protocol: Protocol, details: PartyDetails) -> None:
    """Of an act written here, signatures come by their own verbs only."""
    if isinstance(details, HistoricPartyDetails) and not protocol.is_historic:
        raise InvalidInput(signed_on=_("Le firme di questo atto si registrano dalla sua pagina."))


async def name_of(party: Party) -> str:
    return party.name_words or (await partners.names_of({party.partner}))[party.partner]


async def change_party(
    protocol_id: int,
    party_id: int,
    new: PartyDetails,
    *,
    commitments: list[str] | None = None,
    version: int | None = None,
    by: Actor,
) -> Party:
    """Changes what is said of a party, until the text is locked.

    ``commitments`` None leaves what it promises as it is.
    """
    async with transaction():
        protocol = await holding.held(protocol_id, by=by, version=version)
        check_can_write(by, protocol.office)
        if not protocol.is_historic:
            check_details_writable(ProtocolStatus(protocol.status))
        party = await queries.find_party(protocol_id, party_id)
        _check_shape_fits(protocol, new)
        check_addresses(new, values.PARTY_MAILBOXES)
        before = await party_as_told(party)
        columns = values.columns_of_party(new)
        changed = [name for name, value in columns.items() if getattr(party, name) != value]
        for name, value in columns.items():
            setattr(party, name, value)
        await party.save()
        if commitments is not None and await _set_commitments(protocol, party, commitments):
            changed.append("commitments")
        await values.keep_promoter(protocol)
        name = await name_of(party)
        kept = change_of(party_shape(protocol), before, await party_as_told(party))
        await holding.note(
            events.CHANGE_PARTY,
            protocol,
            by=by,
            name=name,
            fields=events.labels_of(changed, events.PARTY_FIELDS),
            kept=structs.asdict(kept) | {"party": party_id},
        )
        await holding.tell_partners(party.partner)
    return party


async def _set_commitments(protocol: Protocol, party: Party, texts: list[str]) -> bool:
    """Whether they differ from what was promised; they are text, locked when it goes out."""
    kept = await queries.commitments_of(party.id)
    if texts == kept:
        return False
    if not protocol.is_historic:
        check_writable(ProtocolStatus(protocol.status))
    await values.put_commitments(protocol.id, party.id, texts)
    return True


async def take_parties(protocol_id: int, *, version: int | None = None, by: Actor) -> list[Party]:
    """An addendum takes the parties that its act has today, after those that are there.

    By what title each signs is of this act: it is asked again.
    """
    async with transaction():
        protocol = await held_open(protocol_id, by=by, version=version)
        act = await queries.view(protocol_id, by=by)
        around = await writing.around(act, by=by)
        missing = drafts.missing_parties(act, around)
        if around.parent is None or not missing:
            raise WrongStatus(_("Non ci sono altre parti da prendere dall'atto che si modifica."))
        first = len(act.parties)
        taken = [
            await values.make_party(protocol, one.partner, _as_today(one), position=n, by=by)
            for n, one in enumerate(missing, start=first)
        ]
        await values.keep_promoter(protocol)
        kept = {"parties": [party.id for party in taken]}
        await holding.note(
            events.TAKE_PARTIES, protocol, by=by, title=around.parent.title, kept=kept
        )
        for one in missing:
            await holding.tell_partners(one.partner)
    return taken


def _as_today(row: PartyRow) -> PartyDetails:
    role = PartyRole.SIGNATORY if row.role is PartyRole.ACCEDING else row.role
    return PartyDetails(
        role=role,
        representative_article=NameArticle(row.representative_article),
        **{name: getattr(row, name) for name in _CARRIED},
    )


_CARRIED = (
    "name_words", "short_name", "representative_office", "representative_title",
    "representative_name", "on_behalf_of", "on_behalf_of_words", "needs_approval",
    "contact_unit", "contact_email", "contact_certified_email",
)  # fmt: skip


async def remove_party(
    protocol_id: int, party_id: int, *, version: int | None = None, by: Actor
) -> None:
    async with transaction():
        protocol = await held_open(protocol_id, by=by, version=version)
        party = await queries.find_party(protocol_id, party_id)
        await _check_has_no_documents(party)
        name, partner = await name_of(party), party.partner
        commitments = await queries.commitments_of(party_id)
        kept = {"party": holding.whole(party), "commitments": commitments}
        await party.remove()
        await values.keep_promoter(protocol)
        await holding.note(events.REMOVE_PARTY, protocol, by=by, name=name, kept=kept)
        await holding.tell_partners(partner)


async def _check_has_no_documents(party: Party) -> None:
    """A document is kept for ever, and so is whose it is."""
    if await ProtocolDocument.exists().where(ProtocolDocument.party == party.id):
        raise WrongStatus(_("Questa parte ha dei documenti nell'atto: non si può togliere."))


async def order_parties(
    protocol_id: int, party_ids: list[int], *, version: int | None = None, by: Actor
) -> None:
    """The parties in this order; each of them must be there, once."""
    async with transaction():
        protocol = await held_open(protocol_id, by=by, version=version)
        before = [party.id for party in await holding.parties_of(protocol)]
        known = set(before)
        if known != set(party_ids) or len(known) != len(party_ids):
            raise InvalidInput(order=_("Nell'ordine ci sono tutte le parti, una volta ciascuna."))
        await _set_order(party_ids)
        await values.keep_promoter(protocol)
        await holding.note(events.ORDER_PARTIES, protocol, by=by, kept={"order": before})


async def _set_order(party_ids: list[int]) -> None:
    for position, party_id in enumerate(party_ids):
        await Party.update({Party.position: position}).where(Party.id == party_id)


async def move_party(
    protocol_id: int, party_id: int, to: int, *, version: int | None = None, by: Actor
) -> None:
    """The party goes to the place ``to`` (1 is the first); the others make room."""
    async with transaction():
        protocol = await held_open(protocol_id, by=by, version=version)
        await queries.find_party(protocol_id, party_id)
        before = [party.id for party in await holding.parties_of(protocol)]
        order = [one for one in before if one != party_id]
        order.insert(max(0, min(to - 1, len(order))), party_id)
        await _set_order(order)
        await values.keep_promoter(protocol)
        await holding.note(events.ORDER_PARTIES, protocol, by=by, kept={"order": before})


async def set_commitments(
    protocol_id: int,
    party_id: int,
    texts: list[str],
    *,
    version: int | None = None,
    by: Actor,
) -> None:
    """What a party promises, instead of what it promised before."""
    async with transaction():
        protocol = await held_open(protocol_id, by=by, version=version)
        party = await queries.find_party(protocol_id, party_id)
        await values.put_commitments(protocol_id, party_id, [text for text in texts if text])
        what = _("impegni di {name}").format(name=await name_of(party))
        await holding.note(events.WRITE_TEXT, protocol, by=by, what=what)
