"""Tying a body to another: a member of a group, one that follows. The other is looked for by
its words, among however many there are, and chosen; then comes what the source says of it."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath

from registry.partners import actions, queries
from registry.partners.looks import partner_look
from registry.partners.pages.coming_back import AnyRequest
from registry.partners.permissions import EDIT_PARTNERS, check_can_edit
from registry.partners.shapes import LookUp, MemberData, SuccessionData
from registry.platform.accounts.roles import Actor
from registry.platform.errors import AlreadyThere, InvalidInput, Refused
from registry.platform.i18n import _
from registry.platform.web.declared import carries
from registry.platform.web.forms import came_back, number_or_none, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see

MEMBER, SUCCESSION = "partners/member.html", "partners/succession.html"


class TyingPages(Controller):
    path = "/partners/{partner_id:int}"

    @get("/members/new", guards=[requires(EDIT_PARTNERS)], **carries("q", "partner"))
    async def show_member(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _page(MEMBER, partner_id, dict(request.query_params), actor)

    @post("/members", guards=[requires(EDIT_PARTNERS)], status_code=303)
    async def add_member(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            added = await actions.add_member(partner_id, read_form(MemberData, form), by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            return await _again(MEMBER, partner_id, "member", refused, form, actor)
        undo = f"/partners/{partner_id}/members/{added.id}/remove"
        return see(f"/partners/{partner_id}/names", said=_("Ora ne fa parte."), undo=undo)

    @get("/successions/new", guards=[requires(EDIT_PARTNERS)], **carries("q", "partner"))
    async def show_succession(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _page(SUCCESSION, partner_id, dict(request.query_params), actor)

    @post("/successions", guards=[requires(EDIT_PARTNERS)], status_code=303)
    async def succeed(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            added = await actions.succeed(partner_id, read_form(SuccessionData, form), by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            return await _again(SUCCESSION, partner_id, "successor", refused, form, actor)
        undo = f"/partners/{partner_id}/successions/{added.id}/remove"
        return see(f"/partners/{partner_id}/names", said=_("Successione registrata."), undo=undo)


async def _page(
    template: str, partner_id: int, query: dict[str, str], actor: Actor, *, status: int = 200,
    **more: Any,
) -> Response[str]:  # fmt: skip
    look = await partner_look(partner_id, actor)
    check_can_edit(actor, look["partner"].office)
    chosen, q = number_or_none(query.get("partner")), query.get("q", "")
    found = await queries.look_up(q, by=actor, besides=partner_id) if q else LookUp(items=[])
    other = await queries.find(chosen, by=actor) if chosen is not None else None
    return page(template, status=status, found=found, q=q, other=other, **look, **more)


async def _again(
    template: str, partner_id: int, field: str, refused: Refused, form: FormMultiDict, actor: Actor
) -> Response[str]:
    """The form as it was sent, with the body that was chosen."""
    query = {"partner": str(form.get(field, ""))}
    return await _page(template, partner_id, query, actor, status=status_of(refused),
                       **came_back(refused, form))  # fmt: skip
