"""The partner's page, which opens on its time: the line and its rows in words, its acts, its
networks, who it worked with on a day, joining a network."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromPath
from litestar.response import Redirect

from registry.dates.asking import read_days
from registry.histories import queries
from registry.histories.choosing import Choice, chosen, facets
from registry.histories.entries import Entry
from registry.histories.export import timeline_csv
from registry.histories.lines import line_of
from registry.histories.lists import networks_of, only_told
from registry.networks import queries as networks
from registry.networks.permissions import EDIT_NETWORKS
from registry.networks.shapes import NetworkFilters
from registry.partners import queries as partners
from registry.partners.looks import partner_look
from registry.partners.permissions import READ_PARTNERS
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.errors import InvalidInput
from registry.platform.lists import Ask
from registry.platform.web.declared import carries, leaves, shows
from registry.platform.web.downloads import download
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page
from registry.protocols.permissions import WRITE_PROTOCOLS

AnyRequest = Request[Any, Any, Any]
SHOW = "histories/show.html"
CHOICE = Choice.__struct_fields__


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

    @get("/", guards=[requires(READ_PARTNERS)], **shows(None, *CHOICE))
    async def show(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        """The partner's page: it opens on its line of time."""
        look, entries = await _look(partner_id, actor)
        try:
            shown = chosen(entries, choice_of(dict(request.query_params)))
        except InvalidInput as refused:
            shown = chosen(entries, Choice())
            return page(SHOW, status=422, wrong=refused.fields, **_lines(shown), **look)
        return page(SHOW, **_lines(shown), **look)

    @get("/timeline", guards=[requires(READ_PARTNERS)], **carries())
    async def moved(self, request: AnyRequest, partner_id: FromPath[int]) -> Redirect:
        """Where the line was before: links that were sent by mail still lead to it."""
        query = request.url.query
        there = f"/partners/{partner_id}"
        return Redirect(f"{there}?{query}" if query else there, status_code=301)

    @get("/timeline.csv", guards=[requires(READ_PARTNERS)], **leaves(None, *CHOICE))
    async def export(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        partner = await partners.view(partner_id, by=actor)
        entries = await queries.history_of(partner, by=actor)
        content, name = timeline_csv(
            partner, chosen(entries, choice_of(dict(request.query_params)))
        )
        return download(content, name)

    @get("/protocols", guards=[requires(READ_PARTNERS)])
    async def acts(self, partner_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        """The acts it is a party of, newest first, and those that only a source tells."""
        look, entries = await _look(partner_id, actor)
        return page(
            "histories/acts.html",
            acts=await queries.acts_of(partner_id, by=actor),
            told=only_told(entries),
            may_write_acts=actor.may(WRITE_PROTOCOLS),
            **look,
        )

    @get("/networks", guards=[requires(READ_PARTNERS)])
    async def takes_part_in(self, partner_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        look, entries = await _look(partner_id, actor)
        return page("histories/networks.html", networks=networks_of(entries), **look)

    @get("/on", guards=[requires(READ_PARTNERS)], **shows(None, "day", "with"))
    async def on(
        self, request: AnyRequest, partner_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        look, found = await _look(partner_id, actor)
        entries = chosen(found, Choice())
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


async def _look(partner_id: int, actor: Actor) -> tuple[dict[str, Any], list[Entry]]:
    """What the pages of a partner's time show around their answer, and its history."""
    about = await partner_look(partner_id, actor)
    entries = await queries.history_of(about["partner"], by=actor)
    return about | {
        "today": clock.today(),
        "counts": _counts(entries),
        "facets": facets(entries),
        "to_confirm": [entry for entry in entries if entry.may_be_confirmed],
        "services": await networks.services_of(partner_id, by=actor),
        "may": actor.may(EDIT_NETWORKS),
    }, entries


def _counts(entries: list[Entry]) -> dict[str, int]:
    acts = {act.id for entry in entries for act in entry.acts}
    return {
        "collaborations": sum(entry.participation is not None for entry in entries),
        "acts": len(acts),
        "told": len(only_told(entries)),
        "networks": len(networks_of(entries)),
    }
