"""Terms: when an act ends, until when it can be given up, when the office has to begin.

Two clocks: the act's own (its end, the last day for a notice) and the office's (the days that
it needs to prepare a renewal or a notice, which are settings of it). An imprecise end counts
from the nearest day that it may mean. A tacit renewal goes on: its next term is told.
"""

from datetime import timedelta

from msgspec import convert

from registry.platform import clock, search
from registry.platform.accounts.roles import Actor
from registry.platform.asking import Question
from registry.platform.database import fetch
from registry.platform.lists import Ask, Facet, Listing, NeverEmpty, order_by
from registry.platform.search.queries import tidy
from registry.platform.statuses import status
from registry.protocols.kinds import ACT_KINDS, RENEWALS
from registry.protocols.lifecycle import SOON
from registry.protocols.queries import conditions
from registry.protocols.queries.asking import days_of
from registry.protocols.shapes import Deadline, DeadlineFilters, DeadlineRow

_EXPIRING = f"""
SELECT a.id, a.title, a.kind, coalesce(nullif(a.ends_text, ''), a.when_text) AS ends_words,
       a.ends_latest AS ends_on, a.renewal, {conditions.standing("$2")} AS standing,
       CASE WHEN a.notice_days IS NOT NULL
            THEN coalesce(a.ends_earliest, a.ends_latest) - a.notice_days END AS notice_by
FROM protocol a
WHERE a.office = $1 AND a.status IN ('signed', 'in_force')
  AND a.ends_latest BETWEEN $2 AND $3
ORDER BY coalesce(a.ends_earliest, a.ends_latest), a.id
"""  # noqa: S608  only this file's own text is put together


async def expiring_within(days: int, *, by: Actor) -> list[Deadline]:
    """The office's acts whose term comes within so many days, soonest first."""
    today = clock.today()
    rows = await fetch(_EXPIRING, by.office, today, today + timedelta(days=days))
    return [convert(dict(row), Deadline, strict=False) for row in rows]


SORTS = {
    "first": "coalesce(begin_by, near)",
    "title": NeverEmpty("fold(title)"),
    "ends_on": "near",
    "notice_by": "notice_by",
    "begin_by": "begin_by",
}
WHATS = {
    "expired": "protocol:expired",
    "renews_itself": "protocol:renews_itself",
    "express_renewal": "task:express_renewal",
    "expiring": "protocol:expiring",
    "nothing": "task:nothing",
}
"""What happens, with the status that says it; what asks most comes first."""

# Whole months from the end of the first term to the day before this one.
_MONTHS_OVER = """(extract(year FROM age($2::date - 1, first_far)) * 12
      + extract(month FROM age($2::date - 1, first_far)))::int"""

