"""What Piccolo's columns cannot say: the orders of the list of acts, and its counts."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-28T03:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "List half a million acts: an index for each order, counts kept by each change"

# What each act adds to the counts of the list: one line for each value of its filters.
LINES = """
  SELECT {sign} AS n, office, visibility AS audience, facet, value
  FROM {rows} a CROSS JOIN LATERAL (
    VALUES ('', ''), ('status', a.status), ('kind', a.kind)
    UNION ALL SELECT 'matter', matter FROM unnest(a.matters) AS matter
  ) AS f(facet, value)
"""
TALLY = """
INSERT INTO tally (list, office, audience, facet, value, n)
SELECT 'protocols', office, audience, facet, value, sum(n)
FROM ({lines}) AS lines GROUP BY office, audience, facet, value HAVING sum(n) <> 0
"""
GONE, COME = LINES.format(sign=-1, rows="gone"), LINES.format(sign=1, rows="come")

STATEMENTS = (
    # A title is folded when it is written, and not for each row each time that it is sorted by.
    "ALTER TABLE protocol ADD COLUMN sort_title text GENERATED ALWAYS AS (fold(title)) STORED",
    "DROP INDEX protocol_folded_title",
    "CREATE INDEX protocol_title ON protocol (sort_title, id)",
    "CREATE INDEX protocol_standing ON protocol (status, ends_latest, id)"
    " INCLUDE (renewal, visibility, office)",
    "CREATE INDEX protocol_of_kind ON protocol (kind, id)",
    "CREATE INDEX protocol_of_office ON protocol (office, id)",
    "CREATE INDEX protocol_signed ON protocol (coalesce(signed_on, starts_earliest), id)",
    "CREATE INDEX protocol_signed_last ON protocol"
    " (coalesce(signed_on, starts_earliest) DESC NULLS LAST, id DESC)",
    "CREATE INDEX protocol_started_last ON protocol (starts_earliest DESC NULLS LAST, id DESC)",
    "CREATE INDEX protocol_ends_last ON protocol (ends_latest DESC NULLS LAST, id DESC)",
    "CREATE INDEX protocol_without_promoter ON protocol (id) WHERE promoter IS NULL",
    "CREATE INDEX protocol_document_of_act ON protocol_document (protocol, kind, id DESC)",
    f"""
    CREATE FUNCTION tally_protocols() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        {TALLY.format(lines=COME)};
      ELSIF TG_OP = 'DELETE' THEN
        {TALLY.format(lines=GONE)};
      ELSE
        {TALLY.format(lines=f"{GONE} UNION ALL {COME}")};
      END IF;
      RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER protocol_tally_come AFTER INSERT ON protocol
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION tally_protocols()
    """,
    """
    CREATE TRIGGER protocol_tally_changed AFTER UPDATE ON protocol
    REFERENCING OLD TABLE AS gone NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION tally_protocols()
    """,
    """
    CREATE TRIGGER protocol_tally_gone AFTER DELETE ON protocol
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION tally_protocols()
    """,
    # Not a view: a view would hold the columns that it reads against later migrations.
    f"""
    CREATE FUNCTION protocols_counted()
    RETURNS TABLE (office text, audience text, facet text, value text, n int)
    LANGUAGE sql STABLE AS $$
      SELECT office, audience, facet, value, sum(n)::int
      FROM ({LINES.format(sign=1, rows="protocol")}) AS lines
      GROUP BY office, audience, facet, value
    $$
    """,  # noqa: S608  this file's own text
    "INSERT INTO tally (list, office, audience, facet, value, n)"
    " SELECT 'protocols', office, audience, facet, value, n FROM protocols_counted()",
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
