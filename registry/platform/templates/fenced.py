"""An uploaded template is a stranger's file: it is read and filled in a process of its own.

Whoever asks is here; what is done stands in the tasks that the front door names, because the
letters are of rooms that we do not know. Our own templates came with the program and are filled
where one stands.
"""

from dataclasses import dataclass

import structlog
from msgspec import Raw, Struct, json

from registry.platform.contained import (
    MIB,
    Failed,
    Limits,
    OutOfMemory,
    OutOfTime,
    Task,
    run_async,
    scratch,
)
from registry.platform.documents import Letter
from registry.platform.errors import CannotNow
from registry.platform.i18n import _

LIMITS = Limits(seconds=60, cpu_seconds=20, memory=384 * MIB, output=64 * MIB)
"""For one document: an act of 150 parties takes a second and some 60 MB."""
MOST_KEPT = 256
QUOTED = 80

log = structlog.get_logger(__name__)


class Asked(Struct, frozen=True, kw_only=True):
    """Of the template whose file this is."""

    name: str
    letter: Raw = Raw(b"null")
    """The letter to write; null for the example."""


class Told(Struct, frozen=True, kw_only=True):
    faults: list[str]
    """What is wrong with the template, each with its place."""
    lost: str = ""
    """What the document did not say, though the letter has it: there is no document."""


@dataclass(frozen=True)
class Fence:
    """The tasks: what is wrong with a template, and a letter written with it."""

    look: Task[Asked, Told]
    write: Task[Asked, Told]


class _Front:
    """Who put the fence up: the front door, as it declares its templates."""

    fence: Fence | None = None


def put_up(fence: Fence) -> None:
    _Front.fence = fence


def _fence() -> Fence:
    if _Front.fence is None:
        raise RuntimeError("No fence: the front door has not declared its templates.")
    return _Front.fence


_known: dict[tuple[str, str], list[str]] = {}
"""What was found of each template, by its name and the SHA-256 of its bytes."""


async def faults(name: str, sha256: str, template: bytes) -> list[str]:
    """What is wrong with these bytes as the template of that name; looked at once."""
    key = (name, sha256)
    if key not in _known:
        told = await _contained(_fence().look, Asked(name=name), template)
        if len(_known) >= MOST_KEPT:
            _known.clear()
        _known[key] = told[0].faults
    return _known[key]


async def write(name: str, template: bytes, letter: Letter | None = None) -> bytes:
    """The .docx of the letter, or of the template's example. Raises what ``render`` refuses, and
    CannotNow where the template asks for too much or does not say all."""
    raw = Raw(json.encode(letter)) if letter is not None else Raw(b"null")
    told, docx = await _contained(_fence().write, Asked(name=name, letter=raw), template)
    if told.lost:
        raise CannotNow(lost_sentence(told.lost))
    return docx


async def _contained(task: Task[Asked, Told], asked: Asked, template: bytes) -> tuple[Told, bytes]:
    try:
        with scratch() as output:
            told = await run_async(task, asked, files=[template], output=output, limits=LIMITS)
            return told, output.read()
    except Failed as failure:
        log.warning("template.failed", template=asked.name, failure=str(failure))
        raise CannotNow(sentence_of(failure)) from None


def lost_sentence(text: str) -> str:
    """A template may print a text on a condition that this letter does not meet."""
    quote = text if len(text) <= QUOTED else f"{text[:QUOTED].rstrip()}…"
    return _(
        "Il modello caricato non scrive «{quote}»: di solito lo stampa soltanto in certi casi."
        " Correggilo in Word, o torna al modello del programma."
    ).format(quote=quote)


def sentence_of(failure: Failed) -> str:
    """Why a document was not written with an uploaded template."""
    if isinstance(failure, OutOfTime):
        return _(
            "Il modello caricato chiede troppo tempo: di solito ripete un elenco dentro un altro."
            " Correggilo in Word, o torna al modello del programma."
        )
    if isinstance(failure, OutOfMemory):
        return _(
            "Il modello caricato chiede troppa memoria: di solito ripete un elenco dentro un"
            " altro. Correggilo in Word, o torna al modello del programma."
        )
    return _(
        "Con il modello caricato il documento non si riesce a scrivere. Chi amministra il"
        " registro può tornare al modello del programma."
    )
