"""Who looks at a delivery: given to a colleague, who finds it as theirs."""

from good_practices.intake import events, queries
from good_practices.intake.permissions import REVIEW_SCHEDE
from good_practices.intake.tables import Delivery
from registry.platform import audit
from registry.platform.accounts.roles import Actor, check_may
from registry.platform.database import connection, transaction
from registry.platform.errors import InvalidInput, WrongStatus
from registry.platform.i18n import _


async def assign(delivery_id: int, to: int, *, by: Actor) -> Delivery:
    """Whose the delivery is, before or after it is taken up. The sender is told nothing:
    for the Prefettura it is under examination when somebody takes it up."""
    check_may(by, REVIEW_SCHEDE)
    async with transaction():
        delivery = await queries.find_for_change(delivery_id)
        colleague = next((one for one in await queries.reviewers() if one.id == to), None)
        if colleague is None:
            raise InvalidInput(to=_("Scegli una persona del Ministero che esamina le schede."))
        if delivery.assigned_to == to:
            return delivery
        if not (await queries.view(delivery_id)).waiting:
            raise WrongStatus(_("In questo invio non c'è più niente da decidere."))
        await connection().execute(
            "UPDATE delivery SET assigned_to = $2, version = version + 1 WHERE id = $1",
            delivery_id,
            to,
        )
        await audit.record(
            events.ASSIGN,
            about=("delivery", delivery_id),
            by=by,
            name=delivery.name,
            who=colleague.name,
        )
        return await queries.find(delivery_id)
