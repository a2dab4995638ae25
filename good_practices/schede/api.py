"""The JSON windows of schede."""

from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any

from litestar import Controller, Request, Response, get, patch, post
from litestar.params import FromPath

from good_practices.circulars import queries as circulars
from good_practices.schede import actions, queries
from good_practices.schede.pages.showing import filters_of
from good_practices.schede.permissions import APPROVE_SCHEDE, READ_SCHEDE, WRITE_SCHEDE
from good_practices.schede.queries.listing import SORTS
from good_practices.schede.shapes import (
    Explanation,
    Marks,
    Meter,
    NewScheda,
    SchedaData,
    SchedaFilters,
    SchedaRow,
    SchedaView,
    SendBack,
)
from registry.platform import storage
from registry.platform.accounts.roles import Actor
from registry.platform.lists import Listing, read_ask
from registry.platform.web.api import (
    both_versions,
    created,
    read_body,
    read_some,
    version_of,
    version_or_none,
    versioned,
)
from registry.platform.web.declared import (
    Files,
    Version,
    from_version,
    lists,
    patches,
    takes,
    takes_files,
)
from registry.platform.web.downloads import download
from registry.platform.web.forms import LARGEST_UPLOAD, read_file
from registry.platform.web.guards import CurrentActor, requires

AnyRequest = Request[Any, Any, Any]


