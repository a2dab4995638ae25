"""«15 mesi», «due anni e mezzo», «durata triennale», «da oltre dieci anni»."""

from registry.dates.days import MONTHS_A_YEAR, Duration
from registry.dates.grammar import sayings
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.items import Item, Lasting, Problem, Vague
from registry.dates.grammar.numerals import whole_year
from registry.dates.grammar.terms import Term

LONGEST = 999
LASTING_BEGINS = frozenset(
    {Term.DURATION_LABEL, Term.NUMBER, Term.UNIT, Term.SOME, Term.LASTING, Term.YEARS}
)
ONE_YEAR = Duration(months=MONTHS_A_YEAR)
SOME = {"day": Duration(days=1), "month": Duration(months=1)}


def _is_piece_of_a_year(c: Cursor) -> bool:
    """«2 semestre 2015» is a part of the year."""
    number, half, *rest = [*c.tokens[c.at : c.at + 4], None, None]
    is_piece = number and half and Term.NUMBER in number and Term.HALF in half
    return bool(is_piece) and any(one and whole_year(one.text) for one in rest)


def read_lasting(c: Cursor, start: int, _doubts: str) -> Item | None:
    """A duration; a Problem where the date hangs on it: «tre anni prima del 2010»."""
    if _is_another_thing(c) or _is_piece_of_a_year(c):
        return None
    if _names_years_since(c):
        return Lasting(start, c.at, c.tokens[c.at - 1][Term.UNIT], is_labelled=True)
    is_labelled = c.take(Term.DURATION_LABEL) is not None
    if is_labelled:
        c.skip(Term.IN, Term.ABOUT, marks=":.")
    is_some = c.has(Term.SOME)
    duration = read_duration(c) or _unit_first(c, is_labelled=is_labelled)
    if duration is None:
        is_labelled = is_labelled or _is_of_an_act(c)
        duration = c.take_value(Term.LASTING) if is_labelled else None
    is_since = c.has(Term.STARTING) or (c.has(Term.SINCE) and not _is_of(c))
    is_moment = is_some and not is_labelled and not is_since
    if duration is None or is_moment:
        return None
    if c.has(Term.BEFORE, Term.AFTER, Term.NOT_BEFORE):
        return Problem(start, c.at, sayings.relative(c.typed(start)))
    return Lasting(start, c.at, duration, is_labelled)


def _is_of(c: Cursor) -> bool:
    """«un jour de décembre»: in French «de» is «da» too."""
    return c.token is not None and c.token.terms.get(Term.SINCE) == "of"


def _names_years_since(c: Cursor) -> bool:
    """«triennio dal 2011»; «triennio 2011-2013» names its years."""
    after = c.tokens[c.at + 1 : c.at + 2]
    leads_on = any(Term.SINCE in token or Term.STARTING in token for token in after)
    is_name = c.token is not None and bool(c.token.terms.get(Term.YEARS))
    return leads_on and is_name and c.take(Term.UNIT) is not None


def _is_of_an_act(c: Cursor) -> bool:
    """«convenzione triennale dal 2016»; an annual meeting lasts no year."""
    before, after = c.token_before, c.tokens[c.at + 1 : c.at + 2]
    if before is None or Term.ACT in before:
        return True
    # «3/3/2015, triennale»; what is yearly may well be a meeting.
    lasts = c.token is not None and c.token.terms.get(Term.LASTING, ONE_YEAR).months > MONTHS_A_YEAR
    ends = all(Term.PUNCTUATION in token for token in after)
    return lasts and ends and (Term.PUNCTUATION in before or Term.DAY in before)


def _unit_first(c: Cursor, *, is_labelled: bool) -> Duration | None:
    """«durata di anni 3», «mesi 15 dal …»: as acts write it. «Anni 90» are a decade."""
    start, unit = c.at, c.take_value(Term.UNIT)
    c.take_point()
    count = _count(c) if unit else None
    if unit is None or count is None:
        c.at = start
        return None
    may_be_decade = unit == ONE_YEAR and count % 10 == 0
    leads_on = c.has(Term.SINCE, Term.STARTING) and not may_be_decade
    if not (is_labelled or leads_on):
        c.at = start
        return None
    return _times(unit, count)


def _is_another_thing(c: Cursor) -> bool:
    """«preavviso di 60 giorni», «rinnovabile per altri tre anni»."""
    before = c.tokens[max(0, c.at - 3) : c.at]
    return any(Term.NOT_A_DURATION in token for token in before)


def read_duration(c: Cursor) -> Duration | None:
    some = c.take_value(Term.SOME)
    if some:
        return SOME[some]
    start, count = c.at, _count(c)
    unit = c.take_value(Term.UNIT) if count is not None else None
    if count is None or unit is None:
        c.at = start
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
