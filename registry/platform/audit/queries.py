"""Reading the history."""

from datetime import datetime

import msgspec
from msgspec import Struct

from registry.platform.audit.events import sentence_of
from registry.platform.database import fetch


class EventRow(Struct, frozen=True, kw_only=True):
    at: datetime
    event: str
    about_kind: str
    about_id: str
    user_name: str
    office: str
    sentence: str


async def events_about(kind: str, identity: int | str, *, limit: int = 200) -> list[EventRow]:
    """The history of one thing, newest first."""
    rows = await fetch(
        "SELECT * FROM audit_event WHERE about_kind = $1 AND about_id = $2"
        " ORDER BY id DESC LIMIT $3",
        kind,
        str(identity),
        limit,
    )
    return [_row(row) for row in rows]


async def recent_events(
    office: str | None = None, *, limit: int = 50, with_sign_ins: bool = True
) -> list[EventRow]:
    """The newest events, of one office or of all."""
    rows = await fetch(
        "SELECT * FROM audit_event WHERE ($1::text IS NULL OR office = $1)"
        " AND ($3 OR event NOT LIKE 'session:%') ORDER BY id DESC LIMIT $2",
        office,
        limit,
        with_sign_ins,
    )
    return [_row(row) for row in rows]


def _row(row) -> EventRow:  # type: ignore[no-untyped-def]  # an asyncpg record
    return EventRow(
        at=row["at"],
        event=row["event"],
        about_kind=row["about_kind"],
        about_id=row["about_id"],
        user_name=row["user_name"],
        office=row["office"],
        sentence=sentence_of(row["event"], msgspec.json.decode(row["details"])),
    )
