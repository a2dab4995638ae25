"""What is shown of a delivery and of one of its schede."""

from datetime import datetime
from typing import Any

from msgspec import convert

from good_practices.circulars import queries as circulars
from good_practices.intake.comparison import Edition, changes
from good_practices.intake.lifecycle import ReviewStatus
from good_practices.intake.naming import short_office
from good_practices.intake.queries.rows import entry_of, file_line, findings_in, gone
from good_practices.intake.shapes import (
    DeliveryView,
    EarlierEdition,
    FileLine,
    FindingRow,
    ReviewView,
    SchedaLine,
)
from good_practices.intake.sheet import Attached, sheet_of
from good_practices.schede.naming import scheda_code
from good_practices.submissions.exchange import SchedaEntry
from registry.platform.database import fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.signatures import kept
from registry.territory import queries as territory

_DELIVERY = """
SELECT d.*, o.name AS office_name, coalesce(o.region_code, '') AS region_code,
       coalesce(r.name, '') AS received_by_name, coalesce(a.name, '') AS assigned_name,
       (SELECT e.id FROM delivery e WHERE e.name = d.corrects AND e.office = d.office)
         AS corrects_delivery,
       EXISTS (SELECT 1 FROM submission s WHERE s.office = d.office AND s.year = d.year
               AND s.number = d.number AND s.package_sha512 = d.package_sha512) AS is_sender_here
FROM delivery d JOIN office o ON o.code = d.office
LEFT JOIN person r ON r.id = d.received_by LEFT JOIN person a ON a.id = d.assigned_to
WHERE d.id = $1
"""
_LINES = """
SELECT s.*, n.delivery AS newer_delivery, n.position AS newer_position
FROM delivered_scheda s LEFT JOIN delivered_scheda n
  ON n.office = s.office AND n.year = s.year AND n.number = s.number
  AND n.is_latest AND n.id <> s.id
WHERE s.delivery = $1 ORDER BY s.position
"""
_FILES = "SELECT * FROM delivered_file WHERE delivery = $1 ORDER BY position"


async def _files_in(delivery_id: int) -> list[FileLine]:
    """The files of a delivery, with what is known of who signed them."""
    rows = await fetch(_FILES, delivery_id)
    known = await kept.of_files({row["file"] for row in rows})
    return [file_line(row, known.get(row["file"])) for row in rows]


async def view(delivery_id: int) -> DeliveryView:
    """The delivery with what was checked, its schede and its files."""
    rows = await fetch(_DELIVERY, delivery_id)
    if not rows:
        raise gone()
    row = rows[0]
    regions = await territory.region_names()
    circular = await circulars.find(row["circular"])
    values = dict(row) | {
        "office_name": short_office(row["office_name"]),
        "region_name": regions.get(row["region_code"], ""),
        "circular_name": circular.name,
        "findings": findings_in(row["findings"]),
        "schede": [_line(one) for one in await fetch(_LINES, delivery_id)],
        "files": await _files_in(delivery_id),
    }
    return convert(values, DeliveryView)


def _line(row: Any) -> SchedaLine:
    values = dict(row) | {
        "code": scheda_code(row["office"], row["year"], row["number"]),
        "field": row["field_number"],
    }
    return convert(values, SchedaLine)


_REVIEW = """
SELECT s.*, d.name AS delivery_name, d.status AS delivery_status, d.received_at, d.findings,
       d.opened_at, d.version AS delivery_version,
       o.name AS office_name, coalesce(a.name, '') AS assigned_name,
       coalesce(p.name, '') AS decided_by_name,
       n.delivery AS newer_delivery, n.position AS newer_position,
       (SELECT count(*) FROM delivered_scheda t WHERE t.delivery = s.delivery)::int AS total
FROM delivered_scheda s JOIN delivery d ON d.id = s.delivery JOIN office o ON o.code = s.office
LEFT JOIN person a ON a.id = d.assigned_to LEFT JOIN person p ON p.id = s.decided_by
LEFT JOIN delivered_scheda n ON n.office = s.office AND n.year = s.year AND n.number = s.number
  AND n.is_latest AND n.id <> s.id
WHERE s.delivery = $1 AND s.position = $2
"""


