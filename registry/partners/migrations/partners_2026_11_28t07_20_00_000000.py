"""An index for looking a body up by its code, however it is typed."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-28T07:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Find a partner by its code"

INDEX = """
CREATE INDEX identifier_bare ON identifier
  (upper(regexp_replace(value, '[^[:alnum:]]', '', 'g')))
"""


class Raw(Table):
    """Where raw statements are run from; it has no table."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="partners", description=DESCRIPTION)

    async def run() -> None:
        await Raw.raw(INDEX)

    manager.add_raw(run)
    return manager
