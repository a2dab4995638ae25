"""How far a job is, told by the task itself while it works; seen at once by everybody.

Outside of a job (a command, a test) telling it does nothing.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from registry.platform.database import DB
from registry.platform.jobs.states import HALTED

_working_on: ContextVar[int | None] = ContextVar("working_on", default=None)


@contextmanager
def working_on(job_id: int) -> Iterator[None]:
    token = _working_on.set(job_id)
    try:
        yield
    finally:
        _working_on.reset(token)


class Halted(Exception):
    """Somebody paused or cancelled the job: the task ends here, and what it did stays done."""


async def report(
    *, total: int | None = None, done: int | None = None, now_doing: str | None = None
) -> None:
    """What is left out stays as it was. Raises Halted when somebody has stopped the job."""
    state = await _note(
        "UPDATE job SET total = coalesce($2, total), done = coalesce($3, done),"
        " now_doing = coalesce($4, now_doing) WHERE id = $1 RETURNING state",
        total,
        done,
        now_doing,
    )
    if state in HALTED:
        raise Halted


async def item_failed(name: str, reason: str) -> None:
    """One of the many could not be done; the others go on, and the job will end as failed."""
    await _note(
        "UPDATE job SET problems = problems || $2::jsonb WHERE id = $1 RETURNING state",
        json.dumps([{"name": name, "reason": reason}]),
    )


async def _note(sql: str, *arguments: Any) -> str | None:
    job_id = _working_on.get()
    if job_id is None:
        return None
    if DB.pool is None:
        raise RuntimeError("The database is not open.")
    # On a connection of its own: within the task's transaction nobody would see it until
    # the end, and the row would stay locked.
    async with DB.pool.acquire() as beside:
        state: str | None = await beside.fetchval(sql, job_id, *arguments)
    return state
