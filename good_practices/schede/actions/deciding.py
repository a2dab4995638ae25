"""Deciding on a scheda inside the office: propose, approve, send back, open again, withdraw."""

from good_practices.schede import events, queries
from good_practices.schede.actions.common import (
    check_seen,
    put_in_search,
    record,
    touch,
)
from good_practices.schede.checks import is_protection, what_stops
from good_practices.schede.lifecycle import (
    DRAFT,
    PROPOSED,
    READY,
    WITHDRAWN,
    SchedaStatus,
    check_can_become,
    check_can_propose,
    check_not_held,
)
from good_practices.schede.permissions import (
    check_can_approve,
    check_can_withdraw,
    check_can_write,
    check_in_charge,
)
from good_practices.schede.shapes import SendBack
from good_practices.schede.tables import Scheda
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import transaction
from registry.platform.errors import InvalidInput, WrongStatus
from registry.platform.i18n import _


async def propose(scheda_id: int, *, version: int | None = None, by: Actor) -> Scheda:
    """Gives the scheda to who is in charge; raises InvalidInput with all that stops it."""
    async with transaction():
        scheda = await queries.find_for_change(scheda_id, by=by)
        check_can_write(by, scheda.office)
        check_not_held(scheda.submission_id, SchedaStatus(scheda.status))
        check_can_propose(SchedaStatus(scheda.status))
        await check_seen(scheda, version, by=by)
        await _check_nothing_stops(scheda_id, by=by)
        scheda.status = PROPOSED
        scheda.proposed_by, scheda.proposed_at = by.user_id, clock.now()
        await touch(scheda)
        await record(events.PROPOSE, scheda, by=by)
    return scheda


async def _check_nothing_stops(scheda_id: int, *, by: Actor) -> None:
    sheet = await queries.view(scheda_id, by=by)
    wrong: dict[str, list[str]] = {}
    for one in what_stops(sheet.findings):
        told = f"{one.title}. {one.sentence}" if is_protection(one) else one.sentence
        wrong.setdefault(one.field, []).append(told)
    if wrong:
        raise InvalidInput.of({name: "\n".join(told) for name, told in wrong.items()})


async def approve(scheda_id: int, *, version: int | None = None, by: Actor) -> Scheda:
    """The scheda is ready to be sent: by who is in charge and did not write in it."""
    async with transaction():
        scheda = await queries.find_for_change(scheda_id, by=by)
        check_can_approve(by, scheda.office, scheda.writer_ids)
        check_can_become(SchedaStatus(scheda.status), READY)
        await check_seen(scheda, version, by=by)
        await _check_nothing_stops(scheda_id, by=by)
        scheda.status = READY
        scheda.approved_by, scheda.approved_at = by.user_id, clock.now()
        scheda.returned_words = ""
        await touch(scheda)
        await record(events.APPROVE, scheda, by=by)
    return scheda


async def withdraw_approval(scheda_id: int, *, by: Actor) -> Scheda:
    """Who is in charge thinks about it again: the scheda is proposed, as it was before."""
    async with transaction():
        scheda = await queries.find_for_change(scheda_id, by=by)
        check_in_charge(by, scheda.office)
        if scheda.status != READY:
            raise WrongStatus(_("La scheda non è approvata: non c'è niente da ritirare."))
        check_not_held(scheda.submission_id, READY)
        check_can_become(READY, PROPOSED)
        scheda.status = PROPOSED
        scheda.approved_by = scheda.approved_at = None
        await touch(scheda)
        await record(events.WITHDRAW_APPROVAL, scheda, by=by)
    return scheda


async def send_back(scheda_id: int, why: SendBack, *, by: Actor) -> Scheda:
    """Who is in charge gives the scheda back to who wrote it, with words."""
    async with transaction():
        scheda = await queries.find_for_change(scheda_id, by=by)
        check_in_charge(by, scheda.office)
        check_not_held(scheda.submission_id, SchedaStatus(scheda.status))
        check_can_become(SchedaStatus(scheda.status), DRAFT)
        _make_draft(scheda)
        scheda.returned_words, scheda.returned_at = why.words.strip(), clock.now()
        await touch(scheda)
        await record(events.SEND_BACK, scheda, by=by, words=why.words.strip())
    return scheda


async def reopen(scheda_id: int, *, by: Actor) -> Scheda:
    """The office takes the scheda up again. One that was sent becomes another edition."""
    async with transaction():
        scheda = await queries.find_for_change(scheda_id, by=by)
        check_can_write(by, scheda.office)
        check_not_held(scheda.submission_id, SchedaStatus(scheda.status))
        check_can_become(SchedaStatus(scheda.status), DRAFT)
        _make_draft(scheda)
        if scheda.sent_at is not None:
            scheda.edition, scheda.sent_at, scheda.writer_ids = scheda.edition + 1, None, []
        await touch(scheda)
        await record(events.REOPEN, scheda, by=by, edition=scheda.edition)
        await put_in_search(scheda_id, by=by)
    return scheda


def _make_draft(scheda: Scheda) -> None:
    scheda.status = DRAFT
    scheda.proposed_by = scheda.proposed_at = None
    scheda.approved_by = scheda.approved_at = None


async def withdraw(scheda_id: int, *, by: Actor) -> Scheda:
    async with transaction():
        scheda = await queries.find_for_change(scheda_id, by=by)
        check_can_withdraw(by, scheda.office)
        check_not_held(scheda.submission_id, SchedaStatus(scheda.status))
        check_can_become(SchedaStatus(scheda.status), WITHDRAWN)
        scheda.status = WITHDRAWN
        await touch(scheda)
        await record(events.WITHDRAW, scheda, by=by)
        await put_in_search(scheda_id, by=by)
    return scheda
