"""Reading the history."""

from datetime import datetime

import msgspec
from msgspec import Struct

from registry.platform.asking import Question
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
    return EventRow(
        at=row["at"],
        event=row["event"],
        about_kind=row["about_kind"],
        about_id=row["about_id"],
        user_name=row["user_name"],
        office=row["office"],
        sentence=sentence_of(row["event"], msgspec.json.decode(row["details"])),
    )
