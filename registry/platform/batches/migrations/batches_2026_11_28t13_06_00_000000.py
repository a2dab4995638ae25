"""The data of a batch may be under way from the registry."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from registry.platform.database import connection

ID = "2026-11-28T13:06:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "One more status of a batch"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="batches", description=DESCRIPTION)

    async def run() -> None:
        await connection().execute(
            "ALTER TABLE batch DROP CONSTRAINT batch_status_known, ADD CONSTRAINT"
            " batch_status_known CHECK (status IN"
            " ('gathering', 'checking', 'checked', 'making', 'done', 'discarded'))"
        )

    manager.add_raw(run)
    return manager
