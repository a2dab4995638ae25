"""What an office has written of itself, and who wrote it."""

from msgspec import convert

from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.mailboxes import remarks_about
from registry.platform.offices.permissions import check_can_see
from registry.platform.offices.shapes import Changed, OfficeView

# An event tells the names of what it changed: the last that tells one is who changed it.
_CHANGED = """
SELECT DISTINCT ON (field) field, e.at, e.user_name AS by
FROM audit_event e, jsonb_array_elements_text(e.details -> 'fields') AS field
WHERE e.about_kind = 'office' AND e.about_id = $1 AND e.event = 'office:change'
ORDER BY field, e.id DESC
"""


async def view(code: str, *, by: Actor) -> OfficeView:
    """The settings of an office that this person may see."""
    check_can_see(by, code)
    return await find(code)


async def find(code: str) -> OfficeView:
    """The same for the rooms, which write it in letters."""
    rows = await fetch("SELECT * FROM office WHERE code = $1", code)
    if not rows:
        raise NotFound(_("Non c'è un ufficio con il codice {code}.").format(code=code))
    values = dict(rows[0])
    values["changed"] = {
        row["field"]: Changed(at=row["at"], by=row["by"]) for row in await fetch(_CHANGED, code)
    }
    values["remarks"] = [
        *remarks_about(values["email"]),
        *remarks_about(values["certified_email"], is_certified=True),
    ]
    return convert(values, OfficeView)
