"""What program, nursery and children say to one another, as JSON and never as pickles."""

from collections.abc import Callable

import msgspec
from msgspec import Raw, Struct
from msgspec.json import Decoder

from registry.platform.contained.limits import Limits


class TaskWanted(Struct, frozen=True, tag=True):
    """To the nursery: a child for this task. With it come its channel and its status."""

    task: str
    language: str


class ProgramWanted(Struct, frozen=True, tag=True, kw_only=True):
    """To the nursery: this program. With it come its status and where its words go."""

    argv: list[str]
    env: dict[str, str]
    cwd: str
    limits: Limits
    reads: list[str]
    writes: list[str]
    needs_tmp: bool


class Prepare(Struct, frozen=True, tag=True):
    """To the nursery: import what these tasks need, so that the first of them does not wait."""

    tasks: list[str]


Wish = TaskWanted | ProgramWanted | Prepare


class Born(Struct, frozen=True, tag=True):
    """A child's status, first: it is there."""


class Unborn(Struct, frozen=True, tag=True):
    """A child's status, instead: there is no such task, or its module cannot be imported."""

    kind: str
    place: str


class Ended(Struct, frozen=True, tag=True):
    """A child's status, last: how it ended, as ``wait`` tells it."""

    status: int


Status = Born | Unborn | Ended


class Order(Struct, frozen=True):
    """To a child: its limits, and what comes after: so many files, an output, the request."""

    limits: Limits
    files: int
    has_output: bool


class Answered(Struct, frozen=True, tag=True):
    answer: Raw


class Declined(Struct, frozen=True, tag=True):
    """A refusal of the domain, by the name of its kind."""

    kind: str
    sentence: str
    fields: dict[str, str]


class Failing(Struct, frozen=True, tag=True):
    """An exception that is no refusal."""

    kind: str
    place: str


class NoMemory(Struct, frozen=True, tag=True):
    pass


class TooLarge(Struct, frozen=True, tag=True):
    pass


class NoRoom(Struct, frozen=True, tag=True):
    """The disk of the output is full."""

    errno: int


Outcome = Answered | Declined | Failing | NoMemory | TooLarge | NoRoom

encode = msgspec.json.encode
read_wish: Callable[[bytes], Wish] = Decoder(Wish).decode
read_status: Callable[[bytes], Status] = Decoder(Status).decode
read_order: Callable[[bytes], Order] = Decoder(Order).decode
read_outcome: Callable[[bytes], Outcome] = Decoder(Outcome).decode
