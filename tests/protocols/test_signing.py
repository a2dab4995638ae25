"""From the schema to the act in force: approvals, signatures, the repertory, the term."""

from datetime import date, datetime

import pytest

from registry.platform import clock
from registry.platform.clock import ROME
from registry.platform.errors import InvalidInput, NotAllowed, WrongStatus
from registry.protocols import actions, queries
from registry.protocols.kinds import PartyRole, SignatureKind, StartsFrom
from registry.protocols.lifecycle import (
    CIRCULATED,
    IN_DEFINITION,
    IN_FORCE,
    SIGNED,
    SIGNING,
    PartyStatus,
)
from registry.protocols.shapes import Approval, InForce, Reason, Signature, TextData
from tests.people import People
from tests.protocols.make import (
    a_body,
    a_draft,
    an_act,
    as_party,
    parties_of,
    sign_all,
)

pytestmark = pytest.mark.usefixtures("db")

APPROVAL = Approval(approved_on=date(2026, 3, 3))
ON_PAPER = Signature(signed_on=date(2026, 4, 16), kind=SignatureKind.PAPER)
DIGITAL = Signature(signed_on=date(2026, 4, 16), kind=SignatureKind.DIGITAL)


async def test_an_act_of_one_body_is_not_sent_around(as_: People) -> None:
    prefettura = await a_body("prefettura", by=as_.operator_cr)
    act = await a_draft(by=as_.operator_cr, with_=[as_party(prefettura, PartyRole.PROMOTER)])

    with pytest.raises(WrongStatus, match="almeno 2 parti di enti diversi"):
        await actions.send_schema(act.id, by=as_.legal_cr)


async def test_only_bodies_with_an_organ_that_decides_are_asked_to_approve(as_: People) -> None:
    act = await an_act(as_, CIRCULATED)

    statuses = [party.status for party in await parties_of(act.id)]

    assert statuses == [PartyStatus.TEXT_APPROVED, PartyStatus.TEXT_TO_APPROVE]


async def test_an_approval_keeps_the_act_that_gave_it(as_: People) -> None:
    act = await an_act(as_, CIRCULATED)
    caritas = (await parties_of(act.id))[1]
    words = "giusta delibera n. 4 del 3 marzo 2026"

    await actions.record_approval(
        act.id, caritas.id, Approval(approved_on=date(2026, 3, 3), authority_words=words),
        by=as_.legal_cr,
    )  # fmt: skip

    kept = await queries.find_party(act.id, caritas.id)
    assert (kept.status, kept.authority_words) == (PartyStatus.TEXT_APPROVED, words)


async def test_a_day_that_has_not_come_is_refused(as_: People) -> None:
    act = await an_act(as_, CIRCULATED)
    caritas = (await parties_of(act.id))[1]

    with clock.standing_at(datetime(2026, 3, 1, 12, tzinfo=ROME)), pytest.raises(InvalidInput):
        await actions.record_approval(act.id, caritas.id, APPROVAL, by=as_.legal_cr)


async def test_a_clerk_writes_but_does_not_lead_the_act(as_: People) -> None:
    act = await an_act(as_, IN_DEFINITION)

    with pytest.raises(NotAllowed, match="ufficio legale"):
        await actions.send_schema(act.id, by=as_.operator_cr)


async def test_the_signature_may_open_while_somebody_still_has_to_approve(as_: People) -> None:
    act = await an_act(as_, CIRCULATED)
    await actions.open_signing(act.id, by=as_.legal_cr)
    prefettura, caritas = await parties_of(act.id)
    assert prefettura.status == PartyStatus.AWAITING_SIGNATURE
    assert caritas.status == PartyStatus.TEXT_TO_APPROVE

    with pytest.raises(WrongStatus, match="Prima di firmare deve approvare"):
        await actions.record_signature(act.id, caritas.id, DIGITAL, by=as_.legal_cr)
    await actions.record_approval(act.id, caritas.id, APPROVAL, by=as_.legal_cr)

    kept = await queries.find_party(act.id, caritas.id)
    assert kept.status == PartyStatus.AWAITING_SIGNATURE


async def test_among_administrations_a_signature_on_paper_is_refused(as_: People) -> None:
    act = await an_act(as_, SIGNING, other="comune")
    comune = (await parties_of(act.id))[1]

    with pytest.raises(InvalidInput, match="va firmato in digitale"):
        await actions.record_signature(act.id, comune.id, ON_PAPER, by=as_.legal_cr)

    assert (await queries.find_party(act.id, comune.id)).signed_on is None


async def test_with_a_private_body_paper_is_taken_and_told(as_: People) -> None:
    act = await an_act(as_, SIGNING)
    caritas = (await parties_of(act.id))[1]

    await actions.record_signature(act.id, caritas.id, ON_PAPER, by=as_.legal_cr)

    kept = await queries.find_party(act.id, caritas.id)
    assert kept.status == PartyStatus.SIGNED_ON_PAPER


