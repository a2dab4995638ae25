"""What of this room waits for the Ministry, for the page that it opens first."""

from typing import Any

from msgspec import convert

from good_practices.intake.lifecycle import DeliveryStatus
from good_practices.intake.naming import short_office
from good_practices.intake.shapes import Counts, OnTheWay
from good_practices.schede.shapes import Waiting
from good_practices.submissions.naming import submission_name
from registry.platform import clock
from registry.platform.database import fetch, fetch_value
from registry.platform.errors import NotFound
from registry.platform.i18n import _, ngettext

_ARRIVALS = """
SELECT d.id, d.name, d.status, d.received_at, o.name AS office_name,
       coalesce(p.name, '') AS assigned_name,
       (SELECT count(*) FROM delivered_scheda s WHERE s.delivery = d.id AND s.is_latest
        AND s.decided_at IS NULL)::int AS waiting
FROM delivery d JOIN office o ON o.code = d.office LEFT JOIN person p ON p.id = d.assigned_to
WHERE d.status IN ('to_open', 'came_back', 'under_review')
ORDER BY d.received_at, d.id LIMIT $1
"""


async def arrivals(limit: int = 20) -> list[Waiting]:
    """What arrived and is not all decided, the oldest first."""
    return [_arrival(row) for row in await fetch(_ARRIVALS, limit)]


def _arrival(row: Any) -> Waiting:
    is_open = row["status"] == "under_review"
    schede = ngettext("Una scheda da decidere", "{n} schede da decidere", row["waiting"])
    why = schede.format(n=row["waiting"])
    if is_open and row["assigned_name"]:
        why = _("{schede}, la guarda {who}").format(schede=why, who=row["assigned_name"])
    return Waiting(
        since=row["received_at"],
        title=f"{row['name']} · {short_office(row['office_name'])}",
        why=f"{why}.",
        status=f"intake:{row['status']}",
        href=f"/intake/{row['id']}",
        action=_("Continua l'esame") if is_open else _("Apri l'invio"),
    )


async def to_open() -> int:
    """How many deliveries nobody has looked at as they are now."""
    return int(
        await fetch_value("SELECT count(*) FROM delivery WHERE status IN ('to_open', 'came_back')")
    )


# Each from an index of its own: nothing is counted row by row.
_COUNTS = """
SELECT (SELECT count(*) FROM refused_upload WHERE NOT is_settled)::int AS damaged,
  (SELECT count(*) FROM office WHERE kind <> 'ministry')::int AS offices,
  (SELECT count(*) FROM office o WHERE EXISTS (
     SELECT 1 FROM delivered_scheda s WHERE s.office = o.code AND s.year = $1))::int AS answered,
  (SELECT count(*) FROM delivered_scheda WHERE is_latest AND decided_at IS NULL)::int
    AS schede_waiting,
  (SELECT count(*) FROM delivered_scheda WHERE is_latest AND status = 'accepted'
     AND year = $1)::int AS schede_accepted
"""


async def counts(year: int | None = None) -> Counts:
    """How many deliveries of each standing, and how many offices answered the year's call,
    this year's unless it is said."""
    rows = await fetch(_COUNTS, year or clock.today().year)
    by_status = dict.fromkeys(DeliveryStatus, 0) | {
        DeliveryStatus(row["status"]): row["n"]
        for row in await fetch("SELECT status, count(*)::int AS n FROM delivery GROUP BY status")
    }
    return convert(dict(rows[0]) | {one.value: n for one, n in by_status.items()}, Counts)


_ON_THE_WAY = """
SELECT s.id AS submission, s.office, s.year, s.number, s.package, o.name AS office_name, s.sent_at
FROM submission s JOIN office o ON o.code = s.office
WHERE s.status = 'sent' AND NOT EXISTS (
  SELECT 1 FROM delivery d WHERE d.package_sha512 = s.package_sha512)
  AND ($1::int IS NULL OR s.id = $1)
ORDER BY s.sent_at, s.id LIMIT 50
"""


async def on_the_way() -> list[OnTheWay]:
    """What offices of this server have sent, and nobody has taken in: the oldest first."""
    return [
        OnTheWay(
            submission=row["submission"],
            name=_name(row),
            office_name=short_office(row["office_name"]),
            sent_at=row["sent_at"],
        )
        for row in await fetch(_ON_THE_WAY, None)
    ]


async def package_on_the_way(submission_id: int) -> tuple[str, str]:
    """The file's name of a batch on its way, and the fingerprint under which it is kept."""
    rows = await fetch(_ON_THE_WAY, submission_id)
    if not rows:
        raise NotFound(_("Questo invio non aspetta più di essere ricevuto."))
    return f"{_name(rows[0])}.zip", rows[0]["package"]


def _name(row: Any) -> str:
    return submission_name(row["office"], row["year"], row["number"])
