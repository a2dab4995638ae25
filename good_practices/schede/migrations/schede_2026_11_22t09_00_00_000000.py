"""What Piccolo's columns cannot say: a field that its circular has, one live scheda for each
field of a practice, the indexes of lists."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-22T09:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Fields of the circular, one scheda a field of a practice, indexes"

STATEMENTS = (
    """
    ALTER TABLE scheda ADD CONSTRAINT scheda_field_of_its_circular
    FOREIGN KEY (circular, field) REFERENCES circular_field (circular, number)
    """,
    """
    ALTER TABLE marked_field ADD CONSTRAINT marked_field_of_its_circular
    FOREIGN KEY (circular, field) REFERENCES circular_field (circular, number)
    """,
    """
    CREATE UNIQUE INDEX scheda_field_of_its_practice ON scheda (practice, field)
    WHERE status <> 'withdrawn'
    """,
    "CREATE INDEX scheda_changed ON scheda (changed_at DESC, id)",
    "CREATE INDEX scheda_of_a_collection ON scheda (office, circular, year, field, status)",
    "CREATE INDEX scheda_year ON scheda (year, status)",
    """
    CREATE INDEX scheda_attachment_kept ON scheda_attachment (scheda) WHERE removed_at IS NULL
    """,
)


class Raw(Table):
    """Where raw statements are run from; it has no table."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="schede", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Raw.raw(statement)

    manager.add_raw(run)
    return manager
