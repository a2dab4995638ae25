"""The life of a job, as data."""

from enum import StrEnum

from registry.platform.errors import WrongStatus
from registry.platform.i18n import _


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (JobState.QUEUED, JobState.RUNNING)
"""Some worker will still come to these."""

NEXT = {
    JobState.QUEUED: {JobState.RUNNING, JobState.PAUSED, JobState.CANCELLED},
    # Queued again: it failed and will be tried again, or its worker was told to stop.
    JobState.RUNNING: {
        JobState.RUNNING, JobState.DONE, JobState.FAILED, JobState.QUEUED, JobState.PAUSED,
        JobState.CANCELLED,
    },
    JobState.PAUSED: {JobState.QUEUED, JobState.CANCELLED},
    JobState.FAILED: {JobState.QUEUED},
    JobState.DONE: set(),
    JobState.CANCELLED: set(),
}  # fmt: skip
HALTED = (JobState.PAUSED, JobState.CANCELLED)
"""Somebody stopped it: the task finds out when it next tells how far it is."""


def check_can_be_tried_again(state: JobState) -> None:
    if state is not JobState.FAILED:
        raise WrongStatus(_("Si ripete soltanto un lavoro non riuscito: questo non lo è."))


def check_can_become(state: JobState, new: JobState) -> None:
    if new not in NEXT[state]:
        raise WrongStatus(_("Intanto il lavoro è andato avanti: ricarica la pagina."))
