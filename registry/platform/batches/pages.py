"""The pages of what is made in series: choose, look at the lines, start, take the documents."""

from collections.abc import AsyncIterator
from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.params import FromPath

from registry.platform.accounts.roles import Actor
from registry.platform.audit import events_about
from registry.platform.batches import actions, folder, queries, results, words
from registry.platform.batches.known import KINDS, SOURCES, find_kind
from registry.platform.batches.lifecycle import AT_REST, TO_TAKE, UNDER_WAY, LineStatus, Standing
from registry.platform.batches.permissions import MAKE_BATCHES
from registry.platform.batches.shapes import BatchView, FromRegistry, NewBatch
from registry.platform.errors import InvalidInput, Refused
from registry.platform.i18n import _, figure, ngettext
from registry.platform.lists import read_ask
from registry.platform.pdf import find_office
from registry.platform.templates import queries as templates
from registry.platform.web.declared import shows
from registry.platform.web.downloads import download, stream
from registry.platform.web.forms import came_back, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see

AnyRequest = Request[Any, Any, Any]
LARGEST = folder.LARGEST + 1024**2
"""Bytes of a request that brings data: the form around the file is short."""
PIECE = 256 * 1024
SHOWN = 50
"""Lines with problems that a page tells; the others are in the file to download."""


