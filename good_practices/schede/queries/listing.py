"""Schede in a list, with the counts of each filter."""

from typing import Any

from msgspec import convert

from good_practices.schede.lifecycle import STATUS_LABELS, SchedaStatus
from good_practices.schede.naming import heading_of, scheda_code
from good_practices.schede.queries.conditions import KEPT_FILES, STANDING, VISIBLE, reader
from good_practices.schede.shapes import SchedaFilters, SchedaRow
from registry.platform import search
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.lists import Ask, Facet, Listing, order_by
from registry.platform.search.queries import tidy
from registry.territory import queries as territory

SORTS = {
    "number": "year * 1000000 + number",
    "title": "fold(title)",
    "field": "field",
    "office": "office",
    "since": "starts_earliest",
    "status": "status",
    "changed_at": "changed_at",
}

_KEPT = f"""
WITH kept AS (
  SELECT s.* FROM scheda s
  WHERE {VISIBLE}
    AND ($3 = '' OR s.id IN ({search.matching("schede", "$3")}))
    AND ($4::int IS NULL OR s.field = $4)
    AND ($5 = '' OR s.status = $5)
    AND ($6::int IS NULL OR s.year = $6)
    AND ($7 = '' OR s.office = $7)
    AND ($8 = '' OR s.id IN (SELECT scheda FROM scheda_place
                             WHERE place IN ({territory.inside("$8")})))
    AND ($9 = '' OR ($9 = 'yes' AND s.is_formalised) OR ($9 = 'no' AND s.is_formalised = false)
                 OR ($9 = 'unsaid' AND s.is_formalised IS NULL))
    AND ($10::int IS NULL OR s.circular = $10)
)
"""  # noqa: S608  only this file's own text is put together

_ROW = f"""
SELECT s.*, o.name AS office_name, f.short_name AS field_name, f.text AS field_text,
       {KEPT_FILES}::int AS attachments, {STANDING} AS standing
FROM {{schede}} s JOIN office o ON o.code = s.office
JOIN circular_field f ON f.circular = s.circular AND f.number = s.field
"""  # noqa: S608  constants only

_PAGE = f"""
, page AS (
  SELECT * FROM kept ORDER BY {{order}} LIMIT $11 OFFSET $12
)
SELECT * FROM ({_ROW.format(schede="page")}) r ORDER BY {{order}}
"""  # noqa: S608

_COUNTS = """
SELECT s.field, s.status, s.year, s.office, s.is_formalised, min(f.short_name) AS field_name,
       min(o.name) AS office_name, count(*)::int AS n,
       grouping(s.field, s.status, s.year, s.office, s.is_formalised) AS which
FROM kept s JOIN office o ON o.code = s.office
JOIN circular_field f ON f.circular = s.circular AND f.number = s.field
GROUP BY GROUPING SETS ((s.field), (s.status), (s.year), (s.office), (s.is_formalised), ())
"""
# What PostgreSQL's grouping() says where only that column is grouped: the others' bits.
_WHICH = {15: "field", 23: "status", 27: "year", 29: "office", 30: "formalised", 31: "all"}


async def list_schede(ask: Ask, filters: SchedaFilters, *, by: Actor) -> Listing[SchedaRow]:
    """One page of the schede that this person may see, with the counts of each filter."""
    arguments = _arguments(ask, filters, by)
    order = order_by(ask.sort, SORTS, default="-changed_at")
    rows = await fetch(_KEPT + _PAGE.format(order=order), *arguments, ask.size, ask.offset)
    facets = await _facets(arguments)
    return Listing(
        items=[_row(row) for row in rows],
        total=facets.pop("all")[0].count,
        page=ask.page,
        size=ask.size,
        facets=facets,
    )


_READY = (
    _ROW.format(schede="scheda")
    + " WHERE s.office = $1 AND s.circular = $2 AND s.status = 'ready' AND s.submission_id IS NULL"
    " ORDER BY s.field, s.year, s.number"
)


async def ready_to_send(office: str, circular_id: int) -> list[SchedaRow]:
    """The approved schede of an office that no open transmission holds, in the form's order."""
    return [_row(row) for row in await fetch(_READY, office, circular_id)]


def _arguments(ask: Ask, filters: SchedaFilters, by: Actor) -> list[object]:
    return [
        *reader(by),
        tidy(ask.q),
        _number(filters.field, "field"),
        filters.status,
        _number(filters.year, "year"),
        filters.office,
        filters.place,
        filters.formalised,
        _number(filters.circular, "circular"),
    ]


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


async def _facets(arguments: list[object]) -> dict[str, list[Facet]]:
    rows = await fetch(_KEPT + _COUNTS, *arguments)
    facets: dict[str, list[Facet]] = {name: [] for name in _WHICH.values()}
    for row in rows:
        name = _WHICH[row["which"]]
        facets[name].append(_facet(name, row))
    facets["field"].sort(key=lambda one: int(one.value))
    facets["year"].sort(key=lambda one: one.value, reverse=True)
    for name in ("status", "office", "formalised"):
        facets[name].sort(key=lambda one: (-one.count, one.label))
    return facets


_FORMALISED = {True: "yes", False: "no", None: "unsaid"}


def _facet(name: str, row: Any) -> Facet:
    if name == "field":
        label = f"{row['field']} · {row['field_name']}"
        return Facet(value=str(row["field"]), label=label, count=row["n"])
    if name == "status":
        label = str(STATUS_LABELS[SchedaStatus(row["status"])])
        return Facet(value=row["status"], label=label, count=row["n"])
    if name == "office":
        return Facet(value=row["office"], label=row["office_name"], count=row["n"])
    if name == "formalised":
        words = {"yes": _("Con un atto"), "no": _("Prassi senza atto"), "unsaid": _("Non detto")}
        value = _FORMALISED[row["is_formalised"]]
        return Facet(value=value, label=words[value], count=row["n"])
    return Facet(value=str(row["year"] or ""), label=str(row["year"] or ""), count=row["n"])
