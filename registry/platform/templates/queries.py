"""Which templates there are, and which is in use."""

import hashlib

from msgspec import convert

from registry.platform import storage
from registry.platform.database import fetch
from registry.platform.documents.templates import read_template
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.templates import fenced
from registry.platform.templates.known import KNOWN, find_known
from registry.platform.templates.lifecycle import VersionStatus
from registry.platform.templates.shapes import TemplateRow, VersionRow

_VERSIONS = """
SELECT v.*, p.name AS proposed_by_name, d.name AS decided_by_name
FROM template_version v LEFT JOIN person p ON p.id = v.proposed_by
                        LEFT JOIN person d ON d.id = v.decided_by
"""


async def current(name: str) -> bytes:
    """The template that documents are written with today: the version in use, or our own.

    A version that no longer fits its letter, after the program changed, is left aside.
    """
    rows = await fetch(
        "SELECT file FROM template_version WHERE name = $1 AND status = 'in_use'", name
    )
    own = read_template(name)
    if not rows:
        return own
    sha256 = rows[0]["file"]
    uploaded = storage.read(sha256)
    return own if await fenced.faults(name, sha256, uploaded) else uploaded


async def list_templates() -> list[TemplateRow]:
    """Every letter's template, with what is in use and what waits."""
    in_use, proposed = await _standing()
    return [await _row(name, in_use.get(name), is_proposed=name in proposed) for name in KNOWN]


async def _standing() -> tuple[dict[str, VersionRow], set[str]]:
    rows = await fetch(f"{_VERSIONS} WHERE v.status IN ('in_use', 'proposed')")
    found = [convert(dict(row), VersionRow) for row in rows]
    in_use = {row.name: row for row in found if row.status is VersionStatus.IN_USE}
    return in_use, {row.name for row in found if row.status is VersionStatus.PROPOSED}


async def _row(name: str, version: VersionRow | None, *, is_proposed: bool) -> TemplateRow:
    known = KNOWN[name]
    is_unfit = version is not None and bool(
        await fenced.faults(name, version.file, storage.read(version.file))
    )
    own = hashlib.sha256(read_template(name)).hexdigest()
    return TemplateRow(
        name=name,
        title=known.title,
        kind=known.kind,
        number=version.number if version else None,
        since=version.decided_at if version else None,
        sha256=version.file if version and not is_unfit else own,
        is_proposed=is_proposed,
        is_unfit=is_unfit,
    )


async def find_template(name: str) -> TemplateRow:
    find_known(name)
    in_use, proposed = await _standing()
    return await _row(name, in_use.get(name), is_proposed=name in proposed)


async def versions(name: str) -> list[VersionRow]:
    """The newest first."""
    rows = await fetch(f"{_VERSIONS} WHERE v.name = $1 ORDER BY v.number DESC", name)
    return [convert(dict(row), VersionRow) for row in rows]


async def find_version(version_id: int, *, to_change: bool = False) -> VersionRow:
    lock = " FOR UPDATE OF v" if to_change else ""
    rows = await fetch(f"{_VERSIONS} WHERE v.id = $1{lock}", version_id)
    if not rows:
        raise NotFound(_("Questa versione del modello non c'è."))
    return convert(dict(rows[0]), VersionRow)
