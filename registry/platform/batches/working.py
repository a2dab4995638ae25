"""Lines in the fence: they are read, and made documents, in a process of its own that can be
ended; a line that takes its process along is found, and the others go on."""

import errno
from collections.abc import Sequence
from pathlib import Path

import structlog

from registry.platform.batches import folder, joining
from registry.platform.batches.known import hands
from registry.platform.batches.shapes import Line, LinesAsked, LinesTold, LineTold
from registry.platform.contained import (
    MIB,
    Failed,
    Limits,
    OutOfMemory,
    OutOfTime,
    Task,
    run_async,
)
from registry.platform.i18n import _

LIMITS = Limits(seconds=180, cpu_seconds=60, memory=384 * MIB, output=512 * MIB, answer=4 * MIB)
"""For some lines together: a hundred take a second or less."""
ALONE = Limits(seconds=60, cpu_seconds=20, memory=384 * MIB, output=64 * MIB, answer=MIB)
FULL = (errno.ENOSPC, errno.EDQUOT)

log = structlog.get_logger(__name__)


async def checked(kind: str, place: str, lines: Sequence[Line]) -> list[LineTold]:
    """What is wrong with each line, and how its document will be called."""
    readable = [line for line in lines if line.length <= folder.LONGEST_LINE]
    told = {one.number: one for one in await _told(hands().check, kind, place, readable)}
    too_long = {"": _too_long()}
    return [
        told.get(line.number) or LineTold(number=line.number, problems=too_long) for line in lines
    ]


async def _told(
    task: Task[LinesAsked, LinesTold], kind: str, place: str, lines: list[Line]
) -> list[LineTold]:
    if not lines:
        return []
    limits = LIMITS if len(lines) > 1 else ALONE
    try:
        answer = await run_async(
            task, _asked(kind, lines), files=[folder.read_lines(place, lines)], limits=limits
        )
    except Failed as failure:
        log.warning("batch.check", place=place, lines=len(lines), failure=str(failure))
        if len(lines) == 1:
            return [_lost(lines[0], failure)]
        return [one for line in lines for one in await _told(task, kind, place, [line])]
    return answer.lines


async def made(
    kind: str,
    place: str,
    lines: list[Line],
    *,
    templates: dict[str, bytes],
    chunk: int,
) -> tuple[Path | None, list[LineTold]]:
    """The zip with the documents of the lines, and what became of each."""
    path = folder.new_name(place, chunk)
    asked = _asked(kind, lines, list(templates))
    files = [folder.read_lines(place, lines), *templates.values()]
    limits = LIMITS if len(lines) > 1 else ALONE
    try:
        answer = await run_async(hands().make, asked, files=files, output=path, limits=limits)
    except Failed as failure:
        log.warning("batch.make", place=place, lines=len(lines), failure=str(failure))
        if len(lines) == 1:
            return None, [_lost(lines[0], failure)]
        return await _one_by_one(kind, place, lines, templates=templates, chunk=chunk)
    except OSError as fault:
        if fault.errno not in FULL:
            raise
        log.warning("batch.disk", place=place)
        return None, all_lost(lines, no_room())
    return path, answer.lines


async def _one_by_one(
    kind: str,
    place: str,
    lines: list[Line],
    *,
    templates: dict[str, bytes],
    chunk: int,
) -> tuple[Path | None, list[LineTold]]:
    """Slower, and the line that ended the process of all ends its own alone."""
    paths, told = [], []
    for line in lines:
        path, one = await made(kind, place, [line], templates=templates, chunk=chunk)
        paths += [path] if path else []
        told += one
    whole = folder.new_name(place, chunk)
    try:
        joining.gather(paths, whole)
    except OSError as fault:
        if fault.errno not in FULL:
            raise
        whole.unlink(missing_ok=True)
        return None, all_lost(lines, no_room())
    finally:
        for path in paths:
            path.unlink(missing_ok=True)
    return whole, told


def _asked(kind: str, lines: Sequence[Line], templates: Sequence[str] = ()) -> LinesAsked:
    return LinesAsked(
        kind=kind,
        numbers=[line.number for line in lines],
        lengths=[line.length for line in lines],
        templates=list(templates),
    )


def all_lost(lines: Sequence[Line], sentence: str) -> list[LineTold]:
    return [LineTold(number=line.number, problems={"": sentence}) for line in lines]


def _lost(line: Line, failure: Failed) -> LineTold:
    if isinstance(failure, OutOfTime):
        sentence = _(
            "Questo documento chiede troppo tempo: di solito i dati, o il modello caricato,"
            " ripetono un elenco dentro un altro."
        )
    elif isinstance(failure, OutOfMemory):
        sentence = _(
            "Questo documento chiede troppa memoria: di solito i dati, o il modello caricato,"
            " ripetono un elenco dentro un altro."
        )
    else:
        sentence = _(
            "Questo documento non si riesce a scrivere, e non dipende da te: gli altri vanno"
            " avanti. Se accade di nuovo, segnalalo a chi amministra il registro."
        )
    return LineTold(number=line.number, problems={"": sentence})


def _too_long() -> str:
    return _("La riga supera {n} MB: un documento così lungo non si produce in serie.").format(
        n=folder.LONGEST_LINE // MIB
    )


def no_room() -> str:
    return _(
        "Non c'è posto sul disco per questo documento. Chi amministra il registro deve liberarne;"
        " poi si riprova da qui."
    )
