"""What is said of a moment: since, until, from … to, by, before, after, between, on."""

import re
from collections.abc import Callable
from dataclasses import replace

from registry.dates import edtf
from registry.dates.days import day_after
from registry.dates.edtf import Precision
from registry.dates.grammar import sayings
from registry.dates.grammar.citations import is_number_of_an_act, is_of_a_law, read_citation
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.durations import (
    LASTING_BEGINS,
    read_deadline,
    read_lasting,
    read_vague,
)
from registry.dates.grammar.found import Found
from registry.dates.grammar.items import Defining, Item, Problem, Quoted, Said
from registry.dates.grammar.links import (
    Link,
    begins_alone,
    ends_alone,
    read_limit,
    read_link,
    read_other,
    read_start,
    with_or_else,
)
from registry.dates.grammar.lists import read_list
from registry.dates.grammar.moments import MOMENT_BEGINS, read_doubts, read_moment
from registry.dates.grammar.numerals import Loose
from registry.dates.grammar.schools import read_school_edge
from registry.dates.grammar.spans import SPAN_BEGINS, read_span
from registry.dates.grammar.terms import AT, OF, Term
from registry.dates.grammar.tokens import Token
from registry.dates.meaning import Kind, Meaning, Moment, Part, both

MONTH_IN_FULL = re.compile(r"[0-9]{2}\D[0-9]{4}")


def read_fact(c: Cursor) -> Item | None:
    """What begins at this token; None, and the cursor unmoved, if nothing does."""
    start = c.at
    doubts = read_doubts(c)
    after = c.at
    terms = c.token.terms.keys() if c.token else set[Term]()
    for begins, reader in READERS:
        item = None if begins.isdisjoint(terms) else reader(c, start, doubts)
        if item:
            return item
        c.at = after
    c.at = start
    return None


def _defining(c: Cursor, start: int, _doubts: str) -> Item | None:
    return Defining(start, c.at) if c.take(Term.DEFINING) else None


def _quoted(c: Cursor, _start: int, _doubts: str) -> Item | None:
    return read_citation(c)


def _since(c: Cursor, start: int, doubts: str) -> Item | None:
    """«dal …», «a partire dal …», «decorrenza: …», and what follows: «… al …», «… ad oggi»."""
    is_least = c.take(Term.AT_LEAST) is not None
    starting = c.take(Term.STARTING)
    c.skip(Term.STARTING, marks=":")
    preposition = c.take(Term.SINCE)
    if preposition:
        c.take_mark(":")
    elif starting is None or starting[Term.STARTING] == "from":
        return None
    is_least = c.take(Term.AT_LEAST) is not None or is_least
    if c.take(Term.BEFORE):
        found = read_limit(c)
        return _said(c, start, Kind.SINCE_BEFORE, found, is_end=True) if found else None
    if c.take(Term.NEXT_DAY):
        return _since_next_day(c, start)
    found = _beginning(c, preposition, doubts)
    item = _linked(c, start, found, Kind.SINCE) if found else None
    if not isinstance(item, Said) or item.meaning.kind is not Kind.SINCE:
        return item
    if preposition is not None and preposition[Term.SINCE] == "of":
        return None
    is_already = preposition is None and starting is not None and starting[Term.STARTING] == "by"
    if is_least or is_already:
        return replace(item, meaning=Meaning(Kind.SINCE_BY, end=item.meaning.start))
    return item


def _beginning(c: Cursor, preposition: Token | None, doubts: str) -> Found | None:
    """«(dal) 2010», «(dall')a.s. 2015/16», «(dalla) stipula del 3/3/2015»."""
    is_sure = preposition is None or preposition[Term.SINCE] != "da"
    found = read_school_edge(c, is_end=False)
    found = found or read_start(c, marked=AT if is_sure else 0, qualifier=doubts)
    if found:
        is_month = found.is_month_or_number and preposition is not None
        return replace(found, is_month_or_number=False) if is_month else found
    here = c.at
    c.skip(Term.SIGNING, Term.IN)
    is_told = any(token.terms.get(Term.SIGNING) is True for token in c.tokens[here : c.at])
    c.take_mark("(,:")
    found = read_start(c, marked=AT, qualifier=doubts) if is_told else None
    return found if found and not found.lacks_year else None


