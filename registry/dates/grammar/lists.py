"""Days, months or years one after the other: «1 e 3 aprile 2015», «marzo e aprile 2016».

In a row they are a period, else as many dates."""

from itertools import pairwise

from registry.dates.days import MONTHS_A_YEAR, day_after
from registry.dates.edtf import Date, Precision
from registry.dates.grammar import sayings
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.found import Found, date_of
from registry.dates.grammar.items import Item, Many, Problem, Said
from registry.dates.grammar.moments import read_day_number, read_moment
from registry.dates.grammar.numerals import Loose
from registry.dates.grammar.terms import Term
from registry.dates.meaning import Kind, Meaning, Moment, both

LONGEST_LIST = 12
Piece = tuple[int, Found]
"""Where it begins, and what it is."""


def read_list(c: Cursor, start: int, doubts: str) -> Item | None:
    """Pieces that want what only the last of them says: its month, its year."""
    pieces = _pieces(c)
    if pieces is None:
        return None
    warnings = pieces[-1][1].warnings
    loose = pieces[-1][1].loose
    loosened = [loose]
    for _at, found in reversed(pieces[:-1]):
        loose = found.loose.filled_from(loose)
        loosened.insert(0, loose)
    dates = [date_of(one) for one in loosened]
    if any(one is None for one in dates):
        return Problem(start, c.at, sayings.no_such_day(c.typed(start)))
    begins = [start, *(at for at, _found in pieces[1:])]
    doubts = both(doubts, pieces[-1][1].qualifier)
    return row_or_many(c, begins, [one for one in dates if one], doubts, warnings)


def row_or_many(
    c: Cursor,
    begins: list[int],
    dates: list[Date],
    doubts: str = "",
    warnings: tuple[str, ...] = (),
) -> Item:
    """A period if each follows the one before, else all of them."""
    start, moments = begins[0], [Moment(one, qualifier=doubts) for one in dates]
    if any(other.place <= one.place for one, other in pairwise(dates)):
        return Problem(start, c.at, sayings.ends_before_it_begins(c.typed(start)))
    if all(_follows(one, other) for one, other in pairwise(dates)):
        return Said(start, c.at, Meaning(Kind.FROM_TO, moments[0], moments[-1]), warnings)
    ends = [*begins[1:], c.at]
    saids = zip(begins, ends, moments, strict=True)
    return Many(
        start,
        c.at,
        tuple(Said(at, end, Meaning(Kind.ON, one), warnings) for at, end, one in saids),
    )


def _follows(one: Date, other: Date) -> bool:
    if one.precision is not other.precision:
        return False
    if one.precision is Precision.DAY:
        return other.bounds.earliest == day_after(one.bounds.latest)
    if one.precision is Precision.YEAR:
        return other.first_year == one.first_year + 1
    months = [value.first_year * MONTHS_A_YEAR + int(value.month) for value in (one, other)]
    return months[1] == months[0] + 1


def _pieces(c: Cursor) -> list[Piece] | None:
    if c.at < c.listless:
        return None
    pieces = _pieces_from_here(c)
    if pieces is None:
        c.listless = c.at
    return pieces


def _pieces_from_here(c: Cursor) -> list[Piece] | None:
    pieces = list[Piece]()
    for _step in range(LONGEST_LIST):
        at = c.at
        found = _piece(c)
        if found is None or found.problem or found.whole or found.part or found.or_else:
            return None
        pieces.append((at, found))
        if not found.lacks_year:
            return pieces if len(pieces) > 1 and _are_alike(c, pieces) else None
        is_comma, is_and = c.take_mark(","), bool(c.take(Term.AND))
        if not (is_comma or is_and):
            return None
        # «47, 15 marzo 2016» is no list of days: those end with «e», or are three.
        is_lone = found.loose.month is None
        if is_lone and not is_and and len(pieces) < 2 and not _leads_to_a_lone_day(c):
            return None
    return None


def _are_alike(c: Cursor, pieces: list[Piece]) -> bool:
    """«Centro 25 Aprile, 3 maggio 2015», «…, 3/5/2015»: a name, and then a date."""
    has_dates = any(found.is_day and found.loose.month for _at, found in pieces[:-1])
    if not has_dates:
        return True
    is_in_figures = Term.DAY in c.tokens[c.at - 1]
    is_joined = Term.AND in c.tokens[pieces[-1][0] - 1]
    return not is_in_figures and is_joined


def _piece(c: Cursor) -> Found | None:
    found = read_moment(c)
    if found:
        return found
    c.skip(Term.IN)
    day = read_day_number(c)
    is_joined = c.token is not None and (Term.AND in c.token or c.token.key == ",")
    return Found(Loose(None, None, day)) if day and is_joined else None


def _leads_to_a_lone_day(c: Cursor) -> bool:
    here = c.at
    found = _piece(c)
    c.at = here
    return found is not None and found.lacks_year
