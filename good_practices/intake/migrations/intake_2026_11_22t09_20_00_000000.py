"""What Piccolo's columns cannot say: words to find a delivery by, one edition that counts."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-22T09:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Find a delivery by its words; one edition of a scheda counts; indexes"

STATEMENTS = (
    """
    ALTER TABLE delivery ADD COLUMN found_by tsvector
    GENERATED ALWAYS AS (words_of(name, '', words)) STORED
    """,
    "CREATE INDEX delivery_found_by ON delivery USING gin (found_by)",
    "CREATE INDEX delivery_arrived ON delivery (status, received_at, id)",
    "CREATE INDEX delivery_received ON delivery (received_at DESC, id)",
    "CREATE INDEX delivery_of_name ON delivery (office, name)",
    """
    ALTER TABLE delivered_scheda ADD CONSTRAINT delivered_scheda_field_of_its_circular
    FOREIGN KEY (circular, field_number) REFERENCES circular_field (circular, number)
    """,
    """
    CREATE UNIQUE INDEX delivered_scheda_latest ON delivered_scheda (office, year, number)
    WHERE is_latest
    """,
    "CREATE INDEX delivered_scheda_edition ON delivered_scheda (office, year, number, edition)",
    """
    CREATE INDEX delivered_scheda_collection
    ON delivered_scheda (year, circular, office, field_number, status) WHERE is_latest
    """,
    "CREATE INDEX delivered_scheda_field ON delivered_scheda (field_number, year, delivery)",
    """
    CREATE INDEX delivered_scheda_waiting ON delivered_scheda (delivery)
    WHERE is_latest AND decided_at IS NULL
    """,
    "CREATE INDEX refused_upload_open ON refused_upload (last_at DESC) WHERE NOT is_settled",
)


class Raw(Table):
    """Where raw statements are run from; it has no table."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="intake", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Raw.raw(statement)

    manager.add_raw(run)
    return manager
