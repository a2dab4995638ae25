"""A package is verified whole and kept once, or refused with a sentence and remembered."""

import asyncio
from datetime import UTC, date, datetime

import msgspec
import pytest

from good_practices.intake import actions, queries
from good_practices.intake.lifecycle import DeliveryStatus
from good_practices.intake.shapes import DeliveryFilters
from good_practices.intake.tables import (
    DeliveredFile,
    DeliveredScheda,
    Delivery,
    RefusedUpload,
)
from good_practices.schede.lifecycle import SchedaStatus
from good_practices.schede.tables import Scheda
from good_practices.submissions import actions as batches
from good_practices.submissions import bag
from good_practices.submissions import queries as submissions
from good_practices.submissions.exchange import CircularRef, ResultEntry
from good_practices.submissions.lifecycle import SubmissionStatus
from good_practices.submissions.tables import Submission
from good_practices.submissions.unpack import SUMMARY
from registry.platform import storage
from registry.platform.audit import events_about
from registry.platform.database import fetch
from registry.platform.errors import AlreadyThere, InvalidInput, NotAllowed, NotFound, WrongStatus
from registry.platform.lists import Ask
from tests.intake.make import a_delivery, a_formal_scheda, a_package, a_scheda, a_summary, zipped
from tests.people import People
from tests.submissions.make import a_registered_one, a_sent_one
from tests.submissions.test_packages import REFUSED

pytestmark = pytest.mark.usefixtures("db")


async def _counts() -> tuple[int, int, int]:
    return (await Delivery.count(), await DeliveredScheda.count(), await DeliveredFile.count())


async def test_a_package_is_kept_whole_with_each_of_its_files(as_: People) -> None:
    content = a_package(a_formal_scheda())

    delivery = await actions.receive(content, "TRASM_CR_2026_0001.zip", by=as_.ministry)
    shown = await queries.view(delivery.id)

    assert storage.read(delivery.file) == content
    assert [file.kind for file in shown.files] == ["scheda", "act", "data"]
    assert shown.schede[0].code == "CR 2026/1"
    assert (shown.status, shown.findings) == (DeliveryStatus.TO_OPEN, [])
    assert shown.receipt_number == "1/2026"


async def test_the_same_package_sent_ten_times_is_received_once(as_: People) -> None:
    content = a_package()
    first = await actions.receive(content, "a.zip", by=as_.ministry)
    before = await events_about("delivery", first.id)

    again = [await actions.take_in(content, f"{n}.zip", by=as_.ministry) for n in range(10)]

    assert {one.delivery.id for one in again} == {first.id}
    assert not any(one.is_new for one in again)
    assert await _counts() == (1, 1, 2)
    assert await events_about("delivery", first.id) == before


async def test_twenty_at_once_have_one_effect_and_one_receipt(as_: People) -> None:
    content = a_package()

    came = await asyncio.gather(
        *(actions.take_in(content, "a.zip", by=as_.ministry) for _n in range(20))
    )

    assert len({one.delivery.id for one in came}) == 1
    assert sum(one.is_new for one in came) == 1
    assert await _counts() == (1, 1, 2)
    assert {one.delivery.receipt_number for one in came} == {"1/2026"}


async def test_many_packages_at_once_have_receipts_without_a_gap(as_: People) -> None:
    packages = [a_package(a_scheda(n), number=n) for n in range(1, 9)]
    packages += [a_package(office="pref-ge", number=n) for n in range(1, 5)]

    came = await asyncio.gather(
        *(actions.receive(one, "a.zip", by=as_.ministry) for one in packages)
    )

    assert sorted(int(one.receipt_number.split("/")[0]) for one in came) == list(range(1, 13))


async def test_other_bytes_under_a_number_that_arrived_do_not_enter_and_raise_an_alarm(
    as_: People,
) -> None:
    first = await a_delivery(as_.ministry)
    other = a_package(a_scheda(description="Un'altra storia, con lo stesso numero."))

    with pytest.raises(AlreadyThere, match="altra impronta"):
        await actions.receive(other, "secondo.zip", by=as_.ministry)

    shown = await queries.view(first.id)
    events = await events_about("delivery", first.id)
    assert await _counts() == (1, 1, 2)
    assert shown.package_sha512 == first.package_sha512
    assert events[0].event == "intake:alarm"
    assert "secondo.zip" in events[0].sentence


