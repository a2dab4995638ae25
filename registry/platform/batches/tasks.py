"""What is done apart from the pages, and by itself."""

from datetime import timedelta

from registry.platform import clock
from registry.platform.batches import checking, folder, gathering, making, queries
from registry.platform.database import fetch, transaction
from registry.platform.jobs import Priority, task


@task("batches:check", priority=Priority.SOMEBODY_WAITS, may_halt=True)
async def check(*, batch_id: int) -> None:
    await gathering.gather(batch_id)
    await checking.check_lines(batch_id)


@task("batches:make", may_halt=True)
async def make(*, batch_id: int) -> None:
    await making.make_documents(batch_id)


@task("batches:help", priority=Priority.WHEN_THERE_IS_TIME)
async def help_out(*, batch_id: int) -> None:
    """A second worker at the same batch."""
    await making.help_out(batch_id)


@task("batches:tidy", every="20 3 * * *", priority=Priority.WHEN_THERE_IS_TIME)
async def tidy() -> None:
    """Each night: the files of batches that are over, and data that nobody asked anything of."""
    for batch in await queries.to_discard():
        async with transaction():
            await fetch("UPDATE batch SET status = 'discarded' WHERE id = $1", batch.id)
            await fetch("DELETE FROM batch_line WHERE batch = $1", batch.id)
        folder.discard(batch.place)
    yesterday = clock.now() - timedelta(days=1)
    folder.sweep_above(await queries.places(), older_than=yesterday.timestamp())
