"""One network: as it is kept, as a page tells it, and the words by which it is found."""

from datetime import date
from typing import Any

from msgspec import Struct, convert

from registry.dates import read
from registry.networks.days import years_before
from registry.networks.kinds import NETWORK_KINDS, NetworkKind
from registry.networks.queries.listing import STALE
from registry.networks.queries.sight import body, seen, with_bodies
from registry.networks.rows import NetworkView, PlaceName, SourceRow
from registry.networks.tables import Network, Participation
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _, current_language, ours
from registry.territory import queries as territory


async def find(network_id: int, *, by: Actor) -> Network:
    """The network, if this person may see it."""
    rows = await fetch(
        f"SELECT id FROM network n WHERE {seen('n')} AND n.id = $3",  # noqa: S608
        *reader(by),
        network_id,
    )
    network = await Network.objects().get(Network.id == network_id) if rows else None
    if network is None:
        raise NotFound(_("Questa rete non c'è, o il tuo ufficio non può vederla."))
    return network


async def find_by_name(name: str, *, by: Actor) -> Network:
    """The network with this name or short name."""
    rows = await fetch(
        f"SELECT id FROM network n WHERE {seen('n')}"  # noqa: S608
        " AND fold($3) IN (fold(n.name), fold(n.short_name)) ORDER BY id LIMIT 1",
        *reader(by),
        name,
    )
    if not rows:
        raise NotFound(_("Non c'è una rete che si chiama «{name}».").format(name=name))
    return await find(rows[0]["id"], by=by)


async def find_participation(participation_id: int, *, by: Actor) -> Participation:
    """The participation, also one that was taken out, if its network may be seen."""
    found = await Participation.objects().get(Participation.id == participation_id)
    if found is None:
        raise NotFound(_("Questa partecipazione non c'è, o il tuo ufficio non può vederla."))
    await find(found.network, by=by)
    return found


async def choices(*, by: Actor) -> list[tuple[int, str]]:
    """Every network that this person sees, by name, for a form's list."""
    rows = await fetch(
        f"SELECT id, name FROM network n WHERE {seen('n')} ORDER BY fold(name)",  # noqa: S608
        *reader(by),
    )
    return [(row["id"], row["name"]) for row in rows]


async def sources(*, by: Actor) -> list[SourceRow]:
    """The sources of one's own office, newest first."""
    rows = await fetch(
        "SELECT id, title, kind, about_text, about_on, file_name FROM source"
        " WHERE office = $1 ORDER BY id DESC",
        by.office,
    )
    return [convert(dict(row), SourceRow) for row in rows]


_VIEW = f"""
SELECT n.*, n.last_news_words AS own_last_news, o.name AS office_name, o.unit_name AS office_unit,
       {body("lead", name="lead")},
       array(SELECT place FROM network_place WHERE network = n.id ORDER BY position)
         AS place_codes,
       s.title AS source_title, s.kind AS source_kind, s.about_text, s.about_on, s.file_name
FROM network n JOIN office o ON o.code = n.office
LEFT JOIN partner lead ON lead.id = n.lead_partner LEFT JOIN source s ON s.id = n.source
WHERE {seen("n")} AND n.id = $3
"""  # noqa: S608

_COUNTS = f"""
SELECT count(DISTINCT p.partner)::int AS bodies,
       count(DISTINCT coalesce(p.source_row::text || '/' || p.source::text, 'p' || p.id))::int
         AS rows,
       count(DISTINCT p.partner) FILTER (WHERE p.starts_earliest = p.starts_latest)::int
         AS exact_starts,
       count(*) FILTER (WHERE {STALE.format(day="$2")})::int AS to_confirm,
       max(p.last_news_on) AS newest,
       (array_agg(p.last_news_words ORDER BY p.last_news_on DESC NULLS LAST))[1] AS newest_words
FROM participation p WHERE p.network = $1 AND NOT p.is_removed
"""  # noqa: S608


