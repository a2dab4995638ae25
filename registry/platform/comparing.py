"""Two texts side by side, word by word. Pure."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from msgspec import Struct

WORD_AND_SPACE = re.compile(r"\S+\s*|\s+")


class Piece(Struct, frozen=True):
    """A stretch of text; ``is_changed`` when the other text has not these words."""

    text: str
    is_changed: bool


def word_by_word(was: str, now: str) -> tuple[list[Piece], list[Piece]]:
    """Each word with the space that follows it: a changed sentence is one stretch."""
    old, new = WORD_AND_SPACE.findall(was), WORD_AND_SPACE.findall(now)
    same = SequenceMatcher(None, [one.strip() for one in old], [one.strip() for one in new])
    steps = same.get_opcodes()
    before = [Piece("".join(old[a:b]), tag != "equal") for tag, a, b, _c, _d in steps]
    after = [Piece("".join(new[c:d]), tag != "equal") for tag, _a, _b, c, d in steps]
    return _said(before), _said(after)


def _said(pieces: Iterable[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.text]
