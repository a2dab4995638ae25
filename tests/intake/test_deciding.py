"""Each scheda is decided on once, and its Prefettura knows at once."""

import asyncio
from datetime import timedelta

import pytest

from good_practices.intake import actions, queries
from good_practices.intake.lifecycle import DeliveryStatus, ReviewStatus
from good_practices.intake.shapes import Words
from good_practices.intake.tables import DeliveredScheda
from good_practices.schede import actions as schede
from good_practices.schede import queries as sheets
from good_practices.schede.lifecycle import SchedaStatus
from good_practices.schede.shapes import SchedaData
from good_practices.schede.tables import Scheda
from good_practices.submissions import actions as batches
from good_practices.submissions.lifecycle import SubmissionStatus
from good_practices.submissions.shapes import NewSubmission, RegistrationData
from good_practices.submissions.tables import Submission
from registry.platform import clock
from registry.platform.audit import events_about
from registry.platform.database import fetch
from registry.platform.errors import NotAllowed, NotFound, Stale, WrongStatus
from registry.platform.shapes import convert_all
from tests.intake.make import ASK, a_delivery, a_scheda
from tests.people import People
from tests.submissions.make import a_sent_one

pytestmark = pytest.mark.usefixtures("db")


async def _statuses() -> list[str]:
    return [row["status"] for row in await fetch("SELECT status FROM scheda ORDER BY number")]


async def test_a_delivery_taken_up_is_somebody_s_and_its_office_sees_it(as_: People) -> None:
    submission = await a_sent_one(as_, schede=2)
    came = await actions.receive_sent(submission.id, by=as_.ministry)

    delivery = await actions.open_review(came.delivery.id, by=as_.ministry)

    assert delivery.status == DeliveryStatus.UNDER_REVIEW
    assert delivery.assigned_to == as_.ministry.user_id
    assert await _statuses() == [SchedaStatus.UNDER_REVIEW, SchedaStatus.UNDER_REVIEW]


async def test_decisions_reach_the_prefettura_at_once_with_their_words(as_: People) -> None:
    submission = await a_sent_one(as_, schede=3)
    came = await actions.receive_sent(submission.id, by=as_.ministry)
    at = came.delivery.id

    await actions.accept(at, 1, by=as_.ministry)
    await actions.send_back(at, 2, ASK, by=as_.ministry)
    midway = await Submission.objects().get(Submission.id == submission.id)
    await actions.reject(at, 3, Words(words="È un servizio ordinario."), by=as_.ministry)

    told = await Scheda.objects().order_by(Scheda.number)
    batch = await Submission.objects().get(Submission.id == submission.id)
    assert [one.status for one in told] == ["accepted", "returned", "rejected"]
    assert told[1].returned_words == ASK.words
    assert midway is not None and midway.status == SubmissionStatus.DELIVERED
    assert batch is not None and batch.status == SubmissionStatus.CONFIRMED
    assert (await queries.find(at)).status == DeliveryStatus.RETURNED


async def test_the_history_of_the_prefettura_says_that_the_ministry_answered(as_: People) -> None:
    submission = await a_sent_one(as_)
    came = await actions.receive_sent(submission.id, by=as_.ministry)

    await actions.send_back(came.delivery.id, 1, ASK, by=as_.ministry)

    scheda = (await Scheda.objects())[0]
    newest = (await events_about("scheda", scheda.id))[0]
    assert newest.user_name == "Ministero dell'interno"
    assert newest.office == "pref-cr"
    assert ASK.words in newest.sentence


async def test_decisions_taken_at_the_same_instant_all_reach_the_prefettura(as_: People) -> None:
    submission = await a_sent_one(as_, schede=2)
    with clock.standing_at(clock.now() + timedelta(hours=1)):
        came = await actions.receive_sent(submission.id, by=as_.ministry)
        await actions.accept(came.delivery.id, 1, by=as_.ministry)
        await actions.accept(came.delivery.id, 2, by=as_.ministry)

    assert await _statuses() == ["accepted", "accepted"]


async def test_a_scheda_is_decided_once_by_twenty_people_at_once(as_: People) -> None:
    delivery = await a_delivery(as_.ministry)

    came = await asyncio.gather(
        *(
            actions.send_back(delivery.id, 1, Words(words=f"Motivo {n}"), by=as_.ministry)
            for n in range(20)
        ),
        return_exceptions=True,
    )

    events = await events_about("delivery", delivery.id)
    assert sum(isinstance(one, DeliveredScheda) for one in came) == 1
    assert sum(isinstance(one, WrongStatus) for one in came) == 19
    assert [one.event for one in events].count("intake:return") == 1


async def test_a_button_pressed_twice_decides_once(as_: People) -> None:
    delivery = await a_delivery(as_.ministry)

    first = await actions.accept(delivery.id, 1, by=as_.ministry)
    second = await actions.accept(delivery.id, 1, by=as_.ministry)

    events = await events_about("delivery", delivery.id)
    assert (first.decided_at, second.version) == (second.decided_at, first.version)
    assert [one.event for one in events].count("intake:accept") == 1


