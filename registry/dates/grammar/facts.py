"""What is said of a moment: since, until, from … to, by, before, after, between, on."""

from collections.abc import Callable
from dataclasses import replace

from registry.dates.edtf import Precision
from registry.dates.grammar import sayings
from registry.dates.grammar.citations import is_of_a_law, read_citation
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.durations import read_deadline, read_lasting, read_vague
from registry.dates.grammar.found import Found
from registry.dates.grammar.items import Defining, Item, Problem, Quoted, Said
from registry.dates.grammar.links import (
    Link,
    begins_alone,
    ends_alone,
    read_link,
    read_start,
)
from registry.dates.grammar.moments import LAST_DAY_OF_A_MONTH, read_doubts, read_moment
from registry.dates.grammar.numerals import Loose
from registry.dates.grammar.spans import read_school_years_from, read_span
from registry.dates.grammar.terms import AT, OF, Term
from registry.dates.grammar.tokens import Token
from registry.dates.meaning import Kind, Meaning, Moment, both


def read_fact(c: Cursor) -> Item | None:
    """What begins at this token; None, and the cursor unmoved, if nothing does."""
    start = c.at
    doubts = read_doubts(c)
    after = c.at
    for reader in READERS:
        item = reader(c, start, doubts)
        if item:
            return _unless_spoilt(c, item)
        c.at = after
    c.at = start
    return None


def _unless_spoilt(c: Cursor, item: Item) -> Item:
    """By what stands just before: «non nel 2010», «15, 16 e 17 marzo 2016»."""
    before = c.tokens[max(0, item.start - 4) : item.start]
    if not isinstance(item, Said) or not before:
        return item
    if Term.NOT in before[-1]:
        return Problem(item.start, item.end, sayings.negated(c.typed(item.start - 1)))
    is_cut_off = any(
        term in before[-1] for term in (Term.BETWEEN, Term.BEFORE, Term.AFTER, Term.BY)
    )
    if is_cut_off and Term.INSIDE not in c.tokens[item.start]:
        return Problem(item.start, item.end, sayings.cut_off(c.typed(item.start - 1)))
    is_in_letters = c.tokens[item.start].terms.keys() & {Term.NUMBER, Term.IN}
    if is_in_letters and _begins_with_a_day(item) and _is_a_day_of_many(before):
        return Problem(item.start, item.end, sayings.one_of_many_days(c.typed(item.start - 2)))
    return item


def _begins_with_a_day(said: Said) -> bool:
    return said.meaning.start is not None and said.meaning.start.precision is Precision.DAY


def _is_a_day_of_many(before: list[Token]) -> bool:
    """A lone day and a comma or a conjunction; «art. 3, 15 marzo» is another thing."""
    *others, joint = before
    if not others or Term.NUMBER not in others[-1]:
        return False
    is_numbered = any(Term.REFERENCE in token for token in others)
    is_joint = joint.key in (",", "/", "-") or Term.AND in joint or Term.OR in joint
    return is_joint and not is_numbered and others[-1][Term.NUMBER] <= LAST_DAY_OF_A_MONTH


def _defining(c: Cursor, start: int, _doubts: str) -> Item | None:
    return Defining(start, c.at) if c.take(Term.DEFINING) else None


def _quoted(c: Cursor, _start: int, _doubts: str) -> Item | None:
    return read_citation(c)


def _since(c: Cursor, start: int, doubts: str) -> Item | None:
    """«dal …», «a partire dal …», «decorrenza: …», and what follows: «… al …», «… ad oggi»."""
    is_starting = c.take(Term.STARTING) is not None
    c.skip(Term.STARTING, marks=":")
    preposition = c.take(Term.SINCE)
    if not (is_starting or preposition):
        return None
    is_sure = preposition is None or preposition[Term.SINCE] != "da"
    if c.take(Term.BEFORE):
        found = read_moment(c)
        return _said(c, start, Kind.SINCE_BEFORE, found, is_end=True) if found else None
    school = read_school_years_from(c)
    if school:
        return Said(start, c.at, school)
    found = read_start(c, marked=AT if is_sure else 0, qualifier=doubts)
    item = _linked(c, start, found, Kind.SINCE) if found else None
    is_alone = isinstance(item, Said) and item.meaning.kind is Kind.SINCE
    is_of = preposition is not None and preposition[Term.SINCE] == "of"
    return None if is_alone and is_of else item


