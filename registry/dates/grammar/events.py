"""What happened on a date, as the words beside it say: avviato, stipulato, concluso."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.items import Said
from registry.dates.grammar.terms import Term
from registry.dates.grammar.tokens import Token
from registry.dates.meaning import Kind, Meaning

AS_FAR_AS_AN_EVENT = 16
MARKS_APART = {",", "(", "-", ";", "."}


class Event(Enum):
    BEGAN = auto()
    FORMAL = auto()
    ENDED = auto()
    DONE = auto()
    """Concluso: of the date after it that is the end; of the one before, perhaps."""
    PAUSED = auto()
    """Sospeso, non più attivo: it may come again."""


ENDS = {Event.ENDED, Event.DONE, Event.PAUSED}
ENDINGS = {
    "": Event.ENDED,
    "done": Event.DONE,
    "to": Event.FORMAL,
    "not": Event.PAUSED,
    "gone": Event.DONE,
}
"""By the value of Term.ENDING; «fine» says nothing by itself."""


@dataclass(frozen=True, slots=True)
class Told:
    """A date, with what the event makes of it; unclear if it could be a start or an end."""

    meaning: Meaning
    event: Event | None = None
    is_unclear: bool = False


def told_by_its_event(c: Cursor, item: Said, last_end: int, next_start: int | None) -> Told:
    """The nearest word of an event tells what the bare date is: «avviato nel 2012» goes on,
    «concluso nel 2015» is an end, «stipulato nel 2018» only happened."""
    first = max(last_end, item.start - AS_FAR_AS_AN_EVENT)
    before = nearest_event(_backwards(c.tokens[first : item.start], has_another=last_end > 0))
    # Where another date follows, only the next word is of this one: «2010 (avvio), 2012».
    # The word that touches that one is its own: «firma 3/3/2015 avvio 4/4/2015».
    reach = AS_FAR_AS_AN_EVENT if next_start is None else min(2, next_start - item.end - 1)
    following = c.tokens[item.end : item.end + max(0, reach)]
    if item.meaning.kind is Kind.SINCE:
        return _since(item.meaning, before, following)
    if item.meaning.kind is not Kind.ON or item.duration:
        # «sospeso dal 2015 al 2016» tells when it was not.
        return Told(item.meaning, before, is_unclear=before is Event.PAUSED)
    return _on(item.meaning, before, nearest_event(_until_today(following)))


def _on(meaning: Meaning, before: Event | None, after: Event | None) -> Told:
    event = before or after
    if event is Event.BEGAN:
        return Told(replace(meaning, kind=Kind.SINCE), event)
    if event in ENDS:
        # «2015 (concluso)»: the year in which it ended, or the one in which it was made.
        is_unclear = before is None and event is not Event.ENDED
        return Told(Meaning(Kind.UNTIL, end=meaning.start), event, is_unclear)
    return Told(meaning, event)


def _since(meaning: Meaning, before: Event | None, following: Sequence[Token]) -> Told:
    """«cessato dal 2015» is an end; «dal 2010, ora concluso» a beginning, and an end that
    nobody tells; «dal 2010 non più attivo» could be either."""
    if before in ENDS:
        return Told(Meaning(Kind.UNTIL, end=meaning.start), before)
    after = nearest_event(iter(following))
    if after not in ENDS:
        return Told(meaning, before or after)
    is_apart = following[0].key in MARKS_APART or Term.TODAY in following[0]
    return Told(replace(meaning, kind=Kind.SINCE_UNTIL_UNKNOWN), after, not is_apart)


def nearest_event(tokens: Iterator[Token]) -> Event | None:
    """The first event among these, in the same clause and before another date."""
    for token in tokens:
        if token.key in (".", ";") or Term.BUT in token or Term.DAY in token:
            return None
        event = _event_of(token)
        if event:
            return event
    return None


def _event_of(token: Token) -> Event | None:
    if Term.ENDING in token:
        return ENDINGS.get(token[Term.ENDING])
    if Term.BEGAN in token:
        return Event.BEGAN
    return Event.FORMAL if Term.FORMAL in token else None


def _until_today(tokens: Sequence[Token]) -> Iterator[Token]:
    """«nel 2010, oggi sciolta»: the end is of another time."""
    for token in tokens:
        if Term.TODAY in token:
            return
        yield token


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
