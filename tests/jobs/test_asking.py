"""Asking for a job: in the act's transaction, with plain arguments, once."""

import asyncio
from datetime import date

import pytest

from registry.platform.database import fetch_value, transaction
from registry.platform.jobs import Worker, later, task
from tests.jobs import errands
from tests.jobs.conftest import ask, at_work, ended
from tests.people import People


async def test_a_job_asked_for_and_undone_is_never_done(worker: Worker) -> None:
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await later(errands.note, "undone")
            raise ZeroDivisionError

    asked_after = await ask(errands.note, word="kept")
    await ended(asked_after)

    assert errands.noted == ["kept"]
    assert await fetch_value("SELECT count(*) FROM job") == 1


async def test_a_job_is_done_once_also_by_two_workers(jobs: None, database: str) -> None:
    async with at_work(database), at_work(database):
        job = await ended(await ask(errands.note, word="letter"))
        await asyncio.sleep(0.2)

    assert errands.noted == ["letter"]
    assert (job.state, job.attempts) == ("done", 1)
    assert await fetch_value("SELECT count(*) FROM pgqueuer") == 0


async def test_sixty_jobs_asked_for_at_once_are_each_done_once(worker: Worker) -> None:
    words = [f"word {number}" for number in range(60)]

    numbers = await asyncio.gather(*(ask(errands.note, word=word) for word in words))
    for number in numbers:
        await ended(number)

    assert sorted(errands.noted) == sorted(words)


async def test_outside_of_a_transaction_nothing_can_be_asked(jobs: None) -> None:
    with pytest.raises(RuntimeError, match="async with transaction"):
        await later(errands.note, "letter")

    assert await fetch_value("SELECT count(*) FROM job") == 0


async def test_arguments_must_come_back_as_they_went(jobs: None) -> None:
    with pytest.raises(TypeError):
        await ask(errands.note, word=date(2026, 11, 22))
    with pytest.raises(TypeError, match="plain numbers, texts, lists"):
        await ask(errands.note, word=("a", "b"))


async def test_arguments_that_the_task_does_not_know_are_refused_when_asking(jobs: None) -> None:
    with pytest.raises(TypeError):
        await ask(errands.note, wrod="letter")


async def test_who_asked_and_for_what_is_kept(as_: People, worker: Worker) -> None:
    job = await ended(await ask(errands.note.about("Raccolta 2026", by=as_.operator_cr), word="x"))

    assert (job.label, job.office_id) == ("Raccolta 2026", "pref-cr")
    assert job.created_by == as_.operator_cr.user_id


async def test_a_task_called_directly_is_done_here_and_now(jobs: None) -> None:
    await errands.note("letter", times=2)

    assert errands.noted == ["letter", "letter"]


def test_two_tasks_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        task("errands:note")


def test_a_wrong_crontab_is_refused_when_declared() -> None:
    with pytest.raises(ValueError, match="no crontab"):
        task("errands:never", every="at noon")
