"""Looking at what arrived and deciding: every decision is told at once, and is not taken back."""

from good_practices.intake import events, queries
from good_practices.intake.actions.standing import renew_standings
from good_practices.intake.actions.telling import tell_sender
from good_practices.intake.lifecycle import (
    ACCEPTED,
    DELIVERED,
    REJECTED,
    RETURNED,
    UNDER_REVIEW,
    ReviewStatus,
    check_can_decide,
)
from good_practices.intake.permissions import REVIEW_SCHEDE
from good_practices.intake.shapes import Words
from good_practices.intake.tables import DeliveredScheda, Delivery
from good_practices.schede.naming import scheda_code
from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor, check_may
from registry.platform.database import connection, transaction
from registry.platform.errors import WrongStatus
from registry.platform.i18n import _
from registry.platform.versions import check_version

EVENTS = {ACCEPTED: events.ACCEPT, RETURNED: events.RETURN, REJECTED: events.REJECT}


async def open_review(delivery_id: int, *, version: int | None = None, by: Actor) -> Delivery:
    """This person takes the delivery up: it is theirs, and the sender knows that it is read."""
    check_may(by, REVIEW_SCHEDE)
    async with transaction():
        delivery = await queries.find_for_change(delivery_id)
        await _check_seen(delivery, version, delivery, by=by)
        if delivery.opened_at is not None and delivery.assigned_to == by.user_id:
            return delivery
        if not (await queries.view(delivery_id)).waiting:
            raise WrongStatus(_("In questo invio non c'è più niente da decidere."))
        await _open(delivery, by=by)
        await audit.record(events.OPEN, about=("delivery", delivery.id), by=by, name=delivery.name)
        return await _finish(delivery)


async def accept(
    delivery_id: int, position: int, *, version: int | None = None, by: Actor
) -> DeliveredScheda:
    return await _decide(delivery_id, position, ACCEPTED, "", version=version, by=by)


async def send_back(
    delivery_id: int, position: int, why: Words, *, version: int | None = None, by: Actor
) -> DeliveredScheda:
    """Back to the Prefettura, with what it must do."""
    return await _decide(delivery_id, position, RETURNED, why.words, version=version, by=by)


async def reject(
    delivery_id: int, position: int, why: Words, *, version: int | None = None, by: Actor
) -> DeliveredScheda:
    """Not accepted, with the reason."""
    return await _decide(delivery_id, position, REJECTED, why.words, version=version, by=by)


async def _decide(
    delivery_id: int,
    position: int,
    decision: ReviewStatus,
    words: str,
    *,
    version: int | None,
    by: Actor,
) -> DeliveredScheda:
    check_may(by, REVIEW_SCHEDE)
    async with transaction():
        delivery = await queries.find_for_change(delivery_id)
        scheda = await queries.find_scheda(delivery_id, position)
        if _is_the_same(scheda, decision, words, by):
            return scheda
        check_can_decide(ReviewStatus(scheda.status), is_latest=scheda.is_latest)
        await _check_seen(scheda, version, delivery, by=by)
        if delivery.opened_at is None:
            await _open(delivery, by=by)
            scheda = await queries.find_scheda(delivery_id, position)
        scheda.status, scheda.words = decision, words
        scheda.decided_at, scheda.decided_by = clock.now(), by.user_id
        scheda.version += 1
        await scheda.save()
        await audit.record(
            EVENTS[decision],
            about=("delivery", delivery.id),
            by=by,
            code=scheda_code(scheda.office, scheda.year, scheda.number),
            words=words,
        )
        await _finish(delivery)
        return scheda


def _is_the_same(scheda: DeliveredScheda, decision: ReviewStatus, words: str, by: Actor) -> bool:
    """A button pressed twice by one person decides once."""
    return (scheda.status, scheda.words, scheda.decided_by) == (decision, words, by.user_id)


async def _check_seen(
    thing: Delivery | DeliveredScheda, version: int | None, delivery: Delivery, *, by: Actor
) -> None:
    await check_version(
        version,
        thing,
        what=_("questo invio") if thing is delivery else _("l'esame di questa scheda"),
        about=("delivery", delivery.id),
        changed_at=getattr(thing, "decided_at", None),
        by=by,
    )


async def _open(delivery: Delivery, *, by: Actor) -> None:
    delivery.opened_at = delivery.opened_at or clock.now()
    delivery.assigned_to = by.user_id
    await delivery.save()
    await connection().execute(
        "UPDATE delivered_scheda SET status = $2, version = version + 1"
        " WHERE delivery = $1 AND status = $3 AND is_latest",
        delivery.id,
        UNDER_REVIEW.value,
        DELIVERED.value,
    )


async def _finish(delivery: Delivery) -> Delivery:
    """The delivery stands as its schede do, and who sent is told."""
    await connection().execute(
        "UPDATE delivery SET told_at = greatest($2, told_at + interval '1 microsecond'),"
        " version = version + 1 WHERE id = $1",
        delivery.id,
        clock.now(),
    )
    rows = await connection().fetch(
        "SELECT year, number FROM delivered_scheda WHERE delivery = $1", delivery.id
    )
    await renew_standings(delivery.office, [(row["year"], row["number"]) for row in rows])
    renewed = await queries.find(delivery.id)
    await tell_sender(renewed)
    return renewed
