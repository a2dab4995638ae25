"""What goes in a dossier, what is said to the fence and what comes back."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from msgspec import Struct


class Outcome(StrEnum):
    """How a document is in the dossier."""

    PAGES = "pages"
    """Its pages are there."""
    MENDED = "mended"
    """Its pages are there, all of them, after its structure was repaired."""
    SIGNED = "signed"
    """A signed PDF: attached whole, byte for byte."""
    ENVELOPE = "envelope"
    """A signed file of any kind (.p7m), or a signature apart: attached whole."""
    OTHER = "other"
    """No PDF and no Word document: attached whole."""
    UNCONVERTED = "unconverted"
    """A Word document that did not become a PDF: attached whole."""
    ENCRYPTED = "encrypted"
    """It asks for a password: attached whole."""
    RESTRICTED = "restricted"
    """It opens, and whoever made it forbade copying: attached whole."""
    DAMAGED = "damaged"
    """Listed only, as all that follow: it does not open."""
    PARTIAL = "partial"
    """Some of its pages are lost: those left would pass for the whole."""
    EMPTY = "empty"
    REFUSED = "refused"
    """It cannot be carried on as it is, for what it has inside."""
    TOO_MUCH = "too_much"
    """Reading it takes more time or memory than a document may."""
    MISSING = "missing"
    """The archive no longer has it as it was."""


WITH_PAGES = frozenset({Outcome.PAGES, Outcome.MENDED})
ATTACHED = frozenset(
    {Outcome.SIGNED, Outcome.ENVELOPE, Outcome.OTHER, Outcome.UNCONVERTED, Outcome.ENCRYPTED,
     Outcome.RESTRICTED}
)  # fmt: skip


class Entry(Struct, frozen=True, kw_only=True):
    """A document to put in: what it is is told by its bytes, never by ``name``."""

    title: str
    name: str
    content: bytes | Path
    sha256: str = ""
    """What the archive says of it; empty when nobody said."""


class Cover(Struct, frozen=True, kw_only=True):
    """What the first page says, and what every page repeats."""

    title: str
    lines: list[str] = []
    made_at: str
    """An instant as ISO 8601: the dossier's date, whenever it is made."""


class Mark(Struct, frozen=True, array_like=True):
    """One item of a document's own outline."""

    depth: int
    title: str
    page: int
    """From 0, of the document."""
    top: float | None = None


class Wanted(Struct, frozen=True, kw_only=True):
    """To the task that prepares one document. ``number`` is its place, from 1."""

    name: str
    number: int


class Prepared(Struct, frozen=True, kw_only=True):
    """What one document became. Its pages, if it has any, are in the task's output."""

    outcome: Outcome
    sort: str
    sha256: str
    size: int
    pages: int = 0
    rule: str = ""
    what: str = ""
    """Why it is refused: a key of the gate's rules, and a detail."""
    signers: list[str] = []
    """Names that the signatures carry; nobody has verified them."""
    removed: list[str] = []
    """What acted by itself and is no longer there."""
    is_tagged: bool = False
    marks: list[Mark] = []


class Piece(Struct, frozen=True):
    """Where the bytes of a document are, in the one file that has them all."""

    at: int
    length: int


class Attached(Struct, frozen=True, kw_only=True):
    """A file that goes in whole."""

    piece: Piece
    sha256: str
    name: str
    media_type: str
    description: str


class Leaf(Struct, frozen=True, kw_only=True):
    """A document as the dossier binds it: words are ready, in Italian."""

    title: str
    notes: list[str] = []
    """Below its title in the contents."""
    piece: Piece | None = None
    """Its pages."""
    is_tagged: bool = False
    marks: list[Mark] = []
    notice: list[tuple[str, str]] = []
    """What its own page says, where it has no pages: labels and words. Empty: it has no page."""
    attached: Attached | None = None


class Words(Struct, frozen=True, kw_only=True):
    """The fixed words of a dossier."""

    contents: str
    opening: str
    continued: str
    document: str
    """``{n}``"""
    page: str
    """``{x}``, ``{y}``"""
    subject: str


class Bind(Struct, frozen=True, kw_only=True):
    """To the task that binds. Its files: the pieces, the regular font, the bolder one."""

    cover: Cover
    words: Words
    leaves: list[Leaf]


class Bound(Struct, frozen=True, kw_only=True):
    pages: int
    first_pages: list[int]
    """Of each document, from 1; 0 for what is only listed."""


class Told(Struct, frozen=True, kw_only=True):
    """One document, as whoever asked for the dossier is told of it."""

    title: str
    name: str
    outcome: Outcome
    sha256: str
    size: int
    page: int
    pages: int
    why: str = ""
    """Words, where its pages are not there or are not as they came."""


class Dossier(Struct, frozen=True, kw_only=True):
    pages: int
    documents: list[Told]


class DossierView(Struct, kw_only=True):
    """A dossier that was asked for, as its page and its JSON window show it."""

    id: int
    subject: str
    subject_id: int
    href: str
    """Where what it is of has its page."""
    title: str
    name: str
    status: str
    """Of its job: queued, running, done, failed; ``expired`` when its week is over."""
    asked_at: datetime
    asked_by_name: str
    job: int | None
    made_at: datetime | None
    pages: int
    size: int
    sha256: str
    documents: list[Told]
    file: str
    """Where it can be downloaded; empty when it cannot."""
