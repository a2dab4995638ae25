"""The offices of a partner to write to."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from registry.partners import actions
from registry.partners.forms import contact_of, mailbox_remarks
from registry.partners.looks import partner_look
from registry.partners.pages.coming_back import AnyRequest
from registry.partners.permissions import EDIT_PARTNERS, READ_PARTNERS, check_can_edit
from registry.platform.accounts.roles import Actor
from registry.platform.errors import InvalidInput, NotFound
from registry.platform.i18n import _
from registry.platform.web.forms import came_back
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page, see


class ContactPages(Controller):
    path = "/partners/{partner_id:int}/contacts"

    @get("/", guards=[requires(READ_PARTNERS)])
    async def contacts(self, partner_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _page(partner_id, actor)

    @post("/", guards=[requires(EDIT_PARTNERS)], status_code=303)
    async def add(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            new = contact_of(form)
            added = await actions.add_contact(partner_id, new, by=actor)
        except InvalidInput as refused:
            return await _page(partner_id, actor, status=422, **came_back(refused, form))
        here = f"/partners/{partner_id}/contacts"
        return see(here, said=_("Referente aggiunto."), undo=f"{here}/{added.id}/remove",
                   warned=mailbox_remarks(new))  # fmt: skip

    @get("/{contact_id:int}/remove", guards=[requires(EDIT_PARTNERS)])
    async def ask_to_remove(
        self, partner_id: FromPath[int], contact_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        """For good, and therefore asked first."""
        look = await partner_look(partner_id, actor)
        check_can_edit(actor, look["partner"].office)
        contact = next((one for one in look["partner"].contacts if one.id == contact_id), None)
        if contact is None:
            raise NotFound(_("Questo referente non c'è più."))
        return page("partners/contact_remove.html", contact=contact, **look)

    @post("/{contact_id:int}/remove", guards=[requires(EDIT_PARTNERS)], status_code=303)
    async def remove(
        self, partner_id: FromPath[int], contact_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        await actions.remove_contact(partner_id, contact_id, by=actor)
        return see(f"/partners/{partner_id}/contacts", said=_("Referente cancellato."))


async def _page(partner_id: int, actor: Actor, *, status: int = 200, **more: Any) -> Response[str]:
    look = await partner_look(partner_id, actor)
    return page("partners/contacts.html", status=status, **look, **more)
