"""What is known of circulars."""

from typing import Any

from msgspec import convert, json

from good_practices.circulars.naming import circular_name
from good_practices.circulars.shapes import CircularRow, CircularView, FieldRow
from registry.platform.database import fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.lists import Ask, Listing, order_by
from registry.platform.mailboxes import warning_about
from registry.platform.settings import settings

SORTS = {"issued_on": "issued_on", "number": "number", "edition": "edition", "title": "title"}


async def list_circulars(ask: Ask) -> Listing[CircularRow]:
    """One page of the circulars, the newest first; words look in number and title."""
    where = "($1 = '' OR number = $1 OR fold(title) LIKE '%' || fold($1) || '%')"
    total = await fetch(f"SELECT count(*) AS n FROM circular WHERE {where}", ask.q)  # noqa: S608
    order = order_by(ask.sort, SORTS, default="-issued_on")
    rows = await fetch(
        "SELECT c.id, number, issued_on, edition, is_current, title,"  # noqa: S608  constants only
        " (SELECT count(*) FROM circular_field f WHERE f.circular = c.id)::int AS field_count"
        f" FROM circular c WHERE {where} ORDER BY {order} LIMIT $2 OFFSET $3",
        ask.q,
        ask.size,
        ask.offset,
    )
    return Listing(
        items=[convert(_named(row), CircularRow) for row in rows],
        total=total[0]["n"],
        page=ask.page,
        size=ask.size,
    )


async def find(circular_id: int) -> CircularView:
    """One edition of a circular with its fields in order."""
    rows = await fetch(
        "SELECT c.*, (SELECT json_agg(f ORDER BY f.number) FROM circular_field f"
        " WHERE f.circular = c.id) AS fields FROM circular c WHERE c.id = $1",
        circular_id,
    )
    if not rows:
        raise NotFound(_("Questa circolare non c'è."))
    values = _named(rows[0])
    values["mailbox"] = values["mailbox"] or settings().good_practices_mailbox
    values["mailbox_warning"] = warning_about(values["mailbox"])
    values["fields"] = json.decode(values["fields"] or "[]", type=list[FieldRow])
    return convert(values, CircularView)


async def find_current(number: str | None = None) -> CircularView:
    """The edition on which new schede are written: of that circular, or of the newest."""
    rows = await fetch(
        "SELECT id FROM circular WHERE is_current AND ($1::text IS NULL OR number = $1)"
        " ORDER BY issued_on DESC LIMIT 1",
        number,
    )
    if not rows:
        raise NotFound(_("Nel registro non c'è ancora nessuna circolare."))
    return await find(rows[0]["id"])


def _named(row: Any) -> dict[str, Any]:
    return {**dict(row), "name": circular_name(row["number"], row["issued_on"])}
