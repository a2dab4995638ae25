"""Undoing, from what the history keeps: what was taken away is there again, what was changed
at one click is as it was."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

from msgspec import Struct, convert

from registry.networks import events, queries
from registry.networks.actions.holding import hold, put_in_search
from registry.networks.actions.keeping import insert_again
from registry.networks.actions.networks import change_network
from registry.networks.actions.offers import change_service
from registry.networks.actions.participations import (
    KeptNews,
    change_participation,
    close_participation,
    set_news,
)
from registry.networks.actions.structure import change_action, change_level, touch_scopes
from registry.networks.shapes import (
    ActionData,
    ClosingData,
    LevelData,
    NetworkData,
    ParticipationData,
    ServiceData,
)
from registry.networks.tables import (
    Action,
    ActionPromoter,
    Figure,
    Level,
    Network,
    ScopeRow,
    Service,
    ServiceHours,
    Shelter,
)
from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor
from registry.platform.audit.events import sentence_of
from registry.platform.audit.queries import EventRow
from registry.platform.database import transaction
from registry.platform.errors import NotFound
from registry.platform.i18n import SOURCE_LANGUAGE, _, speaking
from registry.platform.undoing import Change, undone

S = TypeVar("S", bound=Struct)

FOR = timedelta(days=30)
# In the order in which their rows need one another.
TABLES = (Level, Action, ActionPromoter, ScopeRow, Shelter, Service, ServiceHours, Figure)
BY_NAME = {table._meta.tablename: table for table in TABLES}


async def _rows(network: Network, event: EventRow, *, by: Actor) -> None:
    for name, table in BY_NAME.items():
        await insert_again(table, event.details["kept"].get(name, []))
    await _note(network, event, by)


async def _scopes(network: Network, event: EventRow, *, by: Actor) -> None:
    """The summary is written whole each time: so it goes back."""
    await ScopeRow.delete().where(ScopeRow.network == network.id)
    await touch_scopes(network)
    await _rows(network, event, by=by)


async def _network(network: Network, event: EventRow, *, by: Actor) -> None:
    now = await queries.as_told(network.id, by=by)
    await change_network(network.id, _before(NetworkData, now, event), by=by)


async def _participation(_network: Network, event: EventRow, *, by: Actor) -> None:
    row_id = event.details["participation"]
    now = await queries.participation_as_told(row_id, by=by)
    await change_participation(row_id, _before(ParticipationData, now, event), by=by)


async def _level(_network: Network, event: EventRow, *, by: Actor) -> None:
    level_id = event.details["level"]
    now = await queries.level_as_told(level_id)
    await change_level(level_id, _before(LevelData, now, event), by=by)


async def _action(_network: Network, event: EventRow, *, by: Actor) -> None:
    action_id = event.details["action"]
    now = await queries.action_as_told(action_id)
    await change_action(action_id, _before(ActionData, now, event), by=by)


async def _service(_network: Network, event: EventRow, *, by: Actor) -> None:
    service_id = event.details["service_id"]
    now = await queries.service_as_told(service_id)
    await change_service(service_id, _before(ServiceData, now, event), by=by)


def _before(shape: type[S], now: dict[str, Any], event: EventRow) -> S:
    return undone(shape, now, convert(event.details["kept"], Change), labels=events.FIELDS)


async def _news(network: Network, event: EventRow, *, by: Actor) -> None:
    kept = convert(event.details["kept"], KeptNews)
    await set_news(event.details["participation"], kept, by=by)


async def _closing(network: Network, event: EventRow, *, by: Actor) -> None:
    kept = convert(event.details["kept"], ClosingData)
    await close_participation(event.details["participation"], kept, by=by)


UNDOING: dict[str, Callable[..., Awaitable[None]]] = {
    events.REMOVE_LEVEL.name: _rows,
    events.REMOVE_ACTION.name: _rows,
    events.REMOVE_SHELTER.name: _rows,
    events.REMOVE_SERVICE.name: _rows,
    events.REMOVE_FIGURE.name: _rows,
    events.CHANGE_SCOPES.name: _scopes,
    events.CHANGE.name: _network,
    events.CHANGE_PARTICIPATION.name: _participation,
    events.CHANGE_LEVEL.name: _level,
    events.CHANGE_ACTION.name: _action,
    events.CHANGE_SERVICE.name: _service,
    events.CONFIRM_PARTICIPATION.name: _news,
    events.REOPEN_PARTICIPATION.name: _closing,
}


def can_put_back(event: EventRow) -> bool:
    kept = event.details.get("kept") or {}
    # A change that changed nothing has nothing to put back.
    is_kept = kept and kept.get("after") != {} and event.event in UNDOING
    return bool(is_kept) and event.at > clock.now() - FOR


async def put_back(network_id: int, event_id: int, *, by: Actor) -> None:
    """As it was before that event: for thirty days."""
    async with transaction():
        network = await hold(network_id, by=by)
        event = await audit.event_or_none(event_id, about=("network", network_id))
        if event is None or not can_put_back(event):
            raise NotFound(_("Questa operazione non si può più annullare."))
        await UNDOING[event.event](network, event, by=by)
        await put_in_search(network_id)


async def _note(network: Network, event: EventRow, by: Actor) -> None:
    with speaking(SOURCE_LANGUAGE):
        what = sentence_of(event.event, event.details)
    await audit.record(events.PUT_BACK, about=("network", network.id), by=by, undone=what)
