"""Writing the operating structure: summary, levels, actions and their parts, protected places."""

from typing import Any

from msgspec import structs

from registry.networks import events, queries
from registry.networks.actions.holding import (
    check_partners,
    check_places,
    check_protected,
    check_seen,
    hold,
    put_in_search,
    take,
    touch,
)
from registry.networks.kinds import SHELTER_KINDS, ShelterKind
from registry.networks.shapes import ActionData, LevelData, ScopeData, ShelterData
from registry.networks.tables import (
    Action,
    ActionPromoter,
    Level,
    Network,
    ScopeRow,
    Shelter,
)
from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor
from registry.platform.audit.events import Event
from registry.platform.database import connection, fetch, fetch_value, transaction
from registry.platform.errors import InvalidInput, NotFound
from registry.platform.i18n import _


async def set_scopes(network_id: int, rows: list[ScopeData], *, by: Actor) -> None:
    """The summary «Sintesi degli ambiti operativi», whole and in this order."""
    async with transaction():
        network = await hold(network_id, by=by)
        for row in rows:
            check_protected(row)
        await check_places("place", [row.place for row in rows])
        await ScopeRow.delete().where(ScopeRow.network == network_id)
        for position, row in enumerate(rows):
            await ScopeRow(network=network_id, position=position, **structs.asdict(row)).save()
        await audit.record(
            events.CHANGE_SCOPES,
            about=("network", network_id),
            by=by,
            network=network.name,
            rows=len(rows),
        )


async def add_level(network_id: int, new: LevelData, *, by: Actor) -> Level:
    async with transaction():
        network = await hold(network_id, by=by)
        await check_places("place", [new.place])
        await _check_level_above(new.parent, network_id)
        position = await _next("level", "network", network_id)
        level = Level(**structs.asdict(new), network=network_id, position=position)
        await level.save()
        await audit.record(
            events.ADD_LEVEL,
            about=("network", network_id),
            by=by,
            network=network.name,
            title=new.title,
        )
    return level


async def change_level(
    level_id: int, new: LevelData, *, version: int | None = None, by: Actor
) -> Level:
    async with transaction():
        level, network = await _hold_level(level_id, by=by)
        await check_seen(level, version, about=("network", network.id), by=by)
        await check_places("place", [new.place])
        await _check_level_above(new.parent, network.id)
        if new.parent == level_id:
            raise InvalidInput(parent=_("Un livello non sta sotto se stesso."))
        take(level, structs.asdict(new))
        await touch(level)
        await _record(events.CHANGE_LEVEL, network, by, title=new.title)
    return level


async def remove_level(level_id: int, *, version: int | None = None, by: Actor) -> None:
    """With everything that stands under it."""
    async with transaction():
        level, network = await _hold_level(level_id, by=by)
        await check_seen(level, version, about=("network", network.id), by=by)
        await level.remove()
        await _record(events.REMOVE_LEVEL, network, by, title=level.title)
        await put_in_search(network.id)


async def move_level(level_id: int, *, up: bool, by: Actor) -> None:
    """One place up or down among its neighbours; at the end it stays where it is."""
    async with transaction():
        level, network = await _hold_level(level_id, by=by)
        await _move("level", "network", level, up=up)
        await _record(events.MOVE_LEVEL, network, by, title=level.title)


async def add_action(level_id: int, new: ActionData, *, by: Actor) -> Action:
    """An action of a level, or with ``parent`` a part of one."""
    async with transaction():
        level, network = await _hold_level(level_id, by=by)
        await _check_action(new, level.id, by=by)
        action = Action(
            **_values(new),
            level=level_id,
            position=await _next("action", "level", level_id),
            changed_at=clock.now(),
        )
        await action.save()
        await _put_promoters(action.id, new.promoters)
        await _record(events.ADD_ACTION, network, by, network=network.name, title=new.title)
        await put_in_search(network.id)
    return action


async def change_action(
    action_id: int, new: ActionData, *, version: int | None = None, by: Actor
) -> Action:
    async with transaction():
        action, network = await _hold_action(action_id, by=by)
        await check_seen(action, version, about=("network", network.id), by=by)
        await _check_action(new, action.level, by=by)
        if new.parent == action_id:
            raise InvalidInput(parent=_("Un'azione non è parte di se stessa."))
        changed = take(action, _values(new))
        changed += await _put_promoters(action_id, new.promoters)
        await touch(action)
        await _record(
            events.CHANGE_ACTION, network, by, title=action.title, fields=", ".join(changed)
        )
        await put_in_search(network.id)
    return action


async def move_action(action_id: int, *, up: bool, by: Actor) -> None:
    """One place up or down among the actions beside it."""
    async with transaction():
        action, network = await _hold_action(action_id, by=by)
        await _move("action", "level", action, up=up)
        await _record(events.MOVE_ACTION, network, by, title=action.title)


