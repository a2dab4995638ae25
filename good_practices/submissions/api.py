"""The JSON windows of batches."""

from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any

from litestar import Controller, Request, Response, get, patch, post
from litestar.params import FromPath

from good_practices.submissions import actions, dossier, queries
from good_practices.submissions.exchange import Receipt
from good_practices.submissions.pages import filters_of
from good_practices.submissions.permissions import PREPARE_SUBMISSIONS, READ_SUBMISSIONS
from good_practices.submissions.shapes import (
    ChosenSchede,
    NewSubmission,
    RegistrationData,
    SubmissionFilters,
    SubmissionRow,
    SubmissionView,
)
from registry.platform.accounts.roles import Actor
from registry.platform.dossiers.api import asked
from registry.platform.dossiers.shapes import DossierView
from registry.platform.lists import Listing, read_ask
from registry.platform.shapes import patched
from registry.platform.web.api import (
    both_versions,
    created,
    read_body,
    read_some,
    version_of,
    versioned,
)
from registry.platform.web.declared import Version, from_version, lists, patches, takes
from registry.platform.web.downloads import download
from registry.platform.web.guards import CurrentActor, requires

AnyRequest = Request[Any, Any, Any]
PREPARES = [requires(PREPARE_SUBMISSIONS)]


class SubmissionApi(Controller):
    path = "/submissions"

    @get("/", guards=[requires(READ_SUBMISSIONS)], **lists(SubmissionFilters, sorts=queries.SORTS))
    async def list_submissions(
        self, request: AnyRequest, actor: CurrentActor
    ) -> Listing[SubmissionRow]:
        query = dict(request.query_params)
        return await queries.list_submissions(read_ask(query), filters_of(query), by=actor)

    @get("/{submission_id:int}", guards=[requires(READ_SUBMISSIONS)])
    async def one(
        self, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[SubmissionView]:
        return await _now(submission_id, actor)

    @post("/", guards=PREPARES, **takes(NewSubmission))
    async def create(self, request: AnyRequest, actor: CurrentActor) -> Response[SubmissionView]:
        submission = await actions.create(await read_body(NewSubmission, request), by=actor)
        view = await queries.view(submission.id, by=actor)
        return created(view, f"/api/v1/submissions/{submission.id}")

    @patch("/{submission_id:int}", guards=PREPARES, **patches(ChosenSchede))
    async def choose(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[SubmissionView]:
        some, version = await read_some(ChosenSchede, request), version_of(request)
        chosen = patched(ChosenSchede, {"schede": await queries.schede_of(submission_id)}, some)
        async with _both(submission_id, some, actor):
            await actions.choose(submission_id, chosen, version=version, by=actor)
        return await _now(submission_id, actor)

    @post("/{submission_id:int}/freeze", guards=PREPARES, status_code=200, **from_version())
    async def freeze(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[SubmissionView]:
        async with _both(submission_id, None, actor):
            await actions.freeze(submission_id, version=version_of(request), by=actor)
        return await _now(submission_id, actor)

    @post("/{submission_id:int}/reopen", guards=PREPARES, status_code=200, **from_version())
    async def reopen(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[SubmissionView]:
        async with _both(submission_id, None, actor):
            await actions.reopen(submission_id, version=version_of(request), by=actor)
        return await _now(submission_id, actor)

    @post("/{submission_id:int}/cancel", guards=PREPARES, status_code=200, **from_version())
    async def cancel(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[SubmissionView]:
        async with _both(submission_id, None, actor):
            await actions.cancel(submission_id, version=version_of(request), by=actor)
        return await _now(submission_id, actor)

    @post("/{submission_id:int}/resume", guards=PREPARES, status_code=200, **from_version())
    async def resume(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[SubmissionView]:
        async with _both(submission_id, None, actor):
            await actions.resume(submission_id, version=version_of(request), by=actor)
        return await _now(submission_id, actor)

    @post(
        "/{submission_id:int}/register",
        guards=PREPARES,
        status_code=200,
        **takes(RegistrationData, version=Version.REQUIRED),
    )
    async def register(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[SubmissionView]:
        given, version = await read_body(RegistrationData, request), version_of(request)
        async with _both(submission_id, given, actor):
            await actions.register(submission_id, given, version=version, by=actor)
        return await _now(submission_id, actor)

    @post("/{submission_id:int}/send", guards=PREPARES, status_code=200, **from_version())
    async def send(
        self, request: AnyRequest, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[SubmissionView]:
        async with _both(submission_id, None, actor):
            await actions.send(submission_id, version=version_of(request), by=actor)
        return await _now(submission_id, actor)

    @post("/receipts", guards=PREPARES, status_code=200, **takes(Receipt))
    async def take_receipt(
        self, request: AnyRequest, actor: CurrentActor
    ) -> Response[SubmissionView]:
        submission = await actions.take_receipt(await read_body(Receipt, request), by=actor)
        return await _now(submission.id, actor)

    @post("/{submission_id:int}/dossier", guards=[requires(READ_SUBMISSIONS)])
    async def ask_dossier(
        self, submission_id: FromPath[int], actor: CurrentActor
    ) -> Response[DossierView]:
        """What the package has as one PDF: how far it is stands where the answer says."""
        return await asked(dossier.SUBJECT, submission_id, by=actor)

    @get("/{submission_id:int}/package", guards=[requires(READ_SUBMISSIONS)])
    async def package(self, submission_id: FromPath[int], actor: CurrentActor) -> Response[bytes]:
        name, content = await queries.package_of(submission_id, by=actor)
        return download(content, name)


def _both(submission_id: int, yours: object, actor: Actor) -> AbstractAsyncContextManager[None]:
    return both_versions(yours, partial(queries.view, submission_id, by=actor))


async def _now(submission_id: int, actor: Actor) -> Response[SubmissionView]:
    submission = await queries.view(submission_id, by=actor)
    return versioned(submission, submission.version)
