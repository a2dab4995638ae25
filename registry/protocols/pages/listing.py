"""The list of acts, a new one, one with everything around it."""

import re
from typing import Any
from urllib.parse import urlsplit

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath
from msgspec import convert

from registry.dates.asking import read_days
from registry.networks import queries as networks
from registry.platform.accounts.roles import VISIBILITY_LABELS, Actor
from registry.platform.audit import events_about
from registry.platform.errors import AlreadyThere, InvalidInput, Refused
from registry.platform.i18n import _
from registry.platform.lists import Listing, read_ask
from registry.platform.web.declared import LIST, leaves, shows
from registry.platform.web.downloads import download
from registry.platform.web.forms import came_back, read_change, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see
from registry.protocols import actions, queries
from registry.protocols.actions.values import follows_subject
from registry.protocols.export import parties_csv, parties_document, protocols_csv
from registry.protocols.kinds import ACT_KINDS, MATTERS, RENEWALS, STARTS_FROM
from registry.protocols.lifecycle import BOUND, CONCLUDED, STATUS_LABELS
from registry.protocols.pages.asked import listed_anyway
from registry.protocols.pages.reading import with_lines, with_places
from registry.protocols.pages.showing import TOLD_HERE, WORDS, act_page, undo_of
from registry.protocols.permissions import (
    READ_PROTOCOLS,
    WRITE_PROTOCOLS,
    can_write,
    check_can_write,
)
from registry.protocols.queries.asking import LACKING, VIEWS
from registry.protocols.shapes import (
    HistoricAct,
    HistoricFacts,
    NewProtocol,
    ProtocolData,
    ProtocolFilters,
    ProtocolRow,
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

    @get("/", guards=[requires(READ_PROTOCOLS)], **shows(ProtocolFilters, *LIST))
    async def list_protocols(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        query = dict(request.query_params)
        listing, wrong = await listed_anyway(query, lambda asked: _found(asked, actor))
        on = query.get("in_force_on", "") if "in_force_on" not in wrong else ""
        return page(
            "protocols/list.html",
            status=422 if wrong else 200,
            listing=listing,
            filters=filters_of(query),
            wrong=wrong,
            on=read_days(on, field="in_force_on") if on else None,
            views=VIEWS,
            kinds=ACT_KINDS,
            lacking=LACKING,
            may=actor.may(WRITE_PROTOCOLS),
        )

    @get("/protocols.csv", guards=[requires(READ_PROTOCOLS)], **leaves(ProtocolFilters, *LIST))
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
                saved = await actions.correct(protocol_id, told, version=version, by=actor)
            else:
                new = await read_facts(ProtocolData, form)
                saved = await actions.change(protocol_id, new, version=version, by=actor)
        except FIXABLE as refused:
            return await _edit_form(protocol_id, actor, refused=refused, form=form)
        undo = await undo_of(protocol_id, actor) if saved.version != act.version else ""
        return see(f"/protocols/{protocol_id}", said=_("Atto aggiornato."), undo=undo)

    @get("/{protocol_id:int}/history", guards=[requires(READ_PROTOCOLS)])
    async def history(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _history_page(protocol_id, actor)

    @post(
        "/{protocol_id:int}/history/{event_id:int}/put-back",
        guards=[requires(WRITE_PROTOCOLS)],
        status_code=303,
    )
    async def put_back(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        event_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        try:
            await actions.put_back(protocol_id, event_id, by=actor)
        except TOLD_HERE as refused:
            return await _history_page(protocol_id, actor, refused=refused)
        there = back_to(request, f"/protocols/{protocol_id}/history")
        return see(there, said=_("Rimesso com'era."))

    @get("/{protocol_id:int}/signatures", guards=[requires(READ_PROTOCOLS)])
    async def signatures(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        """The list of signatures alone, to be printed."""
        act = await queries.view(protocol_id, by=actor)
        n_signed = sum(party.status in BOUND for party in act.parties)
        return page("protocols/signatures.html", act=act, n_signed=n_signed, **WORDS)

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


async def _found(query: dict[str, str], by: Actor) -> Listing[ProtocolRow]:
    return await queries.list_protocols(read_ask(query), filters_of(query), by=by)


# Where «Annulla» may have been pressed.
_UNDONE_FROM = re.compile(r"/protocols/\d{1,9}(/parties|/history)?")


def back_to(request: AnyRequest, otherwise: str) -> str:
    """The page where the button was, if it is one of an act's, whatever the browser says."""
    comes_from = urlsplit(request.headers.get("referer", "")).path
    return comes_from if _UNDONE_FROM.fullmatch(comes_from) else otherwise


async def _history_page(
    protocol_id: int, actor: Actor, *, refused: Refused | None = None
) -> Response[str]:
    act = await queries.view(protocol_id, by=actor)
    events = await events_about("protocol", protocol_id)
    done = actions.undone(events)
    undoable = {
        one.id
        for one in events
        if can_write(actor, act.office) and actions.can_put_back(one) and one.id not in done
    }
    return page(
        "protocols/history.html",
        status=status_of(refused) if refused else 200,
        act=act,
        events=events,
        undoable=undoable,
        wrong={"": refused.sentence} if refused else {},
    )


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
        title=act.title if act and not follows_subject(act, act.title) else "",
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
