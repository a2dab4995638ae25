"""How far a job is, whose turn it is, what happens by itself, what is forgotten."""

from datetime import UTC, datetime, timedelta

import pytest

from registry.platform import clock
from registry.platform.database import fetch, fetch_value
from registry.platform.errors import NotFound
from registry.platform.jobs import Worker, report, task
from registry.platform.jobs.crontab import following
from registry.platform.jobs.queries import FailedItem, backlog, find_job, list_jobs
from registry.platform.jobs.queue import forget_old_jobs
from registry.platform.jobs.states import JobState
from registry.platform.jobs.tasks import TASKS
from tests.jobs import errands
from tests.jobs.conftest import ask, at_work, ended, wait_until


async def test_progress_is_seen_while_the_task_is_still_writing(worker: Worker) -> None:
    job_id = await ask(errands.wait)

    async def has_begun() -> bool:
        return (await find_job(job_id)).done == 12

    await wait_until(has_begun)
    half_way = await find_job(job_id)
    errands.may_go_on.set()
    job = await ended(job_id)

    assert (half_way.state, half_way.total) == ("running", 38)
    assert half_way.now_doing == "invio di Cuneo"
    assert (job.state, job.now_doing) == ("done", "")


async def test_the_time_left_is_at_the_pace_kept_so_far(jobs: None) -> None:
    job_id = await ask(errands.wait)
    began = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    await fetch(
        "UPDATE job SET state = 'running', started_at = $2, total = 100, done = 25 WHERE id = $1",
        job_id,
        began,
    )

    job = await find_job(job_id)

    with clock.standing_at(began + timedelta(minutes=1)):
        assert job.time_left() == timedelta(minutes=3)


async def test_items_that_failed_are_listed_and_the_job_is_not_done(worker: Worker) -> None:
    job = await ended(await ask(errands.read_packages))

    assert job.state == "failed"
    assert (job.done, job.total) == (2, 3)
    assert job.problems == [FailedItem("invio-09.zip", "manca l'elenco dei file")]


async def test_reporting_outside_of_a_job_does_nothing(jobs: None) -> None:
    await report(total=3)

    assert await fetch_value("SELECT count(*) FROM job") == 0


async def test_who_is_waited_for_goes_first(jobs: None, database: str) -> None:
    numbers = [await ask(errands.note, word=f"ordinary {n}") for n in range(3)]
    numbers.append(await ask(errands.note_soon, word="somebody waits"))

    async with at_work(database, at_once=2):
        for number in numbers:
            await ended(number)

    assert "somebody waits" in errands.noted[:2]  # two are at work together


async def test_a_job_for_later_waits_for_its_moment(worker: Worker) -> None:
    due_at = clock.now() + timedelta(seconds=1)
    job = await ended(await ask(errands.note.about("domani", due_at=due_at), word="x"))

    assert job.started_at is not None and job.started_at >= due_at


@pytest.mark.parametrize(
    ("after", "at"),
    [
        ("2026-03-28T12:00+01:00", "2026-03-29T07:00+02:00"),
        ("2026-10-24T12:00+02:00", "2026-10-25T07:00+01:00"),
        ("2026-11-22T06:00+00:00", "2026-11-23T06:00+00:00"),
    ],
)
def test_seven_in_the_morning_is_seven_on_the_clocks_of_rome(after: str, at: str) -> None:
    assert following("0 7 * * *", datetime.fromisoformat(after)) == datetime.fromisoformat(at)


async def test_what_is_to_be_done_every_so_often_asks_for_itself_once(
    jobs: None, database: str
) -> None:
    @task("errands:tick", every="* * * * * */1")
    async def tick() -> None:
        errands.noted.append("tick")

    try:
        async with at_work(database), at_work(database):
            await wait_until(_a_few_ticks, within=10)
    finally:
        del TASKS["errands:tick"]

    times = await fetch("SELECT asked_at FROM job WHERE kind = 'errands:tick'")
    assert len({row["asked_at"].replace(microsecond=0) for row in times}) == len(times)


async def _a_few_ticks() -> bool:
    return len(errands.noted) >= 2


async def test_jobs_are_listed_newest_first_by_office_and_state(jobs: None) -> None:
    first, second = await ask(errands.note, word="a"), await ask(errands.note, word="b")
    await fetch("UPDATE job SET office_id = 'pref-cr', state = 'failed' WHERE id = $1", first)

    assert [job.id for job in await list_jobs()] == [second, first]
    assert [job.id for job in await list_jobs(office_id="pref-cr")] == [first]
    assert [job.id for job in await list_jobs(state=JobState.QUEUED)] == [second]


async def test_the_backlog_tells_how_late_the_queue_is(jobs: None) -> None:
    await ask(errands.note, word="a")
    await fetch("UPDATE job SET due_at = now() - interval '10 minutes'")

    waiting = await backlog()

    assert (waiting.queued, waiting.running, waiting.failed) == (1, 0, 0)
    assert timedelta(minutes=9) < waiting.late < timedelta(minutes=11)


async def test_old_jobs_are_forgotten_failed_ones_later(jobs: None) -> None:
    done, failed, young = [await ask(errands.note, word="x") for _ in range(3)]
    await fetch("UPDATE job SET finished_at = now() - interval '60 days'")
    await fetch("UPDATE job SET state = 'done' WHERE id <> $1", failed)
    await fetch("UPDATE job SET state = 'failed' WHERE id = $1", failed)
    await fetch("UPDATE job SET finished_at = now() WHERE id = $1", young)

    await forget_old_jobs()

    assert [job.id for job in await list_jobs()] == [young, failed]
    with pytest.raises(NotFound, match="30 giorni"):
        await find_job(done)
