"""Who a body is: its names and codes, its groups, who came before and after it; and its history."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from registry.partners import actions
from registry.partners.looks import partner_look
from registry.partners.pages.coming_back import AnyRequest, back_to
from registry.partners.permissions import EDIT_PARTNERS, READ_PARTNERS
from registry.partners.shapes import IdentifierData, NameData
from registry.platform.accounts.roles import Actor
from registry.platform.audit import events_about
from registry.platform.errors import AlreadyThere, InvalidInput, Refused, WrongStatus
from registry.platform.i18n import _, lazy
from registry.platform.web.forms import came_back, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see

REMOVALS = {
    "names": (actions.remove_name, lazy("Nome tolto.")),
    "identifiers": (actions.remove_identifier, lazy("Codice tolto.")),
    "members": (actions.remove_member, lazy("Tolto: non ne fa parte.")),
    "successions": (actions.remove_succession, lazy("Successione tolta.")),
}


class NamingPages(Controller):
    path = "/partners/{partner_id:int}"

    @get("/names", guards=[requires(READ_PARTNERS)])
    async def names(self, partner_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _names_page(partner_id, actor)

    @post("/names", guards=[requires(EDIT_PARTNERS)], status_code=303)
    async def add_name(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            added = await actions.add_name(partner_id, read_form(NameData, form), by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            return await _names_page(partner_id, actor, refused, **came_back(refused, form))
        here = f"/partners/{partner_id}/names"
        return see(here, said=_("Nome aggiunto."), undo=f"{here}/{added.id}/remove")

    @post("/identifiers", guards=[requires(EDIT_PARTNERS)], status_code=303)
    async def add_code(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            new = read_form(IdentifierData, form)
            added = await actions.add_identifier(partner_id, new, by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            return await _names_page(partner_id, actor, refused, **came_back(refused, form))
        undo = f"/partners/{partner_id}/identifiers/{added.id}/remove"
        return see(f"/partners/{partner_id}/names", said=_("Codice aggiunto."), undo=undo)

    @post([f"/{part}/{{row_id:int}}/remove" for part in REMOVALS],
          guards=[requires(EDIT_PARTNERS)], status_code=303)  # fmt: skip
    async def remove(
        self,
        request: AnyRequest,
        partner_id: FromPath[int],
        row_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        """A name, a code, a member or a succession that was a mistake."""
        act, said = REMOVALS[request.url.path.split("/")[-3]]
        event = await act(partner_id, row_id, by=actor)
        undo = f"/partners/{partner_id}/history/{event}/put-back"
        return see(f"/partners/{partner_id}/names", said=str(said), undo=undo)

    @get("/history", guards=[requires(READ_PARTNERS)])
    async def history(self, partner_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _history_page(partner_id, actor)

    @post("/history/{event_id:int}/put-back", guards=[requires(EDIT_PARTNERS)], status_code=303)
    async def put_back(
        self,
        request: AnyRequest,
        partner_id: FromPath[int],
        event_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        try:
            await actions.put_back(partner_id, event_id, by=actor)
        except (InvalidInput, AlreadyThere, WrongStatus) as refused:
            wrong = {"": refused.sentence}
            return await _history_page(partner_id, actor, refused, wrong=wrong)
        there = back_to(request, f"/partners/{partner_id}/history")
        return see(there, said=_("Rimesso com'era."))


async def _names_page(
    partner_id: int, actor: Actor, refused: Refused | None = None, **more: Any
) -> Response[str]:
    look = await partner_look(partner_id, actor)
    status = status_of(refused) if refused else 200
    return page("partners/names.html", status=status, **look, **more)


async def _history_page(
    partner_id: int, actor: Actor, refused: Refused | None = None, **more: Any
) -> Response[str]:
    look = await partner_look(partner_id, actor)
    events = await events_about("partner", partner_id)
    undoable = {one.id for one in events if look["may_edit"] and actions.can_put_back(one)}
    status = status_of(refused) if refused else 200
    return page("partners/history.html", status=status, events=events, undoable=undoable,
                **look, **more)  # fmt: skip
