"""Il quadro: offices, or kinds of act, by fields; who has not answered; what leaves as rows."""

from litestar import Controller, Response, get

from good_practices.intake import queries
from good_practices.intake.export import accepted_csv, deliveries_csv, matrix_csv, silent_csv
from good_practices.intake.pages.looks import AnyRequest, filters_of
from good_practices.intake.permissions import READ_INTAKE
from good_practices.intake.shapes import DeliveryFilters, MatrixFilters
from registry.platform import clock
from registry.platform.web.declared import LIST, leaves, shows
from registry.platform.web.downloads import download
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page


class MatrixPages(Controller):
    path = "/intake"

    @get("/matrix", guards=[requires(READ_INTAKE)], **shows(MatrixFilters, "open"))
    async def show(self, request: AnyRequest) -> Response[str]:
        matrix = await queries.matrix(filters_of(MatrixFilters, request))
        opened = set(request.query_params.get("open", "").split(","))
        return page("intake/matrix.html", matrix=matrix, opened=opened)

    @get("/matrix.csv", guards=[requires(READ_INTAKE)], **leaves(MatrixFilters, "open"))
    async def export(self, request: AnyRequest) -> Response[bytes]:
        filters = filters_of(MatrixFilters, request)
        matrix = await queries.matrix(filters)
        content = matrix_csv(matrix, by_region=filters.rows == "regions")
        return download(content, f"quadro-{matrix.year}.csv")

    @get("/silent", guards=[requires(READ_INTAKE)], **shows(None, "year"))
    async def silent(self, request: AnyRequest) -> Response[str]:
        """Who has not answered, to be called, written to, or put on paper."""
        year = _year(request)
        return page(
            "intake/silent.html",
            year=year,
            offices=await queries.not_answered(year),
            counts=await queries.counts(year),
        )

    @get("/silent.csv", guards=[requires(READ_INTAKE)], **leaves(None, "year"))
    async def export_silent(self, request: AnyRequest) -> Response[bytes]:
        year = _year(request)
        return download(silent_csv(await queries.not_answered(year)), f"senza-risposta-{year}.csv")

    @get("/accepted.csv", guards=[requires(READ_INTAKE)], **leaves(DeliveryFilters, *LIST))
    async def export_accepted(self, request: AnyRequest) -> Response[bytes]:
        filters = filters_of(DeliveryFilters, request)
        year = queries.number_or_none(filters.year, "year")
        rows = await queries.accepted_schede(year, filters.region)
        return download(accepted_csv(rows), "schede-accolte.csv")

    @get("/intake.csv", guards=[requires(READ_INTAKE)], **leaves(DeliveryFilters, *LIST))
    async def export_deliveries(self, request: AnyRequest, actor: CurrentActor) -> Response[bytes]:
        content = await deliveries_csv(
            request.query_params.get("q", ""), filters_of(DeliveryFilters, request), by=actor
        )
        return download(content, "in-arrivo.csv")


def _year(request: AnyRequest) -> int:
    return queries.number_or_none(request.query_params.get("year", ""), "year") or (
        clock.today().year
    )
