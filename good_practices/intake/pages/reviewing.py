"""Esame of one scheda: the sheet and its documents side by side, ticks, the decision."""

import asyncio
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from msgspec import Struct

from good_practices.intake import actions, queries
from good_practices.intake.lifecycle import can_decide
from good_practices.intake.pages.looks import FILE_KINDS, AnyRequest
from good_practices.intake.pages.walking import Place, Way, after, waiting_on, walk_at, way_of
from good_practices.intake.permissions import READ_INTAKE, REVIEW_SCHEDE
from good_practices.intake.reading import Reading, read_beside, text_or_none
from good_practices.intake.shapes import (
    Decision,
    DecisionForm,
    FileLine,
    Looked,
    ReceivedFilters,
    ReviewView,
    Words,
)
from registry.platform import storage
from registry.platform.accounts.roles import Actor
from registry.platform.errors import AlreadyThere, InvalidInput, WrongStatus
from registry.platform.i18n import _
from registry.platform.shapes import convert_all
from registry.platform.web.declared import LIST, shows
from registry.platform.web.forms import came_back, read_change, read_form, typed
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see

COMPARED = frozenset({"description", "abstract", "context", "objectives"})
"""The heads of the sheet that are looked for in the document, and it in them."""


class ShownDocument(Struct, kw_only=True):
    """The file at the right of the sheet; ``reading`` is none when it cannot be read here.

    ``shared`` are the heads of the sheet with the words that they have in common with it.
    """

    file: FileLine
    reading: Reading | None
    shared: dict[str, Reading] = {}


