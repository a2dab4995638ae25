"""The life of a version of a template, as data."""

from enum import StrEnum

from registry.platform.errors import WrongStatus
from registry.platform.i18n import _


class VersionStatus(StrEnum):
    PROPOSED = "proposed"
    IN_USE = "in_use"
    PAST = "past"
    """It was in use: another came, or one went back to the program's own."""
    REFUSED = "refused"


NEXT = {
    VersionStatus.PROPOSED: {VersionStatus.IN_USE, VersionStatus.REFUSED},
    VersionStatus.IN_USE: {VersionStatus.PAST},
    VersionStatus.PAST: set(),
    VersionStatus.REFUSED: set(),
}


def check_can_become(status: VersionStatus, new: VersionStatus) -> None:
    if new not in NEXT[status]:
        raise WrongStatus(_("Su questa versione qualcuno ha già deciso: guarda l'elenco."))
