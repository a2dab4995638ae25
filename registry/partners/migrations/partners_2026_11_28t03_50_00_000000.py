"""What Piccolo's columns cannot say: the orders of the list of partners; and its first rows."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-28T03:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "List a hundred thousand partners: an index for each order and filter"

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
    """
    INSERT INTO partner_glance (partner, sort_name, kind, nature, place, office, visibility,
      former_name, since_text, since_earliest, since_latest, acts, collaborations,
      open_questions, is_former, over_on, going_on_until)
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
             max(coalesce(over_on, date '9999-12-31')) FILTER (WHERE is_going_on)
               AS going_on_until
      FROM partner_tie WHERE partner = p.id
    ) t ON true
    """,
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
