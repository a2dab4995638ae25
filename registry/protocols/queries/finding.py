"""One act, with everything that the room knows of it."""

from datetime import date
from typing import Any, TypeVar

from msgspec import Struct, convert, json

from registry.networks.queries.sight import seen
from registry.partners.kinds import KINDS, Family, Kind, Nature
from registry.platform import clock, search
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.signatures import kept
from registry.protocols import rules
from registry.protocols.kinds import ACT_KINDS, MATTERS, RELATIONS, Matter
from registry.protocols.letters.parties import FULL_ENTRIES
from registry.protocols.lifecycle import ProtocolStatus, standing
from registry.protocols.queries import conditions
from registry.protocols.shapes import (
    ArticleData,
    CitationData,
    DocumentRow,
    Drafting,
    LinkRow,
    PartyRow,
    PlaceRow,
    ProtocolView,
    RecitalData,
    RelationRow,
    StepRow,
    TextView,
)
from registry.protocols.tables import Party, Protocol, ProtocolDocument
from registry.territory import queries as territory

T = TypeVar("T", bound=Struct)


def _gone() -> NotFound:
    return NotFound(_("Questo atto non c'è, o il tuo ufficio non può vederlo."))


async def find(protocol_id: int, *, by: Actor) -> Protocol:
    """The act, if this person may see it."""
    rows = await fetch(
        f"SELECT id FROM protocol a WHERE {conditions.visible()} AND a.id = $3",  # noqa: S608
        *reader(by),
        protocol_id,
    )
    protocol = await Protocol.objects().get(Protocol.id == protocol_id) if rows else None
    if protocol is None:
        raise _gone()
    return protocol


async def find_by_title(title: str) -> Protocol:
    """The act with this title, whoever registered it."""
    protocol = await Protocol.objects().get(Protocol.title == title)
    if protocol is None:
        raise NotFound(_("Non c'è un atto che si intitola «{title}».").format(title=title))
    return protocol


async def find_party(protocol_id: int, party_id: int) -> Party:
    party = await Party.objects().get((Party.id == party_id) & (Party.protocol == protocol_id))
    if party is None:
        raise NotFound(_("Questa parte non c'è più."))
    return party


async def find_document(protocol_id: int, document_id: int, *, by: Actor) -> ProtocolDocument:
    await find(protocol_id, by=by)
    document = await ProtocolDocument.objects().get(
        (ProtocolDocument.id == document_id) & (ProtocolDocument.protocol == protocol_id)
    )
    if document is None:
        raise NotFound(_("Questo documento non c'è più."))
    return document


async def day_of_step(protocol_id: int, status: ProtocolStatus) -> date | None:
    """The day on which the act came to this status last; None if it never did."""
    rows = await fetch(
        "SELECT on_day FROM protocol_step WHERE protocol = $1 AND status = $2"
        " ORDER BY id DESC LIMIT 1",
        protocol_id,
        status.value,
    )
    return rows[0]["on_day"] if rows else None


async def partners_of(protocol_id: int) -> list[int]:
    rows = await fetch("SELECT partner FROM party WHERE protocol = $1", protocol_id)
    return [row["partner"] for row in rows]


async def commitments_of(party_id: int) -> list[str]:
    rows = await fetch(
        "SELECT text FROM commitment WHERE party = $1 ORDER BY position, id", party_id
    )
    return [row["text"] for row in rows]


_ACT = f"""
SELECT a.*, o.name AS office_name, coalesce(s.title, '') AS source_title
FROM protocol a JOIN office o ON o.code = a.office LEFT JOIN source s ON s.id = a.source
WHERE {conditions.visible()} AND a.id = $3
"""  # noqa: S608  only this file's own text is put together


async def view(protocol_id: int, *, by: Actor) -> ProtocolView:
    """The act with its parties, text, ties, documents and what does not add up in it."""
    rows = await fetch(_ACT, *reader(by), protocol_id)
    if not rows:
        raise _gone()
    shown = convert(dict(rows[0]) | {"standing": ""}, ProtocolView, strict=False)
    shown.standing = standing(shown, clock.today())
    shown.parties = await _parties(protocol_id, shown.promoter)
    shown.text = await _text(protocol_id, shown.parties)
    shown.text.drafting = json.decode(rows[0]["drafting"], type=Drafting)
    shown.places = await _places(protocol_id)
    shown.networks = await _networks(protocol_id, by)
    shown.relations = await _relations(protocol_id, by)
    shown.documents = await _documents(protocol_id)
    shown.steps = await _steps(protocol_id)
    shown.remarks = _remarks(shown)
    return shown


