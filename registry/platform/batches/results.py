"""What leaves: the parts with their index, the lines to mend, the list of what went wrong."""

import asyncio
from collections.abc import AsyncIterator, Collection
from zipfile import BadZipFile

from registry.platform.accounts.roles import Actor
from registry.platform.batches import folder, queries
from registry.platform.batches.joining import Joined, body_of
from registry.platform.batches.lifecycle import TO_TAKE, LineStatus
from registry.platform.batches.shapes import BatchRow, LineRow
from registry.platform.documents.naming import slug_of
from registry.platform.errors import NotFound, WrongStatus
from registry.platform.i18n import _, lazy
from registry.platform.tables_csv import csv_bytes

NOT_MADE = (LineStatus.WRONG, LineStatus.FAILED)
OUTCOMES = {
    LineStatus.READY: lazy("da fare"),
    LineStatus.WRONG: lazy("da correggere"),
    LineStatus.MADE: lazy("fatto"),
    LineStatus.FAILED: lazy("non riuscito"),
}
MOST_TOLD = 100_000
INDEX = "index.csv"


async def part(batch_id: int, number: int, *, by: Actor) -> tuple[str, Joined]:
    """The zip of that number, to be sent as it is read; in it the index of its lines."""
    batch = await queries.find_own(batch_id, by=by)
    if batch.standing not in TO_TAKE:
        raise WrongStatus(_("I documenti si scaricano quando il lavoro è finito o in pausa."))
    files, chunks = await queries.files_of_part(batch_id, number)
    index = csv_bytes(_head(), map(_cells, await queries.lines_of_chunks(batch_id, chunks)))
    try:
        paths = [folder.folder_of(batch.place) / name for name in files]
        bodies = [await asyncio.to_thread(body_of, path) for path in paths]
    except (OSError, BadZipFile):
        raise NotFound(_gone()) from None
    return f"{_stem(batch)}_{number:02}.zip", Joined(bodies, [(INDEX, index)])


async def to_mend(batch_id: int, *, by: Actor) -> tuple[str, AsyncIterator[bytes]]:
    """The lines that did not become a document, as they were brought: to mend and send again."""
    batch = await queries.find_own(batch_id, by=by)
    places = await queries.places_of(batch_id, NOT_MADE)
    if not places or not folder.lines_of(batch.place).exists():
        raise NotFound(_gone())
    return f"{_stem(batch)}_da-correggere.jsonl", _read(batch.place, places)


async def _read(place: str, places: Collection[tuple[int, int]]) -> AsyncIterator[bytes]:
    with folder.lines_of(place).open("rb") as file:
        for start, length in places:
            file.seek(start)
            raw = await asyncio.to_thread(file.read, length)
            yield raw.rstrip(b"\r\n") + b"\n"


async def problems(batch_id: int, *, by: Actor) -> tuple[str, bytes]:
    """Every point to mend: its line, its field, its sentence."""
    batch = await queries.find_own(batch_id, by=by)
    lines = await queries.lines(batch_id, NOT_MADE, limit=MOST_TOLD)
    rows = [
        (line.number, field, sentence)
        for line in lines
        for field, sentence in line.problems.items()
    ]
    head = [_("Riga"), _("Campo"), _("Che cosa non va")]
    return f"{_stem(batch)}_problemi.csv", csv_bytes(head, rows)


def _head() -> list[str]:
    return [_("Riga"), _("Esito"), _("File"), _("Che cosa non va")]


def _cells(line: LineRow) -> list[object]:
    name = line.name if line.status is LineStatus.MADE else ""
    return [line.number, str(OUTCOMES[line.status]), name, " ".join(line.sentences)]


def _stem(batch: BatchRow) -> str:
    return f"{batch.kind}_{batch.id}_{slug_of(batch.title, words=4)}"[:80]


def _gone() -> str:
    return _("I file di questa produzione non ci sono più.")
