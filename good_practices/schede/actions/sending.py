"""What a transmission does to the schede that it carries, and what comes back of them.

Called by the rooms above: they decide, this keeps the life of each scheda true.
"""

from good_practices.schede import events, queries
from good_practices.schede.actions.common import code_of, put_in_search, record, touch
from good_practices.schede.lifecycle import (
    DELIVERED,
    OUTCOMES,
    READY,
    RETURNED,
    SENT,
    STATUS_LABELS,
    UNDER_REVIEW,
    SchedaStatus,
    check_can_become,
)
from good_practices.schede.permissions import check_can_write
from good_practices.schede.shapes import Outcome
from good_practices.schede.tables import Scheda
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import transaction
from registry.platform.errors import AlreadyThere, InvalidInput, WrongStatus
from registry.platform.i18n import _


async def hold(scheda_id: int, submission_id: int, *, by: Actor) -> Scheda:
    """A ready scheda enters an open transmission: from here on it is locked.

    Raises AlreadyThere when another transmission holds it.
    """
    async with transaction():
        scheda = await queries.find_for_change(scheda_id, by=by)
        check_can_write(by, scheda.office)
        if scheda.submission_id == submission_id:
            return scheda
        if scheda.submission_id is not None:
            raise AlreadyThere(
                _("La scheda {code} è già in un altro invio aperto.").format(code=code_of(scheda))
            )
        if scheda.status != READY:
            raise WrongStatus(
                _("La scheda {code} non è pronta per partire: falla approvare.").format(
                    code=code_of(scheda)
                )
            )
        scheda.submission_id = submission_id
        await touch(scheda)
        await record(events.HOLD, scheda, by=by)
    return scheda


async def release(scheda_id: int, *, by: Actor) -> Scheda:
    """The scheda leaves a transmission that did not go: it is ready again."""
    async with transaction():
        scheda = await queries.find_for_change(scheda_id, by=by)
        check_can_write(by, scheda.office)
        if scheda.status != READY or scheda.submission_id is None:
            raise WrongStatus(_("La scheda non è in un invio che si possa lasciare."))
        scheda.submission_id = None
        await touch(scheda)
        await record(events.RELEASE, scheda, by=by)
    return scheda


async def mark_sent(scheda_id: int, *, by: Actor) -> Scheda:
    """The transmission that holds the scheda has left."""
    async with transaction():
        scheda = await queries.find_for_change(scheda_id, by=by)
        check_can_write(by, scheda.office)
        if scheda.submission_id is None:
            raise WrongStatus(_("La scheda non è in nessun invio."))
        check_can_become(SchedaStatus(scheda.status), SENT)
        scheda.status, scheda.sent_at = SENT, clock.now()
        await touch(scheda)
        await record(events.SEND, scheda, by=by)
        await put_in_search(scheda_id, by=by)
    return scheda


STILL_TRAVELLING = frozenset({DELIVERED, UNDER_REVIEW})


async def mark_outcome(scheda_id: int, outcome: Outcome, *, by: Actor) -> Scheda:
    """What a receipt tells of the scheda; the same receipt twice changes nothing.

    ``READY`` says that the transmission did not arrive. A scheda that comes back, or that
    was decided on, is held no longer.
    """
    if outcome.status not in OUTCOMES:
        raise InvalidInput(status=_("Questo esito non esiste."))
    async with transaction():
        scheda = await queries.find_for_change(scheda_id, by=by)
        check_can_write(by, scheda.office)
        now = SchedaStatus(scheda.status)
        if now is outcome.status and scheda.sent_at is not None:
            return scheda
        check_can_become(now, outcome.status)
        _apply(scheda, outcome)
        await touch(scheda)
        await record(
            events.OUTCOME,
            scheda,
            by=by,
            status=STATUS_LABELS[outcome.status],
            words=outcome.words,
            became=outcome.status.value,
        )
        await put_in_search(scheda_id, by=by)
    return scheda


def _apply(scheda: Scheda, outcome: Outcome) -> None:
    scheda.status = outcome.status
    if outcome.status not in STILL_TRAVELLING:
        scheda.submission_id = None
    if outcome.status is READY:
        scheda.sent_at = None
    if outcome.status is RETURNED or outcome.words:
        scheda.returned_words, scheda.returned_at = outcome.words, clock.now()
