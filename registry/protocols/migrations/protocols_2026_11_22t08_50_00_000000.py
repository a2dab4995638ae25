"""What Piccolo's columns cannot say: indexes in order, documents that never change."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-22T08:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Find an act by title, matter and term; keep its documents as they were made"

STATEMENTS = (
    "CREATE INDEX protocol_folded_title ON protocol (fold(title), id)",
    "CREATE INDEX protocol_matters ON protocol USING gin (matters)",
    "CREATE INDEX protocol_term ON protocol (office, ends_latest)"
    " WHERE status IN ('signed', 'in_force')",
    "CREATE INDEX party_in_order ON party (protocol, position, id)",
    # The few parties that somebody waits for, among all those that have signed.
    "CREATE INDEX party_waited_for ON party (protocol, status) WHERE status IN ('invited',"
    " 'text_to_approve', 'text_approved', 'awaiting_signature', 'signature_not_valid')",
    "CREATE INDEX commitment_in_order ON commitment (protocol, position, id)",
    """
    CREATE FUNCTION refuse_document_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a document never changes once it is made'; END $$
    """,
    """
    CREATE TRIGGER protocol_document_is_only_added
    BEFORE UPDATE OR DELETE ON protocol_document
    FOR EACH ROW EXECUTE FUNCTION refuse_document_change()
    """,
)


class Raw(Table):
    """Where raw statements are run from; it has no table."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="protocols", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Raw.raw(statement)

    manager.add_raw(run)
    return manager
