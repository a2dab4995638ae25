"""Schede as they are found, opened, read and written."""

from typing import Any
from urllib.parse import quote

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath

from good_practices.circulars import queries as circulars
from good_practices.circulars.shapes import CircularView
from good_practices.schede import actions, queries
from good_practices.schede.pages.asking import Done, do
from good_practices.schede.pages.form import read_opening
from good_practices.schede.pages.looking import is_open_to, look, look_to_write, meter_of, offers
from good_practices.schede.pages.saving import Saved, save
from good_practices.schede.pages.showing import filters_of
from good_practices.schede.permissions import READ_SCHEDE, WRITE_SCHEDE, can_write
from good_practices.schede.shapes import Meter, SchedaFilters
from registry.platform import clock
from registry.platform.accounts.roles import PREFETTURA_ROLES, Actor
from registry.platform.errors import AlreadyThere, InvalidInput, NotFound, Refused, WrongStatus
from registry.platform.i18n import _
from registry.platform.lists import read_ask
from registry.platform.web.declared import LIST, carries, shows
from registry.platform.web.form_parts import saved_as
from registry.platform.web.forms import LARGEST_UPLOAD, came_back, read_change, typed
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see

AnyRequest = Request[Any, Any, Any]
EDIT, NEW = "schede/edit.html", "schede/new.html"


class EditingPages(Controller):
    path = "/schede"

    @get("/", guards=[requires(READ_SCHEDE)], **shows(SchedaFilters, *LIST))
    async def list_schede(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        query = dict(request.query_params)
        listing = await queries.list_schede(read_ask(query), filters_of(query), by=actor)
        return page(
            "schede/list.html",
            listing=listing,
            meter=await _own_meter(actor),
            may=actor.may(WRITE_SCHEDE),
            waiting=await queries.waiting_for(actor),
        )

    @get("/new", guards=[requires(WRITE_SCHEDE)], **carries())
    async def show_new(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        return page(NEW, **await _new_look(dict(request.query_params), actor))

    @post("/", guards=[requires(WRITE_SCHEDE)], status_code=303)
    async def open_scheda(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        form = await request.form()
        try:
            scheda = await actions.write(await read_opening(form, by=actor), by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            look = await _new_look(typed(form), actor)
            return page(NEW, status=422, **look, **came_back(refused, form))
        return see(f"/schede/{scheda.id}", said=_("Scheda aperta: la bozza si salva da sola."))

    @get("/{scheda_id:int}", guards=[requires(READ_SCHEDE)])
    async def show(self, scheda_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        shown = await look(scheda_id, actor)
        if is_open_to(shown["sheet"], actor):
            return page(EDIT, **shown, **await offers(shown["sheet"], actor))
        if can_write(actor, shown["sheet"].office):
            shown |= await meter_of(shown["sheet"])
        return page("schede/show.html", **shown)

    @post(
        "/{scheda_id:int}",
        guards=[requires(WRITE_SCHEDE)],
        status_code=303,
        request_max_body_size=LARGEST_UPLOAD,
    )
    async def write(
        self, request: AnyRequest, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        """Keeps what was written, and then does what the button asks."""
        form, version = await read_change(request)
        try:
            saved = await save(scheda_id, form, version=version, by=actor)
        except (InvalidInput, AlreadyThere, WrongStatus) as refused:
            return await _nothing_kept(scheda_id, form, refused, actor)
        try:
            done = await do(scheda_id, form, saved.wrong, by=actor)
        except (InvalidInput, WrongStatus) as refused:
            return await _kept_in_part(scheda_id, saved, refused, actor)
        if saved.wrong:
            return await _kept_in_part(scheda_id, saved, done, actor)
        return see(f"/schede/{scheda_id}{done.at}", said=done.said, undo=done.undo)

    @post("/{scheda_id:int}/save", guards=[requires(WRITE_SCHEDE)], status_code=200)
    async def autosave(
        self, request: AnyRequest, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        """What the editor sends at every pause; the answer has the boxes at the side."""
        form, version = await read_change(request)
        saved = await save(scheda_id, form, version=version, by=actor)
        shown = await look_to_write(scheda_id, actor, saved.unsaved)
        shown |= {"wrong": saved.wrong, "typed": saved.typed(), "unsaved_points": saved.points}
        answer = page("schede/_sides.html", is_panel=True, **shown)
        answer.headers.update(saved_as(saved.version, form, saved.unsaved))
        answer.headers["X-Unsaved"] = quote(saved.words())
        return answer


async def _nothing_kept(
    scheda_id: int, form: FormMultiDict, refused: Refused, actor: Actor
) -> Response[str]:
    shown = await look_to_write(scheda_id, actor)
    back = came_back(refused, form)
    if form.get("then") == "attach":
        again = _("Il file non è ancora allegato: sceglilo di nuovo.")
        back["wrong"] = {**back["wrong"], "file": again}
    return page(EDIT, status=status_of(refused), **shown, **back)


async def _kept_in_part(
    scheda_id: int, saved: Saved, after: Refused | Done, actor: Actor
) -> Response[str]:
    """Something is left to correct: the rest was kept, and what the button did is told."""
    shown = await look_to_write(scheda_id, actor, saved.unsaved)
    shown["unsaved"], wrong, status = saved.words(), saved.wrong, 422
    if isinstance(after, Refused):
        status = status_of(after)
        wrong = wrong | came_back(after, saved.form)["wrong"]
    elif after.changes:
        shown["flash"] = [{"kind": "done", "text": after.said, "undo_url": after.undo}]
        saved.version += after.changes
    return page(EDIT, status=status, **shown, wrong=wrong, typed=saved.typed())


async def current_or_none() -> CircularView | None:
    """The circular that new schede answer, or None where none was loaded yet."""
    try:
        return await circulars.find_current()
    except NotFound:
        return None


async def _own_meter(actor: Actor) -> Meter | None:
    circular = await current_or_none()
    if circular is None or actor.role not in PREFETTURA_ROLES:
        return None
    return await queries.meter(actor.office, circular)


async def _new_look(query: dict[str, Any], actor: Actor) -> dict[str, Any]:
    circular = await circulars.find_current()
    other = _number(query.get("same_practice_as"))
    return {
        "circular": circular,
        "year": clock.today().year,
        "chosen": _number(query.get("field")),
        "other": await queries.view(other, by=actor) if other else None,
        "meter": await queries.meter(actor.office, circular),
    }


def _number(value: object) -> int | None:
    text = value if isinstance(value, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
