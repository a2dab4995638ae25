"""What can be done with schede, walked with the real actions on a real database."""

import asyncio
from datetime import timedelta

import pytest

from good_practices.circulars import queries as circulars
from good_practices.schede import actions, queries
from good_practices.schede.lifecycle import SchedaStatus
from good_practices.schede.shapes import (
    Explanation,
    Marks,
    NewScheda,
    Outcome,
    PartnerLine,
    ResultLine,
    SchedaData,
    SendBack,
)
from good_practices.schede.tables import Scheda
from registry.networks.kinds import Qualifier
from registry.platform import audit, clock, storage
from registry.platform.errors import (
    AlreadyThere,
    InvalidInput,
    NotAllowed,
    NotFound,
    WrongStatus,
)
from tests.partners.make import a_partner
from tests.people import People
from tests.schede import make


async def told_of(scheda: Scheda) -> list[str]:
    return [event.event for event in await audit.events_about("scheda", scheda.id)]


async def test_a_scheda_is_opened_with_its_number_and_its_heading(as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr, field=7, year=2026)

    sheet = await queries.view(scheda.id, by=as_.operator_cr)
    assert (sheet.code, sheet.status, sheet.version) == ("CR 2026/1", SchedaStatus.DRAFT, 1)
    assert sheet.heading.startswith("Scheda 7: Processi di coinvolgimento volontario")
    assert await told_of(scheda) == ["scheda:write"]


async def test_everything_that_was_written_comes_back(as_: People) -> None:
    comune = await a_partner("Comune di Crema", by=as_.operator_cr)
    act = await make.an_act(as_.legal_cr)
    data = SchedaData(
        field=10, vulnerable_groups=["minori", "disabili"], title="Titolo", abstract="In breve.",
        description="Descrizione", is_formalised=True, when="dai primi anni 2000",
        territory_words="Cremasco", places=["prov:019", "com:019035"], promoter=comune.id,
        lead_partner=comune.id, partners=[PartnerLine(partner=comune.id, activity="Corsi")],
        acts=[act.id], context="Contesto", objectives=["Primo", "Secondo"], access_words="Accesso",
        recipients_words="Destinatari", fund_words="FAMI", lessons="Lezioni",
        results=[ResultLine(indicator="Persone", value_words="circa 100", unit="persone")],
        transferability="Ovunque", is_story_anonymised=True, is_publishable=False,
        contact_unit="Area IV", contact_email="area4@interno.it",
    )  # fmt: skip
    scheda = await make.a_scheda(as_.operator_cr)

    await actions.change(scheda.id, data, by=as_.operator_cr)

    sheet = await queries.view(scheda.id, by=as_.operator_cr)
    assert (
        SchedaData(**{**sheet.data(), "partners": data.partners, "results": data.results}) == data
    )
    assert (sheet.starts_earliest, sheet.promoter_name) == (
        sheet.starts_earliest,
        "Comune di Crema",
    )
    assert (sheet.results[0].number, sheet.results[0].qualifier) == (100, Qualifier.ABOUT)
    assert [place.code for place in sheet.places] == ["prov:019", "com:019035"]


async def test_what_does_not_exist_is_refused_field_by_field(as_: People) -> None:
    with pytest.raises(InvalidInput) as refused:
        await make.a_scheda(
            as_.operator_cr, field=10, vulnerable_groups=["pirati"], contact_email="area4",
            promoter=99, partners=[PartnerLine(partner=98)], acts=[97], places=["com:999999"],
        )  # fmt: skip

    assert set(refused.value.fields) == {
        "vulnerable_groups", "contact_email", "promoter", "partners.0.partner", "acts", "places",
    }  # fmt: skip


async def test_a_field_that_the_circular_has_not_is_refused(as_: People) -> None:
    with pytest.raises(InvalidInput, match="campi da 1 a 11"):
        await make.a_scheda(as_.operator_cr, field=12)


async def test_of_one_practice_there_is_one_scheda_for_each_field(as_: People) -> None:
    first = await make.a_scheda(as_.operator_cr, field=1)
    second = await make.a_scheda(as_.operator_cr, field=7, same_practice_as=first.id)

    with pytest.raises(AlreadyThere, match="ha già una scheda per il campo 7"):
        await make.a_scheda(as_.operator_cr, field=7, same_practice_as=first.id)
    with pytest.raises(AlreadyThere, match="campo 1"):
        await actions.patch(second.id, {"field": 1}, by=as_.operator_cr)

    assert second.practice == first.practice


