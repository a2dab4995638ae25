"""What Piccolo cannot say: the last dossier of a thing is found without reading the others."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from registry.platform.database import connection

ID = "2026-11-28T10:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "The last dossier of a thing"

STATEMENTS = ("CREATE INDEX dossier_of_subject ON dossier (subject, subject_id, office, id DESC)",)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="dossiers", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await connection().execute(statement)

    manager.add_raw(run)
    return manager
