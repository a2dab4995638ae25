"""Bringing several packages at once: they wait aside, and a job reads them one by one."""

import asyncio
from dataclasses import dataclass

from good_practices.intake import queries, tasks
from good_practices.intake.actions.reading import read_upload
from good_practices.intake.lifecycle import UploadStatus
from good_practices.intake.permissions import RECEIVE_PACKAGES
from good_practices.intake.tables import Upload, UploadedFile
from good_practices.submissions import bag
from registry.platform import clock
from registry.platform.accounts.roles import Actor, check_may
from registry.platform.database import connection, transaction
from registry.platform.errors import InvalidInput, WrongStatus
from registry.platform.i18n import _, current_language, ngettext
from registry.platform.jobs import later
from registry.platform.storage import put_aside
from registry.platform.storage.files import tidy_name

MOST_FILES = 500


@dataclass(frozen=True)
class Waiting:
    """A file that was brought and whose bytes lie aside."""

    name: str
    size: int
    sha512: str
    aside: str


def check_how_many(files: int) -> None:
    if not 0 < files <= MOST_FILES:
        raise InvalidInput(file=_("Scegli da 1 a {n} file.").format(n=MOST_FILES))


async def lay_aside(name: str, content: bytes) -> Waiting:
    """Keeps the bytes of one file until a job reads it; nothing of the registry changes."""
    return Waiting(
        name=tidy_name(name),
        size=len(content),
        sha512=await asyncio.to_thread(bag.sha512, content),
        aside=await put_aside(content),
    )


async def bring(files: list[Waiting], *, by: Actor) -> Upload:
    """What was laid aside is going to be read: the job is asked for in the same transaction.

    It leaves no event of its own: each package that enters, or is refused, leaves one.
    """
    async with transaction():
        upload = await _add(files, by=by)
        upload.job = await _ask(upload.id, len(files), by=by)
        await upload.save()
    return upload


async def bring_one(file: Waiting, *, by: Actor) -> Upload:
    """The same for one small package, which is read here and now."""
    async with transaction():
        upload = await _add([file], by=by)
    await read_upload(upload.id)
    return upload


async def _add(files: list[Waiting], *, by: Actor) -> Upload:
    check_may(by, RECEIVE_PACKAGES)
    check_how_many(len(files))
    upload = Upload(brought_by=by.user_id, brought_at=clock.now())
    await upload.save()
    rows = [
        UploadedFile(
            upload=upload.id,
            position=position,
            name=one.name,
            size=one.size,
            sha512=one.sha512,
            aside=one.aside,
            status=UploadStatus.WAITING,
        )
        for position, one in enumerate(files, start=1)
    ]
    await UploadedFile.insert(*rows)
    return upload


async def try_again(upload_id: int, *, by: Actor) -> Upload:
    """What was refused is read once more: the circular that was missing may be there now."""
    check_may(by, RECEIVE_PACKAGES)
    async with transaction():
        upload = await queries.find_upload(upload_id)
        rows = await connection().fetch(
            "UPDATE uploaded_file SET status = 'waiting', why = '', delivery = NULL,"
            " read_at = NULL WHERE upload = $1 AND status = 'refused' AND aside <> ''"
            " RETURNING id",
            upload_id,
        )
        if not rows:
            raise WrongStatus(
                _("Non c'è niente da rileggere: i file rifiutati aspettano sette giorni.")
            )
        upload.job = await _ask(upload.id, len(rows), by=by)
        await upload.save()
    return upload


async def _ask(upload_id: int, files: int, *, by: Actor) -> int:
    label = ngettext("Leggo un pacco", "Leggo {n} pacchi", files).format(n=files)
    task = tasks.read_packages.about(label, by=by)
    return await later(task, upload_id=upload_id, language=current_language())
