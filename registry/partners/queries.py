"""What is known of partners."""

from msgspec import Struct, convert

from registry.partners.identifiers import Scheme
from registry.partners.kinds import KINDS, Kind
from registry.partners.shapes import (
    ContactRow,
    IdentifierRow,
    LinkRow,
    LookUp,
    NameRow,
    PartnerFilters,
    PartnerFound,
    PartnerRow,
    PartnerView,
    QuestionRow,
)
from registry.partners.tables import Identifier, Partner
from registry.platform import clock, search
from registry.platform.accounts.roles import Actor, Role
from registry.platform.database import fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.lists import Ask, Facet, Listing, order_by
from registry.platform.search.queries import tidy
from registry.platform.statuses import status
from registry.territory import queries as territory

SORTS = {
    "name": "fold(name)",
    "kind": "kind",
    "place": "place",
    "since": "since_earliest",
    "acts": "acts",
}

# $1 the reader's office, $2 whether the reader is the Ministry.
VISIBLE = """(p.visibility IN ('public', 'network') OR p.office = $1
              OR (p.visibility = 'office' AND $2))"""

_ROWS = f"""
WITH tie AS (
  SELECT partner, sum(ties) FILTER (WHERE room = 'protocols') AS acts,
         sum(ties) FILTER (WHERE room = 'networks') AS collaborations,
         min(since_earliest) AS since_earliest,
         bool_or(is_going_on AND coalesce(over_on >= $10, true)) AS is_going_on,
         bool_and(coalesce(over_on < $10, false)) AS is_over,
         max(last_news_on) AS last_news_on,
         (array_agg(since_text ORDER BY since_earliest NULLS LAST))[1] AS since_text,
         (array_agg(since_latest ORDER BY since_earliest NULLS LAST))[1] AS since_latest
  FROM partner_tie GROUP BY partner
), question AS (
  SELECT partner, count(*) AS n FROM clarification WHERE is_open GROUP BY partner
), row AS (
  SELECT p.id, p.name, p.kind, p.nature, p.place, p.office,
         coalesce((SELECT name FROM partner_name n WHERE n.partner = p.id AND n.kind = 'former'
                   ORDER BY n.id DESC LIMIT 1), '') AS former_name,
         coalesce(t.since_text, '') AS since_text, t.since_earliest, t.since_latest,
         coalesce(t.acts, 0)::int AS acts,
         coalesce(t.collaborations, 0)::int AS collaborations,
         coalesce(q.n, 0)::int AS open_questions,
         CASE WHEN EXISTS (SELECT 1 FROM succession s WHERE s.former = p.id) THEN 'ended'
              WHEN t.is_over THEN 'ended'
              WHEN t.is_going_on THEN 'active'
              WHEN t.partner IS NULL THEN 'without_ties'
              ELSE 'perhaps_active' END AS situation
  FROM partner p LEFT JOIN tie t ON t.partner = p.id LEFT JOIN question q ON q.partner = p.id
  WHERE {VISIBLE}
    AND ($3 = '' OR p.id IN ({search.matching("partners", "$3")}))
    AND ($4 = '' OR p.kind = $4)
    AND ($5 = '' OR p.nature = $5)
    AND ($6 = '' OR p.place = ANY($7::text[]))
    AND ($8 = '' OR p.office = $8)
), kept AS (SELECT * FROM row WHERE $9 = '' OR situation = $9
                              OR ($9 = 'to_clarify' AND open_questions > 0))
"""  # noqa: S608  only this file's own text is put together


async def list_partners(ask: Ask, filters: PartnerFilters, *, by: Actor) -> Listing[PartnerRow]:
    """One page of the partners that this person may see, with the counts of each filter."""
    arguments = await _arguments(ask, filters, by)
    order = order_by(ask.sort, SORTS, default="name")
    rows = await fetch(
        f"{_ROWS} SELECT * FROM kept ORDER BY {order} LIMIT $11 OFFSET $12",  # noqa: S608
        *arguments,
        ask.size,
        ask.offset,
    )
    facets = await _facets(arguments)
    items = [convert(dict(row), PartnerRow) for row in rows]
    await _name_places(items)
    return Listing(
        items=items,
        total=sum(facet.count for facet in facets["kind"]),
        page=ask.page,
        size=ask.size,
        facets=facets,
    )


