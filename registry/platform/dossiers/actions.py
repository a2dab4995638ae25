"""What can be done about dossiers: to ask for one, to make it, to let it go after its week."""

import asyncio
import hashlib
from datetime import timedelta
from pathlib import Path

import msgspec

from registry.platform import audit, clock
from registry.platform.accounts.queries import actor_of_person
from registry.platform.accounts.roles import Actor
from registry.platform.database import connection, transaction
from registry.platform.dossiers import folder, queries, tasks, words
from registry.platform.dossiers.making import make
from registry.platform.dossiers.shapes import Cover, Dossier
from registry.platform.dossiers.sources import SOURCES, Gathered
from registry.platform.dossiers.tables import DossierRequest
from registry.platform.i18n import _, current_language
from registry.platform.jobs import later, report

KEPT = timedelta(days=7)


async def ask(subject: str, subject_id: int, *, by: Actor) -> DossierRequest:
    """A job makes it, and its page tells how far it is."""
    source = SOURCES[subject]
    gathered = await source.gather(subject_id, by)
    async with transaction():
        asked = DossierRequest(
            subject=subject,
            subject_id=subject_id,
            title=gathered.title,
            name=gathered.name,
            office=by.office,
            asked_at=clock.now(),
            asked_by=by.user_id,
        )
        await asked.save()
        label = _("Fascicolo di «{title}»").format(title=gathered.title)
        task = tasks.bind.about(label, by=by)
        asked.job = await later(task, dossier_id=asked.id, language=current_language())
        await asked.save()
        await audit.record(
            source.event,
            about=(subject, subject_id),
            by=by,
            title=gathered.title,
            n=len(gathered.entries),
        )
    return asked


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