def _linked(c: Cursor, start: int, found: Found, alone: Kind) -> Item | None:
    """The moment, with the end that may follow it."""
    link = read_link(c, found, is_since=alone is Kind.SINCE)
    if not _is_sure(c, start, found, link, alone):
        return None
    if found.is_month_or_number and not (link and link.end and link.end.is_month_or_number):
        is_alone = begins_alone(c, start) and ends_alone(c)
        sentence = sayings.month_or_number(c.typed(start))
        return Problem(start, c.at, sentence) if is_alone else None
    if link:
        return _two(c, start, found, link)
    if alone is Kind.ON and found.lacks_year:
        return None
    return _said(c, start, alone, found)


def _is_sure(c: Cursor, start: int, found: Found, link: Link | None, alone: Kind) -> bool:
    """Four figures alone are a year only where nothing says what else they count."""
    bare = [one for one in (found, link.end if link else None) if one and one.is_bare]
    if not bare:
        return True
    if not all(one.has_sure_year for one in bare) or not ends_alone(c):
        return False
    is_led_in = alone is Kind.SINCE or bool(found.qualifier)
    return is_led_in or not found.is_bare or begins_alone(c, start)


def _two(c: Cursor, start: int, found: Found, link: Link) -> Item:
    if link.end is None:
        return _said(c, start, link.kind, found)
    problem = found.problem or link.end.problem
    if problem:
        return Problem(start, c.at, problem)
    first, last = found.settled(link.end), link.end.settled()
    if last is None or first is None:
        return Problem(start, c.at, sayings.lacks_year(c.typed(start)))
    if is_backwards(first, last):
        return Problem(start, c.at, sayings.ends_before_it_begins(c.typed(start)))
    warnings = (*found.warnings, *link.end.warnings)
    if link.kind is Kind.BETWEEN:
        warnings += (sayings.either(c.typed(start)),)
    return Said(start, c.at, Meaning(link.kind, first, last), warnings)


def is_backwards(first: Moment, last: Moment) -> bool:
    begins, ends = first.bounds.earliest, last.bounds.latest
    return bool(begins and ends and begins > ends)


def _said(c: Cursor, start: int, kind: Kind, found: Found, *, is_end: bool = False) -> Item:
    """The one moment that the kind has; a Problem if it is not whole."""
    moment = found.settled()
    if found.problem or moment is None:
        sentence = found.problem or sayings.lacks_year(c.typed(start))
        return Problem(start, c.at, sentence)
    meaning = Meaning(kind, end=moment) if is_end else Meaning(kind, moment)
    return Said(start, c.at, meaning, found.warnings)


def _after_a_word(
    word: Term, kind: Kind, *, has_start: bool = False
) -> Callable[[Cursor, int, str], Item | None]:
    """A reader for «prima del …», «dopo il …», «entro il …»."""

    def read(c: Cursor, start: int, doubts: str) -> Item | None:
        taken = c.take(word)
        if taken is None or c.has(Term.INSIDE):
            return None
        if not c.take(Term.TO) and taken[word] == "to":
            return None
        found = read_moment(c)
        if found is None or (found.is_bare and not ends_alone(c)):
            return None
        return _said(c, start, kind, _doubted(found, doubts), is_end=not has_start)

    return read


def _doubted(found: Found, doubts: str) -> Found:
    return replace(found, qualifier=both(doubts, found.qualifier))


