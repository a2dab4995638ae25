"""The JSON windows of what arrives."""

from functools import partial
from typing import Any

from litestar import Controller, Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath
from msgspec import Struct

from good_practices.intake import actions, queries
from good_practices.intake.pages.looks import AnyRequest, filters_of
from good_practices.intake.pages.received import list_collection, list_queue
from good_practices.intake.pages.uploads import LARGEST, files_in, laid_aside
from good_practices.intake.permissions import READ_INTAKE, RECEIVE_PACKAGES, REVIEW_SCHEDE
from good_practices.intake.queries.listing import SORTS as DELIVERY_SORTS
from good_practices.intake.queries.received import SORTS as RECEIVED_SORTS
from good_practices.intake.shapes import (
    Assignment,
    DeliveryFilters,
    DeliveryRow,
    DeliveryView,
    Looked,
    Matrix,
    MatrixFilters,
    Nothing,
    OfficeLine,
    ReceivedFilters,
    ReceivedRow,
    ReviewView,
    UploadView,
    Words,
)
from good_practices.submissions.exchange import Receipt
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.lists import Listing, read_ask
from registry.platform.web.api import both_versions, paged, read_body, version_or_none, versioned
from registry.platform.web.declared import Files, Version, asks, lists, pages, takes, takes_files
from registry.platform.web.forms import LARGEST_UPLOAD
from registry.platform.web.guards import CurrentActor, requires

ROOT = "/api/v1/intake"
REVIEWS = [requires(REVIEW_SCHEDE)]


class SilentAsked(Struct, kw_only=True, frozen=True):
    year: str = ""


class Named(Struct, kw_only=True, frozen=True):
    """The package's own name, where it is the whole body."""

    name: str = ""