async def test_a_decision_is_not_taken_back(as_: People) -> None:
    delivery = await a_delivery(as_.ministry)
    await actions.accept(delivery.id, 1, by=as_.ministry)

    with pytest.raises(WrongStatus, match="«Accolta»"):
        await actions.send_back(delivery.id, 1, ASK, by=as_.ministry)

    assert (await queries.find_scheda(delivery.id, 1)).status == ReviewStatus.ACCEPTED


async def test_an_edition_that_was_overtaken_is_not_decided_on(as_: People) -> None:
    old = await a_delivery(as_.ministry, number=1)
    await a_delivery(as_.ministry, a_scheda(edition=2), number=2)

    with pytest.raises(WrongStatus, match="più nuova"):
        await actions.accept(old.id, 1, by=as_.ministry)
    with pytest.raises(WrongStatus, match="niente da decidere"):
        await actions.open_review(old.id, by=as_.ministry)


async def test_a_page_seen_before_somebody_decided_is_stale(as_: People) -> None:
    delivery = await a_delivery(as_.ministry, a_scheda(1), a_scheda(2, field=2))
    seen = (await queries.review(delivery.id, 2)).version
    await actions.accept(delivery.id, 1, by=as_.ministry)

    with pytest.raises(Stale, match="Hai cambiato l'esame di questa scheda"):
        await actions.accept(delivery.id, 2, version=seen, by=as_.ministry)


async def test_what_is_not_there_is_not_found(as_: People) -> None:
    delivery = await a_delivery(as_.ministry)

    with pytest.raises(NotFound):
        await actions.accept(delivery.id, 7, by=as_.ministry)
    with pytest.raises(NotFound):
        await actions.accept(999, 1, by=as_.ministry)


@pytest.mark.parametrize("who", ["operator_cr", "head_cr", "legal_cr", "manager_ge", "admin"])
async def test_only_the_ministry_decides(as_: People, who: str) -> None:
    delivery = await a_delivery(as_.ministry)
    by = getattr(as_, who)

    with pytest.raises(NotAllowed):
        await actions.open_review(delivery.id, by=by)
    with pytest.raises(NotAllowed):
        await actions.accept(delivery.id, 1, by=by)
    with pytest.raises(NotAllowed):
        await actions.send_back(delivery.id, 1, ASK, by=by)
    with pytest.raises(NotAllowed):
        await actions.settle(1, by=by)


async def _sent_again(as_: People, scheda_id: int, first: int) -> Submission:
    """The Prefettura corrects a returned scheda and sends it in another batch."""
    await schede.reopen(scheda_id, by=as_.operator_cr)
    sheet = await sheets.view(scheda_id, by=as_.operator_cr)
    await schede.change(
        scheda_id,
        _with(sheet.data(), description="Corsi serali in nove comuni, con l'accordo. " * 4),
        by=as_.operator_cr,
    )
    await schede.propose(scheda_id, by=as_.operator_cr)
    await schede.approve(scheda_id, by=as_.head_cr)
    batch = await batches.create(
        NewSubmission(schede=[scheda_id], corrects=first), by=as_.operator_cr
    )
    await batches.freeze(batch.id, by=as_.operator_cr)
    given = RegistrationData(number="2", on=clock.today(), signer_name="Chi firma")
    await batches.register(batch.id, given, by=as_.operator_cr)
    return await batches.send(batch.id, by=as_.head_cr)


def _with(data: dict[str, object], **changes: object) -> SchedaData:
    return convert_all(SchedaData, data | changes)


async def test_a_returned_scheda_comes_back_and_is_compared_with_what_it_was(as_: People) -> None:
    first = await a_sent_one(as_)
    came = await actions.receive_sent(first.id, by=as_.ministry)
    await actions.send_back(came.delivery.id, 1, ASK, by=as_.ministry)
    scheda = (await Scheda.objects())[0]
    second = await _sent_again(as_, scheda.id, first.id)

    back = await actions.receive_sent(second.id, by=as_.ministry)
    shown = await queries.review(back.delivery.id, 1)
    await actions.accept(back.delivery.id, 1, by=as_.ministry)

    assert back.delivery.status == DeliveryStatus.CAME_BACK
    assert (await queries.find(came.delivery.id)).status == DeliveryStatus.CLOSED
    assert shown.earlier is not None and shown.earlier.words == ASK.words
    assert [one.key for one in shown.changes] == ["description"]
    assert await _statuses() == ["accepted"]


async def test_a_receipt_is_the_same_until_something_is_decided(as_: People) -> None:
    delivery = await a_delivery(as_.ministry)

    name, first = await queries.issue_receipt(delivery.id)
    _name, again = await queries.issue_receipt(delivery.id)
    await actions.send_back(delivery.id, 1, ASK, by=as_.ministry)
    _name, decided = await queries.issue_receipt(delivery.id)

    assert name == "ricevuta_TRASM_CR_2026_0001.json"
    assert first == again
    assert first.decisions == ()
    assert decided.issued_at > first.issued_at
    assert [(one.status, one.words) for one in decided.decisions] == [("returned", ASK.words)]
