"""What was done at one click is undone: at once, or from the history for thirty days."""

from datetime import date, timedelta
from typing import Any

import pytest

from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.audit import events_about
from registry.platform.errors import AlreadyThere, NotAllowed, NotFound, WrongStatus
from registry.platform.shapes import patched
from registry.protocols import actions, queries
from registry.protocols.actions.told import as_told, facts_shape
from registry.protocols.kinds import PartyRole, RelationKind, SignatureKind
from registry.protocols.lifecycle import CIRCULATED, IN_DEFINITION, SIGNED, SIGNING
from registry.protocols.shapes import (
    Approval,
    Circulation,
    HistoricFacts,
    PartyDetails,
    Reason,
    RelationData,
    Signature,
    Withdrawal,
)
from tests.conftest import BrowserAs
from tests.people import People
from tests.protocols.make import a_comune, a_draft, a_historic_act, an_act, parties_of

pytestmark = pytest.mark.usefixtures("db")


async def last_event(act_id: int) -> int:
    return (await events_about("protocol", act_id, limit=1))[0].id


async def undo(act_id: int, as_: People) -> None:
    await actions.put_back(act_id, await last_event(act_id), by=as_.legal_cr)


async def test_a_removed_party_comes_back_to_its_place_with_all_that_was_said(
    as_: People,
) -> None:
    act = await an_act(as_, IN_DEFINITION)
    before = (await queries.view(act.id, by=as_.legal_cr)).parties
    await actions.remove_party(act.id, before[0].id, by=as_.operator_cr)

    await undo(act.id, as_)

    shown = await queries.view(act.id, by=as_.legal_cr)
    told = [(one.name, one.role, one.representative_name, one.commitments, one.position)
            for one in shown.parties]  # fmt: skip
    assert told == [
        (one.name, one.role, one.representative_name, one.commitments, one.position)
        for one in before
    ]
    assert shown.promoter == before[0].partner
    sentence = (await events_about("protocol", act.id))[0].sentence
    assert sentence.startswith("Annullato: Tolta la parte Prefettura")


async def test_the_order_before_and_the_parties_added_are_undone(as_: People) -> None:
    act = await an_act(as_, IN_DEFINITION)
    first, second = await parties_of(act.id)
    await actions.move_party(act.id, second.id, 1, by=as_.operator_cr)
    await undo(act.id, as_)
    ordered = [party.id for party in await parties_of(act.id)]
    bodies = [(await a_comune(name, by=as_.operator_cr)).id for name in ("Crema", "Soncino")]
    await actions.add_parties(act.id, bodies, PartyDetails(), by=as_.operator_cr)

    await undo(act.id, as_)

    assert ordered == [first.id, second.id]
    assert [party.id for party in await parties_of(act.id)] == [first.id, second.id]


async def test_a_tie_taken_away_or_made_is_undone(as_: People) -> None:
    old = await a_historic_act(by=as_.operator_cr)
    act = await a_draft(by=as_.operator_cr)
    tie = RelationData(to_act=old.id, kind=RelationKind.RENEWS, note="come chiesto")
    made = await actions.relate(act.id, tie, by=as_.operator_cr)
    await actions.unrelate(act.id, made.id, by=as_.operator_cr)

    await undo(act.id, as_)

    kept = (await queries.view(act.id, by=as_.legal_cr)).relations
    assert [(one.act, one.kind, one.note) for one in kept] == [
        (old.id, RelationKind.RENEWS, "come chiesto")
    ]


async def test_what_was_recorded_of_the_wrong_party_is_undone(as_: People) -> None:
    act = await an_act(as_, CIRCULATED)
    caritas = (await parties_of(act.id))[1]
    approval = Approval(approved_on=date(2026, 3, 3), authority_words="delibera n. 9")
    await actions.record_approval(act.id, caritas.id, approval, by=as_.legal_cr)

    await undo(act.id, as_)

    party = (await parties_of(act.id))[1]
    assert party.status == "text_to_approve"
    assert not party.approved_on
    assert party.authority_words == caritas.authority_words


