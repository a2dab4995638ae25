"""Esame and Raccolta: the schede that wait to be examined, and those that were accepted."""

from typing import Any

from litestar import Controller, Response, get
from msgspec import structs

from good_practices.circulars import queries as circulars
from good_practices.intake import queries
from good_practices.intake.export import accepted_csv, received_csv
from good_practices.intake.lifecycle import REVIEW_LABELS
from good_practices.intake.pages.looks import AnyRequest, filters_of
from good_practices.intake.pages.walking import ACCEPTED
from good_practices.intake.permissions import READ_INTAKE
from good_practices.intake.shapes import ReceivedFilters, ReceivedRow
from registry.platform.accounts.roles import Actor
from registry.platform.i18n import _
from registry.platform.lists import Ask, Listing, read_ask
from registry.platform.statuses import status
from registry.platform.web.declared import LIST, leaves, shows
from registry.platform.web.downloads import download
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page

EVERY_ROW = 1_000_000
EVERY = "all"


class ReceivedPages(Controller):
    path = "/intake"

    @get("/schede", guards=[requires(READ_INTAKE)], **shows(ReceivedFilters, *LIST))
    async def queue(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        listing = await list_queue(request, actor)
        return page("intake/queue.html", listing=listing, pills=_pills(listing))

    @get("/schede.csv", guards=[requires(READ_INTAKE)], **leaves(ReceivedFilters, *LIST))
    async def export_queue(self, request: AnyRequest, actor: CurrentActor) -> Response[bytes]:
        listing = await list_queue(request, actor, every=True)
        return download(received_csv(listing.items), "esame.csv")

    @get("/collection", guards=[requires(READ_INTAKE)], **shows(ReceivedFilters, *LIST))
    async def collection(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        listing = await list_collection(request, actor)
        counts = {facet.value: facet.count for facet in listing.facets.get("field", [])}
        circular = await circulars.find_current()
        return page(
            "intake/collection.html", listing=listing, counts=counts, fields=circular.fields
        )

    @get("/collection.csv", guards=[requires(READ_INTAKE)], **leaves(ReceivedFilters, *LIST))
    async def export_collection(self, request: AnyRequest, actor: CurrentActor) -> Response[bytes]:
        listing = await list_collection(request, actor, every=True)
        return download(accepted_csv(listing.items), "raccolta.csv")


async def list_queue(
    request: AnyRequest, actor: Actor, *, every: bool = False
) -> Listing[ReceivedRow]:
    """What the address asks of the queue; ``every`` row of it, or one page."""
    filters = filters_of(ReceivedFilters, request)
    return await queries.list_received(_ask(request, every), filters, by=actor)


async def list_collection(
    request: AnyRequest, actor: Actor, *, every: bool = False
) -> Listing[ReceivedRow]:
    """The same of what was accepted, by field and office."""
    filters = structs.replace(filters_of(ReceivedFilters, request), status=ACCEPTED)
    return await queries.list_received(
        _ask(request, every), filters, by=actor, first=queries.BY_FIELD
    )


def _ask(request: AnyRequest, every: bool) -> Ask:
    ask = read_ask(dict(request.query_params))
    return structs.replace(ask, page=1, size=EVERY_ROW) if every else ask


def _pills(listing: Listing[Any]) -> list[tuple[str, str, int | None]]:
    found = {facet.value: facet.count for facet in listing.facets["status"]}
    waiting = sum(facet.count for facet in listing.facets["waiting"])
    pills: list[tuple[str, str, int | None]] = [("", _("Da esaminare"), waiting)]
    pills += [
        (one.value, str(status(f"scheda:{one}").word), found.get(one.value, 0))
        for one in REVIEW_LABELS
    ]
    return [*pills, (EVERY, _("Tutte"), sum(found.values()))]
