"""How rows of the database become what the rooms show. No question is asked here."""

from asyncpg import Record

from registry.territory.kinds import Change, PlaceKind, ProvinceKind
from registry.territory.shapes import MunicipalityRow, Place, PlaceRef, ProvinceRow, RegionRow
from registry.territory.words import label, province_label

PLACES = """
SELECT place.*, p.name AS province_name, r.name AS region_name
FROM place
LEFT JOIN place p ON p.code = 'prov:' || place.province
LEFT JOIN place r ON r.code = 'reg:' || place.region
"""
MUNICIPALITIES = """
SELECT m.*, p.name AS province_name, p.abbreviation, p.region
FROM municipality m JOIN province p ON p.istat_code = m.province
"""


def inside(placeholder: str) -> str:
    """The SQL condition's right side: codes of the places inside the one in ``placeholder``."""
    return f"SELECT code FROM place_within WHERE wider = {placeholder}"  # noqa: S608  a placeholder


def finds(column: str, n: int) -> str:
    """The SQL condition: every word in ``$n`` (folded) begins a word of ``column``."""
    return (
        f"NOT EXISTS (SELECT 1 FROM unnest(${n}::text[]) AS word"  # noqa: S608  our own columns
        f" WHERE {column} NOT LIKE '% ' || word || '%')"
    )


def place_of(row: Record) -> Place:
    names = names_of(row)
    return Place(
        code=row["code"],
        kind=PlaceKind(row["kind"]),
        name=row["name"],
        label=label(
            row["kind"],
            row["name"],
            unit_kind=row["unit_kind"],
            abbreviation=row["abbreviation"],
        ),
        name_other=row["name_other"] or row["name_lld"],
        names=names,
        former_names=[name for name in row["former_names"].split(" · ") if name],
        abbreviation=row["abbreviation"],
        within=_within(row),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        current_code=row["current_code"],
        to_check=row["to_check"],
    )


def _within(row: Record) -> list[PlaceRef]:
    wider = (
        (PlaceKind.PROVINCE, "prov", row["province"], row["province_name"]),
        (PlaceKind.REGION, "reg", row["region"], row["region_name"]),
    )
    return [
        PlaceRef(code=f"{prefix}:{code}", kind=kind, name=name)
        for kind, prefix, code, name in wider
        if code and f"{prefix}:{code}" != row["code"]
    ]


def names_of(row: Record) -> dict[str, str]:
    """The names in other languages of a place or comune, by language."""
    names = {row["name_other_lang"]: row["name_other"], "lld": row["name_lld"]}
    if row["name_other_lang"] == "lld":
        names["lld"] = row["name_other"]
    return {language: name for language, name in names.items() if language and name}


def names_in_columns(row: Record) -> dict[str, str]:
    """The same where each language has its column (regions, provinces)."""
    return {
        language: row[f"name_{language}"]
        for language in ("de", "fr", "sl")
        if row[f"name_{language}"]
    }


def municipality_of(row: Record) -> MunicipalityRow:
    return MunicipalityRow(
        code=f"com:{row['istat_code']}",
        istat_code=row["istat_code"],
        cadastral_code=row["cadastral_code"],
        name=row["name"],
        label=label(PlaceKind.MUNICIPALITY, row["name"], abbreviation=row["abbreviation"]),
        names=names_of(row),
        province=row["province"],
        province_name=row["province_name"],
        abbreviation=row["abbreviation"],
        region=row["region"],
        is_capital=row["is_capital"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        successor_code=row["successor_code"],
        current_code=row["current_code"],
        change_type=Change(row["change_type"]) if row["change_type"] else None,
        to_check=row["to_check"],
    )


def province_of(row: Record) -> ProvinceRow:
    return ProvinceRow(
        code=f"prov:{row['istat_code']}",
        istat_code=row["istat_code"],
        abbreviation=row["abbreviation"],
        former_abbreviations=row["former_abbreviations"],
        name=row["name"],
        label=province_label(row["name"], row["kind"]),
        names=names_in_columns(row),
        kind=ProvinceKind(row["kind"]),
        kind_since=row["kind_since"],
        previous_kind=ProvinceKind(row["previous_kind"]) if row["previous_kind"] else None,
        region=PlaceRef(
            code=f"reg:{row['region']}", kind=PlaceKind.REGION, name=row["region_name"]
        ),
        capital=row["capital"],
        capital_codes=row["capital_codes"],
        nuts3=row["nuts3"],
        uts_code=row["uts_code"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        to_check=row["to_check"],
    )


def region_of(row: Record) -> RegionRow:
    return RegionRow(
        code=f"reg:{row['istat_code']}",
        istat_code=row["istat_code"],
        name=row["name"],
        name_official=row["name_official"],
        names=names_in_columns(row),
        nuts2=row["nuts2"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        provinces=row["provinces"],
        municipalities=row["municipalities"],
        to_check=row["to_check"],
    )
