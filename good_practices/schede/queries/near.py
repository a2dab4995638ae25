"""What is near a scheda: the same field elsewhere, the same practice in other fields."""

from good_practices.schede.queries.conditions import VISIBLE
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch, fetch_value


async def offices_with_field(field: int, *, by: Actor) -> int:
    """How many other offices have a scheda of this field that this person may read."""
    found: int = await fetch_value(
        f"SELECT count(DISTINCT office) FROM scheda s WHERE {VISIBLE} AND s.office <> $1"  # noqa: S608
        " AND s.field = $3 AND s.status <> 'withdrawn'",
        *reader(by),
        field,
    )
    return found


async def others_of_practice(practice: int, scheda_id: int, *, by: Actor) -> list[tuple[int, int]]:
    """Field and id of the other schede that describe the same practice."""
    rows = await fetch(
        f"SELECT s.field, s.id FROM scheda s WHERE {VISIBLE} AND s.practice = $3 AND s.id <> $4"  # noqa: S608
        " AND s.status <> 'withdrawn' ORDER BY s.field",
        *reader(by),
        practice,
        scheda_id,
    )
    return [(row["field"], row["id"]) for row in rows]
