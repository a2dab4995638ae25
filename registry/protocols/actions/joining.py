"""Bodies that join an act already signed, and parties that leave it."""

from msgspec import convert, to_builtins

from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import transaction
from registry.platform.errors import AlreadyThere, WrongStatus
from registry.platform.i18n import _
from registry.protocols import days, events, queries
from registry.protocols.actions import holding, values
from registry.protocols.actions.parties import name_of
from registry.protocols.kinds import PartyRole
from registry.protocols.lifecycle import IN_FORCE, SIGNED, PartyStatus, ProtocolStatus, check_is
from registry.protocols.permissions import check_can_conduct
from registry.protocols.shapes import AccessionData, PartyDetails, Withdrawal
from registry.protocols.tables import Party, Protocol


async def accede(protocol_id: int, new: AccessionData, *, by: Actor) -> Party:
    """A body joins an act open to it, accepting it whole; the act goes on as it was."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_conduct(by, protocol.office)
        _check_open(protocol)
        _check_after_signature(protocol, new)
        others = await holding.parties_of(protocol)
        party = await _joined(protocol, new, others, by=by)
        await values.put_commitments(protocol_id, party.id, new.commitments)
        await holding.note(
            events.ACCEDE,
            protocol,
            by=by,
            name=await name_of(party),
            words=f"{new.joined_on:%d/%m/%Y}",
        )
        await holding.tell_partners(party.partner)
    return party


def _check_open(protocol: Protocol) -> None:
    check_is(ProtocolStatus(protocol.status), SIGNED, IN_FORCE)
    if not protocol.is_open_to_accession:
        raise WrongStatus(_("L'atto non è aperto all'adesione di altri: serve un atto aggiuntivo."))


def _check_after_signature(protocol: Protocol, new: AccessionData) -> None:
    days.check(
        joined_on=days.wrong_accession(
            new.joined_on, signed_on=protocol.signed_on, today=clock.today()
        )
    )


async def _joined(
    protocol: Protocol, new: AccessionData, others: list[Party], *, by: Actor
) -> Party:
    """A new party after the others; one that had left comes back to its place."""
    former = next((party for party in others if party.partner == new.partner), None)
    if former is not None and former.status != PartyStatus.WITHDRAWN:
        raise AlreadyThere(_("Questo ente è già tra le parti."))
    details = _details(new)
    party = former or await values.make_party(
        protocol,
        new.partner,
        details,
        position=max((one.position for one in others), default=-1) + 1,
        by=by,
    )
    party.status, party.joined_on = PartyStatus.ACCEDED, new.joined_on
    await party.save()
    return party


def _details(new: AccessionData) -> PartyDetails:
    given = to_builtins(new)
    kept = {name: given[name] for name in PartyDetails.__struct_fields__}
    return convert(kept | {"role": PartyRole.ACCEDING}, PartyDetails, strict=False)


LEFT = ("status", "withdrew_on", "withdrew_words")


async def withdraw(protocol_id: int, party_id: int, told: Withdrawal, *, by: Actor) -> Party:
    """A party leaves; the act goes on among the others."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_conduct(by, protocol.office)
        check_is(ProtocolStatus(protocol.status), SIGNED, IN_FORCE)
        party = await queries.find_party(protocol_id, party_id)
        if party.status == PartyStatus.WITHDRAWN:
            raise WrongStatus(_("Questa parte ha già receduto."))
        bound_on = party.joined_on or party.signed_on or protocol.signed_on
        days.check(
            withdrew_on=days.wrong_withdrawal(
                told.withdrew_on, bound_on=bound_on, today=clock.today()
            )
        )
        was = holding.columns_of(party, *LEFT)
        party.status = PartyStatus.WITHDRAWN
        party.withdrew_on, party.withdrew_words = told.withdrew_on, told.words
        await party.save()
        kept = {"party": party_id, "was": was, "now": holding.columns_of(party, *LEFT)}
        day, name = f"{told.withdrew_on:%d/%m/%Y}", await name_of(party)
        await holding.note(events.WITHDRAW, protocol, by=by, name=name, withdrew_on=day, kept=kept)
        await holding.tell_partners(party.partner)
    return party
