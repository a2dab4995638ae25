"""Files that are kept already, looked at later: those at which nobody had looked, and those that
were held against other certifiers, or other rules, than those of today.

Each is judged as of the day on which it came: that a certificate ran out on our shelf takes
nothing from who signed with it. What is looked at twice is said twice alike.
"""

import asyncio
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from time import monotonic

from msgspec import Struct

from registry.platform import storage
from registry.platform.database import fetch, fetch_value
from registry.platform.errors import NotFound, Refused
from registry.platform.i18n import _
from registry.platform.jobs import item_failed, report
from registry.platform.settings import settings
from registry.platform.signatures import anchors, kept
from registry.platform.signatures.shapes import Trusted, Verdict
from registry.platform.signatures.verifying import TOGETHER, Signed, verify_many

MOST_A_RUN = 1000
LONGEST_RUN = timedelta(minutes=10)
"""Then somebody else has their turn, and what is left is asked for anew."""


class Place(Struct, frozen=True):
    """How far a walk through the files has come: first those without a verdict, then those with
    an old one."""

    is_old: bool = False
    file: str = ""


class Due(Struct, frozen=True):
    """A file at which to look."""

    file: str
    kept_at: datetime
    is_old: bool


_DUE = """
FROM stored_file f LEFT JOIN signature_check c ON c.file = f.sha256
WHERE (f.media_type = ANY($1) OR c.file IS NOT NULL)
  AND (c.file IS NULL OR ($2::text IS NOT NULL AND c.verdict ->> 'against' IS DISTINCT FROM $2))
"""
_AFTER = f"""
SELECT f.sha256 AS file, f.kept_at, c.file IS NOT NULL AS is_old {_DUE}
AND (c.file IS NOT NULL, f.sha256) > ($3, $4) ORDER BY 3, 1 LIMIT $5
"""
_AMONG = f"""
SELECT f.sha256 AS file, f.kept_at, c.file IS NOT NULL AS is_old {_DUE} AND f.sha256 = ANY($3)
"""
_ANY = f"SELECT EXISTS (SELECT 1 {_DUE})"


async def look_at_some(files: Collection[str]) -> None:
    """At these, as far as they need it."""
    trusted = await kept.trusted_now()
    rows = await fetch(_AMONG, kept.MEDIA, trusted.mark, list(files))
    await _look_at_each([Due(**row) for row in rows], trusted)


async def walk(since: Place) -> Place | None:
    """At those that need it, from there on; how far it came, None where nothing is left.

    Where the folder of trust cannot be read, what was said with it stays as it is, and the
    refusal is raised once the others have been looked at.
    """
    trusted, refused = await _trusted_or_refused()
    mark = None if refused else trusted.mark
    due = [
        Due(**row)
        for row in await fetch(_AFTER, kept.MEDIA, mark, since.is_old, since.file, MOST_A_RUN + 1)
    ]
    last = await _look_at_each(due[:MOST_A_RUN], trusted)
    if last is not None and last != due[-1]:
        return Place(last.is_old, last.file)
    if refused:
        raise refused
    return None


async def is_needed() -> bool:
    """Whether a walk might find something, as far as can be told without reading the folder."""
    if settings().trust is not None:
        return True
    return bool(await fetch_value(_ANY, kept.MEDIA, anchors.NOBODY.mark))


async def _trusted_or_refused() -> tuple[Trusted, Refused | None]:
    try:
        return await asyncio.to_thread(anchors.trusted), None
    except Refused as refused:
        return anchors.NOBODY, refused


async def _look_at_each(due: list[Due], trusted: Trusted) -> Due | None:
    """The last that there was time for."""
    began, last = monotonic(), None
    await report(total=len(due), done=0)
    for start in range(0, len(due), TOGETHER):
        if monotonic() - began > LONGEST_RUN.total_seconds():
            break
        group = due[start : start + TOGETHER]
        verdicts, gone = await asyncio.to_thread(_verdicts, group, trusted)
        for one, verdict in verdicts:
            await kept.keep(one.file, verdict)
        for one, why in gone:
            await item_failed(_("File con impronta {digest}…").format(digest=one.file[:16]), why)
        last = group[-1]
        await report(done=start + len(group))
    return last


def _verdicts(
    group: list[Due], trusted: Trusted
) -> tuple[list[tuple[Due, Verdict]], list[tuple[Due, str]]]:
    """What there is to say of each, and those whose bytes are not there as they were: of what
    the disk has in their place nothing is said."""
    there: list[Due] = []
    gone: list[tuple[Due, str]] = []

    def read() -> Iterator[Signed]:
        for one in group:
            try:
                content = storage.read(one.file)
            except NotFound as lost:
                gone.append((one, lost.sentence))
                continue
            there.append(one)
            yield Signed(content, at=one.kept_at)

    said = list(verify_many(read(), anchors=trusted.packed))
    found = list(zip(there, said, strict=True))
    for one, verdict in found:
        verdict.against, verdict.as_of = trusted.mark, one.kept_at
    return found, gone
