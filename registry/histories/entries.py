"""An entry of a partner's history, whichever room it comes from. Pure: rows in, entries out."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from registry.dates import read
from registry.networks.kinds import Basis, NetworkKind
from registry.networks.rows import Body, Collaboration, Timed
from registry.platform.i18n import _, lazy
from registry.protocols.shapes import PartnerActRow

# An act that binds: until its end, or as long as nothing says otherwise.
BINDING = {"in_force", "expiring", "renews_itself", "signed"}
# An act that does not bind yet: it has a status and no date on the line.
IN_THE_MAKING = {"proposed", "in_definition", "circulated", "signing"}


class What(StrEnum):
    ACT = "act"
    NETWORK = "network"
    PRACTICE = "practice"
    """A collaboration without an act, or of which one does not know."""
    GROUP = "group"


WHAT_LABELS = {
    What.ACT: lazy("Atti e protocolli"),
    What.NETWORK: lazy("Progetti e reti"),
    What.PRACTICE: lazy("Tavoli e prassi"),
    What.GROUP: lazy("Gruppi di enti"),
}


class Act(Struct, frozen=True, kw_only=True):
    """An act that an entry stands on."""

    id: int
    title: str
    standing: str


class Entry(Timed, kw_only=True):
    """``statuses`` are keys of the looks of statuses; ``acts`` those that formalise it."""

    key: str
    what: What
    title: str
    href: str
    role: str
    others: list[Body]
    n_others: int = 0
    """All the others, where ``others`` has only the first."""
    network: int | None = None
    network_name: str = ""
    way: str = ""
    """How the partner comes into it, where it is not by itself: «tramite ATS …»."""
    basis: Basis = Basis.UNKNOWN
    formalised_text: str = ""
    formalised_earliest: date | None = None
    formalised_latest: date | None = None
    acts: list[Act] = field(default_factory=list)
    state: str = ""
    """The status of what has no date yet."""
    statuses: list[str] = field(default_factory=list)
    source: str = ""
    participation: int | None = None
    may_be_confirmed: bool = False

    @property
    def has_date(self) -> bool:
        return not self.state and not self.span.is_undated

    @property
    def what_label(self) -> str:
        return str(WHAT_LABELS[self.what])

    @property
    def rule(self) -> str:
        """Why it was understood so, for who asks."""
        if self.when_note:
            return _("La fonte aggiunge: «{note}».").format(note=self.when_note)
        return {
            "year": _("La fonte indica solo l'anno: nelle ricerche vale tutto l'anno."),
            "month": _("La fonte indica solo il mese: nelle ricerche vale tutto il mese."),
            "decade": _("La fonte indica solo il decennio, o una sua parte."),
        }.get(self.when_precision or "", "")


WAYS = {
    "with": lazy("con {name}"),
    "on_behalf": lazy("rappresentato da {name}"),
    "member": lazy("tramite {name}"),
}


def of_collaborations(rows: Iterable[Collaboration], *, on: date, office: str) -> list[Entry]:
    """``office`` is the reader's: only its own collaborations may be confirmed."""
    return [_of_collaboration(row, on, office) for row in rows]


def _of_collaboration(row: Collaboration, on: date, office: str) -> Entry:
    statuses = row.statuses(on)
    return Entry(
        **_times(row),
        key=f"participation-{row.id}" if row.id else f"network-{row.network}",
        what=_what(row),
        title=row.activity or row.network_name,
        href=f"/networks/{row.network}",
        role="" if row.tie == "with" else row.role,
        others=_others(row),
        n_others=len(_others(row)),
        network=row.network,
        network_name=row.network_name,
        way=_way(row),
        basis=row.basis,
        formalised_text=row.formalised_text,
        formalised_earliest=row.formalised_earliest,
        formalised_latest=row.formalised_latest,
        state="participation:in_definition" if row.when_state == "in_definition" else "",
        statuses=statuses,
        source=_source(row),
        participation=row.id or None,
        may_be_confirmed=(
            row.tie in ("own", "with")
            and row.office == office
            and "participation:perhaps" in statuses
        ),
    )


def _times(row: Timed) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Timed.__struct_fields__}


def _what(row: Collaboration) -> What:
    if row.basis in (Basis.NONE, Basis.PRACTICE) or row.network_kind is NetworkKind.TABLE:
        return What.PRACTICE
    return What.ACT if row.basis is Basis.ACT and row.activity else What.NETWORK


def _others(row: Collaboration) -> list[Body]:
    if row.via is None or row.tie in ("member", "on_behalf", "lead"):
        return row.together
    return [row.via]


def _way(row: Collaboration) -> str:
    """The words for coming in by another; a body that acts for one, said on its own row."""
    if row.tie in WAYS and row.via is not None:
        return str(WAYS[row.tie]).format(name=row.via.name) if row.tie != "with" else ""
    named = row.on_behalf_of_words or (row.on_behalf_of.name if row.on_behalf_of else "")
    return _("per conto di {name}").format(name=named) if named else ""


def _source(row: Collaboration) -> str:
    if row.source_row is None:
        return row.source_title
    return _("{source}, riga {n}").format(source=row.source_title, n=row.source_row)


def of_acts(rows: Iterable[PartnerActRow], *, on: date) -> list[Entry]:
    return [_of_act(row, on) for row in rows]


def _of_act(row: PartnerActRow, on: date) -> Entry:
    """An act binds until its end; one without an end, as long as it is said to be in force."""
    key = f"protocol:{row.standing}"
    withdrew = row.withdrew_on is not None
    when = read(row.words)
    return Entry(
        key=f"act-{row.protocol}-{row.role}",
        what=What.ACT,
        title=row.title,
        href=f"/protocols/{row.protocol}",
        role=row.role_label,
        others=[Body(id=None, name=name) for name in row.others],
        n_others=row.n_others,
        way=_for(row.on_behalf_of_words),
        basis=Basis.ACT,
        acts=[Act(id=row.protocol, title=row.title, standing=row.standing)],
        state=key if row.standing in IN_THE_MAKING else "",
        statuses=["party:withdrawn"] if withdrew else [key],
        source=row.source_words,
        when_text=row.words,
        when_note=when.note or "",
        when_precision=str(when.precision),
        starts_earliest=row.starts_earliest,
        starts_latest=row.starts_latest,
        ends_text=row.ends_words or (_("recesso") if withdrew else ""),
        ends_earliest=row.ends_earliest,
        ends_latest=row.ends_latest,
        last_news_on=on if row.standing in BINDING and row.ends_latest is None else None,
    )


def _for(words: str) -> str:
    return _("per conto di {name}").format(name=words) if words else ""


class Belonging(Struct, frozen=True, kw_only=True):
    """The partner is a member of a group, since when as far as the source tells."""

    group: Body
    role: str
    when_text: str


def of_groups(groups: Iterable[Belonging]) -> list[Entry]:
    return [_of_group(one) for one in groups]


def _of_group(one: Belonging) -> Entry:
    when = read(one.when_text)
    return Entry(
        key=f"group-{one.group.id}",
        what=What.GROUP,
        title=_("Fa parte di {name}").format(name=one.group.name),
        href=f"/partners/{one.group.id}" if one.group.id else "",
        role=one.role,
        others=[],
        when_text=one.when_text,
        when_note=when.note or "",
        when_precision=str(when.precision),
        when_state=str(when.state) if when.state else None,
        starts_earliest=when.earliest,
        starts_latest=when.latest,
        ends_earliest=when.ends_earliest,
        ends_latest=when.ends_latest,
        statuses=["participation:perhaps"] if when.is_dated else [],
    )
