"""What a word of a date may be. A word may be more than one: «fine» 2017, «fine»: 2017."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Any

from registry.dates.meaning import WEEKS_OF_MONTH

Entry = tuple["Term", Any, str]
"""A term, its value, and the phrases that mean it, apart by semicolons."""
OF, AT = 1, 2
"""«del 2015» names a year; «nel 5/2010» makes a month of what could be an act's number."""


class Term(StrEnum):
    WORD = auto()
    PUNCTUATION = auto()
    NUMBER = auto()
    """Digits alone, or a number in letters; the value is the number."""
    ORDINAL = auto()
    """1°, primo, 1er."""
    DAY = auto()
    """A whole date in figures; the value is a Loose."""
    DAY_OF_MONTH = auto()
    """01/03, which wants its year from elsewhere."""
    MONTH_OF_YEAR = auto()
    """05/2010, which is a month only where the words around say so."""
    RANGE = auto()
    """2016-2017, 2015/16: two Loose."""
    RANGE_OR_MONTH = auto()
    """2011/12: two school years or December."""
    IMPOSSIBLE = auto()
    """Made like a date, and no day of any calendar: 31/02/2015."""
    YEAR_FIRST = auto()
    """2015/04/12, which nobody here writes: is it the 12th or the 4th?"""
    SMUDGED = auto()
    """I5/02/2012: figures that a letter leans on."""
    WHICH_CENTURY = auto()
    """01/12/45"""
    SHORT_YEAR = auto()
    """'98"""
    POINTED_YEAR = auto()
    """2.010, a year only where the words around say so."""
    YEAR = auto()
    """A year in letters, duemilaquindici."""

    ROMAN = auto()
    """II, XX: capital letters; the value is the number."""
    MONTH = auto()
    SEASON = auto()
    WEEKDAY = auto()
    DECADE = auto()
    """Novanta; 0 where the century is not sure."""
    DECADES = auto()
    """anni, before Novanta."""
    PART = auto()
    HALF = auto()
    """semestre, trimestre, quadrimestre: into how many a year is cut."""
    CENTURY = auto()
    SOME = auto()
    """un giorno, un mese."""

    SINCE = auto()
    """"dal"; "da", less sure before figures; "of" («vom», «du»), since only with an end."""
    STARTING = auto()
    """a partire, decorrenza; "from" if it wants «dal» (fin), "by" if without it something had
    begun by then (già nel 2010)."""
    AT_LEAST = auto()
    """almeno (dal 2010)"""
    NEXT_DAY = auto()
    """giorno successivo."""
    TO = auto()
    UNTIL = auto()
    """fin, which wants its «al»; "alone" where it wants none, as "until", and "bare" where
    only a date may follow («fino 2018»); "again" for «prorogato fino al», the end that
    counts."""
    ENDING = auto()
    """scadenza; "to" if it wants «al» (prorogato), ":" if it wants a colon or a day (fine),
    "done" for «concluso», which after a date does not tell whether it is that of the end,
    "not" for «non più attivo», «sospeso»: what was before may come again; "gone" for «non
    rinnovato», which is an end, and whose date is none."""
    BY = auto()
    BEFORE = auto()
    """prima; "to" if it wants «al» (precedentemente), as for AFTER; there "il" if it wants
    an article («oltre il 2010»)."""
    NOT_BEFORE = auto()
    AFTER = auto()
    BETWEEN = auto()
    """tra; "to" where «to» comes before the second, and not «and»."""
    AND = auto()
    OR = auto()
    IN = auto()
    """il, nel, di, anno: the value is how surely a number after it is a year (OF, AT or 0)."""
    ON_DAY = auto()
    """addì, giorno."""
    INSIDE = auto()
    """nel, durante: what comes before is an adverb («prima nel 2015, poi nel 2018»)."""
    NOT = auto()
    """non, which reaches over some words; "near" for one that touches («salvo»)."""
    ABOUT = auto()
    MAYBE = auto()
    NOW = auto()
    """tuttora, in corso; "to" if it wants «ad» or a dash (oggi), "on" for «e seguenti», which
    goes on from a span too."""
    RENEWING = auto()
    """in corso di rinnovo: the date after it is of the renewal."""
    TODAY = auto()
    """ora, oggi: what is said after it is no longer of the date before."""
    NO_END = auto()
    NO_START = auto()

    UNIT = auto()
    """mesi, anni: the value is a Duration."""
    HALF_MORE = auto()
    """(un anno e) mezzo"""
    LASTING = auto()
    """triennale: a Duration too."""
    DURATION_LABEL = auto()
    NOT_A_DURATION = auto()
    """entro, preavviso, rinnovabile: the figure after it is another thing."""
    SIGNING = auto()
    """sottoscrizione, firma: between a duration and the day it counts from; "act" for the
    paper itself (protocollo)."""
    ACT = auto()
    """convenzione: an adjective such as «triennale» tells how long it lasts."""
    YEARS = auto()
    """biennio: how many years."""
    SCHOOL = auto()
    TWO_YEARS = auto()
    """anno accademico and the like: a year astride two."""

    VAGUE = auto()
    DEFINING = auto()
    LAW = auto()
    REFERENCE = auto()
    PLACE = auto()
    """via, cooperativa: «4 novembre 12» after it is a name and a number."""
    BUT = auto()
    """ma, mentre: another fact begins."""
    BEGAN = auto()
    """adesione, avvio: beside a bare date, something began and goes on."""
    FORMAL = auto()
    """formalizzate, stipula: what was practice became an act."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A language as the reader knows it. Phrases are written without accents' care."""

    entries: tuple[Entry, ...]
    formal: tuple[str, ...] = ()
    """How the words of Term.FORMAL begin."""
    whole: Mapping[str, str] = field(default_factory=dict)
    """Texts that by themselves say an interval without dates, and their EDTF."""


def months(*names: str) -> tuple[Entry, ...]:
    return numbered(Term.MONTH, names)


def weeks_of_month(*names: str) -> tuple[Entry, ...]:
    """From the second to the fifth."""
    return tuple(zip([Term.PART] * len(names), WEEKS_OF_MONTH, names, strict=True))


def numbered(term: Term, names: Iterable[str], start: int = 1) -> tuple[Entry, ...]:
    return tuple((term, number, names_) for number, names_ in enumerate(names, start))
