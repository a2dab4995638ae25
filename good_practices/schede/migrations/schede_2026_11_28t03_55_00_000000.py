"""What Piccolo's columns cannot say: the orders of the list of schede, and its counts."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-28T03:55:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "List a million schede: an index for each order, counts kept by each change"

# What each scheda adds to the counts of the list. Before it is sent it is its office's own.
LINES = """
  SELECT {sign} AS n, office, facet, value,
    CASE WHEN s.status IN ('sent', 'delivered', 'under_review', 'returned', 'accepted')
         THEN s.visibility ELSE 'reserved' END AS audience
  FROM {rows} s CROSS JOIN LATERAL (VALUES
    ('', ''), ('status', s.status), ('field', s.field::text), ('year', s.year::text),
    ('formalised', CASE s.is_formalised WHEN true THEN 'yes' WHEN false THEN 'no'
                   ELSE 'unsaid' END)
  ) AS f(facet, value)
"""
TALLY = """
INSERT INTO tally (list, office, audience, facet, value, n)
SELECT 'schede', office, audience, facet, value, sum(n)
FROM ({lines}) AS lines GROUP BY office, audience, facet, value HAVING sum(n) <> 0
"""
GONE, COME = LINES.format(sign=-1, rows="gone"), LINES.format(sign=1, rows="come")

STATEMENTS = (
    # A title is folded when it is written, and not for each row each time that it is sorted by.
    "ALTER TABLE scheda ADD COLUMN sort_title text GENERATED ALWAYS AS (fold(title)) STORED",
    # Who may see a scheda stands in the index: the long texts of the others are not read.
    "CREATE INDEX scheda_newest ON scheda (changed_at DESC, id DESC)"
    " INCLUDE (office, status, visibility)",
    "CREATE INDEX scheda_title ON scheda (sort_title, id) INCLUDE (office, status, visibility)",
    "CREATE INDEX scheda_number ON scheda ((year * 1000000 + number), id)"
    " INCLUDE (office, status, visibility)",
    "CREATE INDEX scheda_in_field ON scheda (field, id) INCLUDE (office, status, visibility)",
    "CREATE INDEX scheda_of_office ON scheda (office, id) INCLUDE (status, visibility)",
    "CREATE INDEX scheda_started ON scheda (starts_earliest, id)"
    " INCLUDE (office, status, visibility)",
    "CREATE INDEX scheda_started_last ON scheda (starts_earliest DESC NULLS LAST, id DESC)"
    " INCLUDE (office, status, visibility)",
    "CREATE INDEX scheda_in_status ON scheda (status, id) INCLUDE (office, visibility)",
    "CREATE INDEX scheda_counted ON scheda"
    " (office, status, visibility, field, year, is_formalised, circular) INCLUDE (id)",
    f"""
    CREATE FUNCTION tally_schede() RETURNS trigger LANGUAGE plpgsql AS $$
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
    CREATE TRIGGER scheda_tally_come AFTER INSERT ON scheda
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION tally_schede()
    """,
    """
    CREATE TRIGGER scheda_tally_changed AFTER UPDATE ON scheda
    REFERENCING OLD TABLE AS gone NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION tally_schede()
    """,
    """
    CREATE TRIGGER scheda_tally_gone AFTER DELETE ON scheda
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION tally_schede()
    """,
    # Not a view: a view would hold the columns that it reads against later migrations.
    f"""
    CREATE FUNCTION schede_counted()
    RETURNS TABLE (office text, audience text, facet text, value text, n int)
    LANGUAGE sql STABLE AS $$
      SELECT office, audience, facet, value, sum(n)::int
      FROM ({LINES.format(sign=1, rows="scheda")}) AS lines
      GROUP BY office, audience, facet, value
    $$
    """,  # noqa: S608  this file's own text
    "INSERT INTO tally (list, office, audience, facet, value, n)"
    " SELECT 'schede', office, audience, facet, value, n FROM schede_counted()",
)


class Raw(Table):
    """Where raw statements are run from; it has no table."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="schede", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Raw.raw(statement)

    manager.add_raw(run)
    return manager
