"""Files that were kept before anybody looked at their signatures, or were held against others."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intese.tasks import ask_at_start
from registry.platform import clock, storage
from registry.platform.database import fetch, fetch_value, transaction
from registry.platform.errors import Refused
from registry.platform.jobs.queries import JobRow, list_jobs
from registry.platform.jobs.states import JobState
from registry.platform.settings import settings
from registry.platform.signatures import again, anchors, kept, tasks
from registry.platform.signatures.shapes import Signatures
from registry.platform.storage.files import path_of
from registry.protocols import actions, queries
from registry.protocols.kinds import DocumentKind
from registry.protocols.shapes import Filing
from tests.conftest import BrowserAs
from tests.gate import papers
from tests.jobs.conftest import at_work, ended, wait_until
from tests.people import People
from tests.protocols.make import a_historic_act
from tests.signatures import people
from tests.signatures.envelopes import By, envelope
from tests.signatures.pdfs import How, pdf, signed, update, words
from tests.signatures.people import a_certifier, certifier, certify, rossi, verdi
from tests.web.pages import read, said

pytestmark = pytest.mark.usefixtures("db")

SIGNED = signed(pdf(), By(rossi()))
LONG_AGO = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of trust of this registry, which the test fills."""
    folder = tmp_path / "fiducia"
    folder.mkdir()
    monkeypatch.setenv("INTESE_TRUST", str(folder))
    settings.cache_clear()
    yield folder
    monkeypatch.undo()
    settings.cache_clear()


async def as_before(content: bytes, name: str = "atto.pdf", at: datetime = LONG_AGO) -> str:
    """A file as it was kept when nobody looked at signatures."""
    digest = await storage.keep(content, name=name)
    await fetch("UPDATE stored_file SET kept_at = $2 WHERE sha256 = $1", digest, at)
    return digest


async def of(digest: str) -> Signatures:
    return (await kept.of_files([digest]))[digest]


async def walked() -> None:
    await tasks.walk()


async def test_a_file_kept_before_anybody_looked_says_that_it_waits_and_then_who_signed() -> None:
    digest = await as_before(SIGNED)

    before = await of(digest)
    await walked()
    after = await of(digest)

    assert (before.status, before.checked_at) == ("signature:being_checked", None)
    assert before.detail == "controllo in attesa, al più tardi stanotte"
    assert (after.status, [one.name for one in after.signers]) == (
        "signature:intact",
        ["ROSSI MARIO"],
    )
    assert after.as_of == LONG_AGO


async def test_what_carries_no_signature_is_not_looked_at_and_waits_for_nobody() -> None:
    paper = await as_before(papers.word(), "atto.docx")
    plain = await as_before(papers.pdf())

    await walked()

    assert paper not in await kept.of_files([paper])
    assert (await of(plain)).status == "signature:missing"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"PK\x03\x04..mimetypeapplication/vnd.etsi.asic-e+zip", "firma XML o contenitore ASiC"),
        (b"%PDF-1.7\n", "il file è danneggiato"),
    ],
)
async def test_what_cannot_be_checked_is_never_said_to_have_no_signature(
    content: bytes, word: str
) -> None:
    digest = await as_before(content, "atto.asice")

    await walked()

    found = await of(digest)
    assert (found.status, found.detail) == ("signature:not_checked", word)
    assert found.reasons


async def test_walking_again_changes_nothing_and_asks_nobody() -> None:
    digests = [
        await as_before(SIGNED),
        await as_before(envelope(papers.pdf(), By(verdi())), "a.pdf.p7m"),
    ]
    await walked()
    first = await fetch("SELECT * FROM signature_check ORDER BY file")

    await walked()
    await again.look_at_some(digests)

    assert await fetch("SELECT * FROM signature_check ORDER BY file") == first


