"""Is this a demonstration or a real registry? A fact of the registry, not of how it is opened.

It is written with the demo itself and never changes: the ribbon stands on every page, and the
sign-ins that everybody knows are told, whoever opens the registry and however.
"""

import time

from piccolo.columns import Timestamptz, Varchar
from piccolo.table import Table

from registry.platform import clock
from registry.platform.database import DB

LOOKED_AT_AGAIN = 60.0
"""Seconds: a registry that is still empty may be filled by another process."""


class Demonstration(Table, db=DB, tablename="demonstration"):
    """At most one row: where it stands, nothing of this registry is real."""

    key = Varchar(4, primary_key=True, default="demo")
    filled_at = Timestamptz()


class _Known:
    """What this process has seen: pages do not ask the same each time."""

    is_one = False
    looked_at = float("-inf")


async def is_one() -> bool:
    """Whether this is a demonstration."""
    if not _Known.is_one and time.monotonic() - _Known.looked_at > LOOKED_AT_AGAIN:
        _Known.is_one = await Demonstration.exists()
        _Known.looked_at = time.monotonic()
    return _Known.is_one


async def mark() -> None:
    """This registry is a demonstration; belongs inside the transaction that fills it."""
    await Demonstration(filled_at=clock.now()).save()


def forget() -> None:
    """Looks again at the next question: another registry is open, or this one was filled."""
    _Known.is_one = False
    _Known.looked_at = float("-inf")
