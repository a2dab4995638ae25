"""Jobs that fail: tried again after a while, then told with a sentence; workers that die."""

import asyncio
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from registry.platform import audit
from registry.platform.database import fetch
from registry.platform.errors import NotAllowed, WrongStatus
from registry.platform.jobs import Worker
from registry.platform.jobs.actions import try_again
from registry.platform.jobs.library import bring_up_to_date
from registry.platform.jobs.queries import find_job
from registry.platform.jobs.queue import mend
from registry.platform.settings import ROOT
from tests.jobs import errands
from tests.jobs.conftest import ask, at_work, ended, wait_until
from tests.people import People

WORK = """
import asyncio, signal, sys
from registry.platform.database import opened
from registry.platform.jobs import Worker
from tests.jobs import errands
async def work(dsn):
    async with opened(dsn):
        worker = Worker(dsn)
        asyncio.get_running_loop().add_signal_handler(
            signal.SIGINT, lambda: asyncio.ensure_future(worker.stop())
        )
        await worker.run()
asyncio.run(work(sys.argv[1]))
"""


async def test_a_broken_job_is_tried_again_and_then_told_as_failed(worker: Worker) -> None:
    job = await ended(await ask(errands.break_down))

    assert errands.noted == ["tried"] * 3
    assert (job.state, job.attempts) == ("failed", 3)
    assert f"job={job.id}" in job.problem
    assert "42" not in job.problem


async def test_a_job_that_succeeds_at_last_keeps_no_complaint(worker: Worker) -> None:
    job = await ended(await ask(errands.succeed_at_last))

    assert (job.state, job.attempts, job.problem) == ("done", 2, "")


async def test_a_refusal_keeps_its_sentence_and_is_not_tried_again(worker: Worker) -> None:
    job = await ended(await ask(errands.refuse))

    assert errands.noted == ["tried"]
    assert (job.state, job.problem) == ("failed", "La scheda 7 non c'è più: è stata ritirata.")


async def test_a_killed_workers_job_is_done_by_another(
    jobs: None, database: str, tmp_path: Path
) -> None:
    diary = tmp_path / "diary"
    job_id = await ask(errands.write_slowly, path=str(diary), seconds=1.5)
    doomed = _a_worker_apart(database)
    await _says(diary, "begun")

    doomed.kill()
    doomed.wait()
    async with at_work(database):
        job = await ended(job_id)

    first, second, last = diary.read_text().splitlines()
    assert first == f"begun {doomed.pid}"
    assert (second, last) == (f"begun {os.getpid()}", "ended")
    assert (job.state, job.attempts) == ("done", 2)


async def test_a_living_workers_long_job_is_not_taken_from_it(
    jobs: None, database: str, tmp_path: Path
) -> None:
    diary = tmp_path / "diary"
    async with at_work(database), at_work(database):
        await ended(await ask(errands.write_slowly, path=str(diary), seconds=2.5))

    assert diary.read_text().count("begun") == 1


async def test_a_job_that_kills_its_workers_is_given_up(jobs: None, database: str) -> None:
    job_id = await ask(errands.note, word="heavy")
    await fetch("UPDATE job SET attempts = 5, state = 'running' WHERE id = $1", job_id)

    async with at_work(database):
        job = await ended(job_id)

    assert errands.noted == []
    assert job.state == "failed"
    assert "si è interrotto 5 volte" in job.problem


async def test_a_worker_told_to_stop_finishes_what_it_is_doing(
    jobs: None, database: str, tmp_path: Path
) -> None:
    diary = tmp_path / "diary"
    async with at_work(database):
        job_id = await ask(errands.write_slowly, path=str(diary), seconds=0.5)
        await _says(diary, "begun")

    assert (await find_job(job_id)).state == "done"


async def test_what_it_cannot_finish_in_time_it_gives_back(
    jobs: None, database: str, tmp_path: Path
) -> None:
    diary = tmp_path / "diary"
    async with at_work(database, grace=timedelta(milliseconds=50)):
        job_id = await ask(errands.write_slowly, path=str(diary), seconds=3)
        await _says(diary, "begun")
    given_back = await find_job(job_id)

    async with at_work(database):
        job = await ended(job_id)

    assert (given_back.state, given_back.attempts) == ("queued", 0)
    assert (job.state, job.attempts) == ("done", 1)


