"""The parties of an act, for programs."""

from typing import Annotated, Any

from litestar import Controller, delete, patch, post, put
from litestar.params import FromPath
from msgspec import Meta, Struct

from registry.platform.shapes import Id, patched
from registry.platform.web.api import read_body, read_some, version_of
from registry.platform.web.declared import Version, from_version, patches, takes
from registry.platform.web.guards import CurrentActor, requires
from registry.protocols import actions, queries
from registry.protocols.actions.told import party_as_told
from registry.protocols.api.answers import AnyRequest, View, both_of, now
from registry.protocols.drafts import AccessionTold
from registry.protocols.permissions import CONDUCT_PROTOCOLS, WRITE_PROTOCOLS
from registry.protocols.shapes import (
    Approval,
    HistoricPartyData,
    HistoricPartyDetails,
    PartyData,
    PartyDetails,
    Reason,
    Signature,
    Withdrawal,
)


class PartyOrder(Struct, kw_only=True, forbid_unknown_fields=True):
    parties: list[Id]


class Commitments(Struct, kw_only=True, forbid_unknown_fields=True):
    commitments: list[Annotated[str, Meta(min_length=1, max_length=20000)]]


class AccessionBody(AccessionTold, kw_only=True, forbid_unknown_fields=True):
    is_final: bool = False


class PartyApi(Controller):
    path = "/protocols/{protocol_id:int}/parties"

    @post("/take", guards=[requires(WRITE_PROTOCOLS)])
    async def take(self, protocol_id: FromPath[int], actor: CurrentActor) -> View:
        """The parties that the act to be changed has today."""
        await actions.take_parties(protocol_id, by=actor)
        return await now(protocol_id, actor)

    @post("/", guards=[requires(WRITE_PROTOCOLS)], **takes(PartyData, HistoricPartyData))
    async def add(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> View:
        act = await queries.find(protocol_id, by=actor)
        shape: Any = HistoricPartyData if act.is_historic else PartyData
        await actions.add_party(protocol_id, await read_body(shape, request), by=actor)
        return await now(protocol_id, actor)

    @put("/", guards=[requires(WRITE_PROTOCOLS)], **takes(PartyOrder, version=Version.REQUIRED))
    async def order(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> View:
        told = await read_body(PartyOrder, request)
        version = version_of(request)
        async with both_of(protocol_id, told, actor):
            await actions.order_parties(protocol_id, told.parties, version=version, by=actor)
        return await now(protocol_id, actor)

    @patch(
        "/{party_id:int}",
        guards=[requires(WRITE_PROTOCOLS)],
        **patches(PartyDetails, HistoricPartyDetails),
    )
    async def change(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> View:
        act = await queries.find(protocol_id, by=actor)
        shape: Any = HistoricPartyDetails if act.is_historic else PartyDetails
        some, version = await read_some(shape, request), version_of(request)
        party = await queries.find_party(protocol_id, party_id)
        told: PartyDetails = patched(shape, await party_as_told(party), some)
        async with both_of(protocol_id, some, actor):
            await actions.change_party(protocol_id, party_id, told, version=version, by=actor)
        return await now(protocol_id, actor)

    @put(
        "/{party_id:int}/commitments",
        guards=[requires(WRITE_PROTOCOLS)],
        **takes(Commitments, version=Version.REQUIRED),
    )
    async def set_commitments(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> View:
        told = await read_body(Commitments, request)
        version = version_of(request)
        async with both_of(protocol_id, told, actor):
            await actions.set_commitments(
                protocol_id, party_id, told.commitments, version=version, by=actor
            )
        return await now(protocol_id, actor)

    @delete(
        "/{party_id:int}", status_code=200, guards=[requires(WRITE_PROTOCOLS)], **from_version()
    )
    async def remove(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> View:
        version = version_of(request)
        async with both_of(protocol_id, None, actor):
            await actions.remove_party(protocol_id, party_id, version=version, by=actor)
        return await now(protocol_id, actor)

    @post("/{party_id:int}/approve", guards=[requires(CONDUCT_PROTOCOLS)], **takes(Approval))
    async def approve(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> View:
        told = await read_body(Approval, request)
        await actions.record_approval(protocol_id, party_id, told, by=actor)
        return await now(protocol_id, actor)

    @post("/{party_id:int}/sign", guards=[requires(CONDUCT_PROTOCOLS)], **takes(Signature))
    async def sign(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> View:
        told = await read_body(Signature, request)
        await actions.record_signature(protocol_id, party_id, told, by=actor)
        return await now(protocol_id, actor)

    @post("/{party_id:int}/refuse", guards=[requires(CONDUCT_PROTOCOLS)], **takes(Reason))
    async def refuse(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> View:
        told = await read_body(Reason, request)
        await actions.refuse_signature(protocol_id, party_id, told, by=actor)
        return await now(protocol_id, actor)

    @post("/{party_id:int}/withdraw", guards=[requires(CONDUCT_PROTOCOLS)], **takes(Withdrawal))
    async def withdraw(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> View:
        told = await read_body(Withdrawal, request)
        await actions.withdraw(protocol_id, party_id, told, by=actor)
        return await now(protocol_id, actor)

    @post("/{party_id:int}/accession", guards=[requires(WRITE_PROTOCOLS)], **takes(AccessionBody))
    async def produce_accession(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> View:
        body = await read_body(AccessionBody, request)
        told = AccessionTold(
            accession_article=body.accession_article,
            common_article=body.common_article,
            data_article=body.data_article,
            heard=body.heard,
        )
        await actions.produce_accession(
            protocol_id, party_id, told, is_final=body.is_final, by=actor
        )
        return await now(protocol_id, actor)
