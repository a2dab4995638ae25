"""A batch may be cancelled."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from registry.platform.database import connection

ID = "2026-11-29T05:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A batch may be cancelled"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="submissions", description=DESCRIPTION)

    async def run() -> None:
        await connection().execute(
            "ALTER TABLE submission DROP CONSTRAINT submission_status_known,"
            " ADD CONSTRAINT submission_status_known CHECK (status IN ('in_preparation',"
            " 'verified', 'registered', 'sent', 'delivered', 'confirmed', 'cancelled'))"
        )

    manager.add_raw(run)
    return manager
