"""How many rows a list has for each value of its filters, known without counting them.

Lists of a million rows are not counted each time that somebody opens them. Triggers write, in
the transaction that changes a row, what the change takes away (-1) and adds (+1): always new
lines, never one that somebody else holds, so that no act waits for another. At night ``recount``
counts the rows once and makes one line of many. A question with filters of its own is counted on
what they keep.

The function ``{list}_counted()`` of the database says what the lines of a list add up to: the
room's migrations make it beside its triggers.
"""

from collections import defaultdict

from piccolo.columns import Integer, Serial, Text, Varchar
from piccolo.table import Table

from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader, seen
from registry.platform.database import DB, fetch, fetch_value, transaction


class Tally(Table, db=DB, tablename="tally"):
    """So many rows more, or fewer, with this value. ``audience`` is their visibility as a
    reader of another office meets it; the facet without a name counts all the rows."""

    id: Serial

    list = Varchar(20)
    office = Varchar(40)
    audience = Varchar(12)
    facet = Varchar(20, default="")
    value = Text(default="")
    n = Integer()


Counts = dict[str, dict[str, int]]

_SEEN = seen("audience", "office", reader=("$2", "$3"))
_COUNTED = f"""
SELECT facet, value, sum(n)::int AS n FROM tally
WHERE list = $1 AND {_SEEN} {{office}}
GROUP BY facet, value HAVING sum(n) > 0
"""  # noqa: S608  only this file's own text is put together
_BY_OFFICE = f"""
SELECT office AS value, sum(n)::int AS n FROM tally
WHERE list = $1 AND facet = '' AND {_SEEN}
GROUP BY office HAVING sum(n) > 0
"""  # noqa: S608


async def counts(of: str, *, office: str = "", by: Actor) -> Counts:
    """The rows that this person may see, by facet and value; of one office only, if it is said.

    ``counts["total"][""]`` are all of them, ``counts["office"]`` how many each office has.
    """
    asked = (of, *reader(by))
    narrowed = _COUNTED.format(office=" AND office = $4" if office else "")
    rows = await fetch(narrowed, *asked, *([office] if office else []))
    told: Counts = defaultdict(dict)
    for row in rows:
        told[row["facet"] or "total"][row["value"]] = row["n"]
    total = told["total"].get("", 0)
    if office:
        told["office"] = {office: total} if total else {}
    else:
        offices = await fetch(_BY_OFFICE, *asked)
        told["office"] = {row["value"]: row["n"] for row in offices}
    return told


async def recount(of: str) -> None:
    """One line for each value, counted on the rows: what is told stays the same.

    In one moment of the database: what others commit meanwhile adds its own lines, which this
    moment does not see and leaves alone.
    """
    async with transaction() as current:
        await current.connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        await fetch("DELETE FROM tally WHERE list = $1", of)
        await fetch(
            "INSERT INTO tally (list, office, audience, facet, value, n)"  # noqa: S608  a list's name
            f" SELECT $1, office, audience, facet, value, n FROM {of}_counted()",
            of,
        )


async def differences(of: str) -> int:
    """How many values are told otherwise than the rows say; none, unless something went wrong."""
    counted = await fetch_value(
        "SELECT count(*) FROM (SELECT office, audience, facet, value, sum(n) AS n FROM tally"  # noqa: S608
        f" WHERE list = $1 GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0) AS told"
        f" FULL JOIN {of}_counted() AS kept USING (office, audience, facet, value)"
        " WHERE told.n IS DISTINCT FROM kept.n",
        of,
    )
    return int(counted)
