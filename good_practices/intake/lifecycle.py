"""The life of what arrives: each scheda is decided on, and its delivery stands as they stand."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeVar

from registry.platform.errors import WrongStatus
from registry.platform.i18n import _, lazy


class ReviewStatus(StrEnum):
    """How a received scheda stands: the names that receipts and schede use."""

    DELIVERED = "delivered"
    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class DeliveryStatus(StrEnum):
    TO_OPEN = "to_open"
    CAME_BACK = "came_back"
    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    CLOSED = "closed"


class UploadStatus(StrEnum):
    """What became of one file of several that were brought together."""

    WAITING = "waiting"
    TAKEN_IN = "taken_in"
    KNOWN = "known"
    REFUSED = "refused"


DELIVERED, UNDER_REVIEW = ReviewStatus.DELIVERED, ReviewStatus.UNDER_REVIEW
RETURNED, ACCEPTED, REJECTED = ReviewStatus.RETURNED, ReviewStatus.ACCEPTED, ReviewStatus.REJECTED

# The words of registry.platform.statuses, which a test keeps equal.
REVIEW_LABELS = {
    DELIVERED: lazy("Consegnata"),
    UNDER_REVIEW: lazy("In esame"),
    RETURNED: lazy("Restituita"),
    ACCEPTED: lazy("Accolta"),
    REJECTED: lazy("Non accolta"),
}
DELIVERY_LABELS = {
    DeliveryStatus.TO_OPEN: lazy("Da aprire"),
    DeliveryStatus.CAME_BACK: lazy("Tornato dopo correzione"),
    DeliveryStatus.UNDER_REVIEW: lazy("In esame"),
    DeliveryStatus.RETURNED: lazy("Restituito"),
    DeliveryStatus.CLOSED: lazy("Chiuso"),
}

_DECIDED = {
    RETURNED: lazy("il Ministero la restituisce con parole"),
    ACCEPTED: lazy("il Ministero la accoglie"),
    REJECTED: lazy("il Ministero non la accoglie"),
}
# What makes each follow. A decision is told at once: it is not taken back, another edition is.
NEXT: Mapping[ReviewStatus, Mapping[ReviewStatus, str]] = {
    DELIVERED: {UNDER_REVIEW: lazy("qualcuno la prende in esame"), **_DECIDED},
    UNDER_REVIEW: _DECIDED,
    RETURNED: {},
    ACCEPTED: {},
    REJECTED: {},
}
DECISIONS = frozenset(_DECIDED)
WAITING = frozenset({DELIVERED, UNDER_REVIEW})

_LAST_DECIDED = lazy("l'ultima scheda è decisa, o arriva una sua edizione nuova")
_SOME_RETURNED = lazy("ogni scheda è decisa, qualcuna è restituita")
_AFTER_ARRIVAL = {
    DeliveryStatus.UNDER_REVIEW: lazy("qualcuno lo prende in esame"),
    DeliveryStatus.RETURNED: _SOME_RETURNED,
    DeliveryStatus.CLOSED: _LAST_DECIDED,
}
DELIVERY_NEXT: Mapping[DeliveryStatus, Mapping[DeliveryStatus, str]] = {
    DeliveryStatus.TO_OPEN: _AFTER_ARRIVAL,
    DeliveryStatus.CAME_BACK: _AFTER_ARRIVAL,
    DeliveryStatus.UNDER_REVIEW: {
        DeliveryStatus.RETURNED: _SOME_RETURNED,
        DeliveryStatus.CLOSED: _LAST_DECIDED,
    },
    DeliveryStatus.RETURNED: {
        DeliveryStatus.CLOSED: lazy("arrivano le edizioni nuove delle schede restituite")
    },
    DeliveryStatus.CLOSED: {},
}


class Standing(NamedTuple):
    """One scheda of a delivery; only the newest edition that arrived still counts."""

    status: ReviewStatus
    is_latest: bool


def delivery_standing(
    schede: Iterable[Standing], *, is_opened: bool, came_back: bool
) -> DeliveryStatus:
    """How a delivery stands, from how its schede stand and whether anybody took it up."""
    counted = [one.status for one in schede if one.is_latest]
    if not WAITING.intersection(counted):
        return DeliveryStatus.RETURNED if RETURNED in counted else DeliveryStatus.CLOSED
    if is_opened:
        return DeliveryStatus.UNDER_REVIEW
    return DeliveryStatus.CAME_BACK if came_back else DeliveryStatus.TO_OPEN


def can_decide(now: ReviewStatus, *, is_latest: bool) -> bool:
    return is_latest and now in WAITING


def check_can_decide(now: ReviewStatus, *, is_latest: bool) -> None:
    if not is_latest:
        raise WrongStatus(
            _("Di questa scheda è arrivata un'edizione più nuova: si decide su quella.")
        )
    if not can_decide(now, is_latest=is_latest):
        raise WrongStatus(
            _(
                "La scheda è già «{now}» e la Prefettura lo sa."
                " Per riparlarne serve un'edizione nuova, con un altro invio."
            ).format(now=REVIEW_LABELS[now])
        )


def diagram() -> str:
    """Both lives as one Mermaid state diagram, as docs/diagrams keeps it."""
    lines = ["stateDiagram-v2", "    direction TB"]
    lines += _machine("scheda", REVIEW_LABELS, NEXT, [DELIVERED])
    first = [DeliveryStatus.TO_OPEN, DeliveryStatus.CAME_BACK]
    lines += _machine("delivery", DELIVERY_LABELS, DELIVERY_NEXT, first)
    return "\n".join(lines) + "\n"


State = TypeVar("State", bound=StrEnum)


def _machine(
    name: str,
    labels: Mapping[State, str],
    following: Mapping[State, Mapping[State, str]],
    first: Iterable[State],
) -> list[str]:
    lines = [f"    [*] --> {name}_{one}" for one in first]
    lines += [f"    {name}_{one}: {label}" for one, label in labels.items()]
    return lines + [
        f"    {name}_{now} --> {name}_{new}: {words}"
        for now, ways in following.items()
        for new, words in ways.items()
    ]
