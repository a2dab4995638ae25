"""Several packages brought together are read one by one, and each outcome is told."""

from datetime import timedelta
from pathlib import Path

import pytest

from good_practices.intake import actions, queries, tasks
from good_practices.intake.lifecycle import UploadStatus
from good_practices.intake.tables import Delivery
from registry.platform import clock
from registry.platform.database import fetch
from registry.platform.errors import InvalidInput, NotAllowed, WrongStatus
from registry.platform.jobs.queries import list_jobs
from registry.platform.settings import settings
from tests.conftest import BrowserAs
from tests.intake.make import a_package, a_scheda, an_upload
from tests.people import People
from tests.submissions.make import a_sent_one

pytestmark = pytest.mark.usefixtures("db")

TAKEN_IN, KNOWN, REFUSED = UploadStatus.TAKEN_IN, UploadStatus.KNOWN, UploadStatus.REFUSED
ZIP = "application/zip"


def _aside() -> set[Path]:
    return set((settings().home / "aside").glob("*"))


@pytest.fixture(autouse=True)
def _nothing_aside() -> None:
    for path in _aside():
        path.unlink()


async def test_each_package_has_its_outcome_and_a_bad_one_stops_no_other(as_: People) -> None:
    known = await actions.receive(a_package(office="pref-sv"), "sv.zip", by=as_.ministry)

    upload = await an_upload(
        as_.ministry,
        ("rotto.zip", b"no"),
        ("buono.zip", a_package()),
        ("ancora.zip", a_package(office="pref-sv")),
        ("altro.zip", a_package(a_scheda(title="Altro"), office="pref-sv")),
    )

    assert [one.status for one in upload.files] == [REFUSED, TAKEN_IN, KNOWN, REFUSED]
    assert "zip leggibile" in upload.files[0].why
    assert upload.files[2].delivery == known.id
    assert upload.files[3].delivery == known.id
    assert (upload.ready, upload.refused, upload.waiting) == (2, 2, 0)
    assert await Delivery.count() == 2


async def test_bytes_wait_aside_until_they_are_in_the_registry(as_: People) -> None:
    waiting = [await actions.lay_aside("a.zip", a_package()), await actions.lay_aside("b", b"no")]
    upload = await actions.bring(waiting, by=as_.ministry)
    before = len(_aside())

    await tasks.read_packages(upload_id=upload.id, language="it")

    assert before == 2
    assert [path.name for path in _aside()] == [waiting[1].aside]


async def test_a_job_is_asked_for_in_the_transaction_that_keeps_the_list(as_: People) -> None:
    waiting = [await actions.lay_aside("a.zip", a_package())]

    upload = await actions.bring(waiting, by=as_.ministry)

    jobs = await list_jobs()
    assert [(one.id, one.kind, one.label) for one in jobs] == [
        (upload.job, "intake:read_packages", "Leggo un pacco")
    ]


async def test_reading_twice_does_the_rest_only(as_: People) -> None:
    waiting = [await actions.lay_aside("a.zip", a_package())]
    upload = await actions.bring(waiting, by=as_.ministry)
    # The program ended after the package had entered and before it could note so.
    await actions.receive(a_package(), "a.zip", by=as_.ministry)

    await tasks.read_packages(upload_id=upload.id, language="it")
    await tasks.read_packages(upload_id=upload.id, language="it")

    shown = await queries.upload_view(upload.id)
    assert [one.status for one in shown.files] == [TAKEN_IN]
    assert await Delivery.count() == 1


async def test_the_same_package_twice_in_one_upload_enters_once(as_: People) -> None:
    upload = await an_upload(as_.ministry, ("a.zip", a_package()), ("copia.zip", a_package()))

    assert [one.status for one in upload.files] == [TAKEN_IN, KNOWN]


async def test_what_was_refused_is_tried_again_when_what_lacked_is_there(as_: People) -> None:
    submission = await a_sent_one(as_)
    name, kept_as = await queries.package_on_the_way(submission.id)
    content = (settings().home / "files" / kept_as[:2] / kept_as).read_bytes()
    await fetch("UPDATE submission SET status = 'registered' WHERE id = $1", submission.id)
    early = await an_upload(as_.ministry, (name, content))
    await fetch("UPDATE submission SET status = 'sent' WHERE id = $1", submission.id)

    await actions.try_again(early.id, by=as_.ministry)
    await tasks.read_packages(upload_id=early.id, language="it")

    assert "non risulta partito" in early.files[0].why
    assert [one.status for one in (await queries.upload_view(early.id)).files] == [TAKEN_IN]
    with pytest.raises(WrongStatus, match="niente da rileggere"):
        await actions.try_again(early.id, by=as_.ministry)


