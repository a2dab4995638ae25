"""The life of a batch, as data. Whether it is paused or called off is its job's."""

from enum import StrEnum

from registry.platform.errors import WrongStatus
from registry.platform.i18n import _


class BatchStatus(StrEnum):
    GATHERING = "gathering"
    """Its data are being read from the registry: there are no lines yet."""
    CHECKING = "checking"
    CHECKED = "checked"
    """Every line was looked at: it waits for somebody to say that it may begin."""
    MAKING = "making"
    DONE = "done"
    DISCARDED = "discarded"
    """Its files are gone; what became of it stays told."""


class LineStatus(StrEnum):
    READY = "ready"
    WRONG = "wrong"
    """It was refused before anything started."""
    MADE = "made"
    FAILED = "failed"


class Standing(StrEnum):
    """How a batch stands for whoever looks: its status, and what its job says."""

    GATHERING = "gathering"
    CHECKING = "checking"
    CHECKED = "checked"
    MAKING = "making"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    STOPPED = "stopped"
    """Its job could not go on, and says why."""
    DONE = "done"
    DISCARDED = "discarded"


OF_A_JOB = {
    "paused": Standing.PAUSED,
    "cancelled": Standing.CANCELLED,
    "failed": Standing.STOPPED,
}
UNDER_WAY = frozenset({Standing.GATHERING, Standing.CHECKING, Standing.MAKING})
AT_REST = frozenset({Standing.CHECKED, Standing.DONE, Standing.CANCELLED, Standing.STOPPED})
"""Nobody works at it: its files may go."""
TO_TAKE = frozenset({Standing.DONE, Standing.CANCELLED, Standing.PAUSED, Standing.STOPPED})
"""What is made of it can be taken."""


def standing_of(status: BatchStatus, job_state: str | None) -> Standing:
    standing = Standing(status)
    return OF_A_JOB.get(job_state or "", standing) if standing in UNDER_WAY else standing


def check_is(standing: Standing, *wanted: Standing) -> None:
    if standing not in wanted:
        raise WrongStatus(_("Intanto il lavoro è andato avanti: ricarica la pagina."))
