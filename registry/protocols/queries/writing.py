"""What a document asks of the registry: the bodies in words, the office, what was made before."""

from collections.abc import Collection
from typing import Any

from msgspec import convert, json

from registry.platform.database import fetch
from registry.protocols.drafts.bodies import BodyFacts, OfficeFacts

_BODIES = """
SELECT b.id AS partner, b.name, b.short_name, b.article, b.gender, b.number, b.nature,
       b.seat_words,
       coalesce((SELECT i.value FROM identifier i WHERE i.partner = b.id
                 AND i.scheme = 'tax_code' ORDER BY i.id LIMIT 1), '') AS tax_code
FROM party p JOIN partner b ON b.id = p.partner WHERE p.protocol = $1
"""


async def bodies_of(protocol_id: int) -> dict[int, BodyFacts]:
    """The bodies of the act's parties, with what a letter says of them, by partner."""
    rows = await fetch(_BODIES, protocol_id)
    bodies = [convert(dict(row), BodyFacts, strict=False) for row in rows]
    return {body.partner: body for body in bodies}


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
