"""The worker: takes jobs from the queue and does them, until it is told to stop.

As many workers as one likes, in ``intese serve`` or alone, on one machine or many. What one
was doing when it was killed is taken by another after ``silence``. Without the database it
waits, and goes on by itself when there is one again.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import structlog
from pgqueuer.core.applications import PgQueuer
from pgqueuer.core.executors import ScheduleExecutor
from pgqueuer.domain.errors import FailingListenerError
from pgqueuer.domain.models import Schedule

from registry.platform.database import DOWN, transaction
from registry.platform.jobs import housekeeping, performing
from registry.platform.jobs.crontab import following
from registry.platform.jobs.library import CHANNEL, pool_driver, queries_over
from registry.platform.jobs.queue import later, mend
from registry.platform.jobs.tasks import TASKS

AWAY = (*DOWN, OSError, asyncpg.OperatorInterventionError, asyncpg.InterfaceError,
        # What asyncpg says of a connection that ended between two questions.
        asyncpg.InternalClientError, FailingListenerError)  # fmt: skip
"""What is raised when the database goes, comes, or is told to stop."""

BREATH = timedelta(seconds=1)  # before looking for the database again
LOOK_ROUND = timedelta(seconds=10)  # for what no notice has told
MENDING = timedelta(minutes=1)
CONNECTIONS = 3  # one listens

log = structlog.get_logger()


class Worker:
    """Does jobs of every task whose module is imported. ``DB`` must be open in this process.

    ``at_once`` is how many together, at least 2. After ``silence`` without a sign of life a
    worker's jobs are given to others: a task must not hold the event loop that long (what
    computes goes to a thread or to a process). Told to stop, it lets its jobs finish for
    ``grace``, then gives them back.
    """

    def __init__(
        self,
        dsn: str,
        *,
        at_once: int = 4,
        silence: timedelta = timedelta(seconds=30),
        grace: timedelta = timedelta(seconds=10),
    ) -> None:
        self.dsn = dsn
        self.at_once = at_once
        self.silence = silence
        self.grace = grace
        self.hands = performing.Hands()
        self._told_to_stop = asyncio.Event()
        self._at_rest = asyncio.Event()
        self._at_rest.set()
        self._is_away = False

    async def run(self) -> None:
        """Works until ``stop``. Raises only for a bug, or for tables that are not there."""
        self._at_rest.clear()
        try:
            while not self._told_to_stop.is_set():
                await self._work_while_connected()
        finally:
            self._at_rest.set()

    async def stop(self) -> None:
        """Takes no more jobs, and waits until those under way are finished or given back."""
        self._told_to_stop.set()
        await self._at_rest.wait()

    async def _work_while_connected(self) -> None:
        try:
            async with _pool(self.dsn) as pool:
                await pool.fetchval("SELECT 1")
                await mend()
                self._found()
                await self._work(self._queuer(pool))
        except AWAY as error:
            self._lost(error)
            await _wait_for(self._told_to_stop, BREATH)

    def _lost(self, error: BaseException) -> None:
        """Said once, however long it lasts; at a stop it is no news."""
        if not self._is_away and not self._told_to_stop.is_set():
            log.warning("jobs.database_away", error=type(error).__name__)
            self._is_away = True

    def _found(self) -> None:
        if self._is_away:
            log.info("jobs.database_back")
            self._is_away = False

    async def _work(self, queuer: PgQueuer) -> None:
        async with _beside(self._end(queuer)), _beside(self._mend_now_and_then()):
            await queuer.run(
                dequeue_timeout=min(LOOK_ROUND, self.silence),
                batch_size=self.at_once // 2,
                max_concurrent_tasks=self.at_once,
                shutdown_on_listener_failure=True,
                heartbeat_timeout=self.silence,
                log_aggregation_interval=timedelta(0),
            )

    def _queuer(self, pool: "asyncpg.Pool[asyncpg.Record]") -> PgQueuer:
        driver = pool_driver(pool)
        queuer = PgQueuer(driver, CHANNEL, queries=queries_over(driver))
        for task in TASKS.values():
            # A job whose end could not be noted is kept, for mending.
            queuer.entrypoint(task.name, concurrency_limit=task.at_once, on_failure="hold")(
                self.hands.perform
            )
            if task.every:
                queuer.schedule(task.name, task.every, executor_factory=_InRome)(_ask)
        return queuer

    async def _end(self, queuer: PgQueuer) -> None:
        await self._told_to_stop.wait()
        queuer.shutdown.set()
        await asyncio.sleep(self.grace.total_seconds())
        self.hands.let_go()

    async def _mend_now_and_then(self) -> None:
        while not await _wait_for(self._told_to_stop, MENDING):
            try:
                await mend()
            except AWAY:
                return  # the queuer notices too, and we begin again


class _InRome(ScheduleExecutor):
    """Hours of the day are those of people's clocks; the library's are UTC."""

    def get_next(self) -> datetime:
        return following(self.parameters.expression, datetime.now(UTC))


async def _ask(schedule: Schedule) -> None:
    async with transaction():
        await later(TASKS[schedule.entrypoint])


@asynccontextmanager
async def _pool(dsn: str) -> AsyncIterator["asyncpg.Pool[asyncpg.Record]"]:
    pool = await asyncpg.create_pool(
        dsn,
        min_size=0,  # none is made before it is needed, and none is missed
        max_size=CONNECTIONS,
        command_timeout=60,
        server_settings={"application_name": "intese-worker"},
    )
    try:
        yield pool
    finally:
        pool.terminate()


@asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Goes on while the block does, and ends with it."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _wait_for(event: asyncio.Event, longest: timedelta) -> bool:
    """Whether it came."""
    try:
        await asyncio.wait_for(event.wait(), longest.total_seconds())
    except TimeoutError:
        return False
    return True


HOUSEKEEPING = (housekeeping.tidy,)
"""Known to every worker by being imported with it."""
