"""The life of a job, as data."""

from enum import StrEnum

from registry.platform.errors import WrongStatus
from registry.platform.i18n import _


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


OPEN = (JobState.QUEUED, JobState.RUNNING)
"""Some worker will still come to these."""

NEXT = {
    JobState.QUEUED: {JobState.RUNNING},
    # Queued again: it failed and will be tried again, or its worker was told to stop.
    JobState.RUNNING: {JobState.RUNNING, JobState.DONE, JobState.FAILED, JobState.QUEUED},
    JobState.FAILED: {JobState.QUEUED},
    JobState.DONE: set(),
}


def check_can_be_tried_again(state: JobState) -> None:
    if state is not JobState.FAILED:
        raise WrongStatus(_("Si ripete soltanto un lavoro non riuscito: questo non lo è."))
