"""Reading from the registry what a batch is made of, in a job: an office may have hundreds."""

import asyncio
from collections.abc import AsyncIterator

from registry.platform.accounts.queries import actor_of_person
from registry.platform.accounts.roles import Actor
from registry.platform.batches import folder, queries
from registry.platform.batches.known import find_source
from registry.platform.batches.lifecycle import BatchStatus
from registry.platform.batches.permissions import check_can_handle
from registry.platform.batches.shapes import Batch
from registry.platform.database import fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _, speaking
from registry.platform.jobs import report

TOLD_EACH = 20


async def gather(batch_id: int) -> None:
    """Whoever is halted halfway begins again: what was read by then may be old."""
    batch = await queries.find(batch_id)
    if batch.status is not BatchStatus.GATHERING:
        return
    with speaking(batch.language):
        by = await _asker(batch)
        brought = await folder.lay_down(_lines(batch, by))
    kept = await fetch(
        "UPDATE batch SET status = 'checking', place = $2, size = $3, lines = $4, sha256 = $5"
        " WHERE id = $1 AND status = 'gathering' RETURNING id",
        batch_id,
        brought.place,
        brought.size,
        brought.lines,
        brought.sha256,
    )
    if not kept:
        await asyncio.to_thread(folder.discard, brought.place)


async def _asker(batch: Batch) -> Actor:
    """Whoever asked, with what they may see today."""
    if batch.created_by is None:
        raise NotFound(_("Chi l'ha chiesta non ha più un accesso: chiedila di nuovo."))
    by = await actor_of_person(batch.created_by)
    check_can_handle(by, batch.office)
    return by


async def _lines(batch: Batch, by: Actor) -> AsyncIterator[bytes]:
    count = 0
    async for line in find_source(batch.source).lines(by, batch.choice, batch.is_final):
        if count % TOLD_EACH == 0:
            await report(done=count)
        count += 1
        yield line + b"\n"
    if not count:
        raise NotFound(_("Qui non c'è niente da produrre."))
