"""The JSON windows of the territory: for programs, and for the fields that look for a place."""

from typing import Any

from litestar import Controller, Request, get
from litestar.params import FromPath

from registry.platform.accounts.roles import SIGNED_IN
from registry.platform.lists import Listing
from registry.platform.web.guards import requires
from registry.territory import queries
from registry.territory.pages import read_query
from registry.territory.shapes import (
    AreaRow,
    AreaView,
    MunicipalityFilters,
    MunicipalityRow,
    OfficeFilters,
    OfficeRow,
    On,
    Place,
    PlaceFilters,
    PlaceView,
    ProvinceFilters,
    ProvinceRow,
    RegionRow,
    VintageRow,
)

AnyRequest = Request[Any, Any, Any]


def whole(items: list[Any]) -> Listing[Any]:
    """A list that is short enough to be told at once."""
    return Listing(items=items, total=len(items), page=1, size=max(1, len(items)))


class TerritoryApi(Controller):
    path = "/territory"

    @get("/", guards=[requires(SIGNED_IN)])
    async def list_places(self, request: AnyRequest) -> Listing[Place]:
        return await queries.list_places(*read_query(PlaceFilters, request))

    @get("/regions", guards=[requires(SIGNED_IN)])
    async def list_regions(self) -> Listing[RegionRow]:
        return whole(await queries.list_regions())

    @get("/provinces", guards=[requires(SIGNED_IN)])
    async def list_provinces(self, request: AnyRequest) -> Listing[ProvinceRow]:
        _ask, filters = read_query(ProvinceFilters, request)
        return whole(await queries.list_provinces(filters))

    @get("/municipalities", guards=[requires(SIGNED_IN)])
    async def list_municipalities(self, request: AnyRequest) -> Listing[MunicipalityRow]:
        return await queries.list_municipalities(*read_query(MunicipalityFilters, request))

    @get("/areas", guards=[requires(SIGNED_IN)])
    async def list_areas(self) -> Listing[AreaRow]:
        return whole(await queries.list_areas())

    @get("/areas/{code:str}", guards=[requires(SIGNED_IN)])
    async def one_area(self, code: FromPath[str]) -> AreaView:
        return await queries.find_area(code)

    @get("/offices", guards=[requires(SIGNED_IN)])
    async def list_offices(self, request: AnyRequest) -> Listing[OfficeRow]:
        return await queries.list_offices(*read_query(OfficeFilters, request))

    @get("/offices/{code:str}", guards=[requires(SIGNED_IN)])
    async def one_office(self, code: FromPath[str]) -> OfficeRow:
        return await queries.find_office(code)

    @get("/vintages", guards=[requires(SIGNED_IN)])
    async def list_vintages(self) -> Listing[VintageRow]:
        return whole(await queries.list_vintages())

    @get("/{code:str}", guards=[requires(SIGNED_IN)])
    async def one_place(self, request: AnyRequest, code: FromPath[str]) -> PlaceView:
        _ask, asked = read_query(On, request)
        return await queries.view_place(code, on=asked.on)
