"""The days that somebody asks about, in their words."""

from datetime import date, timedelta

from msgspec import Struct

from registry.dates.imprecise import ImpreciseDate
from registry.dates.reading import read
from registry.platform import clock
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _, current_language, ours


class Days(Struct, frozen=True, kw_only=True):
    """A day, or the days of a month or a year that somebody asks about."""

    first: date
    last: date
    words: str


def read_days(words: str, *, field: str = "day") -> Days:
    """The day, month or year that somebody asks about: «1/1/2018», «gennaio 2018», «oggi».

    InvalidInput beside ``field`` for what is not understood, or has no bounds.
    """
    text = words.strip()
    today = clock.today()
    spoken = {"oggi": today, "ieri": today - timedelta(days=1)}.get(text.lower())
    if spoken:
        return Days(first=spoken, last=spoken, words=_in_words(read(f"{spoken:%d/%m/%Y}")))
    when = read(text)
    last = when.latest if when.ends_latest is None else when.ends_latest
    if when.earliest is None or last is None:
        raise InvalidInput.of(
            {field: _("Scrivi un giorno, un mese o un anno: «1/1/2018», «gennaio 2018», «oggi».")}
        )
    return Days(first=when.earliest, last=last, words=_in_words(when))


def _in_words(when: ImpreciseDate) -> str:
    return ours(when.in_words(current_language()))