def _since_next_day(c: Cursor, start: int) -> Item:
    """«dal giorno successivo al 3/3/2015», «dal giorno dopo la firma, 3/3/2015»."""
    c.skip(Term.TO, Term.IN, Term.SIGNING, marks=",:(")
    found = read_moment(c)
    moment = found.settled() if found and not found.problem else None
    day = day_after(moment.bounds.latest) if moment and moment.precision is Precision.DAY else None
    if found is None or moment is None or day is None:
        return Problem(start, c.at, sayings.relative(c.typed(start)))
    next_day = replace(moment, date=edtf.of_day(day))
    return Said(start, c.at, Meaning(Kind.SINCE, next_day), found.warnings)


def _linked(c: Cursor, start: int, found: Found, alone: Kind) -> Item | None:
    """The moment, with the end that may follow it."""
    link = read_link(c, found, is_since=alone is Kind.SINCE)
    if not _is_sure(c, start, found, link, alone):
        return None
    if found.is_month_or_number and not (link and link.end and link.end.is_month_or_number):
        return _month_or_number(c, start, found)
    if link:
        return _two(c, start, found, link)
    if alone is Kind.ON and found.or_else:
        alone_or = replace(found, or_else=None)
        return _two(c, start, alone_or, Link(Kind.BETWEEN, found.or_else))
    if alone is Kind.ON and found.lacks_year:
        is_alone = begins_alone(c, start) and ends_alone(c)
        sentence = sayings.lacks_year(c.typed(start))
        return Problem(start, c.at, sentence, is_alone=True) if is_alone else None
    return _said(c, start, alone, found)


def _month_or_number(c: Cursor, start: int, found: Found) -> Item | None:
    """«02/2015» alone, with both figures of the month, is what a form is filled with."""
    if not (begins_alone(c, start) and ends_alone(c)):
        return None
    typed = c.typed(start)
    is_whole = start == 0 and c.token is None and MONTH_IN_FULL.fullmatch(typed)
    if not is_whole:
        return Problem(start, c.at, sayings.month_or_number(typed))
    item = _said(c, start, Kind.ON, found)
    said = sayings.read_as_that_month(typed)
    return replace(item, warnings=(said,)) if isinstance(item, Said) else item


def _is_sure(c: Cursor, start: int, found: Found, link: Link | None, alone: Kind) -> bool:
    """Four figures alone are a year only where nothing says what else they count."""
    ends = (found, found.or_else, link.end if link else None)
    bare = [one for one in ends if one and one.is_bare]
    if not bare:
        return True
    if not all(one.has_sure_year for one in bare) or not ends_alone(c):
        return False
    is_led_in = alone is Kind.SINCE or bool(found.qualifier)
    return is_led_in or not found.is_bare or begins_alone(c, start)


def _two(c: Cursor, start: int, found: Found, link: Link) -> Item:
    if link.end is None:
        return _said(c, start, link.kind, found, is_end=link.kind in (Kind.BY, Kind.SINCE_BY))
    problem = found.problem or link.end.problem
    if problem:
        return Problem(start, c.at, problem)
    if found.part is Part.EARLY and link.end.part is Part.LATE:
        # «inizio 2015 - fine 2018»: «inizio» may well be of the thing, and not of the year.
        return _two(c, start, replace(found, part=None), _whole_end(link))
    first, last = found.settled(link.end), link.end.settled()
    if last is None or first is None:
        has_year = not (found.lacks_year and link.end.lacks_year)
        sentence = sayings.cut_off if has_year else sayings.lacks_year
        return Problem(start, c.at, sentence(c.typed(start)))
    if is_backwards(first, last):
        return Problem(start, c.at, sayings.ends_before_it_begins(c.typed(start)))
    warnings = (*found.warnings, *link.end.warnings)
    if link.kind is Kind.BETWEEN:
        warnings += (sayings.either(c.typed(start)),)
    return Said(start, c.at, Meaning(link.kind, first, last), warnings)


def _whole_end(link: Link) -> Link:
    return replace(link, end=replace(link.end, part=None)) if link.end else link


def is_backwards(first: Moment, last: Moment) -> bool:
    begins, ends = first.bounds.earliest, last.bounds.latest
    return bool(begins and ends and begins > ends)


