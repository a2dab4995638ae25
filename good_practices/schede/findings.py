"""What a check says of a scheda: how serious, where, which words, what to do."""

import hashlib
from enum import StrEnum

from msgspec import Struct

LONGEST_QUOTE = 120


class Level(StrEnum):
    RED = "red"
    """Stops the scheda until the words change."""
    AMBER = "amber"
    """Goes on only with a reason, which stays in the history."""
    NOTE = "note"
    """Worth a look; stops nothing."""


class Finding(Struct, frozen=True, kw_only=True):
    """``field`` is the name in the form; ``start`` and ``end`` stand in that field's text."""

    rule: str
    level: Level
    field: str
    title: str
    sentence: str
    advice: str = ""
    passage: str = ""
    """The words, exactly as they stand."""
    start: int = 0
    end: int = 0
    proposal: str = ""
    """The same passage in a form that points at nobody, where one can be made."""
    reason: str = ""
    """Why it is right as it is, if somebody has explained it."""

    @property
    def key(self) -> str:
        """What names this point on a page: its rule and its passage, which are not told."""
        about = f"{self.rule}\0{self.passage}".encode()
        return hashlib.blake2s(about, digest_size=6).hexdigest()

    @property
    def quote(self) -> str:
        """The passage, shortened in the middle where it is long."""
        if len(self.passage) <= LONGEST_QUOTE:
            return self.passage
        head = self.passage[:70].rsplit(" ", 1)[0]
        tail = self.passage[-45:].split(" ", 1)[-1]
        return f"{head} … {tail}"

    @property
    def stops(self) -> bool:
        """Whether the scheda can be proposed only after something is done about it."""
        return self.level is Level.RED or (self.level is Level.AMBER and not self.reason)
