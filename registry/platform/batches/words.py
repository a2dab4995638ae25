"""How far a batch is, in words."""

from registry.platform.i18n import _, figure, ngettext

MINUTE, HOUR = 60, 3600
SOON = 45


def left_words(seconds: int | None) -> str:
    """«meno di un minuto», «circa 12 minuti», «circa 2 ore»; nothing while there is no saying."""
    if seconds is None:
        return ""
    if seconds < SOON:
        return _("meno di un minuto")
    if seconds < HOUR:
        minutes = max(1, round(seconds / MINUTE))
        return ngettext("circa un minuto", "circa {n} minuti", minutes).format(n=minutes)
    hours = round(seconds / HOUR)
    return ngettext("circa un'ora", "circa {n} ore", hours).format(n=hours)


def pace_words(pace: float) -> str:
    """«35 al secondo», «12 al minuto»."""
    if pace <= 0:
        return ""
    if pace >= 1:
        return _("{n} al secondo").format(n=figure(round(pace)))
    return _("{n} al minuto").format(n=figure(max(1, round(pace * MINUTE))))