async def test_two_packages_of_one_number_at_once_leave_one_and_an_alarm(as_: People) -> None:
    both = [a_package(a_scheda(title=title)) for title in ("Prima", "Seconda")]

    came = await asyncio.gather(
        *(actions.receive(one, "a.zip", by=as_.ministry) for one in both), return_exceptions=True
    )

    assert sorted(type(one).__name__ for one in came) == ["AnotherPackage", "Delivery"]
    assert (await _counts())[0] == 1


@pytest.mark.parametrize("what", REFUSED)
async def test_a_package_that_is_not_what_it_says_leaves_only_the_memory_of_it(
    as_: People, what: str
) -> None:
    content, sentence = REFUSED[what]

    with pytest.raises(InvalidInput, match=sentence):
        await actions.receive(content, "male.zip", by=as_.ministry)

    refused = await RefusedUpload.objects()
    files = await fetch("SELECT sha256 FROM stored_file")
    good = await a_delivery(as_.ministry)
    assert [one.name for one in refused] == ["male.zip"]
    assert files == []
    assert good.receipt_number == "1/2026"


async def test_a_file_refused_again_is_one_line_that_counts(as_: People) -> None:
    for name in ("uno.zip", "due.zip", "tre.zip"):
        with pytest.raises(InvalidInput):
            await actions.receive(b"non uno zip", name, by=as_.ministry)

    listed = await queries.list_refused(Ask())

    assert [(one.name, one.times) for one in listed.items] == [("tre.zip", 3)]


async def test_a_refused_file_put_aside_comes_back_when_it_is_brought_again(as_: People) -> None:
    with pytest.raises(InvalidInput):
        await actions.receive(b"non uno zip", "a.zip", by=as_.ministry)
    upload = (await queries.list_refused(Ask())).items[0]
    await actions.settle(upload.id, by=as_.ministry)
    settled = (await queries.list_refused(Ask())).total

    with pytest.raises(InvalidInput):
        await actions.receive(b"non uno zip", "a.zip", by=as_.ministry)

    assert settled == 0
    assert (await queries.list_refused(Ask())).total == 1
    with pytest.raises(NotFound):
        await actions.settle(999, by=as_.ministry)


async def test_an_office_that_nobody_knows_is_refused(as_: People) -> None:
    content = a_package(office="pref-zz")

    with pytest.raises(InvalidInput, match="pref-zz"):
        await actions.receive(content, "a.zip", by=as_.ministry)


async def test_the_ministry_does_not_send_to_itself(as_: People) -> None:
    with pytest.raises(InvalidInput, match="dlci"):
        await actions.receive(a_package(office="dlci"), "a.zip", by=as_.ministry)


async def test_a_package_under_another_office_s_name_is_refused(as_: People) -> None:
    content = a_package(office="pref-ge", name="TRASM_CR_2026_0001")

    with pytest.raises(InvalidInput, match="TRASM_GE_2026_0001"):
        await actions.receive(content, "a.zip", by=as_.ministry)


async def test_a_circular_that_is_not_here_is_refused_by_name(as_: People) -> None:
    ref = CircularRef(number="999", issued_on=date(2015, 11, 11), edition=1)

    with pytest.raises(InvalidInput, match=r"circolare n\. 999"):
        await actions.receive(a_package(circular=ref), "a.zip", by=as_.ministry)


async def test_a_field_that_the_circular_has_not_is_refused(as_: People) -> None:
    odd = msgspec.structs.replace(a_scheda(), field=12)

    with pytest.raises(InvalidInput, match="campo 12"):
        await actions.receive(a_package(odd), "a.zip", by=as_.ministry)


