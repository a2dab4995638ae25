"""What can be read of a received file without opening it: its text, and words in common."""

import io
import re
import zipfile

from msgspec import Struct

from registry.platform.documents import extract_text
from registry.platform.errors import InvalidInput

MOST_XML = 8 * 1024 * 1024
"""Bytes of a document's text, unpacked: a hundred pages are less than one million."""
MOST_SHOWN = 120_000
IN_A_ROW = 4
"""Fewer words in common are chance: «di cui alla»."""
WORD = re.compile(r"\w+")


class Line(Struct, frozen=True):
    """A line of a document, in stretches: marked where the sheet has the same words."""

    pieces: list["Stretch"]


class Stretch(Struct, frozen=True):
    text: str
    is_shared: bool


class Reading(Struct, frozen=True, kw_only=True):
    lines: list[Line]
    is_cut: bool
    """There is more than is shown."""
    has_shared: bool


def text_or_none(name: str, content: bytes) -> str | None:
    """The text of a .docx that can be read safely, or None: it takes a moment, in a thread."""
    if not name.lower().endswith(".docx") or not _is_small(content):
        return None
    try:
        return extract_text(content)
    except InvalidInput:
        return None


def _is_small(docx: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            return archive.getinfo("word/document.xml").file_size <= MOST_XML
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError):
        return False


def read_beside(text: str, sheet_words: str) -> Reading:
    """The document's lines, with what it has in common with the sheet."""
    known = _rows_of_words([word.group().casefold() for word in WORD.finditer(sheet_words)])
    shown = text[:MOST_SHOWN]
    lines = [_line(line, known) for line in shown.splitlines() if line.strip()]
    return Reading(
        lines=lines,
        is_cut=len(shown) < len(text),
        has_shared=any(piece.is_shared for line in lines for piece in line.pieces),
    )


def _rows_of_words(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + IN_A_ROW]) for n in range(len(words) - IN_A_ROW + 1)}


def _line(line: str, known: set[tuple[str, ...]]) -> Line:
    found = list(WORD.finditer(line))
    words = [word.group().casefold() for word in found]
    shared: set[int] = set()
    for n in range(len(words) - IN_A_ROW + 1):
        if tuple(words[n : n + IN_A_ROW]) in known:
            shared.update(range(n, n + IN_A_ROW))
    return Line(_stretches(line, [(found[n].start(), found[n].end()) for n in sorted(shared)]))


def _stretches(line: str, marked: list[tuple[int, int]]) -> list[Stretch]:
    """The whole line, in order; marks with only spaces or signs between them are one."""
    pieces: list[Stretch] = []
    at = 0
    for start, end in _joined(line, marked):
        pieces += [Stretch(line[at:start], False), Stretch(line[start:end], True)]
        at = end
    pieces.append(Stretch(line[at:], False))
    return [piece for piece in pieces if piece.text]


def _joined(line: str, marked: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in marked:
        if joined and not WORD.search(line[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
