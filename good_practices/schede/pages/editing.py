"""Writing schede: ticking the form, opening a sheet, saving it, answering what it is told."""

from typing import Any

from litestar import Controller, Request, Response, get, post

from good_practices.circulars import queries as circulars
from good_practices.schede import actions, queries
from good_practices.schede.kinds import FIELD_LABELS
from good_practices.schede.pages.form import read_opening, read_scheda
from good_practices.schede.pages.looking import look_to_write
from good_practices.schede.permissions import WRITE_SCHEDE
from good_practices.schede.shapes import Explanation, Marks
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.errors import AlreadyThere, InvalidInput, Refused
from registry.platform.i18n import _
from registry.platform.web.forms import came_back, read_form, read_version, typed
from registry.platform.web.guards import requires
from registry.platform.web.shell import page, see

AnyRequest = Request[Any, Any, Any]
EDIT, NEW, MARKS = "schede/edit.html", "schede/new.html", "schede/marks.html"


class EditingPages(Controller):
    path = "/schede"

    @get("/new", guards=[requires(WRITE_SCHEDE)])
    async def show_new(self, request: AnyRequest, actor: Actor) -> Response[str]:
        return page(NEW, **await _new_look(dict(request.query_params), actor))

    @post("/", guards=[requires(WRITE_SCHEDE)], status_code=303)
    async def open_scheda(self, request: AnyRequest, actor: Actor) -> Response[str]:
        form = await request.form()
        try:
            scheda = await actions.write(await read_opening(form, by=actor), by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            look = await _new_look(typed(form), actor)
            return page(NEW, status=422, **look, **came_back(refused, form))
        return see(f"/schede/{scheda.id}", said=_("Scheda aperta: la bozza si salva da sola."))

    @get("/marks", guards=[requires(WRITE_SCHEDE)])
    async def show_marks(self, actor: Actor) -> Response[str]:
        return page(MARKS, **await _marks_look(actor))

    @post("/marks", guards=[requires(WRITE_SCHEDE)], status_code=303)
    async def mark(self, request: AnyRequest, actor: Actor) -> Response[str]:
        form = await request.form()
        try:
            await actions.mark(read_form(Marks, form), by=actor)
        except InvalidInput as refused:
            look = await _marks_look(actor)
            return page(MARKS, status=422, **look, **came_back(refused, form))
        return see("/schede", said=_("Campi segnati."))

    @post("/{scheda_id:int}", guards=[requires(WRITE_SCHEDE)], status_code=303)
    async def save(self, request: AnyRequest, scheda_id: int, actor: Actor) -> Response[str]:
        form = await request.form()
        try:
            new = await read_scheda(form, by=actor)
            version = read_version(form)
            await actions.change(scheda_id, new, version=version, is_autosave=True, by=actor)
            if form.get("then") == "propose":
                await actions.propose(scheda_id, by=actor)
                return see(f"/schede/{scheda_id}", said=_("Scheda proposta al dirigente."))
        except (InvalidInput, AlreadyThere) as refused:
            return await _back(scheda_id, refused, form, actor)
        return see(f"/schede/{scheda_id}", said=_("Scheda salvata."))

    @post("/{scheda_id:int}/save", guards=[requires(WRITE_SCHEDE)], status_code=200)
    async def autosave(self, request: AnyRequest, scheda_id: int, actor: Actor) -> Response[str]:
        """What the editor sends at every pause; the answer has the boxes at the side."""
        form = await request.form()
        new = await read_scheda(form, by=actor)
        saved = await actions.change(
            scheda_id, new, version=read_version(form), is_autosave=True, by=actor
        )
        answer = page("schede/_sides.html", is_panel=True, **await look_to_write(scheda_id, actor))
        answer.headers["X-Version"] = str(saved.version)
        return answer

    @post("/{scheda_id:int}/explain", guards=[requires(WRITE_SCHEDE)], status_code=303)
    async def explain(self, request: AnyRequest, scheda_id: int, actor: Actor) -> Response[str]:
        form = await request.form()
        try:
            await actions.explain(scheda_id, read_form(Explanation, form), by=actor)
        except InvalidInput as refused:
            look = await look_to_write(scheda_id, actor)
            return page(EDIT, status=422, **look, **came_back(refused, form))
        return see(f"/schede/{scheda_id}", said=_("Spiegazione registrata."))

    @post("/{scheda_id:int}/anonymise", guards=[requires(WRITE_SCHEDE)], status_code=303)
    async def anonymise(self, request: AnyRequest, scheda_id: int, actor: Actor) -> Response[str]:
        told = typed(await request.form())
        rule, passage = str(told.get("rule", "")), str(told.get("passage", ""))
        await actions.anonymise(scheda_id, rule=rule, passage=passage, by=actor)
        return see(f"/schede/{scheda_id}#campo-description", said=_("Passo riscritto."))


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


async def _marks_look(actor: Actor) -> dict[str, Any]:
    circular, year = await circulars.find_current(), clock.today().year
    ticked = await queries.marked_fields(actor.office, circular.id, year=year)
    return {"circular": circular, "year": year, "ticked": ticked}


async def _back(scheda_id: int, refused: Refused, form: Any, actor: Actor) -> Response[str]:
    """The editor again, with nothing lost; after a stale change, both versions."""
    look = await look_to_write(scheda_id, actor)
    back = came_back(refused, form)
    if isinstance(refused, AlreadyThere):
        back["differences"] = _differences(look, typed(form))
    status = 409 if isinstance(refused, AlreadyThere) else 422
    return page(EDIT, status=status, **look, **back)


def _differences(look: dict[str, Any], mine: dict[str, Any]) -> list[dict[str, str]]:
    """The fields of one line or text that stand differently in the registry."""
    sheet, form = look["sheet"], look["form"]
    kept = {**sheet.data(), **form, "when": sheet.when_text}
    return [
        {"label": str(label), "theirs": str(kept[name]), "mine": str(mine[name])}
        for name, label in FIELD_LABELS.items()
        if isinstance(mine.get(name), str)
        and isinstance(kept.get(name), str)
        and kept[name].strip() != str(mine[name]).replace("\r\n", "\n").strip()
    ]