async def test_other_anchors_are_another_day_for_every_verdict(trust: Path) -> None:
    digest = await as_before(SIGNED)
    await walked()
    unproved = await of(digest)
    (trust / "prova.cer").write_bytes(certifier().der)

    await walked()
    proved = await of(digest)
    (trust / "prova.cer").unlink()
    await walked()

    assert (unproved.status, unproved.trusted) == ("signature:intact", None)
    assert (proved.status, proved.trusted) == ("signature:valid", True)
    assert (await of(digest)).status == "signature:intact"


async def test_the_same_anchors_under_another_name_are_no_change(trust: Path) -> None:
    digest = await as_before(SIGNED)
    (trust / "b.cer").write_bytes(certifier().der)
    (trust / "c.cer").write_bytes(a_certifier("Altro").der)
    await walked()
    first = (await of(digest)).checked_at

    (trust / "b.cer").rename(trust / "z.cer")
    os.utime(trust / "c.cer", (1, 1))
    await walked()

    assert (await of(digest)).checked_at == first


async def test_a_page_says_that_the_anchors_have_changed_once_it_is_known(trust: Path) -> None:
    digest = await as_before(SIGNED)
    await walked()
    assert not (await of(digest)).is_outdated

    (trust / "prova.cer").write_bytes(certifier().der)
    unread = await of(digest)
    anchors.trusted()

    assert not unread.is_outdated  # nobody waits for a folder to be read
    assert (await of(digest)).is_outdated


async def test_a_folder_that_is_gone_takes_no_trust_away_and_the_others_are_looked_at(
    trust: Path,
) -> None:
    proved = await as_before(SIGNED)
    (trust / "prova.cer").write_bytes(certifier().der)
    await walked()
    new = await as_before(signed(pdf(), By(verdi())), "nuovo.pdf")
    shutil.rmtree(trust)

    with pytest.raises(Refused, match="INTESE_TRUST"):
        await walked()

    assert (await of(proved)).status == "signature:valid"
    assert (await of(new)).status == "signature:intact"


async def test_a_certificate_that_ran_out_on_the_shelf_takes_nothing_away(trust: Path) -> None:
    (trust / "prova.cer").write_bytes(certifier().der)
    soon = certify(
        people.as_aruba(*people.ROSSI), certifier(), valid_until=LONG_AGO + timedelta(days=1)
    )
    content = signed(pdf(), By(soon))
    held = await as_before(content, at=LONG_AGO)
    late = await as_before(content + b"\n", at=LONG_AGO + timedelta(days=2))

    await walked()

    assert (await of(held)).status == "signature:valid"
    assert (await of(late)).status == "signature:not_proved"


async def test_what_earlier_rules_said_is_said_again() -> None:
    digest = await as_before(SIGNED)
    await walked()
    await fetch('UPDATE signature_check SET verdict = verdict || \'{"against": "1:"}\'')
    await fetch("UPDATE signature_check SET checked_at = $1", LONG_AGO)

    await walked()

    checked_at = (await of(digest)).checked_at
    assert checked_at is not None
    assert checked_at > LONG_AGO


async def test_of_bytes_that_are_gone_or_others_nothing_is_said_and_the_rest_is() -> None:
    lost, other, whole = [
        await as_before(signed(pdf(), By(holder), How(field)), f"{field}.pdf")
        for holder, field in ((rossi(), "A"), (verdi(), "B"), (rossi(), "C"))
    ]
    path_of(lost).unlink()
    path_of(other).write_bytes(update(SIGNED, {4: words(b"99 mesi")}))

    await walked()

    assert [(await of(one)).status for one in (lost, other, whole)] == [
        "signature:being_checked", "signature:being_checked", "signature:intact",
    ]  # fmt: skip


async def jobs_of(kind: str) -> list[JobRow]:
    return [one for one in await list_jobs() if one.kind == kind]


