"""The JSON windows of acts: the same questions and the same verbs as the pages."""

import base64
import binascii
from typing import Annotated

from litestar import Controller, Response, delete, get, patch, post, put
from litestar.params import FromPath
from msgspec import Meta, Struct

from registry.platform import storage
from registry.platform.documents.letter import Stage
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.lists import Listing, read_ask
from registry.platform.shapes import Id, patched
from registry.platform.web.api import (
    LARGEST_JSON,
    created,
    paged,
    read_body,
    read_filters,
    read_some,
    version_of,
)
from registry.platform.web.declared import Version, lists, pages, patches, takes
from registry.platform.web.downloads import download
from registry.platform.web.forms import LARGEST_UPLOAD
from registry.platform.web.guards import CurrentActor, requires
from registry.protocols import actions, queries
from registry.protocols.actions.told import as_told
from registry.protocols.api.answers import AnyRequest, View, both_of, now
from registry.protocols.pages.listing import filters_of
from registry.protocols.permissions import (
    READ_PROTOCOLS,
    WRITE_PROTOCOLS,
)
from registry.protocols.queries.orders import SORTS
from registry.protocols.shapes import (
    Awaiting,
    Deadline,
    Filing,
    HistoricAct,
    HistoricFacts,
    NewProtocol,
    ProtocolData,
    ProtocolFilters,
    ProtocolRow,
    RelationData,
    TextData,
)

FARTHEST_DAYS = 3650


class TermsAsked(Struct, kw_only=True, frozen=True):
    """The acts whose term is within so many days."""

    days: Annotated[int, Meta(ge=0, le=FARTHEST_DAYS)] = 120


class Formalisation(Struct, kw_only=True, forbid_unknown_fields=True):
    participations: list[Id]


