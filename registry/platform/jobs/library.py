"""pgqueuer, told everything: its own defaults would come from the environment.

It reads names as common as ``CHANNEL`` or ``FUNCTION`` from there, and would then look for
its tables under them.
"""

from typing import Any

from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver, AsyncpgPoolDriver
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.settings import DBSettings, Durability
from pgqueuer.domain.types import Channel
from pgqueuer.ports.driver import Driver

from registry.platform.database import DB

CHANNEL = Channel("ch_pgqueuer")

SETTINGS = DBSettings(
    prefix="",
    db_schema=None,
    channel=CHANNEL,
    function="fn_pgqueuer_changed",
    statistics_table="pgqueuer_statistics",
    queue_status_type="pgqueuer_status",
    queue_table="pgqueuer",
    queue_table_log="pgqueuer_log",
    trigger="tg_pgqueuer_changed",
    schedules_table="pgqueuer_schedules",
    durability=Durability.durable,
    widen_id=True,
)

TABLES = (
    SETTINGS.queue_table,
    SETTINGS.queue_table_log,
    SETTINGS.statistics_table,
    SETTINGS.schedules_table,
)
"""The library's own: what is in them can be made again from our jobs."""


def queries_over(driver: Driver) -> Queries:
    return Queries(
        driver,
        qbe=QueryBuilderEnvironment(SETTINGS),
        qbq=QueryQueueBuilder(SETTINGS),
        qbs=QuerySchedulerBuilder(SETTINGS),
    )


def queries_on(connection: Any) -> Queries:
    """The queue, seen by one connection: within its transaction, if it has one."""
    return queries_over(AsyncpgDriver(connection))


def pool_driver(pool: Any) -> AsyncpgPoolDriver:
    return AsyncpgPoolDriver(pool)


async def bring_up_to_date() -> None:
    """Makes the library's own tables as the installed version wants them; twice is as once.

    Outside of a transaction, which some of its statements cannot bear. The migration makes
    them the first time; this is for when the library has been updated.
    """
    if DB.pool is None:
        raise RuntimeError("The database is not open.")
    async with DB.pool.acquire() as alone:
        await queries_on(alone).apply_upgrade()
