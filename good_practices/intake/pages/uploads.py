"""Bringing packages, and how far they are: one small one at once, the others by a job.

Measured: to verify and keep a package of up to half a megabyte takes between 0.03 and 0.2
seconds of a processor (with sixty files in it), so that its page answers at once; 20 MB with a
hundred files take ten times as much and seconds of disk, and forty such packages minutes. So one
small package is read while its page is awaited; whatever else is brought is read by a job, and
the page tells how far it is.
"""

from litestar import Controller, Response, get, post
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.params import FromPath

from good_practices.intake import actions, queries
from good_practices.intake.actions.bringing import Waiting
from good_practices.intake.lifecycle import UploadStatus
from good_practices.intake.permissions import READ_INTAKE, RECEIVE_PACKAGES
from good_practices.intake.shapes import UploadView
from registry.platform import storage
from registry.platform.accounts.roles import Actor
from registry.platform.i18n import _
from registry.platform.jobs import queries as jobs
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page, see

AT_ONCE = 512 * 1024
"""Bytes of one package that is read while its page is awaited."""
LARGEST = 1024**3
"""Bytes that may be brought together: forty packages of the size that certified mail carries."""


class UploadPages(Controller):
    path = "/intake"

    @post("/sent", guards=[requires(RECEIVE_PACKAGES)], status_code=303)
    async def take_all_sent(self, actor: CurrentActor) -> Response[str]:
        """Everything that offices of this server have sent, as if it had been brought."""
        brought = []
        for one in await queries.on_the_way():
            name, kept_as = await queries.package_on_the_way(one.submission)
            brought.append(await actions.lay_aside(name, storage.read(kept_as)))
        upload = await actions.bring(brought, by=actor)
        return see(f"/intake/uploads/{upload.id}")

    @post("/sent/{submission_id:int}", guards=[requires(RECEIVE_PACKAGES)], status_code=303)
    async def take_sent(self, submission_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        came = await actions.receive_sent(submission_id, by=actor)
        return see(f"/intake/{came.delivery.id}", said=_("Invio ricevuto e verificato."))

    @get("/uploads/{upload_id:int}", guards=[requires(READ_INTAKE)])
    async def show(self, upload_id: FromPath[int]) -> Response[str]:
        upload = await queries.upload_view(upload_id)
        job = await jobs.find_job_or_none(upload.job) if upload.job else None
        return page("intake/upload.html", upload=upload, job=job)

    @post(
        "/uploads/{upload_id:int}/try-again", guards=[requires(RECEIVE_PACKAGES)], status_code=303
    )
    async def try_again(self, upload_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.try_again(upload_id, by=actor)
        return see(f"/intake/uploads/{upload_id}")

    @get("/uploads/{upload_id:int}/{position:int}", guards=[requires(READ_INTAKE)])
    async def compare(self, upload_id: FromPath[int], position: FromPath[int]) -> Response[str]:
        """The file that was brought beside the delivery that it is equal to, or passes for."""
        upload = await queries.upload_view(upload_id)
        file = await queries.find_uploaded(upload_id, position)
        there = await queries.view(file.delivery) if file.delivery else None
        return page("intake/uploaded.html", upload=upload, file=file, there=there)


async def bring_files(files: list[UploadFile], *, by: Actor) -> Response[str]:
    """Where to look at what becomes of them."""
    is_small = len(files) == 1 and _size(files[0]) <= AT_ONCE
    brought = await laid_aside(files)
    if is_small:
        upload = await actions.bring_one(brought[0], by=by)
        return _see_what_became(await queries.upload_view(upload.id))
    upload = await actions.bring(brought, by=by)
    return see(f"/intake/uploads/{upload.id}")


async def laid_aside(files: list[UploadFile]) -> list[Waiting]:
    """One after the other: never more than one of them is in memory."""
    actions.check_how_many(len(files))
    return [await actions.lay_aside(one.filename, await one.read()) for one in files]


def files_in(form: FormMultiDict) -> list[UploadFile]:
    given = [one for name in form for one in form.getall(name) if name == "file"]
    return [one for one in given if isinstance(one, UploadFile) and one.filename]


def _size(file: UploadFile) -> int:
    size = file.file.seek(0, 2)
    file.file.seek(0)
    return size


def _see_what_became(upload: UploadView) -> Response[str]:
    """Of one package that was read at once: the delivery, or why there is none."""
    file = upload.files[0]
    if file.status is UploadStatus.TAKEN_IN:
        return see(f"/intake/{file.delivery}", said=_("Invio ricevuto e verificato."))
    return see(f"/intake/uploads/{upload.id}")
