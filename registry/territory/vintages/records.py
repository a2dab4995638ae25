"""What a row is: of each table, and of the files whose rows fill several tables.

The fields of a ``…Record`` are the columns of its table, in order; ``…Line`` is a file's row.
"""

from datetime import date
from typing import TypeAlias

from msgspec import Struct


class RegionRecord(Struct, frozen=True):
    istat_code: str
    name: str
    name_de: str
    name_fr: str
    name_sl: str
    nuts2: list[str]
    valid_from: date
    valid_to: date | None
    name_official: str
    to_check: str


class ProvinceRecord(Struct, frozen=True):
    istat_code: str
    abbreviation: str
    name: str
    name_de: str
    name_fr: str
    name_sl: str
    region: str
    kind: str
    capital: str
    capital_codes: list[str]
    nuts3: list[str]
    uts_code: str
    valid_from: date
    valid_to: date | None
    kind_since: date | None
    previous_kind: str | None
    former_abbreviations: list[str]
    to_check: str


class MunicipalityRecord(Struct, frozen=True):
    istat_code: str
    cadastral_code: str
    name: str
    name_other: str
    name_other_lang: str
    name_lld: str
    province: str
    is_capital: bool | None
    valid_from: date
    valid_to: date | None
    successor_code: str | None
    current_code: str
    change_type: str | None
    to_check: str


class AreaRecord(Struct, frozen=True):
    code: str
    name: str
    kind: str
    seat: str


class AreaMemberRecord(Struct, frozen=True):
    area: str
    municipality_code: str
    valid_from: date | None
    valid_to: date | None
    to_check: str
    source: str


class OfficeRecord(Struct, frozen=True):
    """The part of an office that comes with the data; what the office types is its own."""

    code: str
    kind: str
    name: str
    name_de: str
    name_fr: str
    seat_code: str
    seat_name: str
    region_code: str
    notes: str
    sources: str


class CoverageRecord(Struct, frozen=True):
    office: str
    province: str
    valid_from: date | None
    valid_to: date | None
    to_check: str


class SuggestionRecord(Struct, frozen=True):
    office: str
    certified_email: str
    status: str
    note: str


class AreaLine(Struct, frozen=True):
    area_code: str
    area_name: str
    kind: str
    seat: str
    municipality_code: str
    municipality_name: str
    valid_from: date | None
    valid_to: date | None
    to_check: str
    source: str


class OfficeLine(Struct, frozen=True):
    code: str
    kind: str
    name: str
    name_de: str
    name_fr: str
    seat_code: str
    seat_name: str
    region_code: str
    covers: list[str]
    covers_until_2025: list[str]
    pec_suggestion: str
    pec_status: str
    pec_note: str
    to_check: str
    source: str


class VintageLine(Struct, frozen=True):
    file: str
    name: str
    as_of: date | None
    source: str
    licence: str
    note: str


Record: TypeAlias = Struct
Line: TypeAlias = Struct

LAST_DAY_OF_2025 = date(2025, 12, 31)
FIRST_DAY_OF_2026 = date(2026, 1, 1)


def area_of(line: AreaLine) -> AreaRecord:
    return AreaRecord(line.area_code, line.area_name, line.kind, line.seat)


def member_of(line: AreaLine) -> AreaMemberRecord:
    return AreaMemberRecord(
        line.area_code,
        line.municipality_code,
        line.valid_from,
        line.valid_to,
        line.to_check,
        line.source,
    )


def office_of(line: OfficeLine) -> OfficeRecord:
    return OfficeRecord(
        line.code,
        line.kind,
        line.name,
        line.name_de,
        line.name_fr,
        line.seat_code,
        line.seat_name,
        line.region_code,
        line.to_check,
        line.source,
    )


def coverage_of(line: OfficeLine) -> list[CoverageRecord]:
    """What the office covers: without dates where 2026 changed nothing."""
    before, since = set(line.covers_until_2025), set(line.covers)
    return [
        CoverageRecord(
            line.code,
            province,
            None if province in before else FIRST_DAY_OF_2026,
            None if province in since else LAST_DAY_OF_2025,
            line.to_check if province not in before else "",
        )
        for province in sorted(before | since)
    ]


def suggestion_of(line: OfficeLine) -> SuggestionRecord:
    return SuggestionRecord(line.code, line.pec_suggestion, line.pec_status, line.pec_note)
