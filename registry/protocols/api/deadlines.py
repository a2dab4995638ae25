"""The terms of the office's acts for programs: the same rows as the page."""

from typing import Any

from litestar import Controller, Request, get

from registry.platform.lists import Listing, read_ask
from registry.platform.web.declared import lists
from registry.platform.web.guards import CurrentActor, requires
from registry.protocols import queries
from registry.protocols.pages.deadlines import filters_of
from registry.protocols.permissions import READ_PROTOCOLS
from registry.protocols.queries.deadlines import SORTS
from registry.protocols.shapes import DeadlineFilters, DeadlineRow

AnyRequest = Request[Any, Any, Any]


class DeadlineApi(Controller):
    path = "/deadlines"

    @get("/", guards=[requires(READ_PROTOCOLS)], **lists(DeadlineFilters, sorts=SORTS))
    async def list_deadlines(
        self, request: AnyRequest, actor: CurrentActor
    ) -> Listing[DeadlineRow]:
        query = dict(request.query_params)
        return await queries.list_deadlines(read_ask(query), filters_of(query), by=actor)
