"""What a document asks of the registry: the bodies in words, the office, what was made before."""

from collections.abc import Collection
from typing import Any

from msgspec import convert, json

from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.platform.offices.words import head_of
from registry.protocols.drafts.around import Around, relation_to_parent
from registry.protocols.drafts.bodies import BodyFacts, OfficeFacts
from registry.protocols.letters.acts import Amendment
from registry.protocols.lifecycle import CONCLUDED
from registry.protocols.queries.finding import view
from registry.protocols.shapes import Drafting, ProtocolView

# The office that keeps the act is one of its bodies, under the same name: what it has written
# of itself stands where the registry of partners says nothing.
_BODIES = """
SELECT b.id AS partner, b.name, b.short_name, b.article, b.gender, b.number, b.nature,
       CASE WHEN o.seat_words <> '' AND position(',' IN b.seat_words) = 0
            THEN coalesce(nullif(b.seat_words, ''), o.seat_name) || ', ' || o.seat_words
            ELSE b.seat_words END AS seat_words,
       coalesce((SELECT i.value FROM identifier i WHERE i.partner = b.id
                 AND i.scheme = 'tax_code' ORDER BY i.id LIMIT 1), o.tax_code, '') AS tax_code,
       coalesce(o.kind, '') AS office_kind, coalesce(o.head_title, '') AS head_title
FROM party p JOIN partner b ON b.id = p.partner JOIN protocol a ON a.id = p.protocol
LEFT JOIN office o ON o.code = a.office AND fold(o.name) = fold(b.name)
WHERE p.protocol = $1
"""


async def bodies_of(protocol_id: int) -> dict[int, BodyFacts]:
    """The bodies of the act's parties, with what a letter says of them, by partner."""
    rows = await fetch(_BODIES, protocol_id)
    bodies = [_body(dict(row)) for row in rows]
    return {body.partner: body for body in bodies}


def _body(row: dict[str, Any]) -> BodyFacts:
    head = head_of(row["office_kind"], row["head_title"])
    return convert(row | {"head_title": head}, BodyFacts, strict=False)


async def office_facts(code: str) -> OfficeFacts:
    rows = await fetch("SELECT code, name, unit_name FROM office WHERE code = $1", code)
    return convert(dict(rows[0]), OfficeFacts)


async def documents_by_template(templates: Collection[str]) -> dict[str, int]:
    """How many documents of acts were written with each template, by its SHA-256."""
    rows = await fetch(
        "SELECT template_sha256, count(*) AS n FROM protocol_document"
        " WHERE template_sha256 = ANY($1::text[]) GROUP BY template_sha256",
        list(templates),
    )
    return {row["template_sha256"]: row["n"] for row in rows}


async def final_letter_or_none(protocol_id: int) -> dict[str, Any] | None:
    """The words of the text that was signed, when the registry wrote it."""
    rows = await fetch(
        "SELECT letter FROM protocol_document WHERE protocol = $1 AND kind = 'final'"
        " AND letter IS NOT NULL ORDER BY id DESC LIMIT 1",
        protocol_id,
    )
    letter: dict[str, Any] | None = json.decode(rows[0]["letter"]) if rows else None
    return letter


async def around(act: ProtocolView, *, by: Actor) -> Around:
    """The act that this one carries out or changes, with what is known of its text."""
    relation = relation_to_parent(act)
    if relation is None:
        return Around()
    return Around(
        parent=await view(relation.act, by=by),
        bodies=await bodies_of(relation.act),
        final_letter=await final_letter_or_none(relation.act),
        addenda=await _addenda_of(relation.act, before=act.id),
    )


_ADDENDA = """
SELECT a.drafting FROM protocol a
WHERE a.kind = 'addendum' AND a.id <> $2 AND a.status = ANY($3::text[])
  AND EXISTS (SELECT 1 FROM relation r WHERE r.act = a.id AND r.to_act = $1
              AND r.kind IN ('amends', 'extends', 'updates'))
ORDER BY a.signed_on NULLS FIRST, a.id
"""


async def _addenda_of(protocol_id: int, *, before: int) -> tuple[tuple[Amendment, ...], ...]:
    """What each addendum already signed changed, in their order."""
    rows = await fetch(_ADDENDA, protocol_id, before, [status.value for status in CONCLUDED])
    return tuple(json.decode(row["drafting"], type=Drafting).amending for row in rows)