async def test_a_signature_and_its_refusal_are_undone_one_after_the_other(as_: People) -> None:
    act = await an_act(as_, SIGNING)
    caritas = (await parties_of(act.id))[1]
    signature = Signature(signed_on=date(2026, 4, 16), kind=SignatureKind.DIGITAL, note="p7m")
    await actions.record_signature(act.id, caritas.id, signature, by=as_.legal_cr)
    signed = await last_event(act.id)
    await actions.refuse_signature(act.id, caritas.id, Reason(reason="scaduta"), by=as_.legal_cr)

    with pytest.raises(WrongStatus, match="cambiato altro"):
        await actions.put_back(act.id, signed, by=as_.legal_cr)
    await undo(act.id, as_)
    valid = (await parties_of(act.id))[1]
    await actions.put_back(act.id, signed, by=as_.legal_cr)

    party = (await parties_of(act.id))[1]
    assert (valid.status, valid.signature_note) == ("signed", "p7m")
    assert party.status == "awaiting_signature"
    assert not party.signed_on


async def test_a_withdrawal_of_the_wrong_party_is_undone(as_: People) -> None:
    act = await an_act(as_, SIGNED)
    caritas = (await parties_of(act.id))[1]
    left = Withdrawal(withdrew_on=date(2026, 9, 1), words="nota")
    await actions.withdraw(act.id, caritas.id, left, by=as_.legal_cr)

    await undo(act.id, as_)

    party = (await parties_of(act.id))[1]
    assert (party.status, party.withdrew_words) == ("signed", "")
    assert not party.withdrew_on


async def test_a_title_that_followed_the_subject_follows_it_back(as_: People) -> None:
    act = await a_draft("i corsi", by=as_.operator_cr)
    await facts(act.id, {"subject": "lo sport", "territory_words": "Crema"}, by=as_.operator_cr)
    renamed = await queries.find(act.id, by=as_.operator_cr)

    await undo(act.id, as_)

    now = await queries.find(act.id, by=as_.operator_cr)
    assert (renamed.title, now.title) == (
        "Protocollo d'intesa per lo sport", "Protocollo d'intesa per i corsi",
    )  # fmt: skip
    assert (now.subject, now.territory_words) == ("i corsi", "")
    sentence = (await events_about("protocol", act.id))[0].sentence
    assert sentence == "Annullato: Cambiato l'atto: oggetto, ambito territoriale, titolo"


async def test_undoing_a_change_leaves_what_others_wrote_afterwards_in_other_fields(
    as_: People,
) -> None:
    act = await a_draft("i corsi", by=as_.operator_cr)
    await facts(act.id, {"costs": "nessuno", "when": "dal 2027"}, by=as_.operator_cr)
    mine = await last_event(act.id)
    await facts(act.id, {"notes": "da vedere"}, by=as_.colleague_cr)

    await actions.put_back(act.id, mine, by=as_.operator_cr)

    now = await queries.find(act.id, by=as_.operator_cr)
    assert (now.costs, now.when_text, now.notes) == ("", "", "da vedere")
    assert not now.starts_earliest


async def test_what_somebody_has_saved_once_more_is_named_and_nothing_is_undone(
    as_: People,
) -> None:
    act = await a_draft("i corsi", by=as_.operator_cr)
    await facts(act.id, {"when": "dal 2027", "notes": "mia"}, by=as_.operator_cr)
    mine = await last_event(act.id)
    await facts(act.id, {"when": "dal 2028"}, by=as_.colleague_cr)

    with pytest.raises(WrongStatus, match=r"Dopo è cambiato ancora: in vigore\. Annulla prima"):
        await actions.put_back(act.id, mine, by=as_.operator_cr)

    now = await queries.find(act.id, by=as_.operator_cr)
    assert (now.when_text, now.notes) == ("dal 2028", "mia")


