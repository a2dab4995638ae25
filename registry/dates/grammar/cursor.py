"""Where the reader stands among the tokens."""

from dataclasses import dataclass
from typing import Any

from registry.dates.grammar.terms import Term
from registry.dates.grammar.tokens import Token

FEW = 4
"""How many little words may stand in a row: more is no phrase, and would cost time."""


@dataclass(slots=True)
class Cursor:
    text: str
    tokens: list[Token]
    at: int = 0
    listless: int = 0
    """Up to here no list of dates begins: it was tried."""

    @property
    def token(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    @property
    def token_before(self) -> Token | None:
        return self.tokens[self.at - 1] if self.at > 0 else None

    def has(self, *terms: Term) -> bool:
        if self.at >= len(self.tokens):
            return False
        known = self.tokens[self.at].terms
        for term in terms:  # noqa: SIM110  a generator here is a third of all the time
            if term in known:
                return True
        return False

    def take(self, *terms: Term) -> Token | None:
        """The token here if it may be one of these, and a step forward."""
        if not self.has(*terms):
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def take_value(self, term: Term) -> Any:
        token = self.take(term)
        return token[term] if token else None

    def take_mark(self, marks: str) -> bool:
        token = self.token
        is_there = token is not None and Term.PUNCTUATION in token and token.key in marks
        self.at += is_there
        return is_there

    def take_tight_mark(self, marks: str) -> bool:
        """One without spaces around: «dic-17», not «1° marzo - 15 aprile»."""
        before, token = self.token_before, self.token
        after = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        if not (before and token and after):
            return False
        is_tight = before.end == token.start and token.end == after.start
        return is_tight and self.take_mark(marks)

    def take_point(self) -> bool:
        """The point of an abbreviation: «nov.», «scad.»."""
        before, token = self.token_before, self.token
        is_tight = before is not None and token is not None and before.end == token.start
        return is_tight and self.take_mark(".")

    def skip(self, *terms: Term, marks: str = "") -> None:
        for _step in range(FEW):
            if not (self.take(*terms) or (marks and self.take_mark(marks))):
                return

    def typed_of(self, start: int, end: int) -> str:
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def typed(self, start: int) -> str:
        """The words from the token ``start`` to here, as typed."""
        last = max(self.at - 1, start)
        return self.text[self.tokens[start].start : self.tokens[last].end]
