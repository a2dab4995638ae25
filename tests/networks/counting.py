"""How many times a page asks the database."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg


class Asked(list[str]):
    """The statements that were sent."""


@asynccontextmanager
async def statements() -> AsyncIterator[Asked]:
    """Counts every statement of every connection while the block runs."""
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
        yield asked
    finally:
        for name, really in kept.items():
            setattr(asyncpg.Connection, name, really)
