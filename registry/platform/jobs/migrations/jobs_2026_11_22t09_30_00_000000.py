"""The library's own tables, as the installed version makes them, and our indexes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from registry.platform.database import connection
from registry.platform.jobs.library import queries_on

ID = "2026-11-22T09:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "The queue of jobs, and how jobs are looked for"

STATEMENTS = (
    "CREATE INDEX job_open ON job (due_at) WHERE state IN ('queued', 'running')",
    "CREATE INDEX job_office ON job (office_id, id DESC)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="jobs", description=DESCRIPTION)

    async def run() -> None:
        await queries_on(connection()).install()
        for statement in STATEMENTS:
            await connection().execute(statement)

    manager.add_raw(run)
    return manager
