"""The one clock: days are civil days of Rome, instants are UTC.

Rules never ask it; they take ``on=day``. Tests set it with ``standing_at``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    return _standing.get() or datetime.now(UTC)


def today() -> date:
    return now().astimezone(ROME).date()


@contextmanager
def standing_at(instant: datetime) -> Iterator[None]:
    token = _standing.set(instant)
    try:
        yield
    finally:
        _standing.reset(token)
