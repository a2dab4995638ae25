"""Answering: which fields the office ticks; taking back a reason, or an anonymous form."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from good_practices.circulars import queries as circulars
from good_practices.schede import actions, queries
from good_practices.schede.pages.asking import SIDE
from good_practices.schede.permissions import WRITE_SCHEDE
from good_practices.schede.shapes import Marks
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.web.forms import came_back, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page, see

AnyRequest = Request[Any, Any, Any]
MARKS = "schede/marks.html"


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

    @post("/{scheda_id:int}/explanations/{explanation_id:int}/withdraw",
          guards=[requires(WRITE_SCHEDE)], status_code=303)  # fmt: skip
    async def withdraw_explanation(
        self, scheda_id: FromPath[int], explanation_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        await actions.withdraw_explanation(scheda_id, explanation_id, by=actor)
        undo = f"/schede/{scheda_id}/explanations/{explanation_id}/restore"
        return see(f"/schede/{scheda_id}{SIDE}", said=_("Spiegazione tolta."), undo=undo)

    @post("/{scheda_id:int}/explanations/{explanation_id:int}/restore",
          guards=[requires(WRITE_SCHEDE)], status_code=303)  # fmt: skip
    async def restore_explanation(
        self, scheda_id: FromPath[int], explanation_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        await actions.restore_explanation(scheda_id, explanation_id, by=actor)
        undo = f"/schede/{scheda_id}/explanations/{explanation_id}/withdraw"
        return see(f"/schede/{scheda_id}{SIDE}", said=_("Spiegazione rimessa."), undo=undo)

    @post("/{scheda_id:int}/rewritings/{rewriting_id:int}/undo",
          guards=[requires(WRITE_SCHEDE)], status_code=303)  # fmt: skip
    async def undo_rewriting(
        self, scheda_id: FromPath[int], rewriting_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        await actions.undo_rewriting(scheda_id, rewriting_id, by=actor)
        return see(f"/schede/{scheda_id}{SIDE}", said=_("Passo rimesso com'era."))


async def _marks_look(actor: Actor) -> dict[str, Any]:
    circular, year = await circulars.find_current(), clock.today().year
    ticked = await queries.marked_fields(actor.office, circular.id, year=year)
    return {"circular": circular, "year": year, "ticked": ticked}
