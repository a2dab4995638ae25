"""What is known of the dossiers that were asked for."""

from typing import Any

from msgspec import convert, json

from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.platform.dossiers.shapes import DossierView, Told
from registry.platform.dossiers.sources import SOURCES
from registry.platform.dossiers.tables import DossierRequest
from registry.platform.errors import NotFound
from registry.platform.i18n import _

_ONE = """
SELECT d.*, p.name AS asked_by_name, j.state FROM dossier d JOIN person p ON p.id = d.asked_by
LEFT JOIN job j ON j.id = d.job
"""


def _gone() -> NotFound:
    return NotFound(_("Questo fascicolo non c'è, o il tuo ufficio non può vederlo."))


async def find(dossier_id: int) -> DossierRequest:
    found = await DossierRequest.objects().get(DossierRequest.id == dossier_id)
    if found is None:
        raise _gone()
    return found


async def view(dossier_id: int, *, by: Actor) -> DossierView:
    """Of one's own office, and of what one may still see."""
    rows = await fetch(_ONE + "WHERE d.id = $1 AND d.office = $2", dossier_id, by.office)
    if not rows or rows[0]["subject"] not in SOURCES:
        raise _gone()
    await SOURCES[rows[0]["subject"]].check(rows[0]["subject_id"], by)
    return _shown(rows[0])


async def latest_or_none(subject: str, subject_id: int, *, by: Actor) -> DossierView | None:
    """The last that this office asked for."""
    rows = await fetch(
        _ONE + "WHERE d.subject = $1 AND d.subject_id = $2 AND d.office = $3"
        " ORDER BY d.id DESC LIMIT 1",
        subject,
        subject_id,
        by.office,
    )
    return _shown(rows[0]) if rows else None


async def names_kept() -> set[str]:
    rows = await fetch("SELECT file FROM dossier WHERE file <> ''")
    return {row["file"] for row in rows}


def _shown(row: Any) -> DossierView:
    values = dict(row)
    is_made = row["made_at"] is not None
    status = "done" if row["file"] else "expired" if is_made else row["state"] or "failed"
    values |= {
        "href": SOURCES[row["subject"]].href.format(id=row["subject_id"]),
        "status": status,
        "documents": json.decode(row["documents"], type=list[Told]),
        "file": f"/dossiers/{row['id']}/file" if row["file"] else "",
    }
    return convert(values, DossierView)
