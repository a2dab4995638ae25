"""What the letter that carries the schede is written from."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from good_practices.circulars.letter_data import CircularCode, FieldNumber
from registry.platform.documents.facts import Facts, LetterheadData, Line
from registry.platform.documents.letter import Stage

FileName = Annotated[str, Meta(min_length=1, max_length=200)]


class Registration(Facts, frozen=True, kw_only=True):
    """Il numero dato dal registro di protocollo."""

    number: Annotated[str, Meta(min_length=1, max_length=40)]
    on: date


class Addressee(Facts, frozen=True, kw_only=True):
    lines: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=6)]
    place: Annotated[str, Meta(max_length=120, description="ROMA")] = ""


class Copy(Facts, frozen=True, kw_only=True):
    """Chi legge per conoscenza: «Al Presidente …», SEDE."""

    to: Line
    place: Annotated[str, Meta(max_length=120)] = ""


class SentScheda(Facts, frozen=True, kw_only=True):
    field: FieldNumber
    title: Line
    acts: Annotated[tuple[str, ...], Meta(description="Le lettere degli atti: A, B")] = ()
    file_name: FileName


class SentAct(Facts, frozen=True, kw_only=True):
    """Un atto allegato: la sua lettera, come si chiama, il nome del file."""

    mark: Annotated[str, Meta(pattern=r"^[A-Z]{1,2}$")]
    title: Line
    file_name: FileName


class Signer(Facts, frozen=True, kw_only=True):
    """Chi firma: il capo dell'ufficio, o chi lo fa per suo ordine (``by_order``)."""

    title: Annotated[str, Meta(min_length=1, max_length=120, description="IL VICEPREFETTO")]
    by_order: Annotated[str, Meta(max_length=120, description="d'ordine del Prefetto")] = ""
    office: Annotated[str, Meta(max_length=160, description="dirigente dell'Area IV")] = ""
    name: Annotated[str, Meta(max_length=160)] = ""


class Part(Facts, frozen=True, kw_only=True):
    """Quando l'invio è diviso: questo è il numero ``number`` di ``of``."""

    number: Annotated[int, Meta(ge=1, le=99)]
    of: Annotated[int, Meta(ge=2, le=99)]


class TransmittalData(Facts, frozen=True, kw_only=True):
    """La lettera con cui una Prefettura trasmette le schede al Ministero."""

    stage: Stage
    letterhead: LetterheadData
    place: Annotated[str, Meta(min_length=1, max_length=120)]
    registration: Registration | None = None
    circular: CircularCode = "5973/2015"
    addressee: Addressee
    copies: tuple[Copy, ...] = ()
    territory: Annotated[str, Meta(max_length=300, description="nel territorio di …")] = ""
    schede: Annotated[tuple[SentScheda, ...], Meta(min_length=1, max_length=500)]
    acts: tuple[SentAct, ...] = ()
    part: Part | None = None
    supplements: Annotated[
        Registration | None, Meta(description="La nota che questa integra o rettifica")
    ] = None
    contact_office: Annotated[str, Meta(min_length=1, max_length=160, description="l'Area IV")]
    contact_email: Annotated[str, Meta(max_length=200)] = ""
    signer: Signer
    footer: Annotated[str, Meta(max_length=200, description="Indirizzo e PEC")] = ""
