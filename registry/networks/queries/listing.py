"""The list of networks: filters, order, counts."""

import asyncpg
from msgspec import convert

from registry.networks.days import years_before
from registry.networks.kinds import NETWORK_KINDS, NetworkKind
from registry.networks.queries.sight import body, seen, timed, with_bodies
from registry.networks.rows import NetworkRow
from registry.networks.shapes import NetworkFilters
from registry.platform import clock, search
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.asking import Question
from registry.platform.database import fetch
from registry.platform.i18n import _
from registry.platform.lists import Ask, Facet, Listing, NeverEmpty, order_by
from registry.platform.search.queries import tidy
from registry.territory import queries as territory

SORTS = {
    "name": NeverEmpty("fold(n.name)"),
    "kind": NeverEmpty("n.kind"),
    "since": "n.starts_earliest",
    "bodies": NeverEmpty("coalesce(t.bodies, 0)"),
    "last_news": "greatest(n.last_news_on, t.last_news_on)",
}
SITUATIONS = ("to_confirm", "in_definition")

# A participation that nobody has confirmed for two years (``day`` is that day) and not over.
STALE = """(p.ends_text = '' AND p.ends_earliest IS NULL AND p.ends_latest IS NULL
            AND p.when_state IS DISTINCT FROM 'in_definition'
            AND coalesce(greatest(p.starts_earliest, p.last_news_on), '0001-01-01') < {day})"""
TWO_YEARS_AGO = "$3"
"""The reader stands in $1 and $2."""

_TAKING_PART = f"""
SELECT p.network, count(DISTINCT p.partner)::int AS bodies,
       count(*) FILTER (WHERE {STALE.format(day=TWO_YEARS_AGO)})::int AS to_confirm,
       count(*) FILTER (WHERE p.when_state = 'in_definition')::int AS in_definition,
       max(p.last_news_on) AS last_news_on{{more}}
FROM participation p WHERE NOT p.is_removed{{only}} GROUP BY p.network
"""  # noqa: S608  only this room's own text is put together
_ALL_TAKING_PART = _TAKING_PART.format(only="", more="")
_OF_THE_PAGE = _TAKING_PART.format(
    only=" AND p.network IN (SELECT id FROM page)",
    more=", (array_agg(p.last_news_words ORDER BY p.last_news_on DESC NULLS LAST))[1] AS news",
)

_HAS = "EXISTS (SELECT 1 FROM participation p WHERE p.network = n.id AND NOT p.is_removed AND {0})"
_SITUATIONS = {
    "to_confirm": _HAS.format(STALE.format(day=TWO_YEARS_AGO)),
    "in_definition": _HAS.format("p.when_state = 'in_definition'"),
}

_ROWS = f"""
SELECT n.id, n.kind, n.name, n.subtitle, n.office, o.name AS office_name, n.visibility,
       {timed("n")}, greatest(n.last_news_on, t.last_news_on) AS last_news_on,
       CASE WHEN t.last_news_on > coalesce(n.last_news_on, '0001-01-01') THEN t.news
            ELSE n.last_news_words END AS last_news_words, {body("lead", name="lead")},
       array(SELECT place FROM network_place WHERE network = n.id ORDER BY position)
         AS place_codes,
       coalesce(t.bodies, 0) AS bodies, coalesce(t.to_confirm, 0) AS to_confirm,
       coalesce(t.in_definition, 0) AS in_definition
FROM page JOIN network n ON n.id = page.id
JOIN office o ON o.code = n.office
LEFT JOIN partner lead ON lead.id = n.lead_partner
LEFT JOIN ({_OF_THE_PAGE}) t ON t.network = n.id
ORDER BY {{order}}
"""  # noqa: S608


async def list_networks(ask: Ask, filters: NetworkFilters, *, by: Actor) -> Listing[NetworkRow]:
    """One page of the networks that this person may see, with the counts of each filter."""
    asked = _asked_of(ask, filters, by)
    facets = await _facets(asked)
    rows = await fetch(_page_of(asked, ask), *asked.arguments)
    items = [convert(with_bodies(row, one=("lead",)), NetworkRow) for row in rows]
    await _name_places(items)
    return Listing(
        items=items,
        total=sum(facet.count for facet in facets["kind"]),
        page=ask.page,
        size=ask.size,
        facets={name: shown for name, shown in facets.items() if shown},
    )


def _page_of(asked: Question, ask: Ask) -> str:
    """Who takes part is counted for the page only, unless the order asks for it."""
    order = order_by(ask.sort, SORTS, default="name", last="n.id")
    counted = f"LEFT JOIN ({_ALL_TAKING_PART}) t ON t.network = n.id" if "t." in order else ""
    limit, offset = asked.value(ask.size), asked.value(ask.offset)
    return (
        f"WITH page AS (SELECT n.id FROM network n {counted} WHERE {asked.conditions}"  # noqa: S608
        f" ORDER BY {order} LIMIT {limit} OFFSET {offset}) {_ROWS.format(order=order)}"
    )


def _asked_of(ask: Ask, filters: NetworkFilters, by: Actor) -> Question:
    asked = Question([*reader(by), years_before(clock.today(), 2)], [seen("n")])
    if words := tidy(ask.q):
        asked.ask(f"n.id IN ({search.matching('networks', '{0}')})", words)
    for name in ("kind", "office"):
        if value := getattr(filters, name):
            asked.ask(f"n.{name} = {{0}}", value)
    if filters.place:
        asked.ask(
            "n.id IN (SELECT network FROM network_place"  # noqa: S608
            f" WHERE place IN ({territory.inside('{0}')}))",
            filters.place,
        )
    if filters.partner is not None:
        asked.ask(
            "n.id IN (SELECT id FROM network WHERE lead_partner = {0} UNION SELECT network"
            " FROM participation WHERE partner = {0} AND NOT is_removed)",
            filters.partner,
        )
    if filters.on is not None:
        asked.ask(
            "coalesce(n.starts_earliest <= {0}, true) AND coalesce(n.ends_latest >= {0}, true)",
            filters.on,
        )
    if filters.situation:
        asked.where.append(_SITUATIONS.get(filters.situation, "false"))
    return asked


async def _facets(asked: Question) -> dict[str, list[Facet]]:
    rows = await fetch(
        f"""WITH kept AS MATERIALIZED (
              SELECT n.kind, n.office, {_SITUATIONS["to_confirm"]} AS to_confirm,
                     {_SITUATIONS["in_definition"]} AS in_definition
              FROM network n WHERE {asked.conditions})
            SELECT kind, office, (SELECT name FROM office o WHERE o.code = kept.office)
                     AS office_name, count(*)::int AS n,
                   count(*) FILTER (WHERE to_confirm)::int AS to_confirm,
                   count(*) FILTER (WHERE in_definition)::int AS in_definition,
                   grouping(kind) AS no_kind, grouping(office) AS no_office
            FROM kept GROUP BY GROUPING SETS ((kind), (office), ()) ORDER BY n DESC""",  # noqa: S608
        *asked.arguments,
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