async def remove_action(action_id: int, *, version: int | None = None, by: Actor) -> None:
    """With its parts."""
    async with transaction():
        action, network = await _hold_action(action_id, by=by)
        await check_seen(action, version, about=("network", network.id), by=by)
        await action.remove()
        await _record(events.REMOVE_ACTION, network, by, title=action.title)
        await put_in_search(network.id)


async def add_shelter(network_id: int, new: ShelterData, *, by: Actor) -> Shelter:
    """A protected place: what it is and for whom, a region or a province, nothing else."""
    async with transaction():
        network = await hold(network_id, by=by)
        await check_places("territory", [new.territory])
        shelter = Shelter(**structs.asdict(new), network=network_id)
        await shelter.save()
        kind = SHELTER_KINDS[new.kind]
        await _record(events.ADD_SHELTER, network, by, network=network.name, kind=kind)
    return shelter


async def remove_shelter(shelter_id: int, *, by: Actor) -> None:
    async with transaction():
        shelter = await Shelter.objects().get(Shelter.id == shelter_id)
        if shelter is None:
            raise NotFound(_("Questa struttura non c'è più."))
        network = await hold(shelter.network, by=by)
        await shelter.remove()
        kind = SHELTER_KINDS[ShelterKind(shelter.kind)]
        await _record(events.REMOVE_SHELTER, network, by, network=network.name, kind=kind)


async def _hold_level(level_id: int, *, by: Actor) -> tuple[Level, Network]:
    network = await hold(await _network_of(level_id), by=by)
    level = await Level.objects().get(Level.id == level_id)
    if level is None:
        raise NotFound(_("Questo livello non c'è più."))
    return level, network


async def _network_of(level_id: int) -> int:
    network = await fetch_value("SELECT network FROM level WHERE id = $1", level_id)
    if network is None:
        raise NotFound(_("Questo livello non c'è più."))
    return int(network)


async def _hold_action(action_id: int, *, by: Actor) -> tuple[Action, Network]:
    _action, level = await queries.find_action(action_id, by=by)
    network = await hold(level.network, by=by)
    action, _level = await queries.find_action(action_id, by=by)
    return action, network


async def _check_level_above(parent: int | None, network_id: int) -> None:
    if parent is None:
        return
    above = await fetch("SELECT network, parent FROM level WHERE id = $1", parent)
    if not above or above[0]["network"] != network_id:
        raise InvalidInput(parent=_("Scegli un livello della stessa rete."))
    if above[0]["parent"] is not None:
        raise InvalidInput(parent=_("I livelli sono due: scegli quello più in alto."))


async def _check_action(new: ActionData, level_id: int, *, by: Actor) -> None:
    check_protected(new)
    await check_places("places", new.places)
    await check_partners("promoters", new.promoters, by=by)
    if new.parent is None:
        return
    above = await fetch("SELECT level, parent FROM action WHERE id = $1", new.parent)
    if not above or above[0]["level"] != level_id or above[0]["parent"] is not None:
        raise InvalidInput(parent=_("Scegli un'azione dello stesso livello."))


def _values(new: ActionData) -> dict[str, Any]:
    values = structs.asdict(new)
    del values["promoters"]
    return values


async def _put_promoters(action_id: int, promoters: list[int]) -> list[str]:
    """In the order given; the name of the field if they changed."""
    kept = await fetch(
        "SELECT partner FROM action_promoter WHERE action = $1 ORDER BY position", action_id
    )
    wanted = list(dict.fromkeys(promoters))
    if [row["partner"] for row in kept] == wanted:
        return []
    await ActionPromoter.delete().where(ActionPromoter.action == action_id)
    for position, partner in enumerate(wanted):
        await ActionPromoter(action=action_id, partner=partner, position=position).save()
    return ["promoters"]


async def _next(table: str, of: str, identity: int) -> int:
    sql = f"SELECT coalesce(max(position), -1) + 1 FROM {table} WHERE {of} = $1"  # noqa: S608  ours
    return int(await fetch_value(sql, identity))


async def _move(table: str, of: str, thing: Any, *, up: bool) -> None:
    """Puts it before the neighbour above, or after the one below, and numbers them anew."""
    rows = await fetch(
        f"SELECT id FROM {table} WHERE {of} = $1 AND parent IS NOT DISTINCT FROM $2"  # noqa: S608  ours
        " ORDER BY position, id",
        getattr(thing, of),
        thing.parent,
    )
    ids = [row["id"] for row in rows]
    here = ids.index(thing.id)
    there = min(max(here + (-1 if up else 1), 0), len(ids) - 1)
    ids.insert(there, ids.pop(here))
    statement = f"UPDATE {table} SET position = $2 WHERE id = $1"  # noqa: S608  ours
    await connection().executemany(statement, [(one, at) for at, one in enumerate(ids)])


async def _record(event: Event, of: Network, by: Actor, **details: object) -> None:
    await audit.record(event, about=("network", of.id), by=by, **details)
