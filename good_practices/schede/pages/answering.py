"""Answering: which fields the office ticks, why a passage is right, which form is anonymous."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from good_practices.circulars import queries as circulars
from good_practices.schede import actions, queries
from good_practices.schede.pages.looking import look_to_write
from good_practices.schede.permissions import WRITE_SCHEDE
from good_practices.schede.shapes import Explanation, Marks
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.web.forms import came_back, read_form, typed
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page, see

AnyRequest = Request[Any, Any, Any]
EDIT, MARKS = "schede/edit.html", "schede/marks.html"


class AnsweringPages(Controller):
    path = "/schede"

    @get("/marks", guards=[requires(WRITE_SCHEDE)])
    async def show_marks(self, actor: CurrentActor) -> Response[str]:
        return page(MARKS, **await _marks_look(actor))

    @post("/marks", guards=[requires(WRITE_SCHEDE)], status_code=303)
    async def mark(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        form = await request.form()
        try:
            await actions.mark(read_form(Marks, form), by=actor)
        except InvalidInput as refused:
            look = await _marks_look(actor)
            return page(MARKS, status=422, **look, **came_back(refused, form))
        return see("/schede", said=_("Campi segnati."))

    @post("/{scheda_id:int}/explain", guards=[requires(WRITE_SCHEDE)], status_code=303)
    async def explain(
        self, request: AnyRequest, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            await actions.explain(scheda_id, read_form(Explanation, form), by=actor)
        except InvalidInput as refused:
            look = await look_to_write(scheda_id, actor)
            return page(EDIT, status=422, **look, **came_back(refused, form))
        return see(f"/schede/{scheda_id}", said=_("Spiegazione registrata."))

    @post("/{scheda_id:int}/anonymise", guards=[requires(WRITE_SCHEDE)], status_code=303)
    async def anonymise(
        self, request: AnyRequest, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        told = typed(await request.form())
        rule, passage = str(told.get("rule", "")), str(told.get("passage", ""))
        await actions.anonymise(scheda_id, rule=rule, passage=passage, by=actor)
        return see(f"/schede/{scheda_id}#campo-description", said=_("Passo riscritto."))


async def _marks_look(actor: Actor) -> dict[str, Any]:
    circular, year = await circulars.find_current(), clock.today().year
    ticked = await queries.marked_fields(actor.office, circular.id, year=year)
    return {"circular": circular, "year": year, "ticked": ticked}
