"""Declaring what can be done later.

@task("protocols:write_letter")
async def write_letter(*, protocol_id: int) -> None: ...

@task("protocols:remind", every="0 7 * * mon-fri")
async def remind() -> None: ...
"""

import inspect
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any, Generic, ParamSpec

from registry.platform.accounts.roles import Actor
from registry.platform.jobs.crontab import is_crontab

P = ParamSpec("P")


class Priority(IntEnum):
    """Whose turn is first. Of equals, who asked first."""

    SOMEBODY_WAITS = 10
    ORDINARY = 0
    WHEN_THERE_IS_TIME = -10


@dataclass(frozen=True)
class Asked:
    """What the page says of the job, and when it is wanted."""

    label: str = ""
    by: Actor | None = None
    due_at: datetime | None = None
    """None: as soon as a worker is free."""


@dataclass(frozen=True)
class Task(Generic[P]):
    """A function that a worker can do. Called directly, it is done now and here."""

    name: str
    function: Callable[P, Awaitable[None]]
    tries: int = 5
    pause: timedelta = timedelta(seconds=15)
    """Before the second try; four times longer before each further one."""
    priority: Priority = Priority.ORDINARY
    at_once: int = 0
    """How many of these may run together on all workers; 0: as many as there are."""
    every: str | None = None
    """Days and hours as in crontab, in the time of Rome. None: only when it is asked for."""
    may_halt: bool = False
    """Whether people may pause and cancel it: it goes on from where it was, not from the start."""
    asked: Asked = field(default=Asked())

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Awaitable[None]:
        return self.function(*args, **kwargs)

    def about(
        self, label: str, *, by: Actor | None = None, due_at: datetime | None = None
    ) -> "Task[P]":
        """The same task, asked for with these words, by this person, for that moment."""
        return replace(self, asked=Asked(label, by, due_at))

    def pause_after(self, attempts: int) -> timedelta:
        return self.pause * int(4 ** (attempts - 1))

    def arguments(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """By name. Raises TypeError for what would not come back from JSON as it went."""
        bound = inspect.signature(self.function).bind(*args, **kwargs).arguments
        if json.loads(json.dumps(bound)) != bound:
            raise TypeError(f"{self.name}: pass plain numbers, texts, lists: {bound!r}")
        return bound


TASKS: dict[str, Task[Any]] = {}
"""Every task there is, by name; filled as the rooms' ``tasks.py`` are imported."""


def task(
    name: str,
    *,
    tries: int = 5,
    pause: timedelta = timedelta(seconds=15),
    priority: Priority = Priority.ORDINARY,
    at_once: int = 0,
    every: str | None = None,
    may_halt: bool = False,
) -> Callable[[Callable[P, Awaitable[None]]], Task[P]]:
    """Declares an async function as a task called ``room:verb``; see ``Task`` for the rest.

    The name stays in the database: a renamed task orphans the jobs that wait for it.
    """
    if name in TASKS:
        raise ValueError(f"The task {name} is declared twice.")
    if every is not None and not is_crontab(every):
        raise ValueError(f"{name}: {every!r} is no crontab expression.")

    def declare(function: Callable[P, Awaitable[None]]) -> Task[P]:
        declared = Task(name, function, tries, pause, priority, at_once, every, may_halt)
        TASKS[name] = declared
        return declared

    return declare
