"""The network's documents: the table of its partners and its operating structure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from registry.networks.kinds import PromoterKind
from registry.networks.letter_data import (
    ActionData,
    AreaData,
    LevelData,
    NetworkRow,
    NetworkTableData,
    OperatingStructureData,
    PartData,
)
from registry.networks.protection import findings
from registry.partners.kinds import Family
from registry.platform.documents.italian import list_letter, punctuated
from registry.platform.documents.letter import Letterhead, Stage, letterhead
from registry.platform.documents.naming import file_name, slug_of
from registry.platform.documents.need import Needs
from registry.platform.documents.typesetting import VERBATIM, typeset_all
from registry.platform.i18n import ngettext
from registry.platform.shapes import decode_all

EXAMPLES = Path(__file__).parent / "examples"
TABLE_DASH = "—"
ONE_TABLE = 40
"""Rows that one table holds; beyond, each family of bodies has its own."""
WITHOUT_CONTENTS = 6
"""Actions that a reader finds without a table of contents."""
TITLE = "Rete di partenariato e collaborazione"
FAMILIES = {
    Family.STATE: "Amministrazioni dello Stato",
    Family.TERRITORIAL: "Regione ed enti locali",
    Family.HEALTH: "Enti del Servizio sanitario",
    Family.SCHOOL: "Scuola e università",
    Family.JUSTICE: "Autorità giudiziaria",
    Family.SOCIAL: "Parti sociali",
    Family.OTHER: "Enti del Terzo settore e altri soggetti",
}
PROMOTERS = {
    PromoterKind.PROMOTERS: "Soggetti promotori",
    PromoterKind.PARTICIPANTS: "Soggetti partecipanti",
}

Row = TypeVar("Row")


@dataclass(frozen=True)
class PartnerRow:
    partner: str
    activity: str
    since: str = field(metadata=VERBATIM)


@dataclass(frozen=True)
class PartnerRowWithActs(PartnerRow):
    basis: str
    acts: str


@dataclass(frozen=True)
class PartnerGroup:
    heading: str
    rows: tuple[PartnerRow, ...]


@dataclass(frozen=True)
class PartnerGroupWithActs:
    heading: str
    rows: tuple[PartnerRowWithActs, ...]


@dataclass(frozen=True)
class _NetworkFrame:
    document_title: str
    document_subject: str
    is_draft: bool
    draft_mark: str
    short_title: str
    footer_left: str
    letterhead: Letterhead
    title: str
    subtitle: str
    note: str


@dataclass(frozen=True)
class NetworkTableLetter(_NetworkFrame):
    template: ClassVar[str] = "tabella-rete.docx"
    open_places: ClassVar[tuple[str, ...]] = ()

    groups: tuple[PartnerGroup, ...]


@dataclass(frozen=True)
class NetworkTableWithActsLetter(_NetworkFrame):
    """Five columns want the page on its side."""

    template: ClassVar[str] = "tabella-rete-atti.docx"
    called: ClassVar[str] = "Tabella rete con gli atti"
    open_places: ClassVar[tuple[str, ...]] = ()

    groups: tuple[PartnerGroupWithActs, ...]


@dataclass(frozen=True)
class ContentsEntry:
    words: str
    is_level: bool


@dataclass(frozen=True)
class Area:
    name: str
    actions: tuple[str, ...]


@dataclass(frozen=True)
class CardLine:
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class PartText:
    heading: str
    card: tuple[CardLine, ...]
    is_described: bool
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True)
class ActionText:
    heading: str
    card: tuple[CardLine, ...]
    is_described: bool
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]
    parts: tuple[PartText, ...]
    outside: tuple[str, ...]


@dataclass(frozen=True)
class LevelText:
    heading: str
    actions: tuple[ActionText, ...]


@dataclass(frozen=True)
class OperatingStructureLetter:
    template: ClassVar[str] = "struttura-operativa.docx"
    open_places: ClassVar[tuple[str, ...]] = ()

    document_title: str
    document_subject: str
    is_draft: bool
    draft_mark: str
    short_title: str
    footer_left: str
    letterhead: Letterhead
    title: str
    subtitle: str
    version: str
    introduction: tuple[str, ...]
    contents: tuple[ContentsEntry, ...]
    areas: tuple[Area, ...]
    levels: tuple[LevelText, ...]
    partners: tuple[PartnerRow, ...]
    note: str


def network_table_letter(
    data: NetworkTableData,
) -> NetworkTableLetter | NetworkTableWithActsLetter:
    """The table in words; a date that nobody wrote is a dash, never an invented one."""
    frame = _table_frame(data)
    if data.with_acts:
        wide = _grouped(data.rows, [_row_with_acts(row) for row in data.rows])
        groups = tuple(PartnerGroupWithActs(heading, tuple(rows)) for heading, rows in wide)
        return typeset_all(NetworkTableWithActsLetter(**frame, groups=groups))
    narrow = _grouped(data.rows, [_row(row) for row in data.rows])
    return typeset_all(
        NetworkTableLetter(
            **frame, groups=tuple(PartnerGroup(heading, tuple(rows)) for heading, rows in narrow)
        )
    )


def network_table_file_name(data: NetworkTableData) -> str:
    """«tabella-rete_rete-valdoria_2026.docx»."""
    is_draft = data.stage is not Stage.FINAL
    return file_name(
        "tabella-rete",
        data.slug or slug_of(data.network),
        str(data.year),
        draft=1 if is_draft else None,
    )


def network_table_warnings(data: NetworkTableData) -> list[str]:
    """What the table is told and does not print."""
    with_act = sum(bool(row.basis or row.acts) for row in data.rows)
    if data.with_acts or not with_act:
        return []
    sentence = ngettext(
        "{n} riga dice su quale atto si regge la collaborazione, e questa tabella non lo stampa: se"
        " serve, metti «with_acts» a true.",
        "{n} righe dicono su quale atto si regge la collaborazione, e questa tabella non lo stampa:"
        " se serve, metti «with_acts» a true.",
        with_act,
    )
    return [sentence.format(n=with_act)]


def network_table_example() -> NetworkTableData:
    return decode_all(NetworkTableData, (EXAMPLES / "tabella-rete.json").read_bytes())


def operating_structure_letter(data: OperatingStructureData) -> OperatingStructureLetter:
    """The structure in words, its actions numbered here and nowhere else.

    Raises InvalidInput with the place of every text from which a protected place could be found.
    """
    needs = Needs(data.stage)
    _check_shelters(data, needs)
    levels = tuple(_levels(data.levels))
    actions = sum(len(level.actions) for level in levels)
    title = f"{data.project} – Struttura dell’intervento operativo"
    letter = OperatingStructureLetter(
        document_title=title,
        document_subject="Struttura dell’intervento operativo",
        is_draft=data.stage is not Stage.FINAL,
        draft_mark=data.stage.mark,
        short_title=title,
        footer_left=f"{data.project} – versione {data.version}",
        letterhead=letterhead(list(data.letterhead.lines), data.letterhead.unit),
        title=data.project,
        subtitle=data.subtitle,
        version=f"Versione {data.version}",
        introduction=_paragraphs(data.introduction),
        contents=tuple(_contents(levels)) if actions > WITHOUT_CONTENTS else (),
        areas=tuple(_area(area) for area in data.areas),
        levels=levels,
        partners=tuple(_row(row) for row in data.partners),
        note=data.note,
    )
    needs.check()
    return typeset_all(letter)


def operating_structure_file_name(data: OperatingStructureData) -> str:
    """«struttura-operativa_rete-valdoria_v1.docx»."""
    is_draft = data.stage is not Stage.FINAL
    return file_name(
        "struttura-operativa",
        data.slug or slug_of(data.project),
        "" if is_draft else f"v{data.version}",
        draft=data.version if is_draft else None,
    )


def operating_structure_example() -> OperatingStructureData:
    return decode_all(OperatingStructureData, (EXAMPLES / "struttura-operativa.json").read_bytes())


def _table_frame(data: NetworkTableData) -> dict[str, Any]:
    return {
        "document_title": f"{TITLE} – {data.network}",
        "document_subject": "Tabella rete",
        "is_draft": data.stage is not Stage.FINAL,
        "draft_mark": data.stage.mark,
        "short_title": f"{TITLE} – {data.network}",
        "footer_left": f"{data.network} – {data.year}",
        "letterhead": letterhead(list(data.letterhead.lines), data.letterhead.unit),
        "title": TITLE,
        "subtitle": " – ".join(part for part in (data.network, data.subtitle) if part),
        "note": data.note,
    }


def _grouped(given: Sequence[NetworkRow], rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """One table, or one a family when the rows are many; the order within is the network's."""
    if len(given) <= ONE_TABLE:
        return [("", list(rows))]
    pairs = list(zip(given, rows, strict=True))
    found = [
        (heading, [row for one, row in pairs if one.family is family])
        for family, heading in FAMILIES.items()
    ]
    return [(heading, members) for heading, members in found if members]


