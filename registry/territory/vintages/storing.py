"""Writing what a delivery changes: rows by COPY, and the former values of those that change."""

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec.structs import asdict, astuple

from registry.platform import clock
from registry.platform.accounts.actions import put_office
from registry.platform.accounts.tables import Office
from registry.platform.database import connection, fetch
from registry.territory.kinds import Deed
from registry.territory.tables import Vintage
from registry.territory.vintages.reading import Delivered
from registry.territory.vintages.records import OfficeRecord, Record
from registry.territory.vintages.stock import Difference, Key, Rows, Shelf

MINISTRY = "ministry"


async def kept_rows(shelf: Shelf) -> Rows:
    """Every row of the table, by key. Offices of the Ministry are not the data's."""
    columns = _columns(shelf)
    ours = f"WHERE kind <> '{MINISTRY}'" if shelf.record is OfficeRecord else ""
    rows = await fetch(f"SELECT {columns} FROM {shelf.table} {ours}")  # noqa: S608  our own names
    records = [shelf.record(*row) for row in rows]
    return {shelf.key_of(record): record for record in records}


async def write(change: Difference) -> None:
    """Makes the table as the delivery wants it. What closes comes before what begins."""
    if change.shelf.record is OfficeRecord:
        await _write_offices([*change.added, *(row for _before, row in change.changed)])
        return
    await _withdraw(change)
    await _update(change)
    await connection().copy_records_to_table(
        change.shelf.table,
        records=[astuple(row) for row in change.added],
        columns=list(change.shelf.record.__struct_fields__),
    )


async def _write_offices(rows: Iterable[Record]) -> None:
    for row in rows:
        await put_office(Office(**asdict(row)))


async def _withdraw(change: Difference) -> None:
    shelf = change.shelf
    sql = f"DELETE FROM {shelf.table} WHERE {_is_key(shelf, 1)}"  # noqa: S608  our own names
    await connection().executemany(sql, [shelf.key_of(row) for row in change.withdrawn])


async def _update(change: Difference) -> None:
    shelf = change.shelf
    fields = shelf.record.__struct_fields__
    values = ", ".join(f'"{name}" = ${n}' for n, name in enumerate(fields, 1))
    sql = f"UPDATE {shelf.table} SET {values} WHERE {_is_key(shelf, len(fields) + 1)}"  # noqa: S608
    rows = [(*astuple(row), *shelf.key_of(row)) for _before, row in change.changed]
    await connection().executemany(sql, rows)


def _columns(shelf: Shelf) -> str:
    return ", ".join(f'"{name}"' for name in shelf.record.__struct_fields__)


def _is_key(shelf: Shelf, first: int) -> str:
    """The condition for one row; a key may have a date that is not known."""
    return " AND ".join(
        f'"{name}" IS NOT DISTINCT FROM ${n}' for n, name in enumerate(shelf.key, first)
    )


async def known_digests() -> dict[str, str]:
    """The last version loaded of each file."""
    rows = await fetch("SELECT DISTINCT ON (file) file, digest FROM vintage ORDER BY file, id DESC")
    return {row["file"]: row["digest"] for row in rows}


async def newest_days() -> dict[str, Any]:
    """The newest day whose situation each file has described."""
    rows = await fetch("SELECT file, max(as_of) AS as_of FROM vintage GROUP BY file")
    return {row["file"]: row["as_of"] for row in rows}


async def note_vintage(delivered: Delivered) -> int:
    """Remembers that the file was loaded; the id of its vintage."""
    found = delivered.found
    vintage = Vintage(
        file=found.sheet.file,
        name=found.about.name,
        as_of=found.about.as_of,
        source=found.about.source,
        licence=found.about.licence,
        note=found.about.note,
        digest=found.digest,
        row_count=len(delivered.lines),
        loaded_at=clock.now(),
    )
    await vintage.save()
    identity: int = vintage.id
    return identity


async def note_changes(vintage: int, change: Difference) -> None:
    """Keeps the former values of every row that was there; the first load has none."""
    rows = [
        (vintage, change.shelf.table, key_in_words(change.shelf.key_of(after or before)), deed,
         _json(before), _json(after))
        for deed, before, after in deeds(change)
    ]  # fmt: skip
    await connection().copy_records_to_table(
        "territory_change",
        records=rows,
        columns=["vintage", "table_name", "key", "deed", "before", "after"],
    )


def deeds(change: Difference) -> Iterable[tuple[Deed, Any, Any]]:
    """Each row that a later vintage touched: what was done, before, after."""
    for before, row in change.changed:
        yield _deed(before, row), before, row
    for row in change.withdrawn:
        yield Deed.WITHDRAWN, row, None
    if not change.was_empty:
        for row in change.added:
            yield Deed.ADDED, None, row


def _deed(before: Any, after: Any) -> Deed:
    was_open = getattr(before, "valid_to", None) is None
    is_open = getattr(after, "valid_to", None) is None
    return Deed.CLOSED if was_open and not is_open else Deed.CHANGED


def key_in_words(key: Key) -> str:
    return " ".join(str(part) for part in key if part is not None)


def _json(row: Record | None) -> str | None:
    return None if row is None else msgspec.json.encode(row).decode()
