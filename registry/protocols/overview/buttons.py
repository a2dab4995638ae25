"""The buttons of an act: what this person may do now, the first one being the thing to do."""

from msgspec import Struct

from registry.platform.accounts.roles import Actor
from registry.platform.i18n import _
from registry.protocols import permissions
from registry.protocols.drafts import WRITABLE_KINDS
from registry.protocols.kinds import ActKind
from registry.protocols.letters.parties import GROUPED
from registry.protocols.lifecycle import BOUND, PartyStatus, ProtocolStatus
from registry.protocols.shapes import ProtocolView


class Button(Struct, frozen=True, kw_only=True):
    """``is_post``: it acts at once; else it leads to a page that asks what it needs."""

    label: str
    href: str
    is_post: bool = False
    is_primary: bool = False
    is_dangerous: bool = False


def buttons(act: ProtocolView, by: Actor) -> tuple[list[Button], list[Button]]:
    """Those that stand in sight, and those under «Altre azioni»."""
    if not permissions.can_write(by, act.office):
        return [], []
    seen = _in_sight(act, by)
    return seen, [*_conducting(act, by), *_always(act)]


def _to(act: ProtocolView, verb: str) -> str:
    return f"/protocols/{act.id}/{verb}"


def _in_sight(act: ProtocolView, by: Actor) -> list[Button]:
    may_conduct = permissions.can_conduct(by, act.office)
    first = _first(act, by) if may_conduct or act.status == "proposed" else []
    if act.status in ("proposed", "in_definition"):
        label = _("Scrivi il testo")
        write = Button(label=label, href=_to(act, "draft"), is_primary=not first)
        return [*first, write, Button(label=_("Cambia le parti"), href=_to(act, "parties"))]
    if act.is_historic:
        return [*first, Button(label=_("Correggi i dati"), href=_to(act, "edit"))]
    return first


def _first(act: ProtocolView, by: Actor) -> list[Button]:
    status = ProtocolStatus(act.status)
    if status is ProtocolStatus.PROPOSED:
        return [_post(act, "start", _("Comincia a scriverlo"))]
    if status is ProtocolStatus.IN_DEFINITION:
        n = len(act.parties)
        label = _("Invia lo schema alle parti ({n})").format(n=n)
        return [_ask(act, "send-schema", label)] if n > 1 else []
    if status is ProtocolStatus.CIRCULATED:
        return [_ask(act, "open-signing", _("Blocca il testo e apri la firma"))]
    if status is ProtocolStatus.SIGNING:
        return _declare(act, by)
    if status is ProtocolStatus.SIGNED:
        return [_ask(act, "set-in-force", _("Segna in vigore"))]
    if act.standing == "expired" and act.status == "in_force":
        return [_post(act, "expire", _("Segna scaduto"))]
    return []


def _post(act: ProtocolView, verb: str, label: str) -> Button:
    return Button(label=label, href=_to(act, verb), is_post=True, is_primary=True)


def _ask(act: ProtocolView, verb: str, label: str) -> Button:
    """What binds or leaves the house: first a page that says what will happen."""
    return Button(label=label, href=_to(act, verb), is_primary=True)


def _declare(act: ProtocolView, by: Actor) -> list[Button]:
    are_all = all(
        party.status in BOUND or party.status is PartyStatus.WITHDRAWN for party in act.parties
    )
    if are_all and permissions.can_sign_off(by, act):
        return [_ask(act, "declare-signed", _("Dichiara sottoscritto"))]
    return []


def _conducting(act: ProtocolView, by: Actor) -> list[Button]:
    if not permissions.can_conduct(by, act.office):
        return []
    status = ProtocolStatus(act.status)
    found: list[Button] = []
    if status is ProtocolStatus.IN_DEFINITION and len(act.parties) > 1:
        label = _("Blocca il testo e apri la firma")
        found.append(Button(label=label, href=_to(act, "open-signing")))
    if status in (ProtocolStatus.CIRCULATED, ProtocolStatus.SIGNING):
        found.append(Button(label=_("Riporta il testo in stesura"), href=_to(act, "reopen")))
    if status in (ProtocolStatus.SIGNED, ProtocolStatus.IN_FORCE):
        if act.is_open_to_accession:
            found.append(Button(label=_("Registra un'adesione"), href=_to(act, "accede")))
        found.append(Button(label=_("Risolvi prima del termine"), href=_to(act, "terminate")))
    if status in (ProtocolStatus.SIGNED, ProtocolStatus.IN_FORCE, ProtocolStatus.EXPIRED):
        found.append(Button(label=_("Segna sostituito da un altro"), href=_to(act, "replace")))
    if has_days(act):
        found.append(Button(label=_("Correggi i giorni"), href=_to(act, "days")))
    if status not in (ProtocolStatus.SIGNED, ProtocolStatus.IN_FORCE, ProtocolStatus.ARCHIVED):
        found.append(Button(label=_("Archivia"), href=_to(act, "archive"), is_dangerous=True))
    return found


def has_days(act: ProtocolView) -> bool:
    """Whether days were registered that somebody may have written wrong."""
    return not act.is_historic and act.status not in ("proposed", "in_definition", "archived")


def _always(act: ProtocolView) -> list[Button]:
    found = [Button(label=_("Collega a un altro atto"), href=_to(act, "relate"))]
    if act.status in ("proposed", "in_definition"):
        found.append(Button(label=_("Cambia i dati dell'atto"), href=_to(act, "edit")))
    if act.is_historic:
        found.append(Button(label=_("Cambia le parti"), href=_to(act, "parties")))
        found.append(Button(label=_("Scrivi che cosa dice il testo"), href=_to(act, "draft")))
    found.append(Button(label=_("Aggiungi un documento"), href=_to(act, "attach")))
    return found


def annex_label(act: ProtocolView, by: Actor) -> str:
    """What the annex is called that is a file of its own; empty where there is none."""
    if not can_produce(act, by):
        return ""
    if act.kind is ActKind.ADDENDUM:
        return _("Scarica il testo coordinato (Word)")
    signing = sum(party.joined_on is None for party in act.parties)
    return _("Scarica l'allegato con i referenti (Word)") if signing > GROUPED else ""


def word_label(act: ProtocolView) -> str:
    """«Scarica la convenzione (Word)»: the act by its own noun."""
    nouns = {
        ActKind.PROTOCOL: _("Scarica il protocollo (Word)"),
        ActKind.OPERATING_PROTOCOL: _("Scarica il protocollo (Word)"),
        ActKind.CONVENTION: _("Scarica la convenzione (Word)"),
        ActKind.ADDENDUM: _("Scarica l'atto aggiuntivo (Word)"),
        ActKind.OPERATING_LINK: _("Scarica il raccordo (Word)"),
    }
    return nouns.get(act.kind, _("Scarica l'accordo (Word)"))


def can_produce(act: ProtocolView, by: Actor) -> bool:
    """Whether the act's Word can be made now."""
    is_open = act.status in ("proposed", "in_definition", "circulated")
    has_letter = act.kind in WRITABLE_KINDS and not act.is_historic
    return is_open and has_letter and permissions.can_write(by, act.office)
