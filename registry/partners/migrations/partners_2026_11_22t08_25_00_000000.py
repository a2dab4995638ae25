"""Indexes that Piccolo's columns cannot say."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-22T08:25:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Find a partner by its folded name; go from one body to the tied ones"

STATEMENTS = (
    "CREATE INDEX partner_folded_name ON partner (fold(name), id)",
    "CREATE INDEX partner_office ON partner (office)",
    "CREATE INDEX partner_name_partner ON partner_name (partner, kind)",
    "CREATE INDEX identifier_value ON identifier (value)",
    "CREATE INDEX membership_member ON membership (member)",
    "CREATE INDEX succession_successor ON succession (successor)",
    "CREATE INDEX contact_partner ON contact (partner)",
    "CREATE INDEX clarification_open ON clarification (partner) WHERE is_open",
)


class Raw(Table):
    """Where raw statements are run from; it has no table."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="partners", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Raw.raw(statement)

    manager.add_raw(run)
    return manager
