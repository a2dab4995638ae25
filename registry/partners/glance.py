"""The list of partners at a glance: one row a partner, written again when what it shows changes.

What rooms above tell (ties), names of the past, open questions and successions stand in tables
of their own: put together here once, and not each time that the list is opened.
"""

from collections.abc import Iterable

from registry.platform.database import connection

# Until when, where no end is known.
FOR_EVER = "date '9999-12-31'"

_LOOK = f"""
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
         max(coalesce(over_on, {FOR_EVER})) FILTER (WHERE is_going_on) AS going_on_until
  FROM partner_tie WHERE partner = p.id
) t ON true
WHERE p.id = ANY($1::int[]) ORDER BY p.id
ON CONFLICT (partner) DO UPDATE SET
  sort_name = excluded.sort_name, kind = excluded.kind, nature = excluded.nature,
  place = excluded.place, office = excluded.office, visibility = excluded.visibility,
  former_name = excluded.former_name, since_text = excluded.since_text,
  since_earliest = excluded.since_earliest, since_latest = excluded.since_latest,
  acts = excluded.acts, collaborations = excluded.collaborations,
  open_questions = excluded.open_questions, is_former = excluded.is_former,
  over_on = excluded.over_on, going_on_until = excluded.going_on_until
"""  # noqa: S608  only this file's own text is put together


async def look_again(partner_ids: Iterable[int]) -> None:
    """The rows of these partners, as the transaction under way leaves them.

    Whoever calls it holds the partners: two acts that tell of one body wait for each other.
    """
    await connection().execute(_LOOK, list(partner_ids))


async def hold(partner_ids: Iterable[int]) -> None:
    """In the order of their ids, so that nobody waits in a ring."""
    await connection().execute(
        "SELECT 1 FROM partner WHERE id = ANY($1::int[]) ORDER BY id FOR NO KEY UPDATE",
        list(partner_ids),
    )
