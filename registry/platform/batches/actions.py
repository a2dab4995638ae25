"""What can be done about a batch."""

from datetime import timedelta

from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor, check_may
from registry.platform.audit.events import Event
from registry.platform.batches import events, folder, queries, tables, tasks
from registry.platform.batches.folder import Brought
from registry.platform.batches.known import BatchKind, find_kind, find_source
from registry.platform.batches.lifecycle import AT_REST, BatchStatus, Standing, check_is
from registry.platform.batches.permissions import MAKE_BATCHES
from registry.platform.batches.shapes import Batch, FromRegistry, NewBatch
from registry.platform.database import connection, fetch, fetch_value, transaction
from registry.platform.errors import InvalidInput, NotFound, WrongStatus
from registry.platform.i18n import _, current_language
from registry.platform.jobs import actions as jobs
from registry.platform.jobs import later
from registry.platform.pdf import NoLibreOffice, find_office
from registry.platform.storage.files import tidy_name
from registry.platform.templates import queries as templates

LINES, LINES_WITH_PDF = 100, 8
"""Lines of one chunk, at most: a second or so of work, or some seconds with LibreOffice. What is
paused or called off ends the chunk that is under way first."""
BYTES = 512 * 1024
"""Bytes of data of one chunk, about: an act of 150 parties has a quarter."""
AGAIN = timedelta(minutes=10)
"""The same data brought again within this are the same batch, as long as it has not begun."""


async def bring(new: NewBatch, brought: Brought, *, file_name: str, by: Actor) -> Batch:
    """A batch of what was laid down; a job looks at its lines. The same twice is the same batch."""
    try:
        kind = find_kind(new.kind)
        title = _("{kind}: {file}").format(kind=kind.title, file=tidy_name(file_name))
        frozen = await _frozen(kind, new, by=by)
        async with transaction():
            batch_id = await _same_data(kind, brought, new, frozen, by=by)
            if batch_id is None:
                batch = tables.Batch(
                    place=brought.place,
                    sha256=brought.sha256,
                    size=brought.size,
                    lines=brought.lines,
                    file_name=tidy_name(file_name),
                )
                batch_id = await _save(batch, kind, title, new, frozen, by=by)
                await _note(events.CREATE, batch, by=by, lines=brought.lines)
        batch_there = await queries.find(batch_id)
    except BaseException:
        folder.discard(brought.place)
        raise
    if batch_there.place != brought.place:
        folder.discard(brought.place)
    return batch_there


async def bring_from_registry(asked: FromRegistry, *, by: Actor) -> Batch:
    """A batch of what the registry has: no file, and no JSON to know of. A job reads the data."""
    check_may(by, MAKE_BATCHES)
    source = find_source(asked.source)
    chosen = dict(await source.choices(by)).get(asked.choice)
    if chosen is None:
        raise InvalidInput(choice=_("Scegli una delle voci dell'elenco."))
    if source.check is not None:
        await source.check(by, asked.choice, asked.is_final)
    kind = find_kind(source.kind)
    title = _("{source}: {choice}").format(source=source.title, choice=chosen)
    frozen = await _frozen(kind, asked, by=by)
    async with transaction():
        batch_id = await _being_gathered(asked, frozen, by=by)
        if batch_id is None:
            batch = tables.Batch(
                status=BatchStatus.GATHERING,
                source=source.name,
                choice=asked.choice,
                is_final=asked.is_final,
                place=folder.new_place(),
                sha256="",
                size=0,
                lines=0,
            )
            batch_id = await _save(batch, kind, title, asked, frozen, by=by)
            await _note(events.ASK, batch, by=by)
    return await queries.find(batch_id)


async def _frozen(kind: BatchKind, asked: NewBatch | FromRegistry, *, by: Actor) -> dict[str, str]:
    """The uploaded versions that its documents are written with today."""
    check_may(by, MAKE_BATCHES)
    if asked.with_pdf and find_office() is None:
        raise InvalidInput(with_pdf=NoLibreOffice().sentence)
    if asked.own_template:
        return {}
    rows = [await templates.find_template(name) for name in kind.templates]
    return {row.name: row.sha256 for row in rows if row.number and not row.is_unfit}


