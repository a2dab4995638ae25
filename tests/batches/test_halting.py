"""A batch that somebody pauses, takes up again, or calls off; and what fails in it."""

import errno
import os
import random
import signal
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from intese import letters
from intese.letters import example_json, generate
from registry.platform import clock
from registry.platform.batches import actions, folder, queries, tasks, working
from registry.platform.batches.lifecycle import Standing
from registry.platform.contained import Limits, run_async
from registry.platform.database import fetch
from registry.platform.errors import NotFound, WrongStatus
from registry.platform.jobs import Worker
from registry.platform.jobs import actions as jobs
from registry.platform.pdf import leave, to_pdf, to_pdf_async
from tests.batches.make import (
    a_batch,
    a_done_one,
    a_started_one,
    laid_down,
    lines,
    numbers_in,
    part_of,
)
from tests.contained.naming import family_of, nursery_pid, running
from tests.jobs.conftest import at_work, wait_until
from tests.people import People

pytestmark = pytest.mark.usefixtures("db")

MANY = 120
DRIVER = str(Path("registry/platform/pdf/driver.py").resolve())


@pytest.fixture
async def worker(db: None, database: str) -> AsyncIterator[Worker]:
    async with at_work(database) as worker:
        yield worker


@pytest.fixture(autouse=True)
def _short_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "LINES", 2)


async def half_way(batch_id: int) -> None:
    async def has_begun() -> bool:
        return (await queries.find(batch_id)).made > 2

    await wait_until(has_begun, within=60)


async def done(batch_id: int) -> None:
    async def is_done() -> bool:
        return (await queries.find(batch_id)).standing is Standing.DONE

    await wait_until(is_done, within=90)


async def test_a_paused_batch_stops_and_goes_on_from_where_it_was(
    as_: People, worker: Worker
) -> None:
    batch = await a_started_one(lines(MANY), by=as_.legal_cr)
    await half_way(batch.id)

    await actions.pause(batch.id, by=as_.legal_cr)
    await _stands_still(batch.id)
    paused = await queries.view(batch.id, by=as_.legal_cr)
    so_far = numbers_in(await part_of(batch.id, by=as_.legal_cr))
    await actions.resume(batch.id, by=as_.legal_cr)
    await done(batch.id)

    assert paused.standing is Standing.PAUSED
    assert 2 < paused.made < MANY
    assert sorted(so_far) == so_far
    assert len(so_far) == paused.made
    assert numbers_in(await part_of(batch.id, by=as_.legal_cr)) == list(range(1, MANY + 1))


async def test_what_a_cancelled_batch_has_made_can_be_taken(as_: People, worker: Worker) -> None:
    batch = await a_started_one(lines(MANY), by=as_.legal_cr)
    await half_way(batch.id)

    await actions.cancel(batch.id, by=as_.legal_cr)
    await _stands_still(batch.id)

    now = await queries.view(batch.id, by=as_.legal_cr)
    assert now.standing is Standing.CANCELLED
    assert len(numbers_in(await part_of(batch.id, by=as_.legal_cr))) == now.made < MANY
    with pytest.raises(WrongStatus):
        await actions.resume(batch.id, by=as_.legal_cr)


async def test_from_the_page_of_jobs_it_is_the_same(as_: People) -> None:
    batch = await a_started_one(lines(2), by=as_.legal_cr)
    assert batch.job is not None

    await jobs.cancel(batch.job, by=as_.legal_cr)

    assert (await queries.find(batch.id)).standing is Standing.CANCELLED


async def _stands_still(batch_id: int) -> None:
    """Whoever was at a chunk has ended it: no row is held any more."""

    async def nobody_works() -> bool:
        free = await fetch(
            "SELECT id FROM batch_chunk WHERE batch = $1 FOR UPDATE SKIP LOCKED", batch_id
        )
        every = await fetch("SELECT id FROM batch_chunk WHERE batch = $1", batch_id)
        return len(free) == len(every)

    await wait_until(nobody_works, within=60)


