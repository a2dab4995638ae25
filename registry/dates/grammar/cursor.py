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

    @property
    def token(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    @property
    def token_before(self) -> Token | None:
        return self.tokens[self.at - 1] if self.at > 0 else None

    def has(self, *terms: Term) -> bool:
        token = self.token
        return token is not None and any(term in token for term in terms)

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

    def skip(self, *terms: Term, marks: str = "") -> None:
        for _step in range(FEW):
            if not (self.take(*terms) or (marks and self.take_mark(marks))):
                return

    def typed(self, start: int) -> str:
        """The words from the token ``start`` to here, as typed."""
        last = max(self.at - 1, start)
        return self.text[self.tokens[start].start : self.tokens[last].end]
