"""Deliveries in a list, the files that were ."""

from typing import Any

from msgspec import convert

from good_practices.intake.lifecycle import DELIVERY_LABELS, DeliveryStatus
from good_practices.intake.naming import short_office
from good_practices.intake.queries.asking import MINE, NOBODY, number_or_none, one_of
from good_practices.intake.shapes import DeliveryFilters, DeliveryRow, RefusedRow
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.platform.i18n import _
from registry.platform.lists import Ask, Facet, Listing, order_by
from registry.platform.search.queries import tidy
from registry.territory import queries as territory

SORTS = {
    "received": "received_at",
    "office": "fold(office_name)",
    "name": "year * 1000000 + number",
    "schede": "schede",
    "status": "status",
    "assigned": "fold(assigned_name)",
}
CLEAN, DOUBTFUL = "clean", "doubtful"

# $2 the reader. The pills by status count what every other filter keeps.
_ASKED = """
WITH asked AS (
  SELECT d.*, o.name AS office_name, coalesce(o.region_code, '') AS region_code,
         coalesce(p.name, '') AS assigned_name, jsonb_array_length(d.findings) AS doubts
  FROM delivery d JOIN office o ON o.code = d.office
  LEFT JOIN person p ON p.id = d.assigned_to
  WHERE ($1 = '' OR d.found_by @@ (SELECT find_words($1)))
    AND ($3 = '' OR d.office = $3)
    AND ($4 = '' OR o.region_code = $4)
    AND (($5::int IS NULL AND $6::int IS NULL) OR EXISTS (
      SELECT 1 FROM delivered_scheda s WHERE s.delivery = d.id
        AND ($5::int IS NULL OR s.field_number = $5) AND ($6::int IS NULL OR s.year = $6)))
    AND ($7 = '' OR ($7 = 'clean') = (d.findings = '[]'))
    AND ($8 = '' OR ($8 = 'mine' AND d.assigned_to = $2::int)
                 OR ($8 = 'nobody' AND d.assigned_to IS NULL))
), kept AS (SELECT * FROM asked WHERE $9 = '' OR status = $9)
"""
_PAGE = """
, counted AS (
  SELECT k.*, (SELECT count(*) FROM delivered_scheda s WHERE s.delivery = k.id)::int AS schede
  FROM kept k
), page AS (SELECT * FROM counted ORDER BY {order} LIMIT $10 OFFSET $11)
SELECT p.*, n.* FROM page p, LATERAL (
  SELECT count(*) FILTER (WHERE s.is_latest AND s.decided_at IS NULL)::int AS waiting,
         count(*) FILTER (WHERE s.status = 'accepted')::int AS accepted,
         count(*) FILTER (WHERE s.status = 'returned')::int AS returned,
         count(*) FILTER (WHERE s.status = 'rejected')::int AS rejected
  FROM delivered_scheda s WHERE s.delivery = p.id) n
ORDER BY {order}
"""
_COUNTS = """
SELECT 'status' AS what, status AS value, count(*)::int AS n FROM asked GROUP BY status
UNION ALL SELECT 'region', region_code, count(*)::int FROM kept GROUP BY region_code
UNION ALL SELECT 'checks', CASE WHEN doubts = 0 THEN 'clean' ELSE 'doubtful' END, count(*)::int
  FROM kept GROUP BY doubts = 0, 2
UNION ALL SELECT 'assigned', 'mine', count(*)::int FROM kept WHERE assigned_to = $2::int
UNION ALL SELECT 'assigned', 'nobody', count(*)::int FROM kept WHERE assigned_to IS NULL
UNION ALL SELECT 'all', '', count(*)::int FROM kept
"""


async def list_deliveries(ask: Ask, filters: DeliveryFilters, *, by: Actor) -> Listing[DeliveryRow]:
    """One page of what arrived, the newest first, with the counts of each filter."""
    arguments = _arguments(ask, filters, by)
    order = order_by(ask.sort, SORTS, default="-received")
    rows = await fetch(_ASKED + _PAGE.format(order=order), *arguments, ask.size, ask.offset)
    counts = await fetch(_ASKED + _COUNTS, *arguments)
    regions = await territory.region_names()
    return Listing(
        items=[_row(row, regions) for row in rows],
        total=next(row["n"] for row in counts if row["what"] == "all"),
        page=ask.page,
        size=ask.size,
        facets=_facets(counts, regions),
    )


def _arguments(ask: Ask, filters: DeliveryFilters, by: Actor) -> list[object]:
    return [
        tidy(ask.q),
        by.user_id,
        filters.office,
        filters.region,
        number_or_none(filters.field, "field"),
        number_or_none(filters.year, "year"),
        one_of(filters.checks, "checks", (CLEAN, DOUBTFUL)),
        one_of(filters.assigned, "assigned", (MINE, NOBODY)),
        one_of(filters.status, "status", tuple(DeliveryStatus)),
    ]


def _row(row: Any, regions: dict[str, str]) -> DeliveryRow:
    values = dict(row) | {
        "office_name": short_office(row["office_name"]),
        "region_name": regions.get(row["region_code"], ""),
    }
    return convert(values, DeliveryRow)


def _facets(counts: list[Any], regions: dict[str, str]) -> dict[str, list[Facet]]:
    words: dict[str, dict[str, str]] = {
        "status": {one.value: str(label) for one, label in DELIVERY_LABELS.items()},
        "region": regions,
        "checks": {CLEAN: _("Tutto in ordine"), DOUBTFUL: _("Qualcosa da guardare")},
        "assigned": {MINE: _("A me"), NOBODY: _("A nessuno")},
    }
    return {
        name: [
            Facet(value=value, label=label, count=n)
            for value, label in labels.items()
            if (n := _count(counts, name, value))
        ]
        for name, labels in words.items()
    }


def _count(counts: list[Any], what: str, value: str) -> int:
    return sum(row["n"] for row in counts if (row["what"], row["value"]) == (what, value))


async def list_refused(ask: Ask) -> Listing[RefusedRow]:
    """The files that were not taken in and that nobody has settled, the newest first."""
    rows = await fetch(
        "SELECT u.*, coalesce(p.name, '') AS brought_by_name, coalesce(d.name, '')"
        " AS delivery_name FROM refused_upload u LEFT JOIN person p ON p.id = u.brought_by"
        " LEFT JOIN delivery d ON d.id = u.delivery WHERE NOT u.is_settled"
        " ORDER BY u.last_at DESC, u.id LIMIT $1 OFFSET $2",
        ask.size,
        ask.offset,
    )
    total = await fetch("SELECT count(*) AS n FROM refused_upload WHERE NOT is_settled")
    items = [convert(dict(row), RefusedRow) for row in rows]
    return Listing(items=items, total=total[0]["n"], page=ask.page, size=ask.size)


async def alarms_about(delivery_id: int) -> list[RefusedRow]:
    """The files that tried to pass for this delivery, and were not taken in."""
    rows = await fetch(
        "SELECT u.*, coalesce(p.name, '') AS brought_by_name, '' AS delivery_name"
        " FROM refused_upload u LEFT JOIN person p ON p.id = u.brought_by"
        " WHERE u.delivery = $1 ORDER BY u.last_at DESC",
        delivery_id,
    )
    return [convert(dict(row), RefusedRow) for row in rows]
