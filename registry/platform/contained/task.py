"""Naming a task, on the side of whoever asks for it, who imports none of what it needs."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")

DECLARED: dict[str, "Task[object, object]"] = {}
"""Every task that the program's modules have named so far."""


@dataclass(frozen=True)
class Task(Generic[Q, A]):
    """A function of ``(request, files, output)`` that runs contained.

    ``name`` is ``"package.module:function"``. The module is imported by the nursery alone, which
    keeps it for all its children: it imports its parsers at the top like any other, and needs
    neither settings nor database, which it would not have.
    """

    name: str
    asks: type[Q] = field(kw_only=True)
    answers: type[A] = field(kw_only=True)

    def __post_init__(self) -> None:
        DECLARED[self.name] = self  # type: ignore[assignment]  # of whatever it asks and answers
