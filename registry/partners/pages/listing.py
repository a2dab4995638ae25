"""The list of partners, a new one, and what is written of one."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath
from msgspec import convert

from registry.dates.asking import read_days
from registry.partners import actions, queries
from registry.partners.export import partners_csv
from registry.partners.forms import mailbox_remarks, partner_of
from registry.partners.kinds import KINDS, NATURE_LABELS
from registry.partners.permissions import EDIT_PARTNERS, READ_PARTNERS, check_can_edit
from registry.partners.shapes import PartnerFilters
from registry.platform.accounts.roles import VISIBILITY_LABELS, Actor
from registry.platform.audit import events_about
from registry.platform.documents.italian import Article
from registry.platform.errors import AlreadyThere, InvalidInput
from registry.platform.i18n import _
from registry.platform.lists import read_ask
from registry.platform.web.declared import LIST, leaves, shows
from registry.platform.web.downloads import download
from registry.platform.web.forms import came_back, number_or_none, read_change
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see
from registry.territory import queries as territory

AnyRequest = Request[Any, Any, Any]


WORDS = ("kind", "nature", "place", "office", "situation")


def filters_of(query: dict[str, str]) -> PartnerFilters:
    """The filters that the list's address says; raises InvalidInput naming the wrong one."""
    values: dict[str, Any] = {name: query[name] for name in WORDS if query.get(name)}
    if query.get("network"):
        values["network"] = number_or_none(query["network"])
        if values["network"] is None:
            raise InvalidInput(network=_("Indica il numero di una rete."))
    if query.get("on"):
        days = read_days(query["on"], field="on")
        values["on"] = (days.first, days.last)
    clarify = query.get("to_clarify", "")
    if clarify not in ("", "yes", "no"):
        raise InvalidInput(to_clarify=_("Scrivi «yes» o «no»."))
    return convert(values | {"to_clarify": clarify == "yes"}, PartnerFilters)


def form_choices() -> dict[str, Any]:
    """What the lists of the partner's form offer."""
    return {
        "kinds": [(kind.value, facts.label) for kind, facts in KINDS.items()],
        "natures": [(nature.value, label) for nature, label in NATURE_LABELS.items()],
        "articles": [(one.value, one.value or _("senza articolo")) for one in Article],
        "visibilities": [(one.value, label) for one, label in VISIBILITY_LABELS.items()],
    }


class PartnerPages(Controller):
    path = "/partners"

    @get("/", guards=[requires(READ_PARTNERS)], **shows(PartnerFilters, *LIST))
    async def list_partners(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        query = dict(request.query_params)
        look: dict[str, Any] = {"kinds": KINDS, "may": actor.may(EDIT_PARTNERS)}
        try:
            filters = filters_of(query)
        except InvalidInput as refused:
            plain = {name: value for name, value in query.items() if name not in refused.fields}
            listing = await queries.list_partners(read_ask(plain), filters_of(plain), by=actor)
            return page("partners/list.html", status=422, listing=listing, wrong=refused.fields,
                        **look)  # fmt: skip
        listing = await queries.list_partners(read_ask(query), filters, by=actor)
        return page("partners/list.html", listing=listing, **look)

    @get("/partners.csv", guards=[requires(READ_PARTNERS)], **leaves(PartnerFilters, *LIST))
    async def export(self, request: AnyRequest, actor: CurrentActor) -> Response[bytes]:
        query = dict(request.query_params)
        return download(await partners_csv(query.get("q", ""), filters_of(query), by=actor),
                        "partner.csv")  # fmt: skip

    @get("/new", guards=[requires(EDIT_PARTNERS)])
    async def show_new(self, actor: CurrentActor) -> Response[str]:
        return page("partners/form.html", **await _form_look(None, actor))

    @post("/", guards=[requires(EDIT_PARTNERS)], status_code=303)
    async def create(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        form = await request.form()
        try:
            new = await partner_of(form)
            partner = await actions.create(new, by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            look = await _form_look(None, actor)
            return page("partners/form.html", status=422, **look, **came_back(refused, form))
        warned = mailbox_remarks(new)
        return see(f"/partners/{partner.id}", said=_("Partner registrato."), warned=warned)

    @get("/{partner_id:int}/edit", guards=[requires(EDIT_PARTNERS)])
    async def show_edit(self, partner_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return page("partners/form.html", **await _form_look(partner_id, actor))

    @post("/{partner_id:int}/edit", guards=[requires(EDIT_PARTNERS)], status_code=303)
    async def change(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            new = await partner_of(form)
            saved = await actions.change(partner_id, new, version=version, by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            look = await _form_look(partner_id, actor)
            return page("partners/form.html", status=status_of(refused), **look,
                        **came_back(refused, form))  # fmt: skip
        undo = await _undo_of_change(partner_id) if saved.version != version else ""
        warned, there = mailbox_remarks(new), f"/partners/{partner_id}"
        return see(there, said=_("Partner aggiornato."), warned=warned, undo=undo)


async def _undo_of_change(partner_id: int) -> str:
    """The address that undoes what has just been saved."""
    (last,) = await events_about("partner", partner_id, limit=1)
    there = f"/partners/{partner_id}/history/{last.id}/put-back"
    return there if actions.can_put_back(last) else ""


async def _form_look(partner_id: int | None, actor: Actor) -> dict[str, Any]:
    """What the form shows: the partner, if it is there and this person may write of it, and
    what its lists offer."""
    partner = await queries.view(partner_id, by=actor) if partner_id is not None else None
    called = {}
    if partner is not None:
        check_can_edit(actor, partner.office)
        called = await territory.labels_of([partner.place or ""])
    return {
        "partner": partner,
        "called": called,
        "places": await territory.places_offered(actor.office),
        **form_choices(),
    }
