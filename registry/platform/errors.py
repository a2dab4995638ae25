"""What the domain refuses, each with a sentence for the person who reads it.

Bugs are not refusals: they are never caught, and become a page with a number.
``registry.platform.web.refusals`` is the one place that tells these in HTTP.
"""

from collections.abc import Iterable
from datetime import datetime


class Refused(Exception):
    """The request is understood and is not done. ``str()`` is the sentence to show."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(Refused):
    """There is no such thing, or this office may not see it: one answer for both."""


class NotAllowed(Refused):
    """This person may not do this."""


class WrongStatus(Refused):
    """The thing is not, now, in a status that allows this."""


class InvalidInput(Refused):
    """Some fields are wrong. ``fields`` has each one's name and its sentence.

    A name may be a path into nested input: ``parties.2.role``. The name ``""``
    is for what concerns the whole.
    """

    def __init__(self, sentence: str = "", /, **fields: str) -> None:
        self.fields: dict[str, str] = dict(fields)
        if sentence:
            self.fields.setdefault("", sentence)
        super().__init__(sentence or _said_once(self.fields))

    @classmethod
    def of(cls, fields: dict[str, str]) -> "InvalidInput":
        """The same, from names that are not Python identifiers."""
        wrong = cls(_said_once(fields))
        wrong.fields = dict(fields)
        return wrong


def _said_once(fields: dict[str, str]) -> str:
    """The sentences in order; one that holds for several fields is said once."""
    return " ".join(dict.fromkeys(fields.values()))


class Together:
    """Several things that may each be wrong: all are told at once.

    Each stands in a ``with together:``; ``check`` refuses what was gathered, the first sentence
    of each field."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}

    def __enter__(self) -> "Together":
        return self

    def __exit__(self, _kind: object, refused: object, _trace: object) -> bool:
        if isinstance(refused, InvalidInput):
            self.fields |= {k: v for k, v in refused.fields.items() if k not in self.fields}
            return True
        return False

    def check(self, order: Iterable[str] = ()) -> None:
        """``order``: the names as the person meets them."""
        if self.fields:
            first = [name for name in dict.fromkeys(order) if name in self.fields]
            raise InvalidInput.of({name: self.fields[name] for name in [*first, *self.fields]})


class CannotNow(Refused):
    """What would do the work is missing or did not answer: nothing that was asked is wrong."""


class AlreadyThere(Refused):
    """The same thing exists, or somebody changed it first. ``field`` is where it is told."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class Stale(AlreadyThere):
    """Somebody changed the thing after this person had seen it: nothing was written over.

    ``told`` says who changed what and when, ``wrote`` stands before that person's words;
    ``happened`` is the sentence of the history. ``yours`` and ``current`` are both versions,
    put there by the window of programs.
    """

    yours: object = None
    current: object = None

    def __init__(self, sentence: str, *, told: str, wrote: str, happened: str, at: datetime):
        super().__init__(sentence)
        self.told = told
        self.wrote = wrote
        self.happened = happened
        self.at = at
