"""Writing the operating structure: summary, levels, actions and their parts, protected places."""

from datetime import datetime
from typing import Any

from msgspec import Struct, structs

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
from registry.networks.actions.keeping import rows_of
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
from registry.platform.errors import InvalidInput, NotFound, Together
from registry.platform.i18n import _
from registry.platform.undoing import Change, change_of

# What stands under a level ($1), or is part of an action ($1): two steps deep at most.
_LEVELS = "(id = $1 OR parent = $1)"
_ACTIONS_IN = f"level IN (SELECT id FROM level WHERE {_LEVELS})"  # noqa: S608
_WITH_PARTS = "(id = $1 OR parent = $1)"
_PROMOTERS = "action IN (SELECT id FROM action WHERE {})"


class _Summary(Struct, kw_only=True):
    version: int
    changed_at: datetime | None


async def set_scopes(
    network_id: int, rows: list[ScopeData], *, version: int | None = None, by: Actor
) -> int:
    """The summary «Sintesi degli ambiti operativi», whole and in this order. Answers with the
    event, from which the one of before can be put back."""
    async with transaction():
        network = await hold(network_id, by=by)
        await _check_scopes_seen(network, version, by=by)
        for row in rows:
            check_protected(row)
        await check_places("place", [row.place for row in rows])
        kept = {"scope_row": await rows_of(ScopeRow, "network = $1", network_id)}
        await ScopeRow.delete().where(ScopeRow.network == network_id)
        for position, row in enumerate(rows):
            await ScopeRow(network=network_id, position=position, **structs.asdict(row)).save()
        await touch_scopes(network)
        return await _record(
            events.CHANGE_SCOPES, network, by, network=network.name, rows=len(rows), kept=kept
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
        before = await queries.level_as_told(level_id)
        take(level, structs.asdict(new))
        await touch(level)
        kept = change_of(LevelData, before, await queries.level_as_told(level_id))
        await _record_change(
            events.CHANGE_LEVEL, network, kept, by, level=level_id, title=new.title
        )
    return level


async def remove_level(level_id: int, *, version: int | None = None, by: Actor) -> int:
    """With everything that stands under it. Answers with the event, from which it all can be
    put back."""
    async with transaction():
        level, network = await _hold_level(level_id, by=by)
        await check_seen(level, version, about=("network", network.id), by=by)
        kept = {
            "level": await rows_of(Level, _LEVELS, level_id),
            "action": await rows_of(Action, _ACTIONS_IN, level_id),
            "action_promoter": await rows_of(
                ActionPromoter, _PROMOTERS.format(_ACTIONS_IN), level_id
            ),
        }
        await level.remove()
        event = await _record(events.REMOVE_LEVEL, network, by, title=level.title, kept=kept)
        await put_in_search(network.id)
    return event


async def move_level(level_id: int, *, up: bool, by: Actor) -> bool:
    """One place up or down among its neighbours; False where it is at the end already."""
    async with transaction():
        level, network = await _hold_level(level_id, by=by)
        if not await _move("level", "network", level, up=up):
            return False
        await _record(events.MOVE_LEVEL, network, by, title=level.title)
    return True


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
        before = await queries.action_as_told(action_id)
        take(action, _values(new))
        await _put_promoters(action_id, new.promoters)
        await touch(action)
        kept = change_of(ActionData, before, await queries.action_as_told(action_id))
        await _record_change(
            events.CHANGE_ACTION, network, kept, by, action=action_id, title=action.title
        )
        await put_in_search(network.id)
    return action


async def move_action(action_id: int, *, up: bool, by: Actor) -> bool:
    """One place up or down among those beside it; False where it is at the end already."""
    async with transaction():
        action, network = await _hold_action(action_id, by=by)
        if not await _move("action", "level", action, up=up):
            return False
        await _record(events.MOVE_ACTION, network, by, title=action.title)
    return True


async def remove_action(action_id: int, *, version: int | None = None, by: Actor) -> int:
    """With its parts. Answers with the event, from which it can be put back."""
    async with transaction():
        action, network = await _hold_action(action_id, by=by)
        await check_seen(action, version, about=("network", network.id), by=by)
        kept = {
            "action": await rows_of(Action, _WITH_PARTS, action_id),
            "action_promoter": await rows_of(
                ActionPromoter, _PROMOTERS.format(_WITH_PARTS), action_id
            ),
        }
        await action.remove()
        event = await _record(events.REMOVE_ACTION, network, by, title=action.title, kept=kept)
        await put_in_search(network.id)
    return event


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


async def remove_shelter(shelter_id: int, *, by: Actor) -> int:
    """Answers with the event, from which it can be put back."""
    async with transaction():
        shelter = await Shelter.objects().get(Shelter.id == shelter_id)
        if shelter is None:
            raise NotFound(_("Questa struttura non c'è più."))
        network = await hold(shelter.network, by=by)
        kept = {"shelter": await rows_of(Shelter, "id = $1", shelter_id)}
        await shelter.remove()
        kind = SHELTER_KINDS[ShelterKind(shelter.kind)]
        return await _record(
            events.REMOVE_SHELTER, network, by, network=network.name, kind=kind, kept=kept
        )


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
    together = Together()
    with together:
        check_protected(new)
    with together:
        await check_places("places", new.places)
    with together:
        await check_partners("promoters", new.promoters, by=by)
    with together:
        await _check_action_above(new, level_id)
    together.check()


async def _check_action_above(new: ActionData, level_id: int) -> None:
    if new.parent is None:
        return
    above = await fetch("SELECT level, parent FROM action WHERE id = $1", new.parent)
    if not above or above[0]["level"] != level_id or above[0]["parent"] is not None:
        raise InvalidInput(parent=_("Scegli un'azione dello stesso livello."))


def _values(new: ActionData) -> dict[str, Any]:
    values = structs.asdict(new)
    del values["promoters"]
    return values


async def _put_promoters(action_id: int, promoters: list[int]) -> None:
    """In the order given."""
    kept = await fetch(
        "SELECT partner FROM action_promoter WHERE action = $1 ORDER BY position", action_id
    )
    wanted = list(dict.fromkeys(promoters))
    if [row["partner"] for row in kept] == wanted:
        return
    await ActionPromoter.delete().where(ActionPromoter.action == action_id)
    for position, partner in enumerate(wanted):
        await ActionPromoter(action=action_id, partner=partner, position=position).save()


async def _next(table: str, of: str, identity: int) -> int:
    sql = f"SELECT coalesce(max(position), -1) + 1 FROM {table} WHERE {of} = $1"  # noqa: S608  ours
    return int(await fetch_value(sql, identity))


async def _move(table: str, of: str, thing: Any, *, up: bool) -> bool:
    """Puts it before the neighbour above, or after the one below, and numbers them anew; False
    where there is none."""
    rows = await fetch(
        f"SELECT id FROM {table} WHERE {of} = $1 AND parent IS NOT DISTINCT FROM $2"  # noqa: S608  ours
        " ORDER BY position, id",
        getattr(thing, of),
        thing.parent,
    )
    ids = [row["id"] for row in rows]
    here = ids.index(thing.id)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(ids):
        return False
    ids.insert(there, ids.pop(here))
    statement = f"UPDATE {table} SET position = $2 WHERE id = $1"  # noqa: S608  ours
    await connection().executemany(statement, [(one, at) for at, one in enumerate(ids)])
    return True


async def touch_scopes(network: Network) -> None:
    """One version further of the summary, which is written whole."""
    network.scopes_version += 1
    network.scopes_changed_at = clock.now()
    await network.save()


async def _check_scopes_seen(network: Network, version: int | None, *, by: Actor) -> None:
    summary = _Summary(version=network.scopes_version, changed_at=network.scopes_changed_at)
    await check_seen(summary, version, about=("network", network.id), by=by)


async def _record_change(
    event: Event, of: Network, kept: Change, by: Actor, **details: object
) -> None:
    await _record(event, of, by, fields=events.in_words(kept.fields), kept=kept, **details)


async def _record(event: Event, of: Network, by: Actor, **details: object) -> int:
    return await audit.record(event, about=("network", of.id), by=by, **details)
