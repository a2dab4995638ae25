"""What Piccolo cannot say: of one template, one version is in use and one waits."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from registry.platform.database import connection

ID = "2026-11-28T03:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "One version in use, one proposed"

STATEMENTS = (
    "CREATE UNIQUE INDEX template_version_in_use ON template_version (name)"
    " WHERE status = 'in_use'",
    "CREATE UNIQUE INDEX template_version_proposed ON template_version (name)"
    " WHERE status = 'proposed'",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="templates", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await connection().execute(statement)

    manager.add_raw(run)
    return manager