async def test_missing_signatures_stop_the_act(as_: People) -> None:
    act = await an_act(as_, SIGNING)

    with pytest.raises(WrongStatus, match="Mancano 2 firme"):
        await actions.declare_signed(act.id, by=as_.head_cr)


async def test_a_signature_found_not_valid_is_as_if_it_had_not_been_given(as_: People) -> None:
    act = await an_act(as_, SIGNING)
    await sign_all(act.id, as_)
    caritas = (await parties_of(act.id))[1]

    why = Reason(reason="Certificato scaduto il 18/11/2026")
    await actions.refuse_signature(act.id, caritas.id, why, by=as_.legal_cr)

    with pytest.raises(WrongStatus, match="Manca una firma"):
        await actions.declare_signed(act.id, by=as_.head_cr)


async def test_who_wrote_the_text_does_not_declare_it_signed(as_: People) -> None:
    act = await an_act(as_, SIGNING)
    await actions.reopen(act.id, Reason(reason="un errore"), by=as_.legal_cr)
    one_more = TextData(common_commitments=["riunirsi ogni sei mesi"])
    await actions.write_text(act.id, one_more, by=as_.head_cr)
    await actions.open_signing(act.id, by=as_.legal_cr)
    await sign_all(act.id, as_)

    with pytest.raises(NotAllowed, match="non ha scritto il testo"):
        await actions.declare_signed(act.id, by=as_.head_cr)


async def test_who_is_not_in_charge_does_not_declare_it_signed(as_: People) -> None:
    act = await an_act(as_, SIGNING)
    await sign_all(act.id, as_)

    with pytest.raises(NotAllowed):
        await actions.declare_signed(act.id, by=as_.legal_cr)


async def test_a_signed_act_is_dated_on_the_last_signature(as_: People) -> None:
    act = await an_act(as_, SIGNING)
    prefettura, caritas = await parties_of(act.id)
    later = Signature(signed_on=date(2026, 5, 2))
    await actions.record_signature(act.id, caritas.id, later, by=as_.legal_cr)
    await actions.record_signature(act.id, prefettura.id, DIGITAL, by=as_.legal_cr)

    await actions.declare_signed(act.id, by=as_.head_cr)

    signed = await queries.find(act.id, by=as_.legal_cr)
    assert signed.signed_on == date(2026, 5, 2)
    assert (signed.repertory_number, signed.repertory_year) == (1, 2026)


async def test_text_taken_back_from_the_signature_loses_the_signatures(as_: People) -> None:
    act = await an_act(as_, SIGNING)
    await sign_all(act.id, as_)

    await actions.reopen(act.id, Reason(reason="cambia l'articolo 3"), by=as_.legal_cr)

    parties = await parties_of(act.id)
    assert {party.status for party in parties} == {PartyStatus.INVITED}
    assert not any(party.signed_on for party in parties)


async def test_an_act_from_the_last_signature_is_in_force_since_then(as_: People) -> None:
    act = await an_act(as_, SIGNED)

    await actions.set_in_force(act.id, InForce(), by=as_.legal_cr)

    shown = await queries.view(act.id, by=as_.legal_cr)
    assert shown.starts_earliest == date(2026, 4, 16)
    assert shown.ends_latest == date(2029, 4, 15)
    assert shown.remarks == []


async def test_an_act_from_the_communication_asks_for_its_day(as_: People) -> None:
    act = await an_act(as_, SIGNED, starts_from=StartsFrom.COMMUNICATION)

    with pytest.raises(InvalidInput) as refused:
        await actions.set_in_force(act.id, InForce(), by=as_.legal_cr)
    await actions.set_in_force(act.id, InForce(starts_on=date(2026, 5, 4)), by=as_.legal_cr)

    assert set(refused.value.fields) == {"starts_on"}
    in_force = await queries.view(act.id, by=as_.legal_cr)
    assert in_force.when_text == "dal 04/05/2026"


async def test_an_act_with_a_stated_end_keeps_it_and_says_that_the_duration_differs(
    as_: People,
) -> None:
    act = await an_act(as_, IN_FORCE, ends="31 dicembre 2029")

    shown = await queries.view(act.id, by=as_.legal_cr)

    assert shown.ends_latest == date(2029, 12, 31)
    assert "finiscono il 15/04/2029" in shown.remarks[0]


async def test_an_act_does_not_enter_in_force_tomorrow(as_: People) -> None:
    act = await an_act(as_, SIGNED)

    with clock.standing_at(datetime(2026, 4, 20, 12, tzinfo=ROME)), pytest.raises(InvalidInput):
        told = InForce(starts_on=date(2026, 4, 21))
        await actions.set_in_force(act.id, told, by=as_.legal_cr)
