"""Bringing the database up to date: the migrations of every room, in their order."""

import contextlib
import io
import os

import structlog
from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.apps.migrations.commands.forwards import ForwardsMigrationManager

from registry.platform.database import DB, OLDEST_SERVER, fetch_value
from registry.platform.jobs import library as jobs

os.environ.setdefault("PICCOLO_CONF", "intese.piccolo_conf")

log = structlog.get_logger()

# Two processes that start together must not migrate at once.
_LOCK = 0x1A7E5E


async def migrate() -> None:
    """Applies what is missing; raises RuntimeError with Piccolo's account when it cannot."""
    if DB.pool is None:
        raise RuntimeError("The database is not open.")
    async with DB.pool.acquire() as alone:
        if alone.get_server_version().major < OLDEST_SERVER:
            raise RuntimeError(f"PostgreSQL {OLDEST_SERVER} or newer is needed.")
        await alone.execute("SELECT pg_advisory_lock($1)", _LOCK)
        try:
            for app_name in BaseMigrationManager().get_sorted_app_names():
                await _migrate_app(app_name)
            await jobs.bring_up_to_date()
        finally:
            await alone.execute("SELECT pg_advisory_unlock($1)", _LOCK)
    log.info("schema.up_to_date", newest=await fetch_value("SELECT max(name) FROM migration"))


async def _migrate_app(app_name: str) -> None:
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        outcome = await ForwardsMigrationManager(app_name=app_name).run()
    if not outcome.success:
        raise RuntimeError(f"{app_name}: {outcome.message}\n{told.getvalue()}")
