"""The life of a batch: from the choice of the schede to the Ministry's confirmation."""

from collections.abc import Mapping
from enum import StrEnum

from registry.platform.errors import WrongStatus
from registry.platform.i18n import _, lazy


class SubmissionStatus(StrEnum):
    IN_PREPARATION = "in_preparation"
    VERIFIED = "verified"
    REGISTERED = "registered"
    SENT = "sent"
    DELIVERED = "delivered"
    CONFIRMED = "confirmed"


IN_PREPARATION = SubmissionStatus.IN_PREPARATION
VERIFIED, REGISTERED = SubmissionStatus.VERIFIED, SubmissionStatus.REGISTERED
SENT, DELIVERED = SubmissionStatus.SENT, SubmissionStatus.DELIVERED
CONFIRMED = SubmissionStatus.CONFIRMED

STATUS_LABELS = {
    IN_PREPARATION: lazy("In preparazione"),
    VERIFIED: lazy("Verificato"),
    REGISTERED: lazy("Protocollato"),
    SENT: lazy("Inviato"),
    DELIVERED: lazy("Consegnato"),
    CONFIRMED: lazy("Confermato"),
}

# What makes each follow: the words of the arrows.
NEXT: Mapping[SubmissionStatus, Mapping[SubmissionStatus, str]] = {
    IN_PREPARATION: {VERIFIED: lazy("il pacco è preparato e verificato")},
    VERIFIED: {
        IN_PREPARATION: lazy("l'ufficio lo riapre per cambiarlo"),
        REGISTERED: lazy("l'ufficio registra il numero di protocollo"),
    },
    REGISTERED: {SENT: lazy("il pacco parte"), IN_PREPARATION: lazy("l'ufficio lo riapre")},
    SENT: {
        DELIVERED: lazy("arriva la ricevuta del Ministero"),
        CONFIRMED: lazy("il Ministero ha deciso di ogni scheda"),
    },
    DELIVERED: {CONFIRMED: lazy("il Ministero ha deciso di ogni scheda")},
    CONFIRMED: {},
}

CHANGEABLE = frozenset({IN_PREPARATION})
FROZEN = frozenset({VERIFIED, REGISTERED, SENT, DELIVERED, CONFIRMED})


def can_become(now: SubmissionStatus, new: SubmissionStatus) -> bool:
    return new in NEXT[now]


def check_can_become(now: SubmissionStatus, new: SubmissionStatus) -> None:
    if not can_become(now, new):
        raise WrongStatus(
            _("L'invio è «{now}»: non può diventare «{new}».").format(
                now=STATUS_LABELS[now], new=STATUS_LABELS[new]
            )
        )


def check_changeable(now: SubmissionStatus) -> None:
    if now not in CHANGEABLE:
        raise WrongStatus(
            _(
                "L'invio è «{now}» e non si cambia. Riaprilo, o prepara un invio integrativo."
            ).format(now=STATUS_LABELS[now])
        )


def diagram() -> str:
    """The lifecycle as a Mermaid state diagram, as docs/diagrams keeps it."""
    lines = ["stateDiagram-v2", "    direction TB", f"    [*] --> {IN_PREPARATION}"]
    lines += [f"    {status}: {label}" for status, label in STATUS_LABELS.items()]
    lines += [
        f"    {now} --> {new}: {words}" for now, ways in NEXT.items() for new, words in ways.items()
    ]
    lines += [f"    {CONFIRMED} --> [*]"]
    return "\n".join(lines) + "\n"
