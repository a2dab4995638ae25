"""What is known of batches. A batch is seen by its own office only."""

from typing import Any

from msgspec import convert, json

from good_practices.circulars import queries as circulars
from good_practices.schede.naming import scheda_code
from good_practices.submissions.exchange import Receipt
from good_practices.submissions.naming import submission_name
from good_practices.submissions.permissions import PREPARE_SUBMISSIONS, READ_SUBMISSIONS
from good_practices.submissions.shapes import (
    FileView,
    ItemView,
    ReceiptView,
    SubmissionFilters,
    SubmissionRow,
    SubmissionView,
    SubmissionWaiting,
)
from good_practices.submissions.tables import Submission
from registry.platform import search, storage
from registry.platform.accounts.roles import Actor
from registry.platform.asking import Question
from registry.platform.database import connection, fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.lists import Ask, Facet, Listing, NeverEmpty, order_by
from registry.platform.statuses import status

SORTS = {
    "number": NeverEmpty("(s.year * 100000 + s.number)"),
    "status": NeverEmpty("s.status"),
    "sent": "s.sent_at",
    "changed": NeverEmpty("s.changed_at"),
}

_ROWS = """WITH page AS (
  SELECT s.id FROM submission s WHERE {conditions} ORDER BY {order} LIMIT {limit} OFFSET {offset})
SELECT s.*, n.* FROM page JOIN submission s ON s.id = page.id, LATERAL (
  SELECT count(*)::int AS schede,
         count(*) FILTER (WHERE d.status = 'returned' AND s.status <> 'cancelled')::int AS returned,
         count(*) FILTER (WHERE d.status = 'accepted' AND s.status <> 'cancelled')::int AS accepted
  FROM submission_item i JOIN scheda d ON d.id = i.scheda WHERE i.submission = s.id) n
ORDER BY {order}
"""


def _gone() -> NotFound:
    return NotFound(_("Questo invio non c'è, o il tuo ufficio non può vederlo."))


async def list_submissions(
    ask: Ask, filters: SubmissionFilters, *, by: Actor
) -> Listing[SubmissionRow]:
    """The batches of one's own office, newest first."""
    asked = Question()
    asked.ask("s.office = {0}", by.office)
    if filters.status:
        asked.ask("s.status = {0}", filters.status)
    if filters.year:
        asked.ask("s.year::text = {0}", filters.year)
    facets = await fetch(
        "SELECT s.status, count(*)::int AS n FROM submission s"  # noqa: S608
        f" WHERE {asked.conditions} GROUP BY s.status ORDER BY n DESC",
        *asked.arguments,
    )
    order = order_by(ask.sort, SORTS, default="-number", last="s.id")
    limit, offset = asked.value(ask.size), asked.value(ask.offset)
    rows = await fetch(
        _ROWS.format(conditions=asked.conditions, order=order, limit=limit, offset=offset),
        *asked.arguments,
    )
    return Listing(
        items=[convert(_named(row), SubmissionRow) for row in rows],
        total=sum(row["n"] for row in facets),
        page=ask.page,
        size=ask.size,
        facets={"status": [_facet(row) for row in facets]},
    )


def _facet(row: Any) -> Facet:
    label = str(status(f"submission:{row['status']}").word)
    return Facet(value=row["status"], label=label, count=row["n"])


def _named(row: Any) -> dict[str, Any]:
    return {**dict(row), "name": submission_name(row["office"], row["year"], row["number"])}


async def find(submission_id: int, *, by: Actor) -> Submission:
    found = await Submission.objects().get(
        (Submission.id == submission_id) & (Submission.office == by.office)
    )
    if found is None:
        raise _gone()
    return found


async def find_for_change(submission_id: int, *, by: Actor) -> Submission:
    """The batch as it is now, held until the act ends."""
    await connection().execute("SELECT 1 FROM submission WHERE id = $1 FOR UPDATE", submission_id)
    return await find(submission_id, by=by)


async def find_by_name_or_none(office: str, year: int, number: int) -> Submission | None:
    return await Submission.objects().get(
        (Submission.office == office) & (Submission.year == year) & (Submission.number == number)
    )


async def registered_as_or_none(
    office: str, number: str, year: int, *, except_for: int
) -> str | None:
    """The name of the batch of this office that has this number of that year's register.

    «0000123» and «123» are the same number.
    """
    rows = await fetch(
        "SELECT office, year, number FROM submission WHERE office = $1 AND id <> $4"
        " AND extract(year FROM registered_on) = $3 AND registered_number <> ''"
        " AND ltrim(lower(btrim(registered_number)), '0') = ltrim(lower(btrim($2)), '0')"
        " ORDER BY id LIMIT 1",
        office,
        number,
        year,
        except_for,
    )
    row = rows[0] if rows else None
    return submission_name(row["office"], row["year"], row["number"]) if row else None


