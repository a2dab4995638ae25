"""The one reading of zips: as the strictest of their readers does, so that none reads otherwise.

The standard library finds the directory; here the directory is held against what is in the
file, byte for byte, and every member is inflated with its bytes counted.
"""

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass

from registry.platform.gate.inside.notes import Notes
from registry.platform.gate.shapes import A_DOCUMENT, Bounds

END = b"PK\x05\x06"
END_SIZE = 22
LOCAL_SIZE = 30
STORED, DEFLATED = 0, 8
ENCRYPTED, DESCRIBED_AFTER, UTF8 = 0x1, 0x8, 0x800
DESCRIPTORS = (0, 12, 16, 20, 24)
UNKNOWN_SIZE = 0xFFFFFFFF
UNICODE_PATH = 0x7075
PADDING = b"\0\r\n\t \x1a"
CHUNK = 1 << 16
RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))}

BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, struct.error, ValueError,
    EOFError, OverflowError, IndexError,
)  # fmt: skip


@dataclass(frozen=True)
class Member:
    name: str
    start: int
    packed: int
    size: int
    crc: int
    method: int


class Archive:
    """A zip whose structure is sound."""

    def __init__(self, content: bytes, members: list[Member], bounds: Bounds, notes: Notes) -> None:
        self.content = content
        self.members = members
        self.bounds = bounds
        self.notes = notes
        self.names = {member.name for member in members}
        self._by_name = {member.name.lower(): member for member in members}
        self._counted: set[str] = set()
        self._left = bounds.unpacked

    def find(self, name: str) -> bytes | None:
        """A part by its name, whose capitals do not count."""
        member = self._by_name.get(name.lstrip("/").lower())
        return None if member is None else self.read(member)

    def read(self, member: Member) -> bytes:
        """Its bytes, which are as many as the directory says, and have its checksum."""
        content = b"".join(self._pieces(member))
        if len(content) != member.size or zlib.crc32(content) != member.crc:
            raise self.notes.stop("damaged")
        if member.name not in self._counted:
            self._counted.add(member.name)
            self._left -= len(content)
            self.notes.spend(len(content))
        if self._left < 0:
            raise self.notes.stop("bomb")
        return content

    def _pieces(self, member: Member) -> list[bytes]:
        packed = memoryview(self.content)[member.start : member.start + member.packed]
        if member.method == STORED:
            return [bytes(packed)]
        inflating = zlib.decompressobj(-15)
        pieces: list[bytes] = []
        out = 0
        try:
            for at in range(0, len(packed), CHUNK):
                piece = inflating.decompress(packed[at : at + CHUNK], member.size - out + 1)
                pieces.append(piece)
                out += len(piece)
                if out > member.size:
                    raise self.notes.stop("zip_structure")
                if inflating.eof and at + CHUNK < len(packed):
                    raise self.notes.stop("zip_structure")
        except zlib.error:
            raise self.notes.stop("damaged") from None
        if inflating.unused_data:
            raise self.notes.stop("zip_structure")
        if not inflating.eof:
            raise self.notes.stop("damaged")
        return pieces


def opened(content: bytes, notes: Notes, bounds: Bounds = A_DOCUMENT) -> Archive:
    """The archive, or a stop with what is wrong with it."""
    end = _end_of(content, notes)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            infos = package.infolist()
            directory = package.start_dir
        count = struct.unpack_from("<H", content, end + 10)[0]
        disks = struct.unpack_from("<HH", content, end + 4)
        comment = package.comment
    except BROKEN:
        raise notes.stop("damaged") from None
    if any(one.flag_bits & ENCRYPTED for one in infos):
        raise notes.stop("encrypted" if bounds is A_DOCUMENT else "zip_locked")
    _check_amounts(infos, bounds, notes)
    if count not in (len(infos) & 0xFFFF, 0xFFFF) or set(disks) - {0, 0xFFFF} or END in comment:
        raise notes.stop("zip_structure")
    members = [_member(content, info, notes) for info in infos]
    _check_ranges(content, infos, members, directory, notes)
    _check_names(infos, bounds, notes)
    return Archive(content, [m for m, i in zip(members, infos, strict=True) if not i.is_dir()],
                   bounds, notes)  # fmt: skip


def _end_of(content: bytes, notes: Notes) -> int:
    """Where the end record is; after it there is nothing, or what a transfer adds."""
    end = content.rfind(END, max(0, len(content) - END_SIZE - 0xFFFF - CHUNK))
    if end < 0 or end + END_SIZE > len(content):
        raise notes.stop("damaged")
    after = end + END_SIZE + struct.unpack_from("<H", content, end + 20)[0]
    if after > len(content):
        raise notes.stop("damaged")
    if content[after:].strip(PADDING):
        raise notes.stop("zip_structure")
    return end


