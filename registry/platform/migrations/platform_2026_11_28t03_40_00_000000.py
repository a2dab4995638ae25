"""Indexes that Piccolo's columns cannot say."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-28T03:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Sum a list up without its rows; an office's history, newest first"

STATEMENTS = (
    "CREATE INDEX tally_counted ON tally (list, office, audience, facet, value) INCLUDE (n)",
    "CREATE INDEX audit_event_of_office ON audit_event (office, id DESC)",
)


class Raw(Table):
    """Where raw statements are run from; it has no table."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="platform", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Raw.raw(statement)

    manager.add_raw(run)
    return manager
