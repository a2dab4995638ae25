"""Piccolo's transaction, which else keeps its connection for ever when the database goes away.

Its own gives the connection back, and forgets the transaction, only if beginning and ending
went well. After a fall of the server each act cut in the middle would hold one place of the
pool, and whatever came after it in the same task would join a transaction that is dead.
"""

from contextlib import suppress
from types import TracebackType

import asyncpg
from piccolo.engine.postgres import PostgresTransaction

LOST = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)
"""What asyncpg raises on a connection that has ended."""


class Transaction(PostgresTransaction):
    """Ends as it can; the connection is given back in every case."""

    async def __aenter__(self) -> PostgresTransaction:
        if self._parent is not None:
            return self._parent
        pool = self.engine.pool
        self.connection = await (pool.acquire() if pool else self.engine.get_new_connection())
        self.transaction = self.connection.transaction()
        try:
            await self.transaction.start()
        except BaseException:
            await self._give_back()
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        if self._parent is not None:
            return exception is None
        try:
            await self._end(well=exception is None)
        finally:
            self.engine.current_transaction.reset(self.context)
            await self._give_back()
        return exception is None

    async def _end(self, *, well: bool) -> None:
        if self._rolled_back or (well and self._committed):
            return
        if well:
            await self.transaction.commit()
            return
        # What went wrong is the first exception. A connection that cannot even undo is gone,
        # and the server undoes by itself.
        with suppress(*LOST):
            await self.transaction.rollback()

    async def _give_back(self) -> None:
        if self.engine.pool:
            await self.engine.pool.release(self.connection)
        else:
            await self.connection.close()
