"""Received schede, across deliveries: what waits to be examined, what was accepted."""

from asyncpg import Record
from msgspec import convert, structs

from good_practices.circulars import queries as circulars
from good_practices.intake.lifecycle import REVIEW_LABELS, WAITING, ReviewStatus
from good_practices.intake.naming import short_office
from good_practices.intake.permissions import program_at_the_ministry
from good_practices.intake.queries.acts import KINDS_OF_ACT, act_labels
from good_practices.intake.queries.asking import MINE, NOBODY, number_or_none, one_of
from good_practices.intake.shapes import ReceivedFilters, ReceivedRow
from good_practices.schede.naming import scheda_code
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.platform.i18n import _
from registry.platform.lists import Ask, Facet, Listing, order_by
from registry.platform.search.queries import tidy
from registry.territory import queries as territory

SORTS = {
    "received": "received_at",
    "office": "fold(office_name)",
    "field": "(field_number, fold(office_name))",
    "title": "fold(title)",
    "round": "round",
    "status": "status",
    "decided": "decided_at",
    "position": "position",
}
OLDEST_FIRST, BY_FIELD, AS_SENT = "received", "field", "position"
EVERY, FIRST, AGAIN = "all", "first", "again"
YES, NO = "yes", "no"
EVERY_ROW = 1_000_000

# $2 the reader. Statuses and fields are counted on what every other filter keeps. A delivery
# shows all its schede, also those that a newer edition overtook. Long texts are left where they
# are: only the rows of the page are read whole. (A subquery is asked once, a function at each row.)
_ASKED = """
WITH asked AS (
  SELECT s.id, s.delivery, s.position, s.office, s.year, s.field_number, s.title, s.status,
         s.is_latest, s.decided_at, s.is_publishable, _KINDS_ AS kinds,
         d.name AS delivery_name, d.received_at, d.assigned_to,
         o.name AS office_name, coalesce(o.region_code, '') AS region_code,
         coalesce(p.name, '') AS assigned_name,
         (SELECT count(DISTINCT e.edition) FROM delivered_scheda e
          WHERE e.office = s.office AND e.year = s.year AND e.number = s.number
            AND e.edition <= s.edition)::int AS round
  FROM delivered_scheda s JOIN delivery d ON d.id = s.delivery JOIN office o ON o.code = s.office
  LEFT JOIN person p ON p.id = d.assigned_to
  WHERE ($1 = '' OR s.found_by @@ (SELECT find_words($1)))
    AND ($3 = '' OR s.office = $3) AND ($4 = '' OR o.region_code = $4)
    AND ($6::int IS NULL OR s.year = $6)
    AND ($7 = '' OR ($7 = 'mine' AND d.assigned_to = $2::int)
                 OR ($7 = 'nobody' AND d.assigned_to IS NULL))
    AND ($8::int IS NULL AND s.is_latest OR s.delivery = $8)
    AND ($9 = '' OR $9 = ANY(_KINDS_))
    AND ($10 = '' OR s.is_publishable = ($10 = 'yes'))
), named AS (
  SELECT * FROM asked WHERE ($11 = '' OR ($11 = 'first') = (round = 1))
), standing AS (
  SELECT * FROM named WHERE $12 = 'all' OR status = $12
    OR ($12 = '' AND is_latest AND status IN ('delivered', 'under_review'))
), kept AS (SELECT * FROM standing WHERE $5::int IS NULL OR field_number = $5)
""".replace("_KINDS_", KINDS_OF_ACT)
_PAGE = """
, placed AS (SELECT *, row_number() OVER (ORDER BY {order}) AS place FROM kept),
page AS (SELECT * FROM placed ORDER BY place LIMIT $13 OFFSET $14)
SELECT p.*, s.number, s.edition, s.field_text, s.words, s.is_formalised,
       coalesce(f.short_name, '') AS field_name,
       s.snapshot ->> 'abstract' AS abstract, s.snapshot -> 'when' ->> 'text' AS when_text,
       s.snapshot ->> 'territory_words' AS territory_words,
       cardinality(s.act_files) + jsonb_array_length(s.snapshot -> 'attachments') AS documents
FROM page p JOIN delivered_scheda s ON s.id = p.id
LEFT JOIN circular_field f ON f.circular = s.circular AND f.number = s.field_number
ORDER BY p.place
"""
_COUNTS = """
SELECT 'status' AS what, status AS value, count(*)::int AS n FROM named
  WHERE $5::int IS NULL OR field_number = $5 GROUP BY status
UNION ALL SELECT 'waiting', '', count(*)::int FROM named
  WHERE is_latest AND status IN ('delivered', 'under_review')
    AND ($5::int IS NULL OR field_number = $5)
UNION ALL SELECT 'field', field_number::text, count(*)::int FROM standing GROUP BY field_number
UNION ALL SELECT 'region', region_code, count(*)::int FROM kept GROUP BY region_code
UNION ALL SELECT 'office', office, count(*)::int FROM kept GROUP BY office
UNION ALL SELECT 'year', year::text, count(*)::int FROM kept GROUP BY year
UNION ALL SELECT 'round', CASE WHEN round = 1 THEN 'first' ELSE 'again' END, count(*)::int
  FROM kept GROUP BY round = 1, 2
UNION ALL SELECT 'assigned', 'mine', count(*)::int FROM kept WHERE assigned_to = $2::int
UNION ALL SELECT 'assigned', 'nobody', count(*)::int FROM kept WHERE assigned_to IS NULL
UNION ALL SELECT 'act', kind, count(*)::int FROM kept, unnest(kinds) AS kind GROUP BY kind
UNION ALL SELECT 'publishable', CASE WHEN is_publishable THEN 'yes' ELSE 'no' END, count(*)::int
  FROM kept GROUP BY is_publishable
UNION ALL SELECT 'all', '', count(*)::int FROM kept
"""
_PLACES = "SELECT delivery, position FROM kept ORDER BY {order}"
_OFFICES = "SELECT code, name FROM office"


