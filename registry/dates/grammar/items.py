"""What the reader finds in a text, each with the tokens that it takes."""

from dataclasses import dataclass

from registry.dates.days import Duration
from registry.dates.meaning import Meaning


@dataclass(frozen=True, slots=True)
class Item:
    start: int
    end: int
    """The tokens from ``start`` up to, not including, ``end``."""


@dataclass(frozen=True, slots=True)
class Said(Item):
    """Something is said of a date."""

    meaning: Meaning
    warnings: tuple[str, ...] = ()
    duration: Duration | None = None
    """How long, if it is said: «per 15 mesi». It counts where no end is told."""


@dataclass(frozen=True, slots=True)
class Many(Item):
    """Several dates said together: «1 e 3 aprile 2015»."""

    saids: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Vague(Item):
    """«da molti anni»: it began, nobody says when."""


@dataclass(frozen=True, slots=True)
class Defining(Item):
    """«in corso di definizione»."""


@dataclass(frozen=True, slots=True)
class Lasting(Item):
    """«15 mesi», «durata triennale»; labelled if it says that it is a duration."""

    duration: Duration
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class Quoted(Item):
    """A law, an article, a number: its figures are no date."""


@dataclass(frozen=True, slots=True)
class Problem(Item):
    """Something made like a date that is none, or that could be two things."""

    sentence: str
    is_alone: bool = False
    """It matters only where nothing else was understood: «3 marzo»."""
