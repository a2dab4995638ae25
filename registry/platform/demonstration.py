"""Is this a demonstration or a real registry? A fact of the registry, not of how it is opened.

It is written with the demo itself and never changes: the ribbon stands on every page, and the
sign-ins that everybody knows are told, whoever opens the registry and however.
"""

import time
from dataclasses import dataclass

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


@dataclass
class _Seen:
    """What this process has seen in a database: pages do not ask the same each time."""

    database: object = None
    is_one: bool = False
    looked_at: float = float("-inf")


_seen = _Seen()


async def is_one() -> bool:
    """Whether this is a demonstration."""
    if _seen.database != DB.config.get("dsn"):
        forget()
    if not _seen.is_one and time.monotonic() - _seen.looked_at > LOOKED_AT_AGAIN:
        _seen.is_one = await Demonstration.exists()
        _seen.looked_at = time.monotonic()
        _seen.database = DB.config.get("dsn")
    return _seen.is_one


async def mark() -> None:
    """This registry is a demonstration; belongs inside the transaction that fills it."""
    await Demonstration(filled_at=clock.now()).save()


def forget() -> None:
    """Looks again at the next question: this registry has just been filled."""
    _seen.is_one, _seen.looked_at = False, float("-inf")
