"""What of this room waits for a person, for the page that they open first."""

from typing import Any

from good_practices.schede.naming import heading_of, scheda_code
from good_practices.schede.permissions import APPROVE_SCHEDE, WRITE_SCHEDE
from good_practices.schede.shapes import Waiting
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.platform.i18n import _

MOST = 50

_WAITING = """
SELECT s.id, s.office, s.year, s.number, s.field, s.field_other, s.title, s.status,
       s.returned_words, s.changed_at, f.text
FROM scheda s JOIN circular_field f ON f.circular = s.circular AND f.number = s.field
WHERE s.office = $1
  AND (($2 AND s.status = 'returned')
    OR ($2 AND s.status = 'draft' AND s.returned_words <> '' AND $4::int = ANY(s.writer_ids))
    OR ($3 AND s.status = 'proposed' AND NOT coalesce($4::int = ANY(s.writer_ids), false)))
ORDER BY s.changed_at LIMIT $5
"""


async def waiting_for(actor: Actor) -> list[Waiting]:
    """Schede returned or sent back to who writes, proposed ones to who may approve them."""
    rows = await fetch(
        _WAITING,
        actor.office,
        actor.may(WRITE_SCHEDE),
        actor.may(APPROVE_SCHEDE) and actor.is_in_charge,
        actor.user_id,
        MOST,
    )
    return [_waiting(row) for row in rows]


def _waiting(row: Any) -> Waiting:
    code = scheda_code(row["office"], row["year"], row["number"])
    title = row["title"] or heading_of(row["field"], row["text"], row["field_other"])
    words = {
        "returned": (_("Correggi la scheda"), row["returned_words"]),
        "draft": (_("Riscrivi la scheda"), row["returned_words"]),
        "proposed": (_("Leggi e approva"), _("Aspetta la tua approvazione.")),
    }
    action, why = words[row["status"]]
    return Waiting(
        since=row["changed_at"],
        title=f"{code} · {title}",
        why=why,
        status=f"scheda:{row['status']}",
        href=f"/schede/{row['id']}",
        action=action,
    )
