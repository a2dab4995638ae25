"""From words to dates: «dai primi anni 2000», «15 mesi dal 1° dicembre 2017», ``2010/..``.

Day before month, always. What could be two things, or no day of the calendar, is unknown
and says why. The text is kept as typed, whatever it is; reading never raises.
"""

import re
import unicodedata
from collections.abc import Sequence

from registry.dates import edtf, imprecise, meaning
from registry.dates.edtf import Edge, Interval
from registry.dates.grammar import sayings
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.in_full import in_full, why_left_alone, why_unknown
from registry.dates.grammar.items import Problem
from registry.dates.grammar.lexicons import lexicon
from registry.dates.grammar.notes import notes_of
from registry.dates.grammar.sentences import Fact, understand
from registry.dates.grammar.tokens import folded
from registry.dates.imprecise import ImpreciseDate, State
from registry.dates.meaning import Meaning

LONGEST_TEXT, MOST_TOKENS = 2_000, 200
"""Characters, and words or marks. A longer text is prose with dates in it, not a date."""
YEAR_AND_TWO_FIGURES = re.compile(r"([0-9]{4})-([0-9]{2})")
OF_LEVEL_2 = re.compile(r"\[[-0-9X~?%., ]*(?:\.\.|,)[-0-9X~?%., ]*\]|\{[-0-9X~?%., ]*\}")
"""One or all of a set of dates. «[2010, 2012]» is taken for it too: nobody can say."""
INVISIBLE = "Cf"
ITALIAN = "it"
LIKELY_YEARS = range(1800, 2100)
DOUBTS = {"~": "circa", "?": "forse", "%": "forse circa"}


def read(text: str, language: str = "it") -> ImpreciseDate:
    """What the words mean, in it (wholly), de, fr, sl or en (plain dates); or EDTF.

    Of more than one fact the first; ``read_all`` gives them all."""
    return first_of(read_all(text, language))


def first_of(facts: Sequence[ImpreciseDate]) -> ImpreciseDate:
    """With a warning if it is not the only one."""
    first = facts[0]
    if len(facts) == 1 or not first.is_dated:
        return first
    return imprecise.with_warning(first, sayings.more_than_one())


def read_all(text: str, language: str = "it") -> tuple[ImpreciseDate, ...]:
    """Every fact of a cell, one at least, each with the words that are its own as note."""
    bare = text.strip()
    if len(bare) > LONGEST_TEXT:
        return (imprecise.unknown(text, sayings.too_long()),)
    bare = legible(bare).strip()
    if OF_LEVEL_2.fullmatch(bare):
        return (imprecise.unknown(text, sayings.set_of_dates(bare)),)
    two_ways = _season_or_years(bare)
    if two_ways:
        return (imprecise.unknown(text, two_ways),)
    value = edtf.parse_or_none(bare) or _whole(bare, language)
    if value:
        return (_of_edtf(text, value),)
    if language != ITALIAN:
        return _of_words(text, bare, language)
    full = in_full(bare)
    if left := why_left_alone(full.text):
        return (imprecise.unknown(text, left),)
    facts = _of_words(text, full.text, language)
    if full.warning and facts[0].is_dated:
        return tuple(imprecise.with_warning(fact, full.warning) for fact in facts)
    is_unknown = all(fact.state is State.UNKNOWN for fact in facts)
    why = why_unknown(bare) if is_unknown else ""
    return (imprecise.unknown(text, why),) if why else facts


def legible(text: str) -> str:
    """For the reader only: letters and accents joined (a Mac and a PDF part them), and
    without the signs that nobody sees, such as a byte order mark."""
    whole = unicodedata.normalize("NFC", text)
    return "".join(sign for sign in whole if unicodedata.category(sign) != INVISIBLE)


def _season_or_years(bare: str) -> str | None:
    """2022-23 is autumn 2022 for EDTF, and two years for whoever types it."""
    found = YEAR_AND_TWO_FIGURES.fullmatch(bare)
    if not found or found[2] not in edtf.SEASONS:
        return None
    is_next_year = (int(found[1]) + 1) % 100 == int(found[2])
    return sayings.years_or_season(bare) if is_next_year else None


def _whole(bare: str, language: str) -> edtf.Edtf | None:
    """«senza inizio e senza fine»: an interval without a date."""
    said = lexicon(language).vocabulary.whole.get(folded(bare))
    return edtf.parse_or_none(said) if said else None


def _of_edtf(text: str, value: edtf.Edtf) -> ImpreciseDate:
    if value == Interval(Edge.UNKNOWN, Edge.UNKNOWN):
        # A lone slash in a table means that there is nothing to say.
        return imprecise.unknown(text)
    meant = meaning.of_edtf(value)
    found = YEAR_AND_TWO_FIGURES.fullmatch(text.strip())
    is_next_year = found and (int(found[1]) + 1) % 100 == int(found[2])
    warnings = (sayings.read_as_month(text.strip()),) if is_next_year else ()
    return imprecise.of_meaning(text, meant, note=_lost_doubt(meant), warnings=warnings)


def _of_words(text: str, bare: str, language: str) -> tuple[ImpreciseDate, ...]:
    c = Cursor(bare, lexicon(language).tokens(bare))
    if len(c.tokens) > MOST_TOKENS:
        return (imprecise.unknown(text, sayings.too_long()),)
    facts = understand(c)
    if isinstance(facts, Problem):
        return (imprecise.unknown(text, facts.sentence),)
    if not facts:
        return (imprecise.unknown(text),)
    notes = notes_of(c, facts)
    return tuple(_of_fact(text, fact, note) for fact, note in zip(facts, notes, strict=True))


def _of_fact(text: str, fact: Fact, note: str | None) -> ImpreciseDate:
    if fact.is_in_definition:
        return imprecise.in_definition(text, note)
    if fact.meaning is None:
        return imprecise.unknown(text)
    doubt = _lost_doubt(fact.meaning)
    note = "; ".join(part for part in (note, doubt) if part) or None
    warnings = (*fact.warnings, *_unlikely_years(fact.meaning))
    return imprecise.of_meaning(text, fact.meaning, note=note, warnings=warnings)


def _unlikely_years(meant: Meaning) -> tuple[str, ...]:
    """«01/12/1017» is a year, and most likely a slip."""
    bounds = [moment.bounds.earliest for moment in (meant.start, meant.end) if moment]
    years = {day.year for day in bounds if day}
    return tuple(sayings.unlikely_year(year) for year in sorted(years - set(LIKELY_YEARS)))


def _lost_doubt(meant: Meaning) -> str | None:
    """A season or a decade takes no qualifier at level 1: the doubt goes into the note."""
    start = meant.start
    if start is None or start.is_qualifiable or meant.kind not in meaning.HAS_START:
        return None
    return DOUBTS.get(start.qualifier)
