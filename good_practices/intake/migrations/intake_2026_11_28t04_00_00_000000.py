"""What Piccolo's columns cannot say: the schede of what came before, the orders of the list."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-28T04:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "List every delivery: an index for each order and filter"

STATEMENTS = (
    """
    UPDATE delivery d SET schede = n.n FROM (
      SELECT delivery, count(*) AS n FROM delivered_scheda GROUP BY delivery) n
    WHERE n.delivery = d.id
    """,
    "CREATE INDEX delivery_name ON delivery ((year * 1000000 + number), id)",
    "CREATE INDEX delivery_schede ON delivery (schede, id)",
    "CREATE INDEX delivery_of_office ON delivery (office, received_at DESC, id DESC)",
    "CREATE INDEX delivery_doubtful ON delivery (received_at DESC, id DESC)"
    " WHERE findings <> '[]'::jsonb",
    "CREATE INDEX delivered_scheda_of_year ON delivered_scheda (year, delivery)",
    "CREATE INDEX delivered_scheda_answered ON delivered_scheda (office, year)",
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
