"""From one moment to another: «dal 2010 al 2012», «2010 – oggi», «marzo o aprile 2016»."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from registry.dates.days import SURE_YEARS
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.found import Found
from registry.dates.grammar.moments import read_day_number, read_moment
from registry.dates.grammar.numerals import Loose
from registry.dates.grammar.schools import read_school_edge
from registry.dates.grammar.terms import AT, Term
from registry.dates.grammar.tokens import DIGITS, Token
from registry.dates.grammar.years import read_other_decade
from registry.dates.meaning import Kind, Part, both

NOTHING_BEFORE = Found()
HAPPENING = (Term.SIGNING, Term.ENDING)
ALONE = ("alone", "bare")
DELIMITERS = frozenset('-:;,.()[]|«»"/')


@dataclass(frozen=True, slots=True)
class Link:
    """How the moment goes on, and the end if it has one."""

    kind: Kind
    end: Found | None = None


def read_start(c: Cursor, *, marked: int = 0, qualifier: str = "") -> Found | None:
    """A moment, or the lone day of «dal 1° al 15 marzo 2016», after words that mark it."""
    start = c.at
    found = read_moment(c) or _lone_day(c)
    if found is None:
        c.at = start
        return None
    found = replace(
        found,
        qualifier=both(qualifier, found.qualifier),
        is_bare=found.is_bare and not marked,
        is_month_or_number=found.is_month_or_number and marked < AT,
        marked=max(marked, found.marked),
    )
    return with_or_else(c, found)


def with_or_else(c: Cursor, found: Found) -> Found:
    """«2010 o 2011», «febbraio/marzo 2012», «anni '80/'90», «fine 2017/inizio 2018»."""
    start = c.at
    is_or = c.take(Term.OR) is not None
    if is_or:
        c.skip(Term.SINCE, Term.UNTIL, Term.TO)
    elif not c.take_mark("/"):
        return found
    other = read_other(c, found)
    is_other = other is not None and not other.lacks_year and not other.problem
    if other is None or not is_other or not (is_or or _is_next(found, other)):
        c.at = start
        return found
    return replace(found, or_else=other)


def _is_next(found: Found, other: Found) -> bool:
    """After a slash: «gennaio/febbraio 2015» is one or the other, «gennaio/giugno» a period."""
    if found.is_decade or (found.part and other.part):
        return True
    months = found.loose.month, other.loose.month
    is_of_months = found.lacks_year and months[0] and not (found.is_day or other.is_day)
    return bool(is_of_months and (months[1] or 0) - (months[0] or 0) == 1)


def read_other(c: Cursor, first: Found) -> Found | None:
    """The moment that goes with the first: after a decade «'90» is another."""
    start = c.at
    other = read_other_decade(c) if first.is_decade else None
    if other is None:
        c.at = start
        other = read_school_edge(c, is_end=True, after=first) or read_moment(c)
    return other


def read_limit(c: Cursor, first: Found = NOTHING_BEFORE) -> Found | None:
    """What stands after «fino al», «dopo»: a moment, perhaps of something that happened in
    it: «fino alla disdetta del 2018», «dopo la firma del 3/3/2015»."""
    found = read_other(c, first)
    if found:
        return found
    start = c.at
    c.skip(Term.IN, Term.TO, Term.SIGNING, Term.ENDING)
    is_told = any(term in token for token in c.tokens[start : c.at] for term in HAPPENING)
    c.take_mark("(,:")
    found = read_moment(c) if is_told else None
    if found is None or found.lacks_year:
        c.at = start
        return None
    return replace(found, is_bare=False)


def _lone_day(c: Cursor) -> Found | None:
    c.skip(Term.IN)
    day, token = read_day_number(c), c.token
    if day is None or token is None:
        return None
    leads_on = any(link in token for link in (Term.TO, Term.AND, Term.OR)) or token.key == "-"
    return Found(Loose(None, None, day)) if leads_on else None


def read_link(c: Cursor, found: Found, *, is_since: bool) -> Link | None:
    """What follows the moment and belongs to it; else None, the cursor unmoved."""
    start = c.at
    for reader in LINKS:
        link = reader(c, found, is_since)
        if link:
            return link
        c.at = start
    return None


def _to_now(c: Cursor, _found: Found, _is_since: bool) -> Link | None:
    """«ad oggi», «– oggi», «e tuttora in corso», «in poi»; «, fine non nota»."""
    c.skip(Term.AND, Term.UNTIL, Term.TO, marks="-,(/")
    if c.take(Term.NO_END):
        return Link(Kind.SINCE_UNTIL_UNKNOWN)
    before, now = c.token_before, c.take(Term.NOW)
    if now is None or before is None or (c.token and c.token.key == "di"):
        return None
    leads_to = Term.TO in before or Term.UNTIL in before or before.key in ("-", "/")
    if now[Term.NOW] == "to" and not leads_to:  # «nel 2010, oggi sciolta»
        return None
    c.take_mark(")")
    return Link(Kind.SINCE)


