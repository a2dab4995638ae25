"""The time of a partner: its line and table, who it worked with on a day, joining a network."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromPath

from registry.histories import queries
from registry.histories.choosing import Choice, chosen, facets
from registry.histories.entries import Entry
from registry.histories.export import timeline_csv
from registry.histories.lines import line_of
from registry.networks import queries as networks
from registry.networks.forms import read_days
from registry.networks.permissions import EDIT_NETWORKS
from registry.networks.shapes import NetworkFilters
from registry.partners import queries as partners
from registry.partners.identifiers import SCHEMES
from registry.partners.kinds import KINDS
from registry.partners.permissions import READ_PARTNERS
from registry.partners.shapes import PartnerView
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.errors import InvalidInput
from registry.platform.lists import Ask
from registry.platform.web.downloads import download
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page

AnyRequest = Request[Any, Any, Any]


def choice_of(query: dict[str, str]) -> Choice:
    """What the address asks; raises InvalidInput for a day that is not understood."""
    return Choice(
        what=query.get("what", ""),
        status=query.get("status", ""),
        sort=query.get("sort") or "since",
        on=read_days(query["on"], field="on") if query.get("on") else None,
    )


class HistoryPages(Controller):
    path = "/partners/{partner_id:int}"

    @get("/timeline", guards=[requires(READ_PARTNERS)])
    async def timeline(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        partner = await partners.view(partner_id, by=actor)
        entries = await queries.history_of(partner, by=actor)
        look = await _look(partner, entries, actor)
        try:
            shown = chosen(entries, choice_of(dict(request.query_params)))
        except InvalidInput as refused:
            shown = chosen(entries, Choice())
            return page("histories/timeline.html", status=422, wrong=refused.fields,
                        **_lines(shown), **look)  # fmt: skip
        return page("histories/timeline.html", **_lines(shown), **look)

    @get("/timeline.csv", guards=[requires(READ_PARTNERS)])
    async def export(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        partner = await partners.view(partner_id, by=actor)
        entries = await queries.history_of(partner, by=actor)
        content, name = timeline_csv(
            partner, chosen(entries, choice_of(dict(request.query_params)))
        )
        return download(content, name)

    @get("/on", guards=[requires(READ_PARTNERS)])
    async def on(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        partner = await partners.view(partner_id, by=actor)
        entries = chosen(await queries.history_of(partner, by=actor), Choice())
        look = await _look(partner, entries, actor)
        query = dict(request.query_params)
        try:
            days = read_days(query.get("day") or "oggi")
            other = read_days(query["with"], field="with") if query.get("with") else None
        except InvalidInput as refused:
            return page("histories/on.html", status=422, wrong=refused.fields, answer=None,
                        comparison=None, **look)  # fmt: skip
        comparison = queries.compared(entries, days, other) if other else None
        answer = queries.on_days(entries, days)
        return page("histories/on.html", answer=answer, comparison=comparison, **look)

    @get("/join", guards=[requires(EDIT_NETWORKS)])
    async def join(self, partner_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        """The office's own networks, to choose in which one the partner takes part."""
        partner = await partners.view(partner_id, by=actor)
        own = NetworkFilters(office=actor.office)
        listing = await networks.list_networks(Ask(size=200), own, by=actor)
        return page("histories/join.html", partner=partner, listing=listing)


def _lines(shown: list[Entry]) -> dict[str, Any]:
    return {
        "entries": [entry for entry in shown if entry.has_date],
        "undated": [entry for entry in shown if not entry.has_date],
        "lines": [line_of(entry) for entry in shown if entry.has_date],
    }


async def _look(partner: PartnerView, entries: list[Entry], actor: Actor) -> dict[str, Any]:
    """What both pages of a partner's time show around their answer."""
    return {
        "schemes": SCHEMES,
        "partner": partner,
        "kind": KINDS[partner.kind],
        "today": clock.today(),
        "counts": _counts(entries),
        "facets": facets(entries),
        "to_confirm": [entry for entry in entries if entry.may_be_confirmed],
        "services": await networks.services_of(partner.id, by=actor),
        "may": actor.may(EDIT_NETWORKS),
    }


def _counts(entries: list[Entry]) -> dict[str, int]:
    return {
        "collaborations": sum(entry.participation is not None for entry in entries),
        "acts": len({act.id for entry in entries for act in entry.acts}),
        "networks": len({entry.network for entry in entries if entry.network}),
    }
