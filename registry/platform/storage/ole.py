"""The names of the storages and streams inside an OLE file: enough to see what it is.

The container of .doc files and of encrypted .docx ones (MS-CFB). Only its directory is
read; whatever does not add up gives an empty set.
"""

import struct

HEADER = 512
END_OF_CHAIN = 0xFFFFFFFE
ENTRY = 128
MOST_SECTORS = 100_000
DIFAT_IN_HEADER = 109


def storage_names(content: bytes) -> set[str]:
    """Every name in the directory, or nothing when the file is not whole."""
    try:
        return set(_names(content))
    except (struct.error, IndexError, ValueError, UnicodeDecodeError):
        return set()


def _names(content: bytes) -> list[str]:
    shift = struct.unpack_from("<H", content, 30)[0]
    if shift not in (9, 12):
        return []
    size = 1 << shift
    fat = _fat(content, size)
    first = struct.unpack_from("<I", content, 48)[0]
    directory = b"".join(_sector(content, n, size) for n in _chain(fat, first))
    entries = (directory[at : at + ENTRY] for at in range(0, len(directory) - ENTRY + 1, ENTRY))
    return [name for entry in entries if (name := _name(entry))]


def _fat(content: bytes, size: int) -> list[int]:
    """The table that chains sectors, of the sectors that the header names (up to 6.8 MB, or
    54 MB where sectors are large: beyond, only its beginning)."""
    listed = struct.unpack_from(f"<{DIFAT_IN_HEADER}I", content, 76)
    table: list[int] = []
    for number in listed:
        if number < END_OF_CHAIN - 3:
            table += struct.unpack(f"<{size // 4}I", _sector(content, number, size))
    return table


def _sector(content: bytes, number: int, size: int) -> bytes:
    start = (number + 1) * size
    sector = content[start : start + size]
    return sector.ljust(size, b"\0") if sector else b""


def _chain(fat: list[int], first: int) -> list[int]:
    chain: list[int] = []
    seen: set[int] = set()
    while first < len(fat) and first not in seen and len(chain) < MOST_SECTORS:
        chain.append(first)
        seen.add(first)
        first = fat[first]
    return chain


def _name(entry: bytes) -> str:
    length, kind = struct.unpack_from("<HB", entry, 64)
    if kind == 0 or not 2 <= length <= 64:
        return ""
    return entry[: length - 2].decode("utf-16-le")
