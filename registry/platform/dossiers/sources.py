"""Where the documents of a dossier come from: each room that has dossiers says so of its own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from registry.platform.accounts.roles import Actor
from registry.platform.audit.events import Event
from registry.platform.dossiers.shapes import Entry


@dataclass(frozen=True)
class Gathered:
    """What goes in: ``lines`` stand below the title on the first page."""

    title: str
    lines: list[str]
    name: str
    """The name that it is offered under."""
    entries: list[Entry]


@dataclass(frozen=True)
class Source:
    event: Event
    """What the history remembers: its sentence has ``{title}`` and ``{n}``, the documents."""
    gather: Callable[[int, Actor], Awaitable[Gathered]]
    """Raises the same, and WrongStatus where there is nothing to gather."""
    check: Callable[[int, Actor], Awaitable[object]]
    """Raises NotFound for who may not see it."""
    href: str
    """Where its own page is: ``/protocols/{id}``."""


SOURCES: dict[str, Source] = {}
"""By the subject of the history that they are about."""


def declare(subject: str, source: Source) -> None:
    SOURCES[subject] = source
