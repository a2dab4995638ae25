"""Who takes part in a network: one query for the rows, one for the members of its groups."""

from collections import defaultdict
from typing import Any

import asyncpg
from msgspec import convert

from registry.networks.queries.sight import as_body, body, seen, timed, with_bodies
from registry.networks.rows import MemberRow, ParticipantRow
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch
from registry.territory import queries as territory

# What every query of participations tells; ``p`` the participation, ``b`` its body.
COLUMNS = f"""
  p.id, p.network, p.office, {body("b", name="body")}, b.kind AS body_kind,
  p.role_kind, p.role_words, p.activity, {body("o", name="on_behalf_of")}, p.on_behalf_of_words,
  (SELECT json_agg(json_build_object('id', x.id, 'name', x.name, 'seen', {seen("x")})
                   ORDER BY w.id)
     FROM participation_with w JOIN partner x ON x.id = w.partner
    WHERE w.participation = p.id) AS together,
  coalesce(nullif(p.place, ''), b.place, '') AS place, p.basis, p.basis_words,
  p.formalised_text, p.formalised_earliest, p.formalised_latest, {timed("p")},
  p.last_news_on, p.last_news_words, p.source, coalesce(s.title, '') AS source_title,
  coalesce(s.file_name, '') AS source_file_name, p.source_row, p.source_cell,
  p.source_row_words, p.close_reason, p.position, p.version, p.place AS own_place
"""  # noqa: S608  only this room's own text is put together

JOINS = """
  FROM participation p JOIN partner b ON b.id = p.partner
  LEFT JOIN partner o ON o.id = p.on_behalf_of LEFT JOIN source s ON s.id = p.source
"""

_OF_NETWORK = f"""
SELECT {COLUMNS} {JOINS}
WHERE p.network = $3 AND NOT p.is_removed ORDER BY p.position, p.id
"""

_MEMBERS = f"""
SELECT m."group", {body("x", name="body")}, m.role, m.when_text
FROM membership m JOIN partner x ON x.id = m.member
WHERE m."group" = ANY($3::int[]) ORDER BY fold(x.name)
"""  # noqa: S608


async def participants(network_id: int, *, by: Actor) -> list[ParticipantRow]:
    """The bodies of a network in the order of its source; the caller checked who may see it."""
    rows = await fetch(_OF_NETWORK, *reader(by), network_id)
    found = [convert(values_of(row), ParticipantRow) for row in rows]
    await _add_members(found, by)
    await name_places(found)
    return found


def values_of(row: asyncpg.Record) -> dict[str, Any]:
    """A row of ``COLUMNS`` with its bodies; the kind of a hidden one stays, its id does not."""
    return with_bodies(row, one=("body", "on_behalf_of"), many=("together",))


async def _add_members(found: list[ParticipantRow], by: Actor) -> None:
    groups = [row.body.id for row in found if row.body.id is not None]
    rows = await fetch(_MEMBERS, *reader(by), groups)
    members: dict[int, list[MemberRow]] = defaultdict(list)
    for row in rows:
        member = as_body(row["body"])
        if member is not None:
            told = MemberRow(
                group=row["group"], body=member, role=row["role"], when_text=row["when_text"]
            )
            members[row["group"]].append(told)
    for one in found:
        one.members = members.get(one.body.id or 0, [])


async def name_places(found: list[Any]) -> None:
    """Fills in ``place_name`` of rows that have a ``place``."""
    places = await territory.places_by_code({row.place for row in found if row.place})
    for row in found:
        if row.place in places:
            row.place_name = places[row.place].name
