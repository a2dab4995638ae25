"""What goes in and out of batches; and what goes to the contained tasks, and comes back."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from registry.platform.batches.lifecycle import UNDER_WAY, BatchStatus, LineStatus, Standing


class NewBatch(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A batch from a file: one document a line."""

    kind: Annotated[str, Meta(min_length=1, max_length=40)]
    with_pdf: bool = False
    own_template: bool = False
    """The program's own template, also where the registry has one of its own in use."""


class FromRegistry(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A batch from what the registry has."""

    source: Annotated[str, Meta(min_length=1, max_length=40)]
    choice: Annotated[str, Meta(min_length=1, max_length=40)]
    is_final: bool = False
    with_pdf: bool = False
    own_template: bool = False


class LinesAsked(Struct, frozen=True, kw_only=True):
    """To the task: lines of one kind. The first file holds them one after the other; the others
    are the uploaded templates, in the order of ``templates``."""

    kind: str
    numbers: list[int]
    lengths: list[int]
    templates: list[str] = []


class LineTold(Struct, frozen=True, kw_only=True):
    number: int
    names: list[str] = []
    """The files that it became; empty when there are problems."""
    problems: dict[str, str] = {}


class LinesTold(Struct, frozen=True, kw_only=True):
    lines: list[LineTold]


class Line(Struct, frozen=True, kw_only=True):
    """A line that is to be made."""

    number: int
    start: int
    length: int


class LineRow(Struct, frozen=True, kw_only=True):
    number: int
    status: LineStatus
    name: str
    problems: dict[str, str]

    @property
    def sentences(self) -> list[str]:
        return [f"{field}: {words}" if field else words for field, words in self.problems.items()]


class Part(Struct, frozen=True, kw_only=True):
    """One zip of the result, of a bounded size."""

    number: int
    documents: int
    size: int
    """Bytes of its documents: the index comes on top."""
    first: int
    last: int
    """The first and the last line that are in it."""


class BatchRow(Struct, kw_only=True):
    id: int
    kind: str
    title: str
    office: str
    created_by: int | None
    created_by_name: str
    created_at: datetime
    source: str
    file_name: str
    size: int
    lines: int
    with_pdf: bool
    templates: dict[str, str]
    """Of those uploaded, with the SHA-256 of the version."""
    status: BatchStatus
    standing: Standing
    job: int | None
    ready: int
    wrong: int
    made: int
    failed: int
    done_before: int
    started_at: datetime | None
    ended_at: datetime | None
    goes_at: datetime
    """When its files are taken away by themselves, unless somebody works at it."""
    is_seen: bool

    @property
    def look(self) -> str:
        return f"batch:{self.standing}"

    @property
    def done(self) -> int:
        return self.made + self.failed

    @property
    def is_going(self) -> bool:
        return self.standing in UNDER_WAY


class Batch(BatchRow, kw_only=True):
    """As whoever works at it has it."""

    place: str
    language: str
    choice: str
    is_final: bool


class BatchView(BatchRow, kw_only=True):
    now_doing: str
    problem: str
    """Why its job stopped, where it did."""
    gathered: int
    """Lines read from the registry so far, while there is no saying how many there are."""
    checked: int
    """Lines looked at so far."""
    pace: float
    """Documents a second since its job last began; 0 while there is no saying."""
    seconds_left: int | None
    parts: list[Part]


class LineFilters(Struct, kw_only=True, frozen=True):
    status: str = ""