_LOCK = 20


async def _one_at_a_time(by: Actor) -> None:
    """Whoever presses a button twice asks the second time when the first is there."""
    await fetch("SELECT pg_advisory_xact_lock($1, $2)", _LOCK, by.user_id or 0)


async def _same_data(
    kind: BatchKind, brought: Brought, asked: NewBatch, frozen: dict[str, str], *, by: Actor
) -> int | None:
    await _one_at_a_time(by)
    found: int | None = await fetch_value(
        "SELECT id FROM batch WHERE created_by = $1 AND office = $2 AND kind = $3 AND sha256 = $4"
        " AND with_pdf = $5 AND templates = $6::jsonb AND status IN ('checking', 'checked')"
        " AND created_at > $7 ORDER BY id DESC LIMIT 1",
        by.user_id,
        by.office,
        kind.name,
        brought.sha256,
        asked.with_pdf,
        queries.as_json(frozen),
        clock.now() - AGAIN,
    )
    return await _if_it_stands(found, Standing.CHECKING, Standing.CHECKED)


async def _being_gathered(asked: FromRegistry, frozen: dict[str, str], *, by: Actor) -> int | None:
    """What was gathered already may be older than what somebody has put right since."""
    await _one_at_a_time(by)
    found: int | None = await fetch_value(
        "SELECT id FROM batch WHERE created_by = $1 AND office = $2 AND source = $3 AND choice = $4"
        " AND is_final = $5 AND with_pdf = $6 AND templates = $7::jsonb AND status = 'gathering'"
        " ORDER BY id DESC LIMIT 1",
        by.user_id,
        by.office,
        asked.source,
        asked.choice,
        asked.is_final,
        asked.with_pdf,
        queries.as_json(frozen),
    )
    return await _if_it_stands(found, Standing.GATHERING)


async def _if_it_stands(batch_id: int | None, *wanted: Standing) -> int | None:
    if batch_id is None or (await queries.find(batch_id)).standing not in wanted:
        return None
    return batch_id


async def _save(
    batch: tables.Batch,
    kind: BatchKind,
    title: str,
    asked: NewBatch | FromRegistry,
    frozen: dict[str, str],
    *,
    by: Actor,
) -> int:
    batch.kind, batch.title = kind.name, title[:300]
    batch.office, batch.created_by, batch.created_at = by.office, by.user_id, clock.now()
    batch.language = current_language()
    batch.with_pdf, batch.templates = asked.with_pdf, queries.as_json(frozen)
    await batch.save()
    label = _("Controllo le righe: {title}").format(title=batch.title)
    batch.job = await later(tasks.check.about(label, by=by), batch_id=batch.id)
    await batch.save()
    return int(batch.id)


async def start(batch_id: int, *, by: Actor) -> Batch:
    """The good lines are going to be made; told twice, it is started once."""
    async with transaction():
        batch = await queries.find_own(batch_id, by=by, to_change=True)
        if batch.standing is Standing.MAKING:
            return batch
        check_is(batch.standing, Standing.CHECKED)
        if not batch.ready:
            raise WrongStatus(_("Nessuna riga si può produrre: correggile e portale di nuovo."))
        await _share_out(batch, "ready")
        await _ask_to_make(batch, batch.ready, by=by)
        await _note(events.START, batch, by=by, ready=batch.ready)
    return await queries.find(batch_id)


async def try_failed_again(batch_id: int, *, by: Actor) -> Batch:
    """What failed for a reason that may have passed is made; what is made stays."""
    async with transaction():
        batch = await queries.find_own(batch_id, by=by, to_change=True)
        check_is(batch.standing, Standing.DONE)
        if not batch.failed:
            raise WrongStatus(_("Non c'è niente da riprovare: i documenti sono tutti fatti."))
        await fetch(
            "UPDATE batch_line SET status = 'ready', problems = '[]', chunk = NULL"
            " WHERE batch = $1 AND status = 'failed'",
            batch_id,
        )
        await fetch("UPDATE batch SET failed = 0, ended_at = NULL WHERE id = $1", batch_id)
        await _share_out(batch, "ready")
        await _ask_to_make(batch, batch.failed, by=by)
        await _note(events.RETRY, batch, by=by, lines=batch.failed)
    return await queries.find(batch_id)


