"""BER made DER-like: lengths definite, pieces of a string joined, nothing after the end.

asn1crypto reads most of BER by itself; what signers of large files write (indefinite lengths,
strings in pieces within pieces) it reads in part, and slowly.
"""

END_OF_CONTENTS = b"\0\0"
STRING, PIECES_OF_STRING = 0x04, 0x24
CONSTRUCTED = 0x20
DEEPEST = 60
PADDING = b"\0\r\n\t \x1a"


def definite(content: bytes) -> bytes:
    """The one value that ``content`` is; raises ValueError for what is none, or is followed by
    something else."""
    value, after = _value(content, 0, 0)
    if content[after:].strip(PADDING):
        raise ValueError
    return value


def _value(content: bytes, at: int, depth: int) -> tuple[bytes, int]:
    if depth > DEEPEST:
        raise ValueError
    tag, is_constructed, length, start = _head(content, at)
    if length is not None and start + length > len(content):
        raise ValueError
    if not is_constructed:
        if length is None:
            raise ValueError
        return tag + _length(length) + content[start : start + length], start + length
    inner, after = _inside(content, start, length, depth)
    if tag == bytes([PIECES_OF_STRING]):
        joined = b"".join(_string(piece) for piece in inner)
        return bytes([STRING]) + _length(len(joined)) + joined, after
    joined = b"".join(inner)
    return tag + _length(len(joined)) + joined, after


def _inside(content: bytes, at: int, length: int | None, depth: int) -> tuple[list[bytes], int]:
    values: list[bytes] = []
    end = len(content) if length is None else at + length
    while at < end:
        if length is None and content[at : at + 2] == END_OF_CONTENTS:
            return values, at + 2
        value, at = _value(content, at, depth + 1)
        values.append(value)
    if length is None or at != end:
        raise ValueError
    return values, at


def _head(content: bytes, at: int) -> tuple[bytes, bool, int | None, int]:
    start = at
    first = _byte(content, at)
    at += 1
    if first & 0x1F == 0x1F:
        while _byte(content, at) & 0x80:
            at += 1
        at += 1
    tag = content[start:at]
    length: int | None = _byte(content, at)
    at += 1
    assert length is not None  # noqa: S101  for the checker of types
    if length == 0x80:
        length = None
    elif length > 0x80:
        count = length & 0x7F
        if count > 8 or at + count > len(content):
            raise ValueError
        length = int.from_bytes(content[at : at + count], "big")
        at += count
    return tag, bool(first & CONSTRUCTED), length, at


def _byte(content: bytes, at: int) -> int:
    if at >= len(content):
        raise ValueError
    return content[at]


def _length(length: int) -> bytes:
    if length < 0x80:
        return bytes([length])
    raw = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(raw)]) + raw


def _string(value: bytes) -> bytes:
    """The contents of a plain string."""
    if value[:1] != bytes([STRING]):
        raise ValueError
    _tag, _constructed, _size, start = _head(value, 0)
    return value[start:]
