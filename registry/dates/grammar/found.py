"""What was read of a moment, before it is settled."""

from dataclasses import dataclass
from datetime import date

from registry.dates import edtf
from registry.dates.days import SURE_YEARS
from registry.dates.edtf import Date
from registry.dates.grammar.numerals import Loose
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
    marked: int = 0
    """How surely the words before make a year of a number: OF, AT or 0."""
    problem: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def lacks_year(self) -> bool:
        return self.whole is None and self.loose.year is None

    @property
    def is_day(self) -> bool:
        return self.loose.day is not None

    @property
    def has_sure_year(self) -> bool:
        return not self.is_bare or self.loose.year in SURE_YEARS

    def settled(self, other: "Found | None" = None) -> Moment | None:
        """The moment, with what it lacks taken from the other; None if it still lacks it."""
        loose = self.loose.filled_from(other.loose) if other else self.loose
        value = self.whole or date_of(loose)
        return Moment(value, self.part, self.qualifier) if value else None


def date_of(loose: Loose) -> Date | None:
    if loose.year is None or not loose.is_possible:
        return None
    if loose.month is None:
        return None if loose.day else edtf.of_year(loose.year)
    if loose.day is None:
        return edtf.of_month(loose.year, loose.month)
    return edtf.of_day(date(loose.year, loose.month, loose.day))
