"""A whole cell: what was found in it, put together into facts.

«Le prassi … attive da molti anni sono state formalizzate … nel 2018» is two facts, and
the second bounds the first: what became an act in 2018 had begun by then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.facts import read_fact
from registry.dates.grammar.items import Defining, Item, Problem, Quoted, Said, Vague
from registry.dates.grammar.lasting import with_durations
from registry.dates.grammar.terms import Term
from registry.dates.grammar.tokens import Token
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
EVENTS = (Term.ENDING, Term.BEGAN, Term.FORMAL)
AS_FAR_AS_AN_EVENT = 16
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fact:
    """What one part of the cell says, and the tokens that say it. Without a meaning it is
    «in corso di definizione», or a «da molti anni» that nothing bounds."""

    meaning: Meaning | None
    spans: tuple[Span, ...]
    is_in_definition: bool = False
    warnings: tuple[str, ...] = ()

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
    if problem:
        return problem
    items = with_durations(c, [item for item in items if not isinstance(item, Quoted)])
    said = [item for item in items if isinstance(item, Said | Vague | Defining)]
    facts = [_fact(c, said, at) for at in range(len(said))]
    return _with_ends(c, _with_practice(c, _without_dates_of_drafts(c, facts)))


def _items(c: Cursor) -> Iterator[Item]:
    while c.token:
        item = None if c.token.terms.keys() <= PLAIN else read_fact(c)
        if item:
            yield item
        else:
            c.at += 1


def _fact(c: Cursor, items: Sequence[Item], at: int) -> Fact:
    item = items[at]
    spans = ((item.start, item.end),)
    if isinstance(item, Said):
        before = items[at - 1].end if at else 0
        after = items[at + 1].start if at + 1 < len(items) else None
        return Fact(_by_its_event(c, item, before, after), spans, warnings=item.warnings)
    return Fact(None, spans, is_in_definition=isinstance(item, Defining))


def _by_its_event(c: Cursor, item: Said, last_end: int, next_start: int | None) -> Meaning:
    """The nearest word of an event tells what the bare date is: «avviato nel 2012» goes on,
    «concluso nel 2015» is an end, «stipulato nel 2018» only happened."""
    meaning = item.meaning
    first = max(last_end, item.start - AS_FAR_AS_AN_EVENT)
    before = _event(_backwards(c.tokens[first : item.start], has_another=last_end > 0))
    # Where another date follows, only the next word is of this one: «2010 (avvio), 2012».
    reach = AS_FAR_AS_AN_EVENT if next_start is None else min(2, next_start - item.end)
    after = _event(iter(c.tokens[item.end : item.end + reach]))
    if meaning.kind is Kind.SINCE and after is Term.ENDING:
        return replace(meaning, kind=Kind.SINCE_UNTIL_UNKNOWN)
    if meaning.kind is not Kind.ON:
        return meaning
    event = before or after
    if event is Term.BEGAN:
        return replace(meaning, kind=Kind.SINCE)
    return Meaning(Kind.UNTIL, end=meaning.start) if event is Term.ENDING else meaning


def _backwards(tokens: Sequence[Token], *, has_another: bool) -> Iterator[Token]:
    """Towards the beginning, without what stands in brackets; up to a comma if another
    date comes first: «2010 (avvio), 2012 (firma)»."""
    depth = 0
    for token in reversed(tokens):
        depth += (token.key == ")") - (token.key == "(")
        if has_another and token.key == ",":
            return
        if depth <= 0:
            yield token


def _event(tokens: Iterator[Token]) -> Term | None:
    """The first event among these, in the same clause and before another date."""
    for token in tokens:
        if token.key in (".", ";") or Term.BUT in token or Term.DAY in token:
            return None
        event = next((event for event in EVENTS if event in token), None)
        if event is Term.ENDING and token[event] != "":
            event = Term.FORMAL if token[event] == "to" else None  # rinnovato; fine
        if event:
            return event
    return None


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
    is_formal = any(Term.FORMAL in token for token in c.tokens[first:last])
    is_formal = is_formal or _event(reversed(c.tokens[: act.start])) is Term.FORMAL
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
    start, end = (one, other) if is_again or _is_start(one) else (other, one)
    if not (start.meaning and end.meaning and (is_again or _is_start(start))):
        return None
    if end.meaning.kind is not Kind.UNTIL:
        return None
    meaning = Meaning(Kind.FROM_TO, start.meaning.start, end.meaning.end)
    begins, ends = meaning.starts_within.earliest, meaning.ends_within.latest
    if begins is None or ends is None or begins > ends:
        return None
    return Fact(meaning, one.spans + other.spans, warnings=one.warnings + other.warnings)


def _is_prolonged(c: Cursor, one: Fact, other: Fact) -> bool:
    """«dal 1.1.2015 al 31.12.2015, prorogato al 31.12.2016»."""
    first = c.tokens[other.start]
    is_again = first.terms.get(Term.UNTIL) == "again" or first.terms.get(Term.ENDING) == "to"
    return is_again and one.meaning is not None and one.meaning.kind is Kind.FROM_TO


def _is_start(fact: Fact) -> bool:
    open_kinds = HAS_START - {Kind.FROM_TO, Kind.SCHOOL_YEAR}
    return fact.meaning is not None and fact.meaning.kind in open_kinds
