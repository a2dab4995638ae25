"""What Piccolo's columns cannot say: who an act is shown to before it is signed."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from registry.platform.database import connection

ID = "2026-11-28T06:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "An act that is not signed is its own office's, in lists, counts and search"

SIGNED = "('signed', 'in_force', 'expired', 'replaced', 'terminated')"
LINES = """
  SELECT {sign} AS n, office, audience, facet, value
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
    # Kept by the database beside each act, so that every list, count and index has one rule.
    f"""
    ALTER TABLE protocol ADD COLUMN audience varchar(12) GENERATED ALWAYS AS (
      CASE WHEN coalesce(archived_from, status) IN {SIGNED} THEN visibility ELSE 'reserved' END
    ) STORED
    """,
    "DROP INDEX protocol_standing",
    "CREATE INDEX protocol_standing ON protocol (status, ends_latest, id)"
    " INCLUDE (renewal, audience, office)",
    f"""
    CREATE OR REPLACE FUNCTION tally_protocols() RETURNS trigger LANGUAGE plpgsql AS $$
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
    f"""
    CREATE OR REPLACE FUNCTION protocols_counted()
    RETURNS TABLE (office text, audience text, facet text, value text, n int)
    LANGUAGE sql STABLE AS $$
      SELECT office, audience, facet, value, sum(n)::int
      FROM ({LINES.format(sign=1, rows="protocol")}) AS lines
      GROUP BY office, audience, facet, value
    $$
    """,  # noqa: S608  this file's own text
    "DELETE FROM tally WHERE list = 'protocols'",
    "INSERT INTO tally (list, office, audience, facet, value, n)"
    " SELECT 'protocols', office, audience, facet, value, n FROM protocols_counted()",
    "UPDATE search_entry s SET visibility = a.audience FROM protocol a"
    " WHERE s.room = 'protocols' AND s.object_id = a.id AND s.visibility <> a.audience",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="protocols", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await connection().execute(statement)

    manager.add_raw(run)
    return manager