# $1 is the office, $2 the day. A tacit renewal whose term has passed is at its next one: so many
# times its length further that it is not before the day.
_TERMS = f"""
WITH act AS (
  SELECT a.*, coalesce(a.ends_earliest, a.ends_latest) AS first_near,
         coalesce(a.ends_latest, a.ends_earliest) AS first_far,
         coalesce((a.drafting ->> 'renewal_months')::int, a.duration_months) AS length,
         o.days_for_renewal, o.days_for_notice
  FROM protocol a JOIN office o ON o.code = a.office
  WHERE a.office = $1 AND a.status IN ('signed', 'in_force')
    AND (a.ends_latest IS NOT NULL OR a.ends_earliest IS NOT NULL OR a.duration_words <> '')
), turned AS (
  SELECT *, CASE WHEN renewal = 'tacit' AND first_far < $2 AND length > 0 THEN
    {_MONTHS_OVER} / length + 1 ELSE 0 END AS turns FROM act
), term AS (
  SELECT *, (first_near + make_interval(months => coalesce(turns * length, 0)))::date AS near,
         (first_far + make_interval(months => coalesce(turns * length, 0)))::date AS far
  FROM turned
), noticed AS (
  SELECT *, near - notice_days AS notice_by FROM term
), begun AS (
  SELECT *, CASE renewal WHEN 'none' THEN NULL
                         WHEN 'tacit' THEN coalesce(notice_by, near) - days_for_notice
                         ELSE near - days_for_renewal END AS begin_by FROM noticed
), due AS (
  SELECT *, CASE WHEN far < $2 AND renewal <> 'tacit' THEN 'expired'
                 WHEN near IS NULL OR coalesce(begin_by, near) > $2::date + {SOON.days}
                   THEN 'nothing'
                 WHEN renewal = 'tacit' THEN 'renews_itself'
                 WHEN renewal = 'express' THEN 'express_renewal' ELSE 'expiring' END AS what
  FROM begun
)
"""  # noqa: S608  only this file's own text is put together
_ROWS = """
SELECT d.id, d.title, d.kind, d.ends_text, d.near, d.far, d.turns > 0 AS has_renewed,
       d.first_far AS first_term, d.duration_words, d.renewal, d.notice_days, d.notice_by,
       d.begin_by, d.what, (SELECT count(*) FROM party p WHERE p.protocol = d.id
                            AND p.status <> 'withdrawn')::int AS parties,
       coalesce((SELECT coalesce(nullif(p.short_name, ''), nullif(b.short_name, ''),
                                 nullif(p.name_words, ''), b.name)
                 FROM party p JOIN partner b ON b.id = p.partner WHERE p.protocol = d.id
                 ORDER BY p.role = 'promoter' DESC, p.position, p.id LIMIT 1), '') AS first_party
FROM due d
"""


async def list_deadlines(ask: Ask, filters: DeadlineFilters, *, by: Actor) -> Listing[DeadlineRow]:
    """One page of the terms of one's own office's acts, what has to be begun first on top."""
    asked = _asked_of(ask, filters, by)
    facets = await _facets(asked)
    order = order_by(ask.sort, SORTS, default="first")
    limit, offset = asked.value(ask.size), asked.value(ask.offset)
    rows = await fetch(
        f"{_TERMS} {_ROWS} WHERE {asked.conditions} ORDER BY {order} LIMIT {limit} OFFSET {offset}",
        *asked.arguments,
    )
    return Listing(
        items=[convert(dict(row), DeadlineRow, strict=False) for row in rows],
        total=sum(facet.count for facet in facets["what"]),
        page=ask.page,
        size=ask.size,
        facets=facets,
    )


async def deadline_of(protocol_id: int, *, office: str) -> DeadlineRow | None:
    """The clocks of one act of this office; None when no term is known, or it is not signed."""
    rows = await fetch(
        f"{_TERMS} {_ROWS} WHERE d.id = $3",
        office,
        clock.today(),
        protocol_id,
    )
    return convert(dict(rows[0]), DeadlineRow, strict=False) if rows else None


def _asked_of(ask: Ask, filters: DeadlineFilters, by: Actor) -> Question:
    asked = Question([by.office, clock.today()])
    if words := tidy(ask.q):
        asked.ask(f"id IN ({search.matching('protocols', '{0}')})", words)
    for name in ("what", "kind", "renewal"):
        if value := getattr(filters, name):
            asked.ask(f"{name} = {{0}}", value)
    if filters.before:
        # The first of its clocks: what has to be begun, said or renewed by then.
        asked.ask("least(begin_by, notice_by, near) < {0}", days_of(filters.before, "before").first)
    return asked


async def _facets(asked: Question) -> dict[str, list[Facet]]:
    rows = await fetch(
        f"{_TERMS} SELECT what, kind, renewal, count(*)::int AS n FROM due"  # noqa: S608
        f" WHERE {asked.conditions} GROUP BY what, kind, renewal",
        *asked.arguments,
    )
    labels = {
        "what": {one: str(status(key).word) for one, key in WHATS.items()},
        "kind": {one.value: str(facts.label) for one, facts in ACT_KINDS.items()},
        "renewal": {one.value: str(label) for one, label in RENEWALS.items()},
    }
    return {
        name: [
            Facet(value=value, label=label, count=n)
            for value, label in words.items()
            if (n := sum(row["n"] for row in rows if row[name] == value))
        ]
        for name, words in labels.items()
    }
