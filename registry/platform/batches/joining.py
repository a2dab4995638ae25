"""Zips joined into one while it is sent: the bytes of each as they are, then one directory.

Never more than a piece of one of them is in memory. Our own zips only: no comments, no zip64.
"""

import asyncio
import struct
import zipfile
import zlib
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

# PKWARE APPNOTE 6.3.10, §4.3.7, §4.3.12, §4.3.16.
LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
WHERE = struct.Struct("<I")
VERSION, UTF8, STORED = 20, 0x800, 0
MIDNIGHT, FIRST_OF_1980 = 0, 0x21
OFFSET_AT = 42
PIECE = 256 * 1024
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Body:
    """A zip on disk: what stands before its directory, and the directory."""

    path: Path
    length: int
    entries: int
    directory: bytes

    def moved(self, by: int) -> bytes:
        """The directory of the same members, ``by`` bytes further on."""
        lines, at = [], 0
        while at < len(self.directory):
            head = CENTRAL.unpack_from(self.directory, at)
            end = at + CENTRAL.size + head[10] + head[11] + head[12]
            line = bytearray(self.directory[at:end])
            WHERE.pack_into(line, OFFSET_AT, head[16] + by)
            lines.append(bytes(line))
            at = end
        return b"".join(lines)


def body_of(path: Path) -> Body:
    """Raises OSError when the file is not there, and BadZipFile when it is none of ours."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - END.size))
        tail = file.read(END.size)
        if len(tail) < END.size or tail[:4] != b"PK\5\6":
            raise zipfile.BadZipFile(path.name)
        _sign, _disk, _of, _here, entries, length, start, _comment = END.unpack(tail)
        file.seek(start)
        return Body(path, start, entries, file.read(length))


@dataclass(frozen=True)
class Joined:
    """One zip of many, as long as it says."""

    bodies: Sequence[Body]
    more: Sequence[tuple[str, bytes]]
    """Members that come last: name and content, kept as they are."""

    @property
    def length(self) -> int:
        own = sum(LOCAL.size + CENTRAL.size + 2 * len(n.encode()) + len(c) for n, c in self.more)
        held = sum(body.length + len(body.directory) for body in self.bodies)
        return held + own + END.size

    async def pieces(self) -> AsyncIterator[bytes]:
        at, directory, entries = 0, [], len(self.more)
        for body in self.bodies:
            async for piece in _read(body):
                yield piece
            directory.append(body.moved(at))
            at, entries = at + body.length, entries + body.entries
        for name, content in self.more:
            head, line = _member(name, content, at)
            yield head + content
            directory.append(line)
            at += len(head) + len(content)
        whole = b"".join(directory)
        yield whole + END.pack(b"PK\5\6", 0, 0, entries, entries, len(whole), at, 0)


async def _read(body: Body) -> AsyncIterator[bytes]:
    with body.path.open("rb") as file:
        left = body.length
        while left:
            piece = await asyncio.to_thread(file.read, min(left, PIECE))
            if not piece:
                raise zipfile.BadZipFile(body.path.name)
            left -= len(piece)
            yield piece


def _member(name: str, content: bytes, at: int) -> tuple[bytes, bytes]:
    label = name.encode()
    facts = (VERSION, UTF8, STORED, MIDNIGHT, FIRST_OF_1980,
             zlib.crc32(content), len(content), len(content), len(label), 0)  # fmt: skip
    local = LOCAL.pack(b"PK\3\4", *facts) + label
    return local, CENTRAL.pack(b"PK\1\2", VERSION, *facts, 0, 0, 0, 0, at) + label


def add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """A document is packed already; the same content gives the same bytes."""
    archive.writestr(zipfile.ZipInfo(name, date_time=EPOCH), content, zipfile.ZIP_STORED)


def gather(paths: Iterable[Path], into: Path) -> None:
    """Zips with few members each, made one."""
    with zipfile.ZipFile(into, "x") as archive:
        for path in paths:
            with zipfile.ZipFile(path) as one:
                for name in one.namelist():
                    add(archive, name, one.read(name))
