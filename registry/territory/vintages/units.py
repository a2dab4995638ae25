"""Regions, provinces and comuni as rows, at hand by their codes. Pure."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from registry.territory.vintages.records import (
    MunicipalityRecord,
    ProvinceRecord,
    Record,
    RegionRecord,
)
from registry.territory.vintages.stock import Rows

R = TypeVar("R", bound=Record)


@dataclass
class Territory:
    """The units as they would be, and the lines that were delivered."""

    regions: dict[str, RegionRecord]
    provinces: dict[str, ProvinceRecord]
    municipalities: dict[str, list[MunicipalityRecord]]
    """By code, oldest first."""
    _leading_to: Counter[str] = field(default_factory=Counter)
    _in_force_in: Counter[str] = field(default_factory=Counter)
    _by_cadastral: dict[str, list[MunicipalityRecord]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = [row for same_code in self.municipalities.values() for row in same_code]
        self._leading_to.update(row.current_code for row in rows)
        self._in_force_in.update(row.province for row in rows if row.valid_to is None)
        for row in rows:
            self._by_cadastral.setdefault(row.cadastral_code, []).append(row)

    @classmethod
    def of(cls, rows: dict[str, Rows]) -> "Territory":
        by_code: dict[str, list[MunicipalityRecord]] = defaultdict(list)
        for row in sorted(_all(rows, "municipality", MunicipalityRecord), key=_start):
            by_code[row.istat_code].append(row)
        return cls(
            regions={row.istat_code: row for row in _all(rows, "region", RegionRecord)},
            provinces={row.istat_code: row for row in _all(rows, "province", ProvinceRecord)},
            municipalities=dict(by_code),
        )

    def is_in_force(self, code: str) -> bool:
        return any(row.valid_to is None for row in self.municipalities.get(code, ()))

    def in_force_in(self, province: str) -> int:
        """How many comuni in force the province has."""
        return self._in_force_in[province]

    def same_comune_or_none(self, line: MunicipalityRecord) -> MunicipalityRecord | None:
        """A row of another code that is this same comune while it stands: the one that began
        first. Two in force are told by who looks at what is in force."""
        for row in self._by_cadastral.get(line.cadastral_code, ()):
            is_first = (row.valid_from, row.istat_code) < (line.valid_from, line.istat_code)
            goes_on = row.valid_to is None or row.valid_to >= line.valid_from
            are_in_force = row.valid_to is None and line.valid_to is None
            if row.istat_code != line.istat_code and is_first and goes_on and not are_in_force:
                return row
        return None

    def leading_to(self, code: str) -> int:
        """How many rows say that the comune in force today is this one."""
        return self._leading_to[code]


def _all(rows: dict[str, Rows], table: str, kind: type[R]) -> list[R]:
    return [row for row in rows[table].values() if isinstance(row, kind)]


def _start(row: MunicipalityRecord) -> date:
    return row.valid_from