class FileBody(Filing, kw_only=True, forbid_unknown_fields=True):
    """A file in base64, with the name that it has outside."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    content: str


class ProtocolApi(Controller):
    path = "/protocols"

    @get("/", guards=[requires(READ_PROTOCOLS)], **lists(ProtocolFilters, sorts=SORTS))
    async def list_protocols(
        self, request: AnyRequest, actor: CurrentActor
    ) -> Listing[ProtocolRow]:
        query = dict(request.query_params)
        return await queries.list_protocols(read_ask(query), filters_of(query), by=actor)

    @get("/deadlines", guards=[requires(READ_PROTOCOLS)], **pages(TermsAsked))
    async def deadlines(self, request: AnyRequest, actor: CurrentActor) -> Listing[Deadline]:
        asked = read_filters(TermsAsked, request)
        return paged(await queries.expiring_within(asked.days, by=actor), request)

    @get("/awaiting", guards=[requires(READ_PROTOCOLS)], **pages())
    async def awaiting(self, request: AnyRequest, actor: CurrentActor) -> Listing[Awaiting]:
        return paged(await queries.awaiting(by=actor), request)

    @get("/{protocol_id:int}", guards=[requires(READ_PROTOCOLS)])
    async def one(self, protocol_id: FromPath[int], actor: CurrentActor) -> View:
        return await now(protocol_id, actor)

    @post("/", guards=[requires(WRITE_PROTOCOLS)], **takes(NewProtocol))
    async def draft(self, request: AnyRequest, actor: CurrentActor) -> View:
        act = await actions.draft(await read_body(NewProtocol, request), by=actor)
        return created(await queries.view(act.id, by=actor), f"/api/v1/protocols/{act.id}")

    @post("/register", guards=[requires(WRITE_PROTOCOLS)], **takes(HistoricAct))
    async def register(self, request: AnyRequest, actor: CurrentActor) -> View:
        act = await actions.register_historic(await read_body(HistoricAct, request), by=actor)
        return created(await queries.view(act.id, by=actor), f"/api/v1/protocols/{act.id}")

    @patch(
        "/{protocol_id:int}",
        guards=[requires(WRITE_PROTOCOLS)],
        **patches(ProtocolData, HistoricFacts),
    )
    async def change(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> View:
        """An act registered already signed takes more facts than one that is being written."""
        act = await queries.find(protocol_id, by=actor)
        told, version = await as_told(act), version_of(request)
        if act.is_historic:
            some = await read_some(HistoricFacts, request)
            facts = patched(HistoricFacts, told, some)
            async with both_of(protocol_id, some, actor):
                await actions.correct(protocol_id, facts, version=version, by=actor)
        else:
            some = await read_some(ProtocolData, request)
            new = patched(ProtocolData, told, some)
            async with both_of(protocol_id, some, actor):
                await actions.change(protocol_id, new, version=version, by=actor)
        return await now(protocol_id, actor)

    @put(
        "/{protocol_id:int}/text",
        guards=[requires(WRITE_PROTOCOLS)],
        **takes(TextData, version=Version.REQUIRED),
    )
    async def write_text(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> View:
        text, version = await read_body(TextData, request), version_of(request)
        async with both_of(protocol_id, text, actor):
            await actions.write_text(protocol_id, text, version=version, by=actor)
        return await now(protocol_id, actor)

    @post("/{protocol_id:int}/relations", guards=[requires(WRITE_PROTOCOLS)], **takes(RelationData))
    async def relate(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> View:
        await actions.relate(protocol_id, await read_body(RelationData, request), by=actor)
        return await now(protocol_id, actor)

    @delete("/{protocol_id:int}/relations/{relation_id:int}", status_code=200,
            guards=[requires(WRITE_PROTOCOLS)])  # fmt: skip
    async def unrelate(
        self, protocol_id: FromPath[int], relation_id: FromPath[int], actor: CurrentActor
    ) -> View:
        await actions.unrelate(protocol_id, relation_id, by=actor)
        return await now(protocol_id, actor)

    @post(
        "/{protocol_id:int}/formalise", guards=[requires(WRITE_PROTOCOLS)], **takes(Formalisation)
    )
    async def formalise(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> View:
        told = await read_body(Formalisation, request)
        await actions.formalise(protocol_id, told.participations, by=actor)
        return await now(protocol_id, actor)

    @post(
        "/{protocol_id:int}/documents",
        guards=[requires(WRITE_PROTOCOLS)],
        **takes(FileBody),
        request_max_body_size=LARGEST_UPLOAD * 4 // 3 + LARGEST_JSON,
    )
    async def attach(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> View:
        body = await read_body(FileBody, request)
        told = Filing(kind=body.kind, title=body.title, party=body.party)
        content = decoded(body.content)
        await actions.attach(protocol_id, told, name=body.name, content=content, by=actor)
        return await now(protocol_id, actor)

    @get("/{protocol_id:int}/documents/{document_id:int}", guards=[requires(READ_PROTOCOLS)])
    async def fetch(
        self, protocol_id: FromPath[int], document_id: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        document = await queries.find_document(protocol_id, document_id, by=actor)
        return download(storage.read(document.file), document.name)

    @post("/{protocol_id:int}/produce/{stage:str}", guards=[requires(WRITE_PROTOCOLS)])
    async def produce(
        self, protocol_id: FromPath[int], stage: FromPath[str], actor: CurrentActor
    ) -> View:
        await actions.produce(protocol_id, stage_of(stage), by=actor)
        return await now(protocol_id, actor)

    @post("/{protocol_id:int}/produce-annex", guards=[requires(WRITE_PROTOCOLS)])
    async def produce_apart(self, protocol_id: FromPath[int], actor: CurrentActor) -> View:
        """The annex that is a file of its own."""
        await actions.produce_apart(protocol_id, by=actor)
        return await now(protocol_id, actor)


def decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput(content=_("Il contenuto del file va scritto in base64.")) from None


def stage_of(text: str) -> Stage:
    if text not in (Stage.DRAFT, Stage.SCHEMA):
        raise InvalidInput(stage=_("Si può produrre «draft» o «schema»."))
    return Stage(text)
