"""An index for «how many acts were written with this template»."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from registry.platform.database import connection

ID = "2026-11-28T04:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Documents by their template"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="protocols", description=DESCRIPTION)

    async def run() -> None:
        await connection().execute(
            "CREATE INDEX protocol_document_template ON protocol_document (template_sha256)"
        )

    manager.add_raw(run)
    return manager
