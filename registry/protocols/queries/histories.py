"""A partner's acts in time, and what the list of partners is told of them."""

from datetime import date
from typing import Any

from msgspec import convert

from registry.partners.shapes import TieData
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch
from registry.protocols.kinds import ACT_KINDS, PARTY_ROLES, ActKind, PartyRole
from registry.protocols.queries import conditions
from registry.protocols.shapes import PartnerActRow

_NAME = "coalesce(nullif(q.name_words, ''), b.name)"

_HISTORY = f"""
SELECT a.id AS protocol, a.title, a.kind, a.office, {conditions.standing("$4")} AS standing,
       p.role, p.name_words, p.status AS party_status, p.on_behalf_of_words,
       coalesce(nullif(p.joined_text, ''), nullif(a.when_text, ''), a.signed_text) AS words,
       a.when_state AS state,
       coalesce(p.joined_on, a.starts_earliest, a.signed_on) AS starts_earliest,
       coalesce(p.joined_on, a.starts_latest, a.signed_on) AS starts_latest,
       CASE WHEN p.withdrew_on IS NOT NULL THEN p.withdrew_words
            WHEN a.ended_on IS NOT NULL THEN a.ended_words ELSE a.ends_text END AS ends_words,
       coalesce(p.withdrew_on, a.ends_earliest) AS ends_earliest,
       coalesce(p.withdrew_on, a.ends_latest) AS ends_latest,
       a.renewal, p.signed_on, p.joined_on, p.withdrew_on, p.source_words,
       (SELECT count(*) FROM party q WHERE q.protocol = a.id AND q.id <> p.id)::int AS n_others,
       ARRAY(SELECT {_NAME} FROM party q JOIN partner b ON b.id = q.partner
             WHERE q.protocol = a.id AND q.id <> p.id
             ORDER BY q.position, q.id LIMIT 5) AS others
FROM party p JOIN protocol a ON a.id = p.protocol
WHERE p.partner = $3 AND {conditions.visible()}
ORDER BY coalesce(p.joined_on, a.starts_earliest, a.signed_on) NULLS LAST, a.id
"""  # noqa: S608  only this file's own text is put together


async def history_of_partner(partner_id: int, *, by: Actor) -> list[PartnerActRow]:
    """What the body was in each act, since when and until when; the oldest first."""
    rows = await fetch(_HISTORY, *reader(by), partner_id, clock.today())
    return [_told(dict(row)) for row in rows]


def _told(row: dict[str, Any]) -> PartnerActRow:
    labels = {
        "kind_label": str(ACT_KINDS[ActKind(row["kind"])].label),
        "role_label": str(PARTY_ROLES[PartyRole(row["role"])]),
    }
    return convert(row | labels, PartnerActRow, strict=False)


_TIES = f"""
SELECT p.partner, count(DISTINCT p.protocol)::int AS ties,
       (array_agg(coalesce(nullif(a.when_text, ''), a.signed_text)
          ORDER BY coalesce(p.joined_on, a.starts_earliest, a.signed_on) NULLS LAST, a.id))[1]
         AS since_text,
       min(coalesce(p.joined_on, a.starts_earliest, a.signed_on)) AS since_earliest,
       (array_agg(coalesce(p.joined_on, a.starts_latest, a.signed_on)
          ORDER BY coalesce(p.joined_on, a.starts_earliest, a.signed_on) NULLS LAST, a.id))[1]
         AS since_latest,
       max(coalesce(p.withdrew_on, CASE WHEN a.status = 'in_force'
         THEN least(a.ends_latest, $2) ELSE coalesce(a.ends_latest, a.signed_on) END))
         AS last_news_on,
       CASE WHEN bool_and(p.withdrew_on IS NOT NULL
                          OR {conditions.has_a_term()} AND a.ends_latest IS NOT NULL)
         THEN max(least(p.withdrew_on, a.ends_latest)) END AS over_on,
       bool_or(p.status <> 'withdrawn' AND a.status = 'in_force'
               AND coalesce({conditions.in_force_on("$2")}, false)) AS is_going_on
FROM party p JOIN protocol a ON a.id = p.protocol
WHERE p.partner = ANY($1::int[]) AND {conditions.concluded()} GROUP BY p.partner
"""  # noqa: S608  only this file's own text is put together


async def ties_of(partner_ids: list[int], on: date) -> dict[int, TieData]:
    """What the list of partners is told of each: none for who is in no act any more.

    Of signed acts only: the list of partners is everybody's, a text being written is not."""
    rows = await fetch(_TIES, partner_ids, on)
    told = {
        row["partner"]: TieData(
            ties=row["ties"],
            since_text=row["since_text"] or "",
            since_earliest=row["since_earliest"],
            since_latest=row["since_latest"],
            last_news_on=row["last_news_on"],
            over_on=row["over_on"],
            is_going_on=row["is_going_on"],
        )
        for row in rows
    }
    return {one: told.get(one, TieData(ties=0)) for one in partner_ids}
