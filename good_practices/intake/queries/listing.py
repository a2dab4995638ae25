"""Deliveries in a list, the files that were ."""

from typing import Any

from msgspec import convert

from good_practices.intake.lifecycle import DELIVERY_LABELS, DeliveryStatus
from good_practices.intake.naming import short_office
from good_practices.intake.queries.asking import MINE, NOBODY, number_or_none, one_of
from good_practices.intake.shapes import DeliveryFilters, DeliveryRow, RefusedRow
from registry.platform.accounts.roles import Actor
from registry.platform.asking import Question
from registry.platform.database import fetch
from registry.platform.i18n import _
from registry.platform.lists import Ask, Facet, Listing, NeverEmpty, order_by
from registry.platform.search.queries import tidy
from registry.territory import queries as territory

SORTS = {
    "received": NeverEmpty("d.received_at"),
    "office": NeverEmpty("o.turn"),
    "name": NeverEmpty("(d.year * 1000000 + d.number)"),
    "schede": NeverEmpty("d.schede"),
    "status": NeverEmpty("d.status"),
    "assigned": NeverEmpty("coalesce(r.turn, 0)"),
}
CLEAN, DOUBTFUL = "clean", "doubtful"

# Offices and people are few: each has its place among the names, and names are folded once.
_TURNS = {
    "o.turn": "JOIN (SELECT code, row_number() OVER (ORDER BY fold(name)) AS turn"
    " FROM office) o ON o.code = d.office",
    "r.turn": "LEFT JOIN (SELECT id, row_number() OVER (ORDER BY fold(name)) AS turn"
    " FROM person) r ON r.id = d.assigned_to",
}
_PAGE = """WITH page AS (
  SELECT d.id, row_number() OVER (ORDER BY {order}) AS place
  FROM delivery d {turns} WHERE {conditions} ORDER BY place LIMIT {limit} OFFSET {offset})
SELECT d.id, d.name, d.office, o.name AS office_name, coalesce(o.region_code, '') AS region_code,
  d.received_at, d.receipt_number, d.corrects, d.schede, n.*,
  jsonb_array_length(d.findings) AS doubts, d.assigned_to, coalesce(p.name, '') AS assigned_name,
  d.status
FROM page JOIN delivery d ON d.id = page.id JOIN office o ON o.code = d.office
LEFT JOIN person p ON p.id = d.assigned_to, LATERAL (
  SELECT count(*) FILTER (WHERE s.is_latest AND s.decided_at IS NULL)::int AS waiting,
         count(*) FILTER (WHERE s.status = 'accepted')::int AS accepted,
         count(*) FILTER (WHERE s.status = 'returned')::int AS returned,
         count(*) FILTER (WHERE s.status = 'rejected')::int AS rejected
  FROM delivered_scheda s WHERE s.delivery = d.id) n
ORDER BY page.place
"""
# The pills by status count what every other filter keeps.
_COUNTS = """WITH alike AS MATERIALIZED (
  SELECT d.status, d.office, d.findings = '[]' AS is_clean,
         coalesce(d.assigned_to = {me}::int, false) AS is_mine,
         d.assigned_to IS NULL AS is_nobody_s, count(*)::int AS n
  FROM delivery d WHERE {conditions} GROUP BY 1, 2, 3, 4, 5
), kept AS (SELECT * FROM alike WHERE {status} IN ('', status))
SELECT 'status' AS what, status AS value, sum(n)::int AS n FROM alike GROUP BY status
UNION ALL SELECT 'region', coalesce(o.region_code, ''), sum(n)::int
  FROM kept JOIN office o ON o.code = kept.office GROUP BY 2
UNION ALL SELECT 'checks', CASE WHEN is_clean THEN 'clean' ELSE 'doubtful' END, sum(n)::int
  FROM kept GROUP BY is_clean
UNION ALL SELECT 'assigned', 'mine', sum(n)::int FROM kept WHERE is_mine HAVING sum(n) > 0
UNION ALL SELECT 'assigned', 'nobody', sum(n)::int FROM kept WHERE is_nobody_s HAVING sum(n) > 0
UNION ALL SELECT 'all', '', coalesce(sum(n), 0)::int FROM kept
"""


async def list_deliveries(ask: Ask, filters: DeliveryFilters, *, by: Actor) -> Listing[DeliveryRow]:
    """One page of what arrived, the newest first, with the counts of each filter."""
    asked = _asked_of(ask, filters, by)
    wanted = one_of(filters.status, "status", tuple(DeliveryStatus))
    counts = await _counts(asked, wanted, by)
    if wanted:
        asked.ask("d.status = {0}", wanted)
    rows = await fetch(_page_of(asked, ask), *asked.arguments)
    regions = await territory.region_names()
    return Listing(
        items=[_row(row, regions) for row in rows],
        total=next(row["n"] for row in counts if row["what"] == "all"),
        page=ask.page,
        size=ask.size,
        facets=_facets(counts, regions),
    )


def _page_of(asked: Question, ask: Ask) -> str:
    order = order_by(ask.sort, SORTS, default="-received", last="d.id")
    turns = " ".join(join for name, join in _TURNS.items() if name in order)
    limit, offset = asked.value(ask.size), asked.value(ask.offset)
    return _PAGE.format(
        order=order, turns=turns, conditions=asked.conditions, limit=limit, offset=offset
    )


async def _counts(asked: Question, wanted: str, by: Actor) -> list[Any]:
    more = Question(list(asked.arguments), asked.where)
    me, status = more.value(by.user_id), more.value(wanted)
    sql = _COUNTS.format(me=me, status=f"{status}::text", conditions=more.conditions)
    return await fetch(sql, *more.arguments)


def _asked_of(ask: Ask, filters: DeliveryFilters, by: Actor) -> Question:
    """Everything that is asked, but the status."""
    asked = Question()
    if words := tidy(ask.q):
        asked.ask("d.found_by @@ find_words({0})", words)
    if filters.office:
        asked.ask("d.office = {0}", filters.office)
    if filters.region:
        asked.ask("d.office IN (SELECT code FROM office WHERE region_code = {0})", filters.region)
    _ask_schede(asked, filters)
    if checks := one_of(filters.checks, "checks", (CLEAN, DOUBTFUL)):
        asked.where.append("d.findings = '[]'" if checks == CLEAN else "d.findings <> '[]'")
    assigned = one_of(filters.assigned, "assigned", (MINE, NOBODY))
    if assigned == MINE:
        asked.ask("d.assigned_to = {0}", by.user_id)
    elif assigned:
        asked.where.append("d.assigned_to IS NULL")
    return asked


def _ask_schede(asked: Question, filters: DeliveryFilters) -> None:
    """The deliveries with a scheda of this field, of this year's collection, or of both."""
    wanted = {
        "field_number": number_or_none(filters.field, "field"),
        "year": number_or_none(filters.year, "year"),
    }
    told = {name: number for name, number in wanted.items() if number is not None}
    if told:
        inside = " AND ".join(f"s.{name} = {asked.value(number)}" for name, number in told.items())
        asked.where.append(f"d.id IN (SELECT s.delivery FROM delivered_scheda s WHERE {inside})")  # noqa: S608


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
