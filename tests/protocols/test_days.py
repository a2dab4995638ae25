"""The days of an act's life: in their order, meant by somebody, and put right with a trace."""

from datetime import date
from typing import Any

import pytest

from registry.platform.audit import events_about
from registry.platform.errors import InvalidInput, NotAllowed, WrongStatus
from registry.protocols import actions, days, queries
from registry.protocols.kinds import SignatureKind
from registry.protocols.lifecycle import CIRCULATED, IN_DEFINITION, IN_FORCE, SIGNED, SIGNING
from registry.protocols.shapes import (
    AccessionData,
    Approval,
    CorrectedDays,
    Ending,
    InForce,
    PartyDays,
    Signature,
    Withdrawal,
)
from tests.conftest import BrowserAs
from tests.people import People
from tests.protocols.make import (
    a_comune,
    a_draft,
    a_historic_act,
    an_act,
    parties_of,
)

D = date
TODAY = D(2026, 11, 28)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (days.wrong_past(D(2026, 11, 29), today=TODAY), "non è ancora venuto"),
        (days.wrong_past(D(1850, 5, 1), today=TODAY), "troppo indietro"),
        (days.wrong_approval(D(2026, 3, 1), sent_on=D(2026, 3, 2), today=TODAY), "02/03/2026"),
        (days.wrong_signature(D(2026, 3, 1), approved_on=D(2026, 3, 2), today=TODAY), "firmato pr"),
        (days.wrong_start(D(2026, 4, 1), signed_on=D(2026, 4, 16), today=TODAY), "16/04/2026"),
        (days.wrong_end(D(2026, 4, 1), starts_on=D(2026, 4, 16), today=TODAY), "prima di cominc"),
        (days.wrong_end(D(2199, 4, 1), starts_on=D(2026, 4, 16), today=TODAY), "troppo lontano"),
        (days.wrong_accession(D(2026, 4, 1), signed_on=D(2026, 4, 2), today=TODAY), "aderisce"),
        (days.wrong_withdrawal(D(2026, 4, 1), bound_on=D(2026, 4, 2), today=TODAY), "recedere"),
    ],
)
def test_a_day_out_of_place_is_told_with_the_day_that_it_follows(wrong: str, says: str) -> None:
    assert says in wrong


def test_days_in_their_order_say_nothing() -> None:
    day = D(2026, 4, 16)

    told = [
        days.wrong_past(day, today=TODAY),
        days.wrong_past(None, today=TODAY),
        days.wrong_approval(day, sent_on=day, today=TODAY),
        days.wrong_signature(day, approved_on=day, today=TODAY),
        days.wrong_start(day, signed_on=day, today=TODAY),
        days.wrong_end(day, starts_on=day, today=TODAY),
        days.wrong_end(D(2125, 1, 1), starts_on=day, today=TODAY),
        days.wrong_withdrawal(D(2027, 1, 1), bound_on=day, today=TODAY),
    ]

    assert set(told) == {""}


async def test_the_schema_is_not_approved_before_it_is_sent(as_: People) -> None:
    act = await an_act(as_, CIRCULATED)
    caritas = (await parties_of(act.id))[1]

    with pytest.raises(InvalidInput) as refused:
        early = Approval(approved_on=D(2026, 3, 1))
        await actions.record_approval(act.id, caritas.id, early, by=as_.legal_cr)

    assert "inviato il 02/03/2026" in refused.value.fields["approved_on"]


async def test_nobody_signs_before_approving(as_: People) -> None:
    act = await an_act(as_, SIGNING)
    caritas = (await parties_of(act.id))[1]

    with pytest.raises(InvalidInput) as refused:
        early = Signature(signed_on=D(2026, 3, 2), kind=SignatureKind.DIGITAL)
        await actions.record_signature(act.id, caritas.id, early, by=as_.legal_cr)

    assert "approvato lo schema il 03/03/2026" in refused.value.fields["signed_on"]


async def test_an_act_is_not_in_force_before_its_last_signature(as_: People) -> None:
    act = await an_act(as_, SIGNED)

    with pytest.raises(InvalidInput) as refused:
        await actions.set_in_force(act.id, InForce(starts_on=D(2026, 4, 15)), by=as_.legal_cr)

    assert "16/04/2026" in refused.value.fields["starts_on"]


