"""What several pages of networks ask in the same way."""

from collections.abc import Iterable
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from msgspec import convert

from registry.dates.asking import read_days
from registry.networks import actions, queries
from registry.networks.kinds import (
    BASES,
    LEVEL_KINDS,
    NETWORK_KINDS,
    PROMOTER_KINDS,
    QUALIFIERS,
    ROLE_KINDS,
    SHELTER_KINDS,
    SOURCE_KINDS,
)
from registry.networks.permissions import can_edit, check_can_edit
from registry.networks.queries.bodies import suggestions
from registry.networks.shapes import NetworkFilters
from registry.platform import clock
from registry.platform.accounts.roles import VISIBILITY_LABELS, Actor
from registry.platform.audit import events_about
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.web.shell import current_shell
from registry.territory import queries as territory

AnyRequest = Request[Any, Any, Any]

LABELS: dict[str, Any] = {
    "network_kinds": NETWORK_KINDS,
    "role_kinds": ROLE_KINDS,
    "bases": BASES,
    "level_kinds": LEVEL_KINDS,
    "promoter_kinds": PROMOTER_KINDS,
    "shelter_kinds": SHELTER_KINDS,
    "source_kinds": SOURCE_KINDS,
    "qualifiers": QUALIFIERS,
    "visibilities": VISIBILITY_LABELS,
}


async def in_one_network(
    connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler
) -> None:
    """A guard of every window under a network: its parts are of that network."""
    path = connection.path_params
    if current_shell().actor is None:
        return
    for part in queries.PARTS:
        if f"{part}_id" in path:
            await queries.check_is_of(path["network_id"], part, path[f"{part}_id"])


def filters_of(query: dict[str, str]) -> NetworkFilters:
    """The filters that the list's address says; raises InvalidInput naming the wrong one."""
    known = {name: query[name] for name in NetworkFilters.__struct_fields__ if query.get(name)}
    values: dict[str, Any] = dict(known)
    if "on" in known:
        values["on"] = read_days(known["on"], field="on").first
    if "partner" in known:
        values["partner"] = _number(known["partner"])
    return convert(values, NetworkFilters)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InvalidInput(partner=_("Indica il numero di un partner."))
    return int(text)


def undo_of(network_id: int, event_id: int) -> str:
    """The address that puts back what this event of the network's history took away."""
    return f"/networks/{network_id}/history/{event_id}/put-back"


async def undo_of_change(network_id: int, actor: Actor) -> str:
    """The address that undoes what this person has just saved; empty where nothing changed."""
    (last,) = await events_about("network", network_id, limit=1)
    is_theirs = last.user_id == actor.user_id and actions.can_put_back(last)
    return undo_of(network_id, last.id) if is_theirs else ""


async def network_look(network_id: int, actor: Actor) -> dict[str, Any]:
    """What every page of one network shows: the network, and what this person may do."""
    network = await queries.view(network_id, by=actor)
    return {
        "network": network,
        "may": can_edit(actor, network.office),
        "today": clock.today(),
        **LABELS,
    }


async def writing_look(network_id: int, actor: Actor) -> dict[str, Any]:
    """The same for a page that writes: it opens only for who may."""
    look = await network_look(network_id, actor)
    check_can_edit(actor, look["network"].office)
    return look


async def form_look(
    network_id: int | None, actor: Actor, *, codes: Iterable[str] = ()
) -> dict[str, Any]:
    """What the forms offer: names of partners and places, the office's sources; and how the
    places of these ``codes`` are called."""
    look = await writing_look(network_id, actor) if network_id else {"network": None, **LABELS}
    network = look["network"]
    if network is not None:
        codes = [*codes, *(place.code for place in network.places)]
    return look | {
        "places": await territory.places_offered(actor.office),
        "called": await territory.labels_of(codes),
        "names": await suggestions(by=actor),
        "sources": [(one.id, one.title) for one in await queries.sources(by=actor)],
    }