def _check_amounts(infos: list[zipfile.ZipInfo], bounds: Bounds, notes: Notes) -> None:
    """As the directory tells them: a lie is found when they come out."""
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > bounds.members or unpacked > bounds.unpacked:
        raise notes.stop("bomb")
    for info in infos:
        is_large = info.file_size > bounds.ratio_from
        if is_large and info.file_size > max(info.compress_size, 1) * bounds.ratio:
            raise notes.stop("bomb")


def _member(content: bytes, info: zipfile.ZipInfo, notes: Notes) -> Member:
    """What the directory says of it, held against its own header."""
    if info.compress_type not in (STORED, DEFLATED):
        raise notes.stop("zip_structure")
    at = info.header_offset
    if at < 0 or content[at : at + 4] != b"PK\x03\x04" or at + LOCAL_SIZE > len(content):
        raise notes.stop("zip_structure")
    flags, method = struct.unpack_from("<HH", content, at + 6)
    crc, packed, size = struct.unpack_from("<III", content, at + 14)
    name_length, extra_length = struct.unpack_from("<HH", content, at + 26)
    name = content[at + LOCAL_SIZE : at + LOCAL_SIZE + name_length]
    start = at + LOCAL_SIZE + name_length + extra_length
    if name != _raw(info) or method != info.compress_type or flags & ENCRYPTED:
        raise notes.stop("zip_structure")
    told = (crc, packed, size)
    is_told_here = not flags & DESCRIBED_AFTER and UNKNOWN_SIZE not in (packed, size)
    if is_told_here and told != (info.CRC, info.compress_size, info.file_size):
        raise notes.stop("zip_structure")
    if start + info.compress_size > len(content):
        raise notes.stop("damaged")
    return Member(info.filename, start, info.compress_size, info.file_size, info.CRC, method)


def _raw(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & UTF8 else "cp437")


def _check_ranges(
    content: bytes,
    infos: list[zipfile.ZipInfo],
    members: list[Member],
    directory: int,
    notes: Notes,
) -> None:
    """The members follow one another from the first byte to the directory."""
    places = sorted(
        (info.header_offset, member.start + member.packed)
        for info, member in zip(infos, members, strict=True)
    )
    at = 0
    for begins, ends in places:
        _check_gap(content, at, begins, notes)
        at = ends
    _check_gap(content, at, directory, notes)


def _check_gap(content: bytes, at: int, begins: int, notes: Notes) -> None:
    """Between two members there is nothing but what describes the first, or padding."""
    if begins < at:
        raise notes.stop("bomb")
    if at == 0 and begins:
        raise notes.stop("zip_structure")
    if begins - at not in DESCRIPTORS and content[at:begins].strip(b"\0"):
        raise notes.stop("zip_structure")


def _check_names(infos: list[zipfile.ZipInfo], bounds: Bounds, notes: Notes) -> None:
    seen: set[str] = set()
    for info in infos:
        if stat.S_ISLNK(info.external_attr >> 16):
            raise notes.stop("zip_linked", info.filename)
        for name in {info.orig_filename, *_unicode_names(info)}:
            if not _is_safe(name, bounds):
                raise notes.stop("zip_names", name)
        folded = unicodedata.normalize("NFC", info.orig_filename).casefold().rstrip("/")
        if folded in seen:
            raise notes.stop("zip_twice", info.filename)
        seen.add(folded)


def _unicode_names(info: zipfile.ZipInfo) -> list[str]:
    """The other name that some readers prefer."""
    found, extra = [], info.extra
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == UNICODE_PATH and length > 5:
            found.append(extra[9 : 4 + length].decode("utf-8", "replace"))
        extra = extra[4 + length :]
    return found


def _is_safe(name: str, bounds: Bounds) -> bool:
    parts = name.removesuffix("/").split("/")
    return (
        len(parts) <= bounds.depth
        and not any(sign in name for sign in "\\:\0")
        and all(unicodedata.category(sign) not in ("Cc", "Cf", "Cs") for sign in name)
        and all(_is_safe_part(part, bounds) for part in parts)
    )


def _is_safe_part(part: str, bounds: Bounds) -> bool:
    return (
        part not in ("", ".", "..")
        and not part.endswith((".", " "))
        and part.partition(".")[0].strip().casefold() not in RESERVED
        and len(part.encode("utf-8", "replace")) <= bounds.longest_name
    )
