"""What can be done with a batch, by whom, and what becomes of its schede."""

import asyncio
from datetime import UTC, datetime

import msgspec
import pytest

from good_practices.schede import actions as schede
from good_practices.schede import queries as sheets
from good_practices.schede.lifecycle import SchedaStatus
from good_practices.submissions import actions, queries
from good_practices.submissions.exchange import RECEIPT_FORMAT, Decision, Receipt
from good_practices.submissions.lifecycle import NEXT, SubmissionStatus, check_can_become
from good_practices.submissions.shapes import ChosenSchede, NewSubmission, RegistrationData
from good_practices.submissions.tables import Submission
from good_practices.submissions.unpack import open_package
from registry.platform import clock
from registry.platform.audit import events_about
from registry.platform.documents import extract_text
from registry.platform.errors import (
    AlreadyThere,
    InvalidInput,
    NotAllowed,
    NotFound,
    Stale,
    WrongStatus,
)
from tests.people import People
from tests.schede.make import a_formal_scheda, a_ready_scheda, a_scheda, an_act
from tests.submissions.make import a_frozen_one, a_registered_one, a_sent_one, a_submission

pytestmark = pytest.mark.usefixtures("db")


def a_receipt(submission: Submission, *decisions: Decision, **changes: object) -> Receipt:
    receipt = Receipt(
        format=RECEIPT_FORMAT,  # type: ignore[arg-type]  # the one literal
        package="TRASM_CR_2026_0001",
        office=submission.office,
        year=submission.year,
        number=submission.number,
        package_sha512=submission.package_sha512,
        receipt_number="RIC 2026/1",
        received_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
        issued_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
        decisions=decisions,
    )
    return msgspec.structs.replace(receipt, **changes)


async def test_only_an_approved_scheda_enters_a_batch(as_: People) -> None:
    draft = await a_scheda(as_.operator_cr)

    with pytest.raises(WrongStatus, match="pronta"):
        await actions.create(NewSubmission(schede=[draft.id]), by=as_.operator_cr)


async def test_a_scheda_is_in_one_open_batch_only(as_: People) -> None:
    submission = await a_submission(as_)
    held = (await queries.schede_of(submission.id))[0]

    with pytest.raises(AlreadyThere, match="altro invio"):
        await actions.create(NewSubmission(schede=[held]), by=as_.operator_cr)


async def test_a_batch_that_is_refused_leaves_no_trace_and_no_gap(as_: People) -> None:
    draft = await a_scheda(as_.operator_cr)
    with pytest.raises(WrongStatus):
        await actions.create(NewSubmission(schede=[draft.id]), by=as_.operator_cr)

    submission = await a_submission(as_)

    assert submission.number == 1


async def test_batches_opened_at_once_have_numbers_without_a_gap(as_: People) -> None:
    ready = [(await a_ready_scheda(as_.operator_cr, as_.head_cr, field=1)).id for _n in range(6)]

    made = await asyncio.gather(
        *(actions.create(NewSubmission(schede=[one]), by=as_.operator_cr) for one in ready)
    )

    assert sorted(one.number for one in made) == [1, 2, 3, 4, 5, 6]


async def test_a_frozen_batch_holds_letter_form_and_a_sheet_for_each_scheda(as_: People) -> None:
    submission = await a_frozen_one(as_, schede=2)

    _name, content = await queries.package_of(submission.id, by=as_.operator_cr)
    package = open_package(content)

    assert [file.kind for file in package.summary.files] == ["letter", "form", "scheda", "scheda"]
    assert [one.field for one in package.summary.schede] == [1, 2]
    assert {"90_elenco_allegati.csv", "91_riepilogo.json"} <= package.files.keys()


async def test_a_file_that_two_schede_attach_travels_once(as_: People) -> None:
    act = await an_act(as_.legal_cr)
    ids = []
    for field in (7, 8):
        scheda = await a_formal_scheda(as_.operator_cr, act, field=field)
        await schede.propose(scheda.id, by=as_.operator_cr)
        await schede.approve(scheda.id, by=as_.head_cr)
        ids.append(scheda.id)
    submission = await actions.create(NewSubmission(schede=ids), by=as_.operator_cr)
    await actions.freeze(submission.id, by=as_.operator_cr)

    _name, content = await queries.package_of(submission.id, by=as_.operator_cr)
    package = open_package(content).summary

    attached = [file.name for file in package.files if file.kind == "attachment"]
    assert len(attached) == 1
    assert [one.attachments for one in package.schede] == [tuple(attached)] * 2


