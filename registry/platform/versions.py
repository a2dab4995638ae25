"""Versions: a change says from which one it was made, and a stale one is refused.

Who wrote first is told with what they did and when, so that people can look and choose.
"""

from datetime import datetime
from typing import Protocol

from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor
from registry.platform.errors import Stale
from registry.platform.i18n import _


class Versioned(Protocol):
    version: int


async def check_version(
    seen: int | None,
    thing: Versioned,
    *,
    what: str,
    about: tuple[str, int | str],
    changed_at: datetime | None,
    by: Actor,
) -> None:
    """Raises Stale where ``thing`` is no longer the version ``seen``; None asks nothing.

    ``what`` is the thing as a sentence names it: «questo partner».
    """
    if seen is None or seen == thing.version:
        return
    change = await audit.change_at(*about, changed_at)
    at = changed_at or (change.at if change else clock.now())
    is_own = change is not None and change.user_id is not None and change.user_id == by.user_id
    told = (
        _("Hai cambiato {what} {when}, in un'altra pagina")
        if is_own
        else _("{who} ha cambiato {what} {when}")
    )
    wrote = _("In un'altra pagina hai scritto:") if is_own else _("{who} ha scritto:")
    words = {"who": change.user_name if change else _("Qualcuno"), "what": what, "when": _when(at)}
    told = told.format(**words)
    raise Stale(
        _("{told}, mentre ci lavoravi. Guarda che cosa è cambiato.").format(told=told),
        told=told,
        wrote=wrote.format(**words),
        happened=change.sentence if change else "",
        at=at,
    )


def _when(at: datetime) -> str:
    """«alle 9:10», with the day where it was not today."""
    there = at.astimezone(clock.ROME)
    hour = f"{there.hour}:{there.minute:02}"
    if there.date() == clock.today():
        return _("alle {hour}").format(hour=hour)
    return _("il {day:%d/%m/%Y} alle {hour}").format(day=there, hour=hour)
