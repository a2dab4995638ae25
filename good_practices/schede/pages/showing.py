"""Looking at schede: all the rows out, and the history of one."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromPath
from msgspec import convert

from good_practices.schede import queries
from good_practices.schede.export import schede_csv
from good_practices.schede.pages.undoing import undoing_of
from good_practices.schede.permissions import READ_SCHEDE
from good_practices.schede.shapes import SchedaFilters
from registry.platform.audit import events_about
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.web.declared import LIST, leaves
from registry.platform.web.downloads import download
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page

AnyRequest = Request[Any, Any, Any]


def filters_of(query: dict[str, str]) -> SchedaFilters:
    known = SchedaFilters.__struct_fields__
    return convert({name: query[name] for name in known if name in query}, SchedaFilters)


class ShowingPages(Controller):
    path = "/schede"

    @get("/schede.csv", guards=[requires(READ_SCHEDE)], **leaves(SchedaFilters, *LIST))
    async def export(self, request: AnyRequest, actor: CurrentActor) -> Response[bytes]:
        query = dict(request.query_params)
        rows = await schede_csv(query.get("q", ""), filters_of(query), by=actor)
        return download(rows, "schede.csv")

    @get("/{scheda_id:int}/history", guards=[requires(READ_SCHEDE)])
    async def history(self, scheda_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        """The office's own history: outside it nobody reads who did what."""
        sheet = await queries.view(scheda_id, by=actor)
        if not actor.belongs_to(sheet.office):
            raise NotFound(_("Questa pagina non c'è, o il tuo ufficio non può vederla."))
        events = await events_about("scheda", scheda_id)
        undoing = await undoing_of(sheet, events, by=actor)
        return page("schede/history.html", sheet=sheet, events=events, undoing=undoing)
