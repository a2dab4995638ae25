"""The table of the parties: one row each, grouped when they are many, columns that have a value."""

from collections import Counter
from datetime import date

from msgspec import Struct

from registry.partners.kinds import FAMILY_LABELS, Family
from registry.platform.i18n import _, lazy
from registry.platform.statuses import status as look
from registry.protocols.kinds import PARTY_ROLES, PartyRole
from registry.protocols.letters.parties import FULL_ENTRIES, GROUPED
from registry.protocols.lifecycle import ASKING, CIRCULATED, SIGNING, PartyStatus
from registry.protocols.overview.footnotes import footnotes
from registry.protocols.overview.life import signed_words
from registry.protocols.shapes import DocumentRow, PartyRow, ProtocolView


class PartyLine(Struct, frozen=True, kw_only=True):
    """A row of the table, in words; ``group`` is empty while the parties are few."""

    id: int
    number: int
    name: str
    role: str
    href: str
    approved: str
    signed: str
    joined: str
    withdrew: str
    status: str
    detail: str
    note: str
    group: str
    asks: bool
    action: str
    """What to do about it, on its page; empty when nothing."""
    mark: int
    """The number of its footnote; 0 without one."""
    files: list[DocumentRow]
    """What it signed, and what else was filed of it."""


# What a party that asks something is asked.
ASKED = {
    PartyStatus.TEXT_TO_APPROVE: lazy("Registra l'approvazione"),
    PartyStatus.AWAITING_SIGNATURE: lazy("Registra la firma"),
    PartyStatus.SIGNATURE_NOT_VALID: lazy("Registra la nuova firma"),
}


def party_lines(act: ProtocolView, *, only: str = "", may: bool = False) -> list[PartyLine]:
    """In the order of the act; ``only`` keeps one status, ``may`` adds what can be done."""
    groups = _group_titles(act.parties)
    marks = {note.party: note.number for note in footnotes(act)}
    return [
        _line(act, party, groups.get(party.family, ""), marks.get(party.id, 0), may=may)
        for party in act.parties
        if not only or party.status == only
    ]


def are_folded(act: ProtocolView) -> bool:
    """Over forty the groups are closed, but for those where somebody has something to do."""
    return len(act.parties) > GROUPED


def _group_titles(parties: list[PartyRow]) -> dict[Family, str]:
    if len(parties) <= FULL_ENTRIES:
        return {}
    families = {party.family for party in parties}
    return {
        family: f"{FAMILY_LABELS[family]} · "
        + signed_words([party for party in parties if party.family == family])
        for family in families
    }


def _line(act: ProtocolView, party: PartyRow, group: str, mark: int, *, may: bool) -> PartyLine:
    status = PartyStatus(party.status)
    asks = status in ASKING and act.status in (CIRCULATED, SIGNING)
    return PartyLine(
        id=party.id,
        number=party.number,
        name=party.name_words or party.name,
        role=_role(party),
        href=f"/protocols/{act.id}/parties/{party.id}",
        approved=_approved(act, party),
        signed=_day(party.signed_on),
        joined=party.joined_text or _day(party.joined_on),
        withdrew=_day(party.withdrew_on),
        status=f"party:{status}",
        detail=_detail(party),
        note=_note(party),
        group=group,
        asks=asks,
        action=str(ASKED[status]) if asks and may else "",
        mark=mark,
        files=[one for one in act.documents if one.party == party.id],
    )


def _role(party: PartyRow) -> str:
    if party.role is PartyRole.SIGNATORY:
        return ""
    return str(PARTY_ROLES[party.role]).lower()


def _approved(act: ProtocolView, party: PartyRow) -> str:
    if party.approved_on:
        return _day(party.approved_on)
    return "" if party.needs_approval or act.is_historic else _("non serve")


def _detail(party: PartyRow) -> str:
    """The day inside the status's own phrase, where there is one."""
    if party.status is PartyStatus.ACCEDED:
        return _day(party.joined_on)
    if party.status is PartyStatus.WITHDRAWN:
        return _day(party.withdrew_on)
    return ""


def _note(party: PartyRow) -> str:
    behalf = party.on_behalf_of_name or party.on_behalf_of_words
    notes = [
        party.signature_note,
        _("per conto di {name}").format(name=behalf) if behalf else "",
        party.note,
        party.withdrew_words,
        _("oggi {name}").format(name=party.has_successor) if party.has_successor else "",
        _("nel registro: {name}").format(name=party.name)
        if party.name_words and party.name_words != party.name
        else "",
    ]
    return " · ".join(note for note in notes if note)


def party_columns(lines: list[PartyLine]) -> set[str]:
    """The columns that have a value in some row; the others are not drawn."""
    optional = ("approved", "signed", "joined", "withdrew", "note", "action", "files")
    return {name for name in optional if any(getattr(line, name) for line in lines)}


class Pill(Struct, frozen=True, kw_only=True):
    label: str
    href: str
    current: bool
    count: int


def party_pills(act: ProtocolView, only: str) -> list[Pill]:
    """«Tutte 34 · Firmato 29 · …»: one for each status that some party has."""
    counts = Counter(party.status.value for party in act.parties)
    address = f"/protocols/{act.id}"
    all_of_them = Pill(
        label=_("Tutte"), href=f"{address}#parti", current=not only, count=len(act.parties)
    )
    return [
        all_of_them,
        *(
            Pill(
                label=str(look(f"party:{status}").word),
                href=f"{address}?party={status}#parti",
                current=only == status,
                count=n,
            )
            for status, n in counts.most_common()
        ),
    ]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
