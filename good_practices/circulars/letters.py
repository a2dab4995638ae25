"""The circular's form with its fields ticked: its words are the circular's, never typed again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import ClassVar

from good_practices.circulars.letter_data import Answer, CircularFormData
from good_practices.circulars.reading import DATA, read_circulars
from good_practices.circulars.shapes import CircularData, FieldData
from registry.dates.words import prep
from registry.platform.documents.italian import APOSTROPHE
from registry.platform.documents.letter import Letterhead, Line, Stage, letterhead, lines
from registry.platform.documents.naming import file_name
from registry.platform.documents.need import Needs
from registry.platform.documents.typesetting import VERBATIM, typeset_all
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.mailboxes import warning_about
from registry.platform.shapes import decode_all

EXAMPLE = Path(__file__).parent / "examples" / "modulo-circolare.json"


@dataclass(frozen=True)
class Mark:
    number: str
    words: str
    is_marked: bool


@dataclass(frozen=True)
class AnswerText:
    heading: str
    paragraphs: tuple[Line, ...]
    attached: str
    see: str


@dataclass(frozen=True)
class CircularFormLetter:
    template: ClassVar[str] = "modulo-circolare.docx"
    open_places: ClassVar[tuple[str, ...]] = ()

    document_title: str
    document_subject: str
    is_draft: bool
    draft_mark: str
    short_title: str
    footer_left: str
    letterhead: Letterhead
    attached_to: str
    title: str
    instructions: tuple[str, ...]
    answering_office: str
    marks: tuple[Mark, ...]
    description_heading: str
    answers: tuple[AnswerText, ...]
    mailbox_line: str = field(metadata=VERBATIM)


def circular_form_letter(
    data: CircularFormData, circular: CircularData | None = None
) -> CircularFormLetter:
    """The form in words, on ``circular`` or on the one that the data names.

    Raises InvalidInput with every wrong place: a field that the form has not, one marked twice,
    «altro» that does not say what.
    """
    form = circular or circular_of(data.circular)
    needs = Needs(data.stage)
    _check(data, form, needs)
    name = circular_words(form)
    letter = CircularFormLetter(
        document_title=f"{form.title.rstrip('.')} – {name}",
        document_subject="Modulo della circolare con i campi contrassegnati",
        is_draft=data.stage is not Stage.FINAL,
        draft_mark=data.stage.mark,
        short_title=f"{name[:1].upper()}{name[1:]} – {data.answering_office}",
        footer_left=data.answering_office,
        letterhead=letterhead(form.sender_lines, ""),
        attached_to=form.reference.upper(),
        title=form.title.upper(),
        instructions=tuple(form.instructions),
        answering_office=data.answering_office,
        marks=tuple(_marks(data, form)),
        description_heading=form.description_heading,
        answers=tuple(_answers(data, form, needs)),
        mailbox_line=f"Inviare alla casella di posta elettronica {data.mailbox}",
    )
    needs.check()
    return typeset_all(letter)


def circular_form_file_name(data: CircularFormData) -> str:
    """«modulo_pref-vd_2026_circ5973.docx»."""
    number = data.circular.partition("/")[0]
    is_draft = data.stage is not Stage.FINAL
    return file_name(
        "modulo", data.office, str(data.year), f"circ{number}", draft=1 if is_draft else None
    )


def circular_form_warnings(data: CircularFormData) -> list[str]:
    warning = warning_about(data.mailbox)
    return [warning] if warning else []


def circular_form_example() -> CircularFormData:
    return decode_all(CircularFormData, EXAMPLE.read_bytes())


def circular_of(code: str) -> CircularData:
    """The circular of that number and year, from its data file; InvalidInput when there is none."""
    found = _circulars().get(code)
    if found is None:
        raise InvalidInput.of(
            {"circular": _("Questa circolare non è fra quelle note: {known}.").format(
                known=", ".join(_circulars()))}
        )  # fmt: skip
    return found


def circular_words(circular: CircularData) -> str:
    """«circolare n. 5973 dell’11 novembre 2015»."""
    day = prep(circular.issued_on, "di", apostrophe=APOSTROPHE)
    return f"circolare n. {circular.number} {day}"


def field_of(circular: CircularData, number: int) -> FieldData | None:
    return next((one for one in circular.fields if one.number == number), None)


def field_words(one: FieldData) -> str:
    """The field's own text, without the sign that closes it in the form."""
    return one.text.strip().rstrip(".;")


@cache
def _circulars() -> dict[str, CircularData]:
    return {f"{one.number}/{one.issued_on.year}": one for one in read_circulars(DATA)}


def _check(data: CircularFormData, form: CircularData, needs: Needs) -> None:
    seen: set[int] = set()
    for n, answer in enumerate(data.answers):
        path = f"answers.{n}"
        known = field_of(form, answer.field)
        if known is None:
            needs.refuse(f"{path}.field", _("La circolare non ha questo campo."))
        elif known.needs_specification and not data.other.strip():
            needs.refuse("other", _("Hai segnato «altro»: scrivi di che cosa si tratta."))
        if answer.field in seen:
            needs.refuse(f"{path}.field", _("Questo campo è già contrassegnato."))
        seen.add(answer.field)


def _marks(data: CircularFormData, form: CircularData) -> Iterable[Mark]:
    marked = {answer.field for answer in data.answers}
    for one in form.fields:
        words = field_words(one)
        if one.needs_specification and one.number in marked:
            words = f"{words}: {data.other}"
        sign = "" if one is form.fields[-1] else ";"
        yield Mark(str(one.number), f"{words}{sign}", one.number in marked)


def _answers(data: CircularFormData, form: CircularData, needs: Needs) -> Iterable[AnswerText]:
    in_order = sorted(enumerate(data.answers), key=lambda one: one[1].field)
    for n, answer in in_order:
        one = field_of(form, answer.field)
        if one is not None:
            yield AnswerText(
                heading=f"Campo {one.number} – {field_words(one)}",
                paragraphs=lines(_described(answer, f"answers.{n}", needs)),
                attached=_attached(answer),
                see=f"Vedi Scheda {one.number} allegata." if answer.is_in_scheda else "",
            )


def _described(answer: Answer, path: str, needs: Needs) -> tuple[str, ...]:
    """Its own words; none are needed where a scheda has them."""
    if answer.paragraphs or answer.is_in_scheda:
        return answer.paragraphs
    sentence = _("La circolare chiede in ogni caso una sintetica descrizione.")
    what = f"descrizione del campo {answer.field}"
    return (needs.words("", f"{path}.paragraphs", what, sentence),)


def _attached(answer: Answer) -> str:
    if not answer.attached:
        return ""
    word = "Documento allegato" if len(answer.attached) == 1 else "Documenti allegati"
    return f"{word}: {'; '.join(answer.attached)}."
