"""What a scheda is written from: the facts of a good practice, one field of the circular."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from good_practices.circulars.letter_data import CircularCode, FieldNumber
from registry.platform.documents.facts import Facts, Line, Slug, Version, Words, Year
from registry.platform.documents.letter import Stage

Text = Annotated[str, Meta(max_length=6000)]
Short = Annotated[str, Meta(max_length=600)]


class FormalAct(Facts, frozen=True, kw_only=True):
    """Un atto che formalizza la pratica, come si legge, e l'allegato che lo porta."""

    words: Annotated[str, Meta(min_length=1, max_length=400, description="protocollo d'intesa …")]
    attachment: Annotated[str, Meta(max_length=20, description="A")] = ""
    format: Annotated[str, Meta(max_length=20, description="PDF")] = ""


class Result(Facts, frozen=True, kw_only=True):
    """Un risultato. I valori riferiti a persone, se inferiori a 5, si scrivono «< 5»."""

    indicator: Line
    value: Annotated[str, Meta(min_length=1, max_length=80, description="circa 40")]
    source: Annotated[str, Meta(max_length=200)] = ""
    counts_people: bool = True


class SchedaContact(Facts, frozen=True, kw_only=True):
    """L'ufficio referente e la sua casella, mai di una persona."""

    unit: Line
    email: Annotated[str, Meta(max_length=200)] = ""


class SchedaLetterData(Facts, frozen=True, kw_only=True):
    """Una scheda di buona pratica; ``is_brief`` dà titolo, descrizione e allegati soltanto."""

    stage: Stage
    version: Version = 1
    sequence: Annotated[int, Meta(ge=1, le=999, description="Il posto nell'invio")] = 1
    slug: Slug = ""
    year: Year
    circular: CircularCode = "5973/2015"
    office_name: Line
    office_short_name: Annotated[str, Meta(min_length=1, max_length=200)]
    field: FieldNumber
    field_other: Short = ""
    is_brief: bool = False
    title: Annotated[str, Meta(min_length=1, max_length=200)]
    when: Annotated[str, Meta(max_length=300, description="Il periodo, come lo si dice")] = ""
    territory: Short = ""
    promoter: Short = ""
    lead_partner: Short = ""
    partners: tuple[Line, ...] = ()
    is_formalised: bool | None = None
    acts: tuple[FormalAct, ...] = ()
    is_publishable: bool | None = None
    abstract: Text = ""
    context: Text = ""
    description: Text = ""
    objectives: tuple[Words, ...] = ()
    access: Text = ""
    recipients: Text = ""
    results_on: date | None = None
    results: tuple[Result, ...] = ()
    resources: Text = ""
    lessons: Text = ""
    transferability: Text = ""
    contact: SchedaContact | None = None
    has_no_personal_data: bool = True
