"""Transactions that the database leaves in the middle: nothing is kept, nothing is confused."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from piccolo.engine.postgres import PostgresEngine

from registry.platform.postgres import attached
from registry.platform.transactions import LOST, Transaction


class Engine(PostgresEngine):
    async def check_version(self) -> None: ...

    async def prep_database(self) -> None: ...

    def transaction(self, allow_nested: bool = True) -> Transaction:
        return Transaction(self, allow_nested=allow_nested)


@pytest.fixture
async def engine(place: Path) -> AsyncIterator[Engine]:
    """With two connections: a third act would wait for ever for a kept one."""
    with attached(place, durable=False) as server:
        engine = Engine(config={"dsn": server.dsn()})
        await engine.start_connection_pool(min_size=0, max_size=2)
        yield engine
        await asyncio.wait_for(engine.close_connection_pool(), timeout=5)


async def cut(engine: Engine) -> None:
    """Ends every session but the one that does it."""
    one = await asyncpg.connect(engine.config["dsn"])
    await one.fetch(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE usename = current_user AND pid <> pg_backend_pid()"
    )
    await one.close()


async def one_act(engine: Engine) -> int:
    async with engine.transaction() as current:
        answer: int = await current.connection.fetchval("SELECT 1")
    return answer


async def test_a_connection_lost_in_the_middle_is_given_back(engine: Engine) -> None:
    for _ in range(4):
        with pytest.raises(LOST):
            async with engine.transaction() as current:
                await cut(engine)
                await current.connection.execute("SELECT 1")

    assert await asyncio.wait_for(one_act(engine), timeout=5) == 1


async def test_a_connection_lost_before_the_end_is_given_back(engine: Engine) -> None:
    for _ in range(4):
        with pytest.raises(LOST):
            async with engine.transaction():
                await cut(engine)

    assert await asyncio.wait_for(one_act(engine), timeout=5) == 1


async def test_after_a_lost_transaction_there_is_none_under_way(engine: Engine) -> None:
    with pytest.raises(LOST):
        async with engine.transaction():
            await cut(engine)

    assert engine.current_transaction.get() is None
    assert await one_act(engine) == 1


async def test_what_went_wrong_is_told_and_not_the_undoing(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError):
        async with engine.transaction():
            await cut(engine)
            raise ZeroDivisionError


async def test_it_writes_undoes_and_joins_like_the_one_it_replaces(engine: Engine) -> None:
    async with engine.transaction() as current:
        await current.connection.execute("CREATE TABLE fact (n int)")
    with pytest.raises(ZeroDivisionError):
        async with engine.transaction() as current:
            await current.connection.execute("INSERT INTO fact VALUES (1)")
            raise ZeroDivisionError

    async with engine.transaction() as outer, engine.transaction() as inner:
        await inner.connection.execute("INSERT INTO fact VALUES (2)")

    assert inner is outer
    async with engine.transaction() as current:
        rows = await current.connection.fetch("SELECT n FROM fact")
    assert [row["n"] for row in rows] == [2]
