"""What jobs there are, for the pages and for those who keep the server."""

import json
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from registry.platform import clock
from registry.platform.database import fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.jobs.states import JobState
from registry.platform.jobs.tasks import TASKS


class FailedItem(Struct, frozen=True):
    name: str
    reason: str


class JobRow(Struct, frozen=True, kw_only=True):
    id: int
    kind: str
    label: str
    state: JobState
    total: int | None
    done: int
    now_doing: str
    problems: list[FailedItem]
    problem: str
    attempts: int
    asked_at: datetime
    due_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    office_id: str | None
    created_by: int | None

    @property
    def may_halt(self) -> bool:
        return self.kind in TASKS and TASKS[self.kind].may_halt

    def time_left(self) -> timedelta | None:
        """At the pace kept so far; None while there is no saying."""
        if self.state is not JobState.RUNNING or not (self.total and self.done and self.started_at):
            return None
        spent = clock.now() - self.started_at
        return spent / self.done * (self.total - self.done)


class Backlog(Struct, frozen=True, kw_only=True):
    queued: int
    running: int
    failed: int
    late: timedelta
    """How long the oldest has been due and not begun."""


COLUMNS = (
    "id, kind, label, state, total, done, now_doing, problems, problem, attempts, asked_at,"
    " due_at, started_at, finished_at, office_id, created_by"
)


async def find_job(job_id: int, *, to_change: bool = False) -> JobRow:
    lock = " FOR UPDATE" if to_change else ""
    rows = await fetch(f"SELECT {COLUMNS} FROM job WHERE id = $1{lock}", job_id)  # noqa: S608  constants
    if not rows:
        raise NotFound(_("Questo lavoro non c'è, o non c'è più: dopo 30 giorni si tolgono."))
    return _row(rows[0])


async def find_job_or_none(job_id: int) -> JobRow | None:
    """None once it has been forgotten."""
    rows = await fetch(f"SELECT {COLUMNS} FROM job WHERE id = $1", job_id)  # noqa: S608  constants
    return _row(rows[0]) if rows else None


async def list_jobs(
    *, office_id: str | None = None, state: JobState | None = None, limit: int = 50, offset: int = 0
) -> list[JobRow]:
    """The newest first; of one office, in one state, or all."""
    rows = await fetch(
        f"SELECT {COLUMNS} FROM job WHERE ($1::text IS NULL OR office_id = $1)"  # noqa: S608  constants
        " AND ($2::text IS NULL OR state = $2) ORDER BY id DESC LIMIT $3 OFFSET $4",
        office_id,
        state,
        limit,
        offset,
    )
    return [_row(row) for row in rows]


async def backlog() -> Backlog:
    rows = await fetch(
        "SELECT count(*) FILTER (WHERE state = 'queued') AS queued,"
        " count(*) FILTER (WHERE state = 'running') AS running,"
        " count(*) FILTER (WHERE state = 'failed') AS failed,"
        " min(due_at) FILTER (WHERE state = 'queued') AS oldest"
        " FROM job WHERE state <> 'done'"
    )
    row, now = rows[0], clock.now()
    late = max(now - (row["oldest"] or now), timedelta())
    return Backlog(queued=row["queued"], running=row["running"], failed=row["failed"], late=late)


def _row(row: Any) -> JobRow:
    problems = [FailedItem(**item) for item in json.loads(row["problems"])]
    return JobRow(**{**dict(row), "problems": problems, "state": JobState(row["state"])})
