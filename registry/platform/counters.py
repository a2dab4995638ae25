"""Numbers that never repeat: one row a counter, raised in the act's own transaction.

The row's lock makes the concurrent acts of one counter wait for each other, and an act that
fails gives its number back: no gaps, no duplicates.
"""

from piccolo.columns import BigInt, Text
from piccolo.table import Table

from registry.platform.database import DB, connection


class Counter(Table, db=DB, tablename="counter"):
    name = Text(primary_key=True)
    value = BigInt()


async def next_number(*name: str | int) -> int:
    """The next number of the counter of that name (``"submission", "pref-cr", 2026``)."""
    value: int = await connection().fetchval(
        "INSERT INTO counter (name, value) VALUES ($1, 1)"
        " ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value",
        ":".join(str(part) for part in name),
    )
    return value
