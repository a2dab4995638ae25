"""Walking from scheda to scheda: through the queue, the accepted ones, or one delivery.

The address of a scheda carries the question of the list that it was opened from, so that the
next and the previous one, and the way back, are those of that list.
"""

from typing import Any

from msgspec import Struct, structs

from good_practices.intake import queries
from good_practices.intake.pages.looks import AnyRequest, filters_of
from good_practices.intake.queries import AS_SENT, BY_FIELD, OLDEST_FIRST
from good_practices.intake.shapes import ReceivedFilters
from registry.platform.accounts.roles import Actor
from registry.platform.i18n import _
from registry.platform.lists import SIZE, Ask, read_ask
from registry.platform.web.parts import with_query

Place = tuple[int, int]
"""Delivery and position of a scheda."""

ARRIVALS, QUEUE, COLLECTION = "/intake", "/intake/schede", "/intake/collection"
ACCEPTED = "accepted"


class Way(Struct, kw_only=True):
    """The list that somebody is walking through, as an address says it."""

    query: dict[str, Any]
    ask: Ask
    filters: ReceivedFilters
    first: str

    @property
    def is_collection(self) -> bool:
        return self.filters.status == ACCEPTED

    @property
    def section(self) -> str:
        """The section of the navigation that it belongs to."""
        if self.filters.delivery:
            return ARRIVALS
        return COLLECTION if self.is_collection else QUEUE

    @property
    def asked(self) -> str:
        """The question, to be carried along."""
        return with_query(self.query) if self.query else ""

    def href(self, place: Place, verb: str = "") -> str:
        return f"/intake/{place[0]}/schede/{place[1]}{verb}{self.asked}"

    def list_at(self, n: int, place: Place) -> str:
        """Where the list shows the ``n``-th row."""
        page = (n - 1) // SIZE + 1 if n else 1
        changes: dict[str, object] = {"page": page if page > 1 else None}
        if self.is_collection:
            changes["status"] = None
        asked = with_query(self.query, **changes).removesuffix("?")
        path = COLLECTION if self.is_collection else QUEUE
        return f"{path}{asked}#scheda-{place[0]}-{place[1]}"


class Walk(Struct, kw_only=True):
    """Where one is on that way. ``n`` is 0 for a scheda that is not, or no longer, on it."""

    way: Way
    n: int
    total: int
    previous: str | None
    next: str | None
    back: str
    back_label: str


def way_of(request: AnyRequest) -> Way:
    """The question of an address, without what concerns the page itself."""
    known = {*ReceivedFilters.__struct_fields__, "q", "sort"}
    query = {n: v for n, v in request.query_params.items() if n in known and v}
    filters = filters_of(ReceivedFilters, request)
    first = (
        AS_SENT if filters.delivery else BY_FIELD if filters.status == ACCEPTED else OLDEST_FIRST
    )
    return Way(query=query, ask=read_ask(query), filters=filters, first=first)


async def walk_at(way: Way, place: Place, *, by: Actor) -> Walk:
    places = await queries.places_of(way.ask, way.filters, by=by, first=way.first)
    n = places.index(place) + 1 if place in places else 0
    before = places[n - 2] if n > 1 else None
    following = next(iter(places[n : n + 1]), None)
    return Walk(
        way=way,
        n=n,
        total=len(places),
        previous=way.href(before) if before else None,
        next=way.href(following) if following else None,
        back=way.list_at(n, place),
        back_label=_("Raccolta") if way.is_collection else _("Esame"),
    )


async def waiting_on(way: Way, *, by: Actor) -> list[Place]:
    """What waits to be decided on that way, in its order."""
    only = structs.replace(way.filters, status="")
    return await queries.places_of(way.ask, only, by=by, first=way.first)


def after(place: Place, before: list[Place], now: list[Place]) -> Place | None:
    """What follows of what still waits; from the first again after the last."""
    at = before.index(place) + 1 if place in before else 0
    still = set(now) - {place}
    return next((one for one in before[at:] + before[:at] + now if one in still), None)
