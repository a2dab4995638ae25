"""The shape of a language's tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from registry.dates.meaning import Kind


@dataclass(frozen=True, slots=True)
class Noun:
    """How a moment is called. ``sort`` says which articles and prepositions it takes;
    ``after`` is its form after one of them, where it changes («metà 2016», «metà del 2016»).

    Both are templates: {day} {month} {month_of} {season} {season_of} {year} {next_year}
    {decade} {century}."""

    sort: str
    alone: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    months: tuple[str, ...]
    seasons: Mapping[str, str]
    nouns: Mapping[str, Noun]
    """By precision («day»), by part of it («year late») and by what is hidden of it."""
    prepositions: Mapping[str, Mapping[str, str]]
    """By sort of noun, then by preposition: a template for the noun."""
    frames: Mapping[Kind, str]
    """{start:da}: the start, after the preposition «da». Empty: without any."""
    edges: Mapping[str, str]
    about: tuple[str, str]
    """Before a date that stands alone, after one within a sentence."""
    maybe: tuple[str, str]
    either: str
    """«{} o {}»: one date or the other."""
    day: Callable[[int], str]
    in_definition: str
    time: str
    months_of: tuple[str, ...] = ()
    seasons_of: Mapping[str, str] | None = None
    decades: Mapping[int, str] | None = None
    century: Callable[[int], str] = str
    sort_by_sound: Callable[[str, str], str] = lambda sort, _text: sort
    long_year: frozenset[Kind] = frozenset()
    """Where a bare year is called «anno 2010»."""
