"""Pictures of pages made small: a PNG of many colours as one of at most 256.

Pages are flat colours and smoothed letters, which a palette keeps as they look and stores in
a third of the room. Only what Chromium and poppler write is read: 8 bits, RGB or RGBA, one pass.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {2: 3, 6: 4}
LIKENESS = 18
"""How near two colours may be before one stands for both, in steps of the three channels."""
MOST = 256


def reduced(png: bytes) -> bytes:
    width, height, pixels = _pixels(png)
    counts = Counter(pixels)
    palette = _palette(counts)
    nearest = {colour: _nearest(colour, palette) for colour in counts}
    indices = bytes(map(nearest.__getitem__, pixels))
    rows = b"".join(b"\0" + indices[y * width : (y + 1) * width] for y in range(height))
    return SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(palette)),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height, and the three bytes of every pixel; what shines through is not kept."""
    chunks = list(_chunks(png))
    width, height, depth, kind, _c, _f, interlace = struct.unpack("!IIBBBBB", chunks[0][1])
    assert (depth, interlace) == (8, 0)
    channels = CHANNELS[kind]
    raw = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    plain = b"".join(_unfiltered(raw, width * channels, channels))
    return width, height, [plain[at : at + 3] for at in range(0, len(plain), channels)]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from("!I", png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(name: bytes, body: bytes) -> bytes:
    check = struct.pack("!I", zlib.crc32(name + body))
    return struct.pack("!I", len(body)) + name + body + check


def _unfiltered(raw: bytes, length: int, step: int) -> Iterator[bytes]:
    """The lines as they were before each was told by its difference from its neighbours."""
    above = bytearray(length)
    for at in range(0, len(raw), length + 1):
        line = bytearray(raw[at + 1 : at + 1 + length])
        _undo(raw[at], line, above, step)
        yield bytes(line)
        above = line


def _undo(kind: int, line: bytearray, above: bytearray, step: int) -> None:
    """The five filters of PNG (ISO/IEC 15948, 9.2), in place."""
    if kind == 0:
        return
    for at in range(len(line)):
        left = line[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = above[at]
        elif kind == 3:
            guess = (left + above[at]) // 2
        else:
            guess = _paeth(left, above[at], corner)
        line[at] = (line[at] + guess) & 0xFF


def _paeth(left: int, up: int, corner: int) -> int:
    straight = left + up - corner
    by_left, by_up, by_corner = abs(straight - left), abs(straight - up), abs(straight - corner)
    if by_left <= by_up and by_left <= by_corner:
        return left
    return up if by_up <= by_corner else corner


def _palette(counts: Counter[bytes]) -> list[bytes]:
    """The commonest colours, none too like another."""
    chosen: list[bytes] = []
    for colour, _times in counts.most_common():
        if len(chosen) == MOST:
            break
        if all(_distance(colour, other) > LIKENESS for other in chosen):
            chosen.append(colour)
    return chosen


def _nearest(colour: bytes, palette: list[bytes]) -> int:
    return min(range(len(palette)), key=lambda at: _distance(colour, palette[at]))


def _distance(one: bytes, other: bytes) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) + abs(one[2] - other[2])
