"""Writing the index: a room says which words find a thing and who may see it."""

from piccolo.columns import Integer, Serial, Text, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from registry.platform import clock
from registry.platform.accounts.roles import Visibility
from registry.platform.database import DB, connection


class SearchEntry(Table, db=DB, tablename="search_entry"):
    """One thing that can be found. The column ``words`` is computed by the database."""

    id: Serial

    room = Varchar(30)
    object_id = Integer()
    office = Varchar(40)
    visibility = Varchar(12)
    title = Text()
    facts = Text()
    body = Text()
    changed_at = Timestamptz()

    search_entry_one = Unique([room, object_id])


async def put(
    room: str,
    object_id: int,
    *,
    title: str,
    office: str,
    visibility: Visibility,
    facts: str = "",
    body: str = "",
) -> None:
    """Finds ``object_id`` of ``room`` by these words from the commit on."""
    await connection().execute(
        "INSERT INTO search_entry"
        " (room, object_id, office, visibility, title, facts, body, changed_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        " ON CONFLICT (room, object_id) DO UPDATE SET office = excluded.office,"
        " visibility = excluded.visibility, title = excluded.title, facts = excluded.facts,"
        " body = excluded.body, changed_at = excluded.changed_at",
        room,
        object_id,
        office,
        visibility.value,
        title,
        facts,
        body,
        clock.now(),
    )


async def forget(room: str, object_id: int) -> None:
    await connection().execute(
        "DELETE FROM search_entry WHERE room = $1 AND object_id = $2", room, object_id
    )
