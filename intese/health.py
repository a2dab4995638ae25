"""Is it alive, can it work, how much does it do: for the people who run it."""

from litestar import Controller, Response, get
from litestar.enums import MediaType
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from registry.platform import metrics
from registry.platform.accounts.roles import EVERYONE
from registry.platform.database import DB, DOWN, fetch_value
from registry.platform.jobs.queries import backlog
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
        """Also while the database is away: then it says so."""
        await _look_at_database()
        # The framework writes the charset of text itself.
        kind = CONTENT_TYPE_LATEST.partition("; charset")[0]
        return Response(generate_latest(), media_type=kind)


async def _look_at_database() -> None:
    if DB.pool is not None:
        idle = DB.pool.get_idle_size()
        metrics.POOL.labels("idle").set(idle)
        metrics.POOL.labels("busy").set(DB.pool.get_size() - idle)
        metrics.POOL_LIMIT.set(DB.pool.get_max_size())
    try:
        waiting = await backlog()
    except DOWN:
        metrics.DATABASE_UP.set(0)
        return
    metrics.DATABASE_UP.set(1)
    for state in ("queued", "running", "failed"):
        metrics.JOBS.labels(state).set(getattr(waiting, state))
    metrics.JOBS_LATE.set(waiting.late.total_seconds())