async def _arguments(ask: Ask, filters: PartnerFilters, by: Actor) -> list[object]:
    inside = await territory.places_inside(filters.place) if filters.place else []
    return [
        by.office,
        by.role is Role.MINISTRY,
        tidy(ask.q),
        filters.kind,
        filters.nature,
        filters.place,
        inside,
        filters.office,
        filters.situation,
        clock.today(),
    ]


async def _facets(arguments: list[object]) -> dict[str, list[Facet]]:
    rows = await fetch(
        f"{_ROWS} SELECT kind, situation, grouping(kind) AS no_kind, count(*) AS n FROM kept"  # noqa: S608
        " GROUP BY GROUPING SETS ((kind), (situation)) ORDER BY n DESC",
        *arguments,
    )
    kinds = [
        Facet(value=row["kind"], label=str(KINDS[Kind(row["kind"])].label), count=row["n"])
        for row in rows
        if not row["no_kind"]
    ]
    situations = [
        Facet(
            value=row["situation"],
            label=str(status(f"partner:{row['situation']}").word),
            count=row["n"],
        )
        for row in rows
        if row["no_kind"]
    ]
    return {"kind": kinds, "situation": situations}


async def _name_places(rows: list[PartnerRow]) -> None:
    places = await territory.places_by_code({row.place for row in rows if row.place})
    for row in rows:
        if row.place in places:
            row.place_name = places[row.place].name


async def find(partner_id: int, *, by: Actor) -> Partner:
    """The partner, if this person may see it."""
    rows = await fetch(
        f"SELECT id FROM partner p WHERE {VISIBLE} AND p.id = $3",  # noqa: S608
        by.office,
        by.role is Role.MINISTRY,
        partner_id,
    )
    partner = await Partner.objects().get(Partner.id == partner_id) if rows else None
    if partner is None:
        raise NotFound(_("Questo partner non c'è, o il tuo ufficio non può vederlo."))
    return partner


async def find_by_name(name: str) -> Partner:
    """The partner with this official name, whoever registered it."""
    partner = await Partner.objects().get(Partner.name == name)
    if partner is None:
        raise NotFound(_("Non c'è un partner che si chiama «{name}».").format(name=name))
    return partner


async def same_name_or_none(name: str, kind: Kind) -> int | None:
    rows = await fetch(
        "SELECT id FROM partner WHERE fold(name) = fold($1) AND kind = $2", name, kind
    )
    return rows[0]["id"] if rows else None


async def has_identifier(partner_id: int, scheme: Scheme, value: str) -> bool:
    return await Identifier.exists().where(
        Identifier.partner == partner_id, Identifier.scheme == scheme, Identifier.value == value
    )


async def names_of(partner_ids: set[int]) -> dict[int, str]:
    """Official names by id, for whoever shows many partners at once."""
    rows = await fetch("SELECT id, name FROM partner WHERE id = ANY($1::int[])", list(partner_ids))
    return {row["id"]: row["name"] for row in rows}


FOUND_AT_ONCE = 12


async def look_up(words: str, *, by: Actor, besides: int = 0) -> LookUp:
    """The first bodies with these words in a name or code, to choose one from: who has just
    this name comes first, then who has it in theirs. ``besides`` is left out.

    Light also among very many: nothing is counted.
    """
    if not tidy(words):
        return LookUp(items=[])
    rows = await fetch(
        f"SELECT p.id, p.name, p.kind, p.place FROM partner p WHERE {VISIBLE}"  # noqa: S608
        f" AND p.id <> $6 AND p.id IN ({search.matching('partners', '$3')})"
        " ORDER BY fold(p.name) = fold($4) DESC, position(fold($4) IN fold(p.name)) = 0,"
        " fold(p.name), p.id LIMIT $5",
        by.office,
        by.role is Role.MINISTRY,
        tidy(words),
        words.strip(),
        FOUND_AT_ONCE + 1,
        besides,
    )
    places = await territory.places_by_code({row["place"] for row in rows if row["place"]})
    items = [
        PartnerFound(
            id=row["id"],
            name=row["name"],
            note=" · ".join(
                [str(KINDS[Kind(row["kind"])].label)]
                + ([places[row["place"]].name] if row["place"] in places else [])
            ),
        )
        for row in rows
    ]
    return LookUp(items=items[:FOUND_AT_ONCE], has_more=len(items) > FOUND_AT_ONCE)


