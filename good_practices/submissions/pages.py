"""The pages of batches."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath
from msgspec import convert

from good_practices.circulars import queries as circulars
from good_practices.schede import queries as schede
from good_practices.submissions import actions, dossier, queries
from good_practices.submissions.exchange import read_receipt
from good_practices.submissions.lifecycle import (
    LIFE,
    STATUS_LABELS,
    SubmissionStatus,
    can_become,
    why_not_sent,
)
from good_practices.submissions.naming import submission_name
from good_practices.submissions.permissions import (
    PREPARE_SUBMISSIONS,
    READ_SUBMISSIONS,
    can_prepare,
    can_send,
)
from good_practices.submissions.postal import plan
from good_practices.submissions.shapes import (
    ChosenSchede,
    NewSubmission,
    RegistrationData,
    SubmissionFilters,
    SubmissionView,
)
from registry.platform import storage
from registry.platform.accounts import queries as accounts
from registry.platform.accounts.roles import Actor
from registry.platform.audit import events_about
from registry.platform.dossiers import actions as dossiers
from registry.platform.dossiers.queries import latest_or_none
from registry.platform.errors import AlreadyThere, InvalidInput, Refused, WrongStatus
from registry.platform.i18n import _
from registry.platform.lists import read_ask
from registry.platform.offices.words import head_of
from registry.platform.web.declared import LIST, shows
from registry.platform.web.downloads import download
from registry.platform.web.forms import came_back, read_change, read_file, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see
from registry.platform.web.templating import day

AnyRequest = Request[Any, Any, Any]
TOLD_HERE = (InvalidInput, AlreadyThere, WrongStatus)
"""What is told on the page of the batch, where it happened."""


def filters_of(query: dict[str, str]) -> SubmissionFilters:
    known = SubmissionFilters.__struct_fields__
    return convert({name: query[name] for name in known if name in query}, SubmissionFilters)


class SubmissionPages(Controller):
    path = "/submissions"

    @get("/", guards=[requires(READ_SUBMISSIONS)], **shows(SubmissionFilters, *LIST))
    async def list_submissions(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        query = dict(request.query_params)
        listing = await queries.list_submissions(read_ask(query), filters_of(query), by=actor)
        return page("submissions/list.html", listing=listing, may=can_prepare(actor, actor.office))

    @get("/new", guards=[requires(PREPARE_SUBMISSIONS)])
    async def show_new(self, actor: CurrentActor) -> Response[str]:
        return await _new_page(actor)

    @post("/new", guards=[requires(PREPARE_SUBMISSIONS)], status_code=303)
    async def create(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        form = await request.form()
        try:
            submission = await actions.create(read_form(NewSubmission, form), by=actor)
        except InvalidInput as refused:
            return await _new_page(actor, status=422, **came_back(refused, form))
        return see(f"/submissions/{submission.id}", said=_("Invio aperto."))

    @get("/{submission_id:int}", guards=[requires(READ_SUBMISSIONS)])
    async def show(self, submission_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _page(submission_id, actor)

    @post("/{submission_id:int}/schede", guards=[requires(PREPARE_SUBMISSIONS)], status_code=303)
    async def choose(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            chosen = read_form(ChosenSchede, form)
            await actions.choose(submission_id, chosen, version=version, by=actor)
        except TOLD_HERE as refused:
            return await _refused(submission_id, actor, refused, form)
        return see(f"/submissions/{submission_id}", said=_("Schede dell'invio aggiornate."))

    @post("/{submission_id:int}/freeze", guards=[requires(PREPARE_SUBMISSIONS)], status_code=303)
    async def freeze(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            await actions.freeze(submission_id, version=version, by=actor)
        except TOLD_HERE as refused:
            return await _refused(submission_id, actor, refused, form)
        return see(f"/submissions/{submission_id}", said=_("Pacco preparato e verificato."))

    @post("/{submission_id:int}/reopen", guards=[requires(PREPARE_SUBMISSIONS)], status_code=303)
    async def reopen(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            await actions.reopen(submission_id, version=version, by=actor)
        except TOLD_HERE as refused:
            return await _refused(submission_id, actor, refused, form)
        return see(f"/submissions/{submission_id}", said=_("Invio riaperto."))

    @post("/{submission_id:int}/cancel", guards=[requires(PREPARE_SUBMISSIONS)], status_code=303)
    async def cancel(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            await actions.cancel(submission_id, version=version, by=actor)
        except TOLD_HERE as refused:
            return await _refused(submission_id, actor, refused, form)
        said = _("L'invio non si fa più: le sue schede sono di nuovo libere.")
        undo = f"/submissions/{submission_id}/resume"
        return see(f"/submissions/{submission_id}", said=said, undo=undo)

    @post("/{submission_id:int}/resume", guards=[requires(PREPARE_SUBMISSIONS)], status_code=303)
    async def resume(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            await actions.resume(submission_id, version=version, by=actor)
        except TOLD_HERE as refused:
            return await _refused(submission_id, actor, refused, form)
        return see(f"/submissions/{submission_id}", said=_("Invio ripreso: puoi prepararlo."))

    @post("/{submission_id:int}/register", guards=[requires(PREPARE_SUBMISSIONS)], status_code=303)
    async def register(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            given = read_form(RegistrationData, form)
            await actions.register(submission_id, given, version=version, by=actor)
        except TOLD_HERE as refused:
            return await _refused(submission_id, actor, refused, form)
        return see(f"/submissions/{submission_id}", said=_("Numero di protocollo registrato."))

    @get("/{submission_id:int}/send", guards=[requires(PREPARE_SUBMISSIONS)])
    async def confirm_sending(
        self, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        """What leaves the house is shown before it leaves; the button repeats it."""
        submission = await queries.view(submission_id, by=actor)
        return page(
            "submissions/send.html",
            submission=submission,
            leaves=can_become(submission.status, SubmissionStatus.SENT),
            why_not=why_not_sent(submission.status),
            **_facts(submission, actor),
        )

    @post("/{submission_id:int}/send", guards=[requires(PREPARE_SUBMISSIONS)], status_code=303)
    async def send(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            await actions.send(submission_id, version=version, by=actor)
        except TOLD_HERE as refused:
            return await _refused(submission_id, actor, refused, form)
        said = _("Invio segnato come partito. Manca un passo: mandare il pacco con la PEC.")
        return see(f"/submissions/{submission_id}#da-mandare", said=said)

    @post("/{submission_id:int}/receipt", guards=[requires(PREPARE_SUBMISSIONS)], status_code=303)
    async def take_receipt(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            name, content = await read_file(form)
            submission = await actions.take_receipt(read_receipt(name, content), by=actor)
        except Refused as refused:
            wrong = InvalidInput(file=refused.sentence)
            return await _page(submission_id, actor, status=422, **came_back(wrong, form))
        there = f"/submissions/{submission.id}#ricevute"
        if submission.id == submission_id:
            return see(there, said=_("Ricevuta registrata."))
        name = submission_name(submission.office, submission.year, submission.number)
        said = _("La ricevuta è dell'invio {name}: l'abbiamo registrata qui, nel suo.")
        return see(there, said=said.format(name=name))

    @post("/{submission_id:int}/dossier", guards=[requires(READ_SUBMISSIONS)], status_code=303)
    async def ask_dossier(self, submission_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        """What the package has as one PDF, made by a job."""
        asked = await dossiers.ask(dossier.SUBJECT, submission_id, by=actor)
        return see(f"/dossiers/{asked.id}")

    @get("/{submission_id:int}/package", guards=[requires(READ_SUBMISSIONS)])
    async def package(self, submission_id: FromPath[int], actor: CurrentActor) -> Response[bytes]:
        name, content = await queries.package_of(submission_id, by=actor)
        return download(content, name)

    @get("/{submission_id:int}/files/{name:str}", guards=[requires(READ_SUBMISSIONS)])
    async def file(
        self, submission_id: FromPath[int], name: FromPath[str], actor: CurrentActor
    ) -> Response[bytes]:
        found = await queries.find_file(submission_id, name, by=actor)
        return download(storage.read(found.file), found.name)


async def _new_page(actor: Actor, *, status: int = 200, **more: Any) -> Response[str]:
    circular = await circulars.find_current()
    ready = await schede.ready_to_send(actor.office, circular.id)
    earlier = await queries.list_submissions(
        read_ask({"size": "200"}), SubmissionFilters(), by=actor
    )
    return page(
        "submissions/new.html",
        status=status,
        circular=circular,
        ready=ready,
        earlier=[one for one in earlier.items if one.sent_at],
        **more,
    )


async def _refused(
    submission_id: int, actor: Actor, refused: Refused, form: FormMultiDict
) -> Response[str]:
    back = came_back(refused, form)
    return await _page(submission_id, actor, status=status_of(refused), **back)


async def _page(
    submission_id: int, actor: Actor, *, status: int = 200, **more: Any
) -> Response[str]:
    submission = await queries.view(submission_id, by=actor)
    office = await accounts.find_office(submission.office)
    free = (
        await schede.ready_to_send(actor.office, submission.circular)
        if submission.status is SubmissionStatus.IN_PREPARATION
        else []
    )
    return page(
        "submissions/show.html",
        status=status,
        submission=submission,
        free=free,
        usual_signer=head_of(office.kind, office.head_title).upper(),
        events=await events_about("submission", submission_id),
        dossier=await latest_or_none(dossier.SUBJECT, submission_id, by=actor),
        **_facts(submission, actor),
        **more,
    )


def _facts(submission: SubmissionView, actor: Actor) -> dict[str, Any]:
    return {
        "life": _life(submission),
        "plan": plan([file.size for file in submission.files]),
        "may": can_prepare(actor, submission.office),
        "may_send": can_send(actor, submission.office),
    }


def _life(submission: SubmissionView) -> list[dict[str, str]]:
    """The bar of the page: what was, what is, what makes the rest follow."""
    if submission.status is SubmissionStatus.CANCELLED:
        return []
    now = LIFE.index(submission.status)
    notes = {
        SubmissionStatus.VERIFIED: submission.frozen_at,
        SubmissionStatus.SENT: submission.sent_at,
        SubmissionStatus.DELIVERED: submission.received_at,
    }
    steps = []
    for place, one in enumerate(LIFE):
        state = "done" if place < now else "now" if place == now else "next"
        at = notes.get(one)
        note = day(at) if at and place <= now else ""
        steps.append({"label": str(STATUS_LABELS[one]), "note": note, "state": state})
    return steps