async def review(delivery_id: int, position: int) -> ReviewView:
    """A received scheda with its files, and with what changed since the edition before."""
    rows = await fetch(_REVIEW, delivery_id, position)
    if not rows:
        raise NotFound(_("Questa scheda non c'è nell'invio."))
    row = rows[0]
    entry = entry_of(row)
    files = await _files_in(delivery_id)
    mine = _files_of(entry, row["act_files"], files)
    attached = _attached(entry, mine)
    values = dict(row) | {
        "code": scheda_code(row["office"], row["year"], row["number"]),
        "field": row["field_number"],
        "office_name": short_office(row["office_name"]),
        "findings": [one for one in findings_in(row["findings"]) if _is_about(one, row, mine)],
        "sheet": sheet_of(entry, attached),
        "files": mine + [one for one in files if one.kind in ("letter", "form")],
    }
    shown = convert(values, ReviewView)
    shown.reopened_at = await _reopened_at(row)
    await _add_earlier(shown, row, Edition(entry=entry, attached=attached))
    return shown


_REOPENED = """
SELECT min(e.at) AS at FROM scheda d JOIN audit_event e
  ON e.about_kind = 'scheda' AND e.about_id = d.id::text AND e.event = 'scheda:reopen'
WHERE d.office = $1 AND d.year = $2 AND d.number = $3 AND e.at > $4
"""


async def _reopened_at(row: Any) -> datetime | None:
    """When the Prefettura set to work on the answer, if it works on this same server."""
    if row["status"] != ReviewStatus.RETURNED:
        return None
    rows = await fetch(_REOPENED, row["office"], row["year"], row["number"], row["decided_at"])
    return rows[0]["at"] if rows else None


def _files_of(entry: SchedaEntry, acts: list[str], files: list[FileLine]) -> list[FileLine]:
    """The scheda's acts and attachments, then its own document."""
    by_name = {one.name: one for one in files}
    names = [*acts, *entry.attachments, entry.file]
    return [by_name[name] for name in dict.fromkeys(names) if name in by_name]


def _attached(entry: SchedaEntry, mine: list[FileLine]) -> tuple[Attached, ...]:
    return tuple(
        Attached(title=one.title or one.name, sha512=one.sha512)
        for one in mine
        if one.name != entry.file
    )


def _is_about(finding: FindingRow, row: Any, mine: list[FileLine]) -> bool:
    return finding.position == row["position"] or finding.file in {one.name for one in mine}


_EARLIER = """
SELECT s.*, d.name AS delivery_name FROM delivered_scheda s JOIN delivery d ON d.id = s.delivery
WHERE s.office = $1 AND s.year = $2 AND s.number = $3 AND s.edition < $4
ORDER BY s.edition DESC, d.year DESC, d.number DESC LIMIT 1
"""


async def _add_earlier(shown: ReviewView, row: Any, now: Edition) -> None:
    rows = await fetch(_EARLIER, row["office"], row["year"], row["number"], row["edition"])
    if not rows:
        return
    entry = entry_of(rows[0])
    files = [file_line(one) for one in await fetch(_FILES, rows[0]["delivery"])]
    mine = _files_of(entry, rows[0]["act_files"], files)
    before = Edition(entry=entry, attached=_attached(entry, mine))
    reopened_at = await _reopened_at(rows[0])
    shown.earlier = convert(dict(rows[0]) | {"reopened_at": reopened_at}, EarlierEdition)
    shown.changes = changes(before, now)
    _add_looks(shown, rows[0]["looked_at"])


def _add_looks(shown: ReviewView, before: list[str]) -> None:
    """What was read in the edition before, and is as it was, need not be read again."""
    changed = {one.key for one in shown.changes}
    shown.looked_at = sorted({*shown.looked_at, *(set(before) - changed)})
