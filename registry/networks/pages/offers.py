"""Services with their hours, and figures."""

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from registry.networks import actions, queries
from registry.networks.forms import figure_of, service_of
from registry.networks.pages.looks import (
    AnyRequest,
    form_look,
    in_one_network,
    undo_of,
    undo_of_change,
)
from registry.networks.permissions import EDIT_NETWORKS
from registry.networks.rows import ServiceView
from registry.platform.accounts.roles import Actor
from registry.platform.errors import AlreadyThere, InvalidInput, NotFound
from registry.platform.i18n import _
from registry.platform.web.forms import came_back, read_change
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see

SERVICE, FIGURE = "networks/service.html", "networks/figure.html"


class OfferPages(Controller):
    guards = (in_one_network,)
    path = "/networks/{network_id:int}"

    @get("/services/new", guards=[requires(EDIT_NETWORKS)])
    async def show_new_service(
        self, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return page(SERVICE, service=None, **await form_look(network_id, actor))

    @post("/services", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def add_service(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            new = await service_of(form, by=actor)
            added = await actions.add_service(new, network=network_id, by=actor)
        except InvalidInput as refused:
            look = await form_look(network_id, actor)
            return page(SERVICE, status=422, service=None, **look, **came_back(refused, form))
        undo = f"/networks/{network_id}/services/{added.id}/remove"
        return _done(network_id, _("Servizio aggiunto."), undo=undo)

    @get("/services/{service_id:int}", guards=[requires(EDIT_NETWORKS)])
    async def show_service(
        self, network_id: FromPath[int], service_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        service = await _service(network_id, service_id, actor)
        return page(SERVICE, service=service, **await form_look(network_id, actor))

    @post("/services/{service_id:int}", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def change_service(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        service_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            new = await service_of(form, by=actor)
            await actions.change_service(service_id, new, version=version, by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            look = await form_look(network_id, actor)
            service = await _service(network_id, service_id, actor)
            return page(SERVICE, status=status_of(refused), service=service, **look,
                        **came_back(refused, form))  # fmt: skip
        undo = await undo_of_change(network_id, actor)
        return _done(network_id, _("Servizio aggiornato."), undo=undo)

    @post("/services/{service_id:int}/remove", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def remove_service(
        self, network_id: FromPath[int], service_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        event = await actions.remove_service(service_id, by=actor)
        return _done(network_id, _("Servizio tolto."), undo=undo_of(network_id, event))

    @get("/figures/new", guards=[requires(EDIT_NETWORKS)])
    async def show_new_figure(
        self, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        told = await queries.figures(network_id)
        return page(FIGURE, told=told, **await form_look(network_id, actor))

    @post("/figures", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def add_figure(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            new = await figure_of(form, by=actor)
            added = await actions.record_figure(new, network=network_id, by=actor)
        except InvalidInput as refused:
            look = await form_look(network_id, actor)
            told = await queries.figures(network_id)
            return page(FIGURE, status=422, told=told, **look, **came_back(refused, form))
        undo = f"/networks/{network_id}/figures/{added.id}/remove"
        return _done(network_id, _("Dato registrato."), undo=undo)

    @post("/figures/{figure_id:int}/remove", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def remove_figure(
        self, network_id: FromPath[int], figure_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        event = await actions.remove_figure(figure_id, by=actor)
        return _done(network_id, _("Dato tolto."), undo=undo_of(network_id, event))


async def _service(network_id: int, service_id: int, actor: Actor) -> ServiceView:
    services = await queries.services(network_id, by=actor)
    found = next((one for one in services if one.id == service_id), None)
    if found is None:
        raise NotFound(_("Questo servizio non c'è, o il tuo ufficio non può vederlo."))
    return found


def _done(network_id: int, said: str, *, undo: str = "") -> Response[str]:
    return see(f"/networks/{network_id}/project", said=said, undo=undo)
