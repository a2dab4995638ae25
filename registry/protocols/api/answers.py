"""How the JSON windows of acts answer: the act as it is now, with its version."""

from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any

from litestar import Request, Response

from registry.platform.accounts.roles import Actor
from registry.platform.web.api import both_versions, versioned
from registry.protocols import queries
from registry.protocols.actions.values import made_title
from registry.protocols.kinds import ActKind
from registry.protocols.shapes import ProtocolView
from registry.protocols.tables import Protocol

AnyRequest = Request[Any, Any, Any]
View = Response[ProtocolView]


def both_of(protocol_id: int, yours: object, actor: Actor) -> AbstractAsyncContextManager[None]:
    """A stale change of the act is answered with both versions."""
    return both_versions(yours, partial(queries.view, protocol_id, by=actor))


async def now(protocol_id: int, actor: Actor) -> View:
    """The act as it is, with the version to change it from."""
    act = await queries.view(protocol_id, by=actor)
    return versioned(act, act.version)


async def as_told(act: Protocol) -> dict[str, Any]:
    """What a change of the act's facts starts from. A title that was made of kind and subject
    is made again, when they change."""
    facts = act.to_dict()
    told = facts | {
        "when": facts["when_text"],
        "ends": facts["ends_text"],
        "places": await queries.place_codes_of(act.id),
        "networks": await queries.network_ids_of(act.id),
    }
    if facts["subject"] and facts["title"] == made_title(ActKind(act.kind), act.subject):
        told["title"] = ""
    return told


async def party_as_told(protocol_id: int, party_id: int) -> dict[str, Any]:
    """What a change of a party's details starts from."""
    party = (await queries.find_party(protocol_id, party_id)).to_dict()
    return party | {"joined": party["joined_text"]}