async def test_nobody_leaves_before_being_bound_nor_an_act_ends_before_it_is_signed(
    as_: People,
) -> None:
    act = await an_act(as_, SIGNED)
    caritas = (await parties_of(act.id))[1]

    with pytest.raises(InvalidInput) as left:
        early = Withdrawal(withdrew_on=D(2026, 1, 1))
        await actions.withdraw(act.id, caritas.id, early, by=as_.legal_cr)
    with pytest.raises(InvalidInput) as ended:
        ending = Ending(ended_on=D(2026, 4, 1), reason="mutuo consenso")
        await actions.terminate(act.id, ending, by=as_.legal_cr)

    assert set(left.value.fields) == {"withdrew_on"}
    assert set(ended.value.fields) == {"ended_on"}


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"signed_on": D(1850, 1, 1)}, "signed_on"),
        ({"signed_on": D(2199, 1, 1)}, "signed_on"),
        ({"signed_text": "3 maggio 2199"}, "signed_text"),
        ({"signed_text": "3 maggio 1850"}, "signed_text"),
        ({"when": "dal 1850"}, "when"),
        ({"when": "dal 2199"}, "when"),
        ({"when": "dal 2019", "ends": "31/12/2017"}, "ends"),
        ({"when": "dal 2019", "ends": "31/12/2999"}, "ends"),
        ({"signed_on": D(2019, 5, 4), "ended_on": D(2018, 5, 4)}, "ended_on"),
    ],
)
async def test_a_registered_act_has_days_that_somebody_can_mean(
    as_: People, facts: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        await a_historic_act(by=as_.operator_cr, **facts)

    assert set(refused.value.fields) == {field}


async def test_a_draft_does_not_end_before_it_begins(as_: People) -> None:
    with pytest.raises(InvalidInput) as refused:
        await a_draft(by=as_.operator_cr, when="dal 1/1/2027", ends="31/12/2026")

    assert set(refused.value.fields) == {"ends"}


async def test_a_day_registered_wrong_is_put_right_and_its_history_says_how(as_: People) -> None:
    act = await an_act(as_, IN_FORCE)
    caritas = (await parties_of(act.id))[1]
    told = CorrectedDays(
        starts_on=D(2026, 4, 20),
        parties=[PartyDays(party=caritas.id, signed_on=D(2026, 4, 18))],
    )

    await actions.correct_days(act.id, told, by=as_.legal_cr)

    shown = await queries.view(act.id, by=as_.legal_cr)
    assert (shown.signed_on, shown.signed_text) == (D(2026, 4, 18), "18 aprile 2026")
    assert (shown.starts_earliest, shown.ends_latest) == (D(2026, 4, 20), D(2029, 4, 19))
    steps = {str(step.status): step.on_day for step in shown.steps}
    assert (steps["signed"], steps["in_force"]) == (D(2026, 4, 18), D(2026, 4, 20))
    sentence = (await events_about("protocol", act.id))[0].sentence
    assert "16/04/2026 → 18/04/2026" in sentence
    assert "in vigore dal: 16/04/2026 → 20/04/2026" in sentence


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (CorrectedDays(sent_on=D(2026, 3, 4)), "sent_on"),
        (CorrectedDays(starts_on=D(2026, 4, 1)), "starts_on"),
        (CorrectedDays(ends_on=D(2026, 4, 1)), "ends_on"),
        (CorrectedDays(ended_on=D(2026, 5, 1)), "ended_on"),
    ],
)
async def test_corrected_days_keep_their_order(
    as_: People, told: CorrectedDays, field: str
) -> None:
    act = await an_act(as_, IN_FORCE)

    with pytest.raises(InvalidInput) as refused:
        await actions.correct_days(act.id, told, by=as_.legal_cr)

    assert set(refused.value.fields) == {field}
    assert (await queries.find(act.id, by=as_.legal_cr)).version == act.version


async def test_a_number_of_the_repertory_keeps_its_year(as_: People) -> None:
    act = await an_act(as_, SIGNED, signed_on=D(2025, 12, 30))
    told = [
        PartyDays(party=party.id, signed_on=D(2026, 1, 2)) for party in await parties_of(act.id)
    ]

    with pytest.raises(InvalidInput, match="numero 1/2025 del repertorio"):
        await actions.correct_days(act.id, CorrectedDays(parties=told), by=as_.legal_cr)


