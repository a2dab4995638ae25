"""Where a batch's bytes lie: the lines as they were brought, the zips of its chunks.

Names on disk are ours. They are no documents of the registry: they go after some days.
"""

import asyncio
import hashlib
import os
import secrets
import shutil
from collections.abc import AsyncIterable
from dataclasses import dataclass
from pathlib import Path

from registry.platform.batches.shapes import Line
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.settings import settings

LARGEST = 256 * 1024**2
"""Bytes of the data of one batch."""
LONGEST_LINE = 1024**2
MOST_LINES = 20_000
LINES = "lines.jsonl"
MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Brought:
    """Data that lie in a folder of their own; of no batch, as long as no row names the place."""

    place: str
    size: int
    lines: int
    sha256: str


def new_place() -> str:
    """A name that no folder has."""
    return secrets.token_hex(12)


def folder_of(place: str) -> Path:
    return _above() / place


def lines_of(place: str) -> Path:
    return folder_of(place) / LINES


def _above() -> Path:
    return settings().home / "batches"


async def lay_down(pieces: AsyncIterable[bytes]) -> Brought:
    """Keeps the bytes as they come, never the whole in memory; raises InvalidInput for too many."""
    place = new_place()
    folder = _above() / place
    folder.mkdir(parents=True, mode=0o700)
    size, lines, digest, last = 0, 0, hashlib.sha256(), b""
    try:
        with (folder / LINES).open("wb") as file:
            async for piece in pieces:
                size += len(piece)
                if size > LARGEST:
                    raise InvalidInput(file=_too_large())
                digest.update(piece)
                lines += piece.count(b"\n")
                last = piece[-1:] or last
                await asyncio.to_thread(file.write, piece)
            file.flush()
            await asyncio.to_thread(os.fsync, file.fileno())
        _check_fits(size, lines + (last not in (b"\n", b"")))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Brought(place, size, lines + (last not in (b"\n", b"")), digest.hexdigest())


def _check_fits(size: int, lines: int) -> None:
    if not size:
        raise InvalidInput(file=_("Il file è vuoto. Controlla di aver scelto quello giusto."))
    if lines > MOST_LINES:
        raise InvalidInput(
            file=_("Il file ha {n} righe: al massimo {most}. Dividilo.").format(
                n=lines, most=MOST_LINES
            )
        )


def _too_large() -> str:
    return _("Il file supera {n} MB: dividilo in più file.").format(n=LARGEST // 1024**2)


def discard(place: str) -> None:
    """What has been discarded already may be discarded again."""
    shutil.rmtree(folder_of(place), ignore_errors=True)


def read_lines(place: str, lines: list[Line]) -> bytes:
    """The bytes of those lines, one after the other."""
    with lines_of(place).open("rb") as file:
        found = []
        for line in lines:
            file.seek(line.start)
            found.append(file.read(line.length))
    return b"".join(found)


def next_lines(
    place: str, *, at: int, number: int, most: int, most_bytes: int
) -> tuple[list[Line], int, int]:
    """The lines from that byte, of which ``number`` is the first: empty ones are passed over,
    one that is too long comes with its length. Then where the next begin; at the end, no lines.
    """
    found: list[Line] = []
    seen = 0
    with lines_of(place).open("rb") as file:
        if at == 0 and file.read(len(MARK)) == MARK:
            at = len(MARK)
        file.seek(at)
        while len(found) < most and seen < most_bytes:
            raw = file.readline(LONGEST_LINE + 1)
            if not raw:
                break
            length = len(raw)
            while raw[-1:] != b"\n" and len(raw) > LONGEST_LINE:
                raw = file.readline(LONGEST_LINE + 1)
                length += len(raw)
            if length > LONGEST_LINE or raw.strip():
                found.append(Line(number=number, start=at, length=length))
                seen += min(length, LONGEST_LINE)
            at, number = at + length, number + 1
    return found, at, number


def new_name(place: str, chunk: int, *, what: str = "") -> Path:
    """For a chunk's zip: no two tries share one, so that nothing is ever written over."""
    return folder_of(place) / f"{chunk:05}-{secrets.token_hex(6)}{what}.zip"


def settle(path: Path) -> int:
    """The file is on disk, and its folder knows it, before a row names it; gives its size."""
    for one in (path, path.parent):
        descriptor = os.open(one, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    return path.stat().st_size


def remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def sweep(place: str, kept: set[str]) -> None:
    """Takes away the zips that no row names: of tries that did not come to an end."""
    for path in folder_of(place).glob("*.zip"):
        if path.name not in kept:
            path.unlink(missing_ok=True)


def sweep_above(known: set[str], *, older_than: float) -> None:
    """Takes away the folders of no batch: data whose batch was never asked."""
    for path in _above().glob("*"):
        if path.name not in known and path.stat().st_mtime < older_than:
            shutil.rmtree(path, ignore_errors=True)