async def test_the_package_is_the_same_bytes_each_time_it_is_made(as_: People) -> None:
    submission = await a_frozen_one(as_)
    first = submission.package_sha512
    frozen_at = submission.frozen_at
    await actions.reopen(submission.id, by=as_.operator_cr)

    with clock.standing_at(frozen_at):
        again = await actions.freeze(submission.id, by=as_.operator_cr)

    assert again.package_sha512 == first


async def test_the_register_s_number_enters_the_letter(as_: People) -> None:
    submission = await a_registered_one(as_)

    _name, content = await queries.package_of(submission.id, by=as_.operator_cr)
    letter = open_package(content).files["00_lettera_trasmissione.docx"]

    assert "0012345" in extract_text(letter)


async def test_a_registration_of_tomorrow_is_refused(as_: People) -> None:
    submission = await a_frozen_one(as_)
    tomorrow = clock.today().replace(year=clock.today().year + 1)

    with pytest.raises(InvalidInput, match="futura"):
        await actions.register(
            submission.id,
            RegistrationData(number="1", on=tomorrow, signer_name="Chi"),
            by=as_.operator_cr,
        )


async def test_only_who_is_in_charge_lets_a_batch_leave(as_: People) -> None:
    submission = await a_registered_one(as_)

    with pytest.raises(NotAllowed, match="dirigente"):
        await actions.send(submission.id, by=as_.operator_cr)
    sent = await actions.send(submission.id, by=as_.head_cr)

    assert sent.status == SubmissionStatus.SENT


async def test_a_batch_without_its_register_number_does_not_leave(as_: People) -> None:
    submission = await a_frozen_one(as_)

    with pytest.raises(WrongStatus, match="non ha ancora il numero di protocollo"):
        await actions.send(submission.id, by=as_.head_cr)


async def test_what_left_is_not_changed(as_: People) -> None:
    submission = await a_sent_one(as_)
    scheda = (await queries.schede_of(submission.id))[0]

    with pytest.raises(WrongStatus):
        await actions.reopen(submission.id, by=as_.operator_cr)
    with pytest.raises(WrongStatus):
        await schede.withdraw(scheda, by=as_.operator_cr)


async def test_a_reopened_batch_can_let_a_scheda_go(as_: People) -> None:
    submission = await a_frozen_one(as_, schede=2)
    kept, dropped = await queries.schede_of(submission.id)
    await actions.reopen(submission.id, by=as_.operator_cr)

    await actions.choose(submission.id, ChosenSchede(schede=[kept]), by=as_.operator_cr)

    view = await sheets.view(dropped, by=as_.operator_cr)
    assert (view.status, view.submission_id) == (SchedaStatus.READY, None)


async def test_a_cancelled_batch_lets_its_schede_go_and_keeps_its_number(as_: People) -> None:
    submission = await a_registered_one(as_, schede=2)
    first, _second = await queries.schede_of(submission.id)

    cancelled = await actions.cancel(submission.id, by=as_.operator_cr)
    await schede.reopen(first, by=as_.operator_cr)
    other = await a_submission(as_)

    assert (cancelled.status, cancelled.package) == (SubmissionStatus.CANCELLED, None)
    assert (await sheets.view(first, by=as_.operator_cr)).status == SchedaStatus.DRAFT
    assert (submission.number, other.number) == (1, 2)


async def test_a_cancelled_batch_is_taken_up_again_with_its_schede(as_: People) -> None:
    submission = await a_frozen_one(as_, schede=2)
    ids = await queries.schede_of(submission.id)
    await actions.cancel(submission.id, by=as_.operator_cr)

    await actions.resume(submission.id, by=as_.operator_cr)
    again = await actions.freeze(submission.id, by=as_.operator_cr)

    assert again.status == SubmissionStatus.VERIFIED
    held = [(await sheets.view(one, by=as_.operator_cr)).submission_id for one in ids]
    assert held == [submission.id] * 2


