"""Reading the history."""

from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import Struct

from registry.platform.asking import Question
from registry.platform.audit.events import sentence_of
from registry.platform.database import fetch, fetch_value
from registry.platform.lists import Ask, Listing


class EventRow(Struct, frozen=True, kw_only=True):
    id: int
    at: datetime
    event: str
    about_kind: str
    about_id: str
    user_id: int | None
    user_name: str
    office: str
    office_name: str = ""
    sentence: str
    details: dict[str, Any]


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


class EventFilters(Struct, frozen=True, kw_only=True):
    """``subject`` is the first half of an event's name: protocol, scheda, user …"""

    office: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


MOST_COUNTED = 10_000
"""Events that a list pages through: whoever looks further says a day, an office, a word."""
_FOUND = """
FROM audit_event WHERE ($1 = '' OR office = $1) AND ($2 = '' OR event LIKE $2 || ':%')
  AND ($3::date IS NULL OR at >= $3::date::timestamp AT TIME ZONE 'Europe/Rome')
  AND ($4::date IS NULL OR at < ($4::date + 1)::timestamp AT TIME ZONE 'Europe/Rome')
  AND ($5 = '' OR fold(user_name || ' ' || details::text) LIKE '%' || fold($5) || '%')
"""


async def list_events(ask: Ask, filters: EventFilters) -> Listing[EventRow]:
    """The history of everything, newest first; ``q`` is sought in names and details."""
    arguments = (filters.office, filters.subject, filters.since, filters.until, ask.q)
    rows = await fetch(
        f"SELECT * FROM (SELECT * {_FOUND} ORDER BY id DESC LIMIT $6 OFFSET $7) e"  # noqa: S608
        " LEFT JOIN (SELECT code, name AS office_name FROM office) o ON o.code = e.office"
        " ORDER BY id DESC",
        *arguments,
        ask.size,
        ask.offset,
    )
    return Listing(
        items=[_row(row) for row in rows],
        total=await fetch_value(
            f"SELECT count(*) FROM (SELECT 1 {_FOUND} LIMIT {MOST_COUNTED}) found",  # noqa: S608
            *arguments,
        ),
        page=ask.page,
        size=ask.size,
    )


async def event_or_none(event_id: int, *, about: tuple[str, int | str]) -> EventRow | None:
    """One event of the history of this thing."""
    kind, identity = about
    rows = await fetch(
        "SELECT * FROM audit_event WHERE id = $1 AND about_kind = $2 AND about_id = $3",
        event_id,
        kind,
        str(identity),
    )
    return _row(rows[0]) if rows else None


async def change_at(kind: str, identity: int | str, at: datetime | None) -> EventRow | None:
    """The event that told of the change made at that instant, or the last one before it.

    An event is written a moment after its change; saves that follow by themselves are told once.
    """
    rows = await fetch(
        "SELECT * FROM audit_event WHERE about_kind = $1 AND about_id = $2"
        " ORDER BY coalesce(at >= $3, false) DESC, CASE WHEN at >= $3 THEN id ELSE -id END LIMIT 1",
        kind,
        str(identity),
        at,
    )
    return _row(rows[0]) if rows else None


async def count_about(kind: str, identity: int | str) -> int:
    """How long the history of one thing is."""
    rows = await fetch(
        "SELECT count(*)::int AS n FROM audit_event WHERE about_kind = $1 AND about_id = $2",
        kind,
        str(identity),
    )
    return int(rows[0]["n"])


async def recent_events(
    office: str | None = None, *, limit: int = 50, with_sign_ins: bool = True
) -> list[EventRow]:
    """The newest events, of one office or of all."""
    asked = Question()
    if office is not None:
        asked.ask("office = {0}", office)
    if not with_sign_ins:
        asked.where.append("event NOT LIKE 'session:%'")
    rows = await fetch(
        f"SELECT * FROM audit_event WHERE {asked.conditions}"  # noqa: S608  this file's own text
        f" ORDER BY id DESC LIMIT {asked.value(limit)}",
        *asked.arguments,
    )
    return [_row(row) for row in rows]


def _row(row) -> EventRow:  # type: ignore[no-untyped-def]  # an asyncpg record
    details = msgspec.json.decode(row["details"])
    return EventRow(
        id=row["id"],
        at=row["at"],
        event=row["event"],
        about_kind=row["about_kind"],
        about_id=row["about_id"],
        user_id=row["user_id"],
        user_name=row["user_name"],
        office=row["office"],
        office_name=row.get("office_name") or row["office"],
        sentence=sentence_of(row["event"], details),
        details=details,
    )
