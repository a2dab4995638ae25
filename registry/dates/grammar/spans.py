"""Spans of years: «biennio 2016-2017», «anni 2016, 2017 e 2018», «a.s. 2015/16»."""

from dataclasses import replace

from registry.dates import edtf
from registry.dates.days import SURE_YEARS
from registry.dates.grammar import sayings
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.found import date_of
from registry.dates.grammar.items import Item, Problem, Said
from registry.dates.grammar.links import begins_alone, ends_alone
from registry.dates.grammar.lists import LONGEST_LIST, row_or_many
from registry.dates.grammar.moments import read_doubts
from registry.dates.grammar.numerals import Loose
from registry.dates.grammar.schools import read_school_years
from registry.dates.grammar.terms import Term
from registry.dates.grammar.tokens import Token
from registry.dates.grammar.years import Years, read_pair, read_year
from registry.dates.meaning import Kind, Meaning, Moment

SPAN_BEGINS = frozenset(
    {Term.IN, Term.SCHOOL, Term.TWO_YEARS, Term.YEARS, Term.RANGE, Term.RANGE_OR_MONTH}
)
NAMES = (Term.YEARS, Term.SCHOOL, Term.TWO_YEARS, Term.DECADES)
ENDS = (Term.SINCE, Term.TO, Term.UNTIL, Term.BY, Term.BEFORE, Term.AFTER)


def read_span(c: Cursor, start: int, doubts: str) -> Item | None:
    """A span; a Problem where it stands for one end of another: «dal biennio 2016-2017»."""
    before = c.tokens[start - 1] if start else None
    if c.has(Term.DECADES) and not c.has(Term.YEARS):
        return None
    while c.has(Term.IN) and not c.has(*NAMES):
        c.at += 1
    here, item = c.at, None
    for reader in (read_school_years, _named, _in_figures):
        item = item or reader(c)
        c.at = c.at if item else here
    if not isinstance(item, Said):
        return item
    if before and any(term in before for term in ENDS):
        return Problem(start, c.at, sayings.which_of_the_years(c.typed(start - 1)))
    if c.has(Term.NOW) and c.token and c.token[Term.NOW] == "on":  # a.s. 2015/16 e seguenti
        c.at += 1
        since = Meaning(Kind.SINCE, item.meaning.start)
        return replace(item, end=c.at, start=start, meaning=_doubted(since, doubts))
    doubts = doubts or read_doubts(c, after=True)
    return replace(item, start=start, end=c.at, meaning=_doubted(item.meaning, doubts))


def _doubted(meaning: Meaning, doubts: str) -> Meaning:
    start, end = (
        moment and replace(moment, qualifier=doubts) for moment in (meaning.start, meaning.end)
    )
    return replace(meaning, start=start, end=end)


def _named(c: Cursor) -> Item | None:
    """«biennio 2016-2017», «periodo 2014/2020», «anni 2016, 2017 e 2018»."""
    start = c.at
    length = c.take_value(Term.YEARS)
    if length is None or (length == 0 and _is_decade(c.token)):
        return None
    listed = _list(c)
    if listed:
        return _all_of(c, start, listed, length)
    years = read_pair(c)
    return _checked(c, start, years, length) if years else None


def _is_decade(token: Token | None) -> bool:
    """«anni '80-'90» are two decades."""
    return token is not None and Term.SHORT_YEAR in token and token[Term.SHORT_YEAR] % 10 == 0


def _all_of(c: Cursor, start: int, listed: list[tuple[int, int]], length: int) -> Item:
    """In a row they are a span; else each is by itself: «negli anni 2010, 2012 e 2014»."""
    begins, years = [at for at, _year in listed], [year for _at, year in listed]
    if years == list(range(years[0], years[0] + len(years))):
        return _checked(c, start, (Loose(years[0]), Loose(years[-1])), length)
    if length or all(year % 10 == 0 for year in years):
        sentence = sayings.year_or_decade if not length else sayings.cut_off
        return Problem(start, c.at, sentence(c.typed(start)))
    return row_or_many(c, [start, *begins[1:]], [edtf.of_year(year) for year in years])


def _checked(c: Cursor, start: int, years: Years, length: int) -> Item:
    first, last = years[0].year or 0, years[1].year or 0
    if last <= first:
        return Problem(start, c.at, sayings.ends_before_it_begins(c.typed(start)))
    told = last - first + 1
    is_as_told = length in (0, told)
    warnings = () if is_as_told else (sayings.other_length(c.typed(start), told),)
    return Said(start, c.at, _from_to(years), warnings)


def _list(c: Cursor) -> list[tuple[int, int]]:
    """«2016, 2017 e 2018»: each year with where it begins. Empty if there are not two."""
    start = c.at
    c.skip(Term.IN)
    years = list[tuple[int, int]]()
    after = c.at
    for _step in range(LONGEST_LIST):
        at = c.at
        found = read_year(c)
        if found is None or found.loose.year is None:
            break
        years.append((at, found.loose.year))
        after = c.at
        is_joined = c.take_mark(",") | bool(c.take(Term.AND))
        if not is_joined:
            break
    c.at = after if len(years) > 1 else start
    return years if len(years) > 1 else []


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
    short = [end for end in years if end.has_short_year]
    told = dict.fromkeys(sayings.short_year(token.text, end.year) for end in short)
    warnings = tuple(told)
    if (years[0].year or 0) > (years[1].year or 0) or _is_backwards(meaning):
        return Problem(start, c.at, sayings.ends_before_it_begins(token.text))
    return Said(start, c.at, meaning, warnings)


def _is_sure(c: Cursor, start: int, token: Token, years: Years) -> bool:
    """2014-2020 is a span wherever it stands; 2014/2020 and 2015-18 may number an act."""
    if not all(end.year in SURE_YEARS for end in years):
        return False
    is_plain = "-" in token.text and len(token.text) > len("2015-18")
    before = c.tokens[start - 1] if start else None
    is_led_in = before is not None and Term.IN in before
    is_an_end = before is not None and any(term in before for term in ENDS)
    is_led_in = is_led_in or is_an_end or begins_alone(c, start)
    return is_plain or (is_led_in and ends_alone(c))


def _is_backwards(meaning: Meaning) -> bool:
    begins, ends = meaning.starts_within.earliest, meaning.ends_within.latest
    return bool(begins and ends and begins > ends)


def _from_to(ends: Years) -> Meaning:
    first, last = date_of(ends[0]), date_of(ends[1])
    start = Moment(first) if first else None
    return Meaning(Kind.FROM_TO, start, Moment(last) if last else None)
