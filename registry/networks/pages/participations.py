"""Adding, changing, confirming and closing participations."""

import re
from urllib.parse import urlsplit

from litestar import Controller, Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath

from registry.dates import ImpreciseDate, read
from registry.networks import actions, events, queries
from registry.networks.forms import participation_of
from registry.networks.pages.looks import (
    AnyRequest,
    form_look,
    in_one_network,
    undo_of,
    undo_of_change,
    writing_look,
)
from registry.networks.permissions import EDIT_NETWORKS
from registry.networks.rows import ParticipantRow
from registry.networks.shapes import ClosingData, SourceData
from registry.platform.accounts.roles import Actor
from registry.platform.audit import events_about
from registry.platform.audit.events import Event
from registry.platform.errors import AlreadyThere, InvalidInput, NotFound, WrongStatus
from registry.platform.i18n import _
from registry.platform.web.forms import came_back, read_change, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see

FORM = "networks/participation.html"


class ParticipationPages(Controller):
    guards = (in_one_network,)
    path = "/networks/{network_id:int}"

    @get("/participations/new", guards=[requires(EDIT_NETWORKS)])
    async def show_new(self, network_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return page(FORM, row=None, understood=None, **await form_look(network_id, actor))

    @post("/participations", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def add(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            new = await participation_of(form, by=actor)
            added = await actions.add_participation(network_id, new, by=actor)
        except InvalidInput as refused:
            look = await form_look(network_id, actor)
            return page(FORM, status=422, row=None, understood=_typed(form), **look,
                        **came_back(refused, form))  # fmt: skip
        undo = f"/networks/{network_id}/participations/{added.id}/remove"
        return see(f"/networks/{network_id}", said=_("Partecipante aggiunto."), undo=undo)

    @get("/participations/{row_id:int}/edit", guards=[requires(EDIT_NETWORKS)])
    async def show_edit(
        self, network_id: FromPath[int], row_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        row = await _row(network_id, row_id, actor)
        look = await form_look(network_id, actor, codes=[row.own_place])
        return page(FORM, row=row, understood=_understood(row.when_text), **look)

    @post("/participations/{row_id:int}/edit", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def change(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        row_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            now = await _row(network_id, row_id, actor)
            new = await participation_of(form, by=actor, now=now)
            await actions.change_participation(row_id, new, version=version, by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            row = await _row(network_id, row_id, actor)
            look = await form_look(network_id, actor, codes=[row.own_place])
            return page(FORM, status=status_of(refused), row=row, understood=_typed(form), **look,
                        **came_back(refused, form))  # fmt: skip
        undo = await undo_of_change(network_id, actor)
        return see(f"/networks/{network_id}", said=_("Partecipazione aggiornata."), undo=undo)

    @get("/confirm", guards=[requires(EDIT_NETWORKS)])
    async def to_confirm(self, network_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        look = await writing_look(network_id, actor)
        waiting = [row for row in await queries.to_confirm(by=actor) if row.network == network_id]
        return page("networks/confirm.html", rows=waiting, **look)

    @post("/participations/{row_id:int}/confirm", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def confirm(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        row_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        await actions.confirm_participation(row_id, by=actor)
        undo = await _undo_of(events.CONFIRM_PARTICIPATION, network_id, row_id)
        there = _back(request, network_id)
        return see(there, said=_("Confermata: l'ultima notizia è di oggi."), undo=undo)

    @get("/participations/{row_id:int}/close", guards=[requires(EDIT_NETWORKS)])
    async def show_close(
        self, network_id: FromPath[int], row_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        look = await writing_look(network_id, actor)
        return page("networks/close.html", row=await _row(network_id, row_id, actor), **look)

    @post("/participations/{row_id:int}/close", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def close(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        row_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        form = await request.form()
        try:
            await actions.close_participation(row_id, read_form(ClosingData, form), by=actor)
        except (InvalidInput, WrongStatus) as refused:
            look = await writing_look(network_id, actor)
            row = await _row(network_id, row_id, actor)
            return page("networks/close.html", status=422, row=row, **look,
                        **came_back(refused, form))  # fmt: skip
        undo = f"/networks/{network_id}/participations/{row_id}/reopen"
        return see(f"/networks/{network_id}", said=_("Partecipazione chiusa."), undo=undo)

    @post("/participations/{row_id:int}/reopen", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def reopen(
        self, network_id: FromPath[int], row_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        await actions.reopen_participation(row_id, by=actor)
        undo = await _undo_of(events.REOPEN_PARTICIPATION, network_id, row_id)
        return see(f"/networks/{network_id}", said=_("Partecipazione riaperta."), undo=undo)

    @post("/participations/{row_id:int}/remove", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def remove(
        self, network_id: FromPath[int], row_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        await actions.remove_participation(row_id, by=actor)
        undo = f"/networks/{network_id}/participations/{row_id}/restore"
        return see(f"/networks/{network_id}", said=_("Riga tolta."), undo=undo)

    @post("/participations/{row_id:int}/restore", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def restore(
        self, network_id: FromPath[int], row_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        await actions.restore_participation(row_id, by=actor)
        undo = f"/networks/{network_id}/participations/{row_id}/remove"
        return see(f"/networks/{network_id}", said=_("Riga rimessa."), undo=undo)

    @get("/sources/new", guards=[requires(EDIT_NETWORKS)])
    async def show_source(self, network_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return page("networks/source.html", **await writing_look(network_id, actor))

    @post("/sources", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def add_source(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            await actions.record_source(read_form(SourceData, form), by=actor)
        except InvalidInput as refused:
            look = await writing_look(network_id, actor)
            return page("networks/source.html", status=422, **look, **came_back(refused, form))
        there = f"/networks/{network_id}/participations/new"
        return see(there, said=_("Fonte registrata: ora la trovi nell'elenco."))


async def _row(network_id: int, row_id: int, actor: Actor) -> ParticipantRow:
    rows = await queries.participants(network_id, by=actor)
    found = next((row for row in rows if row.id == row_id), None)
    if found is None:
        raise NotFound(_("Questa partecipazione non c'è, o il tuo ufficio non può vederla."))
    return found


async def _undo_of(event: Event, network_id: int, row_id: int) -> str:
    """The address that undoes the last such event of this row."""
    for one in await events_about("network", network_id):
        if one.event == event.name and one.details.get("participation") == row_id:
            return undo_of(network_id, one.id)
    return ""


def _understood(words: str) -> ImpreciseDate | None:
    """What is understood of the words, to be shown below them; None where nothing is."""
    when = read(words)
    return when if when.is_dated or when.warnings else None


def _typed(form: FormMultiDict) -> ImpreciseDate | None:
    return _understood(str(form.get("when", "")))


# Where «Continua» stands besides the network: the list of those to confirm, a partner's page.
_ALSO_HERE = re.compile(r"/networks/\d{1,9}/confirm|/partners/\d{1,9}")


def _back(request: AnyRequest, network_id: int) -> str:
    """To the page where the button was; a page of ours, whatever the browser says."""
    comes_from = urlsplit(request.headers.get("referer", "")).path
    return comes_from if _ALSO_HERE.fullmatch(comes_from) else f"/networks/{network_id}"