async def view(partner_id: int, *, by: Actor) -> PartnerView:
    """The partner with its names, codes, contacts, groups, successions and questions."""
    partner = await find(partner_id, by=by)
    office = await fetch("SELECT name FROM office WHERE code = $1", partner.office)
    places = await territory.places_by_code({partner.place} if partner.place else set())
    values = partner.to_dict() | {
        "office_name": office[0]["name"],
        "place_name": places[partner.place].name if partner.place in places else "",
    }
    shown = convert(values, PartnerView, strict=False)
    await _add_parts(shown, by=by)
    return shown


_OWN = {
    "names": (NameRow, "SELECT id, name, kind, language, when_text FROM partner_name"
                       " WHERE partner = $1 ORDER BY kind, id"),
    "identifiers": (IdentifierRow, "SELECT id, scheme, value, details FROM identifier"
                                   " WHERE partner = $1 ORDER BY scheme, value"),
    "contacts": (ContactRow, "SELECT id, unit, function, email, certified_email, verified_on"
                             " FROM contact WHERE partner = $1 ORDER BY unit, id"),
    "questions": (QuestionRow, "SELECT id, question, answer, is_open FROM clarification"
                               " WHERE partner = $1 ORDER BY is_open DESC, id"),
}  # fmt: skip


def _ties(table: str, words: str, *, of: str, to: str) -> str:
    """The partners at the other end, those that the reader may see."""
    return (
        f"SELECT p.id, t.id AS tie, p.name, t.{words} AS words, t.when_text"  # noqa: S608  constants only
        f' FROM {table} t JOIN partner p ON p.id = t."{to}"'
        f' WHERE {VISIBLE} AND t."{of}" = $3 ORDER BY fold(p.name)'
    )


_TIES = {
    "members": _ties("membership", "role", of="group", to="member"),
    "groups": _ties("membership", "role", of="member", to="group"),
    "successors": _ties("succession", "kind", of="former", to="successor"),
    "predecessors": _ties("succession", "kind", of="successor", to="former"),
}


async def _add_parts(shown: PartnerView, *, by: Actor) -> None:
    for name, (shape, sql) in _OWN.items():
        rows = await fetch(sql, shown.id)
        setattr(shown, name, [convert(dict(row), shape) for row in rows])
    for name, sql in _TIES.items():
        rows = await fetch(sql, by.office, by.role is Role.MINISTRY, shown.id)
        setattr(shown, name, [convert(dict(row), LinkRow) for row in rows])


class WordsToFind(Struct, frozen=True):
    title: str
    facts: str
    body: str
    office: str
    visibility: str


async def words_to_find(partner_id: int) -> WordsToFind:
    """Every word by which a partner is looked for: names of all times, acronyms, codes."""
    rows = await fetch(
        """SELECT p.name AS title, p.office, p.visibility, p.kind,
             concat_ws(' ', p.short_name, p.seat_words, p.notes, p.source_words,
               (SELECT string_agg(name, ' ') FROM partner_name WHERE partner = p.id),
               (SELECT string_agg(value, ' ') FROM identifier WHERE partner = p.id)) AS body
           FROM partner p WHERE p.id = $1""",
        partner_id,
    )
    row = rows[0]
    facts = str(KINDS[Kind(row["kind"])].label)
    return WordsToFind(row["title"], facts, row["body"], row["office"], row["visibility"])
