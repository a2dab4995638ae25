"""What Piccolo's columns cannot say: functions, computed words, indexes, an append-only history."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

from registry.platform.sql import FUNCTIONS

ID = "2026-11-22T08:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Folding, search words, indexes, history that is only added to"

STATEMENTS = (
    # As they are today: a change of theirs is another migration, which replaces them.
    *FUNCTIONS,
    """
    ALTER TABLE search_entry ADD COLUMN words tsvector
    GENERATED ALWAYS AS (words_of(title, facts, body)) STORED
    """,
    "CREATE INDEX search_entry_words ON search_entry USING gin (words)",
    'CREATE INDEX session_person ON session ("user")',
    "CREATE INDEX sign_in_failure_key_at ON sign_in_failure (key, at DESC)",
    "CREATE INDEX audit_event_about ON audit_event (about_kind, about_id, id DESC)",
    """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the history is only added to'; END $$
    """,
    """
    CREATE TRIGGER audit_event_is_only_added_to
    BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change()
    """,
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
