"""A whole cell: what was found in it, put together into facts.

«Le prassi … attive da molti anni sono state formalizzate … nel 2018» is two facts, and
the second bounds the first: what became an act in 2018 had begun by then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from registry.dates.days import Duration
from registry.dates.grammar import sayings
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.events import Event, nearest_event, told_by_its_event
from registry.dates.grammar.facts import read_fact
from registry.dates.grammar.items import Defining, Item, Many, Problem, Quoted, Said, Vague
from registry.dates.grammar.lasting import settled, with_durations
from registry.dates.grammar.leftovers import problem_beside
from registry.dates.grammar.terms import Term
from registry.dates.meaning import HAS_START, Kind, Meaning

PLAIN = {
    Term.WORD,
    Term.PUNCTUATION,
    Term.FORMAL,
    Term.BEGAN,
    Term.NOT,
    Term.BUT,
    Term.AND,
    Term.OR,
    Term.NOW,
}
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fact:
    """What one part of the cell says, and the tokens that say it. Without a meaning it is
    «in corso di definizione», or a «da molti anni» that nothing bounds."""

    meaning: Meaning | None
    spans: tuple[Span, ...]
    is_in_definition: bool = False
    warnings: tuple[str, ...] = ()
    duration: Duration | None = None
    event: Event | None = None
    is_unclear: bool = False

    @property
    def start(self) -> int:
        return min(start for start, _end in self.spans)

    @property
    def end(self) -> int:
        return max(end for _start, end in self.spans)


def understand(c: Cursor) -> list[Fact] | Problem:
    """The facts in the order in which they matter; or the first thing that is unclear."""
    items = list(_items(c))
    problem = next((item for item in items if isinstance(item, Problem)), None)
    if problem and not problem.is_alone:
        return problem
    items = [item for item in items if not isinstance(item, Problem)]
    spoilt = problem_beside(c, items)
    if spoilt:
        return spoilt
    items = with_durations(c, [item for item in items if not isinstance(item, Quoted)])
    said = [item for item in items if isinstance(item, Said | Vague | Defining)]
    if not said and problem:
        return problem
    facts = [_fact(c, said, at) for at in range(len(said))]
    facts = _with_ends(c, _with_practice(c, _without_dates_of_drafts(c, facts)))
    unclear = next((fact for fact in facts if fact.is_unclear), None)
    if unclear:
        typed = c.typed_of(unclear.start, unclear.end)
        return Problem(unclear.start, unclear.end, sayings.since_or_until(typed))
    return [_with_its_duration(fact) for fact in facts]


def _with_its_duration(fact: Fact) -> Fact:
    if fact.meaning is None or fact.duration is None:
        return fact
    meaning, warnings = settled(fact.meaning, fact.duration)
    return replace(fact, meaning=meaning, warnings=fact.warnings + warnings)


def _items(c: Cursor) -> Iterator[Item]:
    while c.token:
        item = None if c.token.terms.keys() <= PLAIN else read_fact(c)
        if isinstance(item, Many):
            yield from item.saids
        elif item:
            yield item
        else:
            c.at += 1


def _fact(c: Cursor, items: Sequence[Item], at: int) -> Fact:
    item = items[at]
    spans = ((item.start, item.end),)
    if isinstance(item, Said):
        before = items[at - 1].end if at else 0
        after = items[at + 1].start if at + 1 < len(items) else None
        told = told_by_its_event(c, item, before, after)
        return Fact(
            told.meaning,
            spans,
            warnings=item.warnings,
            duration=item.duration,
            event=told.event,
            is_unclear=told.is_unclear,
        )
    return Fact(None, spans, is_in_definition=isinstance(item, Defining))


def _without_dates_of_drafts(c: Cursor, facts: list[Fact]) -> list[Fact]:
    """«dal 2019 in corso di definizione»: the year is of the drafting, and is no start."""
    kept = list[Fact]()
    for fact in facts:
        last = kept[-1] if kept else None
        is_same = last and last.is_in_definition != fact.is_in_definition
        if last is None or not is_same or _is_apart(c, last.end, fact.start):
            kept.append(fact)
        elif fact.is_in_definition:
            kept[-1] = fact
    return kept


def _is_apart(c: Cursor, start: int, end: int) -> bool:
    between = c.tokens[start:end]
    return any(token.key in (".", ";", ",", "-") or Term.BUT in token for token in between)


def _with_practice(c: Cursor, facts: list[Fact]) -> list[Fact]:
    """A practice that goes back nobody knows how far, made formal on a date that is told."""
    vague = next((fact for fact in facts if _is_vague(fact)), None)
    act = next((fact for fact in facts if fact.meaning and fact.meaning.start), None)
    if vague is None or act is None or act.meaning is None:
        return facts
    first, last = min(vague.end, act.end), max(vague.start, act.start)
    if all(token.key in (",", "(", ":", "-") for token in c.tokens[first:last]):
        # «da oltre dieci anni (2005)»: the date says since when.
        whole = replace(act, spans=act.spans + vague.spans)
        return [whole if fact is act else fact for fact in facts if fact is not vague]
    is_formal = any(Term.FORMAL in token for token in c.tokens[first:last])
    is_formal = is_formal or nearest_event(reversed(c.tokens[: act.start])) is Event.FORMAL
    others = [fact for fact in facts if fact is not vague]
    if not is_formal:
        return [vague, *others]
    return [replace(vague, meaning=Meaning(Kind.BY, end=act.meaning.start)), *others]


def _is_vague(fact: Fact) -> bool:
    return fact.meaning is None and not fact.is_in_definition


def _with_ends(c: Cursor, facts: list[Fact]) -> list[Fact]:
    """«stipulato il 15/02/2012, scade il 31/12/2015»: two dates, one period."""
    joined = list[Fact]()
    for fact in facts:
        period = _period(c, joined[-1], fact) if joined else None
        if period:
            joined[-1] = period
        else:
            joined.append(fact)
    return joined


def _period(c: Cursor, one: Fact, other: Fact) -> Fact | None:
    is_again = _is_prolonged(c, one, other)
    if is_again and one.meaning and one.meaning.kind is Kind.UNTIL:
        return replace(other, spans=one.spans + other.spans)
    start, end = (one, other) if is_again or _is_start(one) else (other, one)
    if not (start.meaning and end.meaning and (is_again or _is_start(start))):
        return None
    if end.meaning.kind is not Kind.UNTIL:
        return None
    if c.tokens[end.start].terms.get(Term.ENDING) == "not":
        # «dal 2010, sospeso nel 2020»: nobody says whether it came again.
        return replace(start, meaning=Meaning(Kind.SINCE_UNTIL_UNKNOWN, start.meaning.start))
    if is_again and one.meaning and one.meaning.kind is Kind.ON and one.event is None:
        # «31/12/2020 (prorogato al 30/06/2021)»: the first was an end too.
        return replace(other, spans=one.spans + other.spans)
    meaning = Meaning(Kind.FROM_TO, start.meaning.start, end.meaning.end)
    begins, ends = meaning.starts_within.earliest, meaning.ends_within.latest
    if begins is None or ends is None or begins > ends:
        return None
    duration = None if is_again else one.duration or other.duration
    warnings = one.warnings + other.warnings
    return Fact(meaning, one.spans + other.spans, warnings=warnings, duration=duration)


def _is_prolonged(c: Cursor, one: Fact, other: Fact) -> bool:
    """«dal 1.1.2015 al 31.12.2015, prorogato al 31.12.2016»."""
    first = c.tokens[other.start]
    is_again = first.terms.get(Term.UNTIL) == "again" or first.terms.get(Term.ENDING) == "to"
    kinds = (Kind.FROM_TO, Kind.SCHOOL_YEAR, Kind.ON, Kind.UNTIL)
    return is_again and one.meaning is not None and one.meaning.kind in kinds


def _is_start(fact: Fact) -> bool:
    open_kinds = HAS_START - {Kind.FROM_TO, Kind.SCHOOL_YEAR}
    return fact.meaning is not None and fact.meaning.kind in open_kinds
