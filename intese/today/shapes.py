"""What the page of the day is made of."""

from datetime import date
from typing import Any

from msgspec import Struct


class Thing(Struct, kw_only=True):
    """Something that waits: when, what, why, where, and what to do about it."""

    when: str
    title: str
    href: str
    note: str = ""
    status: str = ""
    text: str = ""
    action: str = ""
    action_href: str = ""
    """Where it is done, when that is not where it is shown."""


class Counter(Struct, kw_only=True):
    """A number that is a filter."""

    count: int
    label: str
    href: str


class Board(Struct, kw_only=True):
    """The day of one person. ``extra`` is the role's own table, shown by ``template``."""

    counters: list[Counter] = []
    mine: list[Thing] = []
    others: list[Thing] = []
    primary: tuple[str, str] | None = None
    """Label and address of the one thing this person most often begins."""
    template: str = ""
    extra: dict[str, Any] = {}
    next_deadline: tuple[date, str] | None = None
    all_mine: str = ""
    """Where the list is that holds those that do not fit here."""
    all_others: str = ""
