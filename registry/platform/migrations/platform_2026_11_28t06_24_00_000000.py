"""Registries that were filled with the demo before it was a fact of theirs."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-28T06:24:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "What was filled with the demo is a demonstration"

MARK = """
INSERT INTO demonstration (key, filled_at)
SELECT 'demo', min(created_at) FROM person WHERE email = 'amministratore@demo.example'
HAVING count(*) > 0
"""


class Raw(Table):
    """Where raw statements are run from; it has no table."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="platform", description=DESCRIPTION)

    async def run() -> None:
        await Raw.raw(MARK)

    manager.add_raw(run)
    return manager
