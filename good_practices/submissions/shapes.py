"""What goes in and out of batches."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from good_practices.submissions.lifecycle import SubmissionStatus
from registry.platform.shapes import Id


class NewSubmission(Struct, kw_only=True, forbid_unknown_fields=True):
    """A batch to open: the schede by id, on the newest circular unless it is said."""

    schede: Annotated[list[Id], Meta(min_length=1, max_length=500)]
    circular: Id | None = None
    corrects: Id | None = None


class ChosenSchede(Struct, kw_only=True, forbid_unknown_fields=True):
    """The schede of a batch from now on. None is refused by the action, which says what to do."""

    schede: Annotated[list[Id], Meta(max_length=500)] = []


class RegistrationData(Struct, kw_only=True, forbid_unknown_fields=True):
    """What the office's mail register gave (DPR 445/2000, art. 53), and who signs the letter."""

    number: Annotated[str, Meta(min_length=1, max_length=40)]
    on: date
    signer_name: Annotated[str, Meta(min_length=1, max_length=160)]
    signer_title: Annotated[str, Meta(max_length=120)] = ""
    """Empty: whoever signs for the office, as its settings say."""
    signer_by_order: Annotated[str, Meta(max_length=120)] = ""
    signer_office: Annotated[str, Meta(max_length=160)] = ""
    is_shared: bool = False
    """Said by whoever looked: the same number is another batch's as well, and that is right."""


class SubmissionFilters(Struct, kw_only=True, frozen=True):
    status: str = ""
    year: str = ""


class SubmissionRow(Struct, kw_only=True):
    id: int
    name: str
    year: int
    number: int
    status: SubmissionStatus
    schede: int
    registered_number: str
    sent_at: datetime | None
    receipt_number: str
    returned: int
    accepted: int
    changed_at: datetime


class SubmissionWaiting(Struct, kw_only=True):
    id: int
    name: str
    status: SubmissionStatus
    changed_at: datetime


class ItemView(Struct, kw_only=True):
    scheda: int
    position: int
    code: str
    field: int
    title: str
    status: str
    """The standing of the scheda now, a key of the statuses."""
    returned_words: str
    file_name: str


class FileView(Struct, kw_only=True):
    position: int
    kind: str
    name: str
    title: str
    size: int
    sha512: str
    file: str


class ReceiptView(Struct, kw_only=True):
    """``decides`` is true from when the Ministry opened the batch: it says so of its schede."""

    receipt_number: str
    came_at: datetime
    decides: bool
    accepted: int
    returned: int
    rejected: int


class SubmissionView(Struct, kw_only=True):
    id: int
    name: str
    office: str
    office_name: str
    year: int
    number: int
    circular: int
    circular_name: str
    mailbox: str
    mailbox_warning: str
    addressee: list[str]
    """The lines of whoever sends the circular: they receive the schede."""
    status: SubmissionStatus
    corrects: int | None
    corrects_name: str
    registered_number: str
    registered_on: date | None
    signer_name: str
    signer_title: str
    package: str | None
    package_sha512: str
    frozen_at: datetime | None
    sent_at: datetime | None
    receipt_number: str
    received_at: datetime | None
    version: int
    items: list[ItemView] = []
    files: list[FileView] = []
    receipts: list[ReceiptView] = []

    @property
    def opened_at(self) -> datetime | None:
        """When the Ministry opened it, as its first receipt that speaks of schede says."""
        return min((one.came_at for one in self.receipts if one.decides), default=None)

    @property
    def enclosed(self) -> int:
        """Acts and other files that leave with the schede."""
        return sum(file.kind in ("act", "attachment") for file in self.files)

    @property
    def size(self) -> int:
        """Bytes of the files, before they are packed."""
        return sum(file.size for file in self.files)
