"""An imprecise date in a table: the words as typed, what they mean, and bounds to search by.

``Dated`` is a mixin for tables whose rows begin, and perhaps end, at some time. The conditions
below are the only place that says in SQL what "in force on a day" is.
"""

from typing import Any

from piccolo.columns import Date, Text, Varchar

from registry.dates.reading import read


class Dated:
    """Columns of a row that happens in time. Bounds are None where nothing is known."""

    when_text = Text(default="")
    """As typed or as in the source: never changed, never lost."""
    when_edtf = Varchar(120, null=True, default=None)
    when_period = Varchar(120, null=True, default=None)
    when_precision = Varchar(20, null=True, default=None)
    when_state = Varchar(20, null=True, default=None)
    when_note = Text(default="")
    starts_earliest = Date(null=True, default=None, index=True)
    starts_latest = Date(null=True, default=None)
    ends_text = Text(default="")
    """Where the end was said apart from the start."""
    ends_earliest = Date(null=True, default=None)
    ends_latest = Date(null=True, default=None, index=True)


def columns_of(when: str, ends: str = "") -> dict[str, Any]:
    """The values of ``Dated``'s columns for what was typed."""
    start = read(when)
    values: dict[str, Any] = {
        "when_text": when,
        "when_edtf": start.edtf,
        "when_period": start.period,
        "when_precision": start.precision,
        "when_state": start.state,
        "when_note": start.note or "",
        "starts_earliest": start.earliest,
        "starts_latest": start.latest,
        "ends_text": ends,
        "ends_earliest": start.ends_earliest,
        "ends_latest": start.ends_latest,
    }
    if ends:
        end = read(ends)
        # «fino al 31/12/2018» tells an end, «31/12/2018» a day: both mean that it ended then.
        values["ends_earliest"] = end.ends_earliest or end.earliest
        values["ends_latest"] = end.ends_latest or end.latest
    return values


def certainly_on(alias: str, day: str) -> str:
    """SQL: the row of ``alias`` is certainly under way on the day in placeholder ``day``."""
    return (
        f"({alias}.starts_latest <= {day}"
        f" AND ({alias}.ends_latest IS NULL OR {alias}.ends_earliest >= {day}))"
    )


def possibly_on(alias: str, day: str, *, until: str = "") -> str:
    """SQL: the row may be under way that day, or on one of the days from it to ``until``."""
    return (
        f"({alias}.when_state IS DISTINCT FROM 'in_definition'"
        f" AND ({alias}.starts_earliest IS NULL OR {alias}.starts_earliest <= {until or day})"
        f" AND ({alias}.ends_latest IS NULL OR {alias}.ends_latest >= {day}))"
    )
