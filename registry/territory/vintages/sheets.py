"""The data files: their columns, in order, and how each cell is read."""

from dataclasses import dataclass

from registry.territory.kinds import AreaKind, Change, OfficeKind, ProvinceKind
from registry.territory.vintages.cells import (
    Reader,
    among,
    day,
    digits,
    like,
    mailbox,
    one_of,
    optional,
    required_words,
    several,
    words,
    yes_or_no,
)
from registry.territory.vintages.records import (
    AreaLine,
    Line,
    MunicipalityRecord,
    OfficeLine,
    ProvinceRecord,
    RegionRecord,
    VintageLine,
)


@dataclass(frozen=True)
class Sheet:
    """A file that we know. ``key``: the columns that no two of its rows share."""

    file: str
    line: type[Line]
    columns: dict[str, Reader]
    key: tuple[str, ...]

    def column_of(self, field: str) -> str:
        """The file's column that fills this field of its lines."""
        return list(self.columns)[self.line.__struct_fields__.index(field)]


REGION, PROVINCE, MUNICIPALITY = digits(2), digits(3), digits(6)
CADASTRAL = like("[A-Z][0-9]{3}", "D150")
ABBREVIATION = like("[A-Z]{2}", "CR")
SLUG = like("(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*", "distretto-cremasco")
NUTS = like("IT[A-Z][0-9A-Z]{1,2}", "ITC4A")

REGIONS = Sheet(
    "regions.csv",
    RegionRecord,
    {
        "istat_code": REGION,
        "name_it": required_words,
        "name_de": words,
        "name_fr": words,
        "name_sl": words,
        "nuts2": several(NUTS),
        "valid_from": day,
        "valid_to": optional(day),
        "name_official_istat": required_words,
        "to_check": words,
    },
    key=("istat_code",),
)
PROVINCES = Sheet(
    "provinces.csv",
    ProvinceRecord,
    {
        "istat_code": PROVINCE,
        "abbreviation": ABBREVIATION,
        "name_it": required_words,
        "name_de": words,
        "name_fr": words,
        "name_sl": words,
        "region_code": REGION,
        "kind": one_of(ProvinceKind),
        "capital": required_words,
        "capital_codes": several(MUNICIPALITY),
        "nuts3": several(NUTS),
        "uts_code": PROVINCE,
        "valid_from": day,
        "valid_to": optional(day),
        "kind_since": optional(day),
        "previous_kind": optional(one_of(ProvinceKind)),
        "former_abbreviations": several(ABBREVIATION),
        "to_check": words,
    },
    key=("istat_code",),
)
MUNICIPALITIES = Sheet(
    "municipalities.csv",
    MunicipalityRecord,
    {
        "istat_code": MUNICIPALITY,
        "cadastral_code": CADASTRAL,
        "name_it": required_words,
        "name_other": words,
        "name_other_lang": among(["", "de", "fr", "sl", "lld"]),
        "name_lld": words,
        "province_code": PROVINCE,
        "is_capital": optional(yes_or_no),
        "valid_from": day,
        "valid_to": optional(day),
        "successor_code": optional(MUNICIPALITY),
        "current_code": MUNICIPALITY,
        "change_type": optional(one_of(Change)),
        "to_check": words,
    },
    key=("istat_code", "valid_from"),
)
OFFICES = Sheet(
    "offices.csv",
    OfficeLine,
    {
        "code": SLUG,
        "kind": one_of(OfficeKind),
        "name_official_it": required_words,
        "name_de": words,
        "name_fr": words,
        "seat_municipality_code": MUNICIPALITY,
        "seat_name": required_words,
        "region_code": REGION,
        "covers_province_codes": several(PROVINCE),
        "covers_province_codes_until_2025": several(PROVINCE),
        "pec_suggestion": mailbox,
        "pec_status": among(["unverified", "verified"]),
        "pec_note": words,
        "to_check": words,
        "source": words,
    },
    key=("code",),
)
AREAS = Sheet(
    "areas_examples.csv",
    AreaLine,
    {
        "area_code": SLUG,
        "area_name": required_words,
        "kind": one_of(AreaKind),
        "seat": words,
        "municipality_code": MUNICIPALITY,
        "municipality_name": required_words,
        "valid_from": optional(day),
        "valid_to": optional(day),
        "to_check": words,
        "source": words,
    },
    key=("area_code", "municipality_code"),
)
VINTAGES = Sheet(
    "vintage.csv",
    VintageLine,
    {
        "file": required_words,
        "name": required_words,
        "as_of": optional(day),
        "source": required_words,
        "licence": required_words,
        "note": words,
    },
    key=("file",),
)

SHEETS = {sheet.file: sheet for sheet in (REGIONS, PROVINCES, MUNICIPALITIES, OFFICES, AREAS)}
"""The files of the territory, in the order in which they lean on each other."""
