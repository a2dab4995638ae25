"""An office's settings for programs."""

from typing import Any

from litestar import Controller, Request, Response, get, put
from litestar.params import FromPath

from registry.platform.accounts.roles import Actor
from registry.platform.offices import actions, queries
from registry.platform.offices.permissions import CHANGE_OFFICE, READ_OFFICE
from registry.platform.offices.shapes import OfficeData, OfficeView
from registry.platform.web.api import read_body, version_of, versioned
from registry.platform.web.declared import Version, takes
from registry.platform.web.guards import CurrentActor, requires

AnyRequest = Request[Any, Any, Any]


class OfficeSettingsApi(Controller):
    path = "/settings/offices"

    @get("/{code:str}", guards=[requires(READ_OFFICE)])
    async def show(self, code: FromPath[str], actor: CurrentActor) -> Response[OfficeView]:
        return await _now(code, actor)

    @put(
        "/{code:str}",
        guards=[requires(CHANGE_OFFICE)],
        **takes(OfficeData, version=Version.REQUIRED),
    )
    async def change(
        self, request: AnyRequest, code: FromPath[str], actor: CurrentActor
    ) -> Response[OfficeView]:
        new = await read_body(OfficeData, request)
        await actions.change(code, new, version=version_of(request), by=actor)
        return await _now(code, actor)


async def _now(code: str, actor: Actor) -> Response[OfficeView]:
    office = await queries.view(code, by=actor)
    return versioned(office, office.version)