async def test_a_run_has_an_end_and_the_rest_is_asked_for_anew(
    monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    monkeypatch.setattr(again, "MOST_A_RUN", 2)
    digests = [await as_before(SIGNED + b"\n" * n, f"{n}.pdf") for n in range(5)]
    await ask_at_start()
    await ask_at_start()
    assert len(await jobs_of("signatures:walk")) == 1

    async def are_done() -> bool:
        return not any(one.state in ("queued", "running") for one in await list_jobs())

    async with at_work(database):
        await wait_until(are_done, within=60)

    runs = await jobs_of("signatures:walk")
    assert [(one.state, one.total, one.done) for one in runs] == [
        ("done", 1, 1), ("done", 2, 2), ("done", 2, 2),
    ]  # fmt: skip
    assert {(await of(one)).status for one in digests} == {"signature:intact"}
    await ask_at_start()
    assert len(await jobs_of("signatures:walk")) == 3


async def test_a_lost_file_ends_no_walk_and_is_told_where_jobs_are(
    monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    monkeypatch.setattr(again, "MOST_A_RUN", 1)
    digests = sorted([await as_before(SIGNED + b"\n" * n, f"{n}.pdf") for n in range(3)])
    path_of(digests[0]).unlink()
    await ask_at_start()

    async def are_done() -> bool:
        return not any(one.state in ("queued", "running") for one in await list_jobs())

    async with at_work(database):
        await wait_until(are_done, within=60)

    states = [one.state for one in await jobs_of("signatures:walk")]
    assert sorted(states) == [JobState.DONE, JobState.DONE, JobState.FAILED]
    (failed,) = [one for one in await jobs_of("signatures:walk") if one.problems]
    assert "non è più nell'archivio" in failed.problems[0].reason
    assert (await of(digests[2])).status == "signature:intact"


async def test_files_that_came_with_others_are_in_line_by_name(database: str) -> None:
    digest = await as_before(SIGNED)
    async with transaction():
        await tasks.ask_for([digest])
    queued = await of(digest)
    (job,) = await jobs_of("signatures:check")
    await fetch("UPDATE job SET state = 'running'")
    running = await of(digest)
    await fetch("UPDATE job SET state = 'queued'")

    async with at_work(database):
        await ended(job.id, within=60)

    assert queued.detail == "controllo in coda, fra poco"
    assert running.detail == "controllo in corso"
    assert (await of(digest)).status == "signature:intact"


@pytest.fixture
async def old_act(as_: People) -> AsyncIterator[int]:
    """An act with a signed file that nobody looked at."""
    act = await a_historic_act(by=as_.operator_cr)
    filing = Filing(kind=DocumentKind.SIGNED)
    await actions.attach(act.id, filing, name="atto.pdf", content=SIGNED, by=as_.operator_cr)
    await fetch("DELETE FROM signature_check")
    yield act.id


async def test_the_page_of_an_act_says_that_the_file_waits_and_then_who_signed(
    browser_as: BrowserAs, as_: People, old_act: int
) -> None:
    client = await browser_as(as_.operator_cr)
    path = "//section[@aria-labelledby='documenti']"

    before = said(read((await client.get(f"/protocols/{old_act}")).text).xpath(path)[0])
    window = (await client.get(f"/api/v1/protocols/{old_act}")).json()["documents"][0]
    await walked()
    after = said(read((await client.get(f"/protocols/{old_act}")).text).xpath(path)[0])

    assert "Firme da controllare: controllo in attesa, al più tardi stanotte" in before
    assert (window["signatures"]["signed"], window["signatures"]["checked_at"]) == (False, None)
    assert "Firma integra, fiducia non valutata ROSSI MARIO" in after


async def test_a_file_that_comes_is_looked_at_at_once_and_asks_nobody_later(as_: People) -> None:
    act = await a_historic_act(by=as_.operator_cr)
    await actions.attach(act.id, Filing(), name="atto.pdf", content=SIGNED, by=as_.operator_cr)
    first = await fetch("SELECT * FROM signature_check")

    await walked()

    assert await fetch("SELECT * FROM signature_check") == first
    assert await fetch_value("SELECT count(*) FROM job") == 0
    (document,) = (await queries.view(act.id, by=as_.operator_cr)).documents
    assert document.signatures is not None
    assert document.signatures.checked_at is not None
    assert (clock.now() - document.signatures.checked_at) < timedelta(minutes=5)
