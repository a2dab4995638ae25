"""What was understood of a date, told to a person: when it began, when it ended.

«tra il 01/01/2000 e il 31/12/2003», «continua», «non capito: restano le parole, senza data».
"""

from datetime import date

from registry.dates.imprecise import ImpreciseDate, State
from registry.dates.meaning import Kind
from registry.dates.words import day_in_figures
from registry.platform.i18n import _


def start_told(when: ImpreciseDate) -> str:
    if when.state is State.IN_DEFINITION:
        return _("nessuna data: è in corso di definizione")
    if not when.is_dated:
        return _("non capito: restano le parole, senza data")
    return _between(when.earliest, when.latest)


def end_told(when: ImpreciseDate) -> str:
    """Empty for a date that is not of a period: it has no end of its own."""
    if not when.period or (when.meaning and when.meaning.kind is Kind.BETWEEN):
        return ""
    if when.goes_on:
        return _("continua")
    return _between(when.ends_earliest, when.ends_latest)


def _between(first: date | None, last: date | None) -> str:
    if first == last:
        return day_in_figures(first) if first else _("non noto")
    if first is None or last is None:
        sentence = _("non dopo il {day}") if last else _("non prima del {day}")
        limit = last or first
        return sentence.format(day=day_in_figures(limit) if limit else "")
    return _("tra il {first} e il {last}").format(
        first=day_in_figures(first), last=day_in_figures(last)
    )
