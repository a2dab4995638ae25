"""Years, decades and centuries: 2015, duemilaquindici, '98, anni Novanta, XX secolo."""

from dataclasses import replace

from registry.dates import edtf
from registry.dates.days import SURE_YEARS
from registry.dates.grammar import sayings
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.found import Found
from registry.dates.grammar.numerals import Loose, short_year, whole_year
from registry.dates.grammar.terms import Term
from registry.dates.grammar.tokens import Token

LAST = -1
"""The ordinal «ultimo»."""
CENTURIES = range(10, 31)
DECADES = {0: 2000} | {ten: 1900 + ten for ten in range(30, 100, 10)}
"""Decades of two figures. «Anni '10», «anni '20» may be of either century."""


def read_year(c: Cursor) -> Found | None:
    token = c.take(Term.NUMBER, Term.YEAR, Term.SHORT_YEAR, Term.POINTED_YEAR)
    if token is None:
        return None
    if Term.POINTED_YEAR in token:
        return _pointed(c, token)
    if Term.SHORT_YEAR in token:
        return _short(token, token.text[1:])
    if Term.YEAR in token:
        return Found(Loose(token[Term.YEAR]))
    year = whole_year(token.text)
    return Found(Loose(year), is_bare=True) if year else None


def _pointed(c: Cursor, token: Token) -> Found | None:
    """«dal 2.010», «nel 2.010»; «2.010 domande» are so many."""
    before = c.tokens[c.at - 2 : c.at - 1]
    is_led_in = any(one.terms.get(Term.SINCE) == "dal" or one.terms.get(Term.IN) for one in before)
    year = token[Term.POINTED_YEAR]
    is_sure = is_led_in and year in SURE_YEARS and (not c.token or Term.PUNCTUATION in c.token)
    return Found(Loose(year)) if is_sure else None


def read_year_after_month(c: Cursor) -> Found | None:
    """Also «ott 98», «dic-17», where nothing follows that two figures could count."""
    is_tight = c.take_tight_mark("/-")
    if not is_tight and c.take_mark("-"):  # giugno - 2015
        found = read_year(c)
        if found and Term.SHORT_YEAR not in c.tokens[c.at - 1]:
            return found
        return None
    if not is_tight:
        c.skip(Term.IN, marks=".,")
    start = c.at
    found = read_year(c)
    if found:
        return found
    c.at = start
    token = c.take(Term.NUMBER)
    is_last = c.token is None or Term.PUNCTUATION in c.token
    if not token or not is_last or len(token.text) != 2:
        return None
    return replace(_short(token, token.text), is_short=not is_tight)


def _short(token: Token, figures: str) -> Found:
    year = short_year(figures)
    if year is None:
        return Found(problem=sayings.which_century(token.text))
    return Found(Loose(year), warnings=(sayings.short_year(token.text, year),))


def read_decade(c: Cursor) -> Found | None:
    """«anni Novanta», «anni '90», «anni 90», «anni 2000», «1990s», «1990er Jahre»."""
    decades = c.take_value(Term.DECADES)
    if decades == "range" and c.has(Term.RANGE):
        return _decade_in_full(c)
    token = c.take(Term.DECADE, Term.SHORT_YEAR, Term.NUMBER)
    first_year = _first_year(token) if token else None
    if token is None or first_year is None:
        return None
    has_word = c.take(Term.DECADES) is not None or decades is not None
    if not has_word and not (Term.DECADE in token and whole_year(token.text[:4])):
        return None
    if first_year == 0:
        return Found(problem=sayings.which_century(token.text))
    return Found(whole=edtf.of_decade(first_year))


def _decade_in_full(c: Cursor) -> Found | None:
    """«let 2000–2009», as Slovene tells a decade."""
    first, last = c.take_value(Term.RANGE)
    is_decade = first == Loose(first.year) and first.year % 10 == 0 and last.year - first.year == 9
    return Found(whole=edtf.of_decade(first.year)) if is_decade else None


def read_other_decade(c: Cursor) -> Found | None:
    """After a decade: «anni Ottanta e Novanta», «anni '80-'90», «anni '80/90»."""
    c.skip(Term.IN)
    if c.has(Term.DECADES):
        return read_decade(c)
    token = c.take(Term.DECADE, Term.SHORT_YEAR, Term.NUMBER)
    if token is None or Term.YEAR in token or whole_year(token.text):
        return None
    first_year = _first_year(token)
    return Found(whole=edtf.of_decade(first_year)) if first_year else None


def _first_year(token: Token) -> int | None:
    """0 where the century cannot be told; None where it is no decade."""
    if Term.DECADE in token:
        return int(token[Term.DECADE])
    value = int(token[Term.SHORT_YEAR if Term.SHORT_YEAR in token else Term.NUMBER])
    if value % 10:
        return None
    if whole_year(token.text):
        return value
    return DECADES.get(value, 0) if value < 100 else None


def read_century(c: Cursor) -> Found | None:
    ordinal = read_ordinal(c)
    if ordinal is None or ordinal not in CENTURIES or not c.take(Term.CENTURY):
        return None
    return Found(whole=edtf.of_century((ordinal - 1) * 100))


def read_ordinal(c: Cursor) -> int | None:
    """primo, 1°, II."""
    token = c.take(Term.ORDINAL, Term.ROMAN)
    if token is None:
        return None
    return int(token[Term.ORDINAL if Term.ORDINAL in token else Term.ROMAN])


Years = tuple[Loose, Loose]


def read_pair(c: Cursor) -> Years | None:
    """«2016-2017», «2016/17», «2016 – 2017», «2016 al 2017»."""
    c.skip(Term.IN)
    start, token = c.at, c.take(Term.RANGE, Term.RANGE_OR_MONTH)
    if token:
        years: Years = token[Term.RANGE if Term.RANGE in token else Term.RANGE_OR_MONTH]
        return years if years[0].month is None else None
    first = read_year(c)
    is_joined = first is not None and (c.take_mark("-/") or bool(c.take(Term.TO)))
    last = read_year(c) if is_joined else None
    if first is None or last is None:
        c.at = start
        return None
    return first.loose, last.loose
