"""What Piccolo cannot say: the lines of a chunk, and those of one outcome, are found at once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from registry.platform.database import connection

ID = "2026-11-28T10:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Lines by chunk and by status, chunks that wait"

STATEMENTS = (
    "CREATE INDEX batch_line_chunk ON batch_line (batch, chunk)",
    "CREATE INDEX batch_line_status ON batch_line (batch, status, number)",
    "CREATE INDEX batch_chunk_waits ON batch_chunk (batch, number) WHERE NOT is_done",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="batches", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await connection().execute(statement)

    manager.add_raw(run)
    return manager
