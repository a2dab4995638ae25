"""Reading the outside of an envelope, in DER or BER: where each piece is, with nothing copied.

asn1crypto reads the pieces; the whole it reads too slowly where it is cut into thousands, as
who signs a large file on the fly cuts it (20 MB: eight seconds, here a few hundredths).
"""

from collections.abc import Iterator
from typing import NamedTuple

MOST_PIECES = 200_000
"""Of one string or one list: a file of 20 MB in pieces of a hundred bytes."""
DEEPEST = 32
"""Levels of indefinite length within each other."""

SEQUENCE, SET, OCTET_STRING, OBJECT_ID, INTEGER = 0x30, 0x31, 0x04, 0x06, 0x02
CONSTRUCTED = 0x20


class Wrong(Exception):
    """It is not BER, or it is larger than anything that offices sign."""


class Element(NamedTuple):
    """A tag and where its content is; ``start`` to ``end`` is the whole of it."""

    tag: int
    start: int
    content: int
    content_end: int
    end: int


def context(number: int) -> int:
    """The first byte of ``[number]``, constructed."""
    return 0xA0 | number


def element(data: bytes, at: int, limit: int) -> Element:
    """The element at ``at``, which must end before ``limit``."""
    tag, content, length = _header(data, at, limit)
    if length is None:
        end = _end_of_indefinite(data, content, limit)
        return Element(tag, at, content, end - 2, end)
    end = content + length
    if end > limit:
        raise Wrong("it ends before its end")
    return Element(tag, at, content, end, end)


def children(data: bytes, parent: Element) -> Iterator[Element]:
    at, pieces = parent.content, 0
    while at < parent.content_end:
        child = element(data, at, parent.content_end)
        yield child
        at, pieces = child.end, pieces + 1
        if pieces > MOST_PIECES:
            raise Wrong("too many pieces")


def only_child(data: bytes, parent: Element) -> Element:
    return element(data, parent.content, parent.content_end)


def first_within(data: bytes) -> Element:
    """The first child of what begins here, however much of that has arrived."""
    _tag, content, _length = _header(data, 0, len(data))
    return element(data, content, len(data))


def raw(data: bytes, one: Element) -> bytes:
    return data[one.start : one.end]


def octets(data: bytes, string: Element) -> bytes:
    """What an octet string says, whole or in pieces, and pieces of pieces."""
    if not string.tag & CONSTRUCTED:
        return data[string.content : string.content_end]
    return b"".join(_pieces(data, string))


def _pieces(data: bytes, string: Element) -> Iterator[memoryview]:
    view, count, waiting = memoryview(data), 0, [children(data, string)]
    while waiting:
        piece = next(waiting[-1], None)
        count += 1
        if piece is None:
            waiting.pop()
        elif piece.tag & CONSTRUCTED:
            if len(waiting) >= DEEPEST:
                raise Wrong("too deep")
            waiting.append(children(data, piece))
        else:
            yield view[piece.content : piece.content_end]
        if count > MOST_PIECES:
            raise Wrong("too many pieces")


def _header(data: bytes, at: int, limit: int) -> tuple[int, int, int | None]:
    """The tag's first byte, where the content begins, and how long it is: None, until its mark."""
    if at + 2 > limit:
        raise Wrong("it ends before its end")
    tag, length, at = data[at], data[at + 1], at + 2
    if tag & 0x1F == 0x1F:
        raise Wrong("a tag of many bytes")
    if length < 0x80:
        return tag, at, length
    if length == 0x80:
        if not tag & CONSTRUCTED:
            raise Wrong("a primitive without a length")
        return tag, at, None
    count = length & 0x7F
    if count > 8 or at + count > limit:
        raise Wrong("a length that nothing has")
    return tag, at + count, int.from_bytes(data[at : at + count], "big")


def _end_of_indefinite(data: bytes, at: int, limit: int) -> int:
    """After the mark that ends the element whose content begins at ``at``; in one walk."""
    open_, steps = 1, 0
    while open_:
        tag, at, length = _header(data, at, limit)
        steps += 1
        if steps > MOST_PIECES:
            raise Wrong("too many pieces")
        if tag == 0 and length == 0:
            open_ -= 1
        elif length is None:
            open_ += 1
            if open_ > DEEPEST:
                raise Wrong("too deep")
        else:
            at += length
    return at
