"""The volume of good practices: the schede that may be published, by field, with their indexes."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from good_practices.circulars.letters import circular_of, circular_words, field_of, field_words
from good_practices.circulars.shapes import CircularData, FieldData
from good_practices.schede.findings import Level
from good_practices.schede.letter_data import SchedaLetterData
from good_practices.schede.letters import (
    EXAMPLE,
    FEW,
    IdentityLine,
    SheetSection,
    identity_lines,
    paragraphs_of,
    sheet_sections,
)
from good_practices.schede.protection import scan
from good_practices.schede.volume_data import VolumeData
from registry.dates.words import prep
from registry.platform.documents.italian import APOSTROPHE, capitalised
from registry.platform.documents.letter import Letterhead, Line, Stage, letterhead, lines
from registry.platform.documents.naming import file_name
from registry.platform.documents.need import Needs
from registry.platform.documents.typesetting import typeset_all
from registry.platform.i18n import _
from registry.platform.shapes import decode_all

TITLE = "Raccolta delle buone pratiche"
OVERVIEW, MATRIX = "Quadro delle schede", "Schede per ufficio e campo"
BODIES, ACTS = "Indice degli enti", "Indice degli atti"
COLUMNS = 11
"""Fields of the form: the matrix has a column for each."""
TOTAL = "Totale"
NOBODY = "Le schede non contengono dati personali delle persone accolte."
AS_SENT = "Le schede sono riportate come le hanno scritte gli uffici."
ACTIVITY = re.compile(r" \([^()]*[a-zà-ù][^()]*\)$")
"""What a body does, after its name; a province's letters in brackets are a part of the name."""


@dataclass(frozen=True)
class ContentsEntry:
    words: str
    is_level: bool


@dataclass(frozen=True)
class FieldCount:
    """A line of the overview; the last one sums."""

    field: str
    schede: str
    acts: str
    is_total: bool
    stays_with_next: bool


@dataclass(frozen=True)
class SchedaText:
    heading: str
    identity: tuple[IdentityLine, ...]
    sections: tuple[SheetSection, ...]


@dataclass(frozen=True)
class Chapter:
    heading: str
    schede: tuple[SchedaText, ...]


@dataclass(frozen=True)
class MatrixLine:
    """An office and how many schede it has for each of the eleven fields."""

    office: str
    c1: str
    c2: str
    c3: str
    c4: str
    c5: str
    c6: str
    c7: str
    c8: str
    c9: str
    c10: str
    c11: str
    total: str
    is_total: bool
    stays_with_next: bool


@dataclass(frozen=True)
class IndexLine:
    words: str
    where: str


@dataclass(frozen=True)
class VolumeLetter:
    template: ClassVar[str] = "raccolta.docx"
    open_places: ClassVar[tuple[str, ...]] = ()

    document_title: str
    document_subject: str
    is_draft: bool
    draft_mark: str
    short_title: str
    footer_left: str
    letterhead: Letterhead
    subject: str
    title: str
    year: str
    colophon: tuple[str, ...]
    contents: tuple[ContentsEntry, ...]
    overview_heading: str
    introduction: tuple[Line, ...]
    overview: tuple[FieldCount, ...]
    chapters: tuple[Chapter, ...]
    schede_note: str
    matrix_heading: str
    matrix: tuple[MatrixLine, ...]
    matrix_note: str
    bodies_heading: str
    bodies: tuple[IndexLine, ...]
    acts_heading: str
    acts: tuple[IndexLine, ...]


@dataclass(frozen=True)
class Numbered:
    """A scheda with its number in the volume: «7.1»."""

    number: str
    scheda: SchedaLetterData
    path: str


def volume_letter(data: VolumeData, circular: CircularData | None = None) -> VolumeLetter:
    """The volume in words. Raises InvalidInput with every wrong place of the data."""
    form = circular or circular_of(data.circular)
    needs = Needs(data.stage)
    by_field = _published(data, form, needs)
    everything = [one for members in by_field.values() for one in members]
    chapters = tuple(_chapters(data, form, by_field, needs))
    acts = tuple(_index((act.words, one) for one in everything for act in one.scheda.acts))
    letter = VolumeLetter(
        **_frame(data, form),
        colophon=tuple(_colophon(data, form, len(everything))),
        contents=tuple(_contents(chapters, has_acts=bool(acts))),
        overview_heading=OVERVIEW,
        introduction=paragraphs_of(data.introduction),
        overview=tuple(_overview(form, by_field)),
        chapters=chapters,
        schede_note=_note(everything),
        matrix_heading=MATRIX,
        matrix=tuple(_matrix(form, everything)),
        matrix_note="Ogni casella conta le schede pubblicabili di un ufficio per un campo della "
        "circolare.",
        bodies_heading=BODIES,
        bodies=tuple(_index(_bodies(everything))),
        acts_heading=ACTS if acts else "",
        acts=acts,
    )
    needs.check()
    return typeset_all(letter)


