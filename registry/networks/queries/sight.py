"""Who sees what, in SQL; and how a partner is named to someone who may not see it."""

from typing import Any

import asyncpg
import msgspec

from registry.networks.rows import Body
from registry.platform.accounts import sight
from registry.platform.i18n import _

TIMED = (
    "{row}.when_text, {row}.when_edtf, {row}.when_period, {row}.when_precision, {row}.when_state,"
    " {row}.when_note, {row}.starts_earliest, {row}.starts_latest, {row}.ends_text,"
    " {row}.ends_earliest, {row}.ends_latest"
)


def seen(row: str) -> str:
    """The condition that this reader may see the row of that alias."""
    return sight.seen(f"{row}.visibility", f"{row}.office")


def timed(row: str) -> str:
    """The columns of an imprecise date, without the last news."""
    return TIMED.format(row=row)


def body(row: str, *, name: str) -> str:
    """SQL: a partner's id, name and whether it is seen, under ``name``; null if there is none."""
    return (
        f"CASE WHEN {row}.id IS NULL THEN NULL ELSE json_build_object('id', {row}.id,"
        f" 'name', {row}.name, 'seen', {seen(row)}) END AS {name}"
    )


def as_body(raw: str | dict[str, Any] | None) -> Body | None:
    told = msgspec.json.decode(raw) if isinstance(raw, str) else raw
    if told is None:
        return None
    if not told["seen"]:
        return Body(id=None, name=_("Ente riservato a un altro ufficio"))
    return Body(id=told["id"], name=told["name"])


def as_bodies(raw: str | None) -> list[Body]:
    told = msgspec.json.decode(raw) if raw else []
    return [body for body in map(as_body, told) if body is not None]


def with_bodies(
    row: asyncpg.Record, *, one: tuple[str, ...] = (), many: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The row as a dict, with the bodies that stand in it as JSON made values."""
    values = dict(row)
    values |= {name: as_body(values[name]) for name in one}
    return values | {name: as_bodies(values[name]) for name in many}
