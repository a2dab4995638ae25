"""How many times a page asks the database."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import asyncpg

from registry.platform import clock, demonstration

A_WHILE = timedelta(minutes=10)
"""Before the people of the test signed in."""


class Asked(list[str]):
    """The statements that were sent."""


@asynccontextmanager
async def statements() -> AsyncIterator[Asked]:
    """Counts every statement of every connection while the block runs.

    What is asked once a minute is asked before, however long the test has taken: whether this is
    a demonstration, and that the session lives."""
    demonstration.forget()
    await demonstration.is_one()
    asked = Asked()
    kept: dict[str, Callable[..., Awaitable[Any]]] = {}

    def listening(name: str) -> Callable[..., Awaitable[Any]]:
        really = getattr(asyncpg.Connection, name)
        kept[name] = really

        async def ask(self: Any, query: str, *arguments: Any, **named: Any) -> Any:
            asked.append(query)
            return await really(self, query, *arguments, **named)

        return ask

    for name in ("fetch", "fetchrow", "fetchval", "execute"):
        setattr(asyncpg.Connection, name, listening(name))
    try:
        with clock.standing_at(clock.now() - A_WHILE):
            yield asked
    finally:
        for name, really in kept.items():
            setattr(asyncpg.Connection, name, really)