async def _share_out(batch: Batch, status: str) -> None:
    """Chunks of lines that follow one another, few enough and short enough each."""
    most = LINES_WITH_PDF if batch.with_pdf else LINES
    await connection().execute(
        "WITH placed AS (SELECT id, (row_number() OVER w - 1) / $3::int AS by_count,"
        "  ((sum(length) OVER w - length) / $4::int)::bigint AS by_size"
        "  FROM batch_line WHERE batch = $1 AND status = $2 WINDOW w AS (ORDER BY number)),"
        " ranked AS (SELECT id, dense_rank() OVER (ORDER BY by_count, by_size)"
        "  + (SELECT coalesce(max(number), 0) FROM batch_chunk WHERE batch = $1) AS chunk"
        "  FROM placed)"
        " UPDATE batch_line l SET chunk = r.chunk FROM ranked r WHERE l.id = r.id",
        batch.id,
        status,
        most,
        BYTES,
    )
    await connection().execute(
        "INSERT INTO batch_chunk (batch, number) SELECT $1, chunk FROM batch_line"
        " WHERE batch = $1 AND status = $2 GROUP BY chunk ORDER BY chunk",
        batch.id,
        status,
    )


async def _ask_to_make(batch: Batch, documents: int, *, by: Actor) -> None:
    label = _("Produco {n} documenti: {title}").format(n=documents, title=batch.title)
    job = await later(tasks.make.about(label, by=by), batch_id=batch.id)
    await later(tasks.help_out, batch_id=batch.id)
    await fetch(
        "UPDATE batch SET status = 'making', job = $2, is_seen = false WHERE id = $1",
        batch.id,
        job,
    )


async def pause(batch_id: int, *, by: Actor) -> None:
    """It stops after the chunk that is under way; what is made stays."""
    await jobs.pause(await _job_of(batch_id, by=by), by=by)


async def resume(batch_id: int, *, by: Actor) -> None:
    """It goes on from where it was."""
    async with transaction():
        await jobs.resume(await _job_of(batch_id, by=by), by=by)
        if (await queries.find(batch_id)).status == "making":
            await later(tasks.help_out, batch_id=batch_id)


async def cancel(batch_id: int, *, by: Actor) -> None:
    """It ends here, for good; what is made can be taken."""
    await jobs.cancel(await _job_of(batch_id, by=by), by=by)


async def _job_of(batch_id: int, *, by: Actor) -> int:
    batch = await queries.find_own(batch_id, by=by)
    if batch.job is None:
        raise NotFound(_("Questo lavoro non c'è più."))
    return batch.job


async def discard(batch_id: int, *, by: Actor) -> None:
    """Takes its files away, data and documents; what became of it stays told."""
    async with transaction():
        batch = await queries.find_own(batch_id, by=by, to_change=True)
        if batch.standing not in AT_REST:
            raise WrongStatus(_("Prima annulla il lavoro: adesso qualcuno ci lavora."))
        await fetch("UPDATE batch SET status = 'discarded' WHERE id = $1", batch_id)
        await fetch("DELETE FROM batch_line WHERE batch = $1", batch_id)
        await _note(events.DISCARD, batch, by=by)
    folder.discard(batch.place)


async def mark_seen(batch_id: int, *, by: Actor) -> None:
    """Whoever asked for it has seen how it went: it waits no longer in «Oggi»."""
    async with transaction():
        batch = await queries.find_own(batch_id, by=by, to_change=True)
        await fetch("UPDATE batch SET is_seen = true WHERE id = $1", batch.id)


async def _note(event: Event, batch: Batch | tables.Batch, *, by: Actor, **details: object) -> None:
    await audit.record(event, about=("batch", batch.id), by=by, title=batch.title, **details)
