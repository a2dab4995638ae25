"""One moment: «il 1° dicembre 2017», «ottobre 2014», «metà anni 2000», «circa 2005 (?)».

What may still want its month or year from another moment («dal 1° al 15 marzo 2016»)
stays loose until it is settled.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from registry.dates import edtf
from registry.dates.days import SURE_YEARS
from registry.dates.edtf import HIDDEN, Date
from registry.dates.grammar import sayings
from registry.dates.grammar.cursor import FEW, Cursor
from registry.dates.grammar.found import Found, date_of
from registry.dates.grammar.numerals import Loose, whole_year
from registry.dates.grammar.terms import AT, Term
from registry.dates.grammar.tokens import Token
from registry.dates.grammar.years import (
    LAST,
    read_century,
    read_decade,
    read_ordinal,
    read_year,
    read_year_after_month,
)
from registry.dates.meaning import ABOUT, MAYBE, PARTS_OF, WEEKS_OF_MONTH, Part, both, week_of_month

FIGURES = (
    Term.DAY,
    Term.DAY_OF_MONTH,
    Term.MONTH_OF_YEAR,
    Term.IMPOSSIBLE,
    Term.WHICH_CENTURY,
    Term.YEAR_FIRST,
    Term.SMUDGED,
)
MOMENT_BEGINS = frozenset(
    {
        *FIGURES,
        *(Term.IN, Term.WEEKDAY, Term.ABOUT, Term.MAYBE, Term.PART, Term.ORDINAL, Term.ROMAN),
        *(Term.NUMBER, Term.MONTH, Term.SEASON, Term.DECADES, Term.DECADE, Term.SOME),
        *(Term.YEAR, Term.SHORT_YEAR, Term.POINTED_YEAR),
    }
)
"""What a moment may begin with."""
UNREADABLE = {
    Term.IMPOSSIBLE: sayings.no_such_day,
    Term.WHICH_CENTURY: sayings.which_century,
    Term.YEAR_FIRST: sayings.day_first,
    Term.SMUDGED: sayings.smudged,
}
LAST_DAY_OF_A_MONTH = 31
YEAR_2000 = 2000
WINTER = int(edtf.WINTER)
OF_A_MONTH = {"giorni", "decade", "quindicina", "settimana", "week", "woche", "semaine", "teden",
              "tedna"}  # fmt: skip
PLURALS = {"primi", "primissimi", "inizi"}
COUNTED = {Term.HALF, Term.CENTURY, Term.MONTH}
LEADING = {
    *(Term.PUNCTUATION, Term.SINCE, Term.TO, Term.UNTIL, Term.STARTING, Term.BEGAN, Term.FORMAL),
    *(Term.ENDING, Term.BY, Term.BEFORE, Term.AFTER, Term.AND, Term.OR, Term.BETWEEN, Term.IN),
}
PARTS_IN = {
    2: (Part.FIRST_HALF, Part.SECOND_HALF),
    3: (Part.THIRD_1, Part.THIRD_2, Part.THIRD_3),
    4: (Part.QUARTER_1, Part.QUARTER_2, Part.QUARTER_3, Part.QUARTER_4),
}


def read_moment(c: Cursor) -> Found | None:
    """The moment that begins here, with its doubts before and after; else None, unmoved."""
    start = c.at
    if c.token is None or MOMENT_BEGINS.isdisjoint(c.token.terms):
        return None
    doubts = read_doubts(c)
    around = _is_around(c)
    marked, weekday = _lead_in(c)
    doubts = both(doubts, read_doubts(c))
    found = _core(c)
    if found is None or (found.is_short and not _is_led_to(c, start)):
        c.at = start
        return None
    qualifier = both(both(doubts, found.qualifier), read_doubts(c, after=True))
    found = replace(
        found,
        qualifier=qualifier,
        marked=max(marked, around),
        is_bare=found.is_bare and not (marked or around),
        is_month_or_number=found.is_month_or_number and marked < AT,
    )
    return _checked(c, found, weekday, start)


def _is_led_to(c: Cursor, start: int) -> bool:
    """«ott 98», «firmato il 1 maggio 98»; not «Cooperativa 1 Maggio 98»."""
    before = c.tokens[start - 1] if start else None
    if before is None or before.terms.keys() & LEADING:
        return True
    return c.tokens[start].terms.keys() == {Term.IN}


def _is_around(c: Cursor) -> int:
    """«intorno al 2005» speaks of a year, «circa 2000» may well speak of people."""
    *_others, about, to = [None, None, *c.tokens[max(0, c.at - 2) : c.at]]
    is_article = about and to and Term.ABOUT in about and to.terms.get(Term.TO) == "al"
    return AT if is_article else 0


def _checked(c: Cursor, found: Found, weekday: int | None, start: int) -> Found:
    loose = found.loose
    if found.problem or found.whole:
        return found
    if not loose.is_possible:
        return replace(found, problem=sayings.no_such_day(c.typed(start)))
    if weekday is None or loose.year is None or loose.month is None or loose.day is None:
        return found
    day = date(loose.year, loose.month, loose.day)
    is_right = day.weekday() == weekday
    return found if is_right else replace(found, problem=sayings.wrong_weekday(day))


def read_doubts(c: Cursor, *, after: bool = False) -> str:
    """«circa», «forse», «(?)», «(circa)», one or more of them: ~, ? or %."""
    doubts = ""
    for _step in range(FEW):
        start = c.at
        bracketed = after and c.take_mark("(")
        doubt = _doubt(c, after=after)
        if not doubt or (bracketed and not c.take_mark(")")):
            c.at = start
            break
        doubts = both(doubts, doubt)
    return doubts


def _doubt(c: Cursor, *, after: bool) -> str:
    token = c.take(Term.ABOUT, Term.MAYBE)
    if token is None:
        return ""
    term = Term.ABOUT if Term.ABOUT in token else Term.MAYBE
    # «nel 2015 circa 20 persone»: of the persons.
    is_of_another = after and term is Term.ABOUT and c.has(Term.NUMBER, Term.RANGE)
    if (after and token[term] == "before") or is_of_another:
        c.at -= 1
        return ""
    if not after:
        c.take_mark(".")
        c.take(Term.TO)
    return ABOUT if term is Term.ABOUT else MAYBE


def _lead_in(c: Cursor) -> tuple[int, int | None]:
    """«nel», «l'anno», «data:», «lunedì»: how surely a number is a year, and which weekday."""
    marked, weekday = 0, None
    for _step in range(2 * FEW):
        token = None if _is_numeral(c) else c.take(Term.IN)
        if token:
            marked = max(marked, token[Term.IN])
            c.take_mark(":")
        elif c.has(Term.WEEKDAY) and not c.has(Term.MONTH):
            weekday = c.take_value(Term.WEEKDAY)
            c.take_mark(",.")
        else:
            break
    return marked, weekday


