"""The list of networks: filters, order, counts."""

import asyncpg
from msgspec import convert

from registry.networks.days import years_before
from registry.networks.kinds import NETWORK_KINDS, NetworkKind
from registry.networks.queries.sight import body, reader, seen, timed, with_bodies
from registry.networks.rows import NetworkRow
from registry.networks.shapes import NetworkFilters
from registry.platform import clock, search
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.platform.i18n import _
from registry.platform.lists import Ask, Facet, Listing, order_by
from registry.platform.search.queries import tidy
from registry.territory import queries as territory

SORTS = {
    "name": "fold(name)",
    "kind": "kind",
    "since": "starts_earliest",
    "bodies": "bodies",
    "last_news": "last_news_on",
}
SITUATIONS = ("to_confirm", "in_definition")

# A participation that nobody has confirmed for two years ($9 is that day) and that is not over.
STALE = """(p.ends_text = '' AND p.ends_earliest IS NULL AND p.ends_latest IS NULL
            AND p.when_state IS DISTINCT FROM 'in_definition'
            AND coalesce(greatest(p.starts_earliest, p.last_news_on), '0001-01-01') < {day})"""

_ROWS = f"""
WITH taking_part AS (
  SELECT p.network, count(DISTINCT p.partner)::int AS bodies,
         count(*) FILTER (WHERE {STALE.format(day="$9")})::int AS to_confirm,
         count(*) FILTER (WHERE p.when_state = 'in_definition')::int AS in_definition,
         max(p.last_news_on) AS last_news_on
  FROM participation p WHERE NOT p.is_removed GROUP BY p.network
), row AS (
  SELECT n.id, n.kind, n.name, n.subtitle, n.office, o.name AS office_name, n.visibility,
         {timed("n")}, greatest(n.last_news_on, t.last_news_on) AS last_news_on,
         '' AS last_news_words,
         {body("lead", name="lead")},
         array(SELECT place FROM network_place WHERE network = n.id ORDER BY position)
           AS place_codes,
         coalesce(t.bodies, 0) AS bodies, coalesce(t.to_confirm, 0) AS to_confirm,
         coalesce(t.in_definition, 0) AS in_definition
  FROM network n
  JOIN office o ON o.code = n.office
  LEFT JOIN partner lead ON lead.id = n.lead_partner
  LEFT JOIN taking_part t ON t.network = n.id
  WHERE {seen("n")}
    AND ($3 = '' OR n.id IN ({search.matching("networks", "$3")}))
    AND ($4 = '' OR n.kind = $4)
    AND ($5 = '' OR n.office = $5)
    AND ($6::text[] IS NULL OR EXISTS (
         SELECT 1 FROM network_place np WHERE np.network = n.id AND np.place = ANY($6)))
    AND ($7::int IS NULL OR n.lead_partner = $7 OR EXISTS (
         SELECT 1 FROM participation q
         WHERE q.network = n.id AND q.partner = $7 AND NOT q.is_removed))
    AND ($8::date IS NULL OR (
         coalesce(n.starts_earliest <= $8, true) AND coalesce(n.ends_latest >= $8, true)))
), kept AS (
  SELECT * FROM row
  WHERE $10 = '' OR ($10 = 'to_confirm' AND to_confirm > 0)
     OR ($10 = 'in_definition' AND in_definition > 0)
)
"""  # noqa: S608  only this room's own text is put together


async def list_networks(ask: Ask, filters: NetworkFilters, *, by: Actor) -> Listing[NetworkRow]:
    """One page of the networks that this person may see, with the counts of each filter."""
    arguments = await _arguments(ask, filters, by)
    order = order_by(ask.sort, SORTS, default="name")
    rows = await fetch(
        f"{_ROWS} SELECT * FROM kept ORDER BY {order} LIMIT $11 OFFSET $12",  # noqa: S608
        *arguments,
        ask.size,
        ask.offset,
    )
    facets = await _facets(arguments)
    items = [convert(with_bodies(row, one=("lead",)), NetworkRow) for row in rows]
    await _name_places(items)
    return Listing(
        items=items,
        total=sum(facet.count for facet in facets["kind"]),
        page=ask.page,
        size=ask.size,
        facets={name: shown for name, shown in facets.items() if shown},
    )


async def _arguments(ask: Ask, filters: NetworkFilters, by: Actor) -> list[object]:
    inside = await territory.places_inside(filters.place) if filters.place else None
    return [
        *reader(by),
        tidy(ask.q),
        filters.kind,
        filters.office,
        inside,
        filters.partner,
        filters.on,
        years_before(clock.today(), 2),
        filters.situation,
    ]


async def _facets(arguments: list[object]) -> dict[str, list[Facet]]:
    rows = await fetch(
        f"""{_ROWS} SELECT kind, office, min(office_name) AS office_name, count(*)::int AS n,
            count(*) FILTER (WHERE to_confirm > 0)::int AS to_confirm,
            count(*) FILTER (WHERE in_definition > 0)::int AS in_definition,
            grouping(kind) AS no_kind, grouping(office) AS no_office
            FROM kept GROUP BY GROUPING SETS ((kind), (office), ()) ORDER BY n DESC""",  # noqa: S608
        *arguments,
    )
    kinds = [row for row in rows if not row["no_kind"]]
    offices = [row for row in rows if not row["no_office"]]
    whole = next(row for row in rows if row["no_kind"] and row["no_office"])
    return {
        "kind": [_kind_facet(row) for row in kinds],
        "situation": _situations(whole),
        "office": [_office_facet(row) for row in offices],
    }


def _kind_facet(row: asyncpg.Record) -> Facet:
    label = str(NETWORK_KINDS[NetworkKind(row["kind"])])
    return Facet(value=row["kind"], label=label, count=row["n"])


def _office_facet(row: asyncpg.Record) -> Facet:
    return Facet(value=row["office"], label=row["office_name"], count=row["n"])


def _situations(whole: asyncpg.Record) -> list[Facet]:
    labels = {"to_confirm": _("Da confermare"), "in_definition": _("In corso di definizione")}
    facets = [Facet(value=name, label=labels[name], count=whole[name]) for name in SITUATIONS]
    return [facet for facet in facets if facet.count]


async def _name_places(rows: list[NetworkRow]) -> None:
    places = await territory.places_by_code({code for row in rows for code in row.place_codes})
    for row in rows:
        row.place_names = [places[code].name for code in row.place_codes if code in places]