def volume_file_name(data: VolumeData) -> str:
    """«raccolta_pref-vd_2026.docx»."""
    return file_name(
        "raccolta",
        data.office,
        str(data.year),
        data.slug,
        draft=data.version if data.stage is not Stage.FINAL else None,
    )


def volume_example() -> VolumeData:
    return decode_all(VolumeData, (EXAMPLE.parent / "raccolta.json").read_bytes())


def volume_warnings(data: VolumeData) -> list[str]:
    """A passage from which somebody could be recognised has no place in what is published."""
    told = []
    for n, scheda in enumerate(data.schede):
        texts = {"abstract": scheda.abstract, "description": scheda.description,
                 "context": scheda.context, "lessons": scheda.lessons}  # fmt: skip
        for found in scan(texts):
            if scheda.is_publishable and found.level is Level.RED:
                told.append(
                    _("Scheda n. {n}, «{passage}»: {why}").format(
                        n=n + 1, passage=found.passage, why=found.sentence
                    )
                )
    return told


def _frame(data: VolumeData, form: CircularData) -> dict[str, Any]:
    subject = form.title.partition(":")[0].strip()
    return {
        "document_title": f"{subject} – {TITLE} – {data.office_short_name}, {data.year}",
        "document_subject": TITLE,
        "is_draft": data.stage is not Stage.FINAL,
        "draft_mark": data.stage.mark,
        "short_title": f"{subject} – {TITLE} {data.year}",
        "footer_left": f"{data.office_short_name} – {data.year}",
        "letterhead": letterhead([data.office_name], data.unit),
        "subject": subject,
        "title": TITLE,
        "year": str(data.year),
    }


def _published(data: VolumeData, form: CircularData, needs: Needs) -> dict[int, list[Numbered]]:
    """The schede that may be published, by field, numbered: «7.1», «7.2»."""
    by_field: dict[int, list[Numbered]] = defaultdict(list)
    if len(form.fields) != COLUMNS:
        needs.refuse("circular", _("La raccolta è per una circolare di undici campi."))
    for n, scheda in enumerate(data.schede):
        path = f"schede.{n}"
        if field_of(form, scheda.field) is None:
            needs.refuse(f"{path}.field", _("La circolare non ha questo campo."))
        elif scheda.is_publishable:
            members = by_field[scheda.field]
            members.append(Numbered(f"{scheda.field}.{len(members) + 1}", scheda, path))
    if not by_field:
        needs.refuse("schede", _("Nessuna scheda è pubblicabile: non c'è nulla da raccogliere."))
    needs.check()
    return dict(sorted(by_field.items()))


def _colophon(data: VolumeData, form: CircularData, published: int) -> Iterator[str]:
    left_out = len(data.schede) - published
    day = prep(data.extracted_on, "il", apostrophe=APOSTROPHE)
    yield f"Fonte: schede redatte in risposta alla {circular_words(form)}, estratte {day}."
    if left_out:
        verb = "pubblicabile" if published == 1 else "pubblicabili"
        yield f"Il volume comprende {_schede(published)} {verb} su {len(data.schede)}; " + (
            "una non è compresa, perché non pubblicabile."
            if left_out == 1
            else f"{left_out} non sono comprese, perché non pubblicabili."
        )
    else:
        yield f"Il volume comprende {_schede(published)}: nessuna è rimasta fuori."
    yield f"I valori riferiti a persone, se inferiori a {FEW}, sono indicati con «< {FEW}»."


def _schede(count: int) -> str:
    return "una scheda" if count == 1 else f"{count} schede"


def _contents(chapters: Sequence[Chapter], *, has_acts: bool) -> Iterator[ContentsEntry]:
    yield ContentsEntry(OVERVIEW, is_level=True)
    for chapter in chapters:
        yield ContentsEntry(chapter.heading, is_level=True)
        for scheda in chapter.schede:
            yield ContentsEntry(scheda.heading, is_level=False)
    yield ContentsEntry(MATRIX, is_level=True)
    yield ContentsEntry(BODIES, is_level=True)
    if has_acts:
        yield ContentsEntry(ACTS, is_level=True)


