"""Networks as the history of one partner: what it does, with whom, through which group."""

from datetime import date

from msgspec import convert

from registry.networks.days import Span, Standing, on_day, years_before
from registry.networks.queries.listing import STALE
from registry.networks.queries.offers import services_where
from registry.networks.queries.participants import COLUMNS, JOINS, name_places, values_of
from registry.networks.queries.sight import as_body, body, seen, timed
from registry.networks.rows import Collaboration, ServiceView
from registry.partners.shapes import TieData
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch

# Bodies of one cell did one thing together: the partner's own row tells it already.
_SAME_FACT = """EXISTS (
  SELECT 1 FROM participation mine
  WHERE mine.partner = $3 AND mine.network = p.network AND NOT mine.is_removed
    AND mine.activity = p.activity AND mine.when_text = p.when_text
    AND mine.source IS NOT DISTINCT FROM p.source
    AND mine.source_row IS NOT DISTINCT FROM p.source_row)"""

# $3 the partner. A participation may come in by several ways: the nearest one counts.
_HISTORY = f"""
WITH way AS (
  SELECT id AS participation, 1 AS near, 'own' AS tie FROM participation WHERE partner = $3
  UNION ALL
  SELECT participation, 2, 'with' FROM participation_with WHERE partner = $3
  UNION ALL
  SELECT id, 3, 'on_behalf' FROM participation WHERE on_behalf_of = $3
  UNION ALL
  SELECT q.id, 4, 'member' FROM participation q JOIN membership m ON m."group" = q.partner
   WHERE m.member = $3
), nearest AS (
  SELECT DISTINCT ON (participation) participation, tie FROM way ORDER BY participation, near
)
SELECT {COLUMNS}, n.name AS network_name, n.kind AS network_kind, nearest.tie
{JOINS} JOIN nearest ON nearest.participation = p.id JOIN network n ON n.id = p.network
WHERE NOT p.is_removed AND {seen("n")} AND NOT (nearest.tie = 'with' AND {_SAME_FACT})
ORDER BY p.starts_earliest NULLS FIRST, p.starts_latest NULLS FIRST, p.id
"""  # noqa: S608  only this room's own text is put together

_LED = f"""
SELECT n.id AS network, n.office, n.name AS network_name, n.kind AS network_kind, {timed("n")},
       n.last_news_on, n.last_news_words, {body("b", name="body")}, b.kind AS body_kind, n.source,
       coalesce(s.title, '') AS source_title, coalesce(s.file_name, '') AS source_file_name
FROM network n JOIN partner b ON b.id = n.lead_partner LEFT JOIN source s ON s.id = n.source
WHERE n.lead_partner = $3 AND {seen("n")} AND NOT EXISTS (
  SELECT 1 FROM participation p
  WHERE p.network = n.id AND p.partner = $3 AND p.role_kind = 'lead' AND NOT p.is_removed)
ORDER BY n.starts_earliest NULLS FIRST, n.id
"""  # noqa: S608

_NOTHING_TOLD = {
    "id": 0, "role_kind": "lead", "role_words": "", "activity": "", "on_behalf_of": None,
    "on_behalf_of_words": "", "together": [], "place": "", "basis": "unknown", "basis_words": "",
    "formalised_text": "", "formalised_earliest": None, "formalised_latest": None,
    "source_row": None, "source_cell": "", "source_row_words": [], "close_reason": "",
    "position": 0, "version": 0, "tie": "lead",
}  # fmt: skip


async def history_of(partner_id: int, *, by: Actor) -> list[Collaboration]:
    """Every collaboration of a partner that this person may see, oldest first: its own, those
    of others with it or for it, those of groups it is a member of, networks it leads."""
    rows = await fetch(_HISTORY, *reader(by), partner_id)
    found = [convert(values_of(row), Collaboration) for row in rows]
    for one in found:
        one.via = one.body if one.tie != "own" else None
    led = await fetch(_LED, *reader(by), partner_id)
    found += [
        convert(_NOTHING_TOLD | dict(row) | {"body": as_body(row["body"])}, Collaboration)
        for row in led
    ]
    await name_places(found)
    return found


async def services_of(partner_id: int, *, by: Actor) -> list[ServiceView]:
    """The services that a partner provides."""
    return await services_where("v.provider = $3", partner_id, by=by)


_TO_CONFIRM = f"""
SELECT {COLUMNS}, n.name AS network_name, n.kind AS network_kind, 'own' AS tie
{JOINS} JOIN network n ON n.id = p.network
WHERE NOT p.is_removed AND p.office = $1 AND {seen("n")} AND {STALE.format(day="$3")}
ORDER BY p.last_news_on NULLS FIRST, p.id LIMIT $4
"""


async def to_confirm(*, by: Actor, years: int = 2, limit: int = 200) -> list[Collaboration]:
    """The collaborations of one's own office of which nobody has had news for ``years``."""
    since = years_before(clock.today(), years)
    rows = await fetch(_TO_CONFIRM, *reader(by), since, limit)
    found = [convert(values_of(row), Collaboration) for row in rows]
    await name_places(found)
    return found


_TIES = """
SELECT when_text, when_state, starts_earliest, starts_latest, ends_text, ends_earliest,
       ends_latest, last_news_on
FROM participation WHERE partner = $1 AND NOT is_removed ORDER BY starts_earliest NULLS LAST
"""


async def ties_of(partner_id: int, *, on: date) -> TieData:
    """What the list of partners tells of its collaborations."""
    rows = await fetch(_TIES, partner_id)
    if not rows:
        return TieData(ties=0)
    spans = [
        Span(
            starts_earliest=row["starts_earliest"],
            starts_latest=row["starts_latest"],
            ends_earliest=row["ends_earliest"],
            ends_latest=row["ends_latest"],
            last_news_on=row["last_news_on"],
            is_in_definition=row["when_state"] == "in_definition",
            has_ended=bool(row["ends_text"]),
        )
        for row in rows
    ]
    return TieData(
        ties=len(rows),
        since_text=rows[0]["when_text"],
        since_earliest=rows[0]["starts_earliest"],
        since_latest=rows[0]["starts_latest"],
        last_news_on=max((d for row in rows if (d := row["last_news_on"])), default=None),
        over_on=_last_day(spans),
        is_going_on=any(on_day(span, on).standing is Standing.CERTAIN for span in spans),
    )


def _last_day(spans: list[Span]) -> date | None:
    """On which the last of them has certainly ended; none while one has no known end."""
    ends = [span.ends_latest for span in spans]
    return max((end for end in ends if end), default=None) if all(ends) else None
