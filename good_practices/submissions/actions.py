"""What can be done with batches."""

import asyncio

import msgspec

from good_practices.circulars import queries as circulars
from good_practices.schede import actions as schede
from good_practices.schede.lifecycle import SchedaStatus
from good_practices.schede.shapes import Outcome
from good_practices.submissions import bag, events, queries
from good_practices.submissions.assembly import Assembled, assemble
from good_practices.submissions.contents import gather
from good_practices.submissions.exchange import Receipt
from good_practices.submissions.lifecycle import (
    CANCELLED,
    CONFIRMED,
    DELIVERED,
    IN_PREPARATION,
    REGISTERED,
    SENT,
    VERIFIED,
    SubmissionStatus,
    can_become,
    check_can_become,
    check_changeable,
)
from good_practices.submissions.naming import submission_name
from good_practices.submissions.permissions import check_can_prepare, check_can_send
from good_practices.submissions.shapes import ChosenSchede, NewSubmission, RegistrationData
from good_practices.submissions.tables import (
    ReceiptRow,
    Submission,
    SubmissionFile,
    SubmissionItem,
)
from good_practices.submissions.unpack import open_package
from registry.platform import audit, clock, storage
from registry.platform.accounts import queries as accounts
from registry.platform.accounts.roles import Actor
from registry.platform.audit.events import Event
from registry.platform.counters import next_number
from registry.platform.database import fetch, transaction
from registry.platform.errors import InvalidInput, NotFound, WrongStatus
from registry.platform.i18n import _
from registry.platform.offices.words import head_of
from registry.platform.versions import check_version


async def create(new: NewSubmission, *, by: Actor) -> Submission:
    """Opens a batch with approved schede; from here on they are locked."""
    check_can_prepare(by, by.office)
    async with transaction():
        circular = new.circular or (await circulars.find_current()).id
        if new.corrects is not None:
            await queries.find(new.corrects, by=by)
        now = clock.now()
        year = clock.today().year
        submission = Submission(
            office=by.office,
            year=year,
            number=await next_number("submission", by.office, year),
            circular=circular,
            corrects=new.corrects,
            created_at=now,
            changed_at=now,
        )
        await submission.save()
        await _hold(submission, new.schede, by=by)
        await _record(events.CREATE, submission, by=by, n=len(set(new.schede)))
    return submission


async def choose(
    submission_id: int, chosen: ChosenSchede, *, version: int | None = None, by: Actor
) -> Submission:
    """Other schede for a batch that is still in preparation."""
    if not chosen.schede:
        raise InvalidInput(
            schede=_("Un invio porta almeno una scheda: lasciane una, o annulla l'invio.")
        )
    async with transaction():
        submission = await _locked(submission_id, version=version, by=by)
        check_changeable(SubmissionStatus(submission.status))
        wanted = list(dict.fromkeys(chosen.schede))
        for scheda_id in await queries.schede_of(submission.id):
            if scheda_id not in wanted:
                await schede.release(scheda_id, by=by)
        await SubmissionItem.delete().where(SubmissionItem.submission == submission.id)
        await _hold(submission, wanted, by=by)
        await _touch(submission)
        await _record(events.CHANGE, submission, by=by, n=len(wanted))
    return submission


async def _hold(submission: Submission, scheda_ids: list[int], *, by: Actor) -> None:
    for position, scheda_id in enumerate(dict.fromkeys(scheda_ids), start=1):
        scheda = await schede.hold(scheda_id, submission.id, by=by)
        if scheda.circular != submission.circular:
            raise InvalidInput(schede=_("Una scheda risponde a un'altra circolare."))
        await SubmissionItem(submission=submission.id, scheda=scheda_id, position=position).save()


async def freeze(submission_id: int, *, version: int | None = None, by: Actor) -> Submission:
    """Makes the package of the schede as they are now, opens it again and checks it whole."""
    async with transaction():
        submission = await _locked(submission_id, version=version, by=by)
        check_can_become(SubmissionStatus(submission.status), VERIFIED)
        submission.status, submission.frozen_at = VERIFIED, clock.now().replace(microsecond=0)
        await _pack(submission, by=by)
        await _touch(submission)
        await _record(events.FREEZE, submission, by=by)
    return submission


async def _pack(submission: Submission, *, by: Actor) -> None:
    ids = await queries.schede_of(submission.id)
    contents = await gather(submission, ids, by=by)
    made = await asyncio.to_thread(assemble, contents)
    await asyncio.to_thread(open_package, made.package)
    submission.package = await storage.keep(made.package, name=f"{contents.name}.zip")
    submission.package_sha512 = bag.sha512(made.package)
    await _keep_files(submission, made)
    await _keep_snapshots(submission, ids, made)


