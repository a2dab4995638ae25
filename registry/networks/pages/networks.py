"""The pages of one network and of their list."""

import re
from typing import Any
from urllib.parse import urlsplit

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from registry.dates.asking import Days, read_days
from registry.networks import actions, queries
from registry.networks.documents import structure_document, table_document
from registry.networks.drawing import draw, legend
from registry.networks.export import networks_csv, participants_csv
from registry.networks.forms import network_of
from registry.networks.graph import TIE_WORDS, graph_of, sayings
from registry.networks.pages.looks import (
    LABELS,
    AnyRequest,
    filters_of,
    form_look,
    network_look,
    undo_of_change,
)
from registry.networks.permissions import EDIT_NETWORKS, READ_NETWORKS
from registry.networks.shapes import NetworkFilters
from registry.platform.accounts.roles import Actor
from registry.platform.audit import events_about
from registry.platform.errors import AlreadyThere, InvalidInput, WrongStatus
from registry.platform.i18n import _
from registry.platform.lists import read_ask
from registry.platform.web.declared import LIST, leaves, shows
from registry.platform.web.downloads import download, download_pdf
from registry.platform.web.forms import came_back, read_change
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see

GROUPS = {"territory": "territory", "role": "role_label"}


class NetworkPages(Controller):
    path = "/networks"

    @get("/", guards=[requires(READ_NETWORKS)], **shows(NetworkFilters, *LIST))
    async def list_networks(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        query = dict(request.query_params)
        look = {"may": actor.may(EDIT_NETWORKS), **LABELS}
        try:
            filters = filters_of(query)
        except InvalidInput as refused:
            plain = {name: value for name, value in query.items() if name not in refused.fields}
            listing = await queries.list_networks(read_ask(plain), filters_of(plain), by=actor)
            return page("networks/list.html", status=422, listing=listing, wrong=refused.fields,
                        **look)  # fmt: skip
        listing = await queries.list_networks(read_ask(query), filters, by=actor)
        return page("networks/list.html", listing=listing, **look)

    @get("/networks.csv", guards=[requires(READ_NETWORKS)], **leaves(NetworkFilters, *LIST))
    async def export(self, request: AnyRequest, actor: CurrentActor) -> Response[bytes]:
        query = dict(request.query_params)
        content = await networks_csv(query.get("q", ""), filters_of(query), by=actor)
        return download(content, "reti.csv")

    @get("/new", guards=[requires(EDIT_NETWORKS)])
    async def show_new(self, actor: CurrentActor) -> Response[str]:
        return page("networks/form.html", **await form_look(None, actor))

    @post("/", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def create(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        form = await request.form()
        try:
            network = await actions.create_network(await network_of(form, by=actor), by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            look = await form_look(None, actor)
            return page("networks/form.html", status=422, **look, **came_back(refused, form))
        return see(f"/networks/{network.id}", said=_("Rete registrata."))

    @get("/{network_id:int}", guards=[requires(READ_NETWORKS)], **shows(None, "group"))
    async def show(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        look = await network_look(network_id, actor)
        rows = await queries.participants(network_id, by=actor)
        group = GROUPS.get(request.query_params.get("group", ""))
        if group:
            rows = sorted(rows, key=lambda row: (str(getattr(row, group)), row.position))
        return page("networks/show.html", rows=rows, group=group, **look)

    @get("/{network_id:int}/participants.csv", guards=[requires(READ_NETWORKS)])
    async def export_participants(
        self, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        content, name = await participants_csv(network_id, by=actor)
        return download(content, name)

    @get(
        "/{network_id:int}/tabella-rete.docx",
        guards=[requires(READ_NETWORKS)],
        **leaves(None, "acts"),
    )
    async def table(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        with_acts = request.query_params.get("acts") == "1"
        name, content = await table_document(network_id, with_acts=with_acts, by=actor)
        return download(content, name)

    @get(
        "/{network_id:int}/tabella-rete.pdf",
        guards=[requires(READ_NETWORKS)],
        **leaves(None, "acts"),
    )
    async def table_in_pdf(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        with_acts = request.query_params.get("acts") == "1"
        name, content = await table_document(network_id, with_acts=with_acts, by=actor)
        return await download_pdf(content, name)

    @get("/{network_id:int}/struttura-operativa.docx", guards=[requires(READ_NETWORKS)])
    async def structure_in_word(
        self, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        name, content = await structure_document(network_id, by=actor)
        return download(content, name)

    @get("/{network_id:int}/struttura-operativa.pdf", guards=[requires(READ_NETWORKS)])
    async def structure_in_pdf(
        self, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        name, content = await structure_document(network_id, by=actor)
        return await download_pdf(content, name)

    @get(
        "/{network_id:int}/drawing", guards=[requires(READ_NETWORKS)], **shows(None, "day", "place")
    )
    async def drawing(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        look = await network_look(network_id, actor)
        query = dict(request.query_params)
        try:
            days = read_days(query.get("day") or "oggi")
        except InvalidInput as refused:
            return await _drawing_page(
                look, actor, query, days=read_days("oggi"), wrong=refused.fields
            )
        return await _drawing_page(look, actor, query, days=days)

    @get("/{network_id:int}/structure", guards=[requires(READ_NETWORKS)])
    async def structure(self, network_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        look = await network_look(network_id, actor)
        tree = await queries.structure(network_id, by=actor)
        return page("networks/structure.html", tree=tree, **look)

    @get("/{network_id:int}/project", guards=[requires(READ_NETWORKS)])
    async def project(self, network_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        look = await network_look(network_id, actor)
        services = await queries.services(network_id, by=actor)
        told = await queries.figures(network_id)
        return page("networks/project.html", services=services, told=told, **look)

    @get("/{network_id:int}/history", guards=[requires(READ_NETWORKS)])
    async def history(self, network_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _history_page(network_id, actor)

    @post("/{network_id:int}/history/{event_id:int}/put-back", guards=[requires(EDIT_NETWORKS)],
          status_code=303)  # fmt: skip
    async def put_back(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        event_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        try:
            await actions.put_back(network_id, event_id, by=actor)
        except (InvalidInput, AlreadyThere, WrongStatus) as refused:
            wrong = {"": refused.sentence}
            return await _history_page(network_id, actor, status=status_of(refused), wrong=wrong)
        return see(_back_to(request, network_id), said=_("Rimesso com'era."))

    @get("/{network_id:int}/on", guards=[requires(READ_NETWORKS)], **shows(None, "day", "with"))
    async def who_on(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        look = await network_look(network_id, actor)
        query = dict(request.query_params)
        try:
            days = read_days(query.get("day") or "oggi")
            other = read_days(query["with"], field="with") if query.get("with") else None
        except InvalidInput as refused:
            return page("networks/on.html", status=422, answer=None, comparison=None,
                        wrong=refused.fields, **look)  # fmt: skip
        answer = await queries.who_on(network_id, days, by=actor)
        comparison = other and await queries.compare_days(network_id, days, other, by=actor)
        return page("networks/on.html", answer=answer, comparison=comparison, **look)

    @get("/{network_id:int}/edit", guards=[requires(EDIT_NETWORKS)])
    async def show_edit(self, network_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return page("networks/form.html", **await form_look(network_id, actor))

    @post("/{network_id:int}/edit", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def change(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            new = await network_of(form, by=actor)
            await actions.change_network(network_id, new, version=version, by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            look = await form_look(network_id, actor)
            return page("networks/form.html", status=status_of(refused), **look,
                        **came_back(refused, form))  # fmt: skip
        undo = await undo_of_change(network_id, actor)
        return see(f"/networks/{network_id}/project", said=_("Rete aggiornata."), undo=undo)


async def _history_page(
    network_id: int, actor: Actor, *, status: int = 200, **more: Any
) -> Response[str]:
    look = await network_look(network_id, actor)
    events = await events_about("network", network_id)
    undoable = {one.id for one in events if look["may"] and actions.can_put_back(one)}
    return page("networks/history.html", status=status, events=events, undoable=undoable,
                **look, **more)  # fmt: skip


_PARTS = re.compile(r"/networks/\d{1,9}(/structure|/project|/history|/confirm)?|/partners/\d{1,9}")


def _back_to(request: AnyRequest, network_id: int) -> str:
    """The page where the button was, if it is one of ours, whatever the browser says."""
    comes_from = urlsplit(request.headers.get("referer", "")).path
    return comes_from if _PARTS.fullmatch(comes_from) else f"/networks/{network_id}/history"


async def _drawing_page(
    look: dict[str, Any],
    actor: Actor,
    query: dict[str, str],
    *,
    days: Days,
    wrong: dict[str, str] | None = None,
) -> Response[str]:
    network = look["network"]
    rows = await queries.participants(network.id, by=actor)
    href = f"/networks/{network.id}/drawing"
    graph = graph_of(rows, on=days.first, href=href, place=query.get("place") or None)
    picture = draw(graph, name=network.short_name or network.name)
    return page("networks/drawing.html", status=422 if wrong else 200, graph=graph,
                picture=picture, days=days, legend=legend(), tie_words=TIE_WORDS, sayings=sayings,
                wrong=wrong or {}, **look)  # fmt: skip
