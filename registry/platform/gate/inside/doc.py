"""Word documents of 1993 to 2003, and what is still saved so ([MS-DOC])."""

import re
import struct
from collections.abc import Iterator

import olefile

from registry.platform.gate.inside import fields, ole
from registry.platform.gate.inside.notes import Notes

WORD_97, WORD_95 = 0xA5EC, (0xA5DC, 0xA5DB)
IS_TEMPLATE, IS_ENCRYPTED, USES_TABLE_1 = 0x0001, 0x0100, 0x0200
PAIRS = 0x9A
ASSOCIATED, PIECES = 32, 33
TEMPLATE_NAME = 1
MOST_TEXT = 64 * 1024**2
_ANY_MARK = re.compile("[\x13\x14\x15]")
MARKS = {"\x13": fields.BEGIN, "\x14": fields.SEPARATE, "\x15": fields.END}


def look_at_doc(file: "olefile.OleFileIO", notes: Notes, nested: ole.Nested) -> None:
    main = ole.stream(file, "WordDocument", notes)
    if len(main) < 0x20:
        raise notes.stop("damaged")
    magic, version = struct.unpack_from("<HH", main)
    flags = struct.unpack_from("<H", main, 0x0A)[0]
    if magic != WORD_97 and magic not in WORD_95:
        raise notes.stop("damaged")
    if flags & IS_ENCRYPTED:
        raise notes.stop("encrypted")
    paths = ole.paths_in(file)
    # Macros of before VBA stand in templates only.
    if ole.has_macros(paths) or (magic in WORD_95 and flags & IS_TEMPLATE):
        notes.see("macro")
    if any(path[0].lower() in ("_signatures", "_xmlsignatures") for path in paths):
        notes.is_signed = True
    ole.look_at_pool(file, "ObjectPool", notes, nested)
    if magic == WORD_97 and version >= 0xC1:
        _look_at_text(file, main, flags, notes)
    else:
        _look_at_old_text(main, notes)


def _look_at_text(file: "olefile.OleFileIO", main: bytes, flags: int, notes: Notes) -> None:
    name = "1Table" if flags & USES_TABLE_1 else "0Table"
    if not file.exists(name):
        raise notes.stop("damaged")
    table = ole.stream(file, name, notes)
    try:
        text = _text(main, _part(main, table, PIECES))
        template = _associated(_part(main, table, ASSOCIATED))
    except (struct.error, ValueError, IndexError):
        raise notes.stop("damaged") from None
    for instruction in fields.instructions(_marks(text)):
        fields.look_at_instruction(instruction, notes)
    # A plain name is looked for among the reader's own templates.
    if "/" in template or "\\" in template:
        notes.link("template", template)


def _part(main: bytes, table: bytes, number: int) -> bytes:
    at, length = struct.unpack_from("<II", main, PAIRS + number * 8)
    if length and at + length > len(table):
        raise ValueError
    return table[at : at + length]


def _text(main: bytes, clx: bytes) -> str:
    """The whole text, piece after piece."""
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise ValueError
    length = struct.unpack_from("<I", clx, at + 1)[0]
    pieces = clx[at + 5 : at + 5 + length]
    count = (len(pieces) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", pieces)
    parts, left = [], MOST_TEXT
    for number in range(count):
        place = struct.unpack_from("<I", pieces, (count + 1) * 4 + number * 8 + 2)[0]
        amount = ends[number + 1] - ends[number]
        left -= amount
        if amount < 0 or left < 0:
            raise ValueError
        parts.append(_piece(main, place, amount))
    return "".join(parts)


def _piece(main: bytes, place: int, amount: int) -> str:
    if place & 0x40000000:
        start = (place & 0x3FFFFFFF) // 2
        return main[start : start + amount].decode("cp1252", "replace")
    return main[place : place + amount * 2].decode("utf-16-le", "replace")


def _look_at_old_text(main: bytes, notes: Notes) -> None:
    text = main.decode("cp1252", "replace")
    for instruction in fields.instructions(_marks(text)):
        fields.look_at_instruction(instruction, notes)


def _marks(text: str) -> Iterator[tuple[str, str]]:
    """The marks of fields, and the words between them."""
    at = 0
    for found in _ANY_MARK.finditer(text):
        yield "", text[at : found.start()]
        yield MARKS[found[0]], ""
        at = found.end()


def _associated(strings: bytes) -> str:
    """The template's name, among the strings that belong to the document."""
    if len(strings) < 6 or strings[:2] != b"\xff\xff":
        return ""
    at = 6
    for number in range(TEMPLATE_NAME + 1):
        length = struct.unpack_from("<H", strings, at)[0]
        if number == TEMPLATE_NAME:
            return strings[at + 2 : at + 2 + length * 2].decode("utf-16-le", "replace")
        at += 2 + length * 2
    return ""
