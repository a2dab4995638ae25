"""The days that somebody asks about, as people say them."""

from datetime import timedelta

from registry.dates import ImpreciseDate, read
from registry.networks.rows import Days
from registry.platform import clock
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _, current_language, ours


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
