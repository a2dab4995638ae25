"""The pages of the offices: what each covers, and what is still to be verified."""

from typing import Any, TypeVar

from litestar import Controller, Request, Response, get
from litestar.params import FromPath
from msgspec import Struct, structs

from registry.platform.accounts.roles import ADMINISTER
from registry.platform.lists import Ask, read_ask
from registry.platform.shapes import convert_all
from registry.platform.web.declared import LIST, leaves, shows
from registry.platform.web.downloads import download
from registry.platform.web.guards import requires
from registry.platform.web.shell import page
from registry.territory import queries
from registry.territory.export import EVERY_ROW, offices_csv
from registry.territory.kinds import OFFICE_KIND_LABELS
from registry.territory.marks import in_words, notes_of
from registry.territory.shapes import OfficeFilters
from registry.territory.words import ATTRIBUTION

AnyRequest = Request[Any, Any, Any]
Filters = TypeVar("Filters", bound=Struct)

SHOWN_FILES = {"offices.csv", "provinces.csv", "municipalities.csv"}
"""Where the page of an office takes its data from."""


def read_query(shape: type[Filters], request: AnyRequest) -> tuple[Ask, Filters]:
    """What a list's address asks; raises InvalidInput naming every filter that is wrong."""
    query = dict(request.query_params)
    ask = read_ask(query)
    given = {k: v for k, v in query.items() if k in shape.__struct_fields__ and v != ""}
    return ask, convert_all(shape, given, lax=True)


class OfficePages(Controller):
    path = "/offices"

    @get("/", guards=[requires(ADMINISTER)], **shows(OfficeFilters, *LIST))
    async def list_offices(self, request: AnyRequest) -> Response[str]:
        listing = await queries.list_offices(*read_query(OfficeFilters, request))
        return page(
            "territory/offices.html", listing=listing, notes=in_words, attribution=ATTRIBUTION
        )

    @get("/offices.csv", guards=[requires(ADMINISTER)], **leaves(OfficeFilters, *LIST))
    async def export(self, request: AnyRequest) -> Response[bytes]:
        ask, filters = read_query(OfficeFilters, request)
        listing = await queries.list_offices(structs.replace(ask, page=1, size=EVERY_ROW), filters)
        return download(offices_csv(listing.items), "uffici.csv")

    @get("/{code:str}", guards=[requires(ADMINISTER)])
    async def show(self, code: FromPath[str]) -> Response[str]:
        return page(
            "territory/office.html",
            office=await queries.find_office(code),
            vintages=[one for one in await queries.list_vintages() if one.file in SHOWN_FILES],
            kinds=OFFICE_KIND_LABELS,
            notes=notes_of,
            in_words=in_words,
            attribution=ATTRIBUTION,
        )
