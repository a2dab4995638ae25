"""What the queue does for itself, by itself."""

from registry.platform.accounts import doors
from registry.platform.jobs.queue import forget_old_jobs
from registry.platform.jobs.tasks import Priority, task


@task("jobs:tidy", every="17 3 * * *", priority=Priority.WHEN_THERE_IS_TIME)
async def tidy() -> None:
    await forget_old_jobs()
    await doors.forget_old()
