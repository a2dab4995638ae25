"""The one most urgent thing of an act, and what can be done about it."""

from datetime import date, timedelta

from msgspec import Struct

from registry.platform.i18n import _, ngettext
from registry.protocols.lifecycle import ASKING, PartyStatus
from registry.protocols.queries.awaiting import reason
from registry.protocols.shapes import PartyRow, ProtocolView


class Urgent(Struct, frozen=True, kw_only=True):
    """``kind`` as ``ui.avviso`` has it; ``href`` leads to where it is done."""

    kind: str
    title: str
    text: str
    action: str = ""
    href: str = ""


def urgent(act: ProtocolView, on: date) -> Urgent | None:
    """None when nothing presses."""
    not_valid = [party for party in act.parties if party.status == PartyStatus.SIGNATURE_NOT_VALID]
    if not_valid:
        return _not_valid(act, not_valid[0], len(not_valid))
    if act.standing == "signing":
        return _signing(act)
    if act.standing == "circulated":
        return _circulated(act)
    if act.standing in ("expiring", "renews_itself"):
        return _near_end(act, on)
    if act.standing == "expired" and act.status != "expired":
        return Urgent(kind="stopped", title=_("Il termine è passato"), text=reason("expired", 0))
    return _remark(act)


def _not_valid(act: ProtocolView, party: PartyRow, n: int) -> Urgent:
    title = ngettext("Una firma non è valida", "%(n)s firme non sono valide", n)
    name = party.name_words or party.name
    if party.signed_on:
        name = _("{name} ha firmato il {day}").format(name=name, day=f"{party.signed_on:%d/%m/%Y}")
    note = party.signature_note.rstrip(".")
    told = ". ".join(one for one in (name, note[:1].upper() + note[1:]) if one)
    why = _("Per l'art. 24 del CAD è come se non avesse firmato: serve una nuova firma.")
    return Urgent(
        kind="stopped",
        title=title.replace("%(n)s", str(n)),
        text=f"{told}. {why}",
        action=_("Registra la nuova firma"),
        href=f"/protocols/{act.id}/parties/{party.id}",
    )


def _signing(act: ProtocolView) -> Urgent | None:
    missing = [party for party in act.parties if party.status in ASKING]
    if not missing:
        return Urgent(
            kind="done",
            title=_("Hanno firmato tutti"),
            text=_(
                "Chi dirige l'ufficio, e non ha scritto il testo, può dichiararlo sottoscritto."
            ),
        )
    return Urgent(kind="waiting", title=reason("signing", len(missing)), text=_named(missing))


def _circulated(act: ProtocolView) -> Urgent | None:
    missing = [party for party in act.parties if party.status == PartyStatus.TEXT_TO_APPROVE]
    if not missing:
        return Urgent(kind="done", title=_("Lo schema è approvato"), text=reason("circulated", 0))
    return Urgent(kind="waiting", title=reason("circulated", len(missing)), text=_named(missing))


def _named(parties: list[PartyRow]) -> str:
    """The first three by name; the rest counted."""
    names = [party.name_words or party.name for party in parties]
    if len(names) <= 3:
        return ", ".join(names) + "."
    return _("{names} e altri {n}.").format(names=", ".join(names[:3]), n=len(names) - 3)


def notice_by(act: ProtocolView) -> date | None:
    """The last day to say that it shall not go on."""
    end = act.ends_earliest or act.ends_latest
    if end is None or act.notice_days is None:
        return None
    return end - timedelta(days=act.notice_days)


def _near_end(act: ProtocolView, on: date) -> Urgent:
    day = notice_by(act)
    if act.standing != "renews_itself":
        return Urgent(kind="waiting", title=_("Il termine si avvicina"), text=reason("expiring", 0))
    if day is None or day < on:
        text = reason("renews_itself", 0)
    else:
        text = _("Se non deve continuare, la disdetta va data entro il {day}.").format(
            day=f"{day:%d/%m/%Y}"
        )
    return Urgent(kind="stopped", title=_("Si rinnova da solo"), text=text)


def _remark(act: ProtocolView) -> Urgent | None:
    if not act.remarks:
        return None
    return Urgent(kind="waiting", title=_("Da guardare"), text=" ".join(act.remarks))
