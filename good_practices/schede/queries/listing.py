"""Schede in a list, with the counts of each filter."""

from collections import defaultdict
from typing import Any

from msgspec import convert

from good_practices.schede.lifecycle import STATUS_LABELS
from good_practices.schede.naming import heading_of, scheda_code
from good_practices.schede.queries.conditions import KEPT_FILES, STANDING, VISIBLE
from good_practices.schede.shapes import SchedaFilters, SchedaRow
from registry.platform import search, tallies
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.asking import Question
from registry.platform.database import fetch
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.lists import Ask, Facet, Listing, NeverEmpty, order_by
from registry.platform.search.queries import tidy
from registry.territory import queries as territory

SORTS = {
    "number": NeverEmpty("(s.year * 1000000 + s.number)"),
    "title": NeverEmpty("s.sort_title"),
    "field": NeverEmpty("s.field"),
    "office": NeverEmpty("s.office"),
    "since": "s.starts_earliest",
    "status": NeverEmpty("s.status"),
    "changed_at": NeverEmpty("s.changed_at"),
}

_ROW = f"""
SELECT s.id, s.year, s.number, s.field, s.field_other, s.title, s.office, s.status,
       s.is_formalised, s.when_text, s.starts_earliest, s.starts_latest, s.changed_at,
       o.name AS office_name, f.short_name AS field_name, f.text AS field_text,
       {KEPT_FILES}::int AS attachments, {STANDING} AS standing
FROM {{schede}} JOIN office o ON o.code = s.office
JOIN circular_field f ON f.circular = s.circular AND f.number = s.field
"""  # noqa: S608  constants only


async def list_schede(ask: Ask, filters: SchedaFilters, *, by: Actor) -> Listing[SchedaRow]:
    """One page of the schede that this person may see, with the counts of each filter."""
    asked = _asked_of(ask, filters, by)
    is_plain = not tidy(ask.q) and filters == SchedaFilters(office=filters.office)
    counts = (
        await tallies.counts("schede", office=filters.office, by=by)
        if is_plain
        else await _made_counts(asked)
    )
    rows = await fetch(_page_of(asked, ask), *asked.arguments)
    return Listing(
        items=[_row(row) for row in rows],
        total=counts["total"].get("", 0),
        page=ask.page,
        size=ask.size,
        facets=await _facets(counts),
    )


def _page_of(asked: Question, ask: Ask) -> str:
    """First which schede, from an index; then their words, for these alone."""
    order = order_by(ask.sort, SORTS, default="-changed_at", last="s.id")
    limit, offset = asked.value(ask.size), asked.value(ask.offset)
    return f"""WITH page AS (
      SELECT s.id FROM scheda s WHERE {asked.conditions} ORDER BY {order}
      LIMIT {limit} OFFSET {offset})
    {_ROW.format(schede="page JOIN scheda s ON s.id = page.id")}
    ORDER BY {order}"""  # noqa: S608  only this file's own text is put together


def _asked_of(ask: Ask, filters: SchedaFilters, by: Actor) -> Question:
    asked = Question([*reader(by)], [VISIBLE])
    if words := tidy(ask.q):
        asked.ask(f"s.id IN ({search.matching('schede', '{0}')})", words)
    for name in ("field", "year", "circular"):
        if (number := _number(getattr(filters, name), name)) is not None:
            asked.ask(f"s.{name} = {{0}}", number)
    for name in ("status", "office"):
        if value := getattr(filters, name):
            asked.ask(f"s.{name} = {{0}}", value)
    if filters.place:
        asked.ask(
            "s.id IN (SELECT scheda FROM scheda_place"  # noqa: S608
            f" WHERE place IN ({territory.inside('{0}')}))",
            filters.place,
        )
    if filters.formalised:
        asked.where.append(_FORMALISED_IS.get(filters.formalised, "false"))
    return asked


_FORMALISED_IS = {
    "yes": "s.is_formalised",
    "no": "s.is_formalised = false",
    "unsaid": "s.is_formalised IS NULL",
}

_COUNTS = """WITH alike AS (
  SELECT s.field, s.status, s.year, s.is_formalised, s.office, count(*)::int AS n,
         grouping(s.office) = 0 AS is_of_office
  FROM scheda s WHERE {conditions}
  GROUP BY GROUPING SETS ((s.field, s.status, s.year, s.is_formalised), (s.office))
), told AS (SELECT * FROM alike WHERE NOT is_of_office)
SELECT 'status' AS name, status AS value, sum(n)::int AS n FROM told GROUP BY status
UNION ALL SELECT 'field', field::text, sum(n)::int FROM told GROUP BY field
UNION ALL SELECT 'year', year::text, sum(n)::int FROM told GROUP BY year
UNION ALL SELECT 'formalised', CASE is_formalised WHEN true THEN 'yes' WHEN false THEN 'no'
  ELSE 'unsaid' END, sum(n)::int FROM told GROUP BY is_formalised
UNION ALL SELECT 'office', office, n FROM alike WHERE is_of_office
UNION ALL SELECT 'total', '', coalesce(sum(n), 0)::int FROM told"""


async def _made_counts(asked: Question) -> tallies.Counts:
    rows = await fetch(_COUNTS.format(conditions=asked.conditions), *asked.arguments)
    counts: tallies.Counts = defaultdict(dict)
    for row in rows:
        counts[row["name"]][row["value"]] = row["n"]
    return counts


_READY = (
    _ROW.format(schede="scheda s")
    + " WHERE s.office = $1 AND s.circular = $2 AND s.status = 'ready' AND s.submission_id IS NULL"
    " ORDER BY s.field, s.year, s.number"
)


async def ready_to_send(office: str, circular_id: int) -> list[SchedaRow]:
    """The approved schede of an office that no open transmission holds, in the form's order."""
    return [_row(row) for row in await fetch(_READY, office, circular_id)]


def _number(text: str, name: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise InvalidInput.of({name: _("Scrivi un numero.")})
    return int(text)


def _row(row: Any) -> SchedaRow:
    values = dict(row) | {
        "code": scheda_code(row["office"], row["year"], row["number"]),
        "heading": heading_of(row["field"], row["field_text"], row["field_other"]),
    }
    return convert(values, SchedaRow)


async def _facets(counts: tallies.Counts) -> dict[str, list[Facet]]:
    labels = await _labels()
    facets = {
        name: [
            Facet(value=value, label=labels[name].get(value, value), count=n)
            for value, n in counts[name].items()
        ]
        for name in labels
    }
    facets["field"].sort(key=lambda one: int(one.value))
    facets["year"].sort(key=lambda one: one.value, reverse=True)
    for name in ("status", "office", "formalised"):
        facets[name].sort(key=lambda one: (-one.count, one.label))
    return facets


_WORDS = """
SELECT 'office' AS name, code AS value, name AS label FROM office
UNION ALL SELECT 'field', number::text, min(short_name) FROM circular_field GROUP BY number
"""


async def _labels() -> dict[str, dict[str, str]]:
    """The words of each value, by the filter's name."""
    labels: dict[str, dict[str, str]] = {
        "field": {},
        "status": {one.value: str(label) for one, label in STATUS_LABELS.items()},
        "year": {},
        "office": {},
        "formalised": {"yes": _("Con un atto"), "no": _("Prassi senza atto"),
                       "unsaid": _("Non detto")},
    }  # fmt: skip
    for row in await fetch(_WORDS):
        number = f"{row['value']} · " if row["name"] == "field" else ""
        labels[row["name"]][row["value"]] = number + row["label"]
    return labels
