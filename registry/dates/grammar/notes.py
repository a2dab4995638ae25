"""What a cell says besides its dates: each fact keeps the words that are its own."""

from collections.abc import Sequence
from itertools import pairwise

from registry.dates.grammar.citations import is_abbreviated
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.sentences import Fact, Span
from registry.dates.grammar.terms import Term
from registry.dates.grammar.tokens import Token

STRONG_MARKS, WEAK_MARKS = (";", "."), (",", "-")
EDGES = "–—-−:;,.|/*•· \t\r\n"
BRACKETS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"))
JOINING = (Term.AND, Term.OR, Term.BUT)
LITTLE = {
    Term.PUNCTUATION,
    Term.AND,
    Term.OR,
    Term.BUT,
    Term.IN,
    Term.SINCE,
    Term.TO,
    Term.STARTING,
    Term.UNTIL,
    Term.NOW,
    Term.UNIT,
    Term.YEARS,
    Term.DECADES,
    Term.NOT_A_DURATION,
    Term.DURATION_LABEL,
    Term.INSIDE,
    Term.AT_LEAST,
    Term.TODAY,
}
"""Words that say nothing when they stand alone."""
MIDNIGHT = {("00", ":", "00"), ("00", ":", "00", ":", "00"), ("0", ":", "00")}


def notes_of(c: Cursor, facts: Sequence[Fact]) -> list[str | None]:
    """One for each fact, in the same order; None where there is nothing besides the date."""
    in_text_order = sorted(facts, key=lambda fact: fact.start)
    limits = [0, *_limits(c, in_text_order), len(c.tokens)]
    zones = {id(fact): zone for fact, zone in zip(in_text_order, pairwise(limits), strict=True)}
    return [_note(c, fact, zones[id(fact)]) for fact in facts]


def _limits(c: Cursor, facts: Sequence[Fact]) -> list[int]:
    """Where the words of a fact end and those of the next begin."""
    limits, start = list[int](), 0
    for one, other in pairwise(facts):
        has_words = bool(_words(c, (start, one.start)))
        limits.append(_limit(c, one.end, other.start, has_words=has_words))
        start = limits[-1]
    return limits


def _limit(c: Cursor, start: int, end: int, *, has_words: bool) -> int:
    between = range(start, end)
    for marks, term in ((STRONG_MARKS, Term.BUT), (WEAK_MARKS, Term.AND)):
        for at in between:
            is_mark = c.tokens[at].key in marks and not is_abbreviated(c, at)
            if is_mark or term in c.tokens[at]:
                return at
    # Without a break: «adesione 2010 rinnovo 2015», but «2010 adesione 2015 rinnovo».
    return start if has_words else max(start, end)


def _note(c: Cursor, fact: Fact, zone: Span) -> str | None:
    pieces = [_words(c, gap) for gap in _gaps(fact, zone)]
    return " ".join(piece for piece in pieces if piece) or None


def _gaps(fact: Fact, zone: Span) -> list[Span]:
    """The tokens of the zone that the fact itself does not take."""
    gaps, at = list[Span](), zone[0]
    for start, end in sorted(fact.spans):
        gaps.append((at, start))
        at = end
    return [*gaps, (at, zone[1])]


def _words(c: Cursor, span: Span) -> str:
    """The words as typed, without the marks and the conjunctions at their edges."""
    tokens = _without_joints(c.tokens[slice(*span)])
    if all(token.terms.keys() <= LITTLE for token in tokens) or _is_midnight(tokens):
        return ""
    return _cleaned(c.text[tokens[0].start : tokens[-1].end])


def _is_midnight(tokens: Sequence[Token]) -> bool:
    """What spreadsheets add to every day."""
    return tuple(token.text for token in tokens) in MIDNIGHT


def _without_joints(tokens: Sequence[Token]) -> Sequence[Token]:
    first, last = 0, len(tokens)
    while first < last and _is_joint(tokens[first]):
        first += 1
    while last > first and _is_joint(tokens[last - 1]):
        last -= 1
    return tokens[first:last]


def _is_joint(token: Token) -> bool:
    is_mark = Term.PUNCTUATION in token and token.text in EDGES
    return is_mark or any(term in token for term in JOINING)


def _cleaned(text: str) -> str:
    text = text.strip(EDGES)
    for opening, closing in BRACKETS:
        if text.startswith(opening) and text.endswith(closing):
            text = text[1:-1].strip(EDGES)
        elif opening not in text or closing not in text:
            text = text.strip(opening + closing + EDGES)
    return text
