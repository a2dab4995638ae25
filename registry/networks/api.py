"""The JSON windows of networks, of their participations, structure, services and figures."""

from functools import partial
from typing import Annotated

from litestar import Controller, Response, delete, get, patch, post
from litestar.params import FromPath
from msgspec import Meta, Struct

from registry.dates.asking import read_days
from registry.networks import actions, queries
from registry.networks.pages.looks import AnyRequest, filters_of, in_one_network
from registry.networks.permissions import EDIT_NETWORKS, READ_NETWORKS
from registry.networks.rows import (
    Collaboration,
    Comparison,
    DayAnswer,
    Figures,
    NetworkRow,
    NetworkView,
    ParticipantRow,
    ServiceView,
    SourceRow,
    Structure,
)
from registry.networks.shapes import (
    ActionData,
    ClosingData,
    DaysAsked,
    FigureData,
    LevelData,
    NetworkData,
    NetworkFilters,
    ParticipationData,
    ScopeData,
    ServiceData,
    ShelterData,
    SourceData,
    SourceRowData,
)
from registry.platform.accounts.roles import Actor
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.lists import Listing, read_ask
from registry.platform.shapes import patched
from registry.platform.web.api import (
    both_versions,
    created,
    paged,
    read_body,
    read_filters,
    read_some,
    version_of,
    version_or_none,
    versioned,
)
from registry.platform.web.declared import (
    Version,
    asks,
    from_version,
    lists,
    pages,
    patches,
    takes,
)
from registry.platform.web.guards import CurrentActor, requires

ROOT = "/api/v1/networks"


class Scopes(Struct, kw_only=True, forbid_unknown_fields=True):
    rows: Annotated[list[ScopeData], Meta(max_length=60)]


class Confirmation(Struct, kw_only=True, forbid_unknown_fields=True):
    """Without a day, it is confirmed today."""

    on: str = "oggi"


