"""What can be done about a job."""

from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch, transaction
from registry.platform.errors import WrongStatus
from registry.platform.i18n import _
from registry.platform.jobs import queries
from registry.platform.jobs.events import JOB_CANCEL, JOB_PAUSE, JOB_RESUME, JOB_TRY_AGAIN
from registry.platform.jobs.permissions import check_can_handle
from registry.platform.jobs.queries import JobRow
from registry.platform.jobs.queue import put_back_in_line, take_out_of_line
from registry.platform.jobs.states import JobState, check_can_be_tried_again, check_can_become


async def try_again(job_id: int, *, by: Actor) -> None:
    """A failed job goes back in line, with all its attempts before it."""
    async with transaction():
        job = await queries.find_job(job_id, to_change=True)
        check_can_handle(by, job.office_id)
        check_can_be_tried_again(job.state)
        await fetch("UPDATE job SET state = 'queued', attempts = 0 WHERE id = $1", job_id)
        await put_back_in_line(job_id, job.kind)
        await audit.record(JOB_TRY_AGAIN, about=("job", job_id), by=by, label=job.label or job.kind)


async def pause(job_id: int, *, by: Actor) -> None:
    """The job stops after what it is doing now; what it has done stays."""
    async with transaction():
        job = await _halted(job_id, JobState.PAUSED, by=by)
        await audit.record(JOB_PAUSE, about=("job", job_id), by=by, label=job.label or job.kind)


async def cancel(job_id: int, *, by: Actor) -> None:
    """The job ends here, for good; what it has done stays."""
    async with transaction():
        job = await _halted(job_id, JobState.CANCELLED, by=by)
        await fetch("UPDATE job SET finished_at = $2 WHERE id = $1", job_id, clock.now())
        await audit.record(JOB_CANCEL, about=("job", job_id), by=by, label=job.label or job.kind)


async def resume(job_id: int, *, by: Actor) -> None:
    """A paused job goes back in line, and on from where it was."""
    async with transaction():
        job = await _to_change(job_id, JobState.QUEUED, by=by)
        await fetch("UPDATE job SET state = 'queued', attempts = 0 WHERE id = $1", job_id)
        await put_back_in_line(job_id, job.kind)
        await audit.record(JOB_RESUME, about=("job", job_id), by=by, label=job.label or job.kind)


async def _halted(job_id: int, state: JobState, *, by: Actor) -> JobRow:
    job = await _to_change(job_id, state, by=by)
    await fetch("UPDATE job SET state = $2 WHERE id = $1", job_id, state)
    await take_out_of_line(job_id)
    return job


async def _to_change(job_id: int, state: JobState, *, by: Actor) -> JobRow:
    job = await queries.find_job(job_id, to_change=True)
    check_can_handle(by, job.office_id)
    if not job.may_halt:
        raise WrongStatus(_("Questo lavoro non si può fermare: finisce da sé."))
    check_can_become(job.state, state)
    return job
