"""What goes in and out of what arrives."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from good_practices.intake.comparison import Change
from good_practices.intake.lifecycle import DeliveryStatus, ReviewStatus, UploadStatus
from good_practices.intake.sheet import SheetField
from registry.platform.shapes import Id
from registry.platform.signatures.shapes import Signatures

WordsThatAsk = Annotated[str, Meta(min_length=3, max_length=4000)]
"""What the Prefettura must do, or why not: it is told as it is written."""


class Nothing(Struct, kw_only=True, forbid_unknown_fields=True):
    """An act that takes no words: a body that has some is refused, not ignored."""


class Words(Struct, kw_only=True, forbid_unknown_fields=True):
    words: WordsThatAsk


Decision = Literal["accepted", "returned", "rejected"]


class DecisionForm(Struct, kw_only=True, forbid_unknown_fields=True):
    """The bar at the bottom of the page of a scheda: one of three buttons, and the words."""

    decision: Decision
    words: Annotated[str, Meta(max_length=4000)] = ""


class Assignment(Struct, kw_only=True, forbid_unknown_fields=True):
    """``to`` is a person of the Ministry."""

    to: Id


class Looked(Struct, kw_only=True, forbid_unknown_fields=True):
    """Heads of the sheet, by their keys, that have been read, or are to be read again."""

    keys: Annotated[list[str], Meta(min_length=1, max_length=40)]
    is_looked: bool = True


class DeliveryFilters(Struct, kw_only=True, frozen=True):
    """``year`` is that of the collection, as schede carry it; ``assigned`` is mine or nobody."""

    status: str = ""
    office: str = ""
    region: str = ""
    field: str = ""
    year: str = ""
    checks: str = ""
    assigned: str = ""


class ReceivedFilters(Struct, kw_only=True, frozen=True):
    """Received schede. Without a ``status`` those that wait to be examined; ``all`` is every one.

    ``round`` is first or again; ``act`` a kind of act, none, or unlisted (formalised without
    an act of the registry).
    """

    status: str = ""
    office: str = ""
    region: str = ""
    field: str = ""
    year: str = ""
    round: str = ""
    assigned: str = ""
    delivery: str = ""
    act: str = ""
    publishable: str = ""


class MatrixFilters(Struct, kw_only=True, frozen=True):
    """``answered=no`` keeps who has not answered. ``rows`` is what the lines are: offices in
    their regions (without it), ``regions`` alone, or ``acts``, the kinds of act."""

    year: str = ""
    circular: str = ""
    answered: str = ""
    rows: str = ""


class DeliveryRow(Struct, kw_only=True):
    id: int
    name: str
    office: str
    office_name: str
    region_name: str
    received_at: datetime
    receipt_number: str
    corrects: str
    schede: int
    waiting: int
    accepted: int
    returned: int
    rejected: int
    doubts: int
    """How many things the checks found that somebody must look at."""
    assigned_to: int | None
    assigned_name: str
    status: DeliveryStatus


class ReceivedRow(Struct, kw_only=True):
    """A received scheda in the lists: what waits to be examined, what was accepted.

    ``round`` counts the editions that arrived, this one included.
    """

    delivery: int
    delivery_name: str
    position: int
    code: str
    edition: int
    round: int
    office: str
    office_name: str
    region_name: str
    field: int
    field_name: str
    field_text: str
    title: str
    abstract: str
    when_text: str
    territory_words: str
    is_formalised: bool
    is_publishable: bool
    documents: int
    """Acts and attachments that came with it."""
    received_at: datetime
    assigned_name: str
    status: ReviewStatus
    words: str
    decided_at: datetime | None


class UploadedRow(Struct, kw_only=True):
    """One file of an upload, and what became of it."""

    position: int
    name: str
    size: int
    sha512: str
    status: UploadStatus
    why: str
    can_be_tried_again: bool
    delivery: int | None
    delivery_name: str
    delivery_office: str
    delivery_receipt: str
    delivery_at: datetime | None


class UploadView(Struct, kw_only=True):
    """Several packages that were brought together, while they are read and after."""

    id: int
    brought_at: datetime
    brought_by_name: str
    job: int | None
    files: list[UploadedRow] = []

    def count(self, *statuses: UploadStatus) -> int:
        return sum(one.status in statuses for one in self.files)

    @property
    def waiting(self) -> int:
        return self.count(UploadStatus.WAITING)

    @property
    def ready(self) -> int:
        """In the registry, now or from before."""
        return self.count(UploadStatus.TAKEN_IN, UploadStatus.KNOWN)

    @property
    def refused(self) -> int:
        return self.count(UploadStatus.REFUSED)


class RefusedRow(Struct, kw_only=True):
    id: int
    name: str
    size: int
    why: str
    times: int
    last_at: datetime
    brought_by_name: str
    delivery: int | None
    delivery_name: str


class FindingRow(Struct, kw_only=True, frozen=True):
    kind: str
    sentence: str
    position: int | None
    file: str


class SchedaLine(Struct, kw_only=True):
    """A scheda of a delivery in its list; ``newer`` is where its newest edition arrived."""

    position: int
    code: str
    edition: int
    field: int
    field_text: str
    title: str
    status: ReviewStatus
    words: str
    decided_at: datetime | None
    is_latest: bool
    newer_delivery: int | None = None
    newer_position: int | None = None

    @property
    def href(self) -> str | None:
        if self.newer_delivery is None:
            return None
        return f"/intake/{self.newer_delivery}/schede/{self.newer_position}"


class FileLine(Struct, kw_only=True):
    id: int
    position: int
    kind: str
    name: str
    title: str
    size: int
    sha512: str
    doubts: list[str]
    """Sentences of the upload gate."""
    is_offered: bool
    signatures: Signatures | None = None
    """None of what carries none: a document of Word, the data of the package."""


class DeliveryView(Struct, kw_only=True):
    """A received batch: what it is, what was checked, what it holds."""

    id: int
    name: str
    office: str
    office_name: str
    region_name: str
    year: int
    number: int
    circular: int
    circular_name: str
    corrects: str
    corrects_delivery: int | None
    frozen_at: datetime
    package_sha512: str
    size: int
    received_at: datetime
    received_by_name: str
    receipt_number: str
    status: DeliveryStatus
    assigned_to: int | None
    assigned_name: str
    opened_at: datetime | None
    told_at: datetime
    is_sender_here: bool
    """The office prepared it on this same server: it is told at once."""
    version: int
    findings: list[FindingRow] = []
    schede: list[SchedaLine] = []
    files: list[FileLine] = []

    @property
    def waiting(self) -> int:
        return sum(one.is_latest and one.decided_at is None for one in self.schede)


class EarlierEdition(Struct, kw_only=True):
    """The edition that came before, and what was said of it."""

    delivery: int
    delivery_name: str
    position: int
    edition: int
    status: ReviewStatus
    words: str
    decided_at: datetime | None
    reopened_at: datetime | None = None


class ReviewView(Struct, kw_only=True):
    """One received scheda, to be looked at and decided on."""

    delivery: int
    delivery_name: str
    delivery_status: DeliveryStatus
    delivery_version: int
    office: str
    office_name: str
    received_at: datetime
    assigned_name: str
    position: int
    total: int
    code: str
    edition: int
    field: int
    title: str
    status: ReviewStatus
    words: str
    decided_at: datetime | None
    decided_by_name: str
    is_latest: bool
    newer_delivery: int | None
    newer_position: int | None
    opened_at: datetime | None
    """When the Ministry took it up: the Prefettura sees it."""
    reopened_at: datetime | None = None
    """When the Prefettura, after the answer, opened its scheda to correct it: only of an office
    of this server."""
    looked_at: list[str] = []
    """The heads of the sheet that have been ticked as read, or were in the edition before and
    have not changed."""
    version: int
    sheet: list[SheetField] = []
    files: list[FileLine] = []
    """The scheda's own document, its acts and attachments, then letter and form."""
    earlier: EarlierEdition | None = None
    changes: list[Change] = []
    findings: list[FindingRow] = []

    @property
    def href(self) -> str:
        return f"/intake/{self.delivery}/schede/{self.position}"


