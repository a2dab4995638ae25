"""Years astride two: «a.s. 2015/16», «aa.ss. 2015/16 e 2016/17», «dall'a.a. 2015/16»."""

import re
from dataclasses import dataclass
from itertools import pairwise

from registry.dates import edtf
from registry.dates.edtf import Date
from registry.dates.grammar import sayings
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.found import Found
from registry.dates.grammar.items import Item, Many, Problem, Said
from registry.dates.grammar.numerals import Loose, short_year
from registry.dates.grammar.terms import Term
from registry.dates.grammar.years import Years, read_pair
from registry.dates.meaning import Kind, Meaning, Moment

SCHOOL_BEGINS_IN, SCHOOL_ENDS_IN = 9, 8
LONGEST_LIST = 12
TWO_SHORT_YEARS = re.compile(r"([0-9]{2})[/-]([0-9]{2})(?![0-9/-])")


@dataclass(frozen=True, slots=True)
class AstrideYear:
    """From September to August for a school; another one (academic, social) is told by its
    two years alone, because nobody says when it begins."""

    start: int
    first: int
    last: int
    sort: Term
    warnings: tuple[str, ...] = ()

    @property
    def is_school(self) -> bool:
        return self.sort is Term.SCHOOL

    @property
    def begins(self) -> Date:
        return edtf.of_month(self.first, SCHOOL_BEGINS_IN) if self.is_school else self._year(0)

    @property
    def ends(self) -> Date:
        return edtf.of_month(self.last, SCHOOL_ENDS_IN) if self.is_school else self._year(1)

    def _year(self, which: int) -> Date:
        return edtf.of_year((self.first, self.last)[which])


def read_school_edge(c: Cursor, *, is_end: bool, after: Found | None = None) -> Found | None:
    """The beginning or the end of one, for «dall'a.s. 2015/16 al 2017/18»."""
    start = c.at
    c.skip(Term.IN)
    year = _year(c, after.school if after else None)
    if year is None or year.last - year.first != 1:
        c.at = start
        return None
    return Found(whole=year.ends if is_end else year.begins, school=year.sort)


def read_school_years(c: Cursor) -> Item | None:
    """One, some in a row, or from one to another."""
    start = c.at
    first = _year(c, None)
    if first is None:
        return None
    years, is_range = [first], False
    while len(years) < LONGEST_LIST and not is_range:
        here = c.at
        is_list = c.take_mark(",") or bool(c.take(Term.AND))
        is_range = not is_list and bool(c.take(Term.TO) or c.take_mark("-/"))
        other = _year(c, first.sort) if is_list or is_range else None
        if other is None:
            c.at, is_range = here, False
            break
        years.append(other)
    return _said(c, start, years, is_range=is_range)


def _year(c: Cursor, sort: Term | None) -> AstrideYear | None:
    """With its word, or after one that had it."""
    start = c.at
    token = c.take(Term.SCHOOL, Term.TWO_YEARS)
    if token:
        sort = Term.SCHOOL if Term.SCHOOL in token else Term.TWO_YEARS
    years = (read_pair(c) or _short_pair(c)) if sort else None
    if sort is None or years is None or years[0].year is None or years[1].year is None:
        c.at = start
        return None
    is_short = years[0].has_short_year
    warnings = (sayings.short_year(c.typed(start), years[0].year),) if is_short else ()
    return AstrideYear(start, years[0].year, years[1].year, sort, warnings)


def _short_pair(c: Cursor) -> Years | None:
    """«a.s. 15/16»: after its word nothing else can be meant."""
    found = TWO_SHORT_YEARS.match(c.text, c.token.start) if c.token else None
    if not found:
        return None
    first, last = short_year(found[1]), short_year(found[2])
    if first is None or last is None:
        return None
    while c.token and c.token.start < found.end():
        c.at += 1
    return Loose(first, has_short_year=True), Loose(last, has_short_year=True)


def _said(c: Cursor, start: int, years: list[AstrideYear], *, is_range: bool) -> Item:
    if any(year.last - year.first != 1 for year in years):
        return Problem(start, c.at, sayings.which_of_the_years(c.typed(start)))
    if any(other.first <= one.first for one, other in pairwise(years)):
        return Problem(start, c.at, sayings.ends_before_it_begins(c.typed(start)))
    are_in_a_row = all(other.first == one.last for one, other in pairwise(years))
    if is_range or are_in_a_row:
        return Said(start, c.at, _from_to(years[0], years[-1]), years[0].warnings)
    ends = [*(year.start for year in years[1:]), c.at]
    saids = zip(years, ends, strict=True)
    return Many(
        start, c.at, tuple(Said(year.start, end, _from_to(year, year)) for year, end in saids)
    )


def _from_to(first: AstrideYear, last: AstrideYear) -> Meaning:
    kind = Kind.SCHOOL_YEAR if first == last and first.is_school else Kind.FROM_TO
    return Meaning(kind, Moment(first.begins), Moment(last.ends))
