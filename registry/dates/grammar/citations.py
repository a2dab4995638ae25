"""«art. 18», «n. 5973», «L. 228/03», «legge 7 agosto 1990, n. 241»: never dates.

Of an act of one's own («protocollo n. 12 del 15/02/2012») only the number is taken: its
date may well be the one wanted.
"""

from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.items import Quoted
from registry.dates.grammar.moments import read_moment
from registry.dates.grammar.terms import OF, Term
from registry.dates.grammar.tokens import DIGITS, Token

NUMBERS_IN_A_ROW = 6
AS_FAR_AS_A_LAW = 16
LENGTH_OF_A_YEAR = 4
BREATHS = {",", ";", ":", "-", "."}


def read_citation(c: Cursor) -> Quoted | None:
    start = c.at
    if c.take(Term.LAW):
        _rest_of_law(c)
        return Quoted(start, c.at)
    if c.take(Term.REFERENCE) and _number(c):
        _year(c)
        _others(c)
        return Quoted(start, c.at)
    return Quoted(start, c.at) if _place(c) else None


def _place(c: Cursor) -> bool:
    """«via 4 novembre 12», «piazza XX Settembre»: a name, perhaps with a street number."""
    if not c.take(Term.PLACE):
        return False
    c.skip(Term.IN)
    is_day = c.take(Term.NUMBER, Term.ROMAN, Term.ORDINAL) is not None
    if not (is_day and c.take(Term.MONTH)):
        return False
    start = c.at
    c.take_mark(",")
    if _short_number(c) is None or c.has(Term.MONTH):
        c.at = start
    return True


def _short_number(c: Cursor) -> Token | None:
    token = c.take(Term.NUMBER)
    return token if token and len(token.text) < LENGTH_OF_A_YEAR else None


def _others(c: Cursor) -> None:
    """«delibera 12 del 2015 e 13 del 2016»: more of the same."""
    for _step in range(NUMBERS_IN_A_ROW):
        start = c.at
        is_joined = c.take_mark(",") | bool(c.take(Term.AND))
        number = _short_number(c) if is_joined else None
        here = c.at
        if number:
            _year(c)
        if number is None or c.at == here:
            c.at = start
            return


def _year(c: Cursor) -> None:
    """«n. 12 del 2010» is 12/2010, the number of an act, as «n. 12 del 3 marzo» is not."""
    start = c.at
    is_of = c.token is not None and c.token.terms.get(Term.IN) == OF
    found = read_moment(c) if is_of else None
    if found is None or found.loose.year is None or found.loose.month:
        c.at = start


def _rest_of_law(c: Cursor) -> None:
    c.skip(Term.LAW, marks=".")
    if not _date(c):
        has_number = _reference(c) or _number(c)
        if has_number and c.has(Term.IN):
            _date(c)
    start = c.at
    c.take_mark(",")
    if not _reference(c):
        c.at = start


def _reference(c: Cursor) -> bool:
    start = c.at
    if c.take(Term.REFERENCE) and _number(c):
        return True
    c.at = start
    return False


def _date(c: Cursor) -> bool:
    """«7 agosto 1990», «del 7 agosto 1990», «del 2015»; not the «nel 2015» of what was done."""
    start = c.at
    preposition = c.token
    found = read_moment(c)
    is_of = preposition is None or preposition.terms.get(Term.IN, OF) == OF
    is_date = found is not None and not (found.lacks_year or found.is_bare) and is_of
    if not is_date:
        c.at = start
    return is_date


def _number(c: Cursor) -> bool:
    """What has figures: 228/03, 2014/2020, 5973, and the pieces of C/4/2000/MI."""
    start = c.at
    c.skip(marks=".:°")
    if not (c.token and _has_figures(c.token)):
        c.at = start
        return False
    c.at += 1
    for _step in range(NUMBERS_IN_A_ROW):
        if not (c.token and c.token.is_glued and c.tokens[c.at - 1].end == c.token.start):
            break
        c.at += 1
    return True


def _has_figures(token: Token) -> bool:
    return token.text[0] in DIGITS


def is_of_a_law(c: Cursor, start: int) -> bool:
    """«legge sull'immigrazione del 1998», «direttiva … del Consiglio, del 14 maggio 2024»: a
    law is named in the same breath before."""
    is_after_comma = start > 0 and c.tokens[start - 1].key == ","
    end = start - 1 if is_after_comma else start
    for at in range(end - 1, max(0, end - AS_FAR_AS_A_LAW) - 1, -1):
        if Term.LAW in c.tokens[at]:
            return True
        if c.tokens[at].key in BREATHS and not is_abbreviated(c, at):
            return False
    return False


def is_number_of_an_act(c: Cursor, start: int) -> bool:
    """«1234 del 2015» is 1234/2015."""
    before = c.tokens[start - 1] if start else None
    return before is not None and Term.NUMBER in before and before.text[0] in DIGITS


def is_abbreviated(c: Cursor, at: int) -> bool:
    """The point of «L.», «art.»."""
    before = c.tokens[at - 1] if at else None
    return before is not None and (Term.LAW in before or Term.REFERENCE in before)