class IntakeApi(Controller):
    path = "/intake"

    @get("/", guards=[requires(READ_INTAKE)], **lists(DeliveryFilters, sorts=DELIVERY_SORTS))
    async def list_deliveries(
        self, request: AnyRequest, actor: CurrentActor
    ) -> Listing[DeliveryRow]:
        ask, filters = read_ask(dict(request.query_params)), filters_of(DeliveryFilters, request)
        return await queries.list_deliveries(ask, filters, by=actor)

    @get("/matrix", guards=[requires(READ_INTAKE)], **asks(MatrixFilters))
    async def matrix(self, request: AnyRequest) -> Matrix:
        return await queries.matrix(filters_of(MatrixFilters, request))

    @get("/schede", guards=[requires(READ_INTAKE)], **lists(ReceivedFilters, sorts=RECEIVED_SORTS))
    async def queue(self, request: AnyRequest, actor: CurrentActor) -> Listing[ReceivedRow]:
        """What waits to be examined, the oldest first; ``status`` asks for something else."""
        return await list_queue(request, actor)

    @get(
        "/collection",
        guards=[requires(READ_INTAKE)],
        **lists(ReceivedFilters, sorts=RECEIVED_SORTS),
    )
    async def collection(self, request: AnyRequest, actor: CurrentActor) -> Listing[ReceivedRow]:
        """The accepted schede, by field and office."""
        return await list_collection(request, actor)

    @get("/silent", guards=[requires(READ_INTAKE)], **pages(SilentAsked))
    async def silent(self, request: AnyRequest) -> Listing[OfficeLine]:
        """The offices that have not answered the year's collection, by region."""
        year = queries.number_or_none(request.query_params.get("year", ""), "year")
        return paged(await queries.not_answered(year), request)

    @post(
        "/uploads",
        guards=[requires(RECEIVE_PACKAGES)],
        status_code=202,
        request_max_body_size=LARGEST,
        **takes_files(Files.SEVERAL),
    )
    async def bring(self, request: AnyRequest, actor: CurrentActor) -> Response[UploadView]:
        """Several packages, each a ``file`` of the form: a job reads them one by one."""
        brought = await laid_aside(files_in(await request.form()))
        upload = await actions.bring(brought, by=actor)
        return Response(
            await queries.upload_view(upload.id),
            status_code=202,
            headers={"Location": f"{ROOT}/uploads/{upload.id}"},
        )

    @get("/uploads/{upload_id:int}", guards=[requires(READ_INTAKE)])
    async def upload(self, upload_id: FromPath[int]) -> UploadView:
        return await queries.upload_view(upload_id)

    @post("/uploads/{upload_id:int}/try-again", guards=[requires(RECEIVE_PACKAGES)])
    async def try_again(
        self, upload_id: FromPath[int], actor: CurrentActor
    ) -> Response[UploadView]:
        await actions.try_again(upload_id, by=actor)
        return Response(await queries.upload_view(upload_id), status_code=202)

    @post(
        "/",
        guards=[requires(RECEIVE_PACKAGES)],
        **takes_files(Files.WHOLE, filters=Named),
        request_max_body_size=LARGEST_UPLOAD,
    )
    async def receive(self, request: AnyRequest, actor: CurrentActor) -> Response[DeliveryView]:
        """A package as the whole body, or as the file of a form. 200 when it was known."""
        name, content = await _package_in(request)
        came = await actions.take_in(content, name, by=actor)
        return Response(
            await queries.view(came.delivery.id),
            status_code=201 if came.is_new else 200,
            headers={"Location": f"{ROOT}/{came.delivery.id}"},
        )

    @get("/{delivery_id:int}", guards=[requires(READ_INTAKE)])
    async def one(self, delivery_id: FromPath[int]) -> Response[DeliveryView]:
        return await _now(delivery_id)

    @post(
        "/{delivery_id:int}/open",
        guards=REVIEWS,
        status_code=200,
        **takes(Nothing, version=Version.OPTIONAL),
    )
    async def open(
        self, request: AnyRequest, delivery_id: FromPath[int], actor: CurrentActor
    ) -> Response[DeliveryView]:
        await read_body(Nothing, request)
        async with both_versions(None, partial(queries.view, delivery_id)):
            await actions.open_review(delivery_id, version=version_or_none(request), by=actor)
        return await _now(delivery_id)

    @post("/{delivery_id:int}/assign", guards=REVIEWS, status_code=200, **takes(Assignment))
    async def assign(
        self, request: AnyRequest, delivery_id: FromPath[int], actor: CurrentActor
    ) -> Response[DeliveryView]:
        assignment = await read_body(Assignment, request)
        await actions.assign(delivery_id, assignment.to, by=actor)
        return await _now(delivery_id)

    @get("/{delivery_id:int}/receipt", guards=[requires(READ_INTAKE)])
    async def receipt(self, delivery_id: FromPath[int]) -> Receipt:
        _name, receipt = await queries.issue_receipt(delivery_id)
        return receipt

    @get("/{delivery_id:int}/schede/{position:int}", guards=[requires(READ_INTAKE)])
    async def scheda(
        self, delivery_id: FromPath[int], position: FromPath[int]
    ) -> Response[ReviewView]:
        return await _scheda_now(delivery_id, position)

    @post(
        "/{delivery_id:int}/schede/{position:int}/looked",
        guards=REVIEWS,
        status_code=200,
        **takes(Looked),
    )
    async def look_at(
        self,
        request: AnyRequest,
        delivery_id: FromPath[int],
        position: FromPath[int],
        actor: CurrentActor,
    ) -> Response[ReviewView]:
        await actions.look_at(delivery_id, position, await read_body(Looked, request), by=actor)
        return await _scheda_now(delivery_id, position)

    @post(
        "/{delivery_id:int}/schede/{position:int}/accept",
        guards=REVIEWS,
        status_code=200,
        **takes(Nothing, version=Version.OPTIONAL),
    )
    async def accept(
        self,
        request: AnyRequest,
        delivery_id: FromPath[int],
        position: FromPath[int],
        actor: CurrentActor,
    ) -> Response[ReviewView]:
        await read_body(Nothing, request)
        version = version_or_none(request)
        async with both_versions(None, partial(queries.review, delivery_id, position)):
            await actions.accept(delivery_id, position, version=version, by=actor)
        return await _scheda_now(delivery_id, position)

    @post(
        "/{delivery_id:int}/schede/{position:int}/return",
        guards=REVIEWS,
        status_code=200,
        **takes(Words, version=Version.OPTIONAL),
    )
    async def send_back(
        self,
        request: AnyRequest,
        delivery_id: FromPath[int],
        position: FromPath[int],
        actor: CurrentActor,
    ) -> Response[ReviewView]:
        why, version = await read_body(Words, request), version_or_none(request)
        async with both_versions(why, partial(queries.review, delivery_id, position)):
            await actions.send_back(delivery_id, position, why, version=version, by=actor)
        return await _scheda_now(delivery_id, position)

    @post(
        "/{delivery_id:int}/schede/{position:int}/reject",
        guards=REVIEWS,
        status_code=200,
        **takes(Words, version=Version.OPTIONAL),
    )
    async def reject(
        self,
        request: AnyRequest,
        delivery_id: FromPath[int],
        position: FromPath[int],
        actor: CurrentActor,
    ) -> Response[ReviewView]:
        why, version = await read_body(Words, request), version_or_none(request)
        async with both_versions(why, partial(queries.review, delivery_id, position)):
            await actions.reject(delivery_id, position, why, version=version, by=actor)
        return await _scheda_now(delivery_id, position)


async def _package_in(request: AnyRequest) -> tuple[str, bytes]:
    kind = request.headers.get("content-type", "")
    if kind.startswith("multipart/form-data"):
        file: Any = (await request.form()).get("file")
        if not isinstance(file, UploadFile):
            raise InvalidInput(file=_("Manca il pacco: è il file di nome «file»."))
        return file.filename, await file.read()
    content = await request.body()
    if not content:
        raise InvalidInput(file=_("Manca il pacco: manda lo zip come corpo della richiesta."))
    return request.query_params.get("name", "pacco.zip"), content


async def _now(delivery_id: int) -> Response[DeliveryView]:
    delivery = await queries.view(delivery_id)
    return versioned(delivery, delivery.version)


async def _scheda_now(delivery_id: int, position: int) -> Response[ReviewView]:
    review = await queries.review(delivery_id, position)
    return versioned(review, review.version)
