"""Is it alive, can it work, how much does it do: for the people who run it."""

from litestar import Controller, Response, get
from litestar.enums import MediaType
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from registry.platform.accounts.roles import EVERYONE
from registry.platform.database import fetch_value
from registry.platform.web.guards import requires


class Health(Controller):
    @get("/healthz", guards=[requires(EVERYONE)], media_type=MediaType.TEXT)
    async def alive(self) -> str:
        return "ok"

    @get("/readyz", guards=[requires(EVERYONE)], media_type=MediaType.TEXT)
    async def ready(self) -> str:
        await fetch_value("SELECT 1")
        return "ok"

    @get("/metrics", guards=[requires(EVERYONE)])
    async def metrics(self) -> Response[bytes]:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