class MatrixCell(Struct, kw_only=True):
    """How many schede an office, or a region, sent for a field, and how they stand."""

    field: int
    total: int = 0
    waiting: int = 0
    accepted: int = 0
    returned: int = 0
    rejected: int = 0


class MatrixRow(Struct, kw_only=True):
    """``code`` is an office's, a region's or a kind of act's; cells in the form's order."""

    code: str
    name: str
    region: str
    region_name: str
    cells: list[MatrixCell]
    total: int
    offices: int
    answered: int


class MatrixField(Struct, kw_only=True, frozen=True):
    number: int
    name: str
    total: int


class Matrix(Struct, kw_only=True):
    year: int
    years: list[int]
    circular: int
    circular_name: str
    fields: list[MatrixField]
    regions: list[MatrixRow]
    rows: list[MatrixRow]
    """Offices, in the order of their regions: those that were asked for."""
    acts: list[MatrixRow] = []
    """Kinds of act, when they were asked for: a scheda with two kinds counts in both."""
    offices: int
    answered: int
    schede: int
    full_fields: int
    """Fields with at least twenty schede."""


class OfficeLine(Struct, kw_only=True, frozen=True):
    """``certified_email`` is what the office wrote; ``suggested_email`` is to be verified."""

    code: str
    name: str
    region: str
    region_name: str
    certified_email: str = ""
    suggested_email: str = ""


class Counts(Struct, kw_only=True, frozen=True):
    """What the Ministry opens first: how many of each, and who has answered."""

    to_open: int
    came_back: int
    under_review: int
    returned: int
    closed: int
    damaged: int
    schede_waiting: int
    schede_accepted: int
    answered: int
    offices: int


class OnTheWay(Struct, kw_only=True):
    """A batch that an office of this server has sent, and that nobody has taken in."""

    submission: int
    name: str
    office_name: str
    sent_at: datetime