class ReviewPages(Controller):
    path = "/intake/{delivery_id:int}/schede/{position:int}"

    @get("/", guards=[requires(READ_INTAKE)], **shows(ReceivedFilters, "file", *LIST))
    async def review(
        self,
        request: AnyRequest,
        delivery_id: FromPath[int],
        position: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        return await _review_page(request, (delivery_id, position), actor)

    @post("/open", guards=[requires(REVIEW_SCHEDE)], status_code=303)
    async def open(
        self,
        request: AnyRequest,
        delivery_id: FromPath[int],
        position: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        await actions.open_review(delivery_id, by=actor)
        return see(
            way_of(request).href((delivery_id, position)),
            said=_("L'invio è tuo: la Prefettura vede che è in esame."),
        )

    @post("/looked", guards=[requires(REVIEW_SCHEDE)], status_code=303)
    async def look_at(
        self,
        request: AnyRequest,
        delivery_id: FromPath[int],
        position: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        looked = read_form(Looked, await request.form())
        await actions.look_at(delivery_id, position, looked, by=actor)
        at = f"#capo-{looked.keys[0]}" if len(looked.keys) == 1 else ""
        return see(way_of(request).href((delivery_id, position)) + at)

    @post("/preview", guards=[requires(REVIEW_SCHEDE)], status_code=200)
    async def preview(
        self,
        request: AnyRequest,
        delivery_id: FromPath[int],
        position: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        """What the Prefettura will see, before a decision that is not taken back; the button
        that takes it stands there."""
        form, place = await request.form(), (delivery_id, position)
        here: dict[str, Any] = {"path": f"/intake/{delivery_id}/schede/{position}/decide"}
        if form.get("back"):
            return await _review_page(request, place, actor, typed=typed(form), **here)
        words, decision = str(form.get("words") or "").strip()[:4000], form.get("decision")
        try:
            chosen = DecisionForm(decision=decision_of(decision), words=words)
            if decision:
                _check_words(chosen)
        except InvalidInput as refused:
            return await _review_page(
                request, place, actor, status=422, **came_back(refused, form), **here
            )
        review, way = await queries.review(*place), way_of(request)
        return page(
            "intake/preview.html",
            review=review,
            decision=chosen.decision,
            words=words,
            way=way,
            section=way.section,
            place=place,
            may_decide=can_decide(review.status, is_latest=review.is_latest),
        )

    @post("/decide", guards=[requires(REVIEW_SCHEDE)], status_code=303)
    async def decide(
        self,
        request: AnyRequest,
        delivery_id: FromPath[int],
        position: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        form, version = await read_change(request)
        place, way = (delivery_id, position), way_of(request)
        waiting = await waiting_on(way, by=actor)
        try:
            chosen = read_form(DecisionForm, form)
            said = await _decide(place, chosen, version=version, by=actor)
        except (InvalidInput, AlreadyThere, WrongStatus) as refused:
            return await _review_page(
                request, place, actor, status=status_of(refused), **came_back(refused, form)
            )
        following = after(place, waiting, await waiting_on(way, by=actor))
        return see(way.href(following) if following else _end_of(way, place), said=said)

    @get("/files/{file_id:int}", guards=[requires(READ_INTAKE)], **shows(ReceivedFilters, *LIST))
    async def read(
        self,
        request: AnyRequest,
        delivery_id: FromPath[int],
        position: FromPath[int],
        file_id: FromPath[int],
    ) -> Response[str]:
        """One document by itself, on the whole page."""
        review, way = await queries.review(delivery_id, position), way_of(request)
        return page(
            "intake/document.html",
            review=review,
            document=await _document(review, str(file_id)),
            way=way,
            section=way.section,
            place=(delivery_id, position),
            kinds=FILE_KINDS,
        )


def _end_of(way: Way, place: Place) -> str:
    """Where a way without anything left to decide ends."""
    return f"/intake/{place[0]}" if way.filters.delivery else way.list_at(0, place)


def decision_of(told: object) -> Decision:
    """«Vedi come la Prefettura», which decides nothing, shows what a return looks like."""
    return convert_all(DecisionForm, {"decision": told or "returned"}).decision


def _check_words(chosen: DecisionForm) -> None:
    if chosen.decision != "accepted":
        convert_all(Words, {"words": chosen.words})
    elif chosen.words:
        raise InvalidInput(
            words=_("Hai scritto che cosa non va: restituisci, o togli le parole e accogli.")
        )


async def _decide(place: Place, chosen: DecisionForm, *, version: int | None, by: Actor) -> str:
    """Does it, and gives the sentence that says so."""
    _check_words(chosen)
    if chosen.decision == "accepted":
        await actions.accept(*place, version=version, by=by)
        return _("Scheda accolta.")
    why = Words(words=chosen.words)
    if chosen.decision == "returned":
        await actions.send_back(*place, why, version=version, by=by)
        return _("Scheda restituita.")
    await actions.reject(*place, why, version=version, by=by)
    return _("Scheda non accolta.")


async def _review_page(
    request: AnyRequest, place: Place, actor: Actor, *, status: int = 200, **more: object
) -> Response[str]:
    review, way = await queries.review(*place), way_of(request)
    return page(
        "intake/review.html",
        status=status,
        review=review,
        place=place,
        section=way.section,
        walk=await walk_at(way, place, by=actor),
        document=await _document(review, request.query_params.get("file", "")),
        kinds=FILE_KINDS,
        may_decide=can_decide(review.status, is_latest=review.is_latest),
        **more,
    )


async def _document(review: ReviewView, chosen: str) -> ShownDocument | None:
    """The file that was asked for; otherwise an act that can be read, or the scheda's own."""
    asked = [file for file in review.files if str(file.id) == chosen]
    readable = [file for file in review.files if file.is_offered and file.name.endswith(".docx")]
    file = next(iter([*asked, *readable, *review.files]), None)
    if file is None or not file.is_offered:
        return ShownDocument(file=file, reading=None) if file else None
    _file, kept_as = await queries.find_file(review.delivery, file.id)
    return await asyncio.to_thread(_read, review, file, storage.read(kept_as))


def _read(review: ReviewView, file: FileLine, content: bytes) -> ShownDocument:
    """The scheda's own document says the same words throughout: nothing is marked in it."""
    text = text_or_none(file.name, content)
    if text is None:
        return ShownDocument(file=file, reading=None)
    if file.kind == "scheda":
        return ShownDocument(file=file, reading=read_beside(text, ""))
    heads = {one.key: "\n".join(one.paragraphs) for one in review.sheet if one.key in COMPARED}
    return ShownDocument(
        file=file,
        reading=read_beside(text, " ".join(heads.values())),
        shared={key: read_beside(words, text) for key, words in heads.items()},
    )
