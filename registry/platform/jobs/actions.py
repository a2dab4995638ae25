"""What can be done about a job."""

from registry.platform import audit
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch, transaction
from registry.platform.jobs import queries
from registry.platform.jobs.events import JOB_TRY_AGAIN
from registry.platform.jobs.permissions import check_can_handle
from registry.platform.jobs.queue import put_back_in_line
from registry.platform.jobs.states import check_can_be_tried_again


async def try_again(job_id: int, *, by: Actor) -> None:
    """A failed job goes back in line, with all its attempts before it."""
    async with transaction():
        job = await queries.find_job(job_id, to_change=True)
        check_can_handle(by, job.office_id)
        check_can_be_tried_again(job.state)
        await fetch("UPDATE job SET state = 'queued', attempts = 0 WHERE id = $1", job_id)
        await put_back_in_line(job_id, job.kind)
        await audit.record(JOB_TRY_AGAIN, about=("job", job_id), by=by, label=job.label or job.kind)
