"""A zip that is half written: what never changes stands first, packed once and for all."""

import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

# PKWARE APPNOTE 6.3.10, §4.3.7, §4.3.12, §4.3.16.
LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
VERSION = 20
STORED, DEFLATED = 0, 8
MIDNIGHT, FIRST_OF_1980 = 0, 0x21
WORTH_PACKING = 1200
"""Bytes. Setting deflate up costs more than it saves on less."""
FAST, SMALL = 1, 9
"""Levels of zlib: a document's own parts are packed for speed, a template's once, for size."""


class Packed(NamedTuple):
    """One part as a zip holds it: what both its headers say, its name, its bytes."""

    facts: tuple[int, ...]
    name: bytes
    data: bytes
    unpacked: int

    def content(self) -> bytes:
        """What whoever opens the zip will read."""
        if self.facts[2] == STORED:
            return self.data
        return zlib.decompress(self.data, -zlib.MAX_WBITS, self.unpacked)


def packed(name: str, content: bytes, *, level: int) -> Packed:
    """The part, deflated where that pays. ``name`` is ASCII, as in every Word package."""
    label = name.encode("ascii")
    method, data = STORED, content
    if len(content) > WORTH_PACKING:
        packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        method, data = DEFLATED, packer.compress(content) + packer.flush()
    sizes = (zlib.crc32(content), len(data), len(content))
    return Packed(
        (VERSION, 0, method, MIDNIGHT, FIRST_OF_1980, *sizes, len(label), 0),
        label,
        data,
        len(content),
    )


class HalfZip:
    """The parts that every document of a template shares, in the order given."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        shared = [packed(name, content, level=SMALL) for name, content in parts.items()]
        self._head, self._directory = _written(shared, at=0)
        self._count = len(shared)

    def whole(self, own: list[Packed]) -> bytes:
        """The zip with the document's own parts after the shared ones. Always the same bytes."""
        body, directory = _written(own, at=len(self._head))
        directory = self._directory + directory
        count, start = self._count + len(own), len(self._head) + len(body)
        end = END.pack(b"PK\5\6", 0, 0, count, count, len(directory), start, 0)
        return b"".join((self._head, body, directory, end))


def _written(parts: Iterable[Packed], *, at: int) -> tuple[bytes, bytes]:
    """The parts one after the other from the offset ``at``, and their lines of the directory."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    for facts, name, data, _unpacked in parts:
        local = LOCAL.pack(b"PK\3\4", *facts) + name
        directory.append(CENTRAL.pack(b"PK\1\2", VERSION, *facts, 0, 0, 0, 0, at) + name)
        pieces += (local, data)
        at += len(local) + len(data)
    return b"".join(pieces), b"".join(directory)
