"""The operating structure as a tree: levels, conferences below them, actions, their parts."""

from collections import defaultdict
from typing import Any

from msgspec import convert

from registry.networks.protection import findings
from registry.networks.queries.one import find
from registry.networks.queries.sight import as_body, body
from registry.networks.rows import ActionView, LevelView, ScopeView, ShelterView, Structure
from registry.networks.tables import Action, Level
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch, fetch_value
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.territory import queries as territory

_LEVELS = """
SELECT id, parent, title, kind, place, version FROM level WHERE network = $1 ORDER BY position, id
"""

_ACTIONS = """
SELECT a.* FROM action a JOIN level l ON l.id = a.level WHERE l.network = $1
ORDER BY a.position, a.id
"""

_PROMOTERS = f"""
SELECT ap.action, {body("x", name="body")}
FROM action_promoter ap JOIN partner x ON x.id = ap.partner
JOIN action a ON a.id = ap.action JOIN level l ON l.id = a.level
WHERE l.network = $3 ORDER BY ap.position, ap.id
"""  # noqa: S608  only this room's own text is put together

_SCOPES = "SELECT area_words, place, lines FROM scope_row WHERE network = $1 ORDER BY position, id"

_SHELTERS = "SELECT id, kind, for_whom, territory FROM shelter WHERE network = $1 ORDER BY id"


async def structure(network_id: int, *, by: Actor) -> Structure:
    """The whole tree, numbered without gaps, each action with what is wrong in its words."""
    network = await find(network_id, by=by)
    actions = await _actions(network_id, by)
    levels = [convert(dict(row), LevelView) for row in await fetch(_LEVELS, network_id)]
    scopes = [convert(dict(row), ScopeView) for row in await fetch(_SCOPES, network_id)]
    return Structure(
        scopes=scopes,
        scopes_version=network.scopes_version,
        levels=_tree(levels, actions),
        shelters=await _shelters(network_id),
        actions=len(actions),
    )


async def _actions(network_id: int, by: Actor) -> list[ActionView]:
    promoters = defaultdict(list)
    for row in await fetch(_PROMOTERS, *reader(by), network_id):
        promoters[row["action"]].append(as_body(row["body"]))
    rows = [dict(row) for row in await fetch(_ACTIONS, network_id)]
    more = [{"number": "", "promoters": promoters[row["id"]]} for row in rows]
    actions = [convert(row | added, ActionView) for row, added in zip(rows, more, strict=True)]
    for action in actions:
        action.warnings = [one.sentence for one in findings(text_of(action))]
    return actions


def text_of(action: ActionView) -> str:
    """All the words of an action, in the order in which they are read."""
    parts = [action.title, action.area_words, action.promoters_words, *action.access]
    return "\n".join([*parts, action.description, *action.activities, *action.relations])


def _tree(levels: list[LevelView], actions: list[ActionView]) -> list[LevelView]:
    below: dict[int | None, list[LevelView]] = defaultdict(list)
    parts: dict[int | None, list[ActionView]] = defaultdict(list)
    for level in levels:
        below[level.parent].append(level)
    for action in actions:
        parts[action.parent].append(action)
    for level in levels:
        level.levels = below[level.id]
        level.actions = [one for one in parts[None] if one.level == level.id]
        for action in level.actions:
            action.parts = parts[action.id]
    _number(below[None])
    return below[None]


def _number(levels: list[LevelView]) -> None:
    """1, 1.1, 1.2, 2 … through all the levels, as the document is read."""
    in_order = [
        action for top in levels for level in (top, *top.levels) for action in level.actions
    ]
    for n, action in enumerate(in_order, start=1):
        action.number = str(n)
        for m, part in enumerate(action.parts, start=1):
            part.number = f"{n}.{m}"


async def _shelters(network_id: int) -> list[ShelterView]:
    rows = await fetch(_SHELTERS, network_id)
    found = [convert(dict(row), ShelterView) for row in rows]
    places = await territory.places_by_code({one.territory for one in found})
    for one in found:
        one.territory_name = places[one.territory].name if one.territory in places else ""
    return found


async def find_action(action_id: int, *, by: Actor) -> tuple[Action, Level]:
    """The action and its level, if the network may be seen."""
    action = await Action.objects().get(Action.id == action_id)
    level = await Level.objects().get(Level.id == action.level) if action else None
    if action is None or level is None:
        raise NotFound(_("Questa azione non c'è più."))
    await find(level.network, by=by)
    return action, level


_NETWORK_OF = {
    "level": "SELECT network FROM level WHERE id = $1",
    "action": "SELECT l.network FROM action a JOIN level l ON l.id = a.level WHERE a.id = $1",
    "shelter": "SELECT network FROM shelter WHERE id = $1",
    "service": "SELECT network FROM service WHERE id = $1",
    "figure": "SELECT network FROM figure WHERE id = $1",
    "row": "SELECT network FROM participation WHERE id = $1",
}
PARTS = tuple(_NETWORK_OF)


async def check_is_of(network_id: int, part: str, part_id: int) -> None:
    """Refuses a part (``PARTS``) of another network: an address that mixes two leads nowhere."""
    if await fetch_value(_NETWORK_OF[part], part_id) != network_id:
        raise NotFound(_("Questa pagina non c'è, o il tuo ufficio non può vederla."))


async def level_as_told(level_id: int) -> dict[str, Any]:
    """What a change of a level starts from."""
    return await _row_of("level", level_id)


async def action_as_told(action_id: int) -> dict[str, Any]:
    promoters = await fetch(
        "SELECT partner FROM action_promoter WHERE action = $1 ORDER BY position, id", action_id
    )
    told = await _row_of("action", action_id)
    return told | {"promoters": [row["partner"] for row in promoters]}


async def _row_of(table: str, identity: int) -> dict[str, Any]:
    rows = await fetch(f"SELECT * FROM {table} WHERE id = $1", identity)  # noqa: S608  ours
    if not rows:
        raise NotFound(_("Questa pagina non c'è, o il tuo ufficio non può vederla."))
    return dict(rows[0])
