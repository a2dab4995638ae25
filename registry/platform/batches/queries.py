"""What batches there are, how far they are, and what became of each line."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from msgspec import convert, json, structs

from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.batches.lifecycle import BatchStatus, LineStatus, Standing, standing_of
from registry.platform.batches.permissions import can_handle
from registry.platform.batches.shapes import (
    Batch,
    BatchRow,
    BatchView,
    LineFilters,
    LineRow,
    Part,
)
from registry.platform.database import fetch, fetch_value
from registry.platform.errors import InvalidInput, NotFound
from registry.platform.i18n import _
from registry.platform.lists import Ask, Listing

KEPT_FOR = timedelta(days=30)
"""How long the files of a batch wait for somebody, after it ended."""
TOLD_FOR = timedelta(days=3)
"""How long whoever asked finds it in «Oggi» once it is over."""
PART = 200 * 1024**2
"""Bytes of one zip of the result, about."""
MOST_ENTRIES = 60_000

_BATCHES = """
SELECT b.*, coalesce(p.name, '') AS created_by_name, j.state AS job_state,
       j.now_doing, j.problem, j.started_at AS job_started, j.done AS job_done
FROM batch b LEFT JOIN person p ON p.id = b.created_by LEFT JOIN job j ON j.id = b.job
"""


def as_json(value: object) -> str:
    return json.encode(value).decode()


def kept(problems: dict[str, str]) -> str:
    """In their order, which the database would not keep of an object's fields."""
    return as_json(list(problems.items()))


def _gone() -> NotFound:
    return NotFound(_("Questa produzione non c'è, o il tuo ufficio non può vederla."))


async def find(batch_id: int, *, to_change: bool = False) -> Batch:
    """For whoever works at it; people ask with ``view``."""
    lock = " FOR UPDATE OF b" if to_change else ""
    rows = await fetch(f"{_BATCHES} WHERE b.id = $1{lock}", batch_id)
    if not rows:
        raise _gone()
    return convert(_row(rows[0]), Batch)


def _row(row: Any) -> dict[str, Any]:
    values = dict(row)
    values["templates"] = json.decode(row["templates"])
    status = BatchStatus(row["status"])
    values["standing"] = standing_of(status, row["job_state"])
    values["goes_at"] = (row["ended_at"] or row["started_at"] or row["created_at"]) + KEPT_FOR
    return values


async def find_own(batch_id: int, *, by: Actor, to_change: bool = False) -> Batch:
    batch = await find(batch_id, to_change=to_change)
    if not can_handle(by, batch.office):
        raise _gone()
    return batch


async def view(batch_id: int, *, by: Actor) -> BatchView:
    """A batch of one's own office, with how far it is and what can be taken."""
    rows = await fetch(f"{_BATCHES} WHERE b.id = $1", batch_id)
    if not rows or not can_handle(by, rows[0]["office"]):
        raise _gone()
    values = _row(rows[0])
    pace, left = _pace(rows[0], values["standing"])
    more = {
        "now_doing": rows[0]["now_doing"] or "",
        "problem": rows[0]["problem"] or "",
        "checked": await fetch_value(
            "SELECT coalesce(max(number), 0) FROM batch_line WHERE batch = $1", batch_id
        ),
        "pace": pace,
        "seconds_left": left,
        "gathered": rows[0]["job_done"] or 0 if values["status"] == "gathering" else 0,
        "parts": await parts(batch_id),
    }
    return convert(values | more, BatchView)


def _pace(row: Any, standing: Standing) -> tuple[float, int | None]:
    """Of the job that is at it now: what an earlier one did says nothing of the pace."""
    if standing is not Standing.MAKING or row["job_started"] is None:
        return 0, None
    done = row["made"] + row["failed"]
    spent = (clock.now() - row["job_started"]).total_seconds()
    if done <= row["done_before"] or spent <= 0:
        return 0, None
    pace = (done - row["done_before"]) / spent
    return pace, round((row["ready"] - done) / pace)


async def list_batches(ask: Ask, *, by: Actor) -> Listing[BatchRow]:
    """Those of one's office, the newest first."""
    rows = await fetch(
        f"{_BATCHES} WHERE b.office = $1 AND position(lower($2) IN lower(b.title)) > 0"
        " ORDER BY b.id DESC LIMIT $3 OFFSET $4",
        by.office,
        ask.q,
        ask.size,
        ask.offset,
    )
    total = await fetch_value(
        "SELECT count(*) FROM batch WHERE office = $1 AND position(lower($2) IN lower(title)) > 0",
        by.office,
        ask.q,
    )
    items = [convert(_row(row), BatchRow) for row in rows]
    return Listing(items=items, total=total, page=ask.page, size=ask.size)


async def waiting_for(actor: Actor) -> list[BatchRow]:
    """Of what this person asked: what is under way, waits for a word, or has just ended."""
    rows = await fetch(
        f"{_BATCHES} WHERE b.created_by = $1 AND b.office = $2 AND NOT b.is_seen"
        " AND b.status <> 'discarded' AND coalesce(b.ended_at, b.created_at) > $3 ORDER BY b.id",
        actor.user_id,
        actor.office,
        clock.now() - TOLD_FOR,
    )
    found = [convert(_row(row), BatchRow) for row in rows]
    return [one for one in found if one.standing is not Standing.CANCELLED]


