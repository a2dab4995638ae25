"""Equations of the old editor (MTEF 3), which a record made too long overruns."""

OLDEST_SAFE = 5
"""From this version on they are MathType's own, and the old editor does not open them."""
HEADER = 5
LONGEST_NAME = 31
END, LINE, CHAR, TEMPLATE, PILE, MATRIX, EMBELLISHMENT, RULER, FONT, SIZE = range(10)
LAST_PLAIN = 14
NUDGED, EMBELLISHED, RULED, SPACED = 0x8, 0x2, 0x2, 0x4
MOST_OF_A_MATRIX = 31


def is_sound(content: bytes) -> bool:
    """Whether every record is one that there is, and no longer than the editor has room for."""
    if not content or content[0] >= OLDEST_SAFE:
        return True
    try:
        return _are_sound(content, HEADER)
    except IndexError:
        return True  # its end is missing: the editor stops there too


def _are_sound(content: bytes, at: int) -> bool:
    while at < len(content):
        kind, options = content[at] & 0xF, content[at] >> 4
        at += 1
        if options & NUDGED and kind in (LINE, CHAR, TEMPLATE, PILE, MATRIX, EMBELLISHMENT):
            at += 6 if content[at : at + 2] == b"\x80\x80" else 2
        if kind == FONT:
            name = content[at + 2 : at + 3 + LONGEST_NAME]
            if b"\0" not in name and len(name) > LONGEST_NAME:
                return False
            at += 2 + name.find(b"\0") + 1 if b"\0" in name else len(content)
        elif kind == MATRIX:
            rows, columns = content[at + 3], content[at + 4]
            if max(rows, columns) > MOST_OF_A_MATRIX:
                return False
            at += 5 + (2 * (rows + 1) + 7) // 8 + (2 * (columns + 1) + 7) // 8
        elif kind > LAST_PLAIN:
            return False
        else:
            at += _length(content, at, kind, options)
    return True


def _length(content: bytes, at: int, kind: int, options: int) -> int:
    """Of what follows the first byte of the other records."""
    if kind == LINE:
        length = 2 if options & SPACED else 0
        return length + (_ruler(content, at + length) if options & RULED else 0)
    if kind == PILE:
        return 2 + (_ruler(content, at + 2) if options & RULED else 0)
    if kind == SIZE:
        return 3 if content[at] == 101 else (4 if content[at] == 100 else 2)
    if kind == RULER:
        return 1 + 3 * content[at]
    return {CHAR: 3, TEMPLATE: 3, EMBELLISHMENT: 1}.get(kind, 0)


def _ruler(content: bytes, at: int) -> int:
    """A ruler that stands in another record, with its own first byte."""
    return 2 + 3 * content[at + 1]
