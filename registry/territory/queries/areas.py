"""Named areas and the comuni that they are made of."""

from asyncpg import Record
from msgspec import convert

from registry.platform.database import fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.territory.kinds import PlaceKind
from registry.territory.marks import in_words, seat_in_words
from registry.territory.shapes import AreaMemberRow, AreaRow, AreaView, PlaceRef
from registry.territory.words import label


async def list_areas() -> list[AreaRow]:
    """The areas, by name, with how many comuni in force they have."""
    rows = await fetch("""
        SELECT 'area:' || a.code AS code, a.name, a.kind, a.seat, count(m.id)::int AS members,
               (count(m.id) FILTER (WHERE m.to_check <> ''))::int AS uncertain
        FROM area a LEFT JOIN area_member m ON m.area = a.code AND m.valid_to IS NULL
        GROUP BY a.code, a.name, a.kind, a.seat ORDER BY fold(a.name)
    """)
    return [convert({**row, "seat": seat_in_words(row["seat"])}, AreaRow) for row in rows]


async def find_area(code: str) -> AreaView:
    """The area (``area:distretto-cremasco``) with its comuni of today and of the past."""
    plain = code.removeprefix("area:")
    rows = await fetch("SELECT * FROM area WHERE code = $1", plain)
    if not rows:
        raise NotFound(_("Non c'è un luogo con il codice {code}.").format(code=code))
    area = rows[0]
    members = await fetch(
        """SELECT m.*, p.code, p.name, p.abbreviation
           FROM area_member m JOIN place p ON p.code = 'com:' || m.municipality_code
           WHERE m.area = $1 ORDER BY p.sort_name""",
        plain,
    )
    return AreaView(
        code=f"area:{plain}",
        name=area["name"],
        kind=area["kind"],
        seat=seat_in_words(area["seat"]),
        members=[_member(row) for row in members],
    )


def _member(row: Record) -> AreaMemberRow:
    return AreaMemberRow(
        code=row["code"],
        name=row["name"],
        label=label(PlaceKind.MUNICIPALITY, row["name"], abbreviation=row["abbreviation"]),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        to_check=row["to_check"],
        source=in_words(row["source"]),
    )


async def areas_with(code: str) -> list[PlaceRef]:
    """The areas that the place lies in."""
    rows = await fetch(
        """SELECT p.code, p.kind, p.name FROM place_within w JOIN place p ON p.code = w.wider
           WHERE w.code = $1 AND p.kind = 'area' AND p.code <> $1 ORDER BY p.sort_name""",
        code,
    )
    return [convert(dict(row), PlaceRef) for row in rows]
