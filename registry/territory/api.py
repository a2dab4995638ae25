"""The JSON windows of the territory: for programs, and for the fields that look for a place."""

from typing import Any, TypeVar

from litestar import Controller, Request, get
from litestar.params import FromPath

from registry.platform.accounts.roles import SIGNED_IN
from registry.platform.lists import Listing
from registry.platform.web.api import paged
from registry.platform.web.declared import asks, lists, pages
from registry.platform.web.guards import requires
from registry.territory import queries
from registry.territory.marks import marks_in_words
from registry.territory.pages import read_query
from registry.territory.queries.finding import SORTS as PLACE_SORTS
from registry.territory.queries.offices import SORTS as OFFICE_SORTS
from registry.territory.queries.units import SORTS as MUNICIPALITY_SORTS
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
T = TypeVar("T")


def told(answer: T) -> T:
    answered: T = marks_in_words(answer)
    return answered


class TerritoryApi(Controller):
    path = "/territory"

    @get("/", guards=[requires(SIGNED_IN)], **lists(PlaceFilters, sorts=PLACE_SORTS))
    async def list_places(self, request: AnyRequest) -> Listing[Place]:
        return told(await queries.list_places(*read_query(PlaceFilters, request)))

    @get("/regions", guards=[requires(SIGNED_IN)], **pages())
    async def list_regions(self, request: AnyRequest) -> Listing[RegionRow]:
        return told(paged(await queries.list_regions(), request))

    @get("/provinces", guards=[requires(SIGNED_IN)], **pages(ProvinceFilters))
    async def list_provinces(self, request: AnyRequest) -> Listing[ProvinceRow]:
        _ask, filters = read_query(ProvinceFilters, request)
        return told(paged(await queries.list_provinces(filters), request))

    @get(
        "/municipalities",
        guards=[requires(SIGNED_IN)],
        **lists(MunicipalityFilters, sorts=MUNICIPALITY_SORTS),
    )
    async def list_municipalities(self, request: AnyRequest) -> Listing[MunicipalityRow]:
        return told(await queries.list_municipalities(*read_query(MunicipalityFilters, request)))

    @get("/areas", guards=[requires(SIGNED_IN)], **pages())
    async def list_areas(self, request: AnyRequest) -> Listing[AreaRow]:
        return told(paged(await queries.list_areas(), request))

    @get("/areas/{code:str}", guards=[requires(SIGNED_IN)])
    async def one_area(self, code: FromPath[str]) -> AreaView:
        return told(await queries.find_area(code))

    @get("/offices", guards=[requires(SIGNED_IN)], **lists(OfficeFilters, sorts=OFFICE_SORTS))
    async def list_offices(self, request: AnyRequest) -> Listing[OfficeRow]:
        return told(await queries.list_offices(*read_query(OfficeFilters, request)))

    @get("/offices/{code:str}", guards=[requires(SIGNED_IN)])
    async def one_office(self, code: FromPath[str]) -> OfficeRow:
        return told(await queries.find_office(code))

    @get("/vintages", guards=[requires(SIGNED_IN)], **pages())
    async def list_vintages(self, request: AnyRequest) -> Listing[VintageRow]:
        return told(paged(await queries.list_vintages(), request))

    @get("/{code:str}", guards=[requires(SIGNED_IN)], **asks(On))
    async def one_place(self, request: AnyRequest, code: FromPath[str]) -> PlaceView:
        _ask, asked = read_query(On, request)
        return told(await queries.view_place(code, on=asked.on))