async def view(network_id: int, *, by: Actor) -> NetworkView:
    """The network with its lead, places, source and counts."""
    rows = await fetch(_VIEW, *reader(by), network_id)
    if not rows:
        raise NotFound(_("Questa rete non c'è, o il tuo ufficio non può vederla."))
    values = with_bodies(rows[0], one=("lead",))
    values["places"] = await _places(values["place_codes"])
    values["source"] = _source(values)
    counts = dict((await fetch(_COUNTS, network_id, years_before(clock.today(), 2)))[0])
    newest, words = counts.pop("newest"), counts.pop("newest_words")
    if newest and newest > (values["last_news_on"] or date.min):
        values |= {"last_news_on": newest, "last_news_words": words}
    values |= counts
    period = read(values["when_text"])
    values |= {
        "understood": ours(period.in_words(current_language())),
        "warnings": list(period.warnings),
    }
    return convert(values, NetworkView)


async def as_told(network_id: int, *, by: Actor) -> dict[str, Any]:
    """What a change of the network starts from."""
    network = (await find(network_id, by=by)).to_dict()
    places = await fetch(
        "SELECT place FROM network_place WHERE network = $1 ORDER BY position", network_id
    )
    news = network["last_news_on"]
    return network | {
        "when": network["when_text"],
        "ends": network["ends_text"],
        "last_news": network["last_news_words"] or (news.isoformat() if news else ""),
        "places": [row["place"] for row in places],
    }


async def participation_as_told(participation_id: int, *, by: Actor) -> dict[str, Any]:
    """What a change of the participation starts from."""
    kept = (await find_participation(participation_id, by=by)).to_dict()
    together = await fetch(
        "SELECT partner FROM participation_with WHERE participation = $1 ORDER BY id",
        participation_id,
    )
    return kept | {
        "when": kept["when_text"],
        "ends": kept["ends_text"],
        "formalised": kept["formalised_text"],
        "last_news": kept["last_news_words"],
        "with_partners": [row["partner"] for row in together],
    }


async def _places(codes: list[str]) -> list[PlaceName]:
    places = await territory.places_by_code(set(codes))
    return [
        PlaceName(code=code, name=places[code].name, label=places[code].label)
        for code in codes
        if code in places
    ]


def _source(values: dict[str, object]) -> SourceRow | None:
    if values["source"] is None:
        return None
    names = ("about_text", "about_on", "file_name")
    told = {name: values[name] for name in names}
    told |= {"id": values["source"], "title": values["source_title"], "kind": values["source_kind"]}
    return convert(told, SourceRow)


class WordsToFind(Struct, frozen=True):
    title: str
    facts: str
    body: str
    office: str
    visibility: str


_WORDS = """
SELECT n.name AS title, n.office, n.visibility, n.kind,
  concat_ws(' ', n.subtitle, n.short_name, n.description, n.purpose, n.how_it_works, n.fund,
    n.territory_words, array_to_string(n.legal_bases, ' '), array_to_string(n.objectives, ' '),
    array_to_string(n.activities, ' '), array_to_string(n.offers, ' '), n.when_text,
    (SELECT string_agg(concat_ws(' ', b.name, p.role_words, p.activity, p.when_text), ' ')
       FROM participation p JOIN partner b ON b.id = p.partner
      WHERE p.network = n.id AND NOT p.is_removed
        AND (b.visibility IN ('public', 'network') OR n.visibility IN ('office', 'reserved'))),
    (SELECT string_agg(concat_ws(' ', a.title, a.area_words, a.description,
              array_to_string(a.activities, ' '), array_to_string(a.relations, ' ')), ' ')
       FROM action a JOIN level l ON l.id = a.level WHERE l.network = n.id),
    (SELECT string_agg(concat_ws(' ', s.name, s.description), ' ')
       FROM service s WHERE s.network = n.id)) AS body
FROM network n WHERE n.id = $1
"""


async def words_to_find(network_id: int) -> WordsToFind:
    """Every word by which a network is looked for; names of reserved bodies are left out."""
    row = (await fetch(_WORDS, network_id))[0]
    facts = str(NETWORK_KINDS[NetworkKind(row["kind"])])
    return WordsToFind(row["title"], facts, row["body"], row["office"], row["visibility"])
