"""Looking at every line before anything is made: some hundred at a time, each time kept."""

from registry.platform.batches import folder, queries, working
from registry.platform.batches.lifecycle import BatchStatus, LineStatus
from registry.platform.batches.shapes import Batch, Line, LineTold
from registry.platform.database import fetch, fetch_value, transaction
from registry.platform.errors import NotFound
from registry.platform.i18n import _, speaking
from registry.platform.jobs import report

AT_ONCE = 200
BYTES_AT_ONCE = 2 * 1024**2


async def check_lines(batch_id: int) -> None:
    """Goes on from the last lines that were kept; told to do it twice, it does the rest only."""
    batch = await queries.find(batch_id)
    if batch.status is not BatchStatus.CHECKING:
        return
    with speaking(batch.language):
        await _check_the_rest(batch)


async def _check_the_rest(batch: Batch) -> None:
    at, number = await _from_where(batch.id)
    while True:
        await report(total=batch.lines, done=min(number - 1, batch.lines))
        lines, at, number = _next(batch.place, at, number)
        if not lines:
            break
        told = await working.checked(batch.kind, batch.place, lines)
        async with transaction():
            await _keep(batch.id, lines, told)
    await _settle(batch.id)


def _next(place: str, at: int, number: int) -> tuple[list[Line], int, int]:
    try:
        return folder.next_lines(
            place, at=at, number=number, most=AT_ONCE, most_bytes=BYTES_AT_ONCE
        )
    except FileNotFoundError:
        raise NotFound(_("I dati non ci sono più: portali di nuovo.")) from None


async def _from_where(batch_id: int) -> tuple[int, int]:
    rows = await fetch(
        "SELECT start + length AS at, number + 1 AS number FROM batch_line WHERE batch = $1"
        " ORDER BY number DESC LIMIT 1",
        batch_id,
    )
    return (rows[0]["at"], rows[0]["number"]) if rows else (0, 1)


async def _keep(batch_id: int, lines: list[Line], told: list[LineTold]) -> None:
    """A worker that was thought dead may have kept them already: once is enough."""
    await fetch(
        "INSERT INTO batch_line (batch, number, start, length, status, name, problems)"
        " SELECT $1, * FROM unnest($2::int[], $3::bigint[], $4::int[], $5::text[], $6::text[],"
        " $7::jsonb[]) ON CONFLICT (batch, number) DO NOTHING",
        batch_id,
        [line.number for line in lines],
        [line.start for line in lines],
        [line.length for line in lines],
        [LineStatus.WRONG if one.problems else LineStatus.READY for one in told],
        [one.names[0] if one.names else "" for one in told],
        [queries.kept(one.problems) for one in told],
    )
    await queries.count_again(batch_id)


async def _settle(batch_id: int) -> None:
    async with transaction():
        await fetch("SELECT 1 FROM batch WHERE id = $1 FOR UPDATE", batch_id)
        if not await fetch_value("SELECT count(*) FROM batch_line WHERE batch = $1", batch_id):
            raise NotFound(_("Nel file non c'è nessuna riga con dei dati."))
        await fetch(
            "UPDATE batch SET status = 'checked' WHERE id = $1 AND status = 'checking'", batch_id
        )
