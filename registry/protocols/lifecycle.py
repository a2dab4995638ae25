"""The life of an act and of each party in it: which statuses, which next. Data and pure checks."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol as Shape

from registry.platform.accounts.roles import Visibility
from registry.platform.errors import WrongStatus
from registry.platform.i18n import _, lazy
from registry.protocols.kinds import Renewal


class ProtocolStatus(StrEnum):
    PROPOSED = "proposed"
    IN_DEFINITION = "in_definition"
    CIRCULATED = "circulated"
    SIGNING = "signing"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    REPLACED = "replaced"
    TERMINATED = "terminated"
    ARCHIVED = "archived"


PROPOSED, IN_DEFINITION = ProtocolStatus.PROPOSED, ProtocolStatus.IN_DEFINITION
CIRCULATED, SIGNING = ProtocolStatus.CIRCULATED, ProtocolStatus.SIGNING
SIGNED, IN_FORCE = ProtocolStatus.SIGNED, ProtocolStatus.IN_FORCE
EXPIRED, REPLACED = ProtocolStatus.EXPIRED, ProtocolStatus.REPLACED
TERMINATED, ARCHIVED = ProtocolStatus.TERMINATED, ProtocolStatus.ARCHIVED

STATUS_LABELS = {
    PROPOSED: lazy("Proposto"),
    IN_DEFINITION: lazy("In corso di definizione"),
    CIRCULATED: lazy("Schema inviato"),
    SIGNING: lazy("Alla firma"),
    SIGNED: lazy("Sottoscritto"),
    IN_FORCE: lazy("In vigore"),
    EXPIRED: lazy("Scaduto"),
    REPLACED: lazy("Sostituito"),
    TERMINATED: lazy("Risolto"),
    ARCHIVED: lazy("Archiviato"),
}

# Which status follows which, and what makes it follow: the words of the arrows.
NEXT: Mapping[ProtocolStatus, Mapping[ProtocolStatus, str]] = {
    PROPOSED: {
        IN_DEFINITION: lazy("si comincia a scrivere"),
        ARCHIVED: lazy("la proposta cade"),
    },
    IN_DEFINITION: {
        CIRCULATED: lazy("lo schema va alle parti"),
        SIGNING: lazy("il testo si blocca e si apre la firma"),
        ARCHIVED: lazy("non se ne fa nulla"),
    },
    CIRCULATED: {
        IN_DEFINITION: lazy("lo schema si riscrive"),
        SIGNING: lazy("il testo si blocca e si apre la firma"),
        ARCHIVED: lazy("non se ne fa nulla"),
    },
    SIGNING: {
        IN_DEFINITION: lazy("il testo si ritira dalla firma"),
        SIGNED: lazy("con l'ultima firma"),
        ARCHIVED: lazy("non se ne fa nulla"),
    },
    SIGNED: {
        IN_FORCE: lazy("comincia ad avere effetto"),
        REPLACED: lazy("un altro atto prende il suo posto"),
        TERMINATED: lazy("si scioglie prima del termine"),
    },
    IN_FORCE: {
        EXPIRED: lazy("arriva il termine"),
        REPLACED: lazy("un altro atto prende il suo posto"),
        TERMINATED: lazy("si scioglie prima del termine"),
    },
    EXPIRED: {
        REPLACED: lazy("un altro atto prende il suo posto"),
        ARCHIVED: lazy("si ripone"),
    },
    REPLACED: {ARCHIVED: lazy("si ripone")},
    TERMINATED: {ARCHIVED: lazy("si ripone")},
    ARCHIVED: {},
}

# The text and the parties may change only here; from the signature on they are locked.
WRITABLE = frozenset({PROPOSED, IN_DEFINITION})
# Who represents a body is often known only when it approves the text.
DETAILS_WRITABLE = WRITABLE | {CIRCULATED}
BINDING = frozenset({SIGNED, IN_FORCE})
CONCLUDED = frozenset({SIGNED, IN_FORCE, EXPIRED, REPLACED, TERMINATED})
# What others see, as its visibility says; what is not yet signed is its own office's.
SHOWN_OUTSIDE = CONCLUDED
OPEN = frozenset({PROPOSED, IN_DEFINITION, CIRCULATED, SIGNING})


# Whose move it is while an act stands here.
OWNERS: Mapping[ProtocolStatus, str] = {
    PROPOSED: lazy("chi scrive"),
    IN_DEFINITION: lazy("chi scrive"),
    CIRCULATED: lazy("le parti"),
    SIGNING: lazy("le parti, poi chi dirige l'ufficio"),
    SIGNED: lazy("l'ufficio legale"),
    IN_FORCE: lazy("le parti"),
    EXPIRED: lazy("l'ufficio legale"),
    REPLACED: lazy("l'ufficio legale"),
    TERMINATED: lazy("l'ufficio legale"),
    ARCHIVED: lazy("nessuno"),
}


def audience(act: "Shown") -> Visibility:
    """Whom the act is shown to as it stands: nobody outside its office before it is signed,
    nor afterwards if it was put away without signatures."""
    last = ProtocolStatus(act.archived_from or act.status)
    return Visibility(act.visibility) if last in SHOWN_OUTSIDE else Visibility.RESERVED


class Shown(Shape):
    """What the question of who sees an act asks of it."""

    @property
    def status(self) -> str: ...
    @property
    def archived_from(self) -> str | None: ...
    @property
    def visibility(self) -> str: ...


class PartyStatus(StrEnum):
    INVITED = "invited"
    TEXT_TO_APPROVE = "text_to_approve"
    TEXT_APPROVED = "text_approved"
    AWAITING_SIGNATURE = "awaiting_signature"
    SIGNED = "signed"
    SIGNATURE_NOT_VALID = "signature_not_valid"
    SIGNED_ON_PAPER = "signed_on_paper"
    ACCEDED = "acceded"
    WITHDRAWN = "withdrawn"
    SUCCEEDED = "succeeded"


# Whoever stands here is bound by the act, as far as its signature is concerned.
BOUND = frozenset({PartyStatus.SIGNED, PartyStatus.SIGNED_ON_PAPER, PartyStatus.ACCEDED})
# Rows that ask somebody to do something.
ASKING = frozenset({
    PartyStatus.TEXT_TO_APPROVE,
    PartyStatus.AWAITING_SIGNATURE,
    PartyStatus.SIGNATURE_NOT_VALID,
})  # fmt: skip


def can_become(now: ProtocolStatus, new: ProtocolStatus) -> bool:
    return new in NEXT[now]


def check_can_become(now: ProtocolStatus, new: ProtocolStatus) -> None:
    if not can_become(now, new):
        raise WrongStatus(_refusal(now, new))


def _refusal(now: ProtocolStatus, new: ProtocolStatus) -> str:
    if now is EXPIRED:
        return _("Un atto scaduto non si modifica. Prima rinnovalo.")
    ways = ", ".join(f"«{STATUS_LABELS[one]}»" for one in NEXT[now])
    if not ways:
        return _("Un atto archiviato non cambia più.")
    return _("L'atto è «{now}»: non può diventare «{new}». Da qui può diventare: {ways}.").format(
        now=STATUS_LABELS[now], new=STATUS_LABELS[new], ways=ways
    )


def check_writable(now: ProtocolStatus) -> None:
    if now not in WRITABLE:
        raise WrongStatus(_locked_sentence(now))


def check_details_writable(now: ProtocolStatus) -> None:
    if now not in DETAILS_WRITABLE:
        raise WrongStatus(_locked_sentence(now))


def _locked_sentence(now: ProtocolStatus) -> str:
    if now is SIGNING:
        return _(
            "Il testo è bloccato, alla firma. Per cambiarlo va ritirato dalla firma:"
            " le firme già date non varranno più."
        )
    if now is CIRCULATED:
        return _("Lo schema è stato inviato alle parti. Per cambiarlo, prima riportalo in stesura.")
    if now is EXPIRED:
        return _("Un atto scaduto non si modifica. Prima rinnovalo.")
    return _("L'atto è «{now}»: il testo e le parti non si cambiano più.").format(
        now=STATUS_LABELS[now]
    )


def check_is(now: ProtocolStatus, *allowed: ProtocolStatus) -> None:
    """Refuses an act that belongs to other moments of the life."""
    if now not in allowed:
        raise WrongStatus(
            _("L'atto è «{now}»: si può fare solo quando è {when}.").format(
                now=STATUS_LABELS[now],
                when=_(" o ").join(f"«{STATUS_LABELS[one]}»" for one in allowed),
            )
        )


class Lasting(Shape):
    """What the questions about time ask of an act."""

    @property
    def status(self) -> str: ...
    @property
    def archived_from(self) -> str | None: ...
    @property
    def when_state(self) -> str | None: ...
    @property
    def starts_earliest(self) -> date | None: ...
    @property
    def starts_latest(self) -> date | None: ...
    @property
    def ends_earliest(self) -> date | None: ...
    @property
    def ends_latest(self) -> date | None: ...
    @property
    def renewal(self) -> str: ...


def _was_concluded(act: Lasting) -> bool:
    status = ProtocolStatus(act.archived_from or act.status)
    return status in CONCLUDED


def is_in_force(act: Lasting, on: date) -> bool:
    """Whether it certainly has effect on that day, whatever it is called today."""
    if not _was_concluded(act) or act.starts_latest is None or act.starts_latest > on:
        return False
    if renews_itself(act) or act.ends_latest is None:
        return True
    return act.ends_earliest is not None and act.ends_earliest >= on


def may_be_in_force(act: Lasting, on: date) -> bool:
    """Whether it may have effect on that day, as far as the dates tell."""
    if not _was_concluded(act) or act.when_state == "in_definition":
        return False
    has_begun = act.starts_earliest is None or act.starts_earliest <= on
    lasts = renews_itself(act) or act.ends_latest is None or act.ends_latest >= on
    return has_begun and lasts


def renews_itself(act: Lasting) -> bool:
    """A tacit renewal goes on after its term, until somebody says that it ended."""
    return act.renewal == Renewal.TACIT and act.status in BINDING


SOON = timedelta(days=120)


def standing(act: Lasting, on: date) -> str:
    """The status as it is shown on that day: a term that has come needs no clerk to be true.

    Besides the statuses it knows ``expiring`` and ``renews_itself``: within 120 days.
    """
    end = act.ends_latest
    if act.status not in BINDING or end is None:
        return act.status
    if renews_itself(act):
        is_near = act.status == IN_FORCE and on <= end <= on + SOON
        return "renews_itself" if is_near else act.status
    if end < on:
        return EXPIRED.value
    return "expiring" if act.status == IN_FORCE and end <= on + SOON else act.status


def diagram() -> str:
    """The lifecycle as a Mermaid state diagram, as docs/diagrams keeps it."""
    lines = ["stateDiagram-v2", "    direction TB", f"    [*] --> {PROPOSED}"]
    lines += [f"    [*] --> {IN_DEFINITION}", f"    [*] --> {SIGNED}: " + str(_REGISTERED)]
    lines += [f"    {status}: {label}" for status, label in STATUS_LABELS.items()]
    lines += [
        f"    {now} --> {new}: {words}" for now, ways in NEXT.items() for new, words in ways.items()
    ]
    lines += [f"    {ARCHIVED} --> [*]"]
    return "\n".join(lines) + "\n"


_REGISTERED = lazy("registrato già firmato")