def _row(row: NetworkRow) -> PartnerRow:
    return PartnerRow(row.partner, row.activity or TABLE_DASH, row.since or TABLE_DASH)


def _row_with_acts(row: NetworkRow) -> PartnerRowWithActs:
    narrow = _row(row)
    return PartnerRowWithActs(
        narrow.partner,
        narrow.activity,
        narrow.since,
        row.basis or TABLE_DASH,
        row.acts or TABLE_DASH,
    )


def _levels(levels: Iterable[LevelData]) -> Iterable[LevelText]:
    number = 0
    for level in levels:
        actions = []
        for action in level.actions:
            number += 1
            actions.append(_action(action, number))
        yield LevelText(level.title, tuple(actions))


def _action(action: ActionData, number: int) -> ActionText:
    return ActionText(
        heading=f"{number}. {action.title}",
        **_described(action),
        parts=tuple(
            PartText(heading=f"{number}.{n} {part.title}", **_described(part))
            for n, part in enumerate(action.parts, start=1)
        ),
        outside=tuple(punctuated(action.relations)),
    )


def _described(part: PartData) -> dict[str, Any]:
    paragraphs, points = _paragraphs(part.description), tuple(punctuated(part.activities))
    return {
        "card": tuple(_card(part)),
        "is_described": bool(paragraphs or points),
        "paragraphs": paragraphs,
        "points": points,
    }


