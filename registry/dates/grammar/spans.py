"""Spans of years: «biennio 2016-2017», «anni 2016, 2017 e 2018», «a.s. 2015/16»."""

from dataclasses import replace

from registry.dates import edtf
from registry.dates.days import SURE_YEARS
from registry.dates.grammar import sayings
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.found import date_of
from registry.dates.grammar.items import Item, Problem, Said
from registry.dates.grammar.links import begins_alone, ends_alone
from registry.dates.grammar.numerals import Loose
from registry.dates.grammar.terms import Term
from registry.dates.grammar.tokens import Token
from registry.dates.grammar.years import read_year
from registry.dates.meaning import Kind, Meaning, Moment

SCHOOL_BEGINS_IN, SCHOOL_ENDS_IN = 9, 8
LONGEST_LIST = 12
ENDS = (Term.SINCE, Term.TO, Term.UNTIL, Term.BY, Term.BEFORE, Term.AFTER)
Years = tuple[Loose, Loose]


def read_span(c: Cursor, start: int, doubts: str) -> Item | None:
    """A span; a Problem where it stands for one end of another: «dal biennio 2016-2017»."""
    before = c.tokens[start - 1] if start else None
    item = _school_year(c) or _named(c) or _in_figures(c)
    if not isinstance(item, Said):
        return item
    if before and any(term in before for term in ENDS):
        return Problem(start, c.at, sayings.which_of_the_years(c.typed(start - 1)))
    return replace(item, start=start, meaning=_doubted(item.meaning, doubts))


def _doubted(meaning: Meaning, doubts: str) -> Meaning:
    if not (meaning.start and meaning.end):
        return meaning
    start, end = (replace(moment, qualifier=doubts) for moment in (meaning.start, meaning.end))
    return replace(meaning, start=start, end=end)


def _school_year(c: Cursor) -> Item | None:
    start = c.at
    if not c.take(Term.SCHOOL, Term.TWO_YEARS):
        return None
    is_school = Term.SCHOOL in c.tokens[start]
    years = _pair(c)
    if years is None:
        return None
    first, last = years[0].year or 0, years[1].year or 0
    if last - first != 1:
        return Problem(start, c.at, sayings.which_of_the_years(c.typed(start)))
    if not is_school:
        return Said(start, c.at, _from_to(years))
    begins = Moment(edtf.of_month(first, SCHOOL_BEGINS_IN))
    ends = Moment(edtf.of_month(last, SCHOOL_ENDS_IN))
    return Said(start, c.at, Meaning(Kind.SCHOOL_YEAR, begins, ends))


def read_school_years_from(c: Cursor) -> Meaning | None:
    """After «dal»: the school year «2015/16», and «all'a.s. 2017/18» if it follows."""
    first = _school(c)
    if first is None or first[0].year is None:
        return None
    begins = Moment(edtf.of_month(first[0].year, SCHOOL_BEGINS_IN))
    start = c.at
    last = _school(c) if c.take(Term.TO) else None
    if last is None or last[1].year is None:
        c.at = start
        return Meaning(Kind.SINCE, begins)
    return Meaning(Kind.FROM_TO, begins, Moment(edtf.of_month(last[1].year, SCHOOL_ENDS_IN)))


def _school(c: Cursor) -> Years | None:
    return _pair(c) if c.take(Term.SCHOOL) else None


def _named(c: Cursor) -> Item | None:
    """«biennio 2016-2017», «periodo 2014/2020», «anni 2016, 2017 e 2018»."""
    start = c.at
    length = c.take_value(Term.YEARS)
    if length is None:
        return None
    years = _list(c) if length == 0 else None
    years = years or _pair(c)
    if years is None:
        return None
    return _checked(c, start, years, length)


def _checked(c: Cursor, start: int, years: Years, length: int) -> Item:
    first, last = years[0].year or 0, years[1].year or 0
    if last <= first:
        return Problem(start, c.at, sayings.ends_before_it_begins(c.typed(start)))
    told = last - first + 1
    is_as_told = length in (0, told)
    warnings = () if is_as_told else (sayings.other_length(c.typed(start), told),)
    return Said(start, c.at, _from_to(years), warnings)


def _pair(c: Cursor) -> Years | None:
    """«2016-2017», «2016/17», «2016 e 2017», «2016 – 2017»."""
    c.skip(Term.IN)
    token = c.take(Term.RANGE, Term.RANGE_OR_MONTH)
    if token:
        years: Years = token[Term.RANGE if Term.RANGE in token else Term.RANGE_OR_MONTH]
        return years if years[0].month is None else None
    first = read_year(c)
    if first is None or not (c.take_mark("-/") or c.take(Term.AND, Term.TO)):
        return None
    last = read_year(c)
    return (first.loose, last.loose) if last else None


def _list(c: Cursor) -> Years | None:
    """«2016, 2017 e 2018»: each the year after the one before."""
    start = c.at
    years = list[Loose]()
    for _step in range(LONGEST_LIST):
        found = read_year(c)
        if found is None or (years and found.loose.year != (years[-1].year or 0) + 1):
            break
        years.append(found.loose)
        if c.take_mark(",") or c.take(Term.AND):
            continue
        if len(years) > 1:
            return years[0], years[-1]
        break
    c.at = start
    return None


def _in_figures(c: Cursor) -> Item | None:
    """«2014-2020», «01/12/2017-28/02/2019» with nothing before them."""
    start = c.at
    token = c.take(Term.RANGE, Term.RANGE_OR_MONTH)
    if token is None:
        return None
    if Term.RANGE_OR_MONTH in token:
        is_alone = begins_alone(c, start) and ends_alone(c)
        return Problem(start, c.at, sayings.years_or_month(token.text)) if is_alone else None
    years: Years = token[Term.RANGE]
    if years[0].month is None and not _is_sure(c, start, token, years):
        return None
    meaning = _from_to(years)
    if (years[0].year or 0) > (years[1].year or 0) or _is_backwards(meaning):
        return Problem(start, c.at, sayings.ends_before_it_begins(token.text))
    return Said(start, c.at, meaning)


def _is_sure(c: Cursor, start: int, token: Token, years: Years) -> bool:
    """2014-2020 is a span wherever it stands; 2014/2020 and 2015-18 may number an act."""
    if not all(end.year in SURE_YEARS for end in years):
        return False
    is_plain = "-" in token.text and len(token.text) > len("2015-18")
    before = c.tokens[start - 1] if start else None
    is_led_in = before is not None and Term.IN in before
    return is_plain or ((begins_alone(c, start) or is_led_in) and ends_alone(c))


def _is_backwards(meaning: Meaning) -> bool:
    begins, ends = meaning.starts_within.earliest, meaning.ends_within.latest
    return bool(begins and ends and begins > ends)


def _from_to(ends: Years) -> Meaning:
    first, last = date_of(ends[0]), date_of(ends[1])
    start = Moment(first) if first else None
    return Meaning(Kind.FROM_TO, start, Moment(last) if last else None)
