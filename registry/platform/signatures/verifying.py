"""Asking for the signatures of files: each is read shut in, and each gets an answer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from registry.platform import clock
from registry.platform.contained import (
    MIB,
    Failed,
    Limits,
    OutOfMemory,
    OutOfTime,
    Task,
    run,
    run_async,
)
from registry.platform.signatures.shapes import Asked, Code, Fact, Verdict, Verdicts

LOOK = Task("registry.platform.signatures.inside.looking:look", asks=Asked, answers=Verdicts)
AT_LEISURE = Limits(memory=1024 * MIB, answer=16 * MIB)
AT_ONCE = Limits(memory=1024 * MIB, answer=16 * MIB, seconds=8, cpu_seconds=5)
"""While somebody waits for the page. An act with thirty signatures takes half a second."""
TOGETHER = 16
"""Files that one child reads, one after the other: its start costs as much as one of them."""
LARGEST_TOGETHER = 32 * MIB


class Signed(Struct, frozen=True):
    """A file, and those beside it of which one may be what it signs."""

    file: bytes | Path
    companions: list[bytes | Path] = []
    at: datetime | None = None
    """When it is judged, as who had it in hand that day would; None: now."""


async def verify(
    content: bytes,
    *,
    companions: Sequence[bytes] = (),
    anchors: bytes | None = None,
    limits: Limits = AT_LEISURE,
) -> Verdict:
    """What there is to say of the signatures of a file, whatever the file is."""
    of = [Signed(content, list(companions))]
    asked, files = _order(of, anchors)
    try:
        return (await run_async(LOOK, asked, files=files, limits=limits)).of[0]
    except Failed as failure:
        return _unread(failure)


def verify_many(files: Iterable[Signed], *, anchors: bytes | None = None) -> Iterator[Verdict]:
    """One verdict for each, in their order. A file that breaks its reading breaks no other."""
    for group in _groups(files):
        try:
            yield from _verdicts(group, anchors)
        except Failed as failure:
            if len(group) == 1:
                yield _unread(failure)
            else:
                yield from (one for each in group for one in verify_many([each], anchors=anchors))


def _groups(files: Iterable[Signed]) -> Iterator[list[Signed]]:
    group: list[Signed] = []
    size = 0
    for one in files:
        length = _size(one)
        if group and (len(group) == TOGETHER or size + length > LARGEST_TOGETHER):
            yield group
            group, size = [], 0
        group, size = [*group, one], size + length
    if group:
        yield group


def _size(one: Signed) -> int:
    return sum(
        len(file) if isinstance(file, bytes) else file.stat().st_size
        for file in (one.file, *one.companions)
    )


def _verdicts(group: list[Signed], anchors: bytes | None) -> list[Verdict]:
    asked, files = _order(group, anchors)
    return run(LOOK, asked, files=files, limits=AT_LEISURE).of


def _order(group: list[Signed], anchors: bytes | None) -> tuple[Asked, list[bytes | Path]]:
    files = [file for one in group for file in (one.file, *one.companions)]
    asked = Asked(
        companions=[len(one.companions) for one in group],
        moments=[one.at or clock.now() for one in group],
        has_anchors=anchors is not None,
    )
    return asked, files if anchors is None else [*files, anchors]


def _unread(failure: Failed) -> Verdict:
    """A file that broke whoever read it, or would not end."""
    if isinstance(failure, OutOfTime):
        return Verdict(facts=[Fact(Code.TIMEOUT)])
    is_large = isinstance(failure, OutOfMemory)
    return Verdict(facts=[Fact(Code.OUT_OF_MEMORY if is_large else Code.DAMAGED)])
