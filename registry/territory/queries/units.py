"""Regions, provinces and comuni on a day, and where their data come from."""

from datetime import date

from msgspec import convert

from registry.platform import clock
from registry.platform.database import fetch, fetch_value
from registry.platform.errors import InvalidInput, NotFound
from registry.platform.i18n import _
from registry.platform.lists import Ask, Listing, order_by
from registry.territory.queries.rows import (
    MUNICIPALITIES,
    finds,
    municipality_of,
    province_of,
    region_of,
)
from registry.territory.shapes import (
    MunicipalityFilters,
    MunicipalityRow,
    ProvinceFilters,
    ProvinceRow,
    RegionRow,
    VintageRow,
)
from registry.territory.words import folded, province_label, words_of

_PROVINCES = """
SELECT p.*, r.name AS region_name FROM province p JOIN region r ON r.istat_code = p.region
"""
_ON = "{0}.valid_from <= {1} AND ({0}.valid_to IS NULL OR {0}.valid_to >= {1})"
SORTS = {
    "name": "m.sort_name",
    "istat_code": "m.istat_code",
    "province": "m.province",
    "valid_from": "m.valid_from",
}


async def list_regions() -> list[RegionRow]:
    """The regions, by name, with how many provinces and comuni they have today."""
    rows = await fetch("""
        SELECT r.*, count(DISTINCT p.istat_code)::int AS provinces,
               count(m.istat_code)::int AS municipalities
        FROM region r
        JOIN province p ON p.region = r.istat_code AND p.valid_to IS NULL
        LEFT JOIN municipality m ON m.province = p.istat_code AND m.valid_to IS NULL
        GROUP BY r.istat_code ORDER BY fold(r.name)
    """)
    return [region_of(row) for row in rows]


async def region_names() -> dict[str, str]:
    """The names of the regions by ISTAT code, in the order of names."""
    rows = await fetch("SELECT istat_code, name FROM region ORDER BY fold(name)")
    return {row["istat_code"]: row["name"] for row in rows}


async def province_labels(*, on: date | None = None) -> list[tuple[str, str]]:
    """The places of the provinces in force that day with their labels, for a form's list."""
    rows = await fetch(
        f"SELECT istat_code, name, kind FROM province p WHERE {_ON.format('p', '$1')}"  # noqa: S608
        " ORDER BY fold(name)",
        on or clock.today(),
    )
    return [(f"prov:{row['istat_code']}", province_label(row["name"], row["kind"])) for row in rows]


async def list_provinces(filters: ProvinceFilters) -> list[ProvinceRow]:
    """The provinces in force that day, by name."""
    rows = await fetch(
        f"{_PROVINCES} WHERE {_ON.format('p', '$1')} AND ($2 = '' OR p.region = $2)"
        " AND ($3 = '' OR p.kind = $3) ORDER BY fold(p.name), p.istat_code",
        filters.on or clock.today(),
        filters.region or "",
        filters.kind or "",
    )
    return [province_of(row) for row in rows]


async def find_province(text: str, *, on: date | None = None) -> ProvinceRow:
    """The province that this code, abbreviation or name meant that day; today without it.

    Abbreviations are used again over time (OT was 104 and is 113), and the former ones (FO,
    PS) still lead to theirs. Raises NotFound when there was none.
    """
    rows = await fetch(
        f"{_PROVINCES} WHERE {_ON.format('p', '$2')} AND (p.istat_code = $1"
        " OR p.abbreviation = upper($1) OR upper($1) = ANY(p.former_abbreviations)"
        " OR fold(p.name) = $3) ORDER BY p.istat_code",
        text.strip().removeprefix("prov:"),
        on or clock.today(),
        folded(text),
    )
    if not rows:
        raise NotFound(_("Non c'era una provincia «{text}».").format(text=text))
    return province_of(rows[0])


async def list_municipalities(ask: Ask, filters: MunicipalityFilters) -> Listing[MunicipalityRow]:
    """One page of the comuni in force that day (today without), by name."""
    day = filters.on or clock.today()
    where = (
        f"WHERE {_ON.format('m', '$1')} AND {finds('m.words', 2)}"
        " AND ($3 = '' OR m.province = $3) AND ($4 = '' OR p.region = $4)"
    )
    province = await _province_code(filters.province, day)
    arguments = (day, words_of(ask.q), province, filters.region or "")
    order = order_by(ask.sort, SORTS, default="name", last="m.istat_code")
    rows = await fetch(
        f"{MUNICIPALITIES} {where} ORDER BY {order} LIMIT $5 OFFSET $6",
        *arguments,
        ask.size,
        ask.offset,
    )
    total = await fetch_value(
        "SELECT count(*) FROM municipality m JOIN province p ON p.istat_code = m.province"  # noqa: S608
        f" {where}",
        *arguments,
    )
    items = [municipality_of(row) for row in rows]
    return Listing(items=items, total=total, page=ask.page, size=ask.size)


async def _province_code(text: str, on: date) -> str:
    if not text:
        return ""
    try:
        return (await find_province(text, on=on)).istat_code
    except NotFound as nothing:
        raise InvalidInput(province=nothing.sentence) from None


async def list_vintages() -> list[VintageRow]:
    """The last edition loaded of each file: what it is, whose, under which licence."""
    rows = await fetch("SELECT DISTINCT ON (file) * FROM vintage ORDER BY file, id DESC")
    return [convert(dict(row), VintageRow) for row in rows]