def _is_numeral(c: Cursor) -> bool:
    """The «I» of «I semestre 2016», «I dicembre 2017» is no article; nor is «leta» of
    «leta 2000–2009»."""
    after = c.tokens[c.at + 1 : c.at + 2]
    if c.has(Term.DECADES):
        return any(Term.RANGE in token for token in after)
    return c.has(Term.ROMAN) and any(
        token.terms.keys() & COUNTED or token.terms.get(Term.PART) is Part.MIDDLE for token in after
    )


def _core(c: Cursor) -> Found | None:
    start = c.at
    for reader in READERS:
        found = reader(c)
        if found:
            return found
        c.at = start
    return None


def _in_figures(c: Cursor) -> Found | None:
    token = c.take(*FIGURES)
    if token is None:
        return None
    for term, sentence in UNREADABLE.items():
        if term in token:
            return Found(problem=sentence(token.text))
    if Term.MONTH_OF_YEAR in token:
        return Found(token[Term.MONTH_OF_YEAR], is_month_or_number=True)
    if Term.DAY_OF_MONTH in token:
        return _with_year_apart(c, token[Term.DAY_OF_MONTH])
    loose: Loose = token[Term.DAY]
    warnings = (sayings.short_year(token.text, loose.year),) if loose.has_short_year else ()
    return Found(loose, warnings=warnings)


def _with_year_apart(c: Cursor, day: Loose) -> Found:
    """31/12 2015"""
    year = whole_year(c.token.text) if c.token else None
    if year not in SURE_YEARS:
        return Found(day)
    c.at += 1
    return Found(replace(day, year=year))


def _part(c: Cursor) -> Found | None:
    """«fine 2017», «primi mesi del 2014», «metà degli anni 2000», «inizio di marzo 2015»."""
    start, token = c.at, c.take(Term.PART)
    if token is None:
        return None
    c.skip(Term.IN)
    is_of = c.at > start + 1
    whole = _whole(c)
    if whole is None or whole.problem:
        return whole
    if token.key.rpartition(" ")[2] in OF_A_MONTH and not whole.loose.month:
        return None
    part = token[Term.PART]
    if _has_no_such_week(whole.loose, part):
        return Found(problem=sayings.no_such_week(c.typed(start)))
    return _of_decade(c, token, whole, is_of) or replace(
        whole, part=_part_of(whole, part), is_bare=False
    )


def _has_no_such_week(month: Loose, part: Part) -> bool:
    if part not in WEEKS_OF_MONTH or not (month.year and month.month) or month.is_season:
        return False
    first = date(month.year, month.month, 1)
    return week_of_month(first, WEEKS_OF_MONTH[part]) is None


def _of_decade(c: Cursor, part: Token, whole: Found, is_of: bool) -> Found | None:
    """«dai primi 2000», «inizio 2000»: of the year or of the decade; the bounds of its first
    years hold both. «primi '90» is the decade, «fine '90» one or the other."""
    year, last = whole.loose.year, c.token_before
    if whole.loose != Loose(year) or not year or year % 10 or " " in part.key:
        return None
    is_plural = part.key in PLURALS and not is_of
    if part[Term.PART] is Part.EARLY and (year == YEAR_2000 or is_plural):
        return Found(whole=edtf.of_decade(year), part=Part.EARLY)
    is_short = last is not None and Term.SHORT_YEAR in last
    typed = f"{part.text} {last.text}" if last else ""
    return Found(problem=sayings.year_or_decade(typed)) if is_short else None


