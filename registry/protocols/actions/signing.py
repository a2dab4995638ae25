"""The text is locked and signed; the last signature makes an act of it."""

from datetime import date

from registry.dates.columns import columns_of
from registry.dates.words import day_in_words
from registry.partners.kinds import Nature
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch, transaction
from registry.platform.errors import InvalidInput, WrongStatus
from registry.platform.i18n import _
from registry.protocols import days, events, queries, rules
from registry.protocols.actions import holding, repertory
from registry.protocols.actions.parties import name_of
from registry.protocols.actions.producing import write_final
from registry.protocols.kinds import (
    ELECTRONIC,
    SIGNATURE_KINDS,
    ActKind,
    SignatureKind,
    StartsFrom,
)
from registry.protocols.lifecycle import (
    IN_FORCE,
    SIGNED,
    SIGNING,
    PartyStatus,
    ProtocolStatus,
    check_is,
)
from registry.protocols.permissions import check_can_conduct, check_can_sign_off
from registry.protocols.shapes import InForce, Reason, Signature
from registry.protocols.tables import Party, Protocol


async def open_signing(protocol_id: int, *, version: int | None = None, by: Actor) -> Protocol:
    """Locks the text, writes the document to sign, and asks the parties to sign it."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by, version=version)
        check_can_conduct(by, protocol.office)
        parties = await holding.parties_of(protocol)
        rules.check_enough_parties(ActKind(protocol.kind), len(parties))
        await write_final(protocol, by=by)
        await holding.become(protocol, SIGNING)
        for party in parties:
            if party.status != PartyStatus.TEXT_TO_APPROVE:
                party.status = PartyStatus.AWAITING_SIGNATURE
                await party.save()
        await holding.note(events.OPEN_SIGNING, protocol, by=by)
    return protocol


SIGNATURE = ("status", "signed_on", "signature_kind", "signature_note")


async def record_signature(
    protocol_id: int, party_id: int, signature: Signature, *, by: Actor
) -> Party:
    """A party has signed; paper is refused where it would make the act void."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_conduct(by, protocol.office)
        check_is(ProtocolStatus(protocol.status), SIGNING)
        party = await queries.find_party(protocol_id, party_id)
        _check_may_sign(party)
        days.check(
            signed_on=days.wrong_signature(
                signature.signed_on, approved_on=party.approved_on, today=clock.today()
            )
        )
        rules.check_signature_kind(
            ActKind(protocol.kind),
            await natures_of(protocol),
            signature.signed_on,
            signature.kind,
        )
        was = holding.columns_of(party, *SIGNATURE)
        party.signed_on, party.signature_kind = signature.signed_on, signature.kind
        party.signature_note = signature.note
        party.status = _after_signature(signature.kind)
        await party.save()
        await holding.note(
            events.RECORD_SIGNATURE,
            protocol,
            by=by,
            name=await name_of(party),
            signed_on=f"{signature.signed_on:%d/%m/%Y}",
            how=SIGNATURE_KINDS[signature.kind],
            kept={"party": party_id, "was": was, "now": holding.columns_of(party, *SIGNATURE)},
        )
    return party


def _check_may_sign(party: Party) -> None:
    if party.status == PartyStatus.TEXT_TO_APPROVE:
        raise WrongStatus(_("Prima di firmare deve approvare lo schema: registra l'approvazione."))


def _after_signature(kind: SignatureKind) -> PartyStatus:
    if kind is SignatureKind.PAPER:
        return PartyStatus.SIGNED_ON_PAPER
    return PartyStatus.SIGNED if kind in ELECTRONIC else PartyStatus.SIGNATURE_NOT_VALID


async def natures_of(protocol: Protocol) -> list[Nature]:
    rows = await fetch(
        "SELECT b.nature FROM party p JOIN partner b ON b.id = p.partner WHERE p.protocol = $1",
        protocol.id,
    )
    return [Nature(row["nature"]) for row in rows]


