"""The letters that are made in series, and where their data may come from in the registry.

The front door declares both: we know no room.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from registry.platform.accounts.roles import Actor
from registry.platform.batches.shapes import LinesAsked, LinesTold
from registry.platform.contained import Task
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _


@dataclass(frozen=True)
class BatchKind:
    name: str
    title: str
    templates: tuple[str, ...]
    """The files of the templates that its documents are written with."""
    example: Callable[[], bytes]
    """One line of data."""


@dataclass(frozen=True)
class Source:
    """Data that the registry has already: a person chooses, and no file is needed."""

    name: str
    title: str
    help: str
    label: str
    """What is chosen: «L'atto»."""
    kind: str
    choices: Callable[[Actor], Awaitable[list[tuple[str, str]]]]
    lines: Callable[[Actor, str, bool], AsyncIterator[bytes]]
    """The lines of that choice, as drafts or final. Raises what refuses the whole."""
    check: Callable[[Actor, str, bool], Awaitable[None]] | None = None
    """Raises InvalidInput for a choice that ``lines`` would refuse: at once, beside its field."""
    has_drafts: bool = True
    """Whether its documents can also be written as drafts, which say what is missing."""


@dataclass(frozen=True)
class Hands:
    """The contained tasks that read the lines and make the documents."""

    check: Task[LinesAsked, LinesTold]
    make: Task[LinesAsked, LinesTold]


KINDS: dict[str, BatchKind] = {}
SOURCES: dict[str, Source] = {}


class _Front:
    hands: Hands | None = None


def declare_kind(kind: BatchKind) -> None:
    KINDS[kind.name] = kind


def declare_source(source: Source) -> None:
    SOURCES[source.name] = source


def lend(hands: Hands) -> None:
    _Front.hands = hands


def hands() -> Hands:
    if _Front.hands is None:
        raise RuntimeError("No hands: the front door has not declared its batches.")
    return _Front.hands


def find_kind(name: str) -> BatchKind:
    if name not in KINDS:
        raise InvalidInput(kind=_("Scegli uno dei documenti dell'elenco."))
    return KINDS[name]


def find_source(name: str) -> Source:
    if name not in SOURCES:
        raise InvalidInput(source=_("Scegli una delle voci dell'elenco."))
    return SOURCES[name]