def _card(part: PartData) -> Iterable[CardLine]:
    """Who, where, how: a line that has nothing to say is left out."""
    for label, words in (
        (PROMOTERS[part.promoter_kind], ("; ".join(part.promoters),) if part.promoters else ()),
        ("Ambito territoriale di intervento", (part.area,) if part.area else ()),
        ("Modalità di accesso", _access(part.access)),
    ):
        if words:
            yield CardLine(label, words)


def _access(ways: Sequence[str]) -> tuple[str, ...]:
    if len(ways) < 2:
        return tuple(ways)
    return tuple(f"{list_letter(n)}) {way}" for n, way in enumerate(punctuated(ways)))


def _contents(levels: Iterable[LevelText]) -> Iterable[ContentsEntry]:
    for level in levels:
        yield ContentsEntry(level.heading, is_level=True)
        for action in level.actions:
            yield ContentsEntry(action.heading, is_level=False)


def _area(area: AreaData) -> Area:
    return Area(area.name, tuple(punctuated(area.actions)))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in re.split(r"\n+", text) if one.strip())


def _check_shelters(data: OperatingStructureData, needs: Needs) -> None:
    """Neither an address nor a few beds beside a protected place (Intesa 27/11/2014)."""
    for n, level in enumerate(data.levels):
        for m, action in enumerate(level.actions):
            path = f"levels.{n}.actions.{m}"
            _check_part(action, path, needs)
            for k, part in enumerate(action.parts):
                _check_part(part, f"{path}.parts.{k}", needs)


def _check_part(part: PartData, path: str, needs: Needs) -> None:
    texts = [("title", part.title), ("area", part.area), ("description", part.description)]
    texts += [(f"access.{n}", text) for n, text in enumerate(part.access)]
    texts += [(f"activities.{n}", text) for n, text in enumerate(part.activities)]
    for name, text in texts:
        for found in findings(text):
            needs.refuse(f"{path}.{name}", found.sentence)
