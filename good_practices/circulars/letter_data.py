"""What the circular's form is filled in with: its marks and, for each, a few words."""

from typing import Annotated

from msgspec import Meta

from registry.platform.documents.facts import Facts, Line, OfficeCode, Words, Year
from registry.platform.documents.letter import Stage
from registry.platform.settings import DEFAULT_MAILBOX

CircularCode = Annotated[
    str, Meta(pattern=r"^\d{1,7}/\d{4}$", description="Numero e anno: 5973/2015")
]
FieldNumber = Annotated[int, Meta(ge=1, le=99)]


class Answer(Facts, frozen=True, kw_only=True):
    """Un campo contrassegnato: le sue parole, gli atti allegati, il rinvio alla scheda."""

    field: FieldNumber
    paragraphs: tuple[Words, ...] = ()
    attached: tuple[Line, ...] = ()
    is_in_scheda: Annotated[bool, Meta(description="Rinvia alla scheda allegata")] = True


class CircularFormData(Facts, frozen=True, kw_only=True):
    """Il modulo della circolare con i campi contrassegnati."""

    stage: Stage
    office: OfficeCode
    year: Year
    circular: CircularCode = "5973/2015"
    answering_office: Line
    answers: Annotated[tuple[Answer, ...], Meta(min_length=1)]
    other: Annotated[str, Meta(max_length=300, description="Se è segnato «altro»: che cosa")] = ""
    mailbox: Annotated[str, Meta(min_length=3, max_length=200)] = DEFAULT_MAILBOX
