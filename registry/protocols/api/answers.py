"""How the JSON windows of acts answer: the act as it is now, with its version."""

from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any

from litestar import Request, Response

from registry.platform.accounts.roles import Actor
from registry.platform.web.api import both_versions, versioned
from registry.protocols import queries
from registry.protocols.shapes import ProtocolView

AnyRequest = Request[Any, Any, Any]
View = Response[ProtocolView]


def both_of(protocol_id: int, yours: object, actor: Actor) -> AbstractAsyncContextManager[None]:
    """A stale change of the act is answered with both versions."""
    return both_versions(yours, partial(queries.view, protocol_id, by=actor))


async def now(protocol_id: int, actor: Actor) -> View:
    """The act as it is, with the version to change it from."""
    act = await queries.view(protocol_id, by=actor)
    return versioned(act, act.version)
