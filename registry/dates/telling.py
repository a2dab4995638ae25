"""What pages tell beside the words of a date: never a day that nobody wrote."""

from datetime import date

from registry.dates.imprecise import State
from registry.dates.reading import read
from registry.dates.words import day_in_figures
from registry.platform.i18n import _, current_language, ours


def without_a_start(words: str) -> str:
    """What was understood of words that give no first day to a start: that there is no date yet,
    or an end alone. Empty where nothing was."""
    when = read(words)
    if when.state is State.IN_DEFINITION:
        return _("ancora senza data")
    return ours(when.in_words(current_language())) if when.is_dated else ""


def news_in_words(day: date | None, words: str) -> str:
    """Of when the last news is, as the source says it («2020 circa»).

    ``day`` is only the bound that lists sort by: it is told where somebody gave it, and the
    words say who did («confermata dall'ufficio»)."""
    if day is None or read(words).is_dated:
        return words
    told = day_in_figures(day)
    return f"{told}, {words}" if words else told


def year_of(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year, 12, 31)


def earliest_in_words(day: date) -> str:
    """«2001» for the first bound that the year alone gives; else the day."""
    return str(day.year) if day == year_of(day)[0] else day_in_figures(day)


def latest_in_words(day: date) -> str:
    """«2018» for the last bound that the year alone gives; else the day."""
    return str(day.year) if day == year_of(day)[1] else day_in_figures(day)