class SchedaApi(Controller):
    path = "/schede"
    tags = ("Schede",)

    @get("/", guards=[requires(READ_SCHEDE)], **lists(SchedaFilters, sorts=SORTS))
    async def list_schede(self, request: AnyRequest, actor: CurrentActor) -> Listing[SchedaRow]:
        query = dict(request.query_params)
        return await queries.list_schede(read_ask(query), filters_of(query), by=actor)

    @get("/meter", guards=[requires(WRITE_SCHEDE)])
    async def meter(self, actor: CurrentActor) -> Meter:
        """How one's own office stands with the fields of the newest circular."""
        return await queries.meter(actor.office, await circulars.find_current())

    @post("/marks", guards=[requires(WRITE_SCHEDE)], status_code=200, **takes(Marks))
    async def mark(self, request: AnyRequest, actor: CurrentActor) -> Meter:
        await actions.mark(await read_body(Marks, request), by=actor)
        return await queries.meter(actor.office, await circulars.find_current())

    @get("/{scheda_id:int}", guards=[requires(READ_SCHEDE)])
    async def one(self, scheda_id: FromPath[int], actor: CurrentActor) -> Response[SchedaView]:
        return await _now(scheda_id, actor)

    @post("/", guards=[requires(WRITE_SCHEDE)], **takes(NewScheda))
    async def write(self, request: AnyRequest, actor: CurrentActor) -> Response[SchedaView]:
        scheda = await actions.write(await read_body(NewScheda, request), by=actor)
        return created(await queries.view(scheda.id, by=actor), f"/api/v1/schede/{scheda.id}")

    @patch("/{scheda_id:int}", guards=[requires(WRITE_SCHEDE)], **patches(SchedaData))
    async def change(
        self, request: AnyRequest, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[SchedaView]:
        """Changes the fields that the body names, and no others."""
        some = await read_some(SchedaData, request)
        async with _both(scheda_id, some, actor):
            await actions.patch(scheda_id, some, version=version_of(request), by=actor)
        return await _now(scheda_id, actor)

    @post(
        "/{scheda_id:int}/propose",
        guards=[requires(WRITE_SCHEDE)],
        status_code=200,
        **from_version(Version.OPTIONAL),
    )
    async def propose(
        self, request: AnyRequest, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[SchedaView]:
        async with _both(scheda_id, None, actor):
            await actions.propose(scheda_id, version=version_or_none(request), by=actor)
        return await _now(scheda_id, actor)

    @post(
        "/{scheda_id:int}/approve",
        guards=[requires(APPROVE_SCHEDE)],
        status_code=200,
        **from_version(Version.OPTIONAL),
    )
    async def approve(
        self, request: AnyRequest, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[SchedaView]:
        async with _both(scheda_id, None, actor):
            await actions.approve(scheda_id, version=version_or_none(request), by=actor)
        return await _now(scheda_id, actor)

    @post("/{scheda_id:int}/withdraw-approval", guards=[requires(APPROVE_SCHEDE)], status_code=200)
    async def withdraw_approval(
        self, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[SchedaView]:
        """Who approved thinks about it again: the scheda is proposed, as it was."""
        await actions.withdraw_approval(scheda_id, by=actor)
        return await _now(scheda_id, actor)

    @post(
        "/{scheda_id:int}/send-back",
        guards=[requires(APPROVE_SCHEDE)],
        status_code=200,
        **takes(SendBack),
    )
    async def send_back(
        self, request: AnyRequest, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[SchedaView]:
        await actions.send_back(scheda_id, await read_body(SendBack, request), by=actor)
        return await _now(scheda_id, actor)

    @post("/{scheda_id:int}/reopen", guards=[requires(WRITE_SCHEDE)], status_code=200)
    async def reopen(self, scheda_id: FromPath[int], actor: CurrentActor) -> Response[SchedaView]:
        await actions.reopen(scheda_id, by=actor)
        return await _now(scheda_id, actor)

    @post("/{scheda_id:int}/withdraw", guards=[requires(READ_SCHEDE)], status_code=200)
    async def withdraw(self, scheda_id: FromPath[int], actor: CurrentActor) -> Response[SchedaView]:
        await actions.withdraw(scheda_id, by=actor)
        return await _now(scheda_id, actor)

    @post(
        "/{scheda_id:int}/explain",
        guards=[requires(WRITE_SCHEDE)],
        status_code=200,
        **takes(Explanation),
    )
    async def explain(
        self, request: AnyRequest, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[SchedaView]:
        await actions.explain(scheda_id, await read_body(Explanation, request), by=actor)
        return await _now(scheda_id, actor)

    @post(
        "/{scheda_id:int}/attachments",
        guards=[requires(WRITE_SCHEDE)],
        **takes_files(Files.ONE),
        request_max_body_size=LARGEST_UPLOAD,
    )
    async def attach(
        self, request: AnyRequest, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[SchedaView]:
        """A multipart form with ``file`` and, if one likes, its ``title``."""
        form = await request.form()
        name, content = await read_file(form)
        attached = await actions.attach(
            scheda_id, name, content, title=str(form.get("title") or ""), by=actor
        )
        sheet = await queries.view(scheda_id, by=actor)
        return created(sheet, f"/api/v1/schede/{scheda_id}/attachments/{attached.id}")

    @get("/{scheda_id:int}/attachments/{file_id:int}", guards=[requires(READ_SCHEDE)])
    async def read(
        self, scheda_id: FromPath[int], file_id: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        attachment = await queries.find_attachment(scheda_id, file_id, by=actor)
        return download(storage.read(attachment.file), attachment.name)

    @post("/{scheda_id:int}/attachments/{file_id:int}/remove", guards=[requires(WRITE_SCHEDE)],
          status_code=200)  # fmt: skip
    async def remove(
        self, scheda_id: FromPath[int], file_id: FromPath[int], actor: CurrentActor
    ) -> Response[SchedaView]:
        await actions.remove_attachment(scheda_id, file_id, by=actor)
        return await _now(scheda_id, actor)

    @post("/{scheda_id:int}/attachments/{file_id:int}/restore", guards=[requires(WRITE_SCHEDE)],
          status_code=200)  # fmt: skip
    async def restore(
        self, scheda_id: FromPath[int], file_id: FromPath[int], actor: CurrentActor
    ) -> Response[SchedaView]:
        await actions.restore_attachment(scheda_id, file_id, by=actor)
        return await _now(scheda_id, actor)


def _both(scheda_id: int, yours: object, actor: Actor) -> AbstractAsyncContextManager[None]:
    return both_versions(yours, partial(queries.view, scheda_id, by=actor))


async def _now(scheda_id: int, actor: Actor) -> Response[SchedaView]:
    sheet = await queries.view(scheda_id, by=actor)
    return versioned(sheet, sheet.version)