async def test_days_are_put_right_by_who_leads_the_act_and_while_it_may_change(
    as_: People,
) -> None:
    act = await an_act(as_, SIGNED)
    old = await a_historic_act(by=as_.operator_cr)
    nothing = CorrectedDays()

    with pytest.raises(NotAllowed):
        await actions.correct_days(act.id, nothing, by=as_.colleague_cr)
    with pytest.raises(NotAllowed):
        await actions.correct_days(act.id, nothing, by=as_.legal_ge)
    with pytest.raises(WrongStatus, match="Correggi i dati"):
        await actions.correct_days(old.id, nothing, by=as_.legal_cr)


async def test_who_joined_later_is_not_put_before_the_signature(as_: People) -> None:
    act = await an_act(as_, IN_FORCE, is_open_to_accession=True)
    comune = await a_comune("Sergnano", by=as_.operator_cr)
    joined = AccessionData(partner=comune.id, joined_on=D(2026, 6, 3))
    party = await actions.accede(act.id, joined, by=as_.legal_cr)
    early = PartyDays(party=party.id, joined_on=D(2026, 1, 3))

    with pytest.raises(InvalidInput, match="non vi si aderisce prima"):
        await actions.correct_days(act.id, CorrectedDays(parties=[early]), by=as_.legal_cr)


async def test_the_page_of_the_days_shows_what_is_registered_and_says_what_is_wrong(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await an_act(as_, IN_FORCE)
    client = await browser_as(as_.legal_cr)
    path = f"/protocols/{act.id}/days"

    shown = (await client.get(path)).text
    refused = await client.post_form(path, {"starts_on": "1/4/2026", "ends_on": "15/4/2029"})
    done = await client.post_form(path, {"starts_on": "20/4/2026", "ends_on": "15/4/2029"})

    assert 'value="16/04/2026"' in shown
    assert refused.status_code == 422
    assert "ultima firma è del 16/04/2026" in refused.text
    assert done.status_code == 303


async def test_before_the_schema_leaves_a_page_says_what_is_locked_to_whom_and_what_lacks(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await an_act(as_, IN_DEFINITION, duration_months=None)
    client = await browser_as(as_.legal_cr)

    page = (await client.get(f"/protocols/{act.id}/send-schema")).text
    answer = await client.post_form(f"/protocols/{act.id}/send-schema", {"sent_on": "2/3/2026"})

    assert "si bloccano" in page
    assert "Caritas diocesana di Cremona" in page
    assert "segreteria@ente.example" in page
    assert "Per la firma manca una cosa" in page
    assert f'href="/protocols/{act.id}/edit#' in page
    assert answer.status_code == 303
    assert await queries.day_of_step(act.id, CIRCULATED) == D(2026, 3, 2)


async def test_a_party_without_a_tax_code_is_named_before_the_text_is_locked(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_draft(by=as_.operator_cr, duration_months=12)
    client = await browser_as(as_.legal_cr)
    for name in ("Sergnano", "Vaiano"):
        body = await a_comune(name, by=as_.operator_cr)
        await client.post_form(f"/protocols/{act.id}/parties/new",
                               {"partner": str(body.id), "role": "signatory"})  # fmt: skip

    pages = [(await client.get(f"/protocols/{act.id}/{verb}")).text
             for verb in ("send-schema", "open-signing")]  # fmt: skip

    for page in pages:
        assert "Comune di Sergnano, Comune di Vaiano: manca il codice fiscale" in page


@pytest.mark.parametrize(("months", "is_there"), [(None, False), (36, True)])
async def test_while_something_lacks_the_page_of_the_lock_has_no_button(
    as_: People, browser_as: BrowserAs, months: int | None, is_there: bool
) -> None:
    act = await an_act(as_, CIRCULATED, duration_months=months)
    client = await browser_as(as_.legal_cr)

    page = (await client.get(f"/protocols/{act.id}/open-signing")).text

    assert ("Blocca il testo e apri la firma</button>" in " ".join(page.split())) is is_there
    assert ("Per la firma manca una cosa" in page) is not is_there
