"""The terms of the office's acts: what ends, what goes on by itself, what has to be begun."""

from typing import Any

from litestar import Controller, Request, Response, get
from msgspec import convert

from registry.platform.accounts.roles import Actor
from registry.platform.lists import Listing, read_ask
from registry.platform.offices import queries as offices
from registry.platform.web.declared import LIST, leaves, shows
from registry.platform.web.downloads import download
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page
from registry.protocols import queries
from registry.protocols.export import deadlines_csv
from registry.protocols.pages.asked import listed_anyway
from registry.protocols.permissions import READ_PROTOCOLS
from registry.protocols.queries.deadlines import WHATS
from registry.protocols.shapes import DeadlineFilters, DeadlineRow

AnyRequest = Request[Any, Any, Any]


def filters_of(query: dict[str, str]) -> DeadlineFilters:
    known = DeadlineFilters.__struct_fields__
    return convert({name: query[name] for name in known if name in query}, DeadlineFilters)


async def _found(query: dict[str, str], by: Actor) -> Listing[DeadlineRow]:
    return await queries.list_deadlines(read_ask(query), filters_of(query), by=by)


class DeadlinePages(Controller):
    path = "/deadlines"

    @get("/", guards=[requires(READ_PROTOCOLS)], **shows(DeadlineFilters, *LIST))
    async def list_deadlines(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        query = dict(request.query_params)
        listing, wrong = await listed_anyway(query, lambda asked: _found(asked, actor))
        return page(
            "protocols/deadlines.html",
            status=422 if wrong else 200,
            listing=listing,
            wrong=wrong,
            whats=WHATS,
            times=await offices.find(actor.office),
        )

    @get("/deadlines.csv", guards=[requires(READ_PROTOCOLS)], **leaves(DeadlineFilters, *LIST))
    async def export(self, request: AnyRequest, actor: CurrentActor) -> Response[bytes]:
        query = dict(request.query_params)
        content = await deadlines_csv(read_ask(query), filters_of(query), by=actor)
        return download(content, "scadenze.csv")