async def test_a_change_is_not_undone_once_the_text_has_gone_out(as_: People) -> None:
    act = await an_act(as_, IN_DEFINITION)
    await facts(act.id, {"territory_words": "Crema"}, by=as_.operator_cr)
    mine = await last_event(act.id)
    await actions.send_schema(act.id, Circulation(), by=as_.legal_cr)

    with pytest.raises(WrongStatus):
        await actions.put_back(act.id, mine, by=as_.operator_cr)

    assert (await queries.find(act.id, by=as_.operator_cr)).territory_words == "Crema"


async def test_what_was_corrected_of_an_act_already_signed_is_as_before(as_: People) -> None:
    act = await a_historic_act(by=as_.operator_cr)
    before = await as_told(await queries.find(act.id, by=as_.operator_cr))
    more = {"signed_text": "22 e 23 settembre 2015", "signed_on": None, "ends": "2019",
            "repertory_year": 2015, "repertory_number": 12}  # fmt: skip
    await facts(act.id, more, by=as_.operator_cr)
    corrected = await queries.find(act.id, by=as_.operator_cr)

    await undo(act.id, as_)

    assert (corrected.signed_on, corrected.repertory_number) == (date(2015, 9, 23), 12)
    now = await as_told(await queries.find(act.id, by=as_.operator_cr))
    changing = {"version", "changed_at", "written_by"}
    assert {k: v for k, v in now.items() if k not in changing} == {
        k: v for k, v in before.items() if k not in changing
    }


async def test_the_changed_details_of_a_party_and_its_promises_are_undone(as_: People) -> None:
    act = await an_act(as_, IN_DEFINITION)
    caritas = (await parties_of(act.id))[1]
    new = PartyDetails(role=PartyRole.SIGNATORY, representative_name="Ada Verdi", note="nuova")
    await actions.change_party(act.id, caritas.id, new, commitments=["niente"], by=as_.operator_cr)

    await undo(act.id, as_)

    party = (await parties_of(act.id))[1]
    assert party.to_dict() == caritas.to_dict()
    assert await queries.commitments_of(party.id) == ["accogliere le persone"]


async def facts(act_id: int, some: dict[str, Any], *, by: Actor) -> None:
    """Saves the act's form with these fields otherwise."""
    act = await queries.find(act_id, by=by)
    told = patched(facts_shape(act), await as_told(act), some)
    if isinstance(told, HistoricFacts):
        await actions.correct(act_id, told, by=by)
    else:
        await actions.change(act_id, told, by=by)


async def test_it_is_undone_once_by_who_may_for_thirty_days(as_: People) -> None:
    act = await an_act(as_, IN_DEFINITION)
    party = (await parties_of(act.id))[1]
    await actions.remove_party(act.id, party.id, by=as_.operator_cr)
    event = await last_event(act.id)

    with pytest.raises((NotAllowed, NotFound)):
        await actions.put_back(act.id, event, by=as_.legal_ge)
    with clock.standing_at(clock.now() + timedelta(days=31)), pytest.raises(NotFound):
        await actions.put_back(act.id, event, by=as_.operator_cr)
    await actions.put_back(act.id, event, by=as_.operator_cr)

    with pytest.raises(AlreadyThere, match="È già stato rimesso"):
        await actions.put_back(act.id, event, by=as_.operator_cr)
    assert len(await parties_of(act.id)) == 2


async def test_the_way_to_undo_is_offered_at_once_and_in_the_history(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await an_act(as_, IN_DEFINITION)
    party = (await parties_of(act.id))[1]
    client = await browser_as(as_.operator_cr)
    await client.post_form(f"/protocols/{act.id}/parties/{party.id}/remove")
    address = f"/protocols/{act.id}/history/{await last_event(act.id)}/put-back"

    at_once = (await client.get(f"/protocols/{act.id}/parties")).text
    history = (await client.get(f"/protocols/{act.id}/history")).text
    done = await client.post_form(address)
    after = (await client.get(f"/protocols/{act.id}/history")).text
    again = await client.post_form(address)

    assert address in at_once
    assert address in history
    assert done.status_code == 303
    assert address not in after
    assert (again.status_code, "È già stato rimesso." in again.text) == (409, True)
