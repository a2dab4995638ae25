"""How each party of an act stands on a day: the table for a meeting, not an act to sign."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Annotated, ClassVar

from msgspec import Meta

from registry.platform.documents.facts import Facts, LetterheadData, Line, OfficeCode, Slug
from registry.platform.documents.letter import Letterhead, Stage, letterhead
from registry.platform.documents.naming import file_name, slug_of
from registry.platform.documents.typesetting import VERBATIM, typeset_all

Short = Annotated[str, Meta(max_length=120)]
TITLE = "Stato delle parti e delle firme"
SUBJECT = "Stato di un atto"
DASH = "–"


class PartyState(Facts, frozen=True, kw_only=True):
    """Una parte dell'atto, in parole. ``group`` apre un gruppo quando cambia."""

    party: Line
    group: Annotated[str, Meta(max_length=200)] = ""
    approved: Annotated[Short, Meta(description="10/11/2026; non serve")] = ""
    signed: Short = ""
    state: Annotated[str, Meta(min_length=1, max_length=200, description="Firmato")]
    note: Annotated[str, Meta(max_length=2000)] = ""
    mark: Annotated[int, Meta(ge=0, le=999, description="Numero della sua nota")] = 0


class PartiesStateData(Facts, frozen=True, kw_only=True):
    """Lo stato delle parti di un atto in un giorno."""

    stage: Stage
    letterhead: LetterheadData
    office: OfficeCode
    act: Line
    slug: Slug = ""
    summary: Annotated[str, Meta(max_length=600, description="Alla firma: firmato 2 di 4")] = ""
    day: Annotated[str, Meta(min_length=1, max_length=40, description="28/11/2026")]
    parties: Annotated[tuple[PartyState, ...], Meta(min_length=1, max_length=2000)]
    notes: tuple[Annotated[str, Meta(min_length=1, max_length=2000)], ...] = ()


@dataclass(frozen=True)
class StateRow:
    number: str
    party: str
    approved: str = field(metadata=VERBATIM)
    signed: str = field(metadata=VERBATIM)
    state: tuple[str, ...]


@dataclass(frozen=True)
class StateGroup:
    heading: str
    rows: tuple[StateRow, ...]


@dataclass(frozen=True)
class PartiesStateLetter:
    template: ClassVar[str] = "stato-firme.docx"
    open_places: ClassVar[tuple[str, ...]] = ()

    document_title: str
    document_subject: str
    is_draft: bool
    draft_mark: str
    short_title: str
    footer_left: str
    letterhead: Letterhead
    title: str
    act: str
    summary: str
    groups: tuple[StateGroup, ...]
    notes: tuple[str, ...]


def parties_state_letter(data: PartiesStateData) -> PartiesStateLetter:
    return typeset_all(
        PartiesStateLetter(
            document_title=f"{TITLE} – {data.act}",
            document_subject=SUBJECT,
            is_draft=data.stage is not Stage.FINAL,
            draft_mark=data.stage.mark,
            short_title=TITLE,
            footer_left=f"{TITLE} – al {data.day}",
            letterhead=letterhead(list(data.letterhead.lines), data.letterhead.unit),
            title=TITLE,
            act=data.act,
            summary=" – ".join(part for part in (data.summary, f"al {data.day}") if part),
            groups=tuple(_groups(data.parties)),
            notes=tuple(f"({n}) {words}" for n, words in enumerate(data.notes, start=1)),
        )
    )


def parties_state_file_name(data: PartiesStateData) -> str:
    """«stato-firme_pref-vd_accoglienza-diffusa-richiedenti.docx»."""
    return file_name(
        "stato-firme",
        data.office,
        data.slug or slug_of(data.act),
        draft=1 if data.stage is not Stage.FINAL else None,
    )


def _groups(parties: Iterable[PartyState]) -> Iterable[StateGroup]:
    numbered = enumerate(parties, start=1)
    for heading, members in groupby(numbered, key=lambda one: one[1].group):
        yield StateGroup(heading, tuple(_row(number, one) for number, one in members))


def _row(number: int, one: PartyState) -> StateRow:
    return StateRow(
        number=str(number),
        party=f"{one.party} ({one.mark})" if one.mark else one.party,
        approved=one.approved or DASH,
        signed=one.signed or DASH,
        state=tuple(words for words in (one.state, one.note) if words),
    )
