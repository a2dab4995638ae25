"""The rows that the registry keeps, and those that it would keep after a delivery.

Pure: rows in, rows out. A row is known by its table and key.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from registry.territory.vintages.reading import Delivered
from registry.territory.vintages.records import (
    AreaMemberRecord,
    AreaRecord,
    CoverageRecord,
    Line,
    MunicipalityRecord,
    OfficeRecord,
    ProvinceRecord,
    Record,
    RegionRecord,
    SuggestionRecord,
    area_of,
    coverage_of,
    member_of,
    office_of,
    suggestion_of,
)
from registry.territory.vintages.sheets import (
    AREAS,
    MUNICIPALITIES,
    OFFICES,
    PROVINCES,
    REGIONS,
    Sheet,
)

Key: TypeAlias = tuple[Any, ...]
Rows: TypeAlias = dict[Key, Record]


@dataclass(frozen=True)
class Shelf:
    """A table, the file that fills it, and how a line of the file becomes its rows.

    ``is_complete``: what the file no longer says of this table is withdrawn; elsewhere a
    row that is missing from a newer file is kept as it was.
    """

    table: str
    record: type[Record]
    key: tuple[str, ...]
    sheet: Sheet
    rows_of: Callable[[Any], list[Any]] = lambda line: [line]
    is_complete: bool = False

    def key_of(self, row: Record) -> Key:
        return tuple(getattr(row, name) for name in self.key)


MUNICIPALITY_SHELF = Shelf(
    "municipality", MunicipalityRecord, ("istat_code", "valid_from"), MUNICIPALITIES
)
SHELVES = (
    Shelf("region", RegionRecord, ("istat_code",), REGIONS),
    Shelf("province", ProvinceRecord, ("istat_code",), PROVINCES),
    MUNICIPALITY_SHELF,
    Shelf("office", OfficeRecord, ("code",), OFFICES, lambda line: [office_of(line)]),
    Shelf(
        "office_coverage",
        CoverageRecord,
        ("office", "province", "valid_from"),
        OFFICES,
        coverage_of,
        is_complete=True,
    ),
    Shelf(
        "office_suggestion",
        SuggestionRecord,
        ("office",),
        OFFICES,
        lambda line: [suggestion_of(line)],
    ),
    Shelf("area", AreaRecord, ("code",), AREAS, lambda line: [area_of(line)]),
    Shelf(
        "area_member",
        AreaMemberRecord,
        ("area", "municipality_code"),
        AREAS,
        lambda line: [member_of(line)],
    ),
)
"""Every table that the files fill, in the order in which they lean on each other."""


@dataclass
class Difference:
    """What a delivery changes in one table."""

    shelf: Shelf
    added: list[Record] = field(default_factory=list)
    changed: list[tuple[Record, Record]] = field(default_factory=list)
    withdrawn: list[Record] = field(default_factory=list)
    absent: int = 0
    """Rows that the file does not have and that stay as they were."""
    was_empty: bool = False

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.changed or self.withdrawn)


def wanted_rows(shelf: Shelf, lines: Iterable[Line]) -> Rows:
    return {shelf.key_of(row): row for line in lines for row in shelf.rows_of(line)}


def difference(shelf: Shelf, kept: Rows, delivered: Delivered) -> Difference:
    wanted = wanted_rows(shelf, (line for _n, line in delivered.lines))
    missing = [row for key, row in kept.items() if key not in wanted]
    return Difference(
        shelf,
        added=[row for key, row in wanted.items() if key not in kept],
        changed=[(kept[key], row) for key, row in wanted.items() if kept.get(key, row) != row],
        withdrawn=missing if shelf.is_complete else [],
        absent=0 if shelf.is_complete else len(missing),
        was_empty=not kept,
    )


def after(kept: Rows, change: Difference) -> Rows:
    """The rows of the table once the change is made."""
    gone = {change.shelf.key_of(row) for row in change.withdrawn}
    fresh = [*change.added, *(row for _before, row in change.changed)]
    stay = {key: row for key, row in kept.items() if key not in gone}
    return stay | {change.shelf.key_of(row): row for row in fresh}
