"""A job may be paused and cancelled."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from registry.platform.database import connection

ID = "2026-11-28T04:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Two more states of a job"

STATEMENTS = (
    "ALTER TABLE job DROP CONSTRAINT job_state_known",
    "ALTER TABLE job ADD CONSTRAINT job_state_known CHECK"
    " (state IN ('queued', 'running', 'paused', 'done', 'failed', 'cancelled'))",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="jobs", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await connection().execute(statement)

    manager.add_raw(run)
    return manager
