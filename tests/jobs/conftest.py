import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from registry.platform.database import transaction
from registry.platform.jobs import Task, Worker, later
from registry.platform.jobs.queries import JobRow, find_job
from registry.platform.jobs.states import JobState
from tests.jobs import errands

ENDED = {JobState.DONE, JobState.FAILED}


@pytest.fixture
async def jobs(db: None) -> None:
    errands.noted.clear()
    errands.may_go_on = asyncio.Event()


@asynccontextmanager
async def at_work(dsn: str, **settings: Any) -> AsyncIterator[Worker]:
    """A worker that goes on while the block does."""
    worker = Worker(dsn, **{"silence": timedelta(seconds=1), **settings})
    working = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        await worker.stop()
        await working


@pytest.fixture
async def worker(jobs: None, database: str) -> AsyncIterator[Worker]:
    async with at_work(database) as worker:
        yield worker


async def ask(task: Task[Any], **arguments: Any) -> int:
    async with transaction():
        return await later(task, **arguments)


async def wait_until(it_is_so: Callable[[], Awaitable[object]], *, within: float = 15) -> None:
    async with asyncio.timeout(within):
        while not await it_is_so():  # noqa: ASYNC110  the database is asked, nothing calls
            await asyncio.sleep(0.02)


async def ended(job_id: int, *, within: float = 15) -> JobRow:
    """The job, once it is done or failed."""

    async def has_ended() -> bool:
        return (await find_job(job_id)).state in ENDED

    await wait_until(has_ended, within=within)
    return await find_job(job_id)
