"""A received batch and the look at each of its schede."""

import asyncio

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from msgspec import Struct

from good_practices.intake import actions, queries
from good_practices.intake.lifecycle import can_decide
from good_practices.intake.pages.looks import FILE_KINDS, AnyRequest
from good_practices.intake.permissions import READ_INTAKE, REVIEW_SCHEDE
from good_practices.intake.reading import Reading, read_beside, text_or_none
from good_practices.intake.shapes import DecisionForm, DeliveryView, FileLine, ReviewView, Words
from registry.platform import storage
from registry.platform.accounts.roles import Actor
from registry.platform.audit import events_about
from registry.platform.errors import AlreadyThere, InvalidInput, NotAllowed, Stale, WrongStatus
from registry.platform.i18n import _
from registry.platform.shapes import convert_all
from registry.platform.web.downloads import download
from registry.platform.web.forms import came_back, read_change, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see


class ShownDocument(Struct, kw_only=True):
    """The file at the right of the sheet; ``reading`` is none when it cannot be read here."""

    file: FileLine
    reading: Reading | None


class DeliveryPages(Controller):
    path = "/intake/{delivery_id:int}"

    @get("/", guards=[requires(READ_INTAKE)])
    async def show(self, delivery_id: FromPath[int]) -> Response[str]:
        return await _delivery_page(delivery_id)

    @post("/open", guards=[requires(REVIEW_SCHEDE)], status_code=303)
    async def open(
        self, request: AnyRequest, delivery_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            await actions.open_review(delivery_id, version=version, by=actor)
        except Stale as refused:
            return await _delivery_page(delivery_id, status=409, **came_back(refused, form))
        first = _next_waiting(await queries.view(delivery_id), 0)
        return see(
            f"/intake/{delivery_id}/schede/{first}",
            said=_("L'invio è tuo: la Prefettura vede che è in esame."),
        )

    @get("/files/{file_id:int}", guards=[requires(READ_INTAKE)])
    async def file(self, delivery_id: FromPath[int], file_id: FromPath[int]) -> Response[bytes]:
        file, kept_as = await queries.find_file(delivery_id, file_id)
        if not file.is_offered:
            raise NotAllowed(
                _("Questo file può fare danni a chi lo apre e resta chiuso: {why}").format(
                    why=" ".join(file.doubts)
                )
            )
        return download(storage.read(kept_as), file.name)

    @get("/package", guards=[requires(READ_INTAKE)])
    async def package(self, delivery_id: FromPath[int]) -> Response[bytes]:
        name, kept_as = await queries.package_of(delivery_id)
        return download(storage.read(kept_as), name)

    @get("/receipt", guards=[requires(READ_INTAKE)])
    async def receipt(self, delivery_id: FromPath[int]) -> Response[bytes]:
        name, content = await queries.receipt_file(delivery_id)
        return download(content, name)

    @get("/schede/{position:int}", guards=[requires(READ_INTAKE)])
    async def review(
        self, request: AnyRequest, delivery_id: FromPath[int], position: FromPath[int]
    ) -> Response[str]:
        return await _review_page(delivery_id, position, request.query_params.get("file", ""))

    @post("/schede/{position:int}/decide", guards=[requires(REVIEW_SCHEDE)], status_code=303)
    async def decide(
        self,
        request: AnyRequest,
        delivery_id: FromPath[int],
        position: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            chosen = read_form(DecisionForm, form)
            said = await _decide(delivery_id, position, chosen, version=version, by=actor)
        except (InvalidInput, AlreadyThere, WrongStatus) as refused:
            return await _review_page(delivery_id, position, "", status=status_of(refused),
                                      **came_back(refused, form))  # fmt: skip
        after = _next_waiting(await queries.view(delivery_id), position)
        place = f"/intake/{delivery_id}" + (f"/schede/{after}" if after else "")
        return see(place, said=said)


async def _decide(
    delivery_id: int, position: int, chosen: DecisionForm, *, version: int | None, by: Actor
) -> str:
    """Does it, and gives the sentence that says so."""
    if chosen.decision == "accepted":
        if chosen.words:
            raise InvalidInput(
                words=_("Hai scritto che cosa non va: restituisci, o togli le parole e accogli.")
            )
        await actions.accept(delivery_id, position, version=version, by=by)
        return _("Scheda accolta.")
    why = convert_all(Words, {"words": chosen.words})
    if chosen.decision == "returned":
        await actions.send_back(delivery_id, position, why, version=version, by=by)
        return _("Scheda restituita.")
    await actions.reject(delivery_id, position, why, version=version, by=by)
    return _("Scheda non accolta.")


def _next_waiting(delivery: DeliveryView, after: int) -> int | None:
    """The next scheda to decide on, round the end of the batch; none when all are decided."""
    waiting = [
        one.position for one in delivery.schede if can_decide(one.status, is_latest=one.is_latest)
    ]
    later = [position for position in waiting if position > after]
    return next(iter(later or waiting), None)


async def _delivery_page(delivery_id: int, *, status: int = 200, **more: object) -> Response[str]:
    delivery = await queries.view(delivery_id)
    return page(
        "intake/show.html",
        status=status,
        delivery=delivery,
        next_position=_next_waiting(delivery, 0),
        kinds=FILE_KINDS,
        events=await events_about("delivery", delivery_id),
        alarms=await queries.alarms_about(delivery_id),
        **more,
    )


async def _review_page(
    delivery_id: int, position: int, chosen: str, *, status: int = 200, **more: object
) -> Response[str]:
    review = await queries.review(delivery_id, position)
    return page(
        "intake/review.html",
        status=status,
        review=review,
        document=await _document(review, chosen),
        kinds=FILE_KINDS,
        may_decide=can_decide(review.status, is_latest=review.is_latest),
        **more,
    )


async def _document(review: ReviewView, chosen: str) -> ShownDocument | None:
    """The file that was asked for; otherwise an act that can be read, or the scheda's own."""
    asked = [file for file in review.files if str(file.id) == chosen]
    readable = [file for file in review.files if file.is_offered and file.name.endswith(".docx")]
    file = next(iter([*asked, *readable, *review.files]), None)
    if file is None:
        return None
    return ShownDocument(file=file, reading=await _reading(review, file))


async def _reading(review: ReviewView, file: FileLine) -> Reading | None:
    if not file.is_offered:
        return None
    _file, kept_as = await queries.find_file(review.delivery, file.id)
    words = " ".join(p for head in review.sheet if head.key in COMPARED for p in head.paragraphs)
    is_own = file.kind == "scheda"
    return await asyncio.to_thread(_read, file.name, storage.read(kept_as), "" if is_own else words)


COMPARED = frozenset({"description", "abstract", "context", "objectives"})


def _read(name: str, content: bytes, words: str) -> Reading | None:
    text = text_or_none(name, content)
    return None if text is None else read_beside(text, words)
