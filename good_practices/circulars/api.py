"""The JSON window of circulars."""

from typing import Any

from litestar import Controller, Request, get
from litestar.params import FromPath

from good_practices.circulars import queries
from good_practices.circulars.permissions import READ_CIRCULARS
from good_practices.circulars.shapes import CircularRow, CircularView
from registry.platform.lists import Listing, read_ask
from registry.platform.web.declared import lists
from registry.platform.web.guards import requires

AnyRequest = Request[Any, Any, Any]


class CircularApi(Controller):
    path = "/circulars"
    tags = ("Circolari",)

    @get("/", guards=[requires(READ_CIRCULARS)], **lists(sorts=queries.SORTS))
    async def list_circulars(self, request: AnyRequest) -> Listing[CircularRow]:
        return await queries.list_circulars(read_ask(dict(request.query_params)))

    @get("/{circular_id:int}", guards=[requires(READ_CIRCULARS)])
    async def show(self, circular_id: FromPath[int]) -> CircularView:
        return await queries.find(circular_id)