async def test_a_cancelled_batch_whose_scheda_went_elsewhere_is_not_taken_up(
    as_: People,
) -> None:
    submission = await a_submission(as_)
    ids = await queries.schede_of(submission.id)
    await actions.cancel(submission.id, by=as_.operator_cr)
    await actions.create(NewSubmission(schede=ids), by=as_.operator_cr)

    with pytest.raises(AlreadyThere, match="La scheda CR 2026/1 è già in un altro invio"):
        await actions.resume(submission.id, by=as_.operator_cr)


async def test_a_batch_that_left_is_not_cancelled(as_: People) -> None:
    submission = await a_sent_one(as_)

    with pytest.raises(WrongStatus, match="già partito"):
        await actions.cancel(submission.id, by=as_.operator_cr)


async def test_a_batch_without_any_scheda_is_told_what_to_do(as_: People) -> None:
    submission = await a_submission(as_)

    with pytest.raises(InvalidInput, match="lasciane una, o annulla l'invio"):
        await actions.choose(submission.id, ChosenSchede(), by=as_.operator_cr)


@pytest.mark.parametrize("now", list(SubmissionStatus))
def test_every_refusal_of_a_step_says_what_to_do(now: SubmissionStatus) -> None:
    for new in set(SubmissionStatus) - set(NEXT[now]):
        with pytest.raises(WrongStatus, match=r"^(L'invio|Il pacco|Il Ministero) [^«]+\.$"):
            check_can_become(now, new)


async def test_another_office_neither_sees_nor_changes_a_batch(as_: People) -> None:
    submission = await a_submission(as_)

    for stranger in (as_.operator_ge, as_.ministry):
        with pytest.raises(NotFound):
            await queries.view(submission.id, by=stranger)
        with pytest.raises(NotFound):
            await actions.freeze(submission.id, by=stranger)


async def test_a_stale_change_is_refused(as_: People) -> None:
    submission = await a_submission(as_)
    seen = submission.version
    await actions.freeze(submission.id, version=seen, by=as_.operator_cr)

    with pytest.raises(Stale, match="Operator Cr ha cambiato questo invio alle"):
        await actions.reopen(submission.id, version=seen, by=as_.colleague_cr)


async def test_the_ministry_s_receipt_says_delivered_and_repeating_it_changes_nothing(
    as_: People,
) -> None:
    submission = await a_sent_one(as_)
    receipt = a_receipt(submission)

    for _again in range(3):
        after = await actions.take_receipt(receipt, by=as_.operator_cr)

    view = await queries.view(submission.id, by=as_.operator_cr)
    assert after.status == SubmissionStatus.DELIVERED
    assert len(view.receipts) == 1
    assert view.items[0].status == SchedaStatus.DELIVERED


async def test_a_returned_scheda_comes_back_with_its_words(as_: People) -> None:
    submission = await a_sent_one(as_, schede=2)
    numbers = [one.code for one in (await queries.view(submission.id, by=as_.head_cr)).items]
    decisions = [
        Decision(year=submission.year, number=1, edition=1, status="accepted"),
        Decision(
            year=submission.year, number=2, edition=1, status="returned", words="Manca l'accordo."
        ),
    ]

    await actions.take_receipt(a_receipt(submission, *decisions), by=as_.operator_cr)

    view = await queries.view(submission.id, by=as_.operator_cr)
    assert len(numbers) == 2
    assert [one.status for one in view.items] == ["accepted", "returned"]
    assert view.items[1].returned_words == "Manca l'accordo."
    assert view.status == SubmissionStatus.CONFIRMED


async def test_a_receipt_of_other_bytes_is_refused(as_: People) -> None:
    submission = await a_sent_one(as_)

    with pytest.raises(InvalidInput, match="diverso"):
        await actions.take_receipt(
            a_receipt(submission, package_sha512="0" * 128), by=as_.operator_cr
        )


async def test_a_receipt_of_another_office_is_not_taken(as_: People) -> None:
    submission = await a_sent_one(as_)

    with pytest.raises(NotFound):
        await actions.take_receipt(a_receipt(submission), by=as_.operator_ge)


async def test_the_history_of_a_batch_tells_its_road(as_: People) -> None:
    submission = await a_sent_one(as_)

    told = [event.sentence for event in await events_about("submission", submission.id)]

    assert told == [
        "Partito l'invio TRASM_CR_2026_0001",
        "Registrato il numero di protocollo 0012345",
        "Preparato e verificato il pacco TRASM_CR_2026_0001",
        "Aperto l'invio TRASM_CR_2026_0001 (schede: 1)",
    ]
