"""What words about time mean: a moment, known more or less, and how it is meant.

«dalla fine del 2017» is the moment «fine 2017» (the year 2017, its last three months)
meant as a start (SINCE). From here come EDTF, period, bounds; ``words`` writes it again.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from registry.dates import edtf
from registry.dates.days import (
    UNBOUNDED,
    Bounds,
    day_after,
    day_before,
    last_of_month,
    of_months,
)
from registry.dates.edtf import Date, Edge, Interval, Precision, Single


class Part(StrEnum):
    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"
    FIRST_HALF = "first_half"
    SECOND_HALF = "second_half"
    QUARTER_1 = "quarter_1"
    QUARTER_2 = "quarter_2"
    QUARTER_3 = "quarter_3"
    QUARTER_4 = "quarter_4"
    THIRD_1 = "third_1"
    THIRD_2 = "third_2"
    THIRD_3 = "third_3"
    WEEK_2 = "week_2"
    WEEK_3 = "week_3"
    WEEK_4 = "week_4"
    WEEK_5 = "week_5"
    ASTRIDE = "astride"
    """«inverno 2015/2016»: of a winter, the one that begins in the year."""


# The house rule: which years of a decade, months of a year, days of a month are meant.
# EDTF has no word for them: they only narrow the bounds.
YEARS_OF_DECADE = {
    Part.EARLY: (0, 3),
    Part.MIDDLE: (4, 6),
    Part.LATE: (7, 9),
    Part.FIRST_HALF: (0, 4),
    Part.SECOND_HALF: (5, 9),
}
MONTHS_OF_YEAR = {
    Part.EARLY: (1, 4),
    Part.MIDDLE: (5, 8),
    Part.LATE: (10, 12),
    Part.FIRST_HALF: (1, 6),
    Part.SECOND_HALF: (7, 12),
    Part.QUARTER_1: (1, 3),
    Part.QUARTER_2: (4, 6),
    Part.QUARTER_3: (7, 9),
    Part.QUARTER_4: (10, 12),
    Part.THIRD_1: (1, 4),
    Part.THIRD_2: (5, 8),
    Part.THIRD_3: (9, 12),
}
WEEKS_OF_MONTH = {Part.WEEK_2: 2, Part.WEEK_3: 3, Part.WEEK_4: 4, Part.WEEK_5: 5}
# The days of a week are those of that month: ``week_of_month``. Here, how far they may reach.
DAYS_OF_MONTH = {
    **{part: (7 * n - 12, 7 * n + 6) for part, n in WEEKS_OF_MONTH.items()},
    Part.EARLY: (1, 10),
    Part.MIDDLE: (11, 20),
    Part.LATE: (21, 31),
    Part.FIRST_HALF: (1, 15),
    Part.SECOND_HALF: (16, 31),
}
MONTHS_OF_SEASON = {Part.ASTRIDE: (12, 14)}
PARTS_OF = {
    Precision.DECADE: YEARS_OF_DECADE,
    Precision.SEASON: MONTHS_OF_SEASON,
    Precision.YEAR: MONTHS_OF_YEAR,
    Precision.MONTH: DAYS_OF_MONTH,
}
ABOUT, MAYBE, MAYBE_ABOUT = "~", "?", "%"


def both(one: str, other: str) -> str:
    """The two qualifiers of EDTF taken together: about + maybe = %."""
    return one if one == other or not other else MAYBE_ABOUT if one else other


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, the part of it that is meant, and how sure it is (``~``, ``?``, ``%``)."""

    date: Single
    part: Part | None = None
    qualifier: str = ""
    or_else: "Moment | None" = None
    """The later of the two that it may be: «dal 2010 o 2011». EDTF of level 1 has no word
    for it: it tells the first with a «?», and the bounds reach the second."""

    @property
    def precision(self) -> Precision:
        return self.date.precision

    @property
    def is_qualifiable(self) -> bool:
        """Level 1 has no qualified season or decade."""
        return isinstance(self.date, Date) and not (
            "X" in str(self.date) or self.date.precision is Precision.SEASON
        )

    @property
    def edtf(self) -> str:
        return str(self.date) + (self.doubt if self.is_qualifiable else "")

    @property
    def doubt(self) -> str:
        return both(self.qualifier, MAYBE) if self.or_else else self.qualifier

    @property
    def bounds(self) -> Bounds:
        mine = self._own_bounds
        return Bounds(mine.earliest, self.or_else.bounds.latest) if self.or_else else mine

    @property
    def _own_bounds(self) -> Bounds:
        narrow = PARTS_OF.get(self.precision, {}).get(self.part) if self.part else None
        if narrow is None or not isinstance(self.date, Date):
            return self.date.bounds
        month = self.date.bounds.earliest
        if self.part in WEEKS_OF_MONTH and month is not None:
            return week_of_month(month, WEEKS_OF_MONTH[self.part]) or self.date.bounds
        return _narrowed(self.date, narrow)

    def in_interval(self, *, is_end: bool = False) -> Date:
        """The date that stands for it within an interval, where level 1 admits no X.

        A decade is told by the first year meant, «about», or as an end by the last: so the
        period begins and ends where the bounds do."""
        if self.or_else and is_end:
            last = self.or_else.in_interval(is_end=True)
            return replace(last, qualifier=both(last.qualifier, MAYBE))
        if not isinstance(self.date, Date):
            return self.date.on if isinstance(self.date, edtf.Instant) else Date("0000")
        if self.date.precision in (Precision.DECADE, Precision.CENTURY):
            limit = self._own_bounds.latest if is_end else self._own_bounds.earliest
            year = f"{limit.year:04}" if limit else self.date.year.replace("X", "0")
            return Date(year, qualifier=both(ABOUT, self.doubt))
        shown = Date(
            self.date.year,
            self.date.month.replace("X", ""),
            self.date.day.replace("X", ""),
        )
        return replace(shown, qualifier=self.doubt)


