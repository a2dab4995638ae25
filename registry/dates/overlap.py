"""Possible and certain: was it under way that day, did the two meet, which came first.

What begins «nel 2010» and goes on may have begun on 1 January and has begun by 31
December: on a day of 2010 it is possible, afterwards certain. Where no end is told and
it does not go on, the date is of something that happened: on one day within its bounds.
"""

from dataclasses import dataclass
from datetime import date

from registry.dates.imprecise import ImpreciseDate


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a day to another, both included; ``date.min`` and ``date.max`` are no limit."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def possible_days(when: ImpreciseDate) -> Stretch | None:
    """The days on which it may be under way; None if it has no date at all."""
    if not when.is_dated:
        return None
    return Stretch(when.earliest or date.min, _last_end(when))


def certain_days(when: ImpreciseDate) -> Stretch | None:
    """The days on which it is under way whatever the truth is; None if there are none."""
    if not when.is_dated or when.latest is None:
        return None
    first_end = _first_end(when)
    return Stretch(when.latest, first_end) if when.latest <= first_end else None


def is_possibly_on(when: ImpreciseDate, day: date) -> bool:
    days = possible_days(when)
    return days is not None and day in days


def is_certainly_on(when: ImpreciseDate, day: date) -> bool:
    days = certain_days(when)
    return days is not None and day in days


def possibly_overlap(one: ImpreciseDate, other: ImpreciseDate) -> bool:
    """There may be a day on which both are under way."""
    mine, theirs = possible_days(one), possible_days(other)
    return bool(mine and theirs and mine.first <= theirs.last and theirs.first <= mine.last)


def certainly_overlap(one: ImpreciseDate, other: ImpreciseDate) -> bool:
    """Whatever the truth is, there is a day on which both are under way: each has begun
    by the earliest day on which the other may have ended."""
    if not (one.is_dated and other.is_dated and one.latest and other.latest):
        return False
    return one.latest <= _first_end(other) and other.latest <= _first_end(one)


def sort_key(when: ImpreciseDate) -> tuple[bool, date, date, str]:
    """By earliest start, then by latest; what has no date comes last, by its words."""
    return (
        not when.is_dated,
        when.earliest or date.min,
        when.latest or date.max,
        when.text,
    )


def _last_end(when: ImpreciseDate) -> date:
    if when.goes_on or _is_told_without_end(when):
        return date.max
    return when.ends_latest or when.latest or date.max


def _first_end(when: ImpreciseDate) -> date:
    if when.goes_on:
        return date.max
    return when.ends_earliest or when.earliest or date.min


def _is_told_without_end(when: ImpreciseDate) -> bool:
    """``2010/``: it ended, or not, nobody knows when."""
    return bool(when.period and when.period.endswith("/"))
