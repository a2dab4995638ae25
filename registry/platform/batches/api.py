"""The JSON windows of what is made in series."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath
from msgspec import Struct

from registry.platform.accounts.roles import Actor
from registry.platform.batches import actions, folder, queries, results
from registry.platform.batches.pages import LARGEST, data_in, pieces_of
from registry.platform.batches.permissions import MAKE_BATCHES
from registry.platform.batches.shapes import (
    BatchRow,
    BatchView,
    FromRegistry,
    LineFilters,
    LineRow,
    NewBatch,
)
from registry.platform.lists import Listing, read_ask
from registry.platform.shapes import convert_all
from registry.platform.web.api import read_body, read_filters
from registry.platform.web.declared import Files, lists, pages, takes, takes_files
from registry.platform.web.downloads import stream
from registry.platform.web.guards import CurrentActor, requires

AnyRequest = Request[Any, Any, Any]
ROOT = "/api/v1/batches"
WHOLE = "dati.jsonl"
OURS = [requires(MAKE_BATCHES)]


class Asked(Struct, kw_only=True, frozen=True):
    """What is to be made of the lines that are the body."""

    kind: str = ""
    name: str = ""
    with_pdf: bool = False
    own_template: bool = False


class BatchApi(Controller):
    path = "/batches"

    @get("/", guards=OURS, **lists())
    async def list_batches(self, request: AnyRequest, actor: CurrentActor) -> Listing[BatchRow]:
        return await queries.list_batches(read_ask(dict(request.query_params)), by=actor)

    @post(
        "/",
        guards=OURS,
        status_code=202,
        request_max_body_size=LARGEST,
        **takes_files(Files.WHOLE, filters=Asked),
    )
    async def bring(self, request: AnyRequest, actor: CurrentActor) -> Response[BatchView]:
        """One document a line (JSON): a job looks at every line, and nothing is made before
        ``start``. The same data brought twice by the same person are one batch."""
        asked = read_filters(Asked, request)
        told = {"kind": asked.kind, "with_pdf": asked.with_pdf, "own_template": asked.own_template}
        new = convert_all(NewBatch, told)
        if _is_a_form(request):
            file = data_in(await request.form())
            name, pieces = file.filename, pieces_of(file)
        else:
            name, pieces = WHOLE, request.stream()
        brought = await folder.lay_down(pieces)
        batch = await actions.bring(new, brought, file_name=asked.name or name, by=actor)
        return await _accepted(batch.id, actor)

    @post("/from-registry", guards=OURS, status_code=202, **takes(FromRegistry))
    async def bring_from_registry(
        self, request: AnyRequest, actor: CurrentActor
    ) -> Response[BatchView]:
        """Of what the registry has already: ``accessions`` of an act, ``schede`` of a year."""
        asked = await read_body(FromRegistry, request)
        batch = await actions.bring_from_registry(asked, by=actor)
        return await _accepted(batch.id, actor)

    @get("/{batch_id:int}", guards=OURS)
    async def one(self, batch_id: FromPath[int], actor: CurrentActor) -> BatchView:
        return await queries.view(batch_id, by=actor)

    @get("/{batch_id:int}/lines", guards=OURS, **pages(LineFilters))
    async def list_lines(
        self, request: AnyRequest, batch_id: FromPath[int], actor: CurrentActor
    ) -> Listing[LineRow]:
        """What became of each line: ``ready``, ``wrong``, ``made`` or ``failed``, and why."""
        ask, filters = read_ask(dict(request.query_params)), read_filters(LineFilters, request)
        return await queries.list_lines(batch_id, ask, filters, by=actor)

    @get("/{batch_id:int}/parts/{position:int}", guards=OURS)
    async def part(
        self, batch_id: FromPath[int], position: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        """One zip of the result, with its ``index.csv``."""
        name, joined = await results.part(batch_id, position, by=actor)
        return stream(joined.pieces(), name, length=joined.length)

    @get("/{batch_id:int}/to-mend", guards=OURS)
    async def to_mend(self, batch_id: FromPath[int], actor: CurrentActor) -> Response[bytes]:
        """The lines that did not become a document, as they were brought."""
        name, pieces = await results.to_mend(batch_id, by=actor)
        return stream(pieces, name)

    @post("/{batch_id:int}/start", guards=OURS, status_code=202)
    async def start(self, batch_id: FromPath[int], actor: CurrentActor) -> Response[BatchView]:
        """Told twice, it is started once."""
        await actions.start(batch_id, by=actor)
        return await _accepted(batch_id, actor)

    @post("/{batch_id:int}/try-again", guards=OURS, status_code=202)
    async def try_again(self, batch_id: FromPath[int], actor: CurrentActor) -> Response[BatchView]:
        """What failed, and no other."""
        await actions.try_failed_again(batch_id, by=actor)
        return await _accepted(batch_id, actor)

    @post("/{batch_id:int}/pause", guards=OURS, status_code=200)
    async def pause(self, batch_id: FromPath[int], actor: CurrentActor) -> BatchView:
        await actions.pause(batch_id, by=actor)
        return await queries.view(batch_id, by=actor)

    @post("/{batch_id:int}/resume", guards=OURS, status_code=200)
    async def resume(self, batch_id: FromPath[int], actor: CurrentActor) -> BatchView:
        await actions.resume(batch_id, by=actor)
        return await queries.view(batch_id, by=actor)

    @post("/{batch_id:int}/cancel", guards=OURS, status_code=200)
    async def cancel(self, batch_id: FromPath[int], actor: CurrentActor) -> BatchView:
        await actions.cancel(batch_id, by=actor)
        return await queries.view(batch_id, by=actor)

    @post("/{batch_id:int}/discard", guards=OURS, status_code=200)
    async def discard(self, batch_id: FromPath[int], actor: CurrentActor) -> BatchView:
        await actions.discard(batch_id, by=actor)
        return await queries.view(batch_id, by=actor)


def _is_a_form(request: AnyRequest) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "multipart/form-data"


async def _accepted(batch_id: int, actor: Actor) -> Response[BatchView]:
    view = await queries.view(batch_id, by=actor)
    return Response(view, status_code=202, headers={"Location": f"{ROOT}/{batch_id}"})
