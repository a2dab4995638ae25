"""A comune may be taken in by one that is already there."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from registry.platform.database import connection

ID = "2026-11-28T14:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A comune may be taken in by one that is already there"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="territory", description=DESCRIPTION)

    async def run() -> None:
        await connection().execute(
            "ALTER TABLE municipality DROP CONSTRAINT municipality_change_known,"
            " ADD CONSTRAINT municipality_change_known"
            " CHECK (change_type IN ('recoded', 'renamed', 'merged', 'absorbed'))"
        )

    manager.add_raw(run)
    return manager
