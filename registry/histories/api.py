"""The JSON windows of a partner's time."""

from typing import Any

from litestar import Controller, Request, get
from litestar.params import FromPath
from msgspec import Struct

from registry.dates.asking import read_days
from registry.histories import queries
from registry.histories.choosing import ORDERS, Choice, chosen, facets
from registry.histories.entries import Entry
from registry.histories.lists import NetworkLine, networks_of, only_told
from registry.histories.pages import choice_of
from registry.networks.shapes import DaysAsked
from registry.partners import queries as partners
from registry.partners.permissions import READ_PARTNERS
from registry.platform.lists import Listing
from registry.platform.web.api import paged, read_filters
from registry.platform.web.declared import asks, pages
from registry.platform.web.guards import CurrentActor, requires

AnyRequest = Request[Any, Any, Any]


class TimelineAsked(Struct, kw_only=True, frozen=True):
    """``on`` is a day, a month or a year in words."""

    what: str = ""
    status: str = ""
    on: str = ""


class PartnerActs(Listing[Entry], kw_only=True):
    """The acts that a partner is a party of, newest first; ``told`` are those that only a source
    mentions."""

    told: list[Entry]


class HistoryApi(Controller):
    path = "/partners/{partner_id:int}"

    @get("/timeline", guards=[requires(READ_PARTNERS)], **pages(TimelineAsked, sorts=ORDERS))
    async def timeline(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Listing[Entry]:
        choice = choice_of(dict(request.query_params))
        partner = await partners.view(partner_id, by=actor)
        entries = await queries.history_of(partner, by=actor)
        return paged(chosen(entries, choice), request, facets=facets(entries))

    @get("/protocols", guards=[requires(READ_PARTNERS)], **pages())
    async def acts(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> PartnerActs:
        partner = await partners.view(partner_id, by=actor)
        page = paged(await queries.acts_of(partner_id, by=actor), request)
        return PartnerActs(
            items=page.items,
            total=page.total,
            page=page.page,
            size=page.size,
            told=only_told(await queries.history_of(partner, by=actor)),
        )

    @get("/networks", guards=[requires(READ_PARTNERS)], **pages())
    async def takes_part_in(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Listing[NetworkLine]:
        partner = await partners.view(partner_id, by=actor)
        return paged(networks_of(await queries.history_of(partner, by=actor)), request)

    @get("/on", guards=[requires(READ_PARTNERS)], **asks(DaysAsked))
    async def on(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> queries.DayAnswer | queries.Comparison:
        asked = read_filters(DaysAsked, request)
        days = read_days(asked.day or "oggi")
        partner = await partners.view(partner_id, by=actor)
        entries = chosen(await queries.history_of(partner, by=actor), Choice())
        if asked.with_day:
            return queries.compared(entries, days, read_days(asked.with_day, field="with"))
        return queries.on_days(entries, days)