_PARTIES = """
SELECT p.*, b.name, b.article, b.kind, b.nature, coalesce(r.name, '') AS on_behalf_of_name,
       coalesce((SELECT string_agg(n.name, ', ') FROM succession s
                 JOIN partner n ON n.id = s.successor WHERE s.former = p.partner), '')
         AS has_successor,
       (SELECT jsonb_agg(jsonb_build_object('name', f.name, 'article', f.article,
                         'kind', s.kind, 'when_text', s.when_text) ORDER BY s.id)
        FROM succession s JOIN partner f ON f.id = s.former
        WHERE s.successor = p.partner) AS follows,
       array_remove(ARRAY[p.short_name, b.short_name] || ARRAY(
         SELECT x.name FROM partner_name x WHERE x.partner = b.id AND x.kind = 'acronym'), '')
         AS acronyms
FROM party p JOIN partner b ON b.id = p.partner
LEFT JOIN partner r ON r.id = p.on_behalf_of
WHERE p.protocol = $1 ORDER BY p.position, p.id
"""


async def _parties(protocol_id: int, promoter: int | None) -> list[PartyRow]:
    rows = [_party(dict(row)) for row in await fetch(_PARTIES, protocol_id)]
    parties = in_order(rows, promoter)
    for number, party in enumerate(parties, start=1):
        party.number = number
    return parties


def _party(row: dict[str, Any]) -> PartyRow:
    told = {
        "family": KINDS[Kind(row["kind"])].family,
        "number": 0,
        "follows": json.decode(row["follows"] or "[]"),
    }
    return convert(row | told, PartyRow, strict=False)


def in_order(parties: list[PartyRow], promoter: int | None) -> list[PartyRow]:
    """As the act names them: the promoter first, and by family when they are many."""
    families = list(Family) if len(parties) > FULL_ENTRIES else []
    return sorted(
        parties,
        key=lambda one: (
            one.partner != promoter,
            families.index(one.family) if families else 0,
            one.position,
        ),
    )


async def _text(protocol_id: int, parties: list[PartyRow]) -> TextView:
    """The words of the act; each party's commitments go to its own row."""
    common: list[str] = []
    by_party = {party.id: party.commitments for party in parties}
    for row in await _ordered("commitment", protocol_id):
        by_party.get(row["party"], common).append(row["text"])
    return TextView(
        recitals=[_shaped(row, RecitalData) for row in await _ordered("recital", protocol_id)],
        citations=[_shaped(row, CitationData) for row in await _ordered("citation", protocol_id)],
        common_commitments=common,
        articles=[_article(row) for row in await _ordered("article", protocol_id)],
    )


async def _ordered(table: str, protocol_id: int) -> list[Any]:
    return await fetch(
        f'SELECT * FROM "{table}" WHERE protocol = $1 ORDER BY position, id',  # noqa: S608
        protocol_id,
    )


def _shaped(row: Any, shape: type[T]) -> T:
    """The columns that the shape names, and no other."""
    return convert({name: row[name] for name in shape.__struct_fields__}, shape)


def _article(row: Any) -> ArticleData:
    return _shaped(dict(row) | {"paragraphs": json.decode(row["paragraphs"])}, ArticleData)


async def _places(protocol_id: int) -> list[PlaceRow]:
    codes = await place_codes_of(protocol_id)
    known = await territory.places_by_code(set(codes))
    return [PlaceRow(code=code, name=known[code].name if code in known else code) for code in codes]


async def place_codes_of(protocol_id: int) -> list[str]:
    rows = await fetch(
        "SELECT place FROM protocol_place WHERE protocol = $1 ORDER BY position", protocol_id
    )
    return [row["place"] for row in rows]


async def network_ids_of(protocol_id: int) -> list[int]:
    """Its networks, also those that its reader may not see."""
    rows = await fetch(
        "SELECT network FROM protocol_network WHERE protocol = $1 ORDER BY id", protocol_id
    )
    return [row["network"] for row in rows]


async def _networks(protocol_id: int, by: Actor) -> list[LinkRow]:
    rows = await fetch(
        "SELECT n.id, n.name FROM protocol_network t JOIN network n ON n.id = t.network"  # noqa: S608
        f" WHERE t.protocol = $3 AND {seen('n')} ORDER BY n.name",
        *reader(by),
        protocol_id,
    )
    return [convert(dict(row), LinkRow) for row in rows]


