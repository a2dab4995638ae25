"""Il quadro: offices by fields, who has answered and with what."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from good_practices.circulars import queries as circulars
from good_practices.circulars.shapes import CircularView
from good_practices.intake.naming import short_office
from good_practices.intake.queries.listing import number_or_none
from good_practices.intake.shapes import (
    Matrix,
    MatrixCell,
    MatrixField,
    MatrixFilters,
    MatrixRow,
    OfficeLine,
)
from registry.platform import clock
from registry.platform.database import fetch
from registry.platform.lists import Ask
from registry.territory import queries as territory
from registry.territory.shapes import OfficeFilters, OfficeRow

MANY = 20
"""A field with fewer schede than these is not yet told by examples."""
ALL_OFFICES = Ask(sort="region", size=200)

# Every edition of one circular is the same call: its fields keep their numbers.
_COUNTS = """
SELECT s.office, s.field_number AS field, count(*)::int AS total,
       count(*) FILTER (WHERE s.status IN ('delivered', 'under_review'))::int AS waiting,
       count(*) FILTER (WHERE s.status = 'accepted')::int AS accepted,
       count(*) FILTER (WHERE s.status = 'returned')::int AS returned,
       count(*) FILTER (WHERE s.status = 'rejected')::int AS rejected
FROM delivered_scheda s JOIN circular c ON c.id = s.circular
WHERE s.is_latest AND s.year = $1 AND c.number = $2 AND c.issued_on = $3
GROUP BY s.office, s.field_number
"""


async def matrix(filters: MatrixFilters) -> Matrix:
    """The collection of one year, today's unless it is said, on the newest circular."""
    circular = await _circular(filters.circular)
    year = number_or_none(filters.year, "year") or clock.today().year
    counts = await fetch(_COUNTS, year, circular.number, circular.issued_on)
    offices = (await territory.list_offices(ALL_OFFICES, OfficeFilters())).items
    sent: dict[str, dict[int, Any]] = defaultdict(dict)
    for row in counts:
        sent[row["office"]][row["field"]] = row
    rows = [_office_row(office, circular, sent[office.code]) for office in offices]
    totals = _add(rows, circular)
    return Matrix(
        year=year,
        years=await _years(year),
        circular=circular.id,
        circular_name=circular.name,
        fields=[
            MatrixField(number=field.number, name=field.short_name, total=cell.total)
            for field, cell in zip(circular.fields, totals, strict=True)
        ],
        regions=list(_regions(rows, circular)),
        rows=[row for row in rows if filters.answered != "no" or not row.answered],
        offices=len(rows),
        answered=sum(row.answered for row in rows),
        schede=sum(cell.total for cell in totals),
        full_fields=sum(cell.total >= MANY for cell in totals),
    )


async def _circular(asked: str) -> CircularView:
    chosen = number_or_none(asked, "circular")
    return await (circulars.find(chosen) if chosen else circulars.find_current())


async def _years(shown: int) -> list[int]:
    rows = await fetch("SELECT DISTINCT year FROM delivered_scheda")
    return sorted({shown, *(row["year"] for row in rows)}, reverse=True)


def _office_row(office: OfficeRow, circular: CircularView, mine: dict[int, Any]) -> MatrixRow:
    cells = [
        MatrixCell(**{name: mine[field.number][name] for name in MatrixCell.__struct_fields__})
        if field.number in mine
        else MatrixCell(field=field.number)
        for field in circular.fields
    ]
    return MatrixRow(
        code=office.code,
        name=office.short_name,
        region=office.region,
        region_name=office.region_name,
        cells=cells,
        total=sum(cell.total for cell in cells),
        offices=1,
        answered=int(bool(mine)),
    )


def _add(rows: Iterable[MatrixRow], circular: CircularView) -> list[MatrixCell]:
    """The cells of many rows as one."""
    totals = [MatrixCell(field=field.number) for field in circular.fields]
    for row in rows:
        for total, cell in zip(totals, row.cells, strict=True):
            for name in ("total", "waiting", "accepted", "returned", "rejected"):
                setattr(total, name, getattr(total, name) + getattr(cell, name))
    return totals


def _regions(rows: list[MatrixRow], circular: CircularView) -> Iterable[MatrixRow]:
    for region in dict.fromkeys(row.region for row in rows):
        inside = [row for row in rows if row.region == region]
        cells = _add(inside, circular)
        yield MatrixRow(
            code=region,
            name=inside[0].region_name,
            region=region,
            region_name=inside[0].region_name,
            cells=cells,
            total=sum(cell.total for cell in cells),
            offices=len(inside),
            answered=sum(row.answered for row in inside),
        )


async def not_answered(year: int | None = None) -> list[OfficeLine]:
    """The offices from which nothing arrived for this year's collection, by region."""
    rows = await fetch(
        "SELECT o.code, o.name, r.name AS region_name FROM office o"
        " JOIN region r ON r.istat_code = o.region_code WHERE o.kind <> 'ministry'"
        " AND NOT EXISTS (SELECT 1 FROM delivered_scheda s WHERE s.office = o.code AND s.year = $1)"
        " ORDER BY fold(r.name), fold(o.name), o.code",
        year or clock.today().year,
    )
    return [
        OfficeLine(code=row["code"], name=short_office(row["name"]), region_name=row["region_name"])
        for row in rows
    ]
