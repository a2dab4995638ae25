"""Finding by a code: the tax code of a body, the number of an act, the code of a scheda.

A room declares, when it is imported, how its things are known by their codes."""

import re
from collections.abc import Awaitable, Callable

from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch
from registry.platform.search.queries import VISIBLE, Found, rooms_of

CODES: dict[str, str] = {}
"""Of a room: the SQL of the ids whose code is ``$1``, which is bare, as ``bare_sql`` makes it."""
Finder = Callable[[str, Actor], Awaitable[list[Found]]]
FINDERS: list[Finder] = []
"""Of rooms whose things are not looked for by words: what has the bare code, and may be seen."""
SHORTEST, LONGEST = 3, 60


def bare(code: str) -> str:
    """Letters and digits alone, in capitals: «C/4/2000/MI» and «c 4 2000 mi» are one code."""
    return re.sub(r"[\W_]", "", code).upper()


def bare_sql(column: str) -> str:
    """The same of a column; an index may be made on it."""
    return f"upper(regexp_replace({column}, '[^[:alnum:]]', '', 'g'))"


async def with_code(text: str, *, by: Actor) -> list[Found]:
    """The things, that this person may see, of which the whole text is a code."""
    code = bare(text)
    if not SHORTEST <= len(code) <= LONGEST or not any(sign.isdigit() for sign in code):
        return []
    ways = " OR ".join(f"(room = '{room}' AND object_id IN ({sql}))" for room, sql in CODES.items())
    rows = await fetch(
        "SELECT room, object_id, title, facts, '' AS passage FROM search_entry"  # noqa: S608
        f" WHERE {VISIBLE} AND ({ways or 'false'}) AND $1 <> '' ORDER BY title LIMIT 20",
        code,
        *reader(by),
        rooms_of(by),
    )
    found = [Found(**dict(row)) for row in rows]
    for finder in FINDERS:
        found += await finder(code, by)
    return found
