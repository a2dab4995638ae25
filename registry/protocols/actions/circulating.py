"""The text goes to the parties, is approved by those who must, and comes back to be changed."""

from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import transaction
from registry.platform.errors import WrongStatus
from registry.platform.i18n import _
from registry.protocols import days, events, queries, rules
from registry.protocols.actions import holding
from registry.protocols.actions.parties import name_of
from registry.protocols.kinds import ActKind, SignatureKind
from registry.protocols.lifecycle import (
    CIRCULATED,
    IN_DEFINITION,
    SIGNING,
    PartyStatus,
    ProtocolStatus,
    check_is,
)
from registry.protocols.permissions import check_can_conduct
from registry.protocols.shapes import Approval, Circulation, Reason
from registry.protocols.tables import Party, Protocol


async def send_schema(
    protocol_id: int, sent: Circulation | None = None, *, version: int | None = None, by: Actor
) -> Protocol:
    """The text goes to the parties: those with an organ that decides must approve it."""
    sent_on = (sent and sent.sent_on) or clock.today()
    days.check(sent_on=days.wrong_past(sent_on, today=clock.today()))
    async with transaction():
        protocol = await holding.held(protocol_id, by=by, version=version)
        check_can_conduct(by, protocol.office)
        parties = await holding.parties_of(protocol)
        rules.check_enough_parties(ActKind(protocol.kind), len(parties))
        await holding.become(protocol, CIRCULATED, on=sent_on)
        await _ask_approvals(parties)
        await holding.note(events.SEND_SCHEMA, protocol, by=by, n=len(parties))
    return protocol


async def _ask_approvals(parties: list[Party]) -> None:
    for party in parties:
        needs = party.needs_approval and party.approved_on is None
        party.status = PartyStatus.TEXT_TO_APPROVE if needs else PartyStatus.TEXT_APPROVED
        await party.save()


APPROVED = ("status", "approved_on", "authority_words")


async def record_approval(
    protocol_id: int, party_id: int, approval: Approval, *, by: Actor
) -> Party:
    """The body's organ has approved the text; ``authority_words`` says with which act."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_conduct(by, protocol.office)
        check_is(ProtocolStatus(protocol.status), CIRCULATED, SIGNING)
        party = await queries.find_party(protocol_id, party_id)
        if party.status != PartyStatus.TEXT_TO_APPROVE:
            raise WrongStatus(_("Questa parte non ha uno schema da approvare."))
        sent_on = await queries.day_of_step(protocol_id, CIRCULATED)
        days.check(
            approved_on=days.wrong_approval(
                approval.approved_on, sent_on=sent_on, today=clock.today()
            )
        )
        was = holding.columns_of(party, *APPROVED)
        party.approved_on = approval.approved_on
        party.authority_words = approval.authority_words or party.authority_words
        party.status = _after_approval(ProtocolStatus(protocol.status))
        await party.save()
        name = await name_of(party)
        told = f"{approval.approved_on:%d/%m/%Y}"
        kept = {"party": party_id, "was": was, "now": holding.columns_of(party, *APPROVED)}
        await holding.note(
            events.RECORD_APPROVAL, protocol, by=by, name=name, approved_on=told, kept=kept
        )
    return party


def _after_approval(status: ProtocolStatus) -> PartyStatus:
    is_signing = status is SIGNING
    return PartyStatus.AWAITING_SIGNATURE if is_signing else PartyStatus.TEXT_APPROVED


async def reopen(protocol_id: int, why: Reason, *, by: Actor) -> Protocol:
    """The text is written again: approvals and signatures given on it no longer count."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_conduct(by, protocol.office)
        check_is(ProtocolStatus(protocol.status), CIRCULATED, SIGNING)
        await holding.become(protocol, IN_DEFINITION)
        for party in await holding.parties_of(protocol):
            party.status = PartyStatus.INVITED
            party.approved_on = party.signed_on = None
            party.signature_kind, party.signature_note = SignatureKind.UNKNOWN, ""
            await party.save()
        await holding.note(events.REOPEN, protocol, by=by, reason=why.reason)
    return protocol