class BatchPages(Controller):
    path = "/batches"

    @get("/", guards=[requires(MAKE_BATCHES)], **shows(None, "q", "page", "size"))
    async def list_batches(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        listing = await queries.list_batches(read_ask(dict(request.query_params)), by=actor)
        return page("batches/list.html", listing=listing)

    @get("/new", guards=[requires(MAKE_BATCHES)])
    async def show_new(self, actor: CurrentActor) -> Response[str]:
        return await _new_page(actor)

    @post(
        "/new",
        guards=[requires(MAKE_BATCHES)],
        status_code=303,
        request_max_body_size=LARGEST,
    )
    async def bring(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        form = await request.form()
        try:
            new = read_form(NewBatch, form)
            file = data_in(form)
            brought = await folder.lay_down(pieces_of(file))
            batch = await actions.bring(new, brought, file_name=file.filename, by=actor)
        except Refused as refused:
            return await _new_page(actor, status=status_of(refused), **came_back(refused, form))
        return see(f"/batches/{batch.id}")

    @post("/from-registry", guards=[requires(MAKE_BATCHES)], status_code=303)
    async def bring_from_registry(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        form = await request.form()
        try:
            batch = await actions.bring_from_registry(read_form(FromRegistry, form), by=actor)
        except Refused as refused:
            return await _new_page(actor, status=status_of(refused), **came_back(refused, form))
        return see(f"/batches/{batch.id}")

    @get("/kinds/{name:str}/example", guards=[requires(MAKE_BATCHES)])
    async def example(self, name: FromPath[str]) -> Response[bytes]:
        """One line of data, to be imitated."""
        return download(find_kind(name).example(), f"esempio_{name}.jsonl")

    @get("/{batch_id:int}", guards=[requires(MAKE_BATCHES)])
    async def show(self, batch_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _batch_page(batch_id, actor)

    @get("/{batch_id:int}/parts/{number:int}", guards=[requires(MAKE_BATCHES)])
    async def take_part(
        self, batch_id: FromPath[int], number: FromPath[int], actor: CurrentActor
    ) -> Response[Any]:
        name, joined = await results.part(batch_id, number, by=actor)
        return stream(joined.pieces(), name, length=joined.length)

    @get("/{batch_id:int}/to-mend", guards=[requires(MAKE_BATCHES)])
    async def take_to_mend(self, batch_id: FromPath[int], actor: CurrentActor) -> Response[Any]:
        name, pieces = await results.to_mend(batch_id, by=actor)
        return stream(pieces, name)

    @get("/{batch_id:int}/problems.csv", guards=[requires(MAKE_BATCHES)])
    async def take_problems(self, batch_id: FromPath[int], actor: CurrentActor) -> Response[bytes]:
        name, content = await results.problems(batch_id, by=actor)
        return download(content, name)

    @post("/{batch_id:int}/start", guards=[requires(MAKE_BATCHES)], status_code=303)
    async def start(self, batch_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.start(batch_id, by=actor)
        return see(f"/batches/{batch_id}")

    @post("/{batch_id:int}/try-again", guards=[requires(MAKE_BATCHES)], status_code=303)
    async def try_again(self, batch_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.try_failed_again(batch_id, by=actor)
        return see(f"/batches/{batch_id}")

    @post("/{batch_id:int}/pause", guards=[requires(MAKE_BATCHES)], status_code=303)
    async def pause(self, batch_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.pause(batch_id, by=actor)
        return see(f"/batches/{batch_id}", said=_("In pausa: quello che è fatto resta."))

    @post("/{batch_id:int}/resume", guards=[requires(MAKE_BATCHES)], status_code=303)
    async def resume(self, batch_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.resume(batch_id, by=actor)
        return see(f"/batches/{batch_id}", said=_("Il lavoro riprende da dove era."))

    @post("/{batch_id:int}/cancel", guards=[requires(MAKE_BATCHES)], status_code=303)
    async def cancel(self, batch_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.cancel(batch_id, by=actor)
        return see(f"/batches/{batch_id}", said=_("Lavoro annullato: quello che è fatto resta."))

    @post("/{batch_id:int}/discard", guards=[requires(MAKE_BATCHES)], status_code=303)
    async def discard(self, batch_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.discard(batch_id, by=actor)
        return see(f"/batches/{batch_id}", said=_("File tolti: dati e documenti."))

    @post("/{batch_id:int}/seen", guards=[requires(MAKE_BATCHES)], status_code=303)
    async def mark_seen(self, batch_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.mark_seen(batch_id, by=actor)
        return see(f"/batches/{batch_id}", said=_("Segnato come visto: non è più in Oggi."))


def data_in(form: FormMultiDict) -> UploadFile:
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise InvalidInput(file=_("Scegli un file."))
    return file


async def pieces_of(file: UploadFile) -> AsyncIterator[bytes]:
    while piece := await file.read(PIECE):
        yield piece


async def _new_page(actor: Actor, *, status: int = 200, **more: Any) -> Response[str]:
    uploaded = [row.kind for row in await templates.list_templates() if row.number]
    return page(
        "batches/new.html",
        status=status,
        kinds=[(one.name, one.title) for one in KINDS.values()],
        sources=[(one, await one.choices(actor)) for one in SOURCES.values()],
        uploaded=uploaded,
        has_pdf=find_office() is not None,
        most=folder.MOST_LINES,
        **more,
    )


async def _batch_page(batch_id: int, actor: Actor) -> Response[str]:
    batch = await queries.view(batch_id, by=actor)
    return page(
        "batches/show.html",
        batch=batch,
        kind=KINDS[batch.kind].title if batch.kind in KINDS else batch.kind,
        left=words.left_words(batch.seconds_left),
        pace=words.pace_words(batch.pace),
        wrong=await queries.lines(batch_id, [LineStatus.WRONG], limit=SHOWN),
        failed=await queries.lines(batch_id, [LineStatus.FAILED], limit=SHOWN),
        shown=SHOWN,
        days=queries.KEPT_FOR.days,
        events=await events_about("batch", batch_id),
        can_take=batch.standing in TO_TAKE,
        at_rest=batch.standing in AT_REST,
        verbs=_verbs(batch.standing),
        headline=_headline(batch),
    )


def _verbs(standing: Standing) -> list[tuple[str, str]]:
    """What can be done to the work now: the address's last word, and the button's."""
    if standing in UNDER_WAY:
        return [("pause", _("Metti in pausa")), ("cancel", _("Annulla il lavoro"))]
    if standing is Standing.PAUSED:
        return [("resume", _("Riprendi")), ("cancel", _("Annulla il lavoro"))]
    return []


def _headline(batch: BatchView) -> str:
    if batch.status == "gathering":
        return _("Raccolgo i dati dal registro")
    if batch.status == "checking":
        return _("Controllo le righe")
    if batch.status == "checked":
        return ngettext("Una riga è pronta", "{n} righe sono pronte", batch.ready).format(
            n=figure(batch.ready)
        )
    if batch.status == "making":
        return ngettext("Produco un documento", "Produco {n} documenti", batch.ready).format(
            n=figure(batch.ready)
        )
    return ngettext("Un documento prodotto", "{n} documenti prodotti", batch.made).format(
        n=figure(batch.made)
    )