def _whole(c: Cursor) -> Found | None:
    start = c.at
    for reader in (read_decade, _month, _season, read_year):
        found = reader(c)
        if found:
            return found
        c.at = start
    return None


def _part_of(found: Found, part: Part) -> Part | None:
    """A season has no parts, and loses the word."""
    value = found.whole or date_of(replace(found.loose, year=found.loose.year or YEAR_2000))
    has_it = value and part in PARTS_OF.get(value.precision, {})
    return part if has_it else None


def _half(c: Cursor) -> Found | None:
    """«primo semestre 2016», «II trimestre del 2016», «ultimo quadrimestre 2016», «2ª metà
    del 2015»."""
    ordinal = read_ordinal(c)
    if ordinal is None:
        ordinal = c.take_value(Term.NUMBER)  # 2 semestre 2015
        if ordinal is None or not c.has(Term.HALF):
            return None
    pieces = c.take_value(Term.HALF)
    if pieces is None:
        return _half_of(c, ordinal) if c.take_value(Term.PART) is Part.MIDDLE else None
    ordinal = pieces if ordinal == LAST else ordinal
    c.skip(Term.IN, marks=".")
    year = read_year(c) if 1 <= ordinal <= pieces else None
    return replace(year, part=PARTS_IN[pieces][ordinal - 1], is_bare=False) if year else None


def _half_of(c: Cursor, ordinal: int) -> Found | None:
    c.skip(Term.IN)
    whole = _whole(c) if ordinal in (1, 2) else None
    if whole is None or whole.problem:
        return whole
    return replace(whole, part=_part_of(whole, PARTS_IN[2][ordinal - 1]), is_bare=False)


def read_day_number(c: Cursor) -> int | None:
    token = c.take(Term.ORDINAL, Term.NUMBER)
    if token is None:
        return None
    day = int(token[Term.ORDINAL if Term.ORDINAL in token else Term.NUMBER])
    return day if 1 <= day <= LAST_DAY_OF_A_MONTH else None


def _day(c: Cursor) -> Found | None:
    """«1° dicembre 2017», «15 del mese di aprile», «1. Dezember 2017», «15-feb-2012»."""
    day = c.take_value(Term.ROMAN) if c.has(Term.ROMAN) else read_day_number(c)
    if day is None:
        return None
    c.skip(Term.IN, marks=".")
    month = c.take_value(Term.MONTH)
    return _with_year(c, month, day) if month else None


def _month(c: Cursor) -> Found | None:
    month = c.take_value(Term.MONTH)
    return _with_year(c, month, None) if month else None


def _with_year(c: Cursor, month: int, day: int | None) -> Found:
    start = c.at
    year = read_year_after_month(c)
    if year is None:
        c.at = start
        c.take_point()
        return Found(Loose(None, month, day))
    return replace(year, loose=Loose(year.loose.year, month, day), is_bare=False)


def _month_before_day(c: Cursor) -> Found | None:
    """ "December 1, 2017": the month is in letters, so nothing can be mistaken."""
    month, day = c.take_value(Term.MONTH), read_day_number(c)
    c.take_mark(",")
    year = read_year(c)
    if month is None or day is None or year is None:
        return None
    return replace(year, loose=Loose(year.loose.year, month, day), is_bare=False)


def _season(c: Cursor) -> Found | None:
    """«inverno 2015/16» is the one that begins in 2015; another season has one year, and
    never of two figures: «Cooperativa Primavera 83»."""
    here, season = c.at, c.take_value(Term.SEASON)
    if season is None:
        return None
    start = c.at
    c.skip(Term.IN)
    years = c.take(Term.RANGE, Term.RANGE_OR_MONTH)
    if years:
        first, last = years[Term.RANGE if Term.RANGE in years else Term.RANGE_OR_MONTH]
        if season != WINTER or last.year - first.year != 1:
            return Found(problem=sayings.which_of_the_years(c.typed(here)))
        return Found(whole=edtf.of_month(first.year, season), part=Part.ASTRIDE)
    c.at = start
    found = _with_year(c, season, None)
    if found.is_short:
        c.at = start
        return Found(Loose(None, season))
    return found


def _some(c: Cursor) -> Found | None:
    """«un giorno di dicembre 2018», «un mese del 2018»."""
    some = c.take_value(Term.SOME)
    if some is None:
        return None
    c.skip(Term.IN)
    month = c.take_value(Term.MONTH) if some == "day" else None
    year = read_year_after_month(c)
    if year is None or year.loose.year is None:
        return None
    written = f"{month:02}" if month else HIDDEN
    return Found(whole=Date(f"{year.loose.year:04}", written, HIDDEN if some == "day" else ""))


READERS: tuple[Callable[[Cursor], Found | None], ...] = (
    _in_figures,
    _part,
    _half,
    _day,
    _month_before_day,
    _month,
    _season,
    read_century,
    read_decade,
    _some,
    read_year,
)
