"""Making the documents, a chunk at a time.

A chunk is made within one transaction that holds its row: its zip is on disk before the rows
that name it are kept, all together. Whoever is killed halfway lets the row go with its
connection, and leaves at most a file that nothing names: so no document is there twice, and none
is missing. Whoever else works at the same batch passes over a row that is held.
"""

import asyncio
import errno
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import structs

from registry.platform import audit, clock, storage
from registry.platform.accounts.queries import actor_of_person
from registry.platform.accounts.roles import Actor, Role
from registry.platform.batches import events, folder, joining, queries, working
from registry.platform.batches.lifecycle import BatchStatus, LineStatus, Standing
from registry.platform.batches.shapes import Batch, Line, LineTold
from registry.platform.database import fetch, transaction
from registry.platform.errors import CannotNow
from registry.platform.i18n import _, speaking
from registry.platform.jobs import report
from registry.platform.pdf import NotConverted, to_pdf_async

BREATH = 0.3
"""Seconds before looking again whether another worker has made the last chunk."""


async def make_documents(batch_id: int) -> None:
    """Makes what is not made yet; pausing and calling off are found between two chunks."""
    batch = await queries.find(batch_id)
    if batch.status is not BatchStatus.MAKING:
        return
    with speaking(batch.language):
        await _note_the_start(batch)
        while True:
            await _tell(batch_id)
            if await make_one_chunk(batch):
                continue
            if not await queries.chunks_left(batch_id):
                break
            await asyncio.sleep(BREATH)
        await _end(batch)


async def help_out(batch_id: int) -> None:
    """A second hand, on another worker or another processor: it stops as soon as the batch's own
    job does."""
    batch = await queries.find(batch_id)
    with speaking(batch.language):
        while (await queries.find(batch_id)).standing is Standing.MAKING:
            if not await make_one_chunk(batch):
                break


async def _note_the_start(batch: Batch) -> None:
    await fetch(
        "UPDATE batch SET done_before = made + failed,"
        " started_at = coalesce(started_at, $2) WHERE id = $1",
        batch.id,
        clock.now(),
    )


async def _tell(batch_id: int) -> None:
    now = await queries.find(batch_id)
    await report(total=now.ready, done=now.done)


async def make_one_chunk(batch: Batch) -> bool:
    """Whether there was one to make."""
    async with transaction():
        chunk = await _claimed(batch.id)
        if chunk is None:
            return False
        lines = await _lines_of(batch.id, chunk["number"])
        path, told = await _made(batch, lines, chunk["number"])
        size = await asyncio.to_thread(folder.settle, path) if path else 0
        await _keep(batch.id, chunk["id"], (path.name, size) if path else None, told)
    return True


async def _claimed(batch_id: int) -> Any:
    rows = await fetch(
        "SELECT id, number FROM batch_chunk WHERE batch = $1 AND NOT is_done"
        " ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED",
        batch_id,
    )
    return rows[0] if rows else None


async def _lines_of(batch_id: int, chunk: int) -> list[Line]:
    rows = await fetch(
        "SELECT number, start, length FROM batch_line WHERE batch = $1 AND chunk = $2"
        " ORDER BY number",
        batch_id,
        chunk,
    )
    return [Line(**dict(row)) for row in rows]


async def _made(batch: Batch, lines: list[Line], chunk: int) -> tuple[Path | None, list[LineTold]]:
    templates = {name: storage.read(digest) for name, digest in batch.templates.items()}
    path, told = await working.made(
        batch.kind, batch.place, lines, templates=templates, chunk=chunk
    )
    if path is not None and batch.with_pdf:
        path, told = await _with_pdf(path, folder.new_name(batch.place, chunk, what="-pdf"), told)
    return path, told


async def _with_pdf(
    words: Path, into: Path, told: list[LineTold]
) -> tuple[Path | None, list[LineTold]]:
    """Each document with its PDF beside it, or neither, with the sentence of why."""
    found = []
    try:
        with zipfile.ZipFile(words) as source, zipfile.ZipFile(into, "x") as archive:
            for one in told:
                found.append(await _both(one, source, archive))
    except OSError as fault:
        if fault.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        folder.remove(into)
        lost = LineTold(number=0, problems={"": working.no_room()})
        return None, [one if one.problems else _like(one, lost) for one in told]
    finally:
        folder.remove(words)
    return into, found


async def _both(one: LineTold, source: zipfile.ZipFile, archive: zipfile.ZipFile) -> LineTold:
    made = []
    try:
        for name in one.names:
            content = source.read(name)
            pdf = str(PurePosixPath(name).with_suffix(".pdf"))
            made += [(name, content), (pdf, await to_pdf_async(content))]
    except CannotNow as refused:
        why = _("Il PDF non è riuscito, e il documento aspetta: {why}").format(
            why=refused.sentence
        ) if isinstance(refused, NotConverted) else refused.sentence  # fmt: skip
        return _like(one, LineTold(number=one.number, problems={"": why}))
    for name, content in made:
        joining.add(archive, name, content)
    return structs.replace(one, names=[name for name, _content in made])


def _like(one: LineTold, lost: LineTold) -> LineTold:
    return structs.replace(lost, number=one.number)


async def _keep(
    batch_id: int, chunk_id: int, zipped: tuple[str, int] | None, told: list[LineTold]
) -> None:
    made = [one for one in told if not one.problems]
    await fetch(
        "UPDATE batch_line l SET status = t.status, problems = t.problems,"
        " name = coalesce(nullif(t.name, ''), l.name)"
        " FROM unnest($2::int[], $3::text[], $4::text[], $5::jsonb[])"
        " AS t(number, status, name, problems) WHERE l.batch = $1 AND l.number = t.number",
        batch_id,
        [one.number for one in told],
        [LineStatus.FAILED if one.problems else LineStatus.MADE for one in told],
        [one.names[0] if one.names else "" for one in told],
        [queries.kept(one.problems) for one in told],
    )
    name, size = zipped if zipped is not None and made else ("", 0)
    await fetch(
        "UPDATE batch_chunk SET is_done = true, file = $2, size = $3, entries = $4 WHERE id = $1",
        chunk_id,
        name,
        size,
        sum(len(one.names) for one in made),
    )
    await fetch(
        "UPDATE batch SET made = made + $2, failed = failed + $3 WHERE id = $1",
        batch_id,
        len(made),
        len(told) - len(made),
    )


async def _end(batch: Batch) -> None:
    async with transaction():
        rows = await fetch(
            "UPDATE batch SET status = 'done', ended_at = $2, is_seen = false"
            " WHERE id = $1 AND status = 'making'"
            " RETURNING title, made, failed, created_by, office",
            batch.id,
            clock.now(),
        )
        for row in rows:
            await audit.record(
                events.END,
                about=("batch", batch.id),
                by=await _who(row),
                title=row["title"],
                made=row["made"],
                failed=row["failed"],
            )
    kept = await fetch("SELECT file FROM batch_chunk WHERE batch = $1", batch.id)
    await asyncio.to_thread(folder.sweep, batch.place, {row["file"] for row in kept})


async def _who(row: Any) -> Actor:
    if row["created_by"] is not None:
        return await actor_of_person(row["created_by"])
    return Actor(None, "", Role.OPERATOR, row["office"])