IMPOSSIBLE = {
    "a sign that is not text": (a_summary(a_scheda(title="prima\u0000dopo")), r"U\+0000"),
    "a sign hidden in a result": (
        a_summary(a_scheda(results=(ResultEntry(indicator="x", value_words="1\u001b[2J"),))),
        r"U\+001B",
    ),
    "a scheda with a number out of measure": (a_summary(a_scheda(2**40)), "troppo grande"),
    "an edition out of measure": (a_summary(a_scheda(edition=2**63)), "troppo grande"),
    "a batch with a number out of measure": (a_summary(number=2**31), "troppo grande"),
    "an instant without its zone": (
        a_summary(frozen_at=datetime(2026, 11, 20, 9)),
        "quando",
    ),
    "an instant of another age": (
        a_summary(frozen_at=datetime(9999, 12, 31, 23, 59, tzinfo=UTC)), "quando",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", IMPOSSIBLE)
async def test_a_package_that_no_registry_could_hold_is_refused_in_a_sentence(
    as_: People, what: str
) -> None:
    summary, sentence = IMPOSSIBLE[what]

    with pytest.raises(InvalidInput, match=sentence):
        await actions.receive(zipped(summary), "a.zip", by=as_.ministry)

    assert await _counts() == (0, 0, 0)


async def test_a_refusal_that_quotes_odd_signs_is_remembered_without_them(as_: People) -> None:
    odd = {**msgspec.to_builtins(a_summary()), "name": "campo\u0000\u202e"}
    content = bag.make("TRASM_CR_2026_0001", {SUMMARY: msgspec.json.encode(odd)}, info={})

    with pytest.raises(InvalidInput):
        await actions.receive(content, "a\u0000\u202e.zip", by=as_.ministry)

    refused = (await queries.list_refused(Ask())).items[0]
    assert refused.name == "a.zip"
    assert "91_riepilogo.json" in refused.why
    assert refused.why.isprintable()


@pytest.mark.parametrize("name", ["a" * 300, "è" * 200])
async def test_a_file_s_name_longer_than_a_disk_can_hold_is_refused(as_: People, name: str) -> None:
    content = zipped(a_summary(), **{f"{name}.txt": b"x"})

    with pytest.raises(InvalidInput, match="nome non ammesso"):
        await actions.receive(content, "a.zip", by=as_.ministry)


async def test_a_package_of_very_many_words_is_received_and_found(as_: People) -> None:
    entries = [
        a_scheda(n, title=" ".join(f"p{n}x{m}" for m in range(100)), territory_words="x" * 1000)
        for n in range(1, 301)
    ]

    await actions.receive(a_package(*entries), "a.zip", by=as_.ministry)

    listing = await queries.list_deliveries(Ask(q="p1x99"), DeliveryFilters(), by=as_.ministry)
    assert listing.total == 1


async def test_a_correction_may_arrive_before_what_it_corrects(as_: People) -> None:
    first, second = a_scheda(description="Prima versione."), a_scheda(edition=2)
    packages = {
        1: a_package(first, number=1),
        2: a_package(second, number=2, corrects="TRASM_CR_2026_0001"),
    }

    later = await actions.receive(packages[2], "b.zip", by=as_.ministry)
    earlier = await actions.receive(packages[1], "a.zip", by=as_.ministry)

    old, new = await queries.view(earlier.id), await queries.view(later.id)
    assert (old.status, new.status) == (DeliveryStatus.CLOSED, DeliveryStatus.CAME_BACK)
    assert old.schede[0].href == f"/intake/{later.id}/schede/1"
    assert new.corrects_delivery == earlier.id


async def test_a_batch_that_only_completes_another_has_not_come_back(as_: People) -> None:
    await a_delivery(as_.ministry, number=1)

    more = await a_delivery(
        as_.ministry, a_scheda(2, field=5), number=2, corrects="TRASM_CR_2026_0001"
    )

    assert more.status == DeliveryStatus.TO_OPEN


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1), (3, 1, 2)])
async def test_what_counts_does_not_depend_on_what_arrives_first(
    as_: People, order: tuple[int, ...]
) -> None:
    packages = {
        1: a_package(a_scheda(1), a_scheda(2, field=2), number=1),
        2: a_package(a_scheda(1, edition=2), number=2),
        3: a_package(a_scheda(1, edition=2, title="Lo stesso, rimandato"), number=3),
    }

    for number in order:
        await actions.receive(packages[number], "a.zip", by=as_.ministry)

    latest = await fetch(
        "SELECT d.number, s.number AS scheda FROM delivered_scheda s JOIN delivery d"
        " ON d.id = s.delivery WHERE s.is_latest ORDER BY s.number"
    )
    stands = await fetch("SELECT number, status FROM delivery ORDER BY number")
    assert [tuple(row) for row in latest] == [(3, 1), (1, 2)]
    assert [tuple(row) for row in stands] == [(1, "to_open"), (2, "closed"), (3, "came_back")]


async def test_the_same_edition_with_another_text_is_pointed_at(as_: People) -> None:
    await a_delivery(as_.ministry, a_scheda(), number=1)

    told = await a_delivery(as_.ministry, a_scheda(title="Un altro titolo"), number=2)
    same = await a_delivery(as_.ministry, a_scheda(), number=3)

    assert [one.kind for one in (await queries.view(told.id)).findings] == ["same_edition_differs"]
    assert [one.kind for one in (await queries.view(same.id)).findings] == ["same_edition_differs"]


