"""Several packages brought together: what waits to be read, what became of each."""

from datetime import timedelta
from typing import Any

from msgspec import convert

from good_practices.intake.lifecycle import UploadStatus
from good_practices.intake.naming import short_office
from good_practices.intake.shapes import UploadedRow, UploadView
from good_practices.intake.tables import Upload, UploadedFile
from good_practices.schede.shapes import Waiting
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _, ngettext

KEPT_ASIDE = timedelta(days=7)
"""How long the bytes of what was refused wait for somebody to try again."""


def _gone() -> NotFound:
    return NotFound(_("Questo caricamento non c'è, o il tuo ufficio non può vederlo."))


async def find_upload(upload_id: int) -> Upload:
    found = await Upload.objects().get(Upload.id == upload_id)
    if found is None:
        raise _gone()
    return found


async def files_waiting(upload_id: int) -> list[UploadedFile]:
    """What is still to be read, in the order in which it was brought."""
    return (
        await UploadedFile.objects()
        .where((UploadedFile.upload == upload_id) & (UploadedFile.status == UploadStatus.WAITING))
        .order_by(UploadedFile.position)
    )


_FILES = """
SELECT f.*, f.aside <> '' AND f.status = 'refused' AS can_be_tried_again,
       coalesce(d.name, '') AS delivery_name, coalesce(o.name, '') AS delivery_office,
       coalesce(d.receipt_number, '') AS delivery_receipt, d.received_at AS delivery_at
FROM uploaded_file f LEFT JOIN delivery d ON d.id = f.delivery
LEFT JOIN office o ON o.code = d.office
WHERE f.upload = $1 AND ($2::int IS NULL OR f.position = $2) ORDER BY f.position
"""


async def upload_view(upload_id: int) -> UploadView:
    rows = await fetch(
        "SELECT u.*, p.name AS brought_by_name FROM upload u JOIN person p ON p.id = u.brought_by"
        " WHERE u.id = $1",
        upload_id,
    )
    if not rows:
        raise _gone()
    shown = convert(dict(rows[0]), UploadView)
    shown.files = [_file(row) for row in await fetch(_FILES, upload_id, None)]
    return shown


async def find_uploaded(upload_id: int, position: int) -> UploadedRow:
    """One file of an upload."""
    rows = await fetch(_FILES, upload_id, position)
    if not rows:
        raise _gone()
    return _file(rows[0])


def _file(row: Any) -> UploadedRow:
    values = dict(row) | {"delivery_office": short_office(row["delivery_office"])}
    return convert(values, UploadedRow)


# Whoever brought packages is told how it went, until what was refused has been dealt with.
_OPEN = """
SELECT u.id, u.brought_at, count(*)::int AS files,
       count(*) FILTER (WHERE f.status = 'waiting')::int AS waiting,
       count(*) FILTER (WHERE f.status = 'refused' AND r.id IS NOT NULL)::int AS refused
FROM upload u JOIN uploaded_file f ON f.upload = u.id
LEFT JOIN refused_upload r ON r.sha512 = f.sha512 AND NOT r.is_settled
WHERE u.brought_by = $1 AND u.brought_at > $2
GROUP BY u.id HAVING bool_or(f.status = 'waiting' OR (f.status = 'refused' AND r.id IS NOT NULL))
ORDER BY u.brought_at
"""


async def uploads_of(actor: Actor) -> list[Waiting]:
    """What this person has brought that is being read, or has files that were refused."""
    rows = await fetch(_OPEN, actor.user_id, clock.now() - KEPT_ASIDE)
    return [_waiting(row) for row in rows]


def _waiting(row: Any) -> Waiting:
    packages = ngettext("Un pacco caricato", "{n} pacchi caricati", row["files"])
    why = [
        ngettext("{n} con problemi", "{n} con problemi", row["refused"]).format(n=row["refused"])
        if row["refused"]
        else "",
        ngettext("{n} in coda", "{n} in coda", row["waiting"]).format(n=row["waiting"])
        if row["waiting"]
        else "",
    ]
    return Waiting(
        since=row["brought_at"],
        title=packages.format(n=row["files"]),
        why=f"{', '.join(filter(None, why))}.",
        status="job:running" if row["waiting"] else "intake:damaged",
        href=f"/intake/uploads/{row['id']}",
        action=_("Vedi come va"),
    )
