"""Who took part on a day, and what changed between two."""

from collections.abc import Iterable

from registry.dates.asking import Days
from registry.networks.days import Change, Standing, best_of, between, during
from registry.networks.queries.one import find
from registry.networks.queries.participants import participants
from registry.networks.rows import BodyOnDay, Comparison, DayAnswer, ParticipantRow
from registry.platform.accounts.roles import Actor


async def who_on(network_id: int, days: Days, *, by: Actor) -> DayAnswer:
    """The bodies certainly there, those possibly there with the reason, those without a date."""
    await find(network_id, by=by)
    rows = await participants(network_id, by=by)
    bodies = bodies_on(rows, days)
    return DayAnswer(
        days=days,
        certain=[one for one in bodies if one.standing is Standing.CERTAIN],
        possible=[one for one in bodies if one.standing is Standing.POSSIBLE],
        undated=[one for one in bodies if one.standing is Standing.UNDATED],
        known_since=min((d for row in rows if (d := row.starts_earliest)), default=None),
    )


async def compare_days(network_id: int, first: Days, second: Days, *, by: Actor) -> Comparison:
    """Who entered, left and stayed between the two days, and of whom it cannot be said."""
    await find(network_id, by=by)
    rows = await participants(network_id, by=by)
    before = bodies_on(rows, first)
    after = bodies_on(rows, second)
    told: dict[Change, list[BodyOnDay]] = {change: [] for change in Change}
    for was, now in zip(before, after, strict=True):
        change = between(was.standing, now.standing)
        told[change].append(_with_reason(now, was) if change is Change.UNSURE else now)
    return Comparison(
        first=first,
        second=second,
        entered=told[Change.ENTERED],
        left=told[Change.LEFT],
        stayed=told[Change.STAYED],
        unsure=told[Change.UNSURE],
    )


def bodies_on(rows: Iterable[ParticipantRow], days: Days) -> list[BodyOnDay]:
    """Each body once, in the order of the rows, as its collaborations together say."""
    of_body: dict[tuple[int | None, str], list[ParticipantRow]] = {}
    for row in rows:
        # Bodies that this reader may not see cannot be told apart: each row is its own.
        key = (row.body.id, row.body.name if row.body.id else f"row {row.id}")
        of_body.setdefault(key, []).append(row)
    return [_body_on(rows_of_it, days) for rows_of_it in of_body.values()]


def _body_on(rows: list[ParticipantRow], days: Days) -> BodyOnDay:
    answers = [during(row.span, days.first, days.last) for row in rows]
    best = best_of(answers)
    return BodyOnDay(
        body=rows[0].body,
        kind=rows[0].body_kind,
        standing=best.standing,
        reason=best.reason,
        rows=[row for row, answer in zip(rows, answers, strict=True)
              if answer.standing is best.standing],
    )  # fmt: skip


def _with_reason(now: BodyOnDay, was: BodyOnDay) -> BodyOnDay:
    """The reason of whichever day is in doubt: the first, unless only the second is."""
    doubts = {Standing.POSSIBLE, Standing.UNDATED}
    if now.standing not in doubts and was.standing in doubts:
        now.reason = was.reason
    return now
