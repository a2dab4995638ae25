"""Days and their arithmetic: the ends of months, bounds, how long an act lasts."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

DAYS_OF_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FEBRUARY = 2
MONTHS_A_YEAR = 12
SURE_YEARS = range(1900, 2100)
"""Four figures that a reader takes for a year without being told."""


def is_leap(year: int) -> bool:
    """Proleptic Gregorian, for years before 1 too, as ISO 8601 counts them."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def last_of_month(year: int, month: int) -> int:
    return 29 if month == FEBRUARY and is_leap(year) else DAYS_OF_MONTH[month - 1]


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar or Python's years (1 to 9999) have none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day and day != date.min else None


def day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day and day != date.max else None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and the latest day, both included. None: no such limit is known."""

    earliest: date | None = None
    latest: date | None = None


UNBOUNDED = Bounds()


def of_months(year: int, first: int, last: int) -> Bounds:
    """From the first day of a month to the last of another of the same year.

    ``last`` may run over into the year after: 14 is February.
    """
    over, month = divmod(last - 1, MONTHS_A_YEAR)
    if year < MINYEAR or year + over > MAXYEAR:
        return UNBOUNDED
    ends_on = date(year + over, month + 1, last_of_month(year + over, month + 1))
    return Bounds(date(year, first, 1), ends_on)


@dataclass(frozen=True, slots=True)
class Duration:
    months: int = 0
    days: int = 0


def last_day(start: date, duration: Duration) -> date | None:
    """The last day of something that begins on ``start``, which counts as its first day.

    Hence start + duration - 1 day: 15 months from 1 December 2017 end on 28 February
    2019. Where the month of the end lacks the day (31 January + 1 month, 29 February
    + 1 year) the last day of that month is the last day, as civil code art. 2963 has
    it for terms in months. None if it falls after the year 9999.
    """
    years, month = divmod(start.month - 1 + duration.months, MONTHS_A_YEAR)
    year, month = start.year + years, month + 1
    if year > MAXYEAR:
        return None
    try:
        return _last_of_months(start, year, month) + timedelta(days=duration.days)
    except OverflowError:
        return None


def _last_of_months(start: date, year: int, month: int) -> date:
    last = last_of_month(year, month)
    if start.day > last:
        return date(year, month, last)
    return date(year, month, start.day) - timedelta(days=1)


def easter(year: int) -> date:
    """Sunday of Easter, of the Gregorian calendar (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - century // 4 - shift + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