def _overview(form: CircularData, by_field: dict[int, list[Numbered]]) -> Iterator[FieldCount]:
    """All the fields of the form; the one without schede shows a zero."""
    for one in form.fields:
        members = by_field.get(one.number, [])
        yield FieldCount(
            field=_field_heading(one),
            schede=str(len(members)),
            acts=str(len(_acts_of(members))),
            is_total=False,
            stays_with_next=one is form.fields[-1],
        )
    everything = [one for members in by_field.values() for one in members]
    yield FieldCount(
        TOTAL, str(len(everything)), str(len(_acts_of(everything))), True, stays_with_next=False
    )


def _acts_of(members: Iterable[Numbered]) -> set[str]:
    return {_sorted_as(act.words) for one in members for act in one.scheda.acts}


def _chapters(
    data: VolumeData,
    form: CircularData,
    by_field: dict[int, list[Numbered]],
    needs: Needs,
) -> Iterator[Chapter]:
    are_many = len({one.office_short_name for one in data.schede}) > 1
    for number, members in by_field.items():
        known = field_of(form, number)
        if known is not None:
            texts = tuple(_text(one, known, needs, says_office=are_many) for one in members)
            yield Chapter(f"Campo {_field_heading(known)}", texts)


def _field_heading(one: FieldData) -> str:
    return f"{one.number} – {capitalised(field_words(one))}"


def _text(one: Numbered, known: FieldData, needs: Needs, *, says_office: bool) -> SchedaText:
    own = Needs(needs.stage)
    sections = tuple(sheet_sections(one.scheda, own))
    for path, sentence in own.lacking.items():
        needs.lacking[f"{one.path}.{path}"] = sentence
    return SchedaText(
        heading=f"{one.number} {one.scheda.title}",
        identity=tuple(_identity(one.scheda, known, says_office=says_office)),
        sections=sections,
    )


def _identity(
    scheda: SchedaLetterData, known: FieldData, *, says_office: bool
) -> Iterator[IdentityLine]:
    """Without what the volume says by itself: the field, and that it is published."""
    if says_office:
        yield IdentityLine("Ufficio", lines([scheda.office_short_name])[0])
    if known.needs_specification:
        yield IdentityLine("Campo", lines([scheda.field_other or "altro"])[0])
    left_out = {"Titolo della pratica", "Campo contrassegnato", "Pubblicazione"}
    for line in identity_lines(scheda, known, attached=False):
        if line.label not in left_out:
            yield line


def _note(everything: Iterable[Numbered]) -> str:
    return NOBODY if all(one.scheda.has_no_personal_data for one in everything) else AS_SENT


def _matrix(form: CircularData, everything: Sequence[Numbered]) -> Iterator[MatrixLine]:
    """A line an office, in the alphabet; the last one sums."""
    numbers = [field.number for field in form.fields]
    counts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for one in everything:
        counts[one.scheda.office_short_name][one.scheda.field] += 1
    offices = sorted(counts, key=_sorted_as)
    for office in offices:
        row = [counts[office][number] for number in numbers]
        yield _matrix_line(office, row, stays_with_next=office == offices[-1])
    sums = [sum(counts[office][number] for office in offices) for number in numbers]
    yield _matrix_line(TOTAL, sums, is_total=True)


def _matrix_line(
    office: str, row: Sequence[int], *, is_total: bool = False, stays_with_next: bool = False
) -> MatrixLine:
    cells = {f"c{n}": str(count) for n, count in enumerate(row, start=1)}
    return MatrixLine(
        office=office,
        total=str(sum(row)),
        is_total=is_total,
        stays_with_next=stays_with_next,
        **cells,
    )


def _bodies(everything: Iterable[Numbered]) -> Iterator[tuple[str, Numbered]]:
    for one in everything:
        named = [one.scheda.promoter, one.scheda.lead_partner, *one.scheda.partners]
        for name in named:
            if name.strip():
                yield ACTIVITY.sub("", name.strip()), one


def _index(pairs: Iterable[tuple[str, Numbered]]) -> Iterator[IndexLine]:
    """In the alphabet, each with the numbers of its schede, once."""
    found: dict[str, tuple[str, list[str]]] = {}
    for words, one in pairs:
        _name, numbers = found.setdefault(_sorted_as(words), (capitalised(words), []))
        if one.number not in numbers:
            numbers.append(one.number)
    for key in sorted(found):
        words, numbers = found[key]
        yield IndexLine(words, ", ".join(sorted(numbers, key=_in_order)))


def _in_order(number: str) -> tuple[int, int]:
    field, _dot, place = number.partition(".")
    return int(field), int(place)


def _sorted_as(words: str) -> str:
    """Without accents, capitals and apostrophes, as an Italian index is ordered."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", plain.casefold()))
