"""The offices that send schede: what they cover, and which one serves a place."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date

from asyncpg import Record

from registry.platform import clock
from registry.platform.database import fetch
from registry.platform.errors import InvalidInput, NotFound
from registry.platform.i18n import _
from registry.platform.lists import Ask, Facet, Listing
from registry.territory.kinds import OFFICE_KIND_LABELS, PREFIXES, OfficeKind, PlaceKind
from registry.territory.queries.history import HISTORY_SINCE
from registry.territory.shapes import CoverageRow, OfficeFilters, OfficeRow
from registry.territory.words import folded, province_label, words_of

_OFFICES = """
SELECT o.*, r.name AS region_name, coalesce(s.certified_email, '') AS suggested_email,
       coalesce(s.note, '') AS suggestion_note
FROM office o
JOIN region r ON r.istat_code = o.region_code
LEFT JOIN office_suggestion s ON s.office = o.code
WHERE o.kind <> 'ministry'
"""
_COVERAGE = """
SELECT c.*, p.name, p.kind, p.abbreviation, coalesce(m.n, 0)::int AS municipalities
FROM office_coverage c
JOIN province p ON p.istat_code = c.province
LEFT JOIN (SELECT province, valid_to, count(*) AS n FROM municipality
           GROUP BY province, valid_to) m
  ON m.province = p.istat_code AND m.valid_to IS NOT DISTINCT FROM p.valid_to
ORDER BY c.valid_to DESC NULLS FIRST, fold(p.name)
"""
# A province that is no longer, or a smaller place: by the comuni that are there that day.
_PROVINCES_OF = """
WITH named AS (
  SELECT istat_code FROM province
  WHERE valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
    AND $1 IN ('it', 'reg:' || region, 'prov:' || istat_code)
)
SELECT istat_code FROM named
UNION
SELECT m.province FROM municipality m
WHERE NOT EXISTS (SELECT 1 FROM named)
  AND m.valid_from <= $2 AND (m.valid_to IS NULL OR m.valid_to >= $2)
  AND m.current_code IN (
    SELECT c.current_code FROM municipality c
    JOIN place_within w ON w.code = 'com:' || c.istat_code WHERE w.wider = $1)
"""
SORTS: dict[str, Callable[[OfficeRow], tuple[str, str]]] = {
    "name": lambda row: (folded(row.name), row.code),
    "region": lambda row: (folded(row.region_name), folded(row.name)),
}


async def list_offices(ask: Ask, filters: OfficeFilters) -> Listing[OfficeRow]:
    """One page of the 106 offices, with how many there are of each kind and region.

    They are few and are read together: the list is filtered and counted here.
    """
    serving = await offices_serving(filters.place) if filters.place else None
    kept = [one for one in await _offices() if _is_asked(one, ask.q, filters, serving)]
    kept.sort(key=_order(ask.sort or "name"), reverse=ask.sort.startswith("-"))
    return Listing(
        items=kept[ask.offset : ask.offset + ask.size],
        total=len(kept),
        page=ask.page,
        size=ask.size,
        facets=_facets(kept),
    )


def _is_asked(row: OfficeRow, q: str, filters: OfficeFilters, serving: list[str] | None) -> bool:
    return (
        filters.kind in (None, row.kind)
        and filters.region in (None, row.region)
        and (serving is None or row.code in serving)
        and filters.to_check in ("", "yes" if row.marks else "no")
        and _is_called(row, words_of(q))
    )


def _is_called(row: OfficeRow, words: list[str]) -> bool:
    names = [row.code, row.name, row.seat_name, row.region_name, *row.names.values()]
    names += [f"{one.name} {one.abbreviation}" for one in row.provinces]
    known = words_of(" ".join(names), most=None)
    return all(any(name.startswith(word) for name in known) for word in words)


def _order(sort: str) -> Callable[[OfficeRow], tuple[str, str]]:
    order = SORTS.get(sort.removeprefix("-"))
    if order is None:
        raise InvalidInput(sort=_("Si può ordinare per: {known}.").format(known=", ".join(SORTS)))
    return order


def _facets(rows: list[OfficeRow]) -> dict[str, list[Facet]]:
    kinds = Counter(row.kind for row in rows)
    regions = Counter((row.region, row.region_name) for row in rows)
    marked = Counter("yes" if row.marks else "no" for row in rows)
    marks = {"yes": _("Da verificare"), "no": _("Senza dubbi")}
    return {
        "kind": [
            Facet(value=kind.value, label=str(OFFICE_KIND_LABELS[kind]), count=n)
            for kind, n in kinds.most_common()
        ],
        "to_check": [Facet(value=v, label=marks[v], count=n) for v, n in marked.most_common()],
        "region": [
            Facet(value=code, label=name, count=n)
            for (code, name), n in sorted(regions.items(), key=lambda one: folded(one[0][1]))
        ],
    }


async def find_office(code: str) -> OfficeRow:
    """One of the 106 offices, with what it covers and has covered."""
    found = [row for row in await _offices() if row.code == code]
    if not found:
        raise NotFound(_("Non c'è un ufficio con il codice {code}.").format(code=code))
    return found[0]


async def offices_serving(code: str, *, on: date | None = None) -> list[str]:
    """The codes of the offices that serve this place that day (today without), by code.

    Empty where the sources do not say: the Sardinian provinces of 2006–2016, for instance.
    """
    day = max(on or clock.today(), HISTORY_SINCE)
    rows = await fetch(
        f"""SELECT DISTINCT office FROM office_coverage
            WHERE province IN ({_PROVINCES_OF})
              AND coalesce(valid_from, $2) <= $2 AND coalesce(valid_to, $2) >= $2
            ORDER BY office""",  # noqa: S608  this file's own text
        code,
        day,
    )
    return [row["office"] for row in rows]


async def places_of_office(office: str, *, on: date | None = None) -> list[str]:
    """The provinces that the office covers that day (today without), as places."""
    rows = await fetch(
        """SELECT province FROM office_coverage WHERE office = $1
           AND coalesce(valid_from, $2) <= $2 AND coalesce(valid_to, $2) >= $2 ORDER BY province""",
        office,
        on or clock.today(),
    )
    return [f"{PREFIXES[PlaceKind.PROVINCE]}:{row['province']}" for row in rows]


async def _offices() -> list[OfficeRow]:
    covered: dict[str, list[CoverageRow]] = defaultdict(list)
    for row in await fetch(_COVERAGE):
        covered[row["office"]].append(_coverage(row))
    return [_office(row, covered[row["code"]]) for row in await fetch(_OFFICES)]


def _coverage(row: Record) -> CoverageRow:
    return CoverageRow(
        code=f"prov:{row['province']}",
        name=row["name"],
        label=province_label(row["name"], row["kind"]),
        abbreviation=row["abbreviation"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        municipalities=row["municipalities"],
        to_check=row["to_check"],
    )


def _office(row: Record, provinces: list[CoverageRow]) -> OfficeRow:
    return OfficeRow(
        code=row["code"],
        kind=OfficeKind(row["kind"]),
        name=row["name"],
        names={lang: row[f"name_{lang}"] for lang in ("de", "fr") if row[f"name_{lang}"]},
        seat_code=row["seat_code"],
        seat_name=row["seat_name"],
        region=row["region_code"],
        region_name=row["region_name"],
        certified_email=row["certified_email"],
        suggested_email=row["suggested_email"],
        suggestion_note=row["suggestion_note"],
        provinces=provinces,
        to_check=row["notes"],
    )
