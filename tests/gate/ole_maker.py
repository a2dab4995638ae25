"""OLE files (MS-CFB) of given streams, written small and plain: olefile only reads."""

import struct
from collections.abc import Mapping
from uuid import UUID

SECTOR, SMALLEST = 512, 4096
FREE, END, FAT, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5


class Entry:
    def __init__(self, name: str, kind: int, content: bytes = b"", class_id: str = "") -> None:
        self.name, self.kind, self.content = name, kind, content
        if kind == STREAM:  # shorter ones would stand in the small table
            self.content = content.ljust(SMALLEST, b"\0")
        self.class_id = UUID(class_id).bytes_le if class_id else bytes(16)
        self.below: list[int] = []
        self.start, self.size = END, len(self.content)


def compound(streams: Mapping[str, bytes], *, classes: Mapping[str, str] | None = None) -> bytes:
    """Streams by path (``ObjectPool/_1/Package``), and the classes of storages by path; the
    root's own path is the empty one."""
    classes = classes or {}
    entries = [Entry("Root Entry", ROOT, class_id=classes.get("", ""))]
    places: dict[str, int] = {"": 0}
    for path, content in streams.items():
        _place(path, content, entries, places, classes)
    return _written(entries)


def _place(
    path: str,
    content: bytes | None,
    entries: list[Entry],
    places: dict[str, int],
    classes: Mapping[str, str],
) -> int:
    if path in places:
        return places[path]
    above, _slash, name = path.rpartition("/")
    parent = _place(above, None, entries, places, classes) if above else 0
    kind = STORAGE if content is None else STREAM
    # Streams shorter than 4096 bytes would live in the small table: they are made longer.
    entries.append(Entry(name, kind, content or b"", classes.get(path, "")))
    places[path] = len(entries) - 1
    entries[parent].below.append(places[path])
    return places[path]


def _written(entries: list[Entry]) -> bytes:
    directory_sectors = -(-len(entries) // 4)
    sectors: list[bytes] = []
    chain: list[int] = []

    def put(content: bytes) -> int:
        first = len(sectors)
        for at in range(0, len(content), SECTOR):
            sectors.append(content[at : at + SECTOR].ljust(SECTOR, b"\0"))
            chain.append(len(sectors))
        chain[-1] = END
        return first

    for entry in entries:
        if entry.content:
            entry.start = put(entry.content)
    first_directory = put(bytes(directory_sectors * SECTOR))
    for number, start in enumerate(range(0, directory_sectors)):
        rows = b"".join(_row(entry, entries) for entry in entries[start * 4 : start * 4 + 4])
        sectors[first_directory + number] = rows.ljust(SECTOR, b"\0")
    fat_sectors = 1
    while (len(sectors) + fat_sectors) * 4 > fat_sectors * SECTOR:
        fat_sectors += 1
    first_fat = len(sectors)
    chain += [FAT] * fat_sectors
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(fat_sectors * SECTOR, b"\xff")
    sectors += [table[at : at + SECTOR] for at in range(0, len(table), SECTOR)]
    listed = [first_fat + n for n in range(fat_sectors)]
    header = bytearray(SECTOR)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    numbers = (0, fat_sectors, first_directory, 0, SMALLEST, END, 0, END, 0)
    struct.pack_into("<9I", header, 40, *numbers)
    struct.pack_into("<109I", header, 76, *listed, *[FREE] * (109 - len(listed)))
    return bytes(header) + b"".join(sectors)


def _row(entry: Entry, entries: list[Entry]) -> bytes:
    raw = entry.name.encode("utf-16-le")
    child = entry.below[0] if entry.below else NONE
    right = NONE
    for other in entries:
        if entries.index(entry) in other.below:
            at = other.below.index(entries.index(entry))
            right = other.below[at + 1] if at + 1 < len(other.below) else NONE
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBB", len(raw) + 2, entry.kind, 1)
        + struct.pack("<III", NONE, right, child)
        + entry.class_id
        + bytes(20)
        + struct.pack("<IQ", entry.start, entry.size)
    )
