"""A text cut into tokens, each with what it may be and where it stands in the text."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from registry.dates.days import SURE_YEARS
from registry.dates.grammar.numerals import Terms, roman, terms_of_figures
from registry.dates.grammar.terms import Entry, Term, Vocabulary

APOSTROPHES = "'’‘`´ʼ"
DASHES = "-–—−‐‑‒"
ANY_DASH, HYPHEN = re.escape(DASHES), re.escape("-‐‑")
"""A hyphen stands within a word; a longer dash joins figures alone."""
ONE_LETTER_OR_STROKE = re.compile(r"[^\W\d_]|[|!]")
TOKEN = re.compile(
    rf"(?P<address>(?i:urn|https?):\S+)"
    rf"|(?P<maybe>\(\s?\?\s?\))"
    rf"|(?P<roman>[IVX]{{1,4}}[°º](?!\w))"
    rf"|(?P<short>[{APOSTROPHES}][0-9]{{2}}(?![0-9]))"
    rf"|(?P<figures>[0-9]{{1,2}}\s?(?P<mark>[/.{ANY_DASH}])\s?[0-9]{{1,2}}"
    rf"\s?(?P=mark)\s?[0-9]{{4}}(?![0-9/.{ANY_DASH}])"
    rf"|[0-9]{{1,2}}\s[°º](?=\s[^\W\d_])"
    rf"|[0-9][^\W_]*[°^]?(?:[/.{HYPHEN}][^\W_]+|[{ANY_DASH}](?=[0-9])[^\W_]+)*[°º^]?)"
    rf"|(?P<abbreviation>(?:[^\W\d_]{{1,3}}\.){{2,}})"
    rf"|(?P<elided>(?i:dall|dell|nell|all|l|d|un)\s[{APOSTROPHES}](?![0-9]{{2}}(?![0-9])))"
    rf"|(?P<word>[^\W\d_]+(?:[{APOSTROPHES}])?)"
    rf"|(?P<mark_alone>\S)"
)
WORD_AFTER_FIGURES = re.compile(
    rf"(?P<date>[0-9][0-9/.{ANY_DASH}]*)(?P<rest>[/.{HYPHEN}][^\W\d_]{{4,}}.*)"
)
PIECE = re.compile(r"[0-9]+[°º^]?|[^\W\d_]+|\S")
WHOLE_DATES = {Term.DAY, Term.DAY_OF_MONTH, Term.MONTH_OF_YEAR, Term.RANGE, Term.IMPOSSIBLE}
DIGITS = frozenset("0123456789")
EMPTY: Mapping[Term, Any] = {}


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    start: int
    end: int
    key: str
    terms: Mapping[Term, Any] = field(default_factory=dict)
    is_glued: bool = False
    """Cut out of a longer run, as the hyphen of COVID-19: it parts nothing."""

    def __contains__(self, term: Term) -> bool:
        return term in self.terms

    def __getitem__(self, term: Term) -> Any:
        return self.terms[term]


def folded(text: str) -> str:
    """Lower case, straight apostrophes, no accents: «Metà», «meta'» and «metà» are one.

    A letter alone keeps its accent: «è» is not «e»."""
    text = text.casefold()
    for apostrophe in APOSTROPHES:
        text = text.replace(apostrophe, "'")
    if len(text) == 1:
        return text
    plain = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _cut(text: str) -> Iterator[Token]:
    for found in TOKEN.finditer(text):
        word = found[0]
        key = folded(word)
        if found.lastgroup == "elided":  # dall ' anno
            key = key.replace(" ", "")
        yield Token(word, found.start(), found.end(), key, _by_kind(found))


def _by_kind(found: re.Match[str]) -> Terms:
    if found.lastgroup == "maybe":
        return {Term.MAYBE: True}
    if found.lastgroup == "short":
        return {Term.SHORT_YEAR: int(found[0][1:])}
    if found.lastgroup == "roman":
        return {Term.ORDINAL: roman(found[0][:-1])}
    number = roman(found[0]) if found.lastgroup == "word" else None
    return {Term.ROMAN: number} if number else {}


def _without_smudges(cut: list[Token]) -> list[Token]:
    """«I5/02/2012», read by a machine from paper: the letter may well be a figure."""
    for at, (before, token) in enumerate(pairwise(cut), start=1):
        is_tight = before.end == token.start and token.terms.keys() & WHOLE_DATES
        if is_tight and ONE_LETTER_OR_STROKE.fullmatch(before.text):
            cut[at] = replace(token, terms={Term.SMUDGED: True})
    return cut


class Lexicon:
    """A vocabulary made ready to be looked up, longest phrase first."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.phrases: dict[tuple[str, ...], Terms] = {}
        self.longest: dict[str, int] = {}
        for entry in vocabulary.entries:
            self._learn(entry)
        self.months = {
            words[0]: terms[Term.MONTH]
            for words, terms in self.phrases.items()
            if Term.MONTH in terms and len(words) == 1
        }

    def _learn(self, entry: Entry) -> None:
        term, value, phrases = entry
        for phrase in phrases.split(";"):
            words = tuple(token.key for token in _cut(phrase))
            self.phrases.setdefault(words, {})[term] = value
            first = words[0]
            self.longest[first] = max(len(words), self.longest.get(first, 1))

    def tokens(self, text: str) -> list[Token]:
        """The text's tokens, phrases of more than one word joined."""
        cut = _without_smudges([token for whole in _cut(text) for token in self._pieces(whole)])
        done, at = list[Token](), 0
        while at < len(cut):
            token, length = self._longest_phrase(cut, at)
            done.append(token)
            at += length
        return done

    def _pieces(self, token: Token) -> list[Token]:
        """A run of figures that is no date is cut further: «1.Dezember», «COVID-19»."""
        if token.terms or token.text[0] not in DIGITS:
            return [token]
        terms = terms_of_figures(token.text, self.months)
        if terms:
            return [replace(token, terms=terms)]
        return self._with_a_word(token) or [
            Token(
                piece[0],
                token.start + piece.start(),
                token.start + piece.end(),
                folded(piece[0]),
                terms_of_figures(piece[0], self.months) if piece[0][0] in DIGITS else EMPTY,
                is_glued=True,
            )
            for piece in PIECE.finditer(token.text)
        ]

    def _with_a_word(self, token: Token) -> list[Token]:
        """«01/12/2017-adesione»: a date, and a word that leans on it."""
        found = WORD_AFTER_FIGURES.fullmatch(token.text)
        terms = terms_of_figures(found["date"], self.months) if found else EMPTY
        if not found or not (Term.DAY in terms or terms.get(Term.NUMBER) in SURE_YEARS):
            return []
        end = token.start + found.end("date")
        rest = [
            replace(one, start=one.start + end, end=one.end + end) for one in _cut(found["rest"])
        ]
        date = Token(found["date"], token.start, end, folded(found["date"]), terms)
        return [date, *(piece for one in rest for piece in self._pieces(one))]

    def _longest_phrase(self, cut: list[Token], at: int) -> tuple[Token, int]:
        token = cut[at]
        for length in range(self.longest.get(token.key, 1), 0, -1):
            words = tuple(word.key for word in cut[at : at + length])
            terms = self.phrases.get(words)
            if terms is not None:
                return self._as_phrase(cut[at : at + length], terms), length
        return self._unknown(token), 1

    @staticmethod
    def _as_phrase(words: list[Token], terms: Terms) -> Token:
        first, last = words[0], words[-1]
        known = {**first.terms, **terms} if len(words) == 1 else terms
        key = " ".join(word.key for word in words)
        return replace(first, end=last.end, key=key, terms=known)

    def _unknown(self, token: Token) -> Token:
        """A word of no phrase: text, or a mark."""
        if token.terms:
            return token
        if token.key.endswith("'"):  # meta' for metà, liberta' for libertà
            terms = self.phrases.get((token.key[:-1],))
            if terms:
                return replace(token, terms=terms)
        if token.text[0].isalpha():
            return replace(token, terms=self._word(token.key))
        mark = "-" if token.text in DASHES else token.text
        return replace(token, key=mark, terms={Term.PUNCTUATION: mark})

    def _word(self, key: str) -> Terms:
        is_formal = bool(self.vocabulary.formal) and key.startswith(self.vocabulary.formal)
        return {Term.WORD: True, Term.FORMAL: True} if is_formal else {Term.WORD: True}
