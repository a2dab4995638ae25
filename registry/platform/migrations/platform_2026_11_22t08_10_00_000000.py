"""What Piccolo's columns cannot say: functions, computed words, indexes, an append-only history."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-22T08:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Folding, search words, indexes, history that is only added to"

STATEMENTS = (
    # Accents and case fold with core functions only: the embedded server has no unaccent.
    r"""
    CREATE FUNCTION fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
    $$ SELECT lower(regexp_replace(normalize($1, NFKD), '[\u0300-\u036f]', '', 'g')) $$
    """,
    # Folded before stemming on both sides: "qualità" and "qualita" stem differently otherwise.
    """
    CREATE FUNCTION words_of(text, text, text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT setweight(to_tsvector('pg_catalog.italian', fold($1)), 'A')
           || setweight(to_tsvector('pg_catalog.simple', fold($1)), 'A')
           || setweight(to_tsvector('pg_catalog.italian', fold($2)), 'B')
           || setweight(to_tsvector('pg_catalog.simple', fold($2)), 'B')
           || setweight(to_tsvector('pg_catalog.italian', fold($3)), 'C') $$
    """,
    # Every word by its stem or as typed; the last one also as a beginning, while it is typed.
    """
    CREATE FUNCTION find_words(text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT (
         plainto_tsquery('pg_catalog.italian', fold($1))
         || plainto_tsquery('pg_catalog.simple', fold($1))
         || to_tsquery('pg_catalog.simple', array_to_string(array(
              SELECT quote_literal(word)
                     || CASE WHEN n = count(*) OVER () THEN ':*' ELSE '' END
              FROM regexp_split_to_table(trim(fold($1)), '\\s+') WITH ORDINALITY AS w(word, n)
              WHERE word <> ''
            ), ' & '))
       ) $$
    """,
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
