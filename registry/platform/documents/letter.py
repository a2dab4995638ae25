"""What a letter is, and the few pieces that letters of every room share."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol

from registry.platform.i18n import _

DRAFT_MARK = "BOZZA – non sottoscrivibile"
SCHEMA_MARK = "SCHEMA – non sottoscrivibile"

REPRESENTATIVE = "«nome e cognome del legale rappresentante»"
PERSON = "«nome e cognome»"
REGISTERED_NUMBER = "«numero»"
REGISTERED_ON = "«data di protocollo»"
OPEN_PLACES = (REPRESENTATIVE, PERSON, REGISTERED_NUMBER, REGISTERED_ON)
"""What a schema prints where a final document has a name or a number."""


class Letter(Protocol):
    """A frozen dataclass of text, whole numbers, booleans, tuples and dataclasses of these.

    ``open_places`` are the places that even the final document may leave open, because an
    office fills them in later (the mail register its number).
    """

    template: ClassVar[str]
    open_places: ClassVar[tuple[str, ...]]

    @property
    def document_title(self) -> str: ...
    @property
    def document_subject(self) -> str: ...
    @property
    def is_draft(self) -> bool: ...


@dataclass(frozen=True)
class Picture:
    """An office's own logo, say: its bytes, how wide in millimetres, what it shows in words."""

    content: bytes
    width: float
    description: str


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere. Its placeholder is ``{{r …}}``: a run of its own."""

    words: str
    address: str


@dataclass(frozen=True)
class Inset:
    """Another document, put in whole where a paragraph stands (``{{p …}}``)."""

    docx: bytes


class Stage(StrEnum):
    """How far the text is: a draft says what is missing, a schema waits for names only."""

    DRAFT = "draft"
    SCHEMA = "schema"
    FINAL = "final"

    @property
    def mark(self) -> str:
        """What the header says, or nothing."""
        return {Stage.DRAFT: DRAFT_MARK, Stage.SCHEMA: SCHEMA_MARK, Stage.FINAL: ""}[self]


@dataclass(frozen=True)
class Run:
    """A stretch of text within a paragraph."""

    text: str
    is_bold: bool = False


@dataclass(frozen=True)
class Line:
    """A line or a paragraph, where what is missing stands out."""

    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Letterhead:
    """The office's lines; the last one printed (``unit`` or ``ruled_line``) has the rule below."""

    lines: tuple[str, ...]
    ruled_line: str
    unit: str


def letterhead(lines: list[str], unit: str) -> Letterhead:
    if unit or not lines:
        return Letterhead(lines=tuple(lines), ruled_line="", unit=unit)
    return Letterhead(lines=tuple(lines[:-1]), ruled_line=lines[-1], unit="")


def missing(what: str) -> str:
    """What a draft prints where a fact is not known yet."""
    return f"[manca: {what}]"


def runs(text: str) -> tuple[Run, ...]:
    """``text`` cut so that what is missing stands out in bold."""
    pieces: list[Run] = []
    rest = text
    while "[manca: " in rest:
        before, mark, after = rest.partition("[manca: ")
        what, _bracket, rest = after.partition("]")
        pieces += [Run(before)] if before else []
        pieces.append(Run(f"{mark}{what}]", is_bold=True))
    return tuple(pieces + ([Run(rest)] if rest else []))


def line(text: str) -> Line:
    return Line(runs(text))


def lines(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(line(text) for text in texts)


def needed_for_final() -> str:
    return _("Manca: senza, il documento può essere prodotto solo come bozza.")
