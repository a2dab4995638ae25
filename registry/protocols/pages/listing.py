"""The list of acts, a new one, one with everything around it."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath
from msgspec import convert

from registry.networks import queries as networks
from registry.platform.accounts.roles import VISIBILITY_LABELS, Actor
from registry.platform.audit import events_about
from registry.platform.errors import AlreadyThere, InvalidInput, Refused
from registry.platform.i18n import _
from registry.platform.lists import read_ask
from registry.platform.web.downloads import download
from registry.platform.web.forms import came_back, read_change, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see
from registry.protocols import actions, queries
from registry.protocols.export import parties_csv, parties_document, protocols_csv
from registry.protocols.kinds import ACT_KINDS, MATTERS, RENEWALS, STARTS_FROM
from registry.protocols.lifecycle import CONCLUDED, STATUS_LABELS
from registry.protocols.pages.reading import with_lines, with_places
from registry.protocols.pages.showing import act_page
from registry.protocols.permissions import READ_PROTOCOLS, WRITE_PROTOCOLS, check_can_write
from registry.protocols.queries.asking import LACKING, VIEWS
from registry.protocols.shapes import (
    HistoricAct,
    HistoricFacts,
    NewProtocol,
    ProtocolData,
    ProtocolFilters,
    ProtocolView,
)

AnyRequest = Request[Any, Any, Any]
FIXABLE = (InvalidInput, AlreadyThere)


def filters_of(query: dict[str, str]) -> ProtocolFilters:
    known = ProtocolFilters.__struct_fields__
    return convert({name: query[name] for name in known if name in query}, ProtocolFilters)


async def form_choices(actor: Actor) -> dict[str, object]:
    """What the lists of the act's form offer."""
    return {
        "kinds": [(kind.value, facts.label) for kind, facts in ACT_KINDS.items()],
        "matters": [(one.value, label) for one, label in MATTERS.items()],
        "renewals": [(one.value, label) for one, label in RENEWALS.items()],
        "starts": [(one.value, label) for one, label in STARTS_FROM.items()],
        "statuses": [(one.value, STATUS_LABELS[one]) for one in STATUS_LABELS if one in CONCLUDED],
        "visibilities": [(one.value, label) for one, label in VISIBILITY_LABELS.items()],
        "networks": await networks.choices(by=actor),
    }


async def read_facts(shape: type[Any], form: FormMultiDict) -> Any:
    """The form of an act's facts: lists by line, places by name; every wrong field is told."""
    placed, wrong = await with_places(form)
    try:
        told = read_form(shape, with_lines(placed, "purposes"))
    except InvalidInput as others:
        raise InvalidInput.of(wrong | others.fields) from None
    if wrong:
        raise InvalidInput.of(wrong)
    return told


class ProtocolPages(Controller):
    path = "/protocols"

    @get("/", guards=[requires(READ_PROTOCOLS)])
    async def list_protocols(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        query = dict(request.query_params)
        filters = filters_of(query)
        listing = await queries.list_protocols(read_ask(query), filters, by=actor)
        return page(
            "protocols/list.html",
            listing=listing,
            filters=filters,
            views=VIEWS,
            kinds=ACT_KINDS,
            lacking=LACKING,
            may=actor.may(WRITE_PROTOCOLS),
        )

    @get("/protocols.csv", guards=[requires(READ_PROTOCOLS)])
    async def export(self, request: AnyRequest, actor: CurrentActor) -> Response[bytes]:
        query = dict(request.query_params)
        content = await protocols_csv(read_ask(query), filters_of(query), by=actor)
        return download(content, "protocolli.csv")

    @get("/new", guards=[requires(WRITE_PROTOCOLS)])
    async def choose(self) -> Response[str]:
        return page("protocols/new.html")

    @get("/draft", guards=[requires(WRITE_PROTOCOLS)])
    async def show_draft(self, actor: CurrentActor) -> Response[str]:
        return await _form(actor, "/protocols/draft")

    @post("/draft", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def draft(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        form = await request.form()
        try:
            act = await actions.draft(await read_facts(NewProtocol, form), by=actor)
        except FIXABLE as refused:
            return await _form(actor, "/protocols/draft", refused=refused, form=form)
        return see(f"/protocols/{act.id}/parties", said=_("Atto cominciato. Aggiungi le parti."))

    @get("/register", guards=[requires(WRITE_PROTOCOLS)])
    async def show_register(self, actor: CurrentActor) -> Response[str]:
        return await _form(actor, "/protocols/register", is_historic=True)

    @post("/register", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def register(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        form = await request.form()
        try:
            new = await read_facts(HistoricAct, form)
            act = await actions.register_historic(new, by=actor)
        except FIXABLE as refused:
            return await _form(
                actor, "/protocols/register", is_historic=True, refused=refused, form=form
            )
        return see(f"/protocols/{act.id}/parties", said=_("Atto registrato. Aggiungi le parti."))

    @get("/{protocol_id:int}", guards=[requires(READ_PROTOCOLS)])
    async def show(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await act_page(protocol_id, actor)

    @get("/{protocol_id:int}/edit", guards=[requires(WRITE_PROTOCOLS)])
    async def show_edit(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _edit_form(protocol_id, actor)

    @post("/{protocol_id:int}/edit", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def change(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        act = await queries.find(protocol_id, by=actor)
        try:
            if act.is_historic:
                told = await read_facts(HistoricFacts, form)
                await actions.correct(protocol_id, told, version=version, by=actor)
            else:
                new = await read_facts(ProtocolData, form)
                await actions.change(protocol_id, new, version=version, by=actor)
        except FIXABLE as refused:
            return await _edit_form(protocol_id, actor, refused=refused, form=form)
        return see(f"/protocols/{protocol_id}", said=_("Atto aggiornato."))

    @get("/{protocol_id:int}/history", guards=[requires(READ_PROTOCOLS)])
    async def history(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        act = await queries.view(protocol_id, by=actor)
        events = await events_about("protocol", protocol_id)
        return page("protocols/history.html", act=act, events=events)

    @get("/{protocol_id:int}/parties.csv", guards=[requires(READ_PROTOCOLS)])
    async def export_parties(
        self, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        act = await queries.view(protocol_id, by=actor)
        return download(parties_csv(act.parties), f"parti-atto-{protocol_id}.csv")

    @get("/{protocol_id:int}/parties.docx", guards=[requires(READ_PROTOCOLS)])
    async def parties_in_word(
        self, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        act = await queries.view(protocol_id, by=actor)
        name, content = await parties_document(act)
        return download(content, name)


async def _form(
    actor: Actor,
    action: str,
    *,
    act: ProtocolView | None = None,
    is_historic: bool = False,
    refused: Refused | None = None,
    form: FormMultiDict | None = None,
) -> Response[str]:
    """The form of an act's facts; with a refusal, as it was sent."""
    return page(
        "protocols/form.html",
        status=status_of(refused) if refused else 200,
        act=act,
        action=action,
        is_historic=is_historic,
        **await form_choices(actor),
        **(came_back(refused, form) if refused and form is not None else {}),
    )


async def _edit_form(
    protocol_id: int,
    actor: Actor,
    *,
    refused: Refused | None = None,
    form: FormMultiDict | None = None,
) -> Response[str]:
    act = await queries.view(protocol_id, by=actor)
    check_can_write(actor, act.office)
    action = f"/protocols/{protocol_id}/edit"
    return await _form(
        actor, action, act=act, is_historic=act.is_historic, refused=refused, form=form
    )
