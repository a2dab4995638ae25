"""The program's ground: the database it stands on, found or started, and up to date."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager

from intese.schema import migrate
from registry.platform.database import opened
from registry.platform.postgres import attached
from registry.platform.settings import settings


@asynccontextmanager
async def registry_open(*, migrating: bool = True) -> AsyncIterator[str]:
    """Within the block the registry's database answers; gives its address.

    Without ``INTESE_DATABASE_URL`` it is the embedded one, started if nobody else did and
    stopped by the last one out.
    """
    with ExitStack() as stack:
        dsn = settings().database_url
        if dsn is None:
            dsn = stack.enter_context(attached(settings().home)).dsn()
        async with opened(dsn, pool_size=settings().pool_size):
            if migrating:
                await migrate()
            yield dsn
