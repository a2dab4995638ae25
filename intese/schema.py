"""Bringing the database up to date: the migrations of every room, in their order."""

import contextlib
import io
import os

import structlog
from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.apps.migrations.commands.forwards import ForwardsMigrationManager

from registry.platform.database import DB, OLDEST_SERVER, fetch, fetch_value
from registry.platform.errors import WrongStatus
from registry.platform.i18n import _
from registry.platform.jobs import library as jobs

os.environ.setdefault("PICCOLO_CONF", "intese.piccolo_conf")

log = structlog.get_logger()

# Two processes that start together must not migrate at once.
_LOCK = 0x1A7E5E

Migration = tuple[str, str]


async def migrate(*, up_to: dict[str, str] | None = None) -> None:
    """Applies what is missing; of each room no more than ``up_to`` a migration, where it is given.

    Raises RuntimeError with Piccolo's account when it cannot. Refuses a PostgreSQL that is too
    old, and a schema that is too new.
    """
    if DB.pool is None:
        raise RuntimeError("The database is not open.")
    async with DB.pool.acquire() as alone:
        if alone.get_server_version().major < OLDEST_SERVER:
            raise WrongStatus(
                _(
                    "Serve PostgreSQL {oldest} o più recente, e questo è il {found}: indicane un"
                    " altro in INTESE_DATABASE_URL."
                ).format(oldest=OLDEST_SERVER, found=alone.get_server_version().major)
            )
        await alone.execute("SELECT pg_advisory_lock($1)", _LOCK)
        try:
            await check_not_newer()
            missing = await missing_migrations()
            for app_name in BaseMigrationManager().get_sorted_app_names():
                if up_to is None or app_name in up_to:
                    await _migrate_app(app_name, (up_to or {}).get(app_name, "all"))
            await jobs.bring_up_to_date()
        finally:
            await alone.execute("SELECT pg_advisory_unlock($1)", _LOCK)
    if missing:
        log.info("schema.brought_up_to_date", migrations=len(missing))


async def missing_migrations() -> list[Migration]:
    """What ``migrate`` would apply now."""
    applied = await _applied()
    return [one for one in known_migrations() if one not in applied]


async def check_not_newer() -> None:
    """Refuses a database that a newer Intese has changed: this one would not understand it."""
    unknown = await _applied() - set(known_migrations())
    if unknown:
        raise WrongStatus(
            _(
                "L'archivio è di una versione più recente di Intese ({name}): aggiorna il"
                " programma, o indica un altro archivio."
            ).format(name=max(name for _app, name in unknown))
        )


def known_migrations() -> list[Migration]:
    """Every migration that this program has, by room and identifier."""
    manager = BaseMigrationManager()
    return [
        (app_name, name)
        for app_name in manager.get_sorted_app_names()
        for name in manager.get_migration_modules(
            manager.get_app_config(app_name).resolved_migrations_folder_path
        )
    ]


async def _applied() -> set[Migration]:
    if await fetch_value("SELECT to_regclass('migration')") is None:
        return set()
    rows = await fetch("SELECT app_name, name FROM migration")
    return {(row["app_name"], row["name"]) for row in rows}


async def _migrate_app(app_name: str, last: str) -> None:
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        outcome = await ForwardsMigrationManager(app_name=app_name, migration_id=last).run()
    if not outcome.success:
        raise RuntimeError(f"{app_name}: {outcome.message}\n{told.getvalue()}")