async def view(submission_id: int, *, by: Actor) -> SubmissionView:
    """The batch with its schede, files and receipts."""
    rows = await fetch(
        "SELECT s.*, o.name AS office_name FROM submission s JOIN office o ON o.code = s.office"
        " WHERE s.id = $1 AND s.office = $2",
        submission_id,
        by.office,
    )
    if not rows:
        raise _gone()
    circular = await circulars.find(rows[0]["circular"])
    values = _named(rows[0]) | {
        "circular_name": circular.name,
        "mailbox": circular.mailbox,
        "mailbox_warning": circular.mailbox_warning,
        "addressee": circular.sender_lines,
        "corrects_name": await _name_of(rows[0]["corrects"]),
    }
    shown = convert(values, SubmissionView)
    shown.items = await _items(submission_id)
    shown.files = await _files(submission_id)
    shown.receipts = await _receipts(submission_id)
    return shown


async def _name_of(submission_id: int | None) -> str:
    if submission_id is None:
        return ""
    rows = await fetch("SELECT office, year, number FROM submission WHERE id = $1", submission_id)
    return submission_name(rows[0]["office"], rows[0]["year"], rows[0]["number"])


async def _items(submission_id: int) -> list[ItemView]:
    rows = await fetch(
        "SELECT i.scheda, i.position, i.file_name, d.office, d.year, d.number, d.field, d.title,"
        " d.status, d.returned_words FROM submission_item i JOIN scheda d ON d.id = i.scheda"
        " WHERE i.submission = $1 ORDER BY i.position",
        submission_id,
    )
    return [
        convert(
            {**dict(row), "code": scheda_code(row["office"], row["year"], row["number"])}, ItemView
        )
        for row in rows
    ]


async def _files(submission_id: int) -> list[FileView]:
    rows = await fetch(
        "SELECT position, kind, name, title, size, sha512, file FROM submission_file"
        " WHERE submission = $1 ORDER BY position",
        submission_id,
    )
    return [convert(dict(row), FileView) for row in rows]


async def _receipts(submission_id: int) -> list[ReceiptView]:
    rows = await fetch(
        "SELECT receipt_number, content, came_at FROM submission_receipt WHERE submission = $1"
        " ORDER BY id DESC",
        submission_id,
    )
    return [_receipt(row) for row in rows]


def _receipt(row: Any) -> ReceiptView:
    decided = [one.status for one in json.decode(row["content"], type=Receipt).decisions]
    return ReceiptView(
        receipt_number=row["receipt_number"],
        came_at=row["came_at"],
        decides=bool(decided),
        accepted=decided.count("accepted"),
        returned=decided.count("returned"),
        rejected=decided.count("rejected"),
    )


async def schede_of(submission_id: int) -> list[int]:
    rows = await fetch(
        "SELECT scheda FROM submission_item WHERE submission = $1 ORDER BY position", submission_id
    )
    return [row["scheda"] for row in rows]


async def find_file(submission_id: int, name: str, *, by: Actor) -> FileView:
    """One file of a batch's package."""
    await find(submission_id, by=by)
    rows = await fetch(
        "SELECT position, kind, name, title, size, sha512, file FROM submission_file"
        " WHERE submission = $1 AND name = $2",
        submission_id,
        name,
    )
    if not rows:
        raise NotFound(_("Questo file non c'è nell'invio."))
    return convert(dict(rows[0]), FileView)


async def package_of(submission_id: int, *, by: Actor) -> tuple[str, bytes]:
    """The package's file name and bytes; raises NotFound while there is none."""
    submission = await find(submission_id, by=by)
    if submission.package is None:
        raise NotFound(_("Il pacco non c'è ancora: prima preparalo e verificalo."))
    name = submission_name(submission.office, submission.year, submission.number)
    return f"{name}.zip", storage.read(submission.package)


_WAITING = """
SELECT id, office, year, number, status, changed_at FROM submission
WHERE office = $1 AND ((status = 'registered' AND $2) OR (status IN ('in_preparation', 'verified')))
ORDER BY changed_at LIMIT 50
"""


async def waiting_for(actor: Actor) -> list[SubmissionWaiting]:
    """Batches that wait for this person: registered ones only for who lets them leave."""
    if not actor.may(PREPARE_SUBMISSIONS):
        return []
    rows = await fetch(_WAITING, actor.office, actor.is_in_charge)
    return [convert(_named(row), SubmissionWaiting) for row in rows]


_CODED = """
SELECT s.id, s.office, s.year, s.number, s.status FROM submission s
WHERE s.office = $2 AND $1 IN (
  'TRASM' || upper(regexp_replace(s.office, '^.*-', '')) || s.year || lpad(s.number::text, 4, '0'),
  'TRASM' || upper(regexp_replace(s.office, '^.*-', '')) || s.year || s.number,
  upper(regexp_replace(s.registered_number, '[^[:alnum:]]', '', 'g')))
ORDER BY s.year DESC, s.number DESC LIMIT 20
"""


async def with_code(code: str, by: Actor) -> list[search.Found]:
    """The office's own batches of this name («TRASM_CR_2026_0002») or number of the letter."""
    rows = await fetch(_CODED, code, by.office) if by.may(READ_SUBMISSIONS) else []
    return [
        search.Found(
            room="submissions",
            object_id=row["id"],
            title=submission_name(row["office"], row["year"], row["number"]),
            facts=str(status(f"submission:{row['status']}").word),
            passage="",
        )
        for row in rows
    ]


search.FINDERS.append(with_code)