def _narrowed(whole: Date, narrow: tuple[int, int]) -> Bounds:
    first, last = narrow
    if whole.precision is Precision.DECADE:
        years = whole.first_year + first, whole.first_year + last
        return Bounds(
            of_months(years[0], 1, 12).earliest,
            of_months(years[1], 1, 12).latest,
        )
    if whole.precision in (Precision.YEAR, Precision.SEASON):
        return of_months(whole.first_year, first, last)
    month = whole.bounds.earliest
    if month is None:
        return UNBOUNDED
    last = min(last, last_of_month(month.year, month.month))
    return Bounds(month.replace(day=first), month.replace(day=last))


def week_of_month(month: date, n: int) -> Bounds | None:
    """The ``n``-th seven days of the month, or its ``n``-th week from Monday, whether the first
    counts whole or not: nobody says which, and the bounds hold all three. None: it has no such
    week."""
    of_the_month_before = month.replace(day=1).weekday()
    last = last_of_month(month.year, month.month)
    first = 7 * (n - 1) + 1 - of_the_month_before
    if first > last:
        return None
    end = min(7 * n + (-of_the_month_before) % 7, last)
    return Bounds(month.replace(day=max(first, 1)), month.replace(day=end))


class Kind(StrEnum):
    ON = "on"
    """«il 13/10/2010», «nel 2018»: something happened then."""
    SINCE = "since"
    """«dal 2010»: it began then and goes on."""
    SINCE_UNTIL_UNKNOWN = "since_until_unknown"
    """``2010/``: it began then; whether and when it ended is not known."""
    FROM_TO = "from_to"
    SCHOOL_YEAR = "school_year"
    UNTIL = "until"
    """«fino al 2018»: when it began is not known."""
    ALWAYS_UNTIL = "always_until"
    """``../2018``: without a beginning."""
    BY = "by"
    """«entro il 2018», «non oltre»: on some day up to then."""
    BEFORE = "before"
    SINCE_BEFORE = "since_before"
    """«da prima del 2010»: it began before then and goes on."""
    SINCE_BY = "since_by"
    """«almeno dal 2010»: it had begun by then and goes on."""
    AFTER = "after"
    NOT_BEFORE = "not_before"
    BETWEEN = "between"
    """«tra il 2010 e il 2012»: somewhere in there."""
    EDGES = "edges"
    """``../..``, ``/..``, ``../``: an interval without a date."""


HAS_START = {Kind.ON, Kind.SINCE, Kind.SINCE_UNTIL_UNKNOWN, Kind.FROM_TO, Kind.SCHOOL_YEAR}
UP_TO = {Kind.UNTIL, Kind.ALWAYS_UNTIL, Kind.BY, Kind.SINCE_BY}
EARLIER = {Kind.BEFORE, Kind.SINCE_BEFORE}
HAS_END = {Kind.FROM_TO, Kind.SCHOOL_YEAR, Kind.UNTIL, Kind.ALWAYS_UNTIL}


