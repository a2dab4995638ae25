"""What is known of partners."""

from typing import Any

from msgspec import Struct, convert

from registry.partners.identifiers import Scheme
from registry.partners.kinds import KINDS, Kind
from registry.partners.narrowing import ABOVE, network_facets
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
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader, seen
from registry.platform.asking import Question
from registry.platform.database import fetch, fetch_parts, fetch_value
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.lists import Ask, Facet, Listing, NeverEmpty, order_by
from registry.platform.search.queries import tidy
from registry.platform.statuses import status
from registry.territory import queries as territory

SORTS = {
    "name": NeverEmpty("p.sort_name"),
    "kind": NeverEmpty("p.kind"),
    "place": "p.place",
    "since": "p.since_earliest",
    "acts": NeverEmpty("p.acts"),
}

VISIBLE = seen("p.visibility", "p.office")
search.CODES["partners"] = f"SELECT partner FROM identifier WHERE {search.bare_sql('value')} = $1"  # noqa: S608


# $3 is the day. What a situation is, and how it is asked for without working it out for all.
_SITUATION = """CASE WHEN p.is_former OR p.over_on < $3 THEN 'ended'
  WHEN p.going_on_until >= $3 THEN 'active'
  WHEN p.acts + p.collaborations = 0 THEN 'without_ties' ELSE 'perhaps_active' END"""
_NOT_ENDED = "NOT p.is_former AND (p.over_on IS NULL OR p.over_on >= $3)"
_SITUATIONS = {
    "ended": "(p.is_former OR p.over_on < $3)",
    "active": f"{_NOT_ENDED} AND p.going_on_until >= $3",
    "without_ties": "p.acts + p.collaborations = 0 AND NOT p.is_former",
    "perhaps_active": f"{_NOT_ENDED} AND (p.going_on_until IS NULL OR p.going_on_until < $3)"
    " AND p.acts + p.collaborations > 0",
    "to_clarify": "p.open_questions > 0",
}


async def list_partners(ask: Ask, filters: PartnerFilters, *, by: Actor) -> Listing[PartnerRow]:
    """One page of the partners that this person may see, with the counts of each filter."""
    asked = _asked_of(ask, filters, by)
    facets = await _facets(asked)
    rows = await fetch(_page_of(asked, ask), *asked.arguments)
    items = [convert(dict(row), PartnerRow) for row in rows]
    await _name_places(items)
    return Listing(
        items=items,
        total=sum(facet.count for facet in facets["kind"]),
        page=ask.page,
        size=ask.size,
        facets=facets,
    )


def _asked_of(ask: Ask, filters: PartnerFilters, by: Actor) -> Question:
    asked = Question([*reader(by), clock.today()], [VISIBLE])
    if words := tidy(ask.q):
        asked.ask(f"p.partner IN ({search.matching('partners', '{0}')})", words)
    for name in ("kind", "nature", "office"):
        if value := getattr(filters, name):
            asked.ask(f"p.{name} = {{0}}", value)
    if filters.place:
        asked.ask(f"p.place IN ({territory.inside('{0}')})", filters.place)
    if filters.network is not None and ABOVE.in_network:
        asked.ask(ABOVE.in_network, filters.network)
    if filters.to_clarify:
        asked.where.append("p.open_questions > 0")
    if filters.on is not None and ABOVE.on_a_day:
        asked.ask(f"({' OR '.join(ABOVE.on_a_day)})", *filters.on)
    if filters.situation:
        asked.where.append(_SITUATIONS.get(filters.situation, "false"))
    return asked


def _page_of(asked: Question, ask: Ask) -> str:
    """Everything that is shown stands in the glance, but the name as it is written."""
    order = order_by(ask.sort, SORTS, default="name", last="p.partner")
    limit, offset = asked.value(ask.size), asked.value(ask.offset)
    return f"""WITH page AS (
      SELECT p.*, {_SITUATION} AS situation, row_number() OVER (ORDER BY {order}) AS turn
      FROM partner_glance p WHERE {asked.conditions} ORDER BY {order}
      LIMIT {limit} OFFSET {offset})
    SELECT page.*, page.partner AS id, b.name FROM page JOIN partner b ON b.id = page.partner
    ORDER BY turn"""  # noqa: S608  only this file's own text is put together


