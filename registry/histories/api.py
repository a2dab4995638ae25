"""The JSON windows of a partner's time."""

from typing import Any

from litestar import Controller, Request, get
from litestar.params import FromPath
from msgspec import Struct

from registry.dates.asking import read_days
from registry.histories import queries
from registry.histories.choosing import Choice, chosen, facets
from registry.histories.entries import Entry
from registry.histories.lists import NetworkLine, networks_of, only_told
from registry.histories.pages import choice_of
from registry.partners import queries as partners
from registry.partners.permissions import READ_PARTNERS
from registry.platform.lists import Facet
from registry.platform.web.guards import CurrentActor, requires

AnyRequest = Request[Any, Any, Any]


class Timeline(Struct, kw_only=True):
    items: list[Entry]
    total: int
    facets: dict[str, list[Facet]]


class PartnerActs(Struct, kw_only=True):
    """The acts that a partner is a party of, newest first; ``told`` are those that only a source
    mentions."""

    items: list[Entry]
    told: list[Entry]


class HistoryApi(Controller):
    path = "/partners/{partner_id:int}"

    @get("/timeline", guards=[requires(READ_PARTNERS)])
    async def timeline(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Timeline:
        """Filters ``what``, ``status``, ``on`` (a day, a month or a year in words) and ``sort``."""
        choice = choice_of(dict(request.query_params))
        partner = await partners.view(partner_id, by=actor)
        entries = await queries.history_of(partner, by=actor)
        shown = chosen(entries, choice)
        return Timeline(items=shown, total=len(shown), facets=facets(entries))

    @get("/protocols", guards=[requires(READ_PARTNERS)])
    async def acts(self, partner_id: FromPath[int], actor: CurrentActor) -> PartnerActs:
        partner = await partners.view(partner_id, by=actor)
        return PartnerActs(
            items=await queries.acts_of(partner_id, by=actor),
            told=only_told(await queries.history_of(partner, by=actor)),
        )

    @get("/networks", guards=[requires(READ_PARTNERS)])
    async def takes_part_in(
        self, partner_id: FromPath[int], actor: CurrentActor
    ) -> list[NetworkLine]:
        partner = await partners.view(partner_id, by=actor)
        return networks_of(await queries.history_of(partner, by=actor))

    @get("/on", guards=[requires(READ_PARTNERS)])
    async def on(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> queries.DayAnswer | queries.Comparison:
        query = dict(request.query_params)
        days = read_days(query.get("day") or "oggi")
        partner = await partners.view(partner_id, by=actor)
        entries = chosen(await queries.history_of(partner, by=actor), Choice())
        if query.get("with"):
            return queries.compared(entries, days, read_days(query["with"], field="with"))
        return queries.on_days(entries, days)