async def _keep_files(submission: Submission, made: Assembled) -> None:
    await SubmissionFile.delete().where(SubmissionFile.submission == submission.id)
    for position, placed in enumerate(made.files, start=1):
        entry = placed.entry
        await SubmissionFile(
            submission=submission.id,
            position=position,
            kind=entry.kind,
            name=entry.name,
            title=entry.title,
            size=entry.size,
            sha512=entry.sha512,
            file=await storage.keep(placed.content, name=placed.name),
        ).save()


async def _keep_snapshots(submission: Submission, ids: list[int], made: Assembled) -> None:
    for scheda_id, entry in zip(ids, made.schede, strict=True):
        await SubmissionItem.update(
            {
                SubmissionItem.scheda_edition: entry.edition,
                SubmissionItem.snapshot: to_json(entry),
                SubmissionItem.file_name: entry.file,
            }
        ).where((SubmissionItem.submission == submission.id) & (SubmissionItem.scheda == scheda_id))


async def reopen(submission_id: int, *, version: int | None = None, by: Actor) -> Submission:
    """Back to preparation: the package is dropped, the number stays."""
    async with transaction():
        submission = await _locked(submission_id, version=version, by=by)
        check_can_become(SubmissionStatus(submission.status), IN_PREPARATION)
        await _drop_package(submission)
        submission.status = IN_PREPARATION
        await _touch(submission)
        await _record(events.REOPEN, submission, by=by)
    return submission


async def _drop_package(submission: Submission) -> None:
    submission.frozen_at = None
    submission.package, submission.package_sha512 = None, ""
    submission.registered_number, submission.registered_on = "", None
    await SubmissionFile.delete().where(SubmissionFile.submission == submission.id)


async def cancel(submission_id: int, *, version: int | None = None, by: Actor) -> Submission:
    """The batch is not made any more: its schede are free, its number stays its own.

    Who changes their mind takes it up again with ``resume``.
    """
    async with transaction():
        submission = await _locked(submission_id, version=version, by=by)
        check_can_become(SubmissionStatus(submission.status), CANCELLED)
        for scheda_id in await queries.schede_of(submission.id):
            await schede.release(scheda_id, by=by)
        await _drop_package(submission)
        submission.status = CANCELLED
        await _touch(submission)
        await _record(events.CANCEL, submission, by=by)
    return submission


async def resume(submission_id: int, *, version: int | None = None, by: Actor) -> Submission:
    """A batch that was cancelled is prepared again, with its schede if they are still free."""
    async with transaction():
        submission = await _locked(submission_id, version=version, by=by)
        if submission.status != CANCELLED:
            raise WrongStatus(_("L'invio non è annullato: non c'è niente da riprendere."))
        for scheda_id in await queries.schede_of(submission.id):
            await schede.hold(scheda_id, submission.id, by=by)
        submission.status = IN_PREPARATION
        await _touch(submission)
        await _record(events.RESUME, submission, by=by)
    return submission


async def register(
    submission_id: int, given: RegistrationData, *, version: int | None = None, by: Actor
) -> Submission:
    """Writes the mail register's number in the letter; the package is made again with it."""
    async with transaction():
        submission = await _locked(submission_id, version=version, by=by)
        check_can_become(SubmissionStatus(submission.status), REGISTERED)
        if given.on > clock.today():
            raise InvalidInput(on=_("Il protocollo non può avere una data futura."))
        if not given.is_shared:
            await _check_number_is_free(submission, given)
        submission.registered_number, submission.registered_on = given.number, given.on
        submission.signer_name = given.signer_name
        submission.signer_title = given.signer_title or await _head(submission.office)
        submission.signer_by_order = given.signer_by_order
        submission.signer_office = given.signer_office
        submission.status = REGISTERED
        await _pack(submission, by=by)
        await _touch(submission)
        await _record(events.REGISTER, submission, by=by, number=given.number)
    return submission


async def _check_number_is_free(submission: Submission, given: RegistrationData) -> None:
    """A mail register gives a number once a year: taken twice, one of the two is mistyped."""
    other = await queries.registered_as_or_none(
        submission.office, given.number, given.on.year, except_for=submission.id
    )
    if other is not None:
        raise InvalidInput(
            number=_(
                "Il numero {number} del {year} è già dell'invio {name}: guarda il registro."
                " Se vale per tutti e due, dillo qui sotto."
            ).format(number=given.number, year=given.on.year, name=other)
        )


async def _head(office_code: str) -> str:
    """«IL PREFETTO»: who signs for the office, as its settings say."""
    office = await accounts.find_office(office_code)
    return head_of(office.kind, office.head_title).upper()