async def test_a_document_that_ends_its_process_fails_alone(
    as_: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third line's document takes more than a process may write."""
    monkeypatch.setattr(actions, "LINES", 5)
    usual = letters.generate("scheda", lines(1))[1]
    rows = lines(5).splitlines()
    data = msgspec.json.decode(rows[2])
    rows[2] = msgspec.json.encode(data | {"description": _noise(5_900)})
    size = Limits(seconds=60, cpu_seconds=20, output=5 * len(usual) + 1_000)
    alone = Limits(seconds=60, cpu_seconds=20, output=len(usual) + 1_500)
    monkeypatch.setattr(working, "LIMITS", size)
    monkeypatch.setattr(working, "ALONE", alone)

    batch = await a_done_one(b"\n".join(rows), by=as_.legal_cr)

    failed = await queries.lines(batch.id, ["failed"])
    assert (batch.made, batch.failed) == (4, 1), [one.problems for one in failed]
    assert [one.number for one in failed] == [3]
    assert "gli altri vanno avanti" in failed[0].problems[""]
    assert numbers_in(await part_of(batch.id, by=as_.legal_cr)) == [1, 2, 4, 5]


def _noise(length: int) -> str:
    """Words that no packing makes shorter by much."""
    chance = random.Random(3)  # noqa: S311  the same words each time
    return "".join(chance.choice("abcdefghilmnopqrstuvz0123456789") for _n in range(length))


async def test_a_full_disk_fails_what_is_made_then_and_it_is_tried_again(
    as_: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, times = run_async, 0

    async def full_at_first(task: Any, *args: Any, **more: Any) -> Any:
        nonlocal times
        times += 1
        if more.get("output") is not None and times <= 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return await made(task, *args, **more)

    monkeypatch.setattr(working, "run_async", full_at_first)
    batch = await a_done_one(lines(4), by=as_.legal_cr)
    failed = await queries.lines(batch.id, ["failed"])
    await actions.try_failed_again(batch.id, by=as_.legal_cr)
    await tasks.make(batch_id=batch.id)

    assert (batch.made, batch.failed) == (2, 2)
    assert "Non c'è posto sul disco" in failed[0].problems[""]
    after = await queries.view(batch.id, by=as_.legal_cr)
    assert (after.standing, after.made, after.failed) == (Standing.DONE, 4, 0)
    assert sorted(numbers_in(await part_of(batch.id, by=as_.legal_cr))) == [1, 2, 3, 4]


@pytest.mark.libreoffice
@pytest.mark.xdist_group("pdf")
async def test_a_libreoffice_that_hangs_fails_its_document_and_the_queue_goes_on(
    as_: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(to_pdf, "__kwdefaults__", {"seconds": 5, "to_keep": True})
    batch = await a_started_one(lines(3), by=as_.legal_cr, with_pdf=True)
    leave()
    await to_pdf_async(generate("scheda", example_json("scheda"))[1])
    (running_one,) = running(DRIVER) & family_of(nursery_pid())
    os.kill(running_one, signal.SIGSTOP)

    await tasks.make(batch_id=batch.id)

    part = await part_of(batch.id, by=as_.legal_cr)
    failed = await queries.lines(batch.id, ["failed"])
    assert numbers_in(part) == [2, 3]
    assert sum(name.endswith(".pdf") for name in part.namelist()) == 2
    assert [one.number for one in failed] == [1]
    assert "LibreOffice non ha finito il PDF in 5 secondi" in failed[0].problems[""]
    assert running_one not in running(DRIVER)


@pytest.mark.libreoffice
async def test_beside_each_document_its_pdf(as_: People) -> None:
    batch = await a_done_one(lines(2), by=as_.legal_cr, with_pdf=True)

    part = await part_of(batch.id, by=as_.legal_cr)

    assert [name[:5] + name[-4:] for name in part.namelist()[:4]] == [
        "00001docx", "00001.pdf", "00002docx", "00002.pdf",
    ]  # fmt: skip
    assert all(part.read(name)[:5] == b"%PDF-" for name in part.namelist() if ".pdf" in name)


async def test_the_files_go_after_thirty_days_and_what_became_of_them_stays_told(
    as_: People,
) -> None:
    batch = await a_done_one(lines(2), by=as_.legal_cr)
    place = folder.folder_of((await queries.find(batch.id)).place)

    with clock.standing_at(clock.now() + timedelta(days=29)):
        await tasks.tidy()
        after_29 = place.exists()
    with clock.standing_at(clock.now() + timedelta(days=31)):
        await tasks.tidy()

    now = await queries.view(batch.id, by=as_.legal_cr)
    assert after_29
    assert not place.exists()
    assert (now.standing, now.made) == (Standing.DISCARDED, 2)
    with pytest.raises((NotFound, WrongStatus)):
        await part_of(batch.id, by=as_.legal_cr)


async def test_data_that_became_no_batch_are_swept_away(as_: People) -> None:
    lost = folder.folder_of((await laid_down(b"{}\n")).place)
    batch = await a_batch(lines(1), by=as_.legal_cr)

    with clock.standing_at(clock.now() + timedelta(days=2)):
        await tasks.tidy()

    assert not lost.exists()
    assert folder.folder_of((await queries.find(batch.id)).place).exists()


async def test_who_works_at_a_batch_keeps_its_files(as_: People) -> None:
    batch = await a_started_one(lines(2), by=as_.legal_cr)

    with pytest.raises(WrongStatus, match="Prima annulla il lavoro"):
        await actions.discard(batch.id, by=as_.legal_cr)
