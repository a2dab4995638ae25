"""Looking at schede: the list with the meter of the collection, and the sheet."""

from typing import Any

from litestar import Controller, Request, Response, get
from msgspec import convert

from good_practices.circulars import queries as circulars
from good_practices.circulars.shapes import CircularView
from good_practices.schede import queries
from good_practices.schede.export import schede_csv
from good_practices.schede.pages.looking import is_open_to, look, look_to_write
from good_practices.schede.permissions import READ_SCHEDE, WRITE_SCHEDE, can_write
from good_practices.schede.shapes import Meter, SchedaFilters
from registry.platform.accounts.roles import PREFETTURA_ROLES, Actor
from registry.platform.audit import events_about
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.web.downloads import download
from registry.platform.web.guards import requires
from registry.platform.web.lists import read_ask
from registry.platform.web.shell import page

AnyRequest = Request[Any, Any, Any]


def filters_of(query: dict[str, str]) -> SchedaFilters:
    known = SchedaFilters.__struct_fields__
    return convert({name: query[name] for name in known if name in query}, SchedaFilters)


async def current_or_none() -> CircularView | None:
    """The circular that new schede answer, or None where none was loaded yet."""
    try:
        return await circulars.find_current()
    except NotFound:
        return None


async def _own_meter(actor: Actor) -> Meter | None:
    circular = await current_or_none()
    if circular is None or actor.role not in PREFETTURA_ROLES:
        return None
    return await queries.meter(actor.office, circular)


class ShowingPages(Controller):
    path = "/schede"

    @get("/", guards=[requires(READ_SCHEDE)])
    async def list_schede(self, request: AnyRequest, actor: Actor) -> Response[str]:
        query = dict(request.query_params)
        listing = await queries.list_schede(read_ask(query), filters_of(query), by=actor)
        return page(
            "schede/list.html",
            listing=listing,
            meter=await _own_meter(actor),
            may=actor.may(WRITE_SCHEDE),
            waiting=await queries.waiting_for(actor),
        )

    @get("/schede.csv", guards=[requires(READ_SCHEDE)])
    async def export(self, request: AnyRequest, actor: Actor) -> Response[bytes]:
        query = dict(request.query_params)
        rows = await schede_csv(query.get("q", ""), filters_of(query), by=actor)
        return download(rows, "schede.csv")

    @get("/{scheda_id:int}", guards=[requires(READ_SCHEDE)])
    async def show(self, scheda_id: int, actor: Actor) -> Response[str]:
        sheet = await queries.find(scheda_id, by=actor)
        if can_write(actor, sheet.office):
            shown = await look_to_write(scheda_id, actor)
            if is_open_to(shown["sheet"], actor):
                return page("schede/edit.html", **shown)
            return page("schede/show.html", **shown)
        return page("schede/show.html", **await look(scheda_id, actor))

    @get("/{scheda_id:int}/history", guards=[requires(READ_SCHEDE)])
    async def history(self, scheda_id: int, actor: Actor) -> Response[str]:
        """The office's own history: outside it nobody reads who did what."""
        sheet = await queries.view(scheda_id, by=actor)
        if not actor.belongs_to(sheet.office):
            raise NotFound(_("Questa pagina non c'è, o il tuo ufficio non può vederla."))
        events = await events_about("scheda", scheda_id)
        return page("schede/history.html", sheet=sheet, events=events)
