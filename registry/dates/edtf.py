"""EDTF, levels 0 and 1: dates that say how much of them is known.

Source: ISO 8601-2:2019, annex A, and the specification of the Library of Congress of
4 February 2019. A closed grammar: what it does not name is refused, level 2 included.
Three points where the specification is silent follow its most used validator: an
interval may not begin after it ends (by the first day of each); it may have seasons,
qualified too; the time zone goes from -12:00 to +14:00.

``parse`` and ``str`` are each other's inverse.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from registry.dates.days import UNBOUNDED, Bounds, day_or_none, last_of_month, of_months
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

HIDDEN = "XX"
SEASONS = {"21": 3, "22": 6, "23": 9, "24": 12}
"""Spring, summer, autumn, winter: each code with the month in which it begins."""
WINTER = "24"


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    UNKNOWN = "unknown"


class Edge(StrEnum):
    """What stands at an end of an interval instead of a date."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A day, month, season, year, decade (``199X``) or century (``19XX``), in EDTF's own
    characters: ``Date("2015", "04", "XX")`` is some day of April 2015. The qualifier is
    one of ``?`` (uncertain), ``~`` (about), ``%`` (both) or nothing."""

    year: str
    month: str = ""
    day: str = ""
    qualifier: str = ""

    def __str__(self) -> str:
        return "-".join(part for part in (self.year, self.month, self.day) if part) + self.qualifier

    @property
    def first_year(self) -> int:
        return min(self._years)

    @property
    def _years(self) -> tuple[int, int]:
        return int(self.year.replace("X", "0")), int(self.year.replace("X", "9"))

    @property
    def precision(self) -> Precision:
        if self.day and self.day != HIDDEN:
            return Precision.DAY
        if self.month in SEASONS:
            return Precision.SEASON
        if self.month and self.month != HIDDEN:
            return Precision.MONTH
        return (Precision.YEAR, Precision.DECADE, Precision.CENTURY)[self.year.count("X")]

    @property
    def level(self) -> int:
        is_plain = str(self).replace("-", "").isdigit() and self.year[0] != "-"
        return 0 if is_plain and self.month not in SEASONS else 1

    @property
    def bounds(self) -> Bounds:
        """Unbounded outside the years 1 to 9999, which Python has no days for.

        A qualifier does not widen them: nobody knows by how much."""
        if self.precision is Precision.DAY:
            day = day_or_none(self.first_year, int(self.month), int(self.day))
            return Bounds(day, day)
        if self.month in SEASONS:
            return self._bounds_of_season()
        if self.month and self.month != HIDDEN:
            return of_months(self.first_year, int(self.month), int(self.month))
        return self._bounds_of_years()

    def _bounds_of_season(self) -> Bounds:
        # Whole months, as the weather service counts them. "Winter 2015" may be the one
        # that ends in 2015 or the one that begins in it, and nobody says which.
        if self.month == WINTER:
            return of_months(self.first_year, 1, 14)
        begins = SEASONS[self.month]
        return of_months(self.first_year, begins, begins + 2)

    def _bounds_of_years(self) -> Bounds:
        first, last = day_or_none(min(self._years), 1, 1), day_or_none(max(self._years), 12, 31)
        return Bounds(first, last) if first and last else UNBOUNDED

    @property
    def place(self) -> tuple[int, int, int]:
        """Where it stands among others: by the first day that it names."""
        month = SEASONS.get(self.month) or (int(self.month) if self.month.isdigit() else 1)
        return self.first_year, month, int(self.day) if self.day.isdigit() else 1


@dataclass(frozen=True, slots=True)
class LongYear:
    """A year of more than four digits, ``Y17000``; the digits stay as text, however many."""

    digits: str
    precision = Precision.YEAR
    bounds = UNBOUNDED
    level = 1

    def __str__(self) -> str:
        return f"Y{self.digits}"


@dataclass(frozen=True, slots=True)
class Instant:
    """A day with its time and zone, both as written."""

    on: Date
    time: str
    zone: str = ""
    precision = Precision.DAY

    def __str__(self) -> str:
        return f"{self.on}T{self.time}{self.zone}"

    @property
    def bounds(self) -> Bounds:
        return self.on.bounds

    @property
    def level(self) -> int:
        return self.on.level


Single = Date | LongYear | Instant


@dataclass(frozen=True, slots=True)
class Interval:
    start: Date | Edge
    end: Date | Edge

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"

    @property
    def level(self) -> int:
        ends = (self.start, self.end)
        return max(end.level if isinstance(end, Date) else 1 for end in ends)

    @property
    def bounds(self) -> Bounds:
        """From the earliest day of its start to the latest of its end."""
        earliest = self.start.bounds.earliest if isinstance(self.start, Date) else None
        latest = self.end.bounds.latest if isinstance(self.end, Date) else None
        return Bounds(earliest, latest)

    @property
    def is_in_order(self) -> bool:
        if isinstance(self.start, Date) and isinstance(self.end, Date):
            return self.start.place <= self.end.place
        return True


Edtf = Single | Interval


def of_day(day: date) -> Date:
    return Date(f"{day.year:04}", f"{day.month:02}", f"{day.day:02}")


def of_month(year: int, month: int) -> Date:
    """``month`` may be the code of a season, 21 to 24."""
    return Date(f"{year:04}", f"{month:02}")


def of_year(year: int) -> Date:
    return Date(f"{year:04}")


def of_decade(first_year: int) -> Date:
    return Date(f"{first_year // 10:03}X")


def of_century(first_year: int) -> Date:
    return Date(f"{first_year // 100:02}XX")


ALPHABET = re.compile(r"[0-9XYTZ:+?~%/.\-]+")
LONG_YEAR = re.compile(r"Y(-?[1-9][0-9]{4,})")
DATE = re.compile(
    r"(?P<year>-?[0-9]{2}(?:[0-9]{2}|[0-9]X|XX))"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<qualifier>[?~%]?)"
)
TIME = re.compile(
    r"(?P<time>(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00)"
    r"(?P<zone>Z|\+(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|\+14(?::00)?"
    r"|-(?!00(?::00)?\Z)(?:0[0-9]|1[01])(?::[0-5][0-9])?|-12(?::00)?)?"
)


def parse(text: str) -> Edtf:
    """Refuses (InvalidInput, field ``edtf``) what is not EDTF of level 0 or 1."""
    value = parse_or_none(text)
    if value is None:
        sentence = _("«{text}» non è una data EDTF (livello 0 o 1), o il giorno non esiste.")
        raise InvalidInput(edtf=sentence.format(text=text[:40]))
    return value


def parse_or_none(text: str) -> Edtf | None:
    """The same for a guess: None instead of a refusal. Never raises, on any text."""
    if not ALPHABET.fullmatch(text):
        return None
    if "/" in text:
        return _interval(text)
    if text[0] == "Y":
        found = LONG_YEAR.fullmatch(text)
        return LongYear(found[1]) if found else None
    if "T" in text:
        return _instant(text)
    value = _date(text)
    return value if value and not _is_qualified_season(value) else None


def is_valid(text: str) -> bool:
    return parse_or_none(text) is not None


def _interval(text: str) -> Interval | None:
    start, _slash, end = text.partition("/")
    edges = _edge(start), _edge(end)
    if edges[0] is None or edges[1] is None:
        return None
    interval = Interval(edges[0], edges[1])
    return interval if interval.is_in_order else None


def _edge(text: str) -> Date | Edge | None:
    if text in (Edge.OPEN, Edge.UNKNOWN):
        return Edge(text)
    value = _date(text)
    # Unspecified digits in an interval are level 2.
    return None if value and "X" in str(value) else value


def _instant(text: str) -> Instant | None:
    on, _t, clock = text.partition("T")
    day, found = _date(on), TIME.fullmatch(clock)
    if not (day and found) or day.precision is not Precision.DAY or day.qualifier:
        return None
    return Instant(day, found["time"], found["zone"] or "")


def _date(text: str) -> Date | None:
    found = DATE.fullmatch(text)
    if not found:
        return None
    value = Date(**found.groupdict(default=""))
    return value if _is_possible(value) and _is_hidden_from_the_right(value) else None


def _is_possible(value: Date) -> bool:
    if value.year == "-0000":
        return False
    if not value.month.isdigit():
        return True
    if value.month in SEASONS:
        return not value.day
    if not 1 <= int(value.month) <= 12:
        return False
    return not value.day.isdigit() or _is_day(value)


def _is_day(value: Date) -> bool:
    return 1 <= int(value.day) <= last_of_month(value.first_year, int(value.month))


def _is_hidden_from_the_right(value: Date) -> bool:
    """X only from the right, and alone: ``199X-05``, ``1999-XX-05``, ``199X~`` are level 2."""
    if "X" not in str(value):
        return True
    if "X" in value.year and value.month:
        return False
    if value.month == HIDDEN and value.day not in ("", HIDDEN):
        return False
    return not value.qualifier


def _is_qualified_season(value: Date) -> bool:
    return value.month in SEASONS and bool(value.qualifier)


def without_qualifier(value: Date) -> Date:
    return replace(value, qualifier="")
