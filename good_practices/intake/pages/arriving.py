"""In arrivo: the list of what arrived, taking files in, what was refused."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.params import FromPath
from msgspec import Struct

from good_practices.circulars import queries as circulars
from good_practices.intake import actions, queries
from good_practices.intake.pages.looks import AnyRequest, filters_of
from good_practices.intake.permissions import READ_INTAKE, RECEIVE_PACKAGES, REVIEW_SCHEDE
from good_practices.intake.shapes import DeliveryFilters
from registry.platform.accounts.roles import Actor
from registry.platform.errors import Refused
from registry.platform.i18n import _
from registry.platform.lists import Listing, read_ask
from registry.platform.statuses import status
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page, see
from registry.territory import queries as territory

PILLS = ("to_open", "came_back", "under_review", "returned", "closed")
DAMAGED = "damaged"


class Brought(Struct, kw_only=True):
    """What became of one file that somebody brought. ``kind``: new, known, refused."""

    name: str
    kind: str
    why: str = ""
    delivery: int | None = None
    delivery_name: str = ""
    receipt_number: str = ""


class ArrivalPages(Controller):
    path = "/intake"

    @get("/", guards=[requires(READ_INTAKE)])
    async def list_deliveries(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        return await _list_page(request, actor)

    @post("/", guards=[requires(RECEIVE_PACKAGES)], status_code=303)
    async def bring(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        files = _files_in(await request.form())
        if not files:
            wrong = {"file": _("Scegli uno o più file .zip.")}
            return await _list_page(request, actor, code=422, wrong=wrong)
        brought = [await _take_in(file, actor) for file in files]
        if len(brought) == 1 and brought[0].kind == "new":
            return see(f"/intake/{brought[0].delivery}", said=_("Invio ricevuto e verificato."))
        is_good = all(one.kind != "refused" for one in brought)
        return page("intake/brought.html", status=200 if is_good else 422, brought=brought)

    @post("/sent/{submission_id:int}", guards=[requires(RECEIVE_PACKAGES)], status_code=303)
    async def take_sent(self, submission_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        came = await actions.receive_sent(submission_id, by=actor)
        return see(f"/intake/{came.delivery.id}", said=_("Invio ricevuto e verificato."))

    @post("/refused/{upload_id:int}/settle", guards=[requires(REVIEW_SCHEDE)], status_code=303)
    async def settle(self, upload_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.settle(upload_id, by=actor)
        return see("/intake?status=damaged", said=_("File messo da parte."))


def _files_in(form: FormMultiDict) -> list[UploadFile]:
    given = [one for name in form for one in form.getall(name) if name == "file"]
    return [one for one in given if isinstance(one, UploadFile) and one.filename]


async def _take_in(file: UploadFile, actor: Actor) -> Brought:
    """Each file by itself: one that is refused does not stop the others."""
    try:
        came = await actions.take_in(await file.read(), file.filename, by=actor)
    except Refused as refused:
        return Brought(name=file.filename, kind="refused", why=refused.sentence)
    return Brought(
        name=file.filename,
        kind="new" if came.is_new else "known",
        delivery=came.delivery.id,
        delivery_name=came.delivery.name,
        receipt_number=came.delivery.receipt_number,
    )


async def _list_page(
    request: Request[Any, Any, Any],
    actor: Actor,
    *,
    code: int = 200,
    wrong: dict[str, str] | None = None,
) -> Response[str]:
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
        silent=await queries.not_answered(),
        on_the_way=await queries.on_the_way(),
        choices=await _choices(),
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
