"""What goes in and out of what arrives."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from good_practices.intake.comparison import Change
from good_practices.intake.lifecycle import DeliveryStatus, ReviewStatus
from good_practices.intake.sheet import SheetField

WordsThatAsk = Annotated[str, Meta(min_length=3, max_length=4000)]
"""What the Prefettura must do, or why not: it is told as it is written."""


class Nothing(Struct, kw_only=True, forbid_unknown_fields=True):
    """An act that takes no words: a body that has some is refused, not ignored."""


class Words(Struct, kw_only=True, forbid_unknown_fields=True):
    words: WordsThatAsk


class DecisionForm(Struct, kw_only=True, forbid_unknown_fields=True):
    """The bar at the bottom of the page of a scheda: one of three buttons, and the words."""

    decision: Literal["accepted", "returned", "rejected"]
    words: Annotated[str, Meta(max_length=4000)] = ""


class DeliveryFilters(Struct, kw_only=True, frozen=True):
    """``year`` is that of the collection, as schede carry it; ``assigned`` is mine or nobody."""

    status: str = ""
    office: str = ""
    region: str = ""
    field: str = ""
    year: str = ""
    checks: str = ""
    assigned: str = ""


class MatrixFilters(Struct, kw_only=True, frozen=True):
    """``answered=no`` keeps who has not; ``rows=regions`` folds the offices in their region."""

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


class ReviewView(Struct, kw_only=True):
    """One received scheda, to be looked at and decided on."""

    delivery: int
    delivery_name: str
    delivery_status: DeliveryStatus
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
    """``code`` is an office's, or a region's in rows of regions; cells in the form's order."""

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
    offices: int
    answered: int
    schede: int
    full_fields: int
    """Fields with at least twenty schede."""


class OfficeLine(Struct, kw_only=True, frozen=True):
    code: str
    name: str
    region_name: str


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


class AcceptedRow(Struct, kw_only=True):
    """What leaves in the list of accepted schede: these fields and no other."""

    office_name: str
    region_name: str
    code: str
    field: int
    field_text: str
    title: str
    abstract: str
    when_text: str
    territory_words: str
    is_formalised: bool
    is_publishable: bool
    accepted_at: datetime
