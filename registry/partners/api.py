"""The JSON windows of partners."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from litestar import Controller, Request, Response, get, patch, post
from litestar.params import FromPath

from registry.partners import actions, queries
from registry.partners.pages.listing import filters_of
from registry.partners.permissions import EDIT_PARTNERS, READ_PARTNERS
from registry.partners.shapes import (
    AnswerData,
    ContactData,
    IdentifierData,
    MemberData,
    NameData,
    PartnerData,
    PartnerFilters,
    PartnerRow,
    PartnerView,
    QuestionData,
    SuccessionData,
)
from registry.platform.accounts.roles import Actor
from registry.platform.lists import Listing, read_ask
from registry.platform.shapes import patched
from registry.platform.web.api import (
    both_versions,
    created,
    read_body,
    read_some,
    version_of,
    versioned,
)
from registry.platform.web.declared import lists, patches, takes
from registry.platform.web.guards import CurrentActor, requires

AnyRequest = Request[Any, Any, Any]


REMOVALS: dict[str, Callable[..., Awaitable[object]]] = {
    "names": actions.remove_name,
    "identifiers": actions.remove_identifier,
    "contacts": actions.remove_contact,
    "members": actions.remove_member,
    "successions": actions.remove_succession,
    "questions": actions.withdraw_question,
}


class PartnerApi(Controller):
    path = "/partners"

    @get("/", guards=[requires(READ_PARTNERS)], **lists(PartnerFilters, sorts=queries.SORTS))
    async def list_partners(self, request: AnyRequest, actor: CurrentActor) -> Listing[PartnerRow]:
        query = dict(request.query_params)
        return await queries.list_partners(read_ask(query), filters_of(query), by=actor)

    @get("/{partner_id:int}", guards=[requires(READ_PARTNERS)])
    async def one(self, partner_id: FromPath[int], actor: CurrentActor) -> Response[PartnerView]:
        partner = await queries.view(partner_id, by=actor)
        return versioned(partner, partner.version)

    @post("/", guards=[requires(EDIT_PARTNERS)], **takes(PartnerData))
    async def create(self, request: AnyRequest, actor: CurrentActor) -> Response[PartnerView]:
        partner = await actions.create(await read_body(PartnerData, request), by=actor)
        return created(await queries.view(partner.id, by=actor), f"/api/v1/partners/{partner.id}")

    @patch("/{partner_id:int}", guards=[requires(EDIT_PARTNERS)], **patches(PartnerData))
    async def change(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[PartnerView]:
        """A new ``kind`` brings its own ``nature``, unless the body says one."""
        some, version = await read_some(PartnerData, request), version_of(request)
        new = patched(PartnerData, await queries.as_told(partner_id, by=actor), some)
        async with both_versions(some, partial(queries.view, partner_id, by=actor)):
            await actions.change(partner_id, new, version=version, by=actor)
        return await self._now(partner_id, actor)

    @post("/{partner_id:int}/names", guards=[requires(EDIT_PARTNERS)], **takes(NameData))
    async def add_name(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[PartnerView]:
        await actions.add_name(partner_id, await read_body(NameData, request), by=actor)
        return await self._now(partner_id, actor)

    @post(
        "/{partner_id:int}/identifiers", guards=[requires(EDIT_PARTNERS)], **takes(IdentifierData)
    )
    async def add_identifier(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[PartnerView]:
        await actions.add_identifier(partner_id, await read_body(IdentifierData, request), by=actor)
        return await self._now(partner_id, actor)

    @post("/{partner_id:int}/contacts", guards=[requires(EDIT_PARTNERS)], **takes(ContactData))
    async def add_contact(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[PartnerView]:
        await actions.add_contact(partner_id, await read_body(ContactData, request), by=actor)
        return await self._now(partner_id, actor)

    @post("/{partner_id:int}/members", guards=[requires(EDIT_PARTNERS)], **takes(MemberData))
    async def add_member(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[PartnerView]:
        await actions.add_member(partner_id, await read_body(MemberData, request), by=actor)
        return await self._now(partner_id, actor)

    @post("/{partner_id:int}/succeed", guards=[requires(EDIT_PARTNERS)], **takes(SuccessionData))
    async def succeed(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[PartnerView]:
        await actions.succeed(partner_id, await read_body(SuccessionData, request), by=actor)
        return await self._now(partner_id, actor)

    @post("/{partner_id:int}/questions", guards=[requires(EDIT_PARTNERS)], **takes(QuestionData))
    async def ask(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[PartnerView]:
        told = await read_body(QuestionData, request)
        await actions.ask(partner_id, told.question, by=actor)
        return await self._now(partner_id, actor)

    @post("/{partner_id:int}/questions/{question_id:int}/answer",
          guards=[requires(EDIT_PARTNERS)], status_code=200, **takes(AnswerData))  # fmt: skip
    async def answer(
        self,
        request: AnyRequest,
        partner_id: FromPath[int],
        question_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[PartnerView]:
        told = await read_body(AnswerData, request)
        await actions.answer(partner_id, question_id, told.answer, by=actor)
        return await self._now(partner_id, actor)

    @post("/{partner_id:int}/questions/{question_id:int}/reopen",
          guards=[requires(EDIT_PARTNERS)], status_code=200)  # fmt: skip
    async def reopen(
        self, partner_id: FromPath[int], question_id: FromPath[int], actor: CurrentActor
    ) -> Response[PartnerView]:
        await actions.reopen_question(partner_id, question_id, by=actor)
        return await self._now(partner_id, actor)

    @post([f"/{{partner_id:int}}/{part}/{{row_id:int}}/remove" for part in REMOVALS],
          guards=[requires(EDIT_PARTNERS)], status_code=200)  # fmt: skip
    async def remove(
        self,
        request: AnyRequest,
        partner_id: FromPath[int],
        row_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[PartnerView]:
        """The number is the row's own: of a member and of a successor, its ``tie``."""
        act = REMOVALS[request.url.path.split("/")[-3]]
        await act(partner_id, row_id, by=actor)
        return await self._now(partner_id, actor)

    async def _now(self, partner_id: int, actor: Actor) -> Response[PartnerView]:
        partner = await queries.view(partner_id, by=actor)
        return versioned(partner, partner.version)
