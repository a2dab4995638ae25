"""Two installations that share only files: the package goes, the receipt comes back."""

from datetime import UTC, datetime

import msgspec
import pytest

from good_practices.intake import actions, queries
from good_practices.intake.lifecycle import DeliveryStatus
from good_practices.intake.shapes import Words
from good_practices.schede.tables import Scheda
from good_practices.submissions import actions as batches
from good_practices.submissions import queries as submissions
from good_practices.submissions.exchange import Receipt
from good_practices.submissions.lifecycle import SubmissionStatus
from good_practices.submissions.tables import Submission
from registry.platform import clock
from registry.platform.database import fetch
from registry.platform.errors import NotFound
from registry.platform.shapes import decode_all
from tests.intake.make import ASK, a_delivery
from tests.people import People
from tests.submissions.make import a_sent_one

pytestmark = pytest.mark.usefixtures("db")

THEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


async def _another_installation() -> None:
    """Same offices, same circulars, nothing else of the first one."""
    await fetch("TRUNCATE practice, submission, delivery, refused_upload, counter,"
                " stored_file RESTART IDENTITY CASCADE")  # fmt: skip


async def _prefettura(as_: People) -> Submission:
    """Cremona's own server: the same acts at the same instant are the same package."""
    with clock.standing_at(THEN):
        return await a_sent_one(as_, schede=3)


async def _ministry(as_: People, package: bytes) -> list[bytes]:
    """The Ministry's own server; gives the receipt's file before and after the decisions."""
    delivery = await actions.receive(package, "dalla posta.zip", by=as_.ministry)
    files = [await _receipt(delivery.id)]
    await actions.accept(delivery.id, 1, by=as_.ministry)
    await actions.send_back(delivery.id, 2, ASK, by=as_.ministry)
    files.append(await _receipt(delivery.id))
    await actions.reject(delivery.id, 3, Words(words="Non è una pratica."), by=as_.ministry)
    files.append(await _receipt(delivery.id))
    assert (await queries.find(delivery.id)).status == DeliveryStatus.RETURNED
    assert not (await queries.view(delivery.id)).is_sender_here
    return files


async def _receipt(delivery_id: int) -> bytes:
    _name, receipt = await queries.issue_receipt(delivery_id)
    return msgspec.json.encode(receipt)


async def _round(as_: People) -> tuple[int, list[bytes]]:
    submission = await _prefettura(as_)
    _name, package = await submissions.package_of(submission.id, by=as_.operator_cr)
    await _another_installation()
    files = await _ministry(as_, package)
    await _another_installation()
    return (await _prefettura(as_)).id, files


async def _take(as_: People, file: bytes) -> Submission:
    return await batches.take_receipt(decode_all(Receipt, file), by=as_.operator_cr)


async def _standing(submission_id: int) -> tuple[str, list[str]]:
    batch = await Submission.objects().get(Submission.id == submission_id)
    assert batch is not None
    schede = await Scheda.objects().order_by(Scheda.number)
    return batch.status, [one.status for one in schede]


async def test_receipts_that_travel_as_files_tell_what_the_same_server_would(as_: People) -> None:
    submission_id, files = await _round(as_)

    stands = []
    for file in files:
        await _take(as_, file)
        stands.append(await _standing(submission_id))

    assert stands == [
        (SubmissionStatus.DELIVERED, ["delivered", "delivered", "delivered"]),
        (SubmissionStatus.DELIVERED, ["accepted", "returned", "under_review"]),
        (SubmissionStatus.CONFIRMED, ["accepted", "returned", "rejected"]),
    ]
    returned = (await Scheda.objects().order_by(Scheda.number))[1]
    assert returned.returned_words == ASK.words


async def test_receipts_may_arrive_late_twice_and_out_of_order(as_: People) -> None:
    submission_id, files = await _round(as_)

    for place in (2, 0, 2, 1, 0):
        await _take(as_, files[place])

    assert await _standing(submission_id) == (
        SubmissionStatus.CONFIRMED,
        ["accepted", "returned", "rejected"],
    )


async def test_a_receipt_of_another_office_s_batch_is_not_taken(as_: People) -> None:
    delivery = await a_delivery(as_.ministry, office="pref-ge")

    with pytest.raises(NotFound):
        await _take(as_, await _receipt(delivery.id))
