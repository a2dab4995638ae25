"""How large the streams of a PDF become, counted and let go."""

import zlib
from itertools import islice
from typing import Any

import pikepdf

MIB = 1024**2
LARGEST = 96 * MIB
"""Of a stream that is no picture: pages, fonts, data."""
LARGEST_PICTURE = 2**30
"""Dots of one picture."""
IN_ALL = 1024 * MIB
"""After so much nothing more is counted: it would take longer than it is worth."""
DEFLATE_AT_MOST = 1032
RUNS_AT_MOST = 64
CHUNK = 1 << 16
PIECE = 1 << 20


class Meter:
    """Counts the streams of one file."""

    def __init__(self) -> None:
        self.left = IN_ALL

    def is_a_bomb(self, stream: pikepdf.Object) -> bool:
        dictionary = stream.stream_dict
        filters = _names(dictionary.get("/Filter"))
        allowed = _allowed(dictionary)
        if allowed is None:
            return True
        if not filters:
            return False
        raw = bytes(stream.read_raw_bytes())
        size = len(raw)
        layers = [one for one in filters if one in ("/FlateDecode", "/Fl")]
        if size * DEFLATE_AT_MOST ** len(layers) * _other_ratio(filters) <= allowed:
            return False
        return self._count(raw, filters, allowed) > allowed

    def _count(self, raw: bytes, filters: list[str], allowed: int) -> int:
        """The bytes after all the layers, or after those that can be counted."""
        pieces = raw
        for number, one in enumerate(filters):
            is_last = number == len(filters) - 1
            if one in ("/FlateDecode", "/Fl"):
                pieces, size = self._inflated(pieces, allowed, is_kept=not is_last)
                if size > allowed or is_last:
                    return size
            elif one in ("/LZWDecode", "/LZW"):
                return _size_of_lzw(pieces)
            elif one in ("/RunLengthDecode", "/RL"):
                return _size_of_runs(pieces)
            else:
                return len(pieces)  # letters for bytes shrink; pictures have their dots
        return len(pieces)

    def _inflated(self, raw: bytes, allowed: int, *, is_kept: bool) -> tuple[bytes, int]:
        inflating, size = zlib.decompressobj(), 0
        kept: list[bytes] = []
        try:
            for at in range(0, len(raw), CHUNK):
                waiting = raw[at : at + CHUNK]
                while waiting and not inflating.eof and size <= allowed and self.left > 0:
                    piece = inflating.decompress(waiting, PIECE)
                    waiting = inflating.unconsumed_tail
                    size += len(piece)
                    self.left -= len(piece)
                    if is_kept:
                        kept.append(piece)
        except zlib.error:
            pass  # what is broken does not grow any further
        return b"".join(kept), size


def _allowed(dictionary: pikepdf.Object) -> int | None:
    """Bytes that the stream may have; a picture has as many as its dots need, if they are few."""
    width, height = _number(dictionary.get("/Width")), _number(dictionary.get("/Height"))
    if not width or not height:
        return LARGEST
    dots = width * height
    return None if dots > LARGEST_PICTURE else max(LARGEST, dots * 16)


def _other_ratio(filters: list[str]) -> int:
    if "/LZWDecode" in filters or "/LZW" in filters:
        return 2000
    return RUNS_AT_MOST if "/RunLengthDecode" in filters or "/RL" in filters else 1


def _size_of_runs(raw: bytes) -> int:
    at = size = 0
    while at < len(raw) and raw[at] != 128:
        is_run = raw[at] > 128
        size += 257 - raw[at] if is_run else raw[at] + 1
        at += 2 if is_run else raw[at] + 2
    return size


def _size_of_lzw(raw: bytes) -> int:
    """By following the codes, without making what they stand for."""
    lengths = [1] * 256 + [0, 0]
    bits, width, held, size, before = 0, 9, 0, 0, 0
    for byte in raw:
        held = (held << 8) | byte
        bits += 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits
        held &= (1 << bits) - 1
        if code == 257:
            break
        if code == 256:
            lengths, width, before = [1] * 256 + [0, 0], 9, 0
            continue
        length = lengths[code] if code < len(lengths) else before + 1
        size += length
        if before and len(lengths) < 4096:
            lengths.append(before + 1)
        before = length
        width = 9 + sum(len(lengths) + 1 >= limit for limit in (512, 1024, 2048))
    return size


def name_of(value: Any) -> str:
    """The name that a value is, or nothing: a name may have bytes that are no text."""
    return value.unparse().decode("latin-1") if isinstance(value, pikepdf.Name) else ""


def _names(value: Any) -> list[str]:
    if isinstance(value, pikepdf.Array):
        return [name_of(one) for one in islice(iter(value), 20)]
    return [name_of(value)] if isinstance(value, pikepdf.Name) else []


def _number(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0
