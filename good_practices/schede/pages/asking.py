"""What the buttons of the editor do, once what was written has been saved.

Every button of the page sends the one form of the sheet, so that whoever presses it loses
nothing of what they wrote, with or without script: ``then`` says which one it was,
«explain.3f2a» that of one point.
"""

from collections.abc import Awaitable, Callable, Collection

from litestar.datastructures import FormMultiDict
from msgspec import Struct

from good_practices.schede import actions, queries
from good_practices.schede.findings import Finding
from good_practices.schede.shapes import Explanation
from registry.platform.accounts.roles import Actor
from registry.platform.errors import AlreadyThere, InvalidInput, NotFound
from registry.platform.i18n import _
from registry.platform.shapes import convert_all
from registry.platform.web.forms import number_or_none, read_file

SIDE, FILES = "#protezione", "#allegati"


class Done(Struct, kw_only=True):
    """What is told of it, the address that undoes it, and where on the page one goes on.

    ``changes`` is by how much the scheda's version went on with it.
    """

    said: str
    undo: str = ""
    at: str = ""
    changes: int = 1


async def do(
    scheda_id: int, form: FormMultiDict, unsaved: Collection[str] = (), *, by: Actor
) -> Done:
    """Raises InvalidInput with the names of the fields of the editor.

    What concerns the words of the sheet is not done while some of them are ``unsaved``.
    """
    verb, _dot, which = str(form.get("then") or "").partition(".")
    doing = _DOING.get(verb)
    if unsaved and verb in _OF_THE_WORDS:
        raise InvalidInput(
            _("Quello che hai chiesto non è ancora fatto: prima correggi, poi ripeti.")
        )
    return (
        await doing(scheda_id, form, which, by)
        if doing
        else Done(said=_("Scheda salvata."), changes=0)
    )


async def _propose(scheda_id: int, _form: FormMultiDict, _which: str, by: Actor) -> Done:
    await actions.propose(scheda_id, by=by)
    undo = f"/schede/{scheda_id}/reopen"
    return Done(said=_("Scheda proposta al dirigente."), undo=undo)


async def _attach(scheda_id: int, form: FormMultiDict, _which: str, by: Actor) -> Done:
    try:
        name, content = await read_file(form)
        await actions.attach(scheda_id, name, content, by=by)
    except (InvalidInput, AlreadyThere) as refused:
        raise InvalidInput(file=refused.sentence) from None
    return Done(said=_("File allegato."), at=FILES)


async def _remove(scheda_id: int, _form: FormMultiDict, which: str, by: Actor) -> Done:
    file_id = number_or_none(which)
    if file_id is None:
        raise NotFound(_("Questo allegato non c'è più."))
    await actions.remove_attachment(scheda_id, file_id, by=by)
    undo = f"/schede/{scheda_id}/attachments/{file_id}/restore"
    return Done(said=_("File tolto."), undo=undo, at=FILES)


async def _explain(scheda_id: int, form: FormMultiDict, which: str, by: Actor) -> Done:
    found = await _point(scheda_id, which, by=by)
    told = {"rule": found.rule, "passage": found.passage, "reason": form.get(f"reason.{which}")}
    try:
        explained = await actions.explain(
            scheda_id, convert_all(Explanation, told, lax=True), by=by
        )
    except InvalidInput as refused:
        raise InvalidInput.of({f"reason.{which}": refused.sentence}) from None
    undo = f"/schede/{scheda_id}/explanations/{explained.id}/withdraw"
    return Done(said=_("Spiegazione registrata."), undo=undo, at=SIDE)


async def _withdraw_reason(scheda_id: int, _form: FormMultiDict, which: str, by: Actor) -> Done:
    found = await _point(scheda_id, which, by=by)
    kept = (await queries.can_be_undone(scheda_id)).explanations
    which_one = kept[found.rule, found.passage]
    await actions.withdraw_explanation(scheda_id, which_one, by=by)
    undo = f"/schede/{scheda_id}/explanations/{which_one}/restore"
    said = _("Spiegazione tolta: il punto è di nuovo da guardare.")
    return Done(said=said, undo=undo, at=SIDE)


async def _anonymise(scheda_id: int, _form: FormMultiDict, which: str, by: Actor) -> Done:
    found = await _point(scheda_id, which, by=by)
    rewritten = await actions.anonymise(scheda_id, rule=found.rule, passage=found.passage, by=by)
    undo = f"/schede/{scheda_id}/rewritings/{rewritten.id}/undo"
    return Done(said=_("Passo riscritto."), undo=undo, at=SIDE)


async def _point(scheda_id: int, key: str, *, by: Actor) -> Finding:
    sheet = await queries.view(scheda_id, by=by)
    for one in sheet.findings:
        if one.key == key:
            return one
    raise InvalidInput(_("Il testo è cambiato: questo punto non c'è più."))


_OF_THE_WORDS = frozenset({"propose", "anonymise"})
_DOING: dict[str, Callable[[int, FormMultiDict, str, Actor], Awaitable[Done]]] = {
    "propose": _propose,
    "attach": _attach,
    "remove": _remove,
    "explain": _explain,
    "withdraw-reason": _withdraw_reason,
    "anonymise": _anonymise,
}