def _said(c: Cursor, start: int, kind: Kind, found: Found, *, is_end: bool = False) -> Item:
    """The one moment that the kind has; a Problem if it is not whole."""
    moment = found.settled()
    if found.problem or moment is None:
        sentence = found.problem or sayings.lacks_year(c.typed(start))
        return Problem(start, c.at, sentence)
    if moment.or_else and is_backwards(moment, moment.or_else):
        return Problem(start, c.at, sayings.ends_before_it_begins(c.typed(start)))
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
        c.take_tight_mark("-")  # pre-2010
        if taken[word] == "il" and not c.has(Term.IN):
            return None
        if not c.take(Term.TO) and taken[word] == "to":
            return None
        is_end = kind not in (Kind.BEFORE, Kind.NOT_BEFORE)
        found = read_school_edge(c, is_end=is_end) or read_limit(c)
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
    preposition = c.take(Term.TO, Term.IN)
    is_sure = preposition is not None and preposition.terms.get(Term.TO) != "a"
    c.take_mark(":")
    is_bare = until[Term.UNTIL] == "bare" and not c.has(Term.WORD)
    found = read_limit(c)
    if found is None or not (preposition or is_bare or until[Term.UNTIL] == "alone"):
        return None
    found = with_or_else(c, _doubted(found, doubts))
    if found.is_bare and not (is_sure or ends_alone(c)):
        return None
    found = replace(found, is_month_or_number=False)
    kind = Kind.ALWAYS_UNTIL if is_always else Kind.UNTIL
    return _said(c, start, kind, found, is_end=True)


def _ending(c: Cursor, start: int, doubts: str) -> Item | None:
    """«scadenza 31/12/2018», «concluso nel 2018», «prorogato al …», «fine: …», «scad. …»,
    «non più attivo dal 2015»."""
    ending = c.take_value(Term.ENDING)
    if ending is None or ending == "gone":
        return None
    c.take_point()
    has_colon = c.take_mark(":")
    has_to = c.take(Term.TO, Term.SINCE) is not None
    if (ending == "to" and not has_to) or (ending == ":" and not has_colon and not c.has(Term.DAY)):
        return None
    found = read_school_edge(c, is_end=True) or read_moment(c)
    if found is None or (found.is_bare and not ends_alone(c)):
        return None
    if ending == "not" and c.has(Term.TO):  # «sospeso dal 2015 al 2016»
        return Problem(start, c.at, sayings.since_or_until(c.typed(start)))
    return _said(c, start, Kind.UNTIL, _doubted(found, doubts), is_end=True)


def _between(c: Cursor, start: int, doubts: str) -> Item | None:
    between = c.take_value(Term.BETWEEN)
    if between is None:
        return None
    found = read_start(c, qualifier=doubts)
    joint = Term.TO if between == "to" else Term.AND
    last = read_other(c, found) if found and c.take(joint) else None
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
    is_number = found.loose == Loose(found.loose.year) and is_number_of_an_act(c, start)
    if found.marked == OF and (is_number or is_of_a_law(c, start)):
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


Reader = Callable[[Cursor, int, str], Item | None]
READERS: tuple[tuple[frozenset[Term], Reader], ...] = (
    (frozenset({Term.DEFINING}), _defining),
    (frozenset({Term.NUMBER, Term.VAGUE, Term.SINCE}), read_vague),
    (frozenset({Term.LAW, Term.REFERENCE, Term.PLACE}), _quoted),
    (frozenset({Term.BY, Term.AFTER, Term.BEFORE}), read_deadline),
    (LASTING_BEGINS, read_lasting),
    (
        frozenset({Term.NOT_BEFORE}),
        _after_a_word(Term.NOT_BEFORE, Kind.NOT_BEFORE, has_start=True),
    ),
    (frozenset({Term.SINCE, Term.STARTING, Term.AT_LEAST}), _since),
    (frozenset({Term.UNTIL, Term.NO_START}), _until),
    (frozenset({Term.ENDING}), _ending),
    (frozenset({Term.BY}), _after_a_word(Term.BY, Kind.BY)),
    (frozenset({Term.BEFORE}), _after_a_word(Term.BEFORE, Kind.BEFORE)),
    (frozenset({Term.AFTER}), _after_a_word(Term.AFTER, Kind.AFTER, has_start=True)),
    (frozenset({Term.BETWEEN}), _between),
    (SPAN_BEGINS, read_span),
    (MOMENT_BEGINS, read_list),
    (MOMENT_BEGINS | {Term.TO}, _on),
)
"""Each with what it may begin with, so that the others lose no time."""