async def _facets(asked: Question) -> dict[str, list[Facet]]:
    rows = await fetch(
        f"""WITH alike AS (
          SELECT p.kind, {_SITUATION} AS situation, count(*)::int AS n FROM partner_glance p
          WHERE {asked.conditions} GROUP BY 1, 2)
        SELECT kind, situation, grouping(kind) AS no_kind, sum(n)::int AS n FROM alike
        GROUP BY GROUPING SETS ((kind), (situation)) ORDER BY n DESC""",  # noqa: S608
        *asked.arguments,
    )
    to_clarify = await fetch_value(
        f"SELECT count(*)::int FROM partner_glance p"  # noqa: S608
        f" WHERE {asked.conditions} AND p.open_questions > 0 AND $3::date IS NOT NULL",
        *asked.arguments,
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
    told = {
        "kind": kinds,
        "situation": situations,
        "to_clarify": [Facet(value="yes", label=_("Con domande aperte"), count=to_clarify)],
        "place": await _place_facets(asked),
        "network": await network_facets(asked),
    }
    return {name: facets for name, facets in told.items() if name == "kind" or _has_rows(facets)}


def _has_rows(facets: list[Facet]) -> bool:
    return any(facet.count for facet in facets)


MOST_PLACES = 40


async def _place_facets(asked: Question) -> list[Facet]:
    """By province; by region for what is wider."""
    rows = await fetch(
        f"""SELECT coalesce('prov:' || nullif(w.province, ''),
                            'reg:' || nullif(w.region, ''), w.code) AS code, count(*)::int AS n
            FROM partner_glance p JOIN place w ON w.code = p.place
            WHERE {asked.conditions} AND $3::date IS NOT NULL
            GROUP BY 1 ORDER BY n DESC, 1 LIMIT {MOST_PLACES}""",  # noqa: S608
        *asked.arguments,
    )
    labels = await territory.labels_of([row["code"] for row in rows])
    return [Facet(value=row["code"], label=labels[row["code"]], count=row["n"]) for row in rows]


async def _name_places(rows: list[PartnerRow]) -> None:
    places = await territory.places_by_code({row.place for row in rows if row.place})
    for row in rows:
        if row.place in places:
            row.place_name = places[row.place].name


async def find(partner_id: int, *, by: Actor) -> Partner:
    """The partner, if this person may see it."""
    rows = await fetch(
        f"SELECT id FROM partner p WHERE {VISIBLE} AND p.id = $3",  # noqa: S608
        *reader(by),
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


async def same_name_or_none(name: str, kind: Kind, *, besides: int | None = None) -> str | None:
    """The name, as it is kept, of another body of this kind that is called so."""
    rows = await fetch(
        "SELECT name FROM partner WHERE fold(name) = fold($1) AND kind = $2"
        " AND id IS DISTINCT FROM $3",
        name,
        kind,
        besides,
    )
    return rows[0]["name"] if rows else None


async def has_identifier(partner_id: int, scheme: Scheme, value: str) -> bool:
    return await Identifier.exists().where(
        Identifier.partner == partner_id, Identifier.scheme == scheme, Identifier.value == value
    )


async def of_office(office: str, *, by: Actor, limit: int) -> list[tuple[int, str]]:
    """The first bodies that this office registered, in the order of their names: nothing is
    counted."""
    rows = await fetch(
        "SELECT b.id, b.name FROM partner_glance p JOIN partner b ON b.id = p.partner"  # noqa: S608
        f" WHERE {VISIBLE} AND p.office = $3 ORDER BY p.sort_name, p.partner LIMIT $4",
        *reader(by),
        office,
        limit,
    )
    return [(row["id"], row["name"]) for row in rows]


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
        *reader(by),
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


async def as_told(partner_id: int, *, by: Actor) -> dict[str, Any]:
    """What a change of it starts from; no ``nature`` where it is the kind's own."""
    return told_of(await find(partner_id, by=by))


def told_of(partner: Partner) -> dict[str, Any]:
    told = partner.to_dict()
    if told["nature"] == KINDS[Kind(told["kind"])].nature:
        told["nature"] = None
    return told


async def view(partner_id: int, *, by: Actor) -> PartnerView:
    """The partner with its names, codes, contacts, groups, successions and questions."""
    partner = await find(partner_id, by=by)
    parts = await fetch_parts(_PARTS, *reader(by), partner_id)
    places = await territory.places_by_code({partner.place} if partner.place else set())
    values = partner.to_dict() | {
        "office_name": parts.pop("office")[0]["name"],
        "place_name": places[partner.place].name if partner.place in places else "",
    }
    shown = convert(values, PartnerView, strict=False)
    for name, rows in parts.items():
        setattr(shown, name, convert(rows, list[_SHAPES.get(name, LinkRow)]))  # type: ignore[misc]
    return shown


def _ties(table: str, words: str, *, of: str, to: str) -> str:
    """The partners at the other end, those that the reader may see."""
    return (
        f"SELECT p.id, t.id AS tie, p.name, t.{words} AS words, t.when_text"  # noqa: S608  constants only
        f' FROM {table} t JOIN partner p ON p.id = t."{to}"'
        f' WHERE {VISIBLE} AND t."{of}" = $3 ORDER BY fold(p.name)'
    )


_SHAPES = {
    "names": NameRow,
    "identifiers": IdentifierRow,
    "contacts": ContactRow,
    "questions": QuestionRow,
}
_PARTS = {
    "office": "SELECT o.name FROM office o JOIN partner p ON p.office = o.code WHERE p.id = $3",
    "names": "SELECT id, name, kind, language, when_text FROM partner_name"
    " WHERE partner = $3 ORDER BY kind, id",
    "identifiers": "SELECT id, scheme, value, details FROM identifier"
    " WHERE partner = $3 ORDER BY scheme, value",
    "contacts": "SELECT id, unit, function, email, certified_email, verified_on FROM contact"
    " WHERE partner = $3 ORDER BY unit, id",
    "questions": "SELECT id, question, answer, is_open FROM clarification"
    " WHERE partner = $3 ORDER BY is_open DESC, id",
    "members": _ties("membership", "role", of="group", to="member"),
    "groups": _ties("membership", "role", of="member", to="group"),
    "successors": _ties("succession", "kind", of="former", to="successor"),
    "predecessors": _ties("succession", "kind", of="successor", to="former"),
}


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