def _until(c: Cursor, start: int, doubts: str) -> Item | None:
    """«fino al 2018», «sino a dicembre 2018», «senza inizio, fino al 2018»."""
    is_always = c.take(Term.NO_START) is not None
    c.take_mark(",")
    until = c.take(Term.UNTIL)
    if until is None:
        return None
    has_preposition = c.take(Term.TO, Term.IN) is not None
    found = read_moment(c)
    if found is None or not (has_preposition or until[Term.UNTIL] == "alone"):
        return None
    kind = Kind.ALWAYS_UNTIL if is_always else Kind.UNTIL
    return _said(c, start, kind, _doubted(found, doubts), is_end=True)


def _ending(c: Cursor, start: int, doubts: str) -> Item | None:
    """«scadenza 31/12/2018», «concluso nel 2018», «prorogato al …», «fine: …»."""
    ending = c.take_value(Term.ENDING)
    if ending is None:
        return None
    has_colon = c.take_mark(":")
    has_to = c.take(Term.TO) is not None
    if (ending == "to" and not has_to) or (ending == ":" and not has_colon and not c.has(Term.DAY)):
        return None
    found = read_moment(c)
    if found is None or (found.is_bare and not ends_alone(c)):
        return None
    return _said(c, start, Kind.UNTIL, _doubted(found, doubts), is_end=True)


def _between(c: Cursor, start: int, doubts: str) -> Item | None:
    if not c.take(Term.BETWEEN):
        return None
    found = read_start(c, qualifier=doubts)
    last = read_moment(c) if found and c.take(Term.AND) else None
    if found is None or last is None or (last.is_bare and not ends_alone(c)):
        return None
    item = _two(c, start, found, Link(Kind.BETWEEN, last))
    return replace(item, warnings=found.warnings) if isinstance(item, Said) else item


def _on(c: Cursor, start: int, doubts: str) -> Item | None:
    """«il 13/10/2010», «nel 2018», «a ottobre 2014», «2015»; or two: «2010 – 2012»."""
    to = c.take(Term.TO)
    found = read_start(c, qualifier=doubts)
    if found is None:
        return None
    if found.problem:
        return Problem(start, c.at, found.problem)
    found = _with_its_day(c, found)
    if found.marked == OF and is_of_a_law(c, start):
        return Quoted(start, c.at)
    if to and (found.lacks_year or found.is_day or found.marked or to[Term.TO] == "al"):
        return _after_to(c, start, found)
    return _linked(c, start, found, Kind.ON)


def _with_its_day(c: Cursor, found: Found) -> Found:
    """«L'anno duemilaquindici, addì venti del mese di aprile», as acts begin."""
    year = found.loose.year
    if year is None or found.loose != Loose(year) or found.part:
        return found
    start = c.at
    c.take_mark(",")
    is_day = any(Term.ON_DAY in token for token in c.tokens[c.at : c.at + 2])
    day = read_moment(c) if is_day else None
    if day is None or day.problem or not day.loose.day or day.loose.year or not day.loose.month:
        c.at = start
        return found
    return replace(found, loose=replace(day.loose, year=year), is_bare=False)


def _after_to(c: Cursor, start: int, found: Found) -> Item | None:
    """«al 31/12/2015» is the end of something or a day; «alla fine del 2017» is a time."""
    if found.part or found.whole or found.loose.is_season:
        return _linked(c, start, found, Kind.ON)
    if found.lacks_year:
        return Problem(start, c.at, sayings.lacks_year(c.typed(start)))
    if found.is_bare:
        return None
    return Problem(start, c.at, sayings.start_or_end(c.typed(start)))


READERS: tuple[Callable[[Cursor, int, str], Item | None], ...] = (
    _defining,
    read_vague,
    _quoted,
    read_deadline,
    read_lasting,
    _after_a_word(Term.NOT_BEFORE, Kind.NOT_BEFORE, has_start=True),
    _since,
    _until,
    _ending,
    _after_a_word(Term.BY, Kind.BY),
    _after_a_word(Term.BEFORE, Kind.BEFORE),
    _after_a_word(Term.AFTER, Kind.AFTER, has_start=True),
    _between,
    read_span,
    _on,
)