async def list_lines(
    batch_id: int, ask: Ask, filters: LineFilters, *, by: Actor
) -> Listing[LineRow]:
    await find_own(batch_id, by=by)
    wanted = _statuses(filters.status)
    rows = await lines(batch_id, wanted, limit=ask.size, offset=ask.offset)
    total = await fetch_value(
        "SELECT count(*) FROM batch_line WHERE batch = $1 AND status = ANY($2::text[])",
        batch_id,
        wanted,
    )
    return Listing(items=rows, total=total, page=ask.page, size=ask.size)


def _statuses(asked: str) -> list[str]:
    known = [one.value for one in LineStatus]
    if asked and asked not in known:
        raise InvalidInput(status=_("Scegli uno di: {known}.").format(known=", ".join(known)))
    return [asked] if asked else known


async def lines(
    batch_id: int, statuses: Collection[str], *, limit: int = 50, offset: int = 0
) -> list[LineRow]:
    rows = await fetch(
        "SELECT number, status, name, problems FROM batch_line WHERE batch = $1"
        " AND status = ANY($2::text[]) ORDER BY number LIMIT $3 OFFSET $4",
        batch_id,
        list(statuses),
        limit,
        offset,
    )
    return [_line(row) for row in rows]


def _line(row: Any) -> LineRow:
    return convert(dict(row) | {"problems": dict(json.decode(row["problems"]))}, LineRow)


async def places_of(batch_id: int, statuses: Collection[str]) -> list[tuple[int, int]]:
    """Where those lines stand in the data: start and length."""
    rows = await fetch(
        "SELECT start, length FROM batch_line WHERE batch = $1 AND status = ANY($2::text[])"
        " ORDER BY number",
        batch_id,
        list(statuses),
    )
    return [(row["start"], row["length"]) for row in rows]


async def chunks_left(batch_id: int) -> int:
    left: int = await fetch_value(
        "SELECT count(*) FROM batch_chunk WHERE batch = $1 AND NOT is_done", batch_id
    )
    return left


async def count_again(batch_id: int) -> None:
    """In the transaction under way: how many lines are ready, and how many wrong."""
    await fetch(
        "UPDATE batch SET ready = n.ready, wrong = n.wrong FROM"
        " (SELECT count(*) FILTER (WHERE status <> 'wrong') AS ready,"
        " count(*) FILTER (WHERE status = 'wrong') AS wrong"
        " FROM batch_line WHERE batch = $1) n WHERE id = $1",
        batch_id,
    )


# Chunks that follow one another, until one more would make the zip too large.
_CHUNKS = """
SELECT c.number, c.file, c.size, c.entries, count(l.id) FILTER (WHERE l.status = 'made') AS made,
       min(l.number) AS first, max(l.number) AS last
FROM batch_chunk c JOIN batch_line l ON l.batch = c.batch AND l.chunk = c.number
WHERE c.batch = $1 AND c.is_done AND c.file <> '' GROUP BY c.id ORDER BY c.number
"""


async def parts(batch_id: int) -> list[Part]:
    return [part for part, _chunks in await _parts(batch_id)]


async def _parts(batch_id: int) -> list[tuple[Part, list[Any]]]:
    found: list[tuple[Part, list[Any]]] = []
    for row in await fetch(_CHUNKS, batch_id):
        part, chunks = found[-1] if found else (None, [])
        entries = sum(one["entries"] for one in chunks) + row["entries"]
        if part is None or part.size + row["size"] > PART or entries > MOST_ENTRIES:
            first = Part(
                number=len(found) + 1, documents=row["made"], size=row["size"],
                first=row["first"], last=row["last"],
            )  # fmt: skip
            found.append((first, [row]))
        else:
            more = structs.replace(
                part, documents=part.documents + row["made"], size=part.size + row["size"],
                first=min(part.first, row["first"]), last=max(part.last, row["last"]),
            )  # fmt: skip
            found[-1] = (more, [*chunks, row])
    return found


async def files_of_part(batch_id: int, number: int) -> tuple[list[str], list[int]]:
    """The zips of one part, and the chunks that they are."""
    for part, chunks in await _parts(batch_id):
        if part.number == number:
            return [one["file"] for one in chunks], [one["number"] for one in chunks]
    raise NotFound(_("Questa parte non c'è: ricarica la pagina."))


async def lines_of_chunks(batch_id: int, chunks: Collection[int]) -> list[LineRow]:
    """Every line that is in those zips, in its order."""
    rows = await fetch(
        "SELECT number, status, name, problems FROM batch_line WHERE batch = $1"
        " AND chunk = ANY($2::int[]) ORDER BY number",
        batch_id,
        list(chunks),
    )
    return [_line(row) for row in rows]


async def to_discard() -> list[Batch]:
    """What nobody works at, and has waited long enough."""
    rows = await fetch(
        f"{_BATCHES} WHERE b.status <> 'discarded'"
        " AND coalesce(b.ended_at, b.started_at, b.created_at) < $1",
        clock.now() - KEPT_FOR,
    )
    found = [convert(_row(row), Batch) for row in rows]
    return [one for one in found if not one.is_going]


async def places() -> set[str]:
    """The folders that belong to some batch."""
    rows = await fetch("SELECT place FROM batch WHERE status <> 'discarded'")
    return {row["place"] for row in rows}
