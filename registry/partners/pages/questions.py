"""What is to be clarified about a partner: asked, answered, asked again."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from registry.partners import actions
from registry.partners.looks import partner_look
from registry.partners.pages.coming_back import AnyRequest, back_to
from registry.partners.permissions import EDIT_PARTNERS, READ_PARTNERS
from registry.partners.shapes import AnswerData, QuestionData
from registry.platform.accounts.roles import Actor
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.web.forms import came_back, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page, see


class QuestionPages(Controller):
    path = "/partners/{partner_id:int}/questions"

    @get("/", guards=[requires(READ_PARTNERS)])
    async def questions(self, partner_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _page(partner_id, actor)

    @post("/", guards=[requires(EDIT_PARTNERS)], status_code=303)
    async def ask(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            told = read_form(QuestionData, form)
            asked = await actions.ask(partner_id, told.question, by=actor)
        except InvalidInput as refused:
            return await _page(partner_id, actor, status=422, **came_back(refused, form))
        undo = f"/partners/{partner_id}/questions/{asked.id}/withdraw"
        return see(f"/partners/{partner_id}", said=_("Segnato tra le cose da chiarire."), undo=undo)

    @post("/{question_id:int}/answer", guards=[requires(EDIT_PARTNERS)], status_code=303)
    async def answer(
        self,
        request: AnyRequest,
        partner_id: FromPath[int],
        question_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        form = await request.form()
        try:
            told = read_form(AnswerData, form)
            await actions.answer(partner_id, question_id, told.answer, by=actor)
        except InvalidInput as refused:
            return await _page(partner_id, actor, status=422, **came_back(refused, form))
        undo = f"/partners/{partner_id}/questions/{question_id}/reopen"
        there = back_to(request, f"/partners/{partner_id}")
        return see(there, said=_("Risposta registrata."), undo=undo)

    @post("/{question_id:int}/reopen", guards=[requires(EDIT_PARTNERS)], status_code=303)
    async def reopen(
        self,
        request: AnyRequest,
        partner_id: FromPath[int],
        question_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        await actions.reopen_question(partner_id, question_id, by=actor)
        there = back_to(request, f"/partners/{partner_id}/questions")
        return see(there, said=_("È di nuovo da chiarire."))

    @post("/{question_id:int}/withdraw", guards=[requires(EDIT_PARTNERS)], status_code=303)
    async def withdraw(
        self,
        request: AnyRequest,
        partner_id: FromPath[int],
        question_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        event = await actions.withdraw_question(partner_id, question_id, by=actor)
        undo = f"/partners/{partner_id}/history/{event}/put-back"
        there = back_to(request, f"/partners/{partner_id}/questions")
        return see(there, said=_("Domanda ritirata."), undo=undo)


async def _page(partner_id: int, actor: Actor, *, status: int = 200, **more: Any) -> Response[str]:
    look = await partner_look(partner_id, actor)
    return page("partners/questions.html", status=status, **look, **more)