async def refuse_signature(protocol_id: int, party_id: int, why: Reason, *, by: Actor) -> Party:
    """The signature that came is not valid (CAD, art. 24): as if it had not been given."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_conduct(by, protocol.office)
        check_is(ProtocolStatus(protocol.status), SIGNING)
        party = await queries.find_party(protocol_id, party_id)
        was = holding.columns_of(party, *SIGNATURE)
        party.status, party.signature_note = PartyStatus.SIGNATURE_NOT_VALID, why.reason
        await party.save()
        kept = {"party": party_id, "was": was, "now": holding.columns_of(party, *SIGNATURE)}
        name = await name_of(party)
        await holding.note(
            events.REFUSE_SIGNATURE, protocol, by=by, name=name, reason=why.reason, kept=kept
        )
    return party


async def declare_signed(protocol_id: int, *, version: int | None = None, by: Actor) -> Protocol:
    """All have signed: the act takes its number in the repertory, dated on the last signature."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by, version=version)
        check_can_sign_off(by, protocol)
        check_is(ProtocolStatus(protocol.status), SIGNING)
        parties = await holding.parties_of(protocol)
        signed_on = await _check_signatures(protocol, parties)
        protocol.signed_on = signed_on
        protocol.signed_text = protocol.signed_text or day_in_words(signed_on)
        protocol.repertory_year = signed_on.year
        protocol.repertory_number = await repertory.next_number(protocol.office, signed_on.year)
        await holding.become(protocol, SIGNED, on=signed_on)
        await holding.note(
            events.DECLARE_SIGNED,
            protocol,
            by=by,
            number=protocol.repertory_number,
            year=protocol.repertory_year,
        )
        await holding.tell_all_partners(protocol)
    return protocol


async def _check_signatures(protocol: Protocol, parties: list[Party]) -> date:
    """The day of the last signature, when all are there and as the law wants them."""
    rules.check_enough_parties(ActKind(protocol.kind), len(parties))
    rules.check_all_signed([PartyStatus(party.status) for party in parties])
    days = [party.signed_on for party in parties if party.signed_on]
    last = max(days, default=clock.today())
    rules.check_all_digital(
        ActKind(protocol.kind),
        await natures_of(protocol),
        last,
        [SignatureKind(party.signature_kind) for party in parties],
    )
    return last


async def set_in_force(
    protocol_id: int, told: InForce, *, version: int | None = None, by: Actor
) -> Protocol:
    """The act begins to have effect; its end follows from the duration unless it is said."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by, version=version)
        check_can_conduct(by, protocol.office)
        starts_on = told.starts_on or _usual_start(protocol)
        days.check(
            starts_on=days.wrong_start(starts_on, signed_on=protocol.signed_on, today=clock.today())
        )
        set_term(protocol, starts_on, told.ends_on)
        await holding.become(protocol, IN_FORCE, on=starts_on)
        await holding.note(events.SET_IN_FORCE, protocol, by=by, words=protocol.when_text)
        await holding.tell_all_partners(protocol)
    return protocol


def _usual_start(protocol: Protocol) -> date:
    """The day that the act itself names; asked for when it does not."""
    if protocol.starts_from == StartsFrom.LAST_SIGNATURE and protocol.signed_on:
        return protocol.signed_on
    is_exact = protocol.starts_earliest == protocol.starts_latest
    if protocol.starts_from == StartsFrom.FIXED_DAY and protocol.starts_earliest and is_exact:
        return protocol.starts_earliest
    raise InvalidInput(starts_on=_("Scrivi da che giorno è in vigore."))


def set_term(protocol: Protocol, starts_on: date, ends_on: date | None) -> None:
    """Writes since when and until when, in words and in days."""
    if ends_on is None and protocol.duration_months and protocol.ends_latest is None:
        ends_on = rules.end_of_term(starts_on, protocol.duration_months)
    days.check(ends_on=days.wrong_end(ends_on, starts_on=starts_on, today=clock.today()))
    until = day_in_words(ends_on) if ends_on else _stated_end(protocol)
    for name, value in columns_of(_since(starts_on), until).items():
        setattr(protocol, name, value)


def _stated_end(protocol: Protocol) -> str:
    """The end as it was typed, apart or together with the start."""
    if protocol.ends_text or protocol.ends_latest is None:
        return protocol.ends_text
    return day_in_words(protocol.ends_latest)


def _since(day: date) -> str:
    return _("dal {day}").format(day=f"{day:%d/%m/%Y}")
