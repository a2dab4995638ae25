"""The life of a scheda: which statuses, which next, whose turn it is. Data and pure checks."""

from collections.abc import Mapping
from enum import StrEnum

from registry.platform.errors import WrongStatus
from registry.platform.i18n import lazy


class SchedaStatus(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    READY = "ready"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


DRAFT, PROPOSED, READY = SchedaStatus.DRAFT, SchedaStatus.PROPOSED, SchedaStatus.READY
SENT, DELIVERED = SchedaStatus.SENT, SchedaStatus.DELIVERED
UNDER_REVIEW, RETURNED = SchedaStatus.UNDER_REVIEW, SchedaStatus.RETURNED
ACCEPTED, REJECTED = SchedaStatus.ACCEPTED, SchedaStatus.REJECTED
WITHDRAWN = SchedaStatus.WITHDRAWN

# The words of registry.platform.statuses, which a test keeps equal.
STATUS_LABELS = {
    DRAFT: lazy("Bozza"),
    PROPOSED: lazy("Dal dirigente"),
    READY: lazy("Pronta"),
    SENT: lazy("Inviata"),
    DELIVERED: lazy("Consegnata"),
    UNDER_REVIEW: lazy("In esame"),
    RETURNED: lazy("Restituita"),
    ACCEPTED: lazy("Accolta"),
    REJECTED: lazy("Non accolta"),
    WITHDRAWN: lazy("Ritirata"),
}


class Owner(StrEnum):
    """Whose turn it is while a scheda stands there."""

    OFFICE = "office"
    HEAD = "head"
    MINISTRY = "ministry"
    NOBODY = "nobody"


OWNERS = {
    DRAFT: Owner.OFFICE,
    PROPOSED: Owner.HEAD,
    READY: Owner.OFFICE,
    SENT: Owner.MINISTRY,
    DELIVERED: Owner.MINISTRY,
    UNDER_REVIEW: Owner.MINISTRY,
    RETURNED: Owner.OFFICE,
    ACCEPTED: Owner.NOBODY,
    REJECTED: Owner.NOBODY,
    WITHDRAWN: Owner.NOBODY,
}

_REOPENED = lazy("l'ufficio la riapre per correggerla")
_WITHDRAWN = lazy("l'ufficio la ritira")

# Which status follows which, and what makes it follow: the words of the arrows.
NEXT: Mapping[SchedaStatus, Mapping[SchedaStatus, str]] = {
    DRAFT: {PROPOSED: lazy("chi scrive la propone"), WITHDRAWN: _WITHDRAWN},
    PROPOSED: {
        READY: lazy("il dirigente la approva"),
        DRAFT: lazy("il dirigente la rimanda, o chi scrive la riprende"),
        WITHDRAWN: _WITHDRAWN,
    },
    READY: {
        SENT: lazy("parte con una trasmissione"),
        PROPOSED: lazy("il dirigente ritira l'approvazione"),
        DRAFT: _REOPENED,
        WITHDRAWN: _WITHDRAWN,
    },
    SENT: {
        DELIVERED: lazy("arriva al Ministero"),
        UNDER_REVIEW: lazy("il Ministero la apre"),
        RETURNED: lazy("il Ministero la restituisce"),
        ACCEPTED: lazy("il Ministero la accoglie"),
        REJECTED: lazy("il Ministero non la accoglie"),
        READY: lazy("la trasmissione non è arrivata"),
    },
    DELIVERED: {
        UNDER_REVIEW: lazy("il Ministero la apre"),
        RETURNED: lazy("il Ministero la restituisce"),
        ACCEPTED: lazy("il Ministero la accoglie"),
        REJECTED: lazy("il Ministero non la accoglie"),
    },
    UNDER_REVIEW: {
        RETURNED: lazy("il Ministero la restituisce"),
        ACCEPTED: lazy("il Ministero la accoglie"),
        REJECTED: lazy("il Ministero non la accoglie"),
    },
    RETURNED: {DRAFT: _REOPENED, WITHDRAWN: _WITHDRAWN},
    ACCEPTED: {DRAFT: _REOPENED, WITHDRAWN: _WITHDRAWN},
    REJECTED: {DRAFT: _REOPENED},
    WITHDRAWN: {DRAFT: lazy("l'ufficio la riprende")},
}

WRITABLE = frozenset({DRAFT})
# Outside the office a scheda is seen only from here on: before, it is the office's own work.
SHOWN_OUTSIDE = frozenset({SENT, DELIVERED, UNDER_REVIEW, RETURNED, ACCEPTED})
# What a receipt of the Ministry, or its absence, makes of a scheda that was sent.
OUTCOMES = frozenset({READY, DELIVERED, UNDER_REVIEW, RETURNED, ACCEPTED, REJECTED})


def can_become(now: SchedaStatus, new: SchedaStatus) -> bool:
    return new in NEXT[now]


def check_can_become(now: SchedaStatus, new: SchedaStatus) -> None:
    if not can_become(now, new):
        raise WrongStatus(str(_ALREADY[now] if now is new else _WHY_STILL[now]))


def check_can_propose(now: SchedaStatus) -> None:
    """From approved back to proposed goes only who approved, not who writes."""
    check_can_become(now, READY if now is READY else PROPOSED)


# What stands in the way, and what to do.
_ACCEPTED = lazy("La scheda è stata accolta: per rettificarla, riaprila.")
_REJECTED = lazy("La scheda non è stata accolta: per scriverla di nuovo, riaprila.")
_RETURNED = lazy("La scheda è stata restituita: per correggerla, riaprila.")
_TRAVELS = lazy(
    "La scheda è partita con un invio: non si cambia finché il Ministero non risponde."
    " Puoi fare un invio integrativo."
)
_WITHDRAWN_NOW = lazy("La scheda è stata ritirata: per cambiarla, riprendila.")
_WHY_STILL = {
    DRAFT: lazy("La scheda è ancora una bozza: prima proponila al dirigente."),
    PROPOSED: lazy("La scheda è dal dirigente: aspetta che decida, o riprendila."),
    READY: lazy("La scheda è approvata: per cambiarla, riaprila."),
    SENT: _TRAVELS,
    DELIVERED: _TRAVELS,
    UNDER_REVIEW: _TRAVELS,
    RETURNED: _RETURNED,
    ACCEPTED: _ACCEPTED,
    REJECTED: _REJECTED,
    WITHDRAWN: _WITHDRAWN_NOW,
}
_ALREADY = _WHY_STILL | {
    DRAFT: lazy("La scheda è già una bozza: puoi correggerla."),
    PROPOSED: lazy("La scheda è già stata proposta: aspetta il dirigente."),
    READY: lazy("La scheda è già approvata."),
    WITHDRAWN: lazy("La scheda era già ritirata."),
}


def can_write(now: SchedaStatus) -> bool:
    return now in WRITABLE


_WHY_LOCKED = _WHY_STILL | {
    PROPOSED: lazy("La scheda è dal dirigente: per cambiarla, prima riprendila."),
    READY: lazy("La scheda è approvata: per cambiarla, riaprila. Servirà una nuova approvazione."),
}


def check_can_write(now: SchedaStatus) -> None:
    if not can_write(now):
        raise WrongStatus(str(_WHY_LOCKED[now]))


def check_not_held(submission_id: int | None, now: SchedaStatus) -> None:
    """While a transmission is open, what it carries stays as it was frozen."""
    if submission_id is not None:
        raise WrongStatus(str(_HELD if now is READY else _TRAVELS))


_HELD = lazy(
    "La scheda è in un invio che non è ancora partito: per cambiarla, prima toglila dall'invio"
    " o annullalo."
)


def diagram() -> str:
    """The lifecycle as a Mermaid state diagram, as docs/diagrams keeps it."""
    lines = ["stateDiagram-v2", "    direction TB", f"    [*] --> {DRAFT}"]
    lines += [f"    {status}: {label}" for status, label in STATUS_LABELS.items()]
    lines += [
        f"    {now} --> {new}: {words}" for now, ways in NEXT.items() for new, words in ways.items()
    ]
    return "\n".join(lines) + "\n"
