"""«15 mesi», «due anni e mezzo», «durata triennale», «da oltre dieci anni»."""

from registry.dates.days import Duration
from registry.dates.grammar import sayings
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.items import Item, Lasting, Problem, Vague
from registry.dates.grammar.terms import Term

LONGEST = 999
SOME = {"day": Duration(days=1), "month": Duration(months=1)}


def read_lasting(c: Cursor, start: int, _doubts: str) -> Item | None:
    """A duration; a Problem where the date hangs on it: «tre anni prima del 2010»."""
    if _is_another_thing(c):
        return None
    is_labelled = c.take(Term.DURATION_LABEL) is not None
    if is_labelled:
        c.skip(Term.IN, Term.ABOUT, marks=":")
    is_some = c.has(Term.SOME)
    duration = read_duration(c)
    if duration is None and is_labelled:
        duration = c.take_value(Term.LASTING)
    is_moment = is_some and not is_labelled and not c.has(Term.SINCE, Term.STARTING)
    if duration is None or is_moment:
        return None
    if c.has(Term.BEFORE, Term.AFTER, Term.NOT_BEFORE):
        return Problem(start, c.at, sayings.relative(c.typed(start)))
    return Lasting(start, c.at, duration, is_labelled)


def _is_another_thing(c: Cursor) -> bool:
    """«preavviso di 60 giorni», «rinnovabile per altri tre anni»."""
    before = c.tokens[max(0, c.at - 3) : c.at]
    return any(Term.NOT_A_DURATION in token for token in before)


def read_duration(c: Cursor) -> Duration | None:
    some = c.take_value(Term.SOME)
    if some:
        return SOME[some]
    count = _count(c)
    unit = c.take_value(Term.UNIT) if count is not None else None
    if count is None or unit is None:
        return None
    whole = _times(unit, count)
    start = c.at
    more = _and_more(c, unit)
    if more is None:
        c.at = start
        return whole
    return Duration(whole.months + more.months, whole.days + more.days)


def _count(c: Cursor) -> int | None:
    """«18», «diciotto», «18 (diciotto)»."""
    count = c.take_value(Term.NUMBER)
    if count is None or count > LONGEST:
        return None
    start = c.at
    if not (c.take_mark("(") and c.take_value(Term.NUMBER) == count and c.take_mark(")")):
        c.at = start
    return int(count)


def _and_more(c: Cursor, unit: Duration) -> Duration | None:
    """«e mezzo», «e sei mesi»."""
    if not c.take(Term.AND):
        return None
    if c.take(Term.HALF_MORE):
        return Duration(unit.months // 2, unit.days // 2)
    count, other = _count(c), c.take_value(Term.UNIT)
    return _times(other, count) if count is not None and other else None


def _times(unit: Duration, count: int) -> Duration:
    return Duration(unit.months * count, unit.days * count)


def read_vague(c: Cursor, start: int, _doubts: str) -> Item | None:
    """«da molti anni», «da oltre dieci anni», «dieci anni fa»."""
    here = c.at
    c.take(Term.NUMBER)
    if c.take(Term.VAGUE):
        return Vague(start, c.at)
    c.at = here
    if not c.take(Term.SINCE):
        return None
    c.skip(Term.NOT_A_DURATION, Term.ABOUT, Term.IN)
    is_some = c.has(Term.SOME)
    if read_duration(c) is None or (is_some and c.has(Term.IN)):  # da un giorno del 1990
        return None
    return Vague(start, c.at)


def read_deadline(c: Cursor, start: int, _doubts: str) -> Item | None:
    """«entro 30 giorni dal 15/02/2012»: a day, but one that has to be counted."""
    if not c.take(Term.BY, Term.AFTER, Term.BEFORE):
        return None
    c.skip(Term.IN)
    if read_duration(c) is None:
        return None
    return Problem(start, c.at, sayings.relative(c.typed(start)))
