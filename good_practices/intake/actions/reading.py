"""Reading what was brought: each file by itself, its outcome told as soon as it is known."""

from good_practices.intake import queries
from good_practices.intake.actions.receiving import take_in
from good_practices.intake.actions.vetting import AnotherPackage
from good_practices.intake.lifecycle import UploadStatus
from good_practices.intake.tables import Delivery, Upload, UploadedFile
from registry.platform import clock
from registry.platform.accounts.queries import actor_of_person
from registry.platform.accounts.roles import Actor
from registry.platform.database import connection, transaction
from registry.platform.errors import Refused
from registry.platform.jobs import item_failed, report
from registry.platform.storage import drop_aside, drop_older_than, read_aside

TAKEN_IN, KNOWN, REFUSED = UploadStatus.TAKEN_IN, UploadStatus.KNOWN, UploadStatus.REFUSED


async def read_upload(upload_id: int) -> None:
    """Reads what waits of this upload; told to do it twice, it does the rest only."""
    upload = await queries.find_upload(upload_id)
    by = await actor_of_person(upload.brought_by)
    waiting = await queries.files_waiting(upload_id)
    await report(total=len(waiting), done=0)
    for done, file in enumerate(waiting, start=1):
        await report(now_doing=file.name)
        await _read(file, upload, by=by)
        await report(done=done)


async def _read(file: UploadedFile, upload: Upload, *, by: Actor) -> None:
    """One that is refused does not stop the others."""
    try:
        came = await take_in(await read_aside(file.aside), file.name, by=by)
    except Refused as refused:
        other = refused.delivery if isinstance(refused, AnotherPackage) else None
        await _note(file, REFUSED, why=refused.sentence, delivery=other.id if other else None)
        await item_failed(file.name, refused.sentence)
        return
    is_new = came.is_new or await _was_taken_in(came.delivery, upload)
    await _note(file, TAKEN_IN if is_new else KNOWN, delivery=came.delivery.id)
    drop_aside(file.aside)


async def _was_taken_in(delivery: Delivery, upload: Upload) -> bool:
    """It entered with this upload, and the program ended before it could note so."""
    noted = await UploadedFile.exists().where(
        (UploadedFile.upload == upload.id) & (UploadedFile.delivery == delivery.id)
    )
    return delivery.received_at >= upload.brought_at and not noted


async def _note(
    file: UploadedFile, status: UploadStatus, *, why: str = "", delivery: int | None = None
) -> None:
    """The bytes of what is in the registry wait no longer; those of the refused may be retried."""
    async with transaction():
        await UploadedFile.update(
            {
                UploadedFile.status: status,
                UploadedFile.why: why,
                UploadedFile.delivery: delivery,
                UploadedFile.read_at: clock.now(),
                UploadedFile.aside: file.aside if status is REFUSED else "",
            }
        ).where(UploadedFile.id == file.id)


async def forget_bytes() -> None:
    """The bytes of what nobody has tried again for a week go; what became of it stays told."""
    gone = drop_older_than(clock.now() - queries.KEPT_ASIDE)
    async with transaction():
        await connection().execute(
            "UPDATE uploaded_file SET aside = '' WHERE aside = ANY($1::text[])", gone
        )