async def test_a_file_that_could_act_is_kept_closed(as_: People) -> None:
    summary = a_summary()

    delivery = await actions.receive(
        zipped(summary, **{"gioco.exe": b"MZ\x90"}), "a.zip", by=as_.ministry
    )
    shown = await queries.view(delivery.id)

    odd = next(file for file in shown.files if file.name == "gioco.exe")
    assert not odd.is_offered
    assert {one.kind for one in shown.findings} == {"file_doubtful", "file_not_listed"}


async def test_a_batch_of_this_server_is_not_received_before_it_leaves(as_: People) -> None:
    submission = await a_registered_one(as_)
    _name, package = await submissions.package_of(submission.id, by=as_.operator_cr)

    with pytest.raises(WrongStatus, match="non risulta partito"):
        await actions.receive(package, "a.zip", by=as_.ministry)

    assert (await _counts())[0] == 0


async def test_a_batch_of_this_server_under_other_bytes_is_refused(as_: People) -> None:
    await a_sent_one(as_)

    with pytest.raises(AlreadyThere, match="partito da questo registro"):
        await actions.receive(a_package(), "a.zip", by=as_.ministry)


async def test_a_sent_batch_is_received_without_a_file_and_its_office_knows(as_: People) -> None:
    submission = await a_sent_one(as_)
    waiting = await queries.on_the_way()

    came = await actions.receive_sent(submission.id, by=as_.ministry)

    batch = await Submission.objects().get(Submission.id == submission.id)
    scheda = await Scheda.objects().first()
    assert [one.name for one in waiting] == ["TRASM_CR_2026_0001"]
    assert batch is not None and batch.status == SubmissionStatus.DELIVERED
    assert batch.receipt_number == came.delivery.receipt_number
    assert scheda is not None and scheda.status == SchedaStatus.DELIVERED
    assert await queries.on_the_way() == []
    with pytest.raises(NotFound):
        await actions.receive_sent(submission.id, by=as_.ministry)


async def test_what_was_refused_too_early_is_forgotten_when_it_enters(as_: People) -> None:
    submission = await a_registered_one(as_)
    _name, package = await submissions.package_of(submission.id, by=as_.operator_cr)
    with pytest.raises(WrongStatus):
        await actions.receive(package, "a.zip", by=as_.ministry)

    await batches.send(submission.id, by=as_.head_cr)
    await actions.receive(package, "a.zip", by=as_.ministry)

    assert (await queries.list_refused(Ask())).total == 0


@pytest.mark.parametrize("who", ["operator_cr", "head_cr", "legal_cr", "manager_ge", "admin"])
async def test_only_the_ministry_receives(as_: People, who: str) -> None:
    with pytest.raises(NotAllowed):
        await actions.receive(a_package(), "a.zip", by=getattr(as_, who))

    assert await _counts() == (0, 0, 0)


async def test_a_list_of_what_arrived_is_found_filtered_and_counted(as_: People) -> None:
    await a_delivery(as_.ministry, a_scheda(title="Corsi di cucina a Crema"))
    await a_delivery(as_.ministry, a_scheda(field=5), office="pref-ge")
    await a_delivery(as_.ministry, a_scheda(field=5), office="pref-sv")

    async def found(q: str = "", **filters: str) -> list[str]:
        listing = await queries.list_deliveries(
            Ask(q=q, sort="name"), DeliveryFilters(**filters), by=as_.ministry
        )
        return sorted(row.office for row in listing.items)

    assert await found("cucina") == ["pref-cr"]
    assert await found("TRASM_GE_2026_0001") == ["pref-ge"]
    assert await found("genova") == ["pref-ge"]
    assert await found(field="5") == ["pref-ge", "pref-sv"]
    assert await found(region="07") == ["pref-ge", "pref-sv"]
    assert await found(office="pref-cr", field="5") == []
    assert await found(status="to_open", assigned="nobody") == ["pref-cr", "pref-ge", "pref-sv"]
    assert await found(assigned="mine") == []


async def test_a_list_asked_in_a_way_that_does_not_exist_says_so(as_: People) -> None:
    with pytest.raises(InvalidInput):
        await queries.list_deliveries(Ask(), DeliveryFilters(status="strano"), by=as_.ministry)
    with pytest.raises(InvalidInput):
        await queries.list_deliveries(Ask(sort="colore"), DeliveryFilters(), by=as_.ministry)
