"""In arrivo: the list of what arrived, and bringing more."""

from typing import Any

from litestar import Controller, Request, Response, get, post

from good_practices.circulars import queries as circulars
from good_practices.intake import queries
from good_practices.intake.pages.looks import AnyRequest, filters_of
from good_practices.intake.pages.uploads import LARGEST, bring_files, files_in
from good_practices.intake.permissions import READ_INTAKE, RECEIVE_PACKAGES
from good_practices.intake.shapes import DeliveryFilters
from registry.platform.accounts.roles import Actor
from registry.platform.i18n import _
from registry.platform.lists import Listing, read_ask
from registry.platform.statuses import status
from registry.platform.web.declared import LIST, shows
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page
from registry.territory import queries as territory

PILLS = ("to_open", "came_back", "under_review", "returned", "closed")
DAMAGED = "damaged"


class ArrivalPages(Controller):
    path = "/intake"

    @get("/", guards=[requires(READ_INTAKE)], **shows(DeliveryFilters, *LIST))
    async def list_deliveries(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        return await _list_page(request, actor)

    @post(
        "/",
        guards=[requires(RECEIVE_PACKAGES)],
        status_code=303,
        request_max_body_size=LARGEST,
    )
    async def bring(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        files = files_in(await request.form())
        if not files:
            wrong = {"file": _("Scegli uno o più file .zip.")}
            return await _list_page(request, actor, code=422, wrong=wrong)
        return await bring_files(files, by=actor)


async def _list_page(
    request: Request[Any, Any, Any],
    actor: Actor,
    *,
    code: int = 200,
    wrong: dict[str, str] | None = None,
) -> Response[str]:
    """The list with what is wrong with the files that were brought, if something is."""
    ask, filters = read_ask(dict(request.query_params)), filters_of(DeliveryFilters, request)
    counts = await queries.counts()
    refused = await queries.list_refused(ask) if filters.status == DAMAGED else None
    listing: Listing[Any] = refused or await queries.list_deliveries(ask, filters, by=actor)
    return page(
        "intake/list.html",
        status=code,
        listing=listing,
        is_refused=refused is not None,
        counts=counts,
        pills=_pills(listing, counts.damaged, is_refused=refused is not None),
        on_the_way=await queries.on_the_way(),
        choices=await _choices(),
        reviewers=[(one.id, one.name) for one in await queries.reviewers()],
        wrong=wrong or {},
    )


def _pills(
    listing: Listing[Any], damaged: int, *, is_refused: bool
) -> list[tuple[str, str, int | None]]:
    found = {facet.value: facet.count for facet in listing.facets.get("status", [])}
    pills: list[tuple[str, str, int | None]] = [("", _("Tutti"), None)]
    for one in PILLS:
        label = str(status(f"intake:{one}").word)
        pills.append((one, label, None if is_refused else found.get(one, 0)))
    return [*pills, (DAMAGED, str(status("intake:damaged").word), damaged)]


async def _choices() -> dict[str, list[tuple[str, str]]]:
    """What the form of filters offers."""
    circular = await circulars.find_current()
    regions = await territory.region_names()
    return {
        "region": list(regions.items()),
        "field": [(str(one.number), f"{one.number} · {one.short_name}") for one in circular.fields],
        "checks": [
            ("clean", _("Tutto in ordine")),
            ("doubtful", _("Qualcosa da guardare")),
        ],
        "assigned": [("mine", _("A me")), ("nobody", _("A nessuno"))],
    }
