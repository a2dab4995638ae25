"""Days and hours as in crontab, on the clocks of Rome: summer and winter alike."""

from datetime import UTC, datetime

from croniter import croniter  # type: ignore[import-untyped]  # it carries no types

from registry.platform.clock import ROME


def is_crontab(expression: str) -> bool:
    return bool(croniter.is_valid(expression))


def following(expression: str, after: datetime) -> datetime:
    """The first time after that instant, in UTC."""
    found: datetime = croniter(expression, after.astimezone(ROME)).get_next(datetime)
    return found.astimezone(UTC)
