"""What an act takes away is kept whole in its event, row by row, so that it can be put back."""

from typing import Any

import msgspec
from asyncpg.exceptions import ForeignKeyViolationError
from piccolo.table import Table

from registry.platform.database import connection, fetch
from registry.platform.errors import AlreadyThere, WrongStatus
from registry.platform.i18n import _

Rows = dict[str, list[dict[str, Any]]]
"""Rows by their table, in the order in which they go back."""


async def rows_of(table: type[Table], condition: str, identity: int) -> list[dict[str, Any]]:
    """The rows as they are, for the history; ``condition`` is this room's own SQL."""
    rows = await fetch(
        f"SELECT to_json(t)::text AS whole FROM {table._meta.tablename} t"  # noqa: S608
        f" WHERE {condition} ORDER BY id",
        identity,
    )
    return [msgspec.json.decode(row["whole"]) for row in rows]


async def insert_again(table: type[Table], rows: list[dict[str, Any]]) -> None:
    """With the numbers that they had, so that the addresses of their pages still lead to them."""
    if not rows:
        return
    name = table._meta.tablename
    if await fetch(f"SELECT 1 FROM {name} WHERE id = $1", rows[0]["id"]):  # noqa: S608
        raise AlreadyThere(_("È già stato rimesso."))
    known = [column._meta.db_column_name for column in table._meta.columns]
    columns = ", ".join(f'"{one}"' for one in known if one in rows[0])
    try:
        await connection().execute(
            f"INSERT INTO {name} ({columns}) SELECT {columns}"  # noqa: S608  our own columns
            f" FROM json_populate_recordset(NULL::{name}, $1::json)",
            msgspec.json.encode(rows).decode(),
        )
    except ForeignKeyViolationError:
        raise WrongStatus(_("Non c'è più ciò di cui faceva parte: rimetti prima quello.")) from None
