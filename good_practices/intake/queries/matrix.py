"""Il quadro: offices, or kinds of act, by fields; who has answered and with what."""

from collections import defaultdict
from collections.abc import Iterable

from asyncpg import Record

from good_practices.circulars import queries as circulars
from good_practices.circulars.shapes import CircularView
from good_practices.intake.naming import short_office
from good_practices.intake.queries.acts import KINDS_OF_ACT, act_labels
from good_practices.intake.queries.asking import number_or_none, one_of
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

BY_REGION, BY_ACT = "regions", "acts"
COUNTED = ("total", "waiting", "accepted", "returned", "rejected")

# Every edition of one circular is the same call: its fields keep their numbers.
_COUNTED = """
       count(*)::int AS total,
       count(*) FILTER (WHERE s.status IN ('delivered', 'under_review'))::int AS waiting,
       count(*) FILTER (WHERE s.status = 'accepted')::int AS accepted,
       count(*) FILTER (WHERE s.status = 'returned')::int AS returned,
       count(*) FILTER (WHERE s.status = 'rejected')::int AS rejected
"""
_CALL = "s.is_latest AND s.year = $1 AND c.number = $2 AND c.issued_on = $3"
_BY_OFFICE = f"""
SELECT s.office AS line, s.field_number AS field, {_COUNTED}
FROM delivered_scheda s JOIN circular c ON c.id = s.circular
WHERE {_CALL} GROUP BY s.office, s.field_number
"""  # noqa: S608  constants only
_BY_ACT = f"""
SELECT kind AS line, s.field_number AS field, {_COUNTED}
FROM delivered_scheda s JOIN circular c ON c.id = s.circular, unnest({KINDS_OF_ACT}) AS kind
WHERE {_CALL} GROUP BY kind, s.field_number
"""  # noqa: S608  constants only

Sent = dict[str, dict[int, Record]]
"""What was sent, by line and field."""


async def matrix(filters: MatrixFilters) -> Matrix:
    """The collection of one year, today's unless it is said, on the newest circular."""
    circular = await _circular(filters.circular)
    year = number_or_none(filters.year, "year") or clock.today().year
    lines = one_of(filters.rows, "rows", (BY_REGION, BY_ACT))
    offices = (await territory.list_offices(ALL_OFFICES, OfficeFilters())).items
    sent = await _sent(_BY_OFFICE, year, circular)
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
        acts=await _act_rows(year, circular) if lines == BY_ACT else [],
        offices=len(rows),
        answered=sum(row.answered for row in rows),
        schede=sum(cell.total for cell in totals),
        full_fields=sum(cell.total >= MANY for cell in totals),
    )


async def _sent(query: str, year: int, circular: CircularView) -> Sent:
    sent: Sent = defaultdict(dict)
    for row in await fetch(query, year, circular.number, circular.issued_on):
        sent[row["line"]][row["field"]] = row
    return sent


async def _act_rows(year: int, circular: CircularView) -> list[MatrixRow]:
    """A line for each kind of act that has schede, in the order of the kinds."""
    sent, labels = await _sent(_BY_ACT, year, circular), act_labels()
    order = [*labels, *sorted(sent.keys() - labels.keys())]
    return [
        _row(kind, labels.get(kind, kind), _cells(circular, sent[kind]))
        for kind in order
        if sent[kind]
    ]


def _row(code: str, name: str, cells: list[MatrixCell]) -> MatrixRow:
    return MatrixRow(
        code=code,
        name=name,
        region="",
        region_name="",
        cells=cells,
        total=sum(cell.total for cell in cells),
        offices=0,
        answered=0,
    )


async def _circular(asked: str) -> CircularView:
    chosen = number_or_none(asked, "circular")
    return await (circulars.find(chosen) if chosen else circulars.find_current())


async def _years(shown: int) -> list[int]:
    rows = await fetch("SELECT DISTINCT year FROM delivered_scheda")
    return sorted({shown, *(row["year"] for row in rows)}, reverse=True)


def _cells(circular: CircularView, mine: dict[int, Record]) -> list[MatrixCell]:
    return [
        MatrixCell(**{name: mine[field.number][name] for name in MatrixCell.__struct_fields__})
        if field.number in mine
        else MatrixCell(field=field.number)
        for field in circular.fields
    ]


def _office_row(office: OfficeRow, circular: CircularView, mine: dict[int, Record]) -> MatrixRow:
    cells = _cells(circular, mine)
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
            for name in COUNTED:
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


_SILENT = """
SELECT o.code, o.name, o.region_code, r.name AS region_name, o.certified_email,
       coalesce(g.certified_email, '') AS suggested_email
FROM office o JOIN region r ON r.istat_code = o.region_code
LEFT JOIN office_suggestion g ON g.office = o.code
WHERE o.kind <> 'ministry' AND NOT EXISTS (
  SELECT 1 FROM delivered_scheda s WHERE s.office = o.code AND s.year = $1)
ORDER BY fold(r.name), fold(o.name), o.code
"""


async def not_answered(year: int | None = None) -> list[OfficeLine]:
    """The offices from which nothing arrived for this year's collection, by region."""
    rows = await fetch(_SILENT, year or clock.today().year)
    return [
        OfficeLine(
            code=row["code"],
            name=short_office(row["name"]),
            region=row["region_code"],
            region_name=row["region_name"],
            certified_email=row["certified_email"],
            suggested_email=row["suggested_email"],
        )
        for row in rows
    ]