class NetworkApi(Controller):
    path = "/networks"

    @get("/", guards=[requires(READ_NETWORKS)], **lists(NetworkFilters, sorts=queries.SORTS))
    async def list_networks(self, request: AnyRequest, actor: CurrentActor) -> Listing[NetworkRow]:
        query = dict(request.query_params)
        return await queries.list_networks(read_ask(query), filters_of(query), by=actor)

    @get("/sources", guards=[requires(EDIT_NETWORKS)], **pages())
    async def sources(self, request: AnyRequest, actor: CurrentActor) -> Listing[SourceRow]:
        return paged(await queries.sources(by=actor), request)

    @post("/sources", guards=[requires(EDIT_NETWORKS)], **takes(SourceData))
    async def record_source(self, request: AnyRequest, actor: CurrentActor) -> Response[SourceRow]:
        source = await actions.record_source(await read_body(SourceData, request), by=actor)
        kept = next(one for one in await queries.sources(by=actor) if one.id == source.id)
        return created(kept, f"{ROOT}/sources")

    @get("/to-confirm", guards=[requires(EDIT_NETWORKS)], **pages())
    async def to_confirm(self, request: AnyRequest, actor: CurrentActor) -> Listing[Collaboration]:
        return paged(await queries.to_confirm(by=actor), request)

    @get("/{network_id:int}", guards=[requires(READ_NETWORKS)])
    async def one(self, network_id: FromPath[int], actor: CurrentActor) -> Response[NetworkView]:
        network = await queries.view(network_id, by=actor)
        return versioned(network, network.version)

    @post("/", guards=[requires(EDIT_NETWORKS)], **takes(NetworkData))
    async def create(self, request: AnyRequest, actor: CurrentActor) -> Response[NetworkView]:
        network = await actions.create_network(await read_body(NetworkData, request), by=actor)
        return created(await queries.view(network.id, by=actor), f"{ROOT}/{network.id}")

    @patch("/{network_id:int}", guards=[requires(EDIT_NETWORKS)], **patches(NetworkData))
    async def change(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[NetworkView]:
        some, version = await read_some(NetworkData, request), version_of(request)
        new = patched(NetworkData, await queries.as_told(network_id, by=actor), some)
        async with both_versions(some, partial(queries.view, network_id, by=actor)):
            await actions.change_network(network_id, new, version=version, by=actor)
        network = await queries.view(network_id, by=actor)
        return versioned(network, network.version)

    @get("/{network_id:int}/on", guards=[requires(READ_NETWORKS)], **asks(DaysAsked))
    async def who_on(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> DayAnswer | Comparison:
        """``?day=`` takes words; with ``&with=`` the two days are compared."""
        asked = read_filters(DaysAsked, request)
        days = read_days(asked.day or "oggi")
        if asked.with_day:
            other = read_days(asked.with_day, field="with")
            return await queries.compare_days(network_id, days, other, by=actor)
        return await queries.who_on(network_id, days, by=actor)


class ParticipationApi(Controller):
    guards = (in_one_network,)
    path = "/networks/{network_id:int}/participations"

    @get("/", guards=[requires(READ_NETWORKS)], **pages())
    async def participants(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Listing[ParticipantRow]:
        await queries.find(network_id, by=actor)
        return paged(await queries.participants(network_id, by=actor), request)

    @post("/", guards=[requires(EDIT_NETWORKS)], **takes(ParticipationData))
    async def add(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[ParticipantRow]:
        new = await read_body(ParticipationData, request)
        added = await actions.add_participation(network_id, new, by=actor)
        row = await _row(network_id, added.id, actor)
        return created(row, f"{ROOT}/{network_id}/participations/{added.id}")

    @post("/rows", guards=[requires(EDIT_NETWORKS)], **takes(SourceRowData))
    async def add_row(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> list[ParticipantRow]:
        """A row of a table: one participation for each body of its cell."""
        new = await read_body(SourceRowData, request)
        added = {one.id for one in await actions.add_source_row(network_id, new, by=actor)}
        rows = await queries.participants(network_id, by=actor)
        return [row for row in rows if row.id in added]

    @get("/{row_id:int}", guards=[requires(READ_NETWORKS)])
    async def one(
        self, network_id: FromPath[int], row_id: FromPath[int], actor: CurrentActor
    ) -> Response[ParticipantRow]:
        await queries.find(network_id, by=actor)
        return await self._now(network_id, row_id, actor)

    @patch("/{row_id:int}", guards=[requires(EDIT_NETWORKS)], **patches(ParticipationData))
    async def change(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        row_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[ParticipantRow]:
        some, version = await read_some(ParticipationData, request), version_of(request)
        await _row(network_id, row_id, actor)
        now = await queries.participation_as_told(row_id, by=actor)
        new = patched(ParticipationData, now, some)
        async with both_versions(some, partial(_row, network_id, row_id, actor)):
            await actions.change_participation(row_id, new, version=version, by=actor)
        return await self._now(network_id, row_id, actor)

    @post(
        "/{row_id:int}/confirm",
        guards=[requires(EDIT_NETWORKS)],
        status_code=200,
        **takes(Confirmation),
    )
    async def confirm(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        row_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[ParticipantRow]:
        told = await read_body(Confirmation, request)
        days = read_days(told.on, field="on")
        await _row(network_id, row_id, actor)
        await actions.confirm_participation(row_id, on=days.last, by=actor)
        return await self._now(network_id, row_id, actor)

    @post(
        "/{row_id:int}/close",
        guards=[requires(EDIT_NETWORKS)],
        status_code=200,
        **takes(ClosingData),
    )
    async def close(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        row_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[ParticipantRow]:
        closing = await read_body(ClosingData, request)
        await _row(network_id, row_id, actor)
        await actions.close_participation(row_id, closing, by=actor)
        return await self._now(network_id, row_id, actor)

    @post("/{row_id:int}/reopen", guards=[requires(EDIT_NETWORKS)], status_code=200)
    async def reopen(
        self, network_id: FromPath[int], row_id: FromPath[int], actor: CurrentActor
    ) -> Response[ParticipantRow]:
        await _row(network_id, row_id, actor)
        await actions.reopen_participation(row_id, by=actor)
        return await self._now(network_id, row_id, actor)

    @post("/{row_id:int}/remove", guards=[requires(EDIT_NETWORKS)], status_code=204)
    async def remove(
        self, network_id: FromPath[int], row_id: FromPath[int], actor: CurrentActor
    ) -> None:
        await _row(network_id, row_id, actor)
        await actions.remove_participation(row_id, by=actor)

    @post("/{row_id:int}/restore", guards=[requires(EDIT_NETWORKS)], status_code=200)
    async def restore(
        self, network_id: FromPath[int], row_id: FromPath[int], actor: CurrentActor
    ) -> Response[ParticipantRow]:
        await actions.restore_participation(row_id, by=actor)
        return await self._now(network_id, row_id, actor)

    async def _now(self, network_id: int, row_id: int, actor: Actor) -> Response[ParticipantRow]:
        row = await _row(network_id, row_id, actor)
        return versioned(row, row.version)


async def _row(network_id: int, row_id: int, actor: Actor) -> ParticipantRow:
    """The row, of this network: an address that mixes two networks leads nowhere."""
    rows = await queries.participants(network_id, by=actor)
    found = next((row for row in rows if row.id == row_id), None)
    if found is None:
        raise NotFound(_("Questa partecipazione non c'è, o il tuo ufficio non può vederla."))
    return found


class StructureApi(Controller):
    guards = (in_one_network,)
    path = "/networks/{network_id:int}/structure"

    @get("/", guards=[requires(READ_NETWORKS)])
    async def tree(self, network_id: FromPath[int], actor: CurrentActor) -> Structure:
        return await queries.structure(network_id, by=actor)

    @post(
        "/scopes",
        guards=[requires(EDIT_NETWORKS)],
        status_code=200,
        **takes(Scopes, version=Version.OPTIONAL),
    )
    async def set_scopes(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Structure:
        new = await read_body(Scopes, request)
        async with both_versions(new, partial(queries.structure, network_id, by=actor)):
            version = version_or_none(request)
            await actions.set_scopes(network_id, new.rows, version=version, by=actor)
        return await queries.structure(network_id, by=actor)

    @post("/levels", guards=[requires(EDIT_NETWORKS)], **takes(LevelData))
    async def add_level(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Structure:
        await actions.add_level(network_id, await read_body(LevelData, request), by=actor)
        return await queries.structure(network_id, by=actor)

    @patch("/levels/{level_id:int}", guards=[requires(EDIT_NETWORKS)], **patches(LevelData))
    async def change_level(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        level_id: FromPath[int],
        actor: CurrentActor,
    ) -> Structure:
        some, version = await read_some(LevelData, request), version_of(request)
        new = patched(LevelData, await queries.level_as_told(level_id), some)
        async with both_versions(some, partial(queries.structure, network_id, by=actor)):
            await actions.change_level(level_id, new, version=version, by=actor)
        return await queries.structure(network_id, by=actor)

    @delete("/levels/{level_id:int}", guards=[requires(EDIT_NETWORKS)], **from_version())
    async def remove_level(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        level_id: FromPath[int],
        actor: CurrentActor,
    ) -> None:
        async with both_versions(None, partial(queries.structure, network_id, by=actor)):
            await actions.remove_level(level_id, version=version_of(request), by=actor)

    @post("/levels/{level_id:int}/actions", guards=[requires(EDIT_NETWORKS)], **takes(ActionData))
    async def add_action(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        level_id: FromPath[int],
        actor: CurrentActor,
    ) -> Structure:
        await actions.add_action(level_id, await read_body(ActionData, request), by=actor)
        return await queries.structure(network_id, by=actor)

    @patch("/actions/{action_id:int}", guards=[requires(EDIT_NETWORKS)], **patches(ActionData))
    async def change_action(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        action_id: FromPath[int],
        actor: CurrentActor,
    ) -> Structure:
        some, version = await read_some(ActionData, request), version_of(request)
        new = patched(ActionData, await queries.action_as_told(action_id), some)
        async with both_versions(some, partial(queries.structure, network_id, by=actor)):
            await actions.change_action(action_id, new, version=version, by=actor)
        return await queries.structure(network_id, by=actor)

    @delete("/actions/{action_id:int}", guards=[requires(EDIT_NETWORKS)], **from_version())
    async def remove_action(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        action_id: FromPath[int],
        actor: CurrentActor,
    ) -> None:
        async with both_versions(None, partial(queries.structure, network_id, by=actor)):
            await actions.remove_action(action_id, version=version_of(request), by=actor)

    @post("/shelters", guards=[requires(EDIT_NETWORKS)], **takes(ShelterData))
    async def add_shelter(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Structure:
        await actions.add_shelter(network_id, await read_body(ShelterData, request), by=actor)
        return await queries.structure(network_id, by=actor)


class OfferApi(Controller):
    guards = (in_one_network,)
    path = "/networks/{network_id:int}"

    @get("/services", guards=[requires(READ_NETWORKS)], **pages())
    async def services(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Listing[ServiceView]:
        await queries.find(network_id, by=actor)
        return paged(await queries.services(network_id, by=actor), request)

    @post("/services", guards=[requires(EDIT_NETWORKS)], **takes(ServiceData))
    async def add_service(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> ServiceView:
        new = await read_body(ServiceData, request)
        added = await actions.add_service(new, network=network_id, by=actor)
        return await _service(network_id, added.id, by=actor)

    @patch("/services/{service_id:int}", guards=[requires(EDIT_NETWORKS)], **patches(ServiceData))
    async def change_service(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        service_id: FromPath[int],
        actor: CurrentActor,
    ) -> ServiceView:
        some, version = await read_some(ServiceData, request), version_of(request)
        new = patched(ServiceData, await queries.service_as_told(service_id), some)
        async with both_versions(some, partial(_service, network_id, service_id, by=actor)):
            await actions.change_service(service_id, new, version=version, by=actor)
        return await _service(network_id, service_id, by=actor)

    @get("/figures", guards=[requires(READ_NETWORKS)])
    async def figures(self, network_id: FromPath[int], actor: CurrentActor) -> Figures:
        await queries.find(network_id, by=actor)
        return await queries.figures(network_id)

    @post("/figures", guards=[requires(EDIT_NETWORKS)], **takes(FigureData))
    async def record_figure(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Figures:
        new = await read_body(FigureData, request)
        await actions.record_figure(new, network=network_id, by=actor)
        return await queries.figures(network_id)


NETWORK_API = [NetworkApi, ParticipationApi, StructureApi, OfferApi]


async def _service(network_id: int, service_id: int, *, by: Actor) -> ServiceView:
    of_network = await queries.services(network_id, by=by)
    return next(one for one in of_network if one.id == service_id)
