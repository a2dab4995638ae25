"""The one database: PostgreSQL, through Piccolo's engine.

``DB`` is the engine of every table. ``opened`` connects it; ``transaction`` is how actions
write; ``reading`` is how windows look: the connection itself refuses to write.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from msgspec import json
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

from registry.platform.transactions import Transaction

OLDEST_SERVER = 15


class _Engine(PostgresEngine):
    """Piccolo's engine, which would otherwise connect while it is being imported."""

    async def check_version(self) -> None:
        """``schema.migrate`` checks it, when there is a server to ask."""

    async def prep_database(self) -> None:
        """No extension is ever used: the embedded server has none."""

    def transaction(self, allow_nested: bool = True) -> Transaction:
        return Transaction(self, allow_nested=allow_nested)


DB = _Engine(config={})


class DatabaseDown(ConnectionError):
    """The server cannot be reached now."""


DOWN = (
    DatabaseDown,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.OperatorInterventionError,
)
"""What is raised while the server is away: told as 503, never as a bug."""


async def _connect(*arguments: Any, **named: Any) -> "asyncpg.Connection[asyncpg.Record]":
    try:
        return await asyncpg.connect(*arguments, **named)
    except (OSError, TimeoutError) as error:
        raise DatabaseDown(str(error)) from error


@asynccontextmanager
async def opened(dsn: str, *, pool_size: int = 10) -> AsyncIterator[None]:
    """Within the block ``DB`` is connected to ``dsn``.

    Connections are made when first needed, so that a server that is down at the start is
    found again by itself.
    """
    DB.config = {"dsn": dsn}
    await DB.start_connection_pool(
        min_size=0, max_size=pool_size, command_timeout=60, connect=_connect
    )
    try:
        yield
    finally:
        await DB.close_connection_pool()


@asynccontextmanager
async def transaction() -> AsyncIterator[PostgresTransaction]:
    """One act: all of it is written, or nothing is. Inside another it joins it."""
    async with DB.transaction() as current:
        yield current


@asynccontextmanager
async def reading() -> AsyncIterator[None]:
    """One look at one moment: what is read inside agrees, and nothing can be written."""
    async with DB.transaction() as current:
        await current.connection.execute(
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
        )
        yield


def connection() -> "asyncpg.Connection[asyncpg.Record]":
    """The connection of the transaction under way; raises RuntimeError outside of one."""
    current = DB.current_transaction.get()
    if current is None:
        raise RuntimeError("This belongs inside `async with transaction()`.")
    return current.connection


async def fetch(sql: str, *arguments: Any) -> list[asyncpg.Record]:
    """Rows of a query that Piccolo's builder cannot say; ``$1`` … take ``arguments``."""
    current = DB.current_transaction.get()
    if current is not None:
        rows: list[asyncpg.Record] = await current.connection.fetch(sql, *arguments)
        return rows
    if DB.pool is None:
        raise RuntimeError("The database is not open.")
    async with DB.pool.acquire() as free:
        return list(await free.fetch(sql, *arguments))


async def fetch_parts(parts: Mapping[str, str], *arguments: Any) -> dict[str, list[Any]]:
    """The rows of several queries at one asking, as plain data: each keeps its order, a day comes
    in ISO form. Not for moments: the server writes those in its own zone."""
    asked = ", ".join(
        f"(SELECT coalesce(json_agg(part), '[]') FROM ({sql}) AS part) AS {name}"  # noqa: S608
        for name, sql in parts.items()
    )
    (row,) = await fetch(f"SELECT {asked}", *arguments)
    return {name: json.decode(row[name]) for name in parts}


async def fetch_value(sql: str, *arguments: Any) -> Any:
    """The first column of the first row, or None."""
    rows = await fetch(sql, *arguments)
    return rows[0][0] if rows else None
