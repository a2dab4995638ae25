"""What was read of a moment, before it is settled."""

from dataclasses import dataclass
from datetime import date

from registry.dates import edtf
from registry.dates.days import SURE_YEARS
from registry.dates.edtf import Date, Precision
from registry.dates.grammar.numerals import Loose
from registry.dates.grammar.terms import Term
from registry.dates.meaning import Moment, Part

NOTHING = Loose()


@dataclass(frozen=True, slots=True)
class Found:
    """Loose figures, or a date that is whole by itself (a season, a decade)."""

    loose: Loose = NOTHING
    whole: Date | None = None
    part: Part | None = None
    qualifier: str = ""
    is_bare: bool = False
    """Four figures alone: they may count anything."""
    is_month_or_number: bool = False
    """5/2010: a month only after «dal», «nel»…"""
    is_short: bool = False
    """Two figures alone after a month: a year only where nothing else stands before."""
    or_else: "Found | None" = None
    """The later of the two that it may be."""
    school: Term | None = None
    """SCHOOL or TWO_YEARS: an end of a year astride two."""
    marked: int = 0
    """How surely the words before make a year of a number: OF, AT or 0."""
    problem: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def lacks_year(self) -> bool:
        return self.whole is None and self.loose.year is None

    @property
    def is_decade(self) -> bool:
        return self.whole is not None and self.whole.precision is Precision.DECADE

    @property
    def is_day(self) -> bool:
        return self.loose.day is not None

    @property
    def has_sure_year(self) -> bool:
        return not self.is_bare or self.loose.year in SURE_YEARS

    def settled(self, other: "Found | None" = None) -> Moment | None:
        """The moment, with what it lacks taken from the other; None if it still lacks it."""
        loose = self.loose
        for one in (self.or_else, other):
            loose = loose.filled_from(one.loose) if one else loose
        value = self.whole or date_of(loose)
        last = self.or_else.settled(other) if self.or_else else None
        if value is None or (self.or_else and last is None):
            return None
        return Moment(value, self.part, self.qualifier, last)


def date_of(loose: Loose) -> Date | None:
    if loose.year is None or not loose.is_possible:
        return None
    if loose.month is None:
        return None if loose.day else edtf.of_year(loose.year)
    if loose.day is None:
        return edtf.of_month(loose.year, loose.month)
    return edtf.of_day(date(loose.year, loose.month, loose.day))
