"""What a package says of itself: ``91_riepilogo.json``, the part that programs read.

It holds facts and names, never the identifiers of one database: another installation, or a
later version of this one, must understand it. ``FORMAT`` changes when a field changes meaning;
a reader ignores fields that it does not know.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.shapes import Id, decode_all

FORMAT = "intese-invio/1"
RECEIPT_FORMAT = "intese-ricevuta/1"

OfficeCode = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
Sha512 = Annotated[str, Meta(pattern=r"^[0-9a-f]{128}$")]
FileName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
Line = Annotated[str, Meta(max_length=1000)]
Words = Annotated[str, Meta(max_length=10_000)]


class CircularRef(Struct, kw_only=True, frozen=True):
    number: Line
    issued_on: date
    edition: int


class FileEntry(Struct, kw_only=True, frozen=True):
    """A file of the package. ``kind``: letter, form, scheda, act, attachment."""

    name: FileName
    kind: Literal["letter", "form", "scheda", "act", "attachment"]
    title: Line
    size: Annotated[int, Meta(ge=0)]
    sha512: Sha512


class PartnerEntry(Struct, kw_only=True, frozen=True):
    name: Line
    role: Line
    activity: Words = ""


class ResultEntry(Struct, kw_only=True, frozen=True):
    indicator: Line
    value_words: Line
    unit: Line = ""
    as_of: Line = ""
    source: Line = ""


class When(Struct, kw_only=True, frozen=True):
    """The words as typed and what was understood (EDTF)."""

    text: Line
    period: Line | None = None
    earliest: date | None = None
    latest: date | None = None


class SchedaEntry(Struct, kw_only=True, frozen=True):
    """One scheda as it was frozen. ``number`` and ``year`` name it in its office."""

    year: Annotated[int, Meta(ge=2000, le=2999)]
    number: Annotated[int, Meta(ge=1)]
    edition: Annotated[int, Meta(ge=1)]
    field: Annotated[int, Meta(ge=1, le=99)]
    field_text: Words
    field_other: Line = ""
    heading: Words
    title: Line
    abstract: Words = ""
    description: Words
    is_formalised: bool
    when: When
    territory_words: Line = ""
    places: tuple[Line, ...] = ()
    promoter: Line = ""
    lead_partner: Line = ""
    partners: tuple[PartnerEntry, ...] = ()
    context: Words = ""
    objectives: tuple[Words, ...] = ()
    access_words: Words = ""
    recipients_words: Words = ""
    results: tuple[ResultEntry, ...] = ()
    fund_words: Words = ""
    lessons: Words = ""
    transferability: Words = ""
    is_publishable: bool = False
    contact_unit: Line = ""
    contact_email: Line = ""
    file: FileName
    acts: tuple[Line, ...] = ()
    """The letters of the acts that it cites: A, B."""
    attachments: tuple[FileName, ...] = ()


class ActEntry(Struct, kw_only=True, frozen=True):
    letter: Annotated[str, Meta(pattern=r"^[A-Z]{1,2}$")]
    title: Line
    kind: Line
    signed_words: Line = ""
    file: FileName | None = None
    """None when the registry has the act and not its document."""


class PackageSummary(Struct, kw_only=True, frozen=True):
    format: Literal["intese-invio/1"]
    name: Annotated[str, Meta(pattern=r"^TRASM_[A-Z0-9]{1,8}_\d{4}_\d{4,}$")]
    office: OfficeCode
    office_name: Line
    year: Annotated[int, Meta(ge=2000, le=2999)]
    number: Annotated[int, Meta(ge=1)]
    corrects: Line | None = None
    """The name of the batch that this one completes or mends."""
    circular: CircularRef
    frozen_at: datetime
    schede: Annotated[tuple[SchedaEntry, ...], Meta(min_length=1, max_length=500)]
    acts: tuple[ActEntry, ...] = ()
    files: Annotated[tuple[FileEntry, ...], Meta(min_length=1, max_length=2000)]


class Decision(Struct, kw_only=True, frozen=True):
    """What the Ministry decided of one scheda."""

    year: Id
    number: Id
    edition: Id
    status: Literal["under_review", "accepted", "returned", "rejected"]
    words: Words = ""
    decided_at: datetime | None = None


class Receipt(Struct, kw_only=True, frozen=True):
    """The Ministry's answer, as a file that goes back: received, then decided."""

    format: Literal["intese-ricevuta/1"]
    package: Line
    office: OfficeCode
    year: Id
    number: Id
    package_sha512: Sha512
    receipt_number: Line
    received_at: datetime
    issued_at: datetime
    decisions: tuple[Decision, ...] = ()


def read_receipt(name: str, content: bytes) -> Receipt:
    """The receipt that is in this file; raises InvalidInput that says what to look for.

    What is wrong inside a file that no person wrote helps nobody: it is not told.
    """
    if not content.lstrip().startswith(b"{"):
        raise InvalidInput(
            _(
                "«{name}» non è una ricevuta: la ricevuta del Ministero è un file .json."
                " Cercalo fra gli allegati del messaggio con cui ha risposto."
            ).format(name=name)
        )
    try:
        return decode_all(Receipt, content)
    except InvalidInput:
        raise InvalidInput(
            _(
                "«{name}» non è una ricevuta del Ministero, o non è arrivato intero: scaricalo di"
                " nuovo dal messaggio con cui il Ministero ha risposto a questo invio."
            ).format(name=name)
        ) from None
