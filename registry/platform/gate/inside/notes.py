"""What one look gathers, and how much it may still unpack."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from registry.platform.gate.inside.targets import reach
from registry.platform.gate.policy import LINKS
from registry.platform.gate.shapes import MIB, Found, Seen

MOST_FOUND = 60
MOST_OF_A_RULE = 3
LONGEST_DETAIL = 80
DEEPEST = 5
UNPACKED_IN_ALL = 400 * MIB


class Stop(Exception):
    """What was seen leaves nothing to look at any further."""


class Notes:
    def __init__(self) -> None:
        self.found: list[Found] = []
        self.is_signed = False
        self.left = UNPACKED_IN_ALL
        self._where: list[str] = []

    def see(self, rule: str, what: str = "") -> None:
        found = Found(rule, plain(what), " / ".join(self._where))
        of_it = [one for one in self.found if (one.rule, one.inside) == (rule, found.inside)]
        if found not in of_it and len(of_it) < MOST_OF_A_RULE and len(self.found) < MOST_FOUND:
            self.found.append(found)

    def stop(self, rule: str, what: str = "") -> Stop:
        """To be raised: nothing more is looked at in this file."""
        self.see(rule, what)
        return Stop()

    def link(self, use: str, target: str) -> None:
        """A link that is followed so, as the policy takes it."""
        if rule := LINKS[use][reach(target)]:
            self.see(rule, target)

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise self.stop("bomb")

    @property
    def depth(self) -> int:
        return len(self._where)

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        """Within the block a file is looked at that another one carries."""
        self._where.append(plain(name) or "?")
        try:
            yield
        except Stop:
            pass
        finally:
            self._where.pop()

    def seen(self, sort: str) -> Seen:
        return Seen(sort=sort, is_signed=self.is_signed, found=self.found)


def plain(words: str) -> str:
    """A stranger's words, short and on one line."""
    shown = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in words[:1000])
    shown = " ".join(shown.split())
    return shown if len(shown) <= LONGEST_DETAIL else f"{shown[: LONGEST_DETAIL - 1]}…"
