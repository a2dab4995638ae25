"""A date in words: «dal 1° dicembre 2017 al 28 febbraio 2019», «dall'anno 2010», «circa 2005».

In Italian, German, French, Slovene and English. The tables of each language are in
``writing``; here is only how they are put together. What Italian words say, ``reading``
reads back as the same date.
"""

from dataclasses import dataclass, replace
from datetime import date

from registry.dates import edtf
from registry.dates.days import SURE_YEARS
from registry.dates.edtf import HIDDEN, Date, Instant, Precision
from registry.dates.meaning import ABOUT, MAYBE, MAYBE_ABOUT, Kind, Meaning, Moment
from registry.dates.writing.english import ENGLISH
from registry.dates.writing.french import FRENCH
from registry.dates.writing.german import GERMAN
from registry.dates.writing.italian import ITALIAN
from registry.dates.writing.language import Language, Noun
from registry.dates.writing.slovene import SLOVENE

LANGUAGES = {"it": ITALIAN, "de": GERMAN, "fr": FRENCH, "sl": SLOVENE, "en": ENGLISH}
TYPED_APOSTROPHE, PRINTED_APOSTROPHE = "'", "’"
SAID_YEARS = range(1000, 3000)
IN_A_MONTH = {Precision.DAY, Precision.MONTH}


def say(meaning: Meaning, language: str = "it", *, apostrophe: str = TYPED_APOSTROPHE) -> str:
    """The meaning in words; an unknown language is said in Italian.

    Years before 1000 or after 2999, which no act has, stay in EDTF. Acts want
    ``apostrophe=PRINTED_APOSTROPHE``: «dall’8 marzo».
    """
    table = LANGUAGES.get(language, ITALIAN)
    if not _can_be_said(meaning):
        return meaning.period or meaning.edtf or ""
    if meaning.kind is Kind.EDGES:
        return table.edges[meaning.period or "/"]
    is_long = meaning.kind in table.long_year
    start, end = (_Said(moment, table, is_long) for moment in (meaning.start, meaning.end))
    return table.frames[meaning.kind].format(start=start, end=end).replace("'", apostrophe)


def day_in_words(day: date, language: str = "it") -> str:
    """«1° dicembre 2017», as acts write it; ``prep`` adds «il», «del», «dal», «al»."""
    return say(Meaning(Kind.ON, Moment(edtf.of_day(day))), language)


def day_in_figures(day: date) -> str:
    """«01/12/2017», as pages write it."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def prep(
    when: date | Moment, preposition: str, language: str = "it", *, apostrophe: str = "'"
) -> str:
    """The date after «il», «di», «a» or «da»: «l'8 marzo 2015», «dall'11…», «al 1°…».

    In the other languages the prepositions of their tables: «von», «bis»; «de», «à»;
    «od», «do»; "in". Another one is a KeyError.
    """
    moment = Moment(edtf.of_day(when)) if isinstance(when, date) else when
    said = _Said(moment, LANGUAGES[language], is_long=False)
    return f"{said:{preposition}}".replace("'", apostrophe)


def _can_be_said(meaning: Meaning) -> bool:
    moments = [moment for moment in (meaning.start, meaning.end) if moment]
    return all(_has_four_digits(moment) for moment in moments)


def _has_four_digits(moment: Moment) -> bool:
    on = moment.date.on if isinstance(moment.date, Instant) else moment.date
    return isinstance(on, Date) and on.first_year in SAID_YEARS


@dataclass(frozen=True, slots=True)
class _Said:
    """A moment that knows how to be formatted: ``{start:da}`` is «dal 1° dicembre 2017»."""

    moment: Moment | None
    table: Language
    is_long: bool

    def __format__(self, preposition: str) -> str:
        if self.moment is None:
            return ""
        if self.moment.or_else:
            either = replace(self.moment, or_else=None), self.moment.or_else
            said = (format(replace(self, moment=one), preposition) for one in either)
            return self.table.either.format(*said)
        if preposition == "year":
            return f"{_date_of(self.moment).first_year}"
        return self._after(preposition) if preposition else self._alone()

    def _alone(self) -> str:
        return self._qualified(self._fill(self._noun.alone), place=0)

    def _after(self, preposition: str) -> str:
        noun = self._noun
        text = self._fill(noun.after or noun.alone)
        sort = self.table.sort_by_sound(noun.sort, text)
        return self._qualified(self.table.prepositions[sort][preposition].format(text), place=1)

    def _qualified(self, text: str, *, place: int) -> str:
        qualifier = self.moment.qualifier if self.moment else ""
        if qualifier in (ABOUT, MAYBE_ABOUT):
            text = self.table.about[place].format(text)
        return self.table.maybe[place].format(text) if qualifier in (MAYBE, MAYBE_ABOUT) else text

    @property
    def _noun(self) -> Noun:
        assert self.moment  # noqa: S101  a frame names only the moments that its kind has
        nouns = self.table.nouns
        name = _name_of(self.moment)
        is_sure = _date_of(self.moment).first_year in SURE_YEARS
        if name == "year" and self.is_long and not (self.moment.qualifier and is_sure):
            return nouns["long year"]
        return nouns[name] if name in nouns else nouns[name.split()[0]]

    def _fill(self, template: str) -> str:
        assert self.moment  # noqa: S101  as above
        said = template.format_map(_values(_date_of(self.moment), self.table))
        if isinstance(self.moment.date, Instant):
            clock = f"{self.moment.date.time}{self.moment.date.zone}"
            return self.table.time.format(day=said, time=clock)
        return said


def _date_of(moment: Moment) -> Date:
    value = moment.date.on if isinstance(moment.date, Instant) else moment.date
    return value if isinstance(value, Date) else Date("0000")


def _name_of(moment: Moment) -> str:
    """The name of its noun in the table: «day», «year late», «some day of month»."""
    value = _date_of(moment)
    if value.day == HIDDEN:
        return "some day of year" if value.month == HIDDEN else "some day of month"
    if value.month == HIDDEN:
        return "some month"
    if value.precision is Precision.SEASON and not moment.part:
        return f"season {value.month}"
    return f"{value.precision} {moment.part}" if moment.part else str(value.precision)


def _values(value: Date, table: Language) -> dict[str, object]:
    year = value.first_year
    month = (
        int(value.month) - 1 if value.month.isdigit() and value.month not in table.seasons else 0
    )
    return {
        "day": table.day(int(value.day)) if value.day.isdigit() else "",
        "month": table.months[month],
        "month_of": (table.months_of or table.months)[month],
        "season": table.seasons.get(value.month, ""),
        "season_of": (table.seasons_of or table.seasons).get(value.month, ""),
        "year": year,
        "next_year": year + 1,
        "decade": (table.decades or {}).get(year, year),
        "decade_end": year + 9,
        "century": table.century(year // 100 + 1),
    }