async def test_bytes_that_nobody_tries_again_go_after_a_week(as_: People) -> None:
    upload = await an_upload(as_.ministry, ("rotto.zip", b"no"))

    with clock.standing_at(clock.now() + timedelta(days=6)):
        await tasks.tidy()
        after_six = len(_aside())
    with clock.standing_at(clock.now() + timedelta(days=8)):
        await tasks.tidy()

    shown = await queries.upload_view(upload.id)
    assert (after_six, len(_aside())) == (1, 0)
    assert "zip leggibile" in shown.files[0].why
    assert not shown.files[0].can_be_tried_again


async def test_whoever_brought_finds_it_today_until_the_refused_are_dealt_with(
    as_: People,
) -> None:
    await an_upload(as_.ministry, ("buono.zip", a_package()))
    upload = await an_upload(as_.ministry, ("rotto.zip", b"no"))
    before = await queries.uploads_of(as_.ministry)

    await actions.settle(1, by=as_.ministry)

    assert [one.href for one in before] == [f"/intake/uploads/{upload.id}"]
    assert before[0].why == "1 con problemi."
    assert await queries.uploads_of(as_.ministry) == []


async def test_a_person_of_another_language_is_told_in_it(as_: People) -> None:
    upload = await actions.bring([await actions.lay_aside("x", b"no")], by=as_.ministry)

    await tasks.read_packages(upload_id=upload.id, language="en")

    assert "zip" in (why := (await queries.upload_view(upload.id)).files[0].why)
    assert "leggibile" not in why


async def test_nothing_and_too_much_are_refused(as_: People) -> None:
    one = await actions.lay_aside("a.zip", b"no")

    with pytest.raises(InvalidInput):
        await actions.bring([], by=as_.ministry)
    with pytest.raises(InvalidInput):
        await actions.bring([one] * 501, by=as_.ministry)
    with pytest.raises(NotAllowed):
        await actions.bring([one], by=as_.operator_cr)


async def test_the_page_answers_at_once_and_tells_how_far_it_is(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.ministry)
    packages = [("rotto.zip", b"no"), ("ge.zip", a_package(office="pref-ge"))]
    files = [("file", (name, content, ZIP)) for name, content in packages]

    answer = await client.post("/intake", data={"csrf_token": client.token}, files=files)
    at = answer.headers["location"]
    going = await client.get(at)
    await tasks.read_packages(upload_id=1, language="it")
    done = await client.get(at)

    assert (answer.status_code, at) == (303, "/intake/uploads/1")
    assert "Leggo 2 pacchi: 0 pronti, 2 in coda" in " ".join(going.text.split())
    assert "1 pronto, 1 con problemi" in " ".join(done.text.split())
    assert "TRASM_GE_2026_0001" in done.text
    assert "Riprova questo" in done.text


async def test_one_small_package_is_read_while_its_page_is_awaited(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.ministry)

    async def bring(content: bytes) -> str:
        files = {"file": ("a.zip", content, ZIP)}
        answer = await client.post("/intake", data={"csrf_token": client.token}, files=files)
        return str(answer.headers["location"])

    first, again, broken = await bring(a_package()), await bring(a_package()), await bring(b"no")

    both = await client.get(f"{again}/1")
    assert (first, again, broken) == ("/intake/1", "/intake/uploads/2", "/intake/uploads/3")
    assert "Uguale al n. 1/" in (await client.get(again)).text
    assert "non l’abbiamo aggiunto" in both.text
    assert "TRASM_CR_2026_0001" in both.text
    assert "zip leggibile" in (await client.get(broken)).text
    assert await list_jobs() == []


async def test_everything_on_its_way_is_received_with_one_button(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_sent_one(as_)
    client = await browser_as(as_.ministry)

    answer = await client.post_form("/intake/sent")
    await tasks.read_packages(upload_id=1, language="it")

    assert answer.headers["location"] == "/intake/uploads/1"
    assert await queries.on_the_way() == []


async def test_files_are_not_read_from_who_may_not_bring_them(
    as_: People, browser_as: BrowserAs
) -> None:
    files = {"file": ("a.zip", a_package(), ZIP)}
    nobody, operator = await browser_as(), await browser_as(as_.operator_cr)

    # Neither carries a token: it is not for its lack that they are refused.
    from_nobody = await nobody.post("/intake", files=files)
    from_operator = await operator.post("/intake", files=files)

    assert from_nobody.headers["location"].startswith("/sign-in")
    assert from_operator.status_code == 403
    assert "La tua funzione non può farlo" in from_operator.text


async def test_by_the_api_many_are_brought_and_followed(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.ministry)
    files = [("file", (f"{n}.zip", a_package(number=n), ZIP)) for n in (1, 2)]

    answer = await client.post(
        "/api/v1/intake/uploads", files=files, headers={"X-CSRF-Token": client.token}
    )
    await tasks.read_packages(upload_id=1, language="it")
    followed = (await client.get(answer.headers["location"])).json()
    nothing = await client.send_json("POST", "/api/v1/intake/uploads", {})

    assert answer.status_code == 202
    assert [one["status"] for one in answer.json()["files"]] == ["waiting", "waiting"]
    assert [one["status"] for one in followed["files"]] == ["taken_in", "taken_in"]
    assert nothing.status_code == 422
