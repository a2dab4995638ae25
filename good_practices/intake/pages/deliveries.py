"""A received batch: what it holds, who looks at it, its files."""

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from good_practices.intake import actions, queries
from good_practices.intake.lifecycle import can_decide
from good_practices.intake.pages.looks import FILE_KINDS, AnyRequest
from good_practices.intake.permissions import READ_INTAKE, REVIEW_SCHEDE
from good_practices.intake.shapes import Assignment, DeliveryView
from registry.platform import storage
from registry.platform.audit import events_about
from registry.platform.errors import InvalidInput, NotAllowed, Stale
from registry.platform.i18n import _
from registry.platform.web.downloads import download
from registry.platform.web.forms import came_back, read_change, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page, see


class DeliveryPages(Controller):
    path = "/intake/{delivery_id:int}"

    @get("/", guards=[requires(READ_INTAKE)])
    async def show(self, delivery_id: FromPath[int]) -> Response[str]:
        return await _page(delivery_id)

    @post("/open", guards=[requires(REVIEW_SCHEDE)], status_code=303)
    async def open(
        self, request: AnyRequest, delivery_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            await actions.open_review(delivery_id, version=version, by=actor)
        except Stale as refused:
            return await _page(delivery_id, status=409, **came_back(refused, form))
        first = next_waiting(await queries.view(delivery_id))
        return see(
            f"/intake/{delivery_id}/schede/{first}?delivery={delivery_id}",
            said=_("L'invio è tuo: la Prefettura vede che è in esame."),
        )

    @post("/assign", guards=[requires(REVIEW_SCHEDE)], status_code=303)
    async def assign(
        self, request: AnyRequest, delivery_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            await actions.assign(delivery_id, read_form(Assignment, form).to, by=actor)
        except InvalidInput as refused:
            return await _page(delivery_id, status=422, **came_back(refused, form))
        return see(f"/intake/{delivery_id}", said=_("Invio assegnato."))

    @get("/files/{file_id:int}", guards=[requires(READ_INTAKE)])
    async def file(self, delivery_id: FromPath[int], file_id: FromPath[int]) -> Response[bytes]:
        file, kept_as = await queries.find_file(delivery_id, file_id)
        if not file.is_offered:
            raise NotAllowed(
                _("Questo file può fare danni a chi lo apre e resta chiuso: {why}").format(
                    why=" ".join(file.doubts)
                )
            )
        return download(storage.read(kept_as), file.name)

    @get("/package", guards=[requires(READ_INTAKE)])
    async def package(self, delivery_id: FromPath[int]) -> Response[bytes]:
        name, kept_as = await queries.package_of(delivery_id)
        return download(storage.read(kept_as), name)

    @get("/receipt", guards=[requires(READ_INTAKE)])
    async def receipt(self, delivery_id: FromPath[int]) -> Response[bytes]:
        name, content = await queries.receipt_file(delivery_id)
        return download(content, name)


async def _page(delivery_id: int, *, status: int = 200, **more: object) -> Response[str]:
    delivery = await queries.view(delivery_id)
    return page(
        "intake/show.html",
        status=status,
        delivery=delivery,
        next_position=next_waiting(delivery),
        kinds=FILE_KINDS,
        events=await events_about("delivery", delivery_id),
        alarms=await queries.alarms_about(delivery_id),
        reviewers=[(one.id, one.name) for one in await queries.reviewers()],
        **more,
    )


def next_waiting(delivery: DeliveryView) -> int | None:
    """The first scheda to decide on; none when all are decided."""
    waiting = [
        one.position for one in delivery.schede if can_decide(one.status, is_latest=one.is_latest)
    ]
    return next(iter(waiting), None)
