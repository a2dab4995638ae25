"""Deciding on a scheda: each verb is a button, and what stops it is told where it happened."""

from typing import Any

from litestar import Controller, Request, Response, post
from litestar.params import FromPath

from good_practices.schede import actions
from good_practices.schede.pages.looking import look
from good_practices.schede.permissions import APPROVE_SCHEDE, READ_SCHEDE, WRITE_SCHEDE
from good_practices.schede.shapes import SendBack
from registry.platform.errors import InvalidInput, Stale
from registry.platform.i18n import _
from registry.platform.web.forms import came_back, read_change, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see

AnyRequest = Request[Any, Any, Any]


class DecidingPages(Controller):
    path = "/schede/{scheda_id:int}"

    @post("/approve", guards=[requires(APPROVE_SCHEDE)], status_code=303)
    async def approve(
        self, request: AnyRequest, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            await actions.approve(scheda_id, version=version, by=actor)
        except (InvalidInput, Stale) as refused:
            shown = await look(scheda_id, actor)
            return page("schede/show.html", status=status_of(refused), **shown,
                        **came_back(refused, form))  # fmt: skip
        undo = f"/schede/{scheda_id}/withdraw-approval"
        said = _("Scheda approvata: è pronta per l'invio.")
        return see(f"/schede/{scheda_id}", said=said, undo=undo)

    @post("/withdraw-approval", guards=[requires(APPROVE_SCHEDE)], status_code=303)
    async def withdraw_approval(
        self, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        await actions.withdraw_approval(scheda_id, by=actor)
        said = _("Approvazione ritirata: la scheda aspetta di nuovo la tua decisione.")
        return see(f"/schede/{scheda_id}", said=said)

    @post("/send-back", guards=[requires(APPROVE_SCHEDE)], status_code=303)
    async def send_back(
        self, request: AnyRequest, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            await actions.send_back(scheda_id, read_form(SendBack, form), by=actor)
        except InvalidInput as refused:
            shown = await look(scheda_id, actor)
            return page("schede/show.html", status=422, **shown, **came_back(refused, form))
        return see(f"/schede/{scheda_id}", said=_("Scheda rimandata a chi l'ha scritta."))

    @post("/reopen", guards=[requires(WRITE_SCHEDE)], status_code=303)
    async def reopen(self, scheda_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.reopen(scheda_id, by=actor)
        return see(f"/schede/{scheda_id}", said=_("Scheda riaperta: puoi correggerla."))

    @post("/withdraw", guards=[requires(READ_SCHEDE)], status_code=303)
    async def withdraw(self, scheda_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.withdraw(scheda_id, by=actor)
        undo = f"/schede/{scheda_id}/reopen"
        return see(f"/schede/{scheda_id}", said=_("Scheda ritirata."), undo=undo)
