"""What Piccolo's columns cannot say: the orders of the list of partners; its rows, written again
by whatever changes what they show."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-28T03:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "List a hundred thousand partners: one row each, an index for each order and filter"

# Ties of the rooms above, names of the past, open questions, successions: put together here.
LOOK = """
INSERT INTO partner_glance (partner, sort_name, kind, nature, place, office, visibility,
  former_name, since_text, since_earliest, since_latest, acts, collaborations, open_questions,
  is_former, over_on, going_on_until)
SELECT p.id, fold(p.name), p.kind, p.nature, p.place, p.office, p.visibility,
  coalesce((SELECT n.name FROM partner_name n WHERE n.partner = p.id AND n.kind = 'former'
            ORDER BY n.id DESC LIMIT 1), ''),
  coalesce(t.since_text, ''), t.since_earliest, t.since_latest,
  coalesce(t.acts, 0), coalesce(t.collaborations, 0),
  (SELECT count(*) FROM clarification c WHERE c.partner = p.id AND c.is_open),
  EXISTS (SELECT 1 FROM succession s WHERE s.former = p.id), t.over_on, t.going_on_until
FROM partner p LEFT JOIN LATERAL (
  SELECT sum(ties) FILTER (WHERE room = 'protocols') AS acts,
         sum(ties) FILTER (WHERE room = 'networks') AS collaborations,
         min(since_earliest) AS since_earliest,
         (array_agg(since_text ORDER BY since_earliest NULLS LAST))[1] AS since_text,
         (array_agg(since_latest ORDER BY since_earliest NULLS LAST))[1] AS since_latest,
         CASE WHEN bool_and(over_on IS NOT NULL) THEN max(over_on) END AS over_on,
         max(coalesce(over_on, date '9999-12-31')) FILTER (WHERE is_going_on) AS going_on_until
  FROM partner_tie WHERE partner = p.id
) t ON true
WHERE {which} ORDER BY p.id
ON CONFLICT (partner) DO UPDATE SET
  sort_name = excluded.sort_name, kind = excluded.kind, nature = excluded.nature,
  place = excluded.place, office = excluded.office, visibility = excluded.visibility,
  former_name = excluded.former_name, since_text = excluded.since_text,
  since_earliest = excluded.since_earliest, since_latest = excluded.since_latest,
  acts = excluded.acts, collaborations = excluded.collaborations,
  open_questions = excluded.open_questions, is_former = excluded.is_former,
  over_on = excluded.over_on, going_on_until = excluded.going_on_until
"""
# Which partner a row of each table tells of.
TELLING = {
    "partner": "id",
    "partner_name": "partner",
    "clarification": "partner",
    "succession": "former",
    "partner_tie": "partner",
}


def _triggers(table: str, column: str) -> list[str]:
    """After each statement, the partners that its rows told of, before or after it."""
    come = f"SELECT {column} FROM come"  # noqa: S608  this file's own text
    gone = f"SELECT {column} FROM gone"  # noqa: S608
    return [
        f"""
        CREATE FUNCTION look_at_partners_of_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'INSERT' THEN PERFORM look_at_partners(ARRAY({come}));
          ELSIF TG_OP = 'DELETE' THEN PERFORM look_at_partners(ARRAY({gone}));
          ELSE PERFORM look_at_partners(ARRAY({come} UNION {gone})); END IF;
          RETURN NULL;
        END $$
        """,
        f"""
        CREATE TRIGGER {table}_glance_come AFTER INSERT ON {table}
        REFERENCING NEW TABLE AS come FOR EACH STATEMENT
        EXECUTE FUNCTION look_at_partners_of_{table}()
        """,
        f"""
        CREATE TRIGGER {table}_glance_changed AFTER UPDATE ON {table}
        REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT
        EXECUTE FUNCTION look_at_partners_of_{table}()
        """,
        f"""
        CREATE TRIGGER {table}_glance_gone AFTER DELETE ON {table}
        REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
        EXECUTE FUNCTION look_at_partners_of_{table}()
        """,
    ]


STATEMENTS = (
    "CREATE INDEX partner_glance_name ON partner_glance (sort_name, partner)",
    "CREATE INDEX partner_glance_kind ON partner_glance (kind, sort_name, partner)",
    "CREATE INDEX partner_glance_nature ON partner_glance (nature, sort_name, partner)",
    "CREATE INDEX partner_glance_office ON partner_glance (office, sort_name, partner)",
    "CREATE INDEX partner_glance_place ON partner_glance (place, partner)",
    "CREATE INDEX partner_glance_place_last ON partner_glance"
    " (place DESC NULLS LAST, partner DESC)",
    "CREATE INDEX partner_glance_since ON partner_glance (since_earliest, partner)",
    "CREATE INDEX partner_glance_since_last ON partner_glance"
    " (since_earliest DESC NULLS LAST, partner DESC)",
    "CREATE INDEX partner_glance_acts ON partner_glance (acts, partner)",
    "CREATE INDEX partner_glance_kinds ON partner_glance (kind, partner)",
    "CREATE INDEX partner_glance_questions ON partner_glance (sort_name, partner)"
    " WHERE open_questions > 0",
    "CREATE INDEX partner_glance_without_ties ON partner_glance (sort_name, partner)"
    " WHERE acts + collaborations = 0 AND NOT is_former",
    LOOK.format(which="true"),
    # The partners are held first, in the order of their ids: of two acts that tell of one body
    # the second waits, and then sees what the first told.
    f"""
    CREATE FUNCTION look_at_partners(ids int[]) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
      IF cardinality(ids) = 0 THEN RETURN; END IF;
      PERFORM 1 FROM partner WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
      {LOOK.format(which="p.id = ANY(ids)")};
    END $$
    """,
    *(statement for told in TELLING.items() for statement in _triggers(*told)),
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