async def send(submission_id: int, *, version: int | None = None, by: Actor) -> Submission:
    """The package leaves the house: who is in charge says so, and the schede are sent."""
    async with transaction():
        submission = await _locked(submission_id, version=version, by=by)
        check_can_send(by, submission.office)
        check_can_become(SubmissionStatus(submission.status), SENT)
        submission.status, submission.sent_at = SENT, clock.now()
        for scheda_id in await queries.schede_of(submission.id):
            await schede.mark_sent(scheda_id, by=by)
        await _touch(submission)
        await _record(events.SEND, submission, by=by)
    return submission


async def take_receipt(receipt: Receipt, *, by: Actor) -> Submission:
    """The Ministry's answer: the same one twice changes nothing.

    Raises NotFound for a batch that this office did not send, InvalidInput when the receipt
    is of other bytes than those that left.
    """
    async with transaction():
        found = await queries.find_by_name_or_none(receipt.office, receipt.year, receipt.number)
        if found is None or found.office != by.office:
            raise NotFound(_("La ricevuta non è di un invio di questo ufficio."))
        submission = await queries.find_for_change(found.id, by=by)
        if receipt.package_sha512 != submission.package_sha512:
            raise InvalidInput(file=_("La ricevuta è di un pacco diverso da quello partito."))
        if await _is_known(submission, receipt):
            return submission
        await _apply(submission, receipt, by=by)
    return submission


async def _is_known(submission: Submission, receipt: Receipt) -> bool:
    return await ReceiptRow.exists().where(
        (ReceiptRow.submission == submission.id)
        & (ReceiptRow.receipt_number == receipt.receipt_number)
        & (ReceiptRow.came_at == receipt.issued_at)
    )


async def _apply(submission: Submission, receipt: Receipt, *, by: Actor) -> None:
    await ReceiptRow(
        submission=submission.id,
        receipt_number=receipt.receipt_number,
        content=to_json(receipt),
        came_at=receipt.issued_at,
    ).save()
    submission.receipt_number = receipt.receipt_number
    submission.received_at = receipt.received_at
    if can_become(SubmissionStatus(submission.status), DELIVERED):
        submission.status = DELIVERED
    await _tell_schede(submission, receipt, by=by)
    await _record(events.RECEIVE_RECEIPT, submission, by=by, receipt=receipt.receipt_number)
    if await _is_all_decided(submission):
        submission.status = CONFIRMED
        await _record(events.CONFIRM, submission, by=by)
    await _touch(submission)


async def _tell_schede(submission: Submission, receipt: Receipt, *, by: Actor) -> None:
    """What was decided goes to each scheda, if it is still the edition that was sent."""
    rows = await fetch(
        "SELECT i.scheda, i.scheda_edition, d.year, d.number, d.edition, d.status, d.submission_id"
        " FROM submission_item i JOIN scheda d ON d.id = i.scheda WHERE i.submission = $1",
        submission.id,
    )
    decided = {(one.year, one.number): one for one in receipt.decisions}
    for row in rows:
        if row["edition"] != row["scheda_edition"] or row["submission_id"] != submission.id:
            continue
        one = decided.get((row["year"], row["number"]))
        status = SchedaStatus(one.status) if one else SchedaStatus.DELIVERED
        if row["status"] == SchedaStatus.SENT or one:
            outcome = Outcome(status=status, words=one.words if one else "")
            await schede.mark_outcome(row["scheda"], outcome, by=by)


async def _is_all_decided(submission: Submission) -> bool:
    waiting = await fetch(
        "SELECT 1 FROM submission_item i JOIN scheda d ON d.id = i.scheda"
        " WHERE i.submission = $1 AND d.submission_id = $1 LIMIT 1",
        submission.id,
    )
    return not waiting


def to_json(value: object) -> str:
    return msgspec.json.encode(value).decode()


async def _locked(submission_id: int, *, version: int | None, by: Actor) -> Submission:
    submission = await queries.find_for_change(submission_id, by=by)
    check_can_prepare(by, submission.office)
    await check_version(
        version,
        submission,
        what=_("questo invio"),
        about=("submission", submission.id),
        changed_at=submission.changed_at,
        by=by,
    )
    return submission


async def _touch(submission: Submission) -> None:
    submission.version += 1
    submission.changed_at = clock.now()
    await submission.save()


async def _record(event: Event, submission: Submission, *, by: Actor, **blanks: object) -> None:
    name = submission_name(submission.office, submission.year, submission.number)
    await audit.record(event, about=("submission", submission.id), by=by, name=name, **blanks)
