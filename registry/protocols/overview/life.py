"""The bar of an act's life: past with its day, present with a count, future with what causes it."""

from datetime import date
from typing import Literal

from msgspec import Struct

from registry.platform.i18n import _, lazy, ngettext
from registry.protocols.kinds import STARTS_FROM
from registry.protocols.lifecycle import (
    ARCHIVED,
    BOUND,
    CIRCULATED,
    EXPIRED,
    IN_DEFINITION,
    IN_FORCE,
    PROPOSED,
    REPLACED,
    SIGNED,
    SIGNING,
    STATUS_LABELS,
    TERMINATED,
    PartyStatus,
    ProtocolStatus,
)
from registry.protocols.shapes import PartyRow, ProtocolView

State = Literal["done", "now", "next"]

WAY = (IN_DEFINITION, CIRCULATED, SIGNING, SIGNED, IN_FORCE)
HISTORIC_WAY = (SIGNED, IN_FORCE)
ENDS = {EXPIRED, REPLACED, TERMINATED, ARCHIVED}
# What the reader sees of a status on the bar, where its own word is long.
SHORT = {IN_DEFINITION: lazy("In definizione")}


class Step(Struct, frozen=True):
    """One stretch of the bar; it has the names that ``ui.vita`` reads."""

    label: str
    note: str
    state: State


def life(act: ProtocolView) -> list[Step]:
    way = HISTORIC_WAY if act.is_historic else WAY
    now = ProtocolStatus(act.archived_from or act.status)
    is_over = act.status in ENDS
    reached = len(way) if now in ENDS else _place(way, now)
    steps = [
        _step(act, status, _state(place, reached, is_over))
        for place, status in enumerate(way)
        if place <= reached or not is_over
    ]
    return [*_proposal(act), *steps, _end(act, is_over=is_over)]


def _place(way: tuple[ProtocolStatus, ...], now: ProtocolStatus) -> int:
    return way.index(now) if now in way else -1


def _state(place: int, reached: int, is_over: bool) -> State:
    if place < reached or (is_over and place == reached):
        return "done"
    return "now" if place == reached else "next"


def _proposal(act: ProtocolView) -> list[Step]:
    day = _day_of(act, PROPOSED)
    if act.status != PROPOSED and day is None:
        return []
    state: State = "now" if act.status == PROPOSED else "done"
    return [Step(str(STATUS_LABELS[PROPOSED]), _from(day), state)]


def _step(act: ProtocolView, status: ProtocolStatus, state: State) -> Step:
    label = str(SHORT.get(status, STATUS_LABELS[status]))
    if state == "next":
        return Step(label, _cause(act, status), state)
    if state == "done" and _day_of(act, status) is None and not act.is_historic:
        return Step(label, _("saltato"), state)
    return Step(label, _past(act, status, is_now=state == "now"), state)


def _past(act: ProtocolView, status: ProtocolStatus, *, is_now: bool) -> str:
    day = _day_of(act, status)
    notes = [_from(day) if is_now or status is IN_DEFINITION else _on(day)]
    if status is SIGNED:
        notes = [_on(act.signed_on) if act.signed_on else act.signed_text or _("giorno non noto")]
    if status is IN_FORCE:
        notes = [act.when_text or _from(act.starts_earliest)]
    if status is CIRCULATED:
        notes.append(_missing_approvals(act.parties))
    if status is SIGNING:
        notes.append(signed_words(act.parties))
    return " · ".join(note for note in notes if note)


def _cause(act: ProtocolView, status: ProtocolStatus) -> str:
    if status is CIRCULATED:
        return _("quando il testo è pronto")
    if status is SIGNING:
        return _("bloccando il testo")
    if status is SIGNED:
        return _("con l'ultima firma valida")
    if status is IN_FORCE:
        return act.when_text or str(STARTS_FROM[act.starts_from])
    return ""


def _end(act: ProtocolView, *, is_over: bool) -> Step:
    if is_over:
        status = ProtocolStatus(act.status)
        day = act.ended_on or _day_of(act, status)
        return Step(str(STATUS_LABELS[status]), _on(day), "now")
    return Step(_("Scadenza"), end_words(act), "now" if act.standing == EXPIRED else "next")


def end_words(act: ProtocolView) -> str:
    """Until when, in the words that are known; how long, where the end is not yet a day."""
    if act.ends_text:
        return act.ends_text
    if act.ends_latest is not None and act.ends_latest == act.ends_earliest:
        return _on(act.ends_latest)
    if act.ends_latest is not None:
        return _("entro il {day}").format(day=f"{act.ends_latest:%d/%m/%Y}")
    if act.duration_months:
        words = ngettext("un mese dopo", "%(n)s mesi dopo", act.duration_months)
        return words.replace("%(n)s", str(act.duration_months))
    return act.duration_words or _("senza termine indicato")


def signed_words(parties: list[PartyRow]) -> str:
    """«firmato 29 di 34»."""
    counted = [party for party in parties if party.status != PartyStatus.WITHDRAWN]
    signed = sum(party.status in BOUND for party in counted)
    return _("firmato {n} di {all}").format(n=signed, all=len(counted))


def _missing_approvals(parties: list[PartyRow]) -> str:
    n = sum(party.status == PartyStatus.TEXT_TO_APPROVE for party in parties)
    if not n:
        return ""
    words = ngettext("manca 1 approvazione", "mancano %(n)s approvazioni", n)
    return words.replace("%(n)s", str(n))


def _day_of(act: ProtocolView, status: ProtocolStatus) -> date | None:
    """The last day on which the act came to this status."""
    return next((step.on_day for step in reversed(act.steps) if step.status == status), None)


def _on(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _from(day: date | None) -> str:
    return _("dal {day}").format(day=f"{day:%d/%m/%Y}") if day else ""