async def test_an_office_may_tell_two_practices_of_the_same_field(as_: People) -> None:
    schede = [await make.a_scheda(as_.operator_cr, field=5) for _n in range(2)]

    assert [scheda.number for scheda in schede] == [1, 2]


async def test_sixty_people_who_open_a_scheda_at_once_get_sixty_numbers(as_: People) -> None:
    schede = await asyncio.gather(
        *(make.a_scheda(as_.operator_cr, year=2026) for _n in range(30)),
        *(make.a_scheda(as_.operator_ge, year=2026) for _n in range(30)),
    )

    numbers = sorted((scheda.office, scheda.number) for scheda in schede)
    assert numbers == [(office, n) for office in ("pref-cr", "pref-ge") for n in range(1, 31)]


async def test_a_scheda_that_could_not_be_opened_leaves_no_gap(as_: People) -> None:
    await make.a_scheda(as_.operator_cr, year=2026)
    with pytest.raises(InvalidInput):
        await make.a_scheda(as_.operator_cr, year=2026, promoter=99)

    assert (await make.a_scheda(as_.operator_cr, year=2026)).number == 2


async def test_a_change_made_from_an_old_version_is_refused_and_loses_nothing(
    as_: People,
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    await actions.patch(scheda.id, {"title": "Primo"}, version=1, by=as_.operator_cr)

    with pytest.raises(AlreadyThere, match="ha cambiato questa scheda"):
        await actions.patch(scheda.id, {"title": "Secondo"}, version=1, by=as_.colleague_cr)

    sheet = await queries.view(scheda.id, by=as_.operator_cr)
    assert (sheet.title, sheet.version) == ("Primo", 2)


async def test_two_who_save_the_same_version_at_once_are_told_apart(as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr)

    done = await asyncio.gather(
        *(
            actions.patch(scheda.id, {"title": f"Titolo {n}"}, version=1, by=as_.operator_cr)
            for n in range(10)
        ),
        return_exceptions=True,
    )

    assert sum(isinstance(one, Scheda) for one in done) == 1
    assert sum(isinstance(one, AlreadyThere) for one in done) == 9


async def test_a_patch_names_every_wrong_field(as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr)

    with pytest.raises(InvalidInput) as refused:
        await actions.patch(
            scheda.id, {"titel": "x", "field": "sette", "abstract": "x" * 351}, by=as_.operator_cr
        )

    assert set(refused.value.fields) == {"titel", "field", "abstract"}


async def test_saving_what_is_already_there_changes_nothing(as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr)

    await actions.patch(scheda.id, {"title": scheda.title}, by=as_.operator_cr)

    assert (await queries.view(scheda.id, by=as_.operator_cr)).version == 1


async def test_saves_of_one_sitting_are_told_once_and_a_colleague_apart(as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    for n in range(3):
        await actions.patch(scheda.id, {"title": f"Titolo {n}"}, by=as_.operator_cr)
    for n in range(3):
        await actions.patch(scheda.id, {"abstract": f"Sintesi {n}"}, by=as_.colleague_cr)

    assert await told_of(scheda) == ["scheda:change", "scheda:write"]
    assert (await queries.view(scheda.id, by=as_.operator_cr)).version == 7


async def test_a_scheda_with_something_missing_is_not_proposed(as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr, title="", is_formalised=True)

    with pytest.raises(InvalidInput) as refused:
        await actions.propose(scheda.id, by=as_.operator_cr)

    assert set(refused.value.fields) == {"title", "attachments", "acts"}


async def test_a_formalised_practice_with_act_and_file_is_proposed(as_: People) -> None:
    scheda = await make.a_formal_scheda(as_.operator_cr, await make.an_act(as_.legal_cr))

    proposed = await actions.propose(scheda.id, by=as_.operator_cr)

    assert proposed.status == SchedaStatus.PROPOSED


async def test_the_walk_from_draft_to_accepted(as_: People) -> None:
    scheda = await make.a_sent_scheda(as_.operator_cr, as_.head_cr)
    for status in (SchedaStatus.DELIVERED, SchedaStatus.UNDER_REVIEW, SchedaStatus.ACCEPTED):
        scheda = await actions.mark_outcome(scheda.id, Outcome(status=status), by=as_.operator_cr)

    assert (str(scheda.status), scheda.submission_id is None) == ("accepted", True)
    assert scheda.approved_by == as_.head_cr.user_id
    assert await told_of(scheda) == [
        "scheda:outcome", "scheda:outcome", "scheda:outcome", "scheda:send", "scheda:hold",
        "scheda:approve", "scheda:propose", "scheda:write",
    ]  # fmt: skip


async def test_who_wrote_even_once_does_not_approve(as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    await actions.patch(scheda.id, {"title": "Del dirigente"}, by=as_.head_cr)
    await actions.patch(scheda.id, {"title": "Ancora mio"}, by=as_.operator_cr)
    await actions.propose(scheda.id, by=as_.operator_cr)

    with pytest.raises(NotAllowed, match="non ha scritto la scheda"):
        await actions.approve(scheda.id, by=as_.head_cr)


async def test_who_is_in_charge_sends_back_with_words_and_the_writer_finds_them(
    as_: People,
) -> None:
    scheda = await make.a_proposed_scheda(as_.operator_cr)

    await actions.send_back(scheda.id, SendBack(words="Spiega meglio chi paga."), by=as_.head_cr)

    waiting = await queries.waiting_for(as_.operator_cr)
    assert [(one.why, one.status) for one in waiting] == [
        ("Spiega meglio chi paga.", "scheda:draft")
    ]


async def test_an_approval_of_words_that_changed_meanwhile_is_refused(as_: People) -> None:
    scheda = await make.a_proposed_scheda(as_.operator_cr)
    seen = scheda.version
    await actions.reopen(scheda.id, by=as_.operator_cr)
    await actions.patch(scheda.id, {"title": "Altre parole"}, by=as_.operator_cr)
    await actions.propose(scheda.id, by=as_.operator_cr)

    with pytest.raises(AlreadyThere):
        await actions.approve(scheda.id, version=seen, by=as_.head_cr)


async def test_a_scheda_opened_again_loses_its_approval(as_: People) -> None:
    scheda = await make.a_ready_scheda(as_.operator_cr, as_.head_cr)

    reopened = await actions.reopen(scheda.id, by=as_.operator_cr)

    assert (reopened.status, reopened.approved_by, reopened.edition) == ("draft", None, 1)


async def test_a_returned_scheda_goes_again_as_another_edition(as_: People) -> None:
    scheda = await make.a_returned_scheda(as_.operator_cr, as_.head_cr)

    await actions.reopen(scheda.id, by=as_.colleague_cr)
    await actions.patch(scheda.id, {"title": "Corretta"}, by=as_.colleague_cr)
    await actions.propose(scheda.id, by=as_.colleague_cr)
    again = await actions.approve(scheda.id, by=as_.head_cr)

    assert (again.status, again.edition, again.number) == ("ready", 2, scheda.number)
    assert again.writer_ids == [as_.colleague_cr.user_id]


async def test_an_open_transmission_locks_its_schede(as_: People) -> None:
    scheda = await make.a_ready_scheda(as_.operator_cr, as_.head_cr)
    await actions.hold(scheda.id, 7, by=as_.operator_cr)

    for act in (actions.reopen, actions.withdraw):
        with pytest.raises(WrongStatus, match="è in un invio che non è ancora partito"):
            await act(scheda.id, by=as_.operator_cr)
    with pytest.raises(AlreadyThere, match="un altro invio"):
        await actions.hold(scheda.id, 8, by=as_.operator_cr)

    await actions.release(scheda.id, by=as_.operator_cr)
    assert (await actions.reopen(scheda.id, by=as_.operator_cr)).status == "draft"


async def test_only_a_ready_scheda_enters_a_transmission(as_: People) -> None:
    scheda = await make.a_proposed_scheda(as_.operator_cr)

    with pytest.raises(WrongStatus, match="non è pronta per partire"):
        await actions.hold(scheda.id, 7, by=as_.operator_cr)


async def test_the_same_receipt_twice_changes_nothing(as_: People) -> None:
    scheda = await make.a_returned_scheda(as_.operator_cr, as_.head_cr)
    before = await told_of(scheda)

    outcome = Outcome(status=SchedaStatus.RETURNED, words="Manca l'allegato")
    again = await actions.mark_outcome(scheda.id, outcome, by=as_.operator_cr)

    assert (again.version, await told_of(scheda)) == (scheda.version, before)


async def test_a_transmission_that_did_not_arrive_makes_its_schede_ready_again(
    as_: People,
) -> None:
    scheda = await make.a_sent_scheda(as_.operator_cr, as_.head_cr)

    back = await actions.mark_outcome(
        scheda.id, Outcome(status=SchedaStatus.READY), by=as_.operator_cr
    )

    assert str(back.status) == "ready"
    assert back.submission_id is None and back.sent_at is None


async def test_a_withdrawn_scheda_leaves_its_field_free(as_: People) -> None:
    first = await make.a_scheda(as_.operator_cr, field=1)
    second = await make.a_scheda(as_.operator_cr, field=2, same_practice_as=first.id)
    await actions.withdraw(second.id, by=as_.operator_cr)

    third = await make.a_scheda(as_.operator_cr, field=2, same_practice_as=first.id)

    assert third.number == 3


async def test_a_reason_is_kept_in_the_history_and_lets_the_scheda_go_on(as_: People) -> None:
    scheda = await make.a_scheda(
        as_.operator_cr, description="Scrivi a sportello.esempio@libero.it. " * 3
    )
    with pytest.raises(InvalidInput):
        await actions.propose(scheda.id, by=as_.operator_cr)

    why = Explanation(
        rule="private_mailbox",
        passage="sportello.esempio@libero.it",
        reason="È la casella dello sportello comunale.",
    )
    await actions.explain(scheda.id, why, by=as_.operator_cr)

    proposed = await actions.propose(scheda.id, by=as_.operator_cr)
    history = await audit.events_about("scheda", scheda.id)
    assert proposed.status == "proposed"
    assert any("È la casella dello sportello" in event.sentence for event in history)
    assert not any("libero.it" in f"{event.sentence} {event.details}" for event in history)


async def test_a_passage_is_put_back_where_it_stands_now(as_: People) -> None:
    text = "Tra gli inseriti un giovane di 19 anni, arrivato dal Mali, lavora in un comune di 900 "
    text += "abitanti e segue con impegno i corsi serali della scuola."
    scheda = await make.a_scheda(as_.operator_cr, description=text)
    found = (await queries.view(scheda.id, by=as_.operator_cr)).findings[0]
    done = await actions.anonymise(
        scheda.id, rule=found.rule, passage=found.passage, by=as_.operator_cr
    )
    now = (await queries.view(scheda.id, by=as_.operator_cr)).description
    await actions.patch(scheda.id, {"description": f"Anzitutto. {now}"}, by=as_.operator_cr)

    await actions.undo_rewriting(scheda.id, done.id, by=as_.operator_cr)

    sheet = await queries.view(scheda.id, by=as_.operator_cr)
    assert sheet.description == f"Anzitutto. {text}"
    with pytest.raises(NotFound):
        await actions.undo_rewriting(scheda.id, done.id, by=as_.operator_cr)


async def test_a_passage_is_not_put_back_in_a_text_that_has_changed(as_: People) -> None:
    text = "Un giovane di 19 anni, arrivato dal Mali, lavora in un comune di 900 abitanti. " * 2
    scheda = await make.a_scheda(as_.operator_cr, description=text)
    found = (await queries.view(scheda.id, by=as_.operator_cr)).findings[0]
    done = await actions.anonymise(
        scheda.id, rule=found.rule, passage=found.passage, by=as_.operator_cr
    )
    await actions.patch(scheda.id, {"description": "Corsi serali. " * 10}, by=as_.operator_cr)

    with pytest.raises(WrongStatus, match="Il testo è cambiato"):
        await actions.undo_rewriting(scheda.id, done.id, by=as_.operator_cr)


async def test_after_thirty_days_a_passage_is_kept_no_longer(
    as_: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Un giovane di 19 anni, arrivato dal Mali, lavora in un comune di 900 abitanti. " * 2
    scheda = await make.a_scheda(as_.operator_cr, description=text)
    found = (await queries.view(scheda.id, by=as_.operator_cr)).findings[0]
    await actions.anonymise(scheda.id, rule=found.rule, passage=found.passage, by=as_.operator_cr)
    later = clock.now() + timedelta(days=31)

    await actions.forget_rewritings()
    kept = (await queries.can_be_undone(scheda.id)).rewritings
    monkeypatch.setattr(clock, "now", lambda: later)
    await actions.forget_rewritings()

    assert len(kept) == 1
    assert (await queries.can_be_undone(scheda.id)).rewritings == set()


async def test_only_who_approves_goes_back_from_approved(as_: People) -> None:
    scheda = await make.a_ready_scheda(as_.operator_cr, as_.head_cr)

    with pytest.raises(WrongStatus, match="già approvata"):
        await actions.propose(scheda.id, by=as_.operator_cr)
    with pytest.raises(NotAllowed):
        await actions.withdraw_approval(scheda.id, by=as_.operator_cr)
    back = await actions.withdraw_approval(scheda.id, by=as_.head_cr)

    assert (back.status, back.approved_by) == ("proposed", None)
    with pytest.raises(WrongStatus, match="niente da ritirare"):
        await actions.withdraw_approval(scheda.id, by=as_.head_cr)


async def test_an_approval_stays_while_the_scheda_is_in_an_invio(as_: People) -> None:
    scheda = await make.a_ready_scheda(as_.operator_cr, as_.head_cr)
    await actions.hold(scheda.id, 7, by=as_.operator_cr)

    with pytest.raises(WrongStatus, match="è in un invio"):
        await actions.withdraw_approval(scheda.id, by=as_.head_cr)


async def test_what_stops_takes_no_reason(as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr, description="RSSMRA80A01H501U " * 6)
    why = Explanation(rule="tax_code", passage="RSSMRA80A01H501U", reason="Serve per capire.")

    with pytest.raises(InvalidInput, match="cambia il testo"):
        await actions.explain(scheda.id, why, by=as_.operator_cr)


async def test_the_anonymous_form_takes_the_place_of_the_passage(as_: People) -> None:
    text = "Tra gli inseriti un giovane di 19 anni, arrivato dal Mali, lavora in un comune di 900 "
    text += "abitanti e segue con impegno i corsi serali della scuola."
    scheda = await make.a_scheda(as_.operator_cr, description=text)
    found = (await queries.view(scheda.id, by=as_.operator_cr)).findings[0]

    await actions.anonymise(scheda.id, rule=found.rule, passage=found.passage, by=as_.operator_cr)

    sheet = await queries.view(scheda.id, by=as_.operator_cr)
    assert sheet.description.startswith("Tra gli inseriti una persona, lavora in un comune del")
    assert sheet.findings == []


async def test_a_file_is_kept_byte_by_byte_and_the_same_is_not_kept_twice(as_: People) -> None:
    scheda, content = await make.a_scheda(as_.operator_cr), make.word()

    attached = await actions.attach(scheda.id, "../Accordo.docx", content, by=as_.operator_cr)

    assert attached.name == "Accordo.docx"
    assert storage.read(attached.file) == content
    with pytest.raises(AlreadyThere, match=r"Accordo\.docx"):
        await actions.attach(scheda.id, "copia.docx", content, by=as_.operator_cr)


async def test_what_the_gate_refuses_is_not_kept(as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr)

    with pytest.raises(InvalidInput, match="qui non si carica"):
        await actions.attach(scheda.id, "virus.exe", b"MZ", by=as_.operator_cr)

    assert (await queries.view(scheda.id, by=as_.operator_cr)).attachments == []


async def test_a_file_taken_away_can_be_taken_back(as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    attached = await actions.attach(scheda.id, "a.docx", make.word(), by=as_.operator_cr)

    await actions.remove_attachment(scheda.id, attached.id, by=as_.operator_cr)
    gone = await queries.view(scheda.id, by=as_.operator_cr)
    await actions.restore_attachment(scheda.id, attached.id, by=as_.operator_cr)
    back = await queries.view(scheda.id, by=as_.operator_cr)

    assert (gone.attachments, [one.name for one in back.attachments]) == ([], ["a.docx"])
    with pytest.raises(WrongStatus):
        await actions.restore_attachment(scheda.id, attached.id, by=as_.operator_cr)


async def test_a_file_of_another_scheda_is_not_found_here(as_: People) -> None:
    mine, other = [await make.a_scheda(as_.operator_cr) for _n in range(2)]
    attached = await actions.attach(other.id, "a.docx", make.word(), by=as_.operator_cr)

    with pytest.raises(NotFound):
        await actions.remove_attachment(mine.id, attached.id, by=as_.operator_cr)


async def test_ticking_the_form_says_what_is_missing(as_: People) -> None:
    circular = await circulars.find_current()
    await make.a_scheda(as_.operator_cr, field=1, is_formalised=True)
    await make.a_ready_scheda(as_.operator_cr, as_.head_cr, field=5)

    await actions.mark(Marks(fields=[1, 4, 5]), by=as_.operator_cr)

    meter = await queries.meter("pref-cr", circular, current=4)
    told = {cell.number: cell.status.removeprefix("scheda:") for cell in meter.cells}
    assert (meter.marked, meter.ready, meter.missing) == (3, 1, ["atto della 1", "scheda 4"])
    assert told == {
        **dict.fromkeys(range(1, 12), "not_marked"),
        1: "act_missing", 4: "scheda_missing", 5: "ready",
    }  # fmt: skip
    assert [cell.number for cell in meter.cells if cell.current] == [4]


async def test_a_field_with_a_scheda_stays_ticked(as_: People) -> None:
    circular = await circulars.find_current()
    scheda = await make.a_scheda(as_.operator_cr, field=3)
    await actions.mark(Marks(fields=[2]), by=as_.operator_cr)
    await actions.mark(Marks(fields=[]), by=as_.operator_cr)

    ticked = await queries.marked_fields("pref-cr", circular.id, year=scheda.year)

    assert ticked == {3}


async def test_of_two_schede_of_a_field_the_one_that_asks_more_is_told(as_: People) -> None:
    circular = await circulars.find_current()
    await make.a_ready_scheda(as_.operator_cr, as_.head_cr, field=5)
    await make.a_scheda(as_.operator_cr, field=5)

    meter = await queries.meter("pref-cr", circular)

    assert meter.cells[4].status == "scheda:draft"
    assert meter.cells[4].href == "/schede?field=5"


async def test_what_waits_is_told_to_whom_it_waits_for(as_: People) -> None:
    await make.a_proposed_scheda(as_.operator_cr, title="Da approvare")
    await make.a_returned_scheda(as_.operator_cr, as_.head_cr, words="Correggi il periodo")

    of_head = await queries.waiting_for(as_.head_cr)
    of_writer = await queries.waiting_for(as_.operator_cr)

    assert {one.status for one in of_head} == {"scheda:proposed", "scheda:returned"}
    assert [one.why for one in of_writer] == ["Correggi il periodo"]
    assert await queries.waiting_for(as_.operator_ge) == []
    assert await queries.waiting_for(as_.ministry) == []


async def test_what_leaves_names_no_person_of_the_office(as_: People) -> None:
    scheda = await make.a_ready_scheda(as_.operator_cr, as_.head_cr)

    frozen = await queries.snapshot(scheda.id, by=as_.operator_cr)

    assert (frozen["schema"], frozen["code"], frozen["field"]) == (1, f"CR {scheda.year}/1", 5)
    assert as_.operator_cr.name not in str(frozen) and as_.head_cr.name not in str(frozen)


async def test_ready_schede_are_offered_to_a_transmission_in_the_forms_order(
    as_: People,
) -> None:
    circular = await circulars.find_current()
    second = await make.a_ready_scheda(as_.operator_cr, as_.head_cr, field=7)
    first = await make.a_ready_scheda(as_.operator_cr, as_.head_cr, field=2)
    held = await make.a_ready_scheda(as_.operator_cr, as_.head_cr, field=1)
    await actions.hold(held.id, 1, by=as_.operator_cr)

    offered = await queries.ready_to_send("pref-cr", circular.id)

    assert [row.id for row in offered] == [first.id, second.id]


async def test_new_schede_are_not_written_on_an_old_edition(as_: People) -> None:
    with pytest.raises(NotFound, match="circolare"):
        await actions.write(NewScheda(field=1, circular=99), by=as_.operator_cr)


async def test_of_twenty_who_approve_at_once_one_approves(as_: People) -> None:
    scheda = await make.a_proposed_scheda(as_.operator_cr)

    done = await asyncio.gather(
        *(actions.approve(scheda.id, by=as_.head_cr) for _n in range(20)), return_exceptions=True
    )

    assert sum(isinstance(one, Scheda) for one in done) == 1
    assert sum(isinstance(one, WrongStatus) for one in done) == 19
    assert (await told_of(scheda)).count("scheda:approve") == 1


async def test_one_scheda_enters_one_of_two_transmissions(as_: People) -> None:
    scheda = await make.a_ready_scheda(as_.operator_cr, as_.head_cr)

    done = await asyncio.gather(
        *(actions.hold(scheda.id, n, by=as_.operator_cr) for n in range(1, 11)),
        return_exceptions=True,
    )

    assert sum(isinstance(one, Scheda) for one in done) == 1
    assert sum(isinstance(one, AlreadyThere) for one in done) == 9
