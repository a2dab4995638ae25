"""The circular's form from the registry: which fields an office ticked, as a .docx."""

from collections.abc import Mapping, Sequence

from good_practices.circulars.letter_data import Answer, CircularFormData
from good_practices.circulars.letters import circular_form_file_name, circular_form_letter
from good_practices.circulars.shapes import CircularData, CircularView, FieldData
from registry.platform.documents import Letter
from registry.platform.documents.letter import Stage


def code_of(circular: CircularView) -> str:
    """«5973/2015», as the data of letters name a circular."""
    return f"{circular.number}/{circular.issued_on.year}"


def form_of(circular: CircularView) -> CircularData:
    """The form as its data file says it, of the edition that the registry keeps."""
    return CircularData(
        number=circular.number,
        issued_on=circular.issued_on,
        reference=circular.reference,
        title=circular.title,
        sender_lines=circular.sender_lines,
        instructions=circular.instructions,
        description_heading=circular.description_heading,
        mailbox=circular.mailbox,
        fields=[
            FieldData(**{name: getattr(field, name) for name in FieldData.__struct_fields__})
            for field in circular.fields
        ],
    )


def form_document(
    circular: CircularView,
    *,
    office: str,
    office_name: str,
    year: int,
    ticked: Sequence[int],
    words: Mapping[int, str] | None = None,
    other: str = "",
) -> tuple[str, Letter]:
    """The file's name and the form with these fields ticked, in words.

    ``words`` are each field's short description; where there are none the form refers to its
    scheda. Raises InvalidInput for a field that the form has not, or for none at all.
    """
    data = CircularFormData(
        stage=Stage.FINAL,
        office=office,
        year=year,
        circular=code_of(circular),
        answering_office=office_name,
        answers=tuple(
            Answer(field=number, paragraphs=_paragraphs((words or {}).get(number, "")))
            for number in sorted(set(ticked))
        ),
        other=other,
        mailbox=circular.mailbox,
    )
    return circular_form_file_name(data), circular_form_letter(data, form_of(circular))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())
