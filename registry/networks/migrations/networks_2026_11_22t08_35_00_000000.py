"""Indexes that Piccolo's columns cannot say."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-22T08:35:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Find a network by its folded name; read its participations in order"

STATEMENTS = (
    "CREATE INDEX network_folded_name ON network (fold(name), id)",
    "CREATE INDEX participation_in_order ON participation (network, position) WHERE NOT is_removed",
    "CREATE INDEX participation_waiting ON participation (office, last_news_on)"
    " WHERE NOT is_removed AND ends_text = ''",
    "CREATE INDEX action_in_order ON action (level, position)",
)


class Raw(Table):
    """Where raw statements are run from; it has no table."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="networks", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Raw.raw(statement)

    manager.add_raw(run)
    return manager
