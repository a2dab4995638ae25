"""What every action of this room does around its own: hold the row, note it, tell the search."""

from registry.partners import queries
from registry.partners.permissions import check_can_edit
from registry.partners.tables import Partner
from registry.platform import audit, clock, search
from registry.platform.accounts.roles import Actor, Visibility
from registry.platform.audit.events import Event
from registry.platform.database import connection
from registry.platform.i18n import _
from registry.platform.versions import check_version

ROOM = "partners"


async def held(partner_id: int, *, by: Actor, version: int | None = None) -> Partner:
    """The partner as it is now, held until the act ends; refuses who may not write it."""
    await connection().execute("SELECT 1 FROM partner WHERE id = $1 FOR UPDATE", partner_id)
    partner = await queries.find(partner_id, by=by)
    check_can_edit(by, partner.office)
    await check_version(
        version,
        partner,
        what=_("questo partner"),
        about=("partner", partner_id),
        changed_at=partner.changed_at,
        by=by,
    )
    return partner


async def note(event: Event, partner: Partner, *, by: Actor, **blanks: object) -> int:
    """The partner's new version, and what happened; answers with the event's number."""
    partner.version += 1
    partner.changed_at = clock.now()
    await partner.save()
    await put_in_search(partner.id)
    return await audit.record(
        event, about=("partner", partner.id), by=by, name=partner.name, **blanks
    )


async def put_in_search(partner_id: int) -> None:
    words = await queries.words_to_find(partner_id)
    await search.put(
        ROOM,
        partner_id,
        title=words.title,
        facts=words.facts,
        body=words.body,
        office=words.office,
        visibility=Visibility(words.visibility),
    )