def _to(c: Cursor, found: Found, is_since: bool) -> Link | None:
    """«al …», «, fino al …», «e fino a …», «al: …»."""
    if is_since:
        c.skip(Term.AND, marks=",;")
    to, until = c.take(Term.TO), None
    if to is None:
        until, to = c.take(Term.UNTIL), c.take(Term.TO)
    if not (to or (until and until[Term.UNTIL] in ALONE)):
        return None
    c.take_mark(":")
    end = read_limit(c, found)
    if end is None:
        return None
    if until or (to and to[Term.TO] == "al"):
        end = replace(end, is_bare=False, is_month_or_number=False)
    return Link(Kind.FROM_TO, with_or_else(c, end))


def _dash(c: Cursor, found: Found, _is_since: bool) -> Link | None:
    """«2010 – 2012», «marzo-aprile 2016», «novembre 2015/gennaio 2016», «anni '80-'90»."""
    may_be_list = found.is_day and not found.lacks_year
    if not (c.take_mark("-") or (not may_be_list and c.take_mark("/"))):
        return None
    if c.has(Term.IN, Term.SINCE) and not c.has(Term.DECADES):
        return None
    end = read_other(c, found)
    if end is None or end.lacks_year:
        return None
    # «fine 2017 - inizio 2018»: nobody says whether it is a period.
    is_turn = found.part is Part.LATE and end.part is Part.EARLY
    return Link(Kind.BETWEEN if is_turn else Kind.FROM_TO, end)


def _part_after_part(c: Cursor, found: Found, _is_since: bool) -> Link | None:
    """«inizio 2015, fine 2018»."""
    c.skip(marks=",;")
    is_end = c.token is not None and c.token.terms.get(Term.PART) is Part.LATE
    end = read_moment(c) if found.part is Part.EARLY and is_end else None
    return Link(Kind.FROM_TO, end) if end and not end.lacks_year else None


def _and(c: Cursor, found: Found, _is_since: bool) -> Link | None:
    """«anni Ottanta e Novanta», «anni '70, '80 e '90»."""
    if not found.is_decade or found.part:
        return None
    ends = list[Found]()
    while c.take_mark(",") or c.take(Term.AND):
        end = read_other_decade(c)
        if end is None or not _is_next_decade(ends[-1] if ends else found, end):
            return None
        ends.append(end)
    return Link(Kind.FROM_TO, ends[-1]) if ends else None


def _is_next_decade(one: Found, other: Found) -> bool:
    return bool(one.whole and other.whole and other.whole.first_year - one.whole.first_year == 10)


def _or_before(c: Cursor, _found: Found, is_since: bool) -> Link | None:
    """«dal 2010 o prima», «nel 2010 o anche prima», «2010 o dopo»."""
    if not c.take(Term.OR):
        return None
    if c.take(Term.BEFORE):
        return Link(Kind.SINCE_BY if is_since else Kind.BY) if ends_alone(c) else None
    return Link(Kind.NOT_BEFORE) if c.take(Term.AFTER) and ends_alone(c) else None


LINKS: tuple[Callable[[Cursor, Found, bool], Link | None], ...] = (
    _to_now,
    _to,
    _dash,
    _part_after_part,
    _and,
    _or_before,
)


def begins_alone(c: Cursor, start: int) -> bool:
    """Before the token ``start`` stands nothing, a mark, or a word such as «adesione»."""
    before = c.tokens[start - 1] if start else None
    is_event = before is not None and (Term.BEGAN in before or Term.FORMAL in before)
    return is_event or _parts(c, start - 1)


def ends_alone(c: Cursor) -> bool:
    return _parts(c, c.at)


def _parts(c: Cursor, at: int) -> bool:
    """The end of the text, or a mark; not the hyphen of COVID-19, the comma of 12,50."""
    if not 0 <= at < len(c.tokens):
        return True
    token: Token = c.tokens[at]
    if Term.AND in token:
        return all(
            _is_year(other) for other in (c.tokens[max(0, at - 1)], *c.tokens[at + 1 : at + 2])
        )
    is_mark = Term.PUNCTUATION in token and token.key in DELIMITERS and not token.is_glued
    return is_mark and not _is_within_number(c.tokens[max(0, at - 1) : at + 2])


def _is_year(token: Token) -> bool:
    """On either side of «e»: «2010 e 2012», «2001-2003 e 2005»."""
    is_year = Term.NUMBER in token and token[Term.NUMBER] in SURE_YEARS
    return is_year or Term.RANGE in token or Term.DAY in token


def _is_within_number(around: list[Token]) -> bool:
    if len(around) < 3 or around[1].key != ",":
        return False
    before, comma, after = around
    is_tight = before.end == comma.start and comma.end == after.start
    return is_tight and before.text[-1] in DIGITS and after.text[0] in DIGITS