@dataclass(frozen=True, slots=True)
class Meaning:
    """``start`` and ``end`` are there as the kind asks: UNTIL has an end alone."""

    kind: Kind
    start: Moment | None = None
    end: Moment | None = None
    edges: tuple[Edge, Edge] | None = None
    ends: Bounds | None = None
    """Where the end is counted from an imprecise start, its bounds."""

    @property
    def edtf(self) -> str | None:
        if self.kind is Kind.SCHOOL_YEAR and self.start:
            # «a.s. 2015/16» is told by its year; the months are in the period.
            return self.start.edtf.partition("-")[0]
        return self.start.edtf if self.start and self.kind in HAS_START else None

    @property
    def precision(self) -> Precision:
        if self.kind is Kind.SCHOOL_YEAR:
            return Precision.YEAR
        return self.start.precision if self.start and self.kind in HAS_START else Precision.UNKNOWN

    @property
    def starts_within(self) -> Bounds:
        start = self.start.bounds if self.start else UNBOUNDED
        end = self.end.bounds if self.end else UNBOUNDED
        if self.kind in HAS_START:
            return start
        if self.kind in UP_TO:
            return Bounds(None, end.latest)
        if self.kind in EARLIER:
            return Bounds(None, day_before(end.earliest))
        return self._starts_after(start, end)

    def _starts_after(self, start: Bounds, end: Bounds) -> Bounds:
        if self.kind is Kind.AFTER:
            return Bounds(day_after(start.latest), None)
        return Bounds(start.earliest, end.latest if self.kind is Kind.BETWEEN else None)

    @property
    def ends_within(self) -> Bounds:
        """The bounds of the end, where one is told; unbounded otherwise."""
        if self.ends:
            return self.ends
        return self.end.bounds if self.end and self.kind in HAS_END else UNBOUNDED

    @property
    def period(self) -> str | None:
        """The EDTF interval within which it lies, or None for what only happened."""
        if self.kind is Kind.ON:
            return None
        if self.kind is Kind.SCHOOL_YEAR:
            return self._school_year()
        interval = Interval(*(self.edges or (self._left(), self._right())))
        return str(interval if interval.is_in_order else self._with_a_nearer_end(interval))

    def _school_year(self) -> str:
        first, last = self.starts_within.earliest, self.ends_within.latest
        return f"{first:%Y-%m}/{last:%Y-%m}" if first and last else ""

    def _left(self) -> Date | Edge:
        if self.kind is Kind.AFTER:
            return _next_to(self.start, day_after(self.starts_on_latest))
        if self.start:
            return self.start.in_interval()
        return Edge.OPEN if self.kind is Kind.ALWAYS_UNTIL else Edge.UNKNOWN

    @property
    def starts_on_latest(self) -> date | None:
        return self.start.bounds.latest if self.start else None

    def _right(self) -> Date | Edge:
        if self.kind is Kind.BEFORE:
            return _next_to(self.end, day_before(self.end.bounds.earliest if self.end else None))
        if self.end and self.kind not in (Kind.SINCE_BEFORE, Kind.SINCE_BY):
            return self.end.in_interval(is_end=True)
        return Edge.UNKNOWN if self.kind is Kind.SINCE_UNTIL_UNKNOWN else Edge.OPEN

    def _with_a_nearer_end(self, interval: Interval) -> Interval:
        """«da marzo a fine 2017»: the bare year would end, for EDTF, before it begins."""
        latest = self.ends_within.latest
        if latest is None:
            return replace(interval, end=Edge.UNKNOWN)
        month = replace(edtf.of_month(latest.year, latest.month), qualifier=ABOUT)
        nearer = replace(interval, end=month)
        return nearer if nearer.is_in_order else replace(interval, end=Edge.UNKNOWN)


def _next_to(moment: Moment | None, day: date | None) -> Date | Edge:
    """The day as part of what the moment was told in: before 2010 comes 2009."""
    if day is None or moment is None:
        return Edge.UNKNOWN
    if moment.part is None and moment.precision is Precision.YEAR:
        return edtf.of_year(day.year)
    if moment.part is None and moment.precision is Precision.MONTH:
        return edtf.of_month(day.year, day.month)
    return edtf.of_day(day)


def of_edtf(value: edtf.Edtf) -> Meaning:
    """An interval becomes a start, an end or both; anything else something that happened."""
    if not isinstance(value, Interval):
        return Meaning(Kind.ON, _moment(value))
    start, end = value.start, value.end
    if isinstance(start, Date) and isinstance(end, Date):
        return Meaning(Kind.FROM_TO, _moment(start), _moment(end))
    if isinstance(start, Date):
        kind = Kind.SINCE if end is Edge.OPEN else Kind.SINCE_UNTIL_UNKNOWN
        return Meaning(kind, _moment(start))
    if isinstance(end, Date):
        kind = Kind.ALWAYS_UNTIL if start is Edge.OPEN else Kind.UNTIL
        return Meaning(kind, end=_moment(end))
    return Meaning(Kind.EDGES, edges=(start, end))


def _moment(value: Single) -> Moment:
    if isinstance(value, Date):
        return Moment(edtf.without_qualifier(value), qualifier=value.qualifier)
    return Moment(value)
