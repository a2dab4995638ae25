"""How the database would answer a question, asked where sorting and reading everything cost most.

The tables of the tests are small, and a small table is best read from end to end: these two ways
are made dear, so that the plan tells whether an index could serve at all.
"""

from collections.abc import Sequence
from typing import Any

from registry.platform.database import connection, transaction

READING = ("enable_seqscan",)
SORTING = ("enable_seqscan", "enable_sort", "enable_bitmapscan", "enable_hashjoin")


async def plan_of(sql: str, arguments: Sequence[Any] = (), *, dear: Sequence[str] = SORTING) -> str:
    async with transaction():
        for way in dear:
            await connection().execute(f"SET LOCAL {way} = off")
        rows = await connection().fetch(f"EXPLAIN {sql}", *arguments)
    return "\n".join(row[0] for row in rows)


def reads_whole(plan: str, table: str) -> bool:
    return f"Seq Scan on {table}" in plan


def sorts_everything(plan: str) -> bool:
    """Whether rows are sorted that no index gave in their order, or almost in their order."""
    return any(line.strip(" ->").startswith("Sort  (") for line in plan.splitlines())
