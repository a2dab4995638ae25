"""The life of a batch: from the choice of the schede to the Ministry's confirmation."""

from collections.abc import Mapping
from enum import StrEnum

from registry.platform.errors import WrongStatus
from registry.platform.i18n import lazy


class SubmissionStatus(StrEnum):
    IN_PREPARATION = "in_preparation"
    VERIFIED = "verified"
    REGISTERED = "registered"
    SENT = "sent"
    DELIVERED = "delivered"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


IN_PREPARATION = SubmissionStatus.IN_PREPARATION
VERIFIED, REGISTERED = SubmissionStatus.VERIFIED, SubmissionStatus.REGISTERED
SENT, DELIVERED = SubmissionStatus.SENT, SubmissionStatus.DELIVERED
CONFIRMED, CANCELLED = SubmissionStatus.CONFIRMED, SubmissionStatus.CANCELLED

STATUS_LABELS = {
    IN_PREPARATION: lazy("In preparazione"),
    VERIFIED: lazy("Verificato"),
    REGISTERED: lazy("Protocollato"),
    SENT: lazy("Inviato"),
    DELIVERED: lazy("Consegnato"),
    CONFIRMED: lazy("Confermato"),
    CANCELLED: lazy("Annullato"),
}

_CANCELLED = lazy("l'ufficio vi rinuncia")

# What makes each follow: the words of the arrows.
NEXT: Mapping[SubmissionStatus, Mapping[SubmissionStatus, str]] = {
    IN_PREPARATION: {
        VERIFIED: lazy("il pacco è preparato e verificato"),
        CANCELLED: _CANCELLED,
    },
    VERIFIED: {
        IN_PREPARATION: lazy("l'ufficio lo riapre per cambiarlo"),
        REGISTERED: lazy("l'ufficio registra il numero di protocollo"),
        CANCELLED: _CANCELLED,
    },
    REGISTERED: {
        SENT: lazy("il pacco parte"),
        IN_PREPARATION: lazy("l'ufficio lo riapre"),
        CANCELLED: _CANCELLED,
    },
    SENT: {
        DELIVERED: lazy("arriva la ricevuta del Ministero"),
        CONFIRMED: lazy("il Ministero ha deciso di ogni scheda"),
    },
    DELIVERED: {CONFIRMED: lazy("il Ministero ha deciso di ogni scheda")},
    CONFIRMED: {},
    CANCELLED: {IN_PREPARATION: lazy("l'ufficio lo riprende")},
}

LIFE = (IN_PREPARATION, VERIFIED, REGISTERED, SENT, DELIVERED, CONFIRMED)
"""The way of a batch that goes well, in its order."""

CHANGEABLE = frozenset({IN_PREPARATION})
FROZEN = frozenset({VERIFIED, REGISTERED, SENT, DELIVERED, CONFIRMED})


def can_become(now: SubmissionStatus, new: SubmissionStatus) -> bool:
    return new in NEXT[now]


def check_can_become(now: SubmissionStatus, new: SubmissionStatus) -> None:
    if not can_become(now, new):
        raise WrongStatus(str(_WHY_NOT.get((now, new), _WHY_STILL[now])))


def why_not_sent(now: SubmissionStatus) -> str:
    """Why there is nothing to let leave, or nothing where there is."""
    return "" if can_become(now, SENT) else str(_WHY_NOT.get((now, SENT), _WHY_STILL[now]))


_WHY_STILL = {
    IN_PREPARATION: lazy(
        "L'invio è ancora in preparazione: prima prepara e verifica il pacco, poi registra il"
        " numero di protocollo."
    ),
    VERIFIED: lazy(
        "Il pacco è già verificato: registra il numero di protocollo, o riapri l'invio per"
        " cambiarlo."
    ),
    REGISTERED: lazy(
        "L'invio ha già il suo numero di protocollo: fallo partire, o riaprilo per cambiarlo."
    ),
    SENT: lazy("L'invio è già partito e non si cambia. Puoi preparare un invio integrativo."),
    DELIVERED: lazy(
        "L'invio è già arrivato al Ministero e non si cambia. Puoi preparare un invio integrativo."
    ),
    CONFIRMED: lazy(
        "Il Ministero ha già deciso di ogni scheda: l'invio non si cambia. Puoi preparare un"
        " invio integrativo."
    ),
    CANCELLED: lazy("L'invio è annullato: per lavorarci, prima riprendilo."),
}
"""What stands in the way and what to do, wherever one wanted to go from there."""
_WHY_NOT = {
    (VERIFIED, SENT): lazy("L'invio non ha ancora il numero di protocollo: prima registralo."),
    (IN_PREPARATION, IN_PREPARATION): lazy("L'invio è già in preparazione: puoi cambiarlo."),
    (CANCELLED, CANCELLED): lazy("L'invio era già annullato."),
}


def check_changeable(now: SubmissionStatus) -> None:
    if now not in CHANGEABLE:
        raise WrongStatus(str(_WHY_LOCKED.get(now, _WHY_STILL[now])))


_WHY_LOCKED = {
    VERIFIED: lazy("Il pacco è già verificato: per cambiare le schede, riapri l'invio."),
    REGISTERED: lazy(
        "L'invio ha già il suo numero di protocollo: per cambiare le schede, riaprilo."
    ),
}


def diagram() -> str:
    """The lifecycle as a Mermaid state diagram, as docs/diagrams keeps it."""
    lines = ["stateDiagram-v2", "    direction TB", f"    [*] --> {IN_PREPARATION}"]
    lines += [f"    {status}: {label}" for status, label in STATUS_LABELS.items()]
    lines += [
        f"    {now} --> {new}: {words}" for now, ways in NEXT.items() for new, words in ways.items()
    ]
    lines += [f"    {CONFIRMED} --> [*]"]
    return "\n".join(lines) + "\n"
