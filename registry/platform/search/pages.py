"""The page of the search, and its JSON twin."""

from typing import Any

from litestar import Controller, Request, Response, get
from markupsafe import Markup, escape
from msgspec import Struct

from registry.platform.accounts.roles import SIGNED_IN, Actor
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _, lazy, lazy_in
from registry.platform.lists import Facet, Listing, read_ask
from registry.platform.search.codes import with_code
from registry.platform.search.queries import Found, counts_by_word, search
from registry.platform.web.api import read_filters
from registry.platform.web.declared import LIST, lists, shows
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page, see

AnyRequest = Request[Any, Any, Any]

ROOM_LABELS = {
    "partners": lazy_in("many", "Partner"),
    "networks": lazy("Reti"),
    "protocols": lazy("Protocolli"),
    "schede": lazy("Schede"),
}


BY_CODE_ALONE = {
    "submissions": lazy("Invio"),
    "intake": lazy("In arrivo"),
}
"""Rooms that are not looked through by words."""


def marked(passage: str) -> Markup:
    """The passage with the words found in ``<mark>``; everything else is escaped."""
    text = str(escape(passage))
    return Markup(text.replace("\ue000", "<mark>").replace("\ue001", "</mark>"))  # noqa: S704  escaped above


async def _listing(request: AnyRequest, actor: Actor) -> Listing[Found]:
    query = dict(request.query_params)
    asked = read_ask(query)
    room = query.get("room") or None
    if room is not None and room not in ROOM_LABELS:
        known = ", ".join(ROOM_LABELS)
        raise InvalidInput(room=_("Si può cercare in: {known}.").format(known=known))
    found, counts = await search(
        asked.q, by=actor, room=room, limit=asked.size, offset=asked.offset
    )
    facets = [
        Facet(value=name, label=str(ROOM_LABELS[name]), count=count)
        for name, count in sorted(counts.items(), key=lambda item: -item[1])
        if name in ROOM_LABELS
    ]
    total = counts.get(room, 0) if room else sum(facet.count for facet in facets)
    return Listing(
        items=found, total=total, page=asked.page, size=asked.size, facets={"room": facets}
    )


class SearchFilters(Struct, kw_only=True, frozen=True):
    room: str = ""


class SearchPages(Controller):
    @get("/search", guards=[requires(SIGNED_IN)], **shows(SearchFilters, "all", *LIST))
    async def show(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        query = dict(request.query_params)
        q = query.get("q", "").strip()[:200]
        coded = await with_code(q, by=actor)
        if len(coded) == 1 and not query.keys() & {"room", "page", "all"}:
            there = f"/{coded[0].room}/{coded[0].object_id}"
            return see(there, said=_("Trovato per codice: {code}.").format(code=q))
        listing = await _listing(request, actor)
        alone = {} if listing.facets["room"] else await counts_by_word(q, by=actor)
        rooms = ROOM_LABELS | BY_CODE_ALONE
        return page("search/results.html", listing=listing, rooms=rooms, marked=marked,
                    coded=coded, alone=alone)  # fmt: skip


class SearchApi(Controller):
    @get("/search", guards=[requires(SIGNED_IN)], **lists(SearchFilters))
    async def find(self, request: AnyRequest, actor: CurrentActor) -> Listing[Found]:
        """What has these words; first, on the first page, what has just this code."""
        listing = await _listing(request, actor)
        asked = read_filters(SearchFilters, request)
        if listing.page > 1 or asked.room:
            return listing
        coded = await with_code(request.query_params.get("q", "").strip()[:200], by=actor)
        known = {(one.room, one.object_id) for one in listing.items}
        first = [one for one in coded if (one.room, one.object_id) not in known]
        listing.items, listing.total = [*first, *listing.items], listing.total + len(first)
        return listing