async def list_received(
    ask: Ask, filters: ReceivedFilters, *, by: Actor, first: str = OLDEST_FIRST
) -> Listing[ReceivedRow]:
    """One page of received schede, with the counts of each filter; ``first`` is the order
    when the question names none."""
    arguments = _arguments(ask, filters, by)
    order = order_by(ask.sort, SORTS, default=first)
    rows = await fetch(_ASKED + _PAGE.format(order=order), *arguments, ask.size, ask.offset)
    counts = await fetch(_ASKED + _COUNTS, *arguments)
    regions = await territory.region_names()
    return Listing(
        items=[_row(row, regions) for row in rows],
        total=next(row["n"] for row in counts if row["what"] == "all"),
        page=ask.page,
        size=ask.size,
        facets=_facets(counts, await _words(regions)),
    )


async def places_of(
    ask: Ask, filters: ReceivedFilters, *, by: Actor, first: str = OLDEST_FIRST
) -> list[tuple[int, int]]:
    """Delivery and position of every scheda that the question keeps, in its order."""
    order = order_by(ask.sort, SORTS, default=first)
    rows = await fetch(
        _ASKED + _PLACES.format(order=order), *_arguments(ask, whole_queue(filters), by)
    )
    return [(row["delivery"], row["position"]) for row in rows]


def whole_queue(filters: ReceivedFilters) -> ReceivedFilters:
    """Who walks what waits walks all of it: taking one up moves its neighbours' status."""
    if filters.status in {one.value for one in WAITING}:
        return structs.replace(filters, status="")
    return filters


def _arguments(ask: Ask, filters: ReceivedFilters, by: Actor) -> list[object]:
    return [
        tidy(ask.q),
        by.user_id,
        filters.office,
        filters.region,
        number_or_none(filters.field, "field"),
        number_or_none(filters.year, "year"),
        one_of(filters.assigned, "assigned", (MINE, NOBODY)),
        number_or_none(filters.delivery, "delivery"),
        one_of(filters.act, "act", act_labels()),
        one_of(filters.publishable, "publishable", (YES, NO)),
        one_of(filters.round, "round", (FIRST, AGAIN)),
        one_of(filters.status, "status", (EVERY, *tuple(ReviewStatus))),
    ]


def _row(row: Record, regions: dict[str, str]) -> ReceivedRow:
    values = dict(row) | {
        "office_name": short_office(row["office_name"]),
        "region_name": regions.get(row["region_code"], ""),
        "code": scheda_code(row["office"], row["year"], row["number"]),
        "field": row["field_number"],
    }
    return convert(values, ReceivedRow)


async def _words(regions: dict[str, str]) -> dict[str, dict[str, str]]:
    """The words of each filter's values, in the order in which they are offered."""
    circular = await circulars.find_current()
    offices = {row["code"]: short_office(row["name"]) for row in await fetch(_OFFICES)}
    return {
        "status": {one.value: str(label) for one, label in REVIEW_LABELS.items()},
        "waiting": {"": _("Da esaminare")},
        "field": {str(one.number): f"{one.number} · {one.short_name}" for one in circular.fields},
        "region": regions,
        "office": dict(sorted(offices.items(), key=lambda one: one[1].casefold())),
        "year": {},
        "round": {FIRST: _("Primo invio"), AGAIN: _("Tornate dopo correzione")},
        "assigned": {MINE: _("A me"), NOBODY: _("A nessuno")},
        "act": act_labels(),
        "publishable": {YES: _("Si può pubblicare"), NO: _("Non si pubblica")},
    }


def _facets(counts: list[Record], words: dict[str, dict[str, str]]) -> dict[str, list[Facet]]:
    """Known values in their order, then those that only the rows know, by name."""
    found: dict[str, dict[str, int]] = {}
    for row in counts:
        found.setdefault(row["what"], {})[row["value"]] = row["n"]
    return {
        name: [
            Facet(value=value, label=labels.get(value, value), count=n)
            for value in [*labels, *sorted(found.get(name, {}).keys() - labels.keys())]
            if (n := found.get(name, {}).get(value, 0))
        ]
        for name, labels in words.items()
    }


async def accepted_schede(year: int | None, region: str = "") -> list[ReceivedRow]:
    """The newest edition of every scheda that was accepted, by office and field."""
    filters = ReceivedFilters(status=ReviewStatus.ACCEPTED, year=str(year or ""), region=region)
    asked = Ask(sort="office", size=EVERY_ROW)
    return (await list_received(asked, filters, by=program_at_the_ministry())).items
