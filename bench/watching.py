"""What the database is asked while a benchmark runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg

from registry.platform import database

NOT_QUESTIONS = ("BEGIN", "COMMIT", "SET ", "SELECT pg_advisory_unlock_all")


class Watch:
    """What the database was asked since the last look."""

    def __init__(self) -> None:
        self._noted: list[Any] = []

    def note(self, query: Any) -> None:
        self._noted.append(query)

    def take(self) -> list[Any]:
        """asyncpg's own notes: ``query``, ``args``, ``elapsed`` in seconds."""
        taken, self._noted = self._noted, []
        return [one for one in taken if not one.query.startswith(NOT_QUESTIONS)]


def one_line(query: Any) -> str:
    return " ".join(query.query.split())


@contextmanager
def watching() -> Iterator[Watch]:
    """Listens on every connection that the program makes inside the block."""
    watch = Watch()
    connect = database._connect

    async def watched(*arguments: Any, **named: Any) -> "asyncpg.Connection[asyncpg.Record]":
        connection = await connect(*arguments, **named)
        connection.add_query_logger(watch.note)
        return connection

    database._connect = watched  # the benchmark listens where the program connects
    try:
        yield watch
    finally:
        database._connect = connect
