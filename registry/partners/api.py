"""The JSON windows of partners."""

from functools import partial
from typing import Any

from litestar import Controller, Request, Response, get, patch, post
from litestar.params import FromPath

from registry.partners import actions, queries
from registry.partners.pages import filters_of
from registry.partners.permissions import EDIT_PARTNERS, READ_PARTNERS
from registry.partners.shapes import (
    ContactData,
    IdentifierData,
    MemberData,
    NameData,
    PartnerData,
    PartnerRow,
    PartnerView,
    SuccessionData,
)
from registry.platform.accounts.roles import Actor
from registry.platform.lists import Listing, read_ask
from registry.platform.web.api import both_versions, created, read_body, version_of, versioned
from registry.platform.web.guards import CurrentActor, requires

AnyRequest = Request[Any, Any, Any]


class PartnerApi(Controller):
    path = "/partners"

    @get("/", guards=[requires(READ_PARTNERS)])
    async def list_partners(self, request: AnyRequest, actor: CurrentActor) -> Listing[PartnerRow]:
        query = dict(request.query_params)
        return await queries.list_partners(read_ask(query), filters_of(query), by=actor)

    @get("/{partner_id:int}", guards=[requires(READ_PARTNERS)])
    async def one(self, partner_id: FromPath[int], actor: CurrentActor) -> Response[PartnerView]:
        partner = await queries.view(partner_id, by=actor)
        return versioned(partner, partner.version)

    @post("/", guards=[requires(EDIT_PARTNERS)])
    async def create(self, request: AnyRequest, actor: CurrentActor) -> Response[PartnerView]:
        partner = await actions.create(await read_body(PartnerData, request), by=actor)
        return created(await queries.view(partner.id, by=actor), f"/api/v1/partners/{partner.id}")

    @patch("/{partner_id:int}", guards=[requires(EDIT_PARTNERS)])
    async def change(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[PartnerView]:
        new, version = await read_body(PartnerData, request), version_of(request)
        async with both_versions(new, partial(queries.view, partner_id, by=actor)):
            await actions.change(partner_id, new, version=version, by=actor)
        return await self._now(partner_id, actor)

    @post("/{partner_id:int}/names", guards=[requires(EDIT_PARTNERS)])
    async def add_name(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[PartnerView]:
        await actions.add_name(partner_id, await read_body(NameData, request), by=actor)
        return await self._now(partner_id, actor)

    @post("/{partner_id:int}/identifiers", guards=[requires(EDIT_PARTNERS)])
    async def add_identifier(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[PartnerView]:
        await actions.add_identifier(partner_id, await read_body(IdentifierData, request), by=actor)
        return await self._now(partner_id, actor)

    @post("/{partner_id:int}/contacts", guards=[requires(EDIT_PARTNERS)])
    async def add_contact(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[PartnerView]:
        await actions.add_contact(partner_id, await read_body(ContactData, request), by=actor)
        return await self._now(partner_id, actor)

    @post("/{partner_id:int}/members", guards=[requires(EDIT_PARTNERS)])
    async def add_member(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[PartnerView]:
        await actions.add_member(partner_id, await read_body(MemberData, request), by=actor)
        return await self._now(partner_id, actor)

    @post("/{partner_id:int}/succeed", guards=[requires(EDIT_PARTNERS)])
    async def succeed(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[PartnerView]:
        await actions.succeed(partner_id, await read_body(SuccessionData, request), by=actor)
        return await self._now(partner_id, actor)

    async def _now(self, partner_id: int, actor: Actor) -> Response[PartnerView]:
        partner = await queries.view(partner_id, by=actor)
        return versioned(partner, partner.version)
