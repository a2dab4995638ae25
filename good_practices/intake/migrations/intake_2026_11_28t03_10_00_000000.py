"""What Piccolo's columns cannot say: words to find a received scheda by, and indexes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-28T03:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Find a received scheda by its words; indexes of the queue and of uploads"

STATEMENTS = (
    # What had arrived before: the same words that are put there from now on.
    """
    UPDATE delivered_scheda s SET text = left(concat_ws(' ',
      (SELECT replace(o.name, ' – Ufficio Territoriale del Governo', '')
       FROM office o WHERE o.code = s.office),
      upper(regexp_replace(s.office, '^.*-', '')) || ' ' || s.year || ' ' || s.number,
      snapshot ->> 'abstract', snapshot ->> 'description', snapshot ->> 'territory_words',
      snapshot ->> 'promoter', snapshot ->> 'lead_partner',
      (SELECT string_agg(one ->> 'name', ' ')
       FROM jsonb_array_elements(snapshot -> 'partners') AS one)), 50000)
    """,
    """
    ALTER TABLE delivered_scheda ADD COLUMN found_by tsvector
    GENERATED ALWAYS AS (words_of(title, field_text, text)) STORED
    """,
    # Asked of every scheda by the filters, and deep in a long text otherwise.
    """
    ALTER TABLE delivered_scheda
      ADD COLUMN is_formalised boolean
        GENERATED ALWAYS AS ((snapshot -> 'is_formalised')::boolean) STORED,
      ADD COLUMN is_publishable boolean
        GENERATED ALWAYS AS ((snapshot -> 'is_publishable')::boolean) STORED
    """,
    "CREATE INDEX delivered_scheda_found_by ON delivered_scheda USING gin (found_by)",
    "CREATE INDEX delivered_scheda_queue ON delivered_scheda (status, year) WHERE is_latest",
    "CREATE INDEX upload_brought ON upload (brought_by, brought_at DESC)",
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