_RELATIONS = f"""
SELECT r.id, r.kind, r.note, r.act = $3 AS is_forward, a.id AS act, a.title,
       {conditions.standing("$4")} AS standing, a.signed_on, a.signed_text, a.when_text
FROM relation r JOIN protocol a ON a.id = CASE WHEN r.act = $3 THEN r.to_act ELSE r.act END
WHERE $3 IN (r.act, r.to_act) AND {conditions.visible()}
ORDER BY is_forward DESC, a.signed_on NULLS LAST, r.id
"""  # noqa: S608  only this file's own text is put together


async def _relations(protocol_id: int, by: Actor) -> list[RelationRow]:
    rows = await fetch(_RELATIONS, *reader(by), protocol_id, clock.today())
    return [_relation(dict(row)) for row in rows]


def _relation(row: dict[str, Any]) -> RelationRow:
    told = convert(row | {"words": ""}, RelationRow, strict=False)
    words = RELATIONS[told.kind]
    told.words = str(words.forward if told.is_forward else words.backward)
    return told


async def _documents(protocol_id: int) -> list[DocumentRow]:
    rows = await fetch(
        "SELECT id, kind, name, title, file, size, party, protocol_version, made_at,"
        " template_sha256 FROM protocol_document WHERE protocol = $1 ORDER BY id DESC",
        protocol_id,
    )
    documents = [convert(dict(row), DocumentRow, strict=False) for row in rows]
    known = await kept.of_files({one.file for one in documents if not one.template_sha256})
    for one in documents:
        one.signatures = known.get(one.file)
    return documents


async def _steps(protocol_id: int) -> list[StepRow]:
    rows = await fetch(
        "SELECT status, on_day FROM protocol_step WHERE protocol = $1 ORDER BY id", protocol_id
    )
    return [convert(dict(row), StepRow, strict=False) for row in rows]


def _remarks(shown: ProtocolView) -> list[str]:
    """What does not add up: told, never a reason to refuse."""
    term = rules.TermFacts(
        _exact(shown.starts_earliest, shown.starts_latest),
        _exact(shown.ends_earliest, shown.ends_latest) if not shown.ended_on else None,
        shown.duration_months,
    )
    signing: list[str] = []
    if shown.is_historic:
        bound = [party for party in shown.parties if party.signed_on or shown.signed_on]
        signing = [
            rules.signature_remark(
                shown.kind,
                [Nature(party.nature) for party in bound],
                shown.signed_on,
                [party.signature_kind for party in bound],
            )
        ]
    return [told for told in (rules.term_remark(term), *signing) if told]


def _exact(earliest: Any, latest: Any) -> Any:
    return earliest if earliest == latest else None


class WordsToFind(Struct, frozen=True):
    title: str
    facts: str
    body: str


_WORDS = """
SELECT a.title, a.kind, a.matters, concat_ws(' ', a.subject, a.territory_words, a.when_text,
  a.repertory_words, a.registered_number, a.notes, a.source_words, a.beneficiaries_words,
  array_to_string(a.purposes, ' '),
  CASE WHEN a.repertory_number IS NOT NULL
       THEN a.repertory_number || '/' || a.repertory_year END,
  (SELECT string_agg(concat_ws(' ', b.name, p.name_words, p.short_name, p.on_behalf_of_words), ' ')
   FROM party p JOIN partner b ON b.id = p.partner WHERE p.protocol = a.id),
  (SELECT string_agg(text, ' ') FROM commitment WHERE protocol = a.id),
  (SELECT string_agg(text, ' ') FROM recital WHERE protocol = a.id),
  (SELECT string_agg(heading || ' ' || paragraphs::text, ' ') FROM article
   WHERE protocol = a.id)) AS body
FROM protocol a WHERE a.id = $1
"""


# «12/2026» or «Rep. 12/2026» of the office's own register, the number of somebody else's, that
# of the mail register.
search.CODES["protocols"] = f"""
SELECT id FROM protocol WHERE {search.bare_sql("repertory_words")} = $1
  OR {search.bare_sql("registered_number")} = $1
  OR repertory_number IS NOT NULL AND repertory_number::text || repertory_year
     = regexp_replace($1, '^(REP|REPERTORIO)(N)?', '')
"""  # noqa: S608


async def words_to_find(protocol_id: int) -> WordsToFind:
    """Every word by which an act is looked for: its parties, numbers, places and text."""
    row = (await fetch(_WORDS, protocol_id))[0]
    facts = [str(ACT_KINDS[row["kind"]].label)]
    facts += [str(MATTERS[Matter(matter)]) for matter in row["matters"]]
    return WordsToFind(row["title"], " · ".join(facts), row["body"])
