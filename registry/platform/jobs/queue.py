"""Asking for a job, and seeing that what was asked is always waiting somewhere."""

import json
from datetime import timedelta
from typing import Any

from pgqueuer.adapters.persistence.queries import Queries

from registry.platform import clock
from registry.platform.database import DB, connection, fetch, fetch_value, transaction
from registry.platform.jobs.library import queries_on
from registry.platform.jobs.tasks import P, Task


async def later(task: Task[P], *args: P.args, **kwargs: P.kwargs) -> int:
    """Asks for the task in the transaction under way; gives the job's number.

    If the transaction is undone, nothing was asked. Outside of one it raises RuntimeError:
    a job belongs to the act that wants it.
    """
    connection()
    arguments = json.dumps(task.arguments(*args, **kwargs))
    now, asked = clock.now(), task.asked
    due_at = asked.due_at or now
    job_id: int = await fetch_value(
        "INSERT INTO job (kind, arguments, label, priority, asked_at, due_at, office_id,"
        " created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        task.name,
        arguments,
        asked.label,
        task.priority,
        now,
        due_at,
        asked.by.office if asked.by else None,
        asked.by.user_id if asked.by else None,
    )
    line = queries_on(connection())
    await _put_in_line(line, job_id, task.name, priority=task.priority, wait=due_at - now)
    return job_id


async def take_out_of_line(job_id: int) -> None:
    """In the transaction under way. A worker that is at it already finds out by itself."""
    await fetch("DELETE FROM pgqueuer WHERE dedupe_key = $1 AND status = 'queued'", f"job:{job_id}")


async def put_back_in_line(job_id: int, kind: str) -> None:
    """For a job that has ended, in the transaction under way.

    The place it had may not have been cleared away yet.
    """
    await fetch("DELETE FROM pgqueuer WHERE dedupe_key = $1", f"job:{job_id}")
    await _put_in_line(queries_on(connection()), job_id, kind)


async def _put_in_line(
    line: Queries, job_id: int, kind: str, *, priority: int = 0, wait: timedelta = timedelta()
) -> None:
    """Once: a job that is already in line keeps its place."""
    if wait > timedelta():
        # The line counts from the transaction's first moment, which is past by now.
        wait += await fetch_value("SELECT clock_timestamp() - now()")
    await line.enqueue(
        kind,
        str(job_id).encode(),
        priority,
        execute_after=max(wait, timedelta()),
        dedupe_key=f"job:{job_id}",
        on_conflict="skip",
    )


async def mend() -> int:
    """Puts back in line what is to be done and is in no line; how many there were.

    It happens when the database goes away while a worker is noting how a job went.
    """
    if DB.pool is None:
        raise RuntimeError("The database is not open.")
    async with DB.pool.acquire() as alone, alone.transaction():
        await alone.execute("DELETE FROM pgqueuer WHERE status = 'failed'")
        lost = await alone.fetch(_IN_NO_LINE)
        for job in lost:
            await _put_in_line(queries_on(alone), job["id"], job["kind"], priority=job["priority"])
    return len(lost)


_IN_NO_LINE = """
    UPDATE job SET state = 'queued' WHERE state IN ('queued', 'running')
    AND NOT EXISTS (
      SELECT 1 FROM pgqueuer WHERE dedupe_key = 'job:' || job.id AND status IN ('queued', 'picked')
    ) RETURNING id, kind, priority
"""


async def forget_old_jobs(
    *, done_for: timedelta = timedelta(days=30), failed_for: timedelta = timedelta(days=365)
) -> None:
    """Drops what nobody looks at any more: ended jobs, and the library's own diary."""
    now: Any = clock.now()
    async with transaction():
        await fetch("DELETE FROM job WHERE state = 'done' AND finished_at < $1", now - done_for)
        await fetch("DELETE FROM job WHERE state = 'failed' AND finished_at < $1", now - failed_for)
        for diary in ("pgqueuer_log", "pgqueuer_statistics"):
            await fetch(f"DELETE FROM {diary} WHERE created < $1", now - timedelta(days=7))  # noqa: S608
