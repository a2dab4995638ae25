"""Years, decades and centuries: 2015, duemilaquindici, '98, anni Novanta, XX secolo."""

from registry.dates import edtf
from registry.dates.grammar import sayings
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.found import Found
from registry.dates.grammar.numerals import Loose, short_year, whole_year
from registry.dates.grammar.terms import Term
from registry.dates.grammar.tokens import Token

CENTURIES = range(10, 31)
DECADES = {0: 2000} | {ten: 1900 + ten for ten in range(30, 100, 10)}
"""Decades of two figures. «Anni '10», «anni '20» may be of either century."""


def read_year(c: Cursor) -> Found | None:
    token = c.take(Term.NUMBER, Term.YEAR, Term.SHORT_YEAR)
    if token is None:
        return None
    if Term.SHORT_YEAR in token:
        return _short(token, token.text[1:])
    if Term.YEAR in token:
        return Found(Loose(token[Term.YEAR]))
    year = whole_year(token.text)
    return Found(Loose(year), is_bare=True) if year else None


def read_year_after_month(c: Cursor) -> Found | None:
    """Also «ott 98», «dic-17», where nothing follows that two figures could count."""
    if not c.take_tight_mark("/-"):
        c.skip(Term.IN, marks=".,")
    start = c.at
    found = read_year(c)
    if found:
        return found
    c.at = start
    token = c.take(Term.NUMBER)
    is_last = c.token is None or Term.PUNCTUATION in c.token
    return _short(token, token.text) if token and is_last and len(token.text) == 2 else None


def _short(token: Token, figures: str) -> Found:
    year = short_year(figures)
    if year is None:
        return Found(problem=sayings.which_century(token.text))
    return Found(Loose(year), warnings=(sayings.short_year(token.text, year),))


def read_decade(c: Cursor) -> Found | None:
    """«anni Novanta», «anni '90», «anni 90», «anni 2000», «1990s», «1990er Jahre»."""
    has_word = c.take(Term.DECADES) is not None
    token = c.take(Term.DECADE, Term.SHORT_YEAR, Term.NUMBER)
    first_year = _first_year(token) if token else None
    if token is None or first_year is None:
        return None
    if not has_word and not (Term.DECADE in token and whole_year(token.text[:4])):
        return None
    if first_year == 0:
        return Found(problem=sayings.which_century(token.text))
    c.take(Term.DECADES)
    return Found(whole=edtf.of_decade(first_year))


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
