"""Which entries of a history are shown, and in which order. Pure; dates are imprecise."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from registry.dates.asking import Days
from registry.histories.entries import WHAT_LABELS, Entry, What
from registry.networks.days import Standing, during
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.lists import Facet
from registry.platform.statuses import status


class Choice(Struct, frozen=True, kw_only=True):
    """What an address asks of a history. ``on`` keeps what was, or may have been, under way."""

    what: str = ""
    status: str = ""
    sort: str = "since"
    on: Days | None = None


def by_start(entry: Entry) -> tuple[Any, ...]:
    """By the earliest day it may have begun, then the latest; unknown beginnings come first."""
    return (entry.starts_earliest or date.min, entry.starts_latest or date.max, entry.title)


def _by_end(entry: Entry) -> tuple[Any, ...]:
    """By the last day it may go on: what nobody has ended comes last."""
    return (entry.ends_latest or date.max, *by_start(entry))


def _by_news(entry: Entry) -> tuple[Any, ...]:
    return (entry.last_news_on or date.min, *by_start(entry))


ORDERS: dict[str, Callable[[Entry], tuple[Any, ...]]] = {
    "since": by_start,
    "until": _by_end,
    "last_news": _by_news,
    "title": lambda entry: (entry.title.casefold(),),
    "what": lambda entry: (list(What).index(entry.what), *by_start(entry)),
}


def chosen(entries: Iterable[Entry], choice: Choice) -> list[Entry]:
    """The entries that the choice keeps, in its order; what has no date comes last."""
    kept = [
        entry
        for entry in entries
        if choice.what in ("", entry.what)
        and (not choice.status or choice.status in entry.statuses)
        and (choice.on is None or standing(entry, choice.on) in _MAY_BE)
    ]
    name = choice.sort.removeprefix("-")
    if name not in ORDERS:
        known = ", ".join(ORDERS)
        raise InvalidInput(sort=_("Si può ordinare per: {known}.").format(known=known))
    dated = [entry for entry in kept if entry.has_date]
    dated.sort(key=ORDERS[name], reverse=choice.sort.startswith("-"))
    return dated + [entry for entry in kept if not entry.has_date]


_MAY_BE = {Standing.CERTAIN, Standing.POSSIBLE}


def standing(entry: Entry, days: Days) -> Standing:
    if entry.state:
        return Standing.UNDATED
    return during(entry.span, days.first, days.last).standing


def reason(entry: Entry, days: Days) -> str:
    """Why it is not certain that it was under way."""
    if entry.state:
        return str(status(entry.state).word)
    return during(entry.span, days.first, days.last).reason


def facets(entries: Sequence[Entry]) -> dict[str, list[Facet]]:
    """How many entries there are of each kind and of each status."""
    whats = [
        Facet(value=what.value, label=str(WHAT_LABELS[what]), count=n)
        for what in What
        if (n := sum(entry.what is what for entry in entries))
    ]
    keys = dict.fromkeys(key for entry in entries for key in entry.statuses)
    statuses = [
        Facet(value=key, label=str(status(key).word), count=sum(key in e.statuses for e in entries))
        for key in keys
    ]
    return {"what": whats, "status": statuses}
