"""How a job went, noted by the worker that does it."""

import json
from datetime import datetime
from typing import Any

from msgspec import Struct

from registry.platform import clock
from registry.platform.database import fetch
from registry.platform.jobs.states import JobState


class Begun(Struct, frozen=True):
    """A job that is now ours to do."""

    id: int
    kind: str
    arguments: dict[str, Any]
    attempts: int
    """This one counted."""


async def begin(job_id: int) -> Begun | None:
    """None if there is nothing to do any more: it was done, or it was forgotten."""
    rows = await fetch(
        "UPDATE job SET state = 'running', attempts = attempts + 1, started_at = $2,"
        " finished_at = NULL, done = 0, now_doing = '', problems = '[]'"
        " WHERE id = $1 AND state IN ('queued', 'running')"
        " RETURNING id, kind, arguments, attempts",
        job_id,
        clock.now(),
    )
    for row in rows:
        return Begun(row["id"], row["kind"], json.loads(row["arguments"]), row["attempts"])
    return None


async def finish(job_id: int) -> JobState:
    """Done; or failed, if some of its items did. What somebody cancelled stays cancelled."""
    rows = await fetch(
        "UPDATE job SET finished_at = $2, now_doing = '', problem = '',"
        " state = CASE WHEN state = 'cancelled' THEN state WHEN problems = '[]' THEN 'done'"
        " ELSE 'failed' END WHERE id = $1 RETURNING state",
        job_id,
        clock.now(),
    )
    return JobState(rows[0]["state"])


async def fail(job_id: int, sentence: str) -> None:
    await fetch(
        "UPDATE job SET state = 'failed', finished_at = $2, problem = $3 WHERE id = $1",
        job_id,
        clock.now(),
        sentence,
    )


async def put_off(job_id: int, sentence: str, *, until: datetime) -> None:
    """It failed, and will be tried again."""
    await fetch(
        "UPDATE job SET state = 'queued', due_at = $2, problem = $3 WHERE id = $1",
        job_id,
        until,
        sentence,
    )


async def give_back(job_id: int) -> None:
    """The worker was told to stop: the attempt does not count."""
    await fetch("UPDATE job SET state = 'queued', attempts = attempts - 1 WHERE id = $1", job_id)
