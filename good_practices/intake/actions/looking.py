"""Ticking what has been read of a sheet: a mark of whoever examines it, for their own work."""

from good_practices.intake import queries
from good_practices.intake.lifecycle import ReviewStatus, check_can_decide
from good_practices.intake.permissions import REVIEW_SCHEDE
from good_practices.intake.shapes import Looked
from good_practices.intake.sheet import KEYS
from registry.platform.accounts.roles import Actor, check_may
from registry.platform.database import connection, transaction
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _


async def look_at(delivery_id: int, position: int, looked: Looked, *, by: Actor) -> None:
    """Ticks heads of the sheet, or takes their ticks away.

    A tick decides nothing: it leaves no event, and makes no page stale.
    """
    check_may(by, REVIEW_SCHEDE)
    unknown = set(looked.keys) - KEYS
    if unknown:
        raise InvalidInput(keys=_("Il campo {key} non c'è.").format(key=min(unknown)))
    async with transaction():
        await queries.find_for_change(delivery_id)
        scheda = await queries.find_scheda(delivery_id, position)
        check_can_decide(ReviewStatus(scheda.status), is_latest=scheda.is_latest)
        before = set(scheda.looked_at)
        after = before | set(looked.keys) if looked.is_looked else before - set(looked.keys)
        await connection().execute(
            "UPDATE delivered_scheda SET looked_at = $2 WHERE id = $1", scheda.id, sorted(after)
        )
