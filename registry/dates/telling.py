"""What was understood of a date, told to a person: when it began, when it ended; and never a
day that nobody wrote.

«tra il 01/01/2000 e il 31/12/2003», «continua», «non capito: restano le parole, senza data».
"""

from datetime import date

from registry.dates.imprecise import ImpreciseDate, State
from registry.dates.meaning import Kind
from registry.dates.reading import read
from registry.dates.words import day_in_figures
from registry.platform.i18n import _, current_language, ours

Bounds = tuple[date | None, date | None]


def start_told(when: ImpreciseDate) -> str:
    if when.state is State.IN_DEFINITION:
        return _("nessuna data: è in corso di definizione")
    if not when.is_dated:
        return _("non capito: restano le parole, senza data")
    return _between(when.earliest, when.latest) or _("non noto")


def end_told(when: ImpreciseDate) -> str:
    """Empty for a date that is not of a period: it has no end of its own."""
    if not when.period or (when.meaning and when.meaning.kind is Kind.BETWEEN):
        return ""
    if when.goes_on:
        return _("continua")
    return _between(when.ends_earliest, when.ends_latest) or _("non noto")


def period_in_words(
    *, starts: Bounds, ends: Bounds, goes_on: bool = False, state: str | None = None
) -> str:
    """The same of bounds that are kept, in one sentence, alike in whatever office it is read."""
    if state == State.IN_DEFINITION:
        return _("in corso di definizione")
    start, end = _between(*starts), _between(*ends)
    if not start and not end:
        return _("non l'abbiamo capito: resta come l'hai scritto")
    if end:
        return _("inizio {start}; fine {end}").format(start=start or "…", end=end)
    return _("inizio {start}, senza fine").format(start=start) if goes_on else start


def read_in_words(when: ImpreciseDate) -> str:
    return period_in_words(
        starts=(when.earliest, when.latest),
        ends=(when.ends_earliest, when.ends_latest),
        goes_on=when.goes_on,
        state=when.state,
    )


def _between(first: date | None, last: date | None) -> str:
    """Empty where neither is known."""
    if first == last:
        return day_in_figures(first) if first else ""
    if first is None or last is None:
        sentence = _("non dopo il {day}") if last else _("non prima del {day}")
        limit = last or first
        return sentence.format(day=day_in_figures(limit) if limit else "")
    return _("tra il {first} e il {last}").format(
        first=day_in_figures(first), last=day_in_figures(last)
    )


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
