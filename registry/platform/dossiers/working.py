"""What jobs do about dossiers: make the one that was asked for, let it go after its week."""

import asyncio
import hashlib
from datetime import timedelta
from pathlib import Path

import msgspec

from registry.platform import clock
from registry.platform.accounts.queries import actor_of_person
from registry.platform.database import connection, transaction
from registry.platform.dossiers import folder, queries, words
from registry.platform.dossiers.making import make
from registry.platform.dossiers.shapes import Cover, Dossier
from registry.platform.dossiers.sources import SOURCES, Gathered
from registry.platform.dossiers.tables import DossierRequest
from registry.platform.jobs import report

KEPT = timedelta(days=7)


async def make_asked(dossier_id: int) -> None:
    """Of the documents that there are now, for who asked as they may see them now. What was
    made already stays."""
    asked = await queries.find(dossier_id)
    if asked.made_at is not None:
        return
    by = await actor_of_person(asked.asked_by)
    gathered = await SOURCES[asked.subject].gather(asked.subject_id, by)
    name = folder.new_name(dossier_id)
    path = folder.path_of(name)
    try:
        made = await _make(asked, gathered, path)
        await _note(dossier_id, name, path, made)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


async def _make(asked: DossierRequest, gathered: Gathered, path: Path) -> Dossier:
    await report(total=len(gathered.entries), done=0)

    async def progress(done: int, title: str) -> None:
        await report(done=done, now_doing=title)

    cover = Cover(
        title=gathered.title,
        lines=[*gathered.lines, words.prepared_at(asked.asked_at)],
        made_at=asked.asked_at.isoformat(),
    )
    return await make(cover, gathered.entries, path, progress=progress)


async def _note(dossier_id: int, name: str, path: Path, made: Dossier) -> None:
    sha256, size = await asyncio.to_thread(_identity_of, path)
    async with transaction():
        await connection().execute(
            "UPDATE dossier SET made_at = $2, file = $3, sha256 = $4, size = $5, pages = $6,"
            " documents = $7 WHERE id = $1",
            dossier_id,
            clock.now(),
            name,
            sha256,
            size,
            made.pages,
            msgspec.json.encode(made.documents).decode(),
        )


def _identity_of(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


async def forget_old() -> None:
    """The bytes of those made more than a week ago go; that they were asked for stays told."""
    async with transaction():
        await connection().execute(
            "UPDATE dossier SET file = '' WHERE file <> '' AND made_at < $1", clock.now() - KEPT
        )
    kept = await queries.names_kept()
    yesterday = (clock.now() - timedelta(days=1)).timestamp()
    await asyncio.to_thread(folder.drop_all_but, kept, older_than=yesterday)