async def test_a_worker_apart_stops_when_told(jobs: None, database: str, tmp_path: Path) -> None:
    """Ctrl-C while it works: the job is finished, and the process ends as it should."""
    diary = tmp_path / "diary"
    apart = _a_worker_apart(database)
    job_id = await ask(errands.write_slowly, path=str(diary), seconds=0.5)
    await _says(diary, "begun")

    apart.send_signal(signal.SIGINT)

    assert await asyncio.to_thread(apart.wait, 60) == 0
    assert (await find_job(job_id)).state == "done"


async def test_a_worker_without_jobs_stops_at_once(jobs: None, database: str) -> None:
    worker = Worker(database)
    await worker.stop()
    await asyncio.wait_for(worker.run(), timeout=1)


async def test_when_its_connections_are_cut_the_worker_goes_on(worker: Worker) -> None:
    await ended(await ask(errands.note, word="before"))

    await fetch(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'intese-worker' AND datname = current_database()"
    )
    job = await ended(await ask(errands.note, word="after"), within=30)

    assert job.state == "done"
    assert errands.noted == ["before", "after"]


async def test_a_job_that_is_in_no_line_is_put_back(worker: Worker) -> None:
    await worker.stop()
    job_id = await ask(errands.note, word="lost")
    await fetch("DELETE FROM pgqueuer")

    assert await mend() == 1
    assert await mend() == 0
    async with at_work(worker.dsn):
        assert (await ended(job_id)).state == "done"


async def test_a_failed_job_can_be_tried_again_by_its_office(as_: People, worker: Worker) -> None:
    asked = errands.break_down.about("Pacchetto 3", by=as_.operator_cr)
    job = await ended(await ask(asked))
    errands.noted.clear()

    await try_again(job.id, by=as_.colleague_cr)
    await ended(job.id)

    assert errands.noted == ["tried"] * 3
    events = await audit.events_about("job", job.id)
    assert [event.event for event in events] == ["job:try_again"]


async def test_another_office_cannot_try_it_again(as_: People, worker: Worker) -> None:
    job = await ended(await ask(errands.refuse.about("Pacchetto", by=as_.operator_cr)))

    with pytest.raises(NotAllowed, match="altro ufficio"):
        await try_again(job.id, by=as_.operator_ge)


async def test_a_job_that_was_done_is_not_done_again(as_: People, worker: Worker) -> None:
    job = await ended(await ask(errands.note, word="once"))

    with pytest.raises(WrongStatus, match="non riuscito"):
        await try_again(job.id, by=as_.admin)


async def test_the_librarys_tables_are_as_the_installed_version_wants_them(jobs: None) -> None:
    await bring_up_to_date()
    before = await fetch("SELECT relname, oid FROM pg_class WHERE relname LIKE 'pgqueuer%'")

    await bring_up_to_date()

    after = await fetch("SELECT relname, oid FROM pg_class WHERE relname LIKE 'pgqueuer%'")
    assert sorted(map(tuple, after)) == sorted(map(tuple, before))


def test_the_environment_does_not_rename_the_librarys_tables() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from registry.platform.jobs.library import SETTINGS as S;"
         "print(S.queue_table, S.function, S.channel, S.db_schema)"],
        env={**os.environ, "QUEUE_TABLE": "a", "FUNCTION": "b", "CHANNEL": "c",
             "PGQUEUER_SCHEMA": "d", "PGQUEUER_PREFIX": "e"},
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip

    assert told == ["pgqueuer", "fn_pgqueuer_changed", "ch_pgqueuer", "None"]


def _a_worker_apart(database: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603  our own words
        [sys.executable, "-c", WORK, database], cwd=ROOT, stderr=subprocess.DEVNULL
    )


async def _says(diary: Path, word: str) -> None:
    def is_written() -> bool:
        return diary.exists() and word in diary.read_text()

    await wait_until(lambda: asyncio.to_thread(is_written))
