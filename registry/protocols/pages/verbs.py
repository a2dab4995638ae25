"""What moves an act through its life: a button, or a page that asks what it needs to know."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath
from msgspec import Struct

from registry.networks.queries.bodies import suggestions
from registry.partners.matching import Matched, match
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.errors import InvalidInput, WrongStatus
from registry.platform.i18n import _, lazy
from registry.platform.web.forms import came_back, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import current_shell, page, see
from registry.protocols import actions, queries
from registry.protocols.kinds import PARTY_ROLES, RELATIONS
from registry.protocols.lifecycle import CIRCULATED, ProtocolStatus, can_become, check_can_become
from registry.protocols.pages.reading import text_of, with_lines
from registry.protocols.pages.showing import TOLD_HERE, WORDS, act_page, undo_of
from registry.protocols.permissions import (
    CONDUCT_PROTOCOLS,
    SIGN_OFF_PROTOCOLS,
    WRITE_PROTOCOLS,
    check_can_write,
)
from registry.protocols.shapes import (
    AccessionData,
    Circulation,
    CorrectedDays,
    Ending,
    InForce,
    ProtocolView,
    Reason,
    RelationData,
    Replacement,
)

AnyRequest = Request[Any, Any, Any]
T = TypeVar("T", bound=Struct)


async def done(
    protocol_id: int, actor: Actor, doing: Awaitable[Any], *, said: str
) -> Response[str]:
    """Does it, and says so on the act's page; a refusal is told there as well."""
    try:
        await doing
    except TOLD_HERE as refused:
        return await act_page(protocol_id, actor, refused=refused)
    undo = await undo_of(protocol_id, actor)
    return see(f"/protocols/{protocol_id}", said=said, undo=undo)


class VerbPages(Controller):
    path = "/protocols/{protocol_id:int}"

    @post("/start", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def start(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        doing = actions.start(protocol_id, by=actor)
        return await done(protocol_id, actor, doing, said=_("Stesura cominciata."))

    @get("/send-schema", guards=[requires(CONDUCT_PROTOCOLS)])
    async def ask_send_schema(
        self, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _verb_page("send-schema", protocol_id, actor)

    @post("/send-schema", guards=[requires(CONDUCT_PROTOCOLS)], status_code=303)
    async def send_schema(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _asked(
            "send-schema", Circulation, actions.send_schema, request, protocol_id, actor
        )

    @get("/days", guards=[requires(CONDUCT_PROTOCOLS)])
    async def ask_days(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _verb_page("days", protocol_id, actor)

    @post("/days", guards=[requires(CONDUCT_PROTOCOLS)], status_code=303)
    async def correct_days(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _asked(
            "days", CorrectedDays, actions.correct_days, request, protocol_id, actor
        )

    @get("/open-signing", guards=[requires(CONDUCT_PROTOCOLS)])
    async def ask_open_signing(
        self, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _verb_page("open-signing", protocol_id, actor)

    @get("/declare-signed", guards=[requires(SIGN_OFF_PROTOCOLS)])
    async def ask_declare_signed(
        self, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _verb_page("declare-signed", protocol_id, actor)

    @post("/open-signing", guards=[requires(CONDUCT_PROTOCOLS)], status_code=303)
    async def open_signing(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        doing = actions.open_signing(protocol_id, by=actor)
        return await done(protocol_id, actor, doing, said=_("Testo bloccato: ora si firma."))

    @post("/declare-signed", guards=[requires(SIGN_OFF_PROTOCOLS)], status_code=303)
    async def declare_signed(
        self, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        doing = actions.declare_signed(protocol_id, by=actor)
        return await done(protocol_id, actor, doing, said=_("Atto sottoscritto."))

    @post("/expire", guards=[requires(CONDUCT_PROTOCOLS)], status_code=303)
    async def expire(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        doing = actions.expire(protocol_id, by=actor)
        return await done(protocol_id, actor, doing, said=_("Atto segnato scaduto."))

    @get("/archive", guards=[requires(CONDUCT_PROTOCOLS)])
    async def ask_archive(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _verb_page("archive", protocol_id, actor)

    @post("/archive", guards=[requires(CONDUCT_PROTOCOLS)], status_code=303)
    async def archive(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        doing = actions.archive(protocol_id, by=actor)
        return await done(protocol_id, actor, doing, said=_("Atto archiviato."))

    @get("/reopen", guards=[requires(CONDUCT_PROTOCOLS)])
    async def ask_reopen(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _verb_page("reopen", protocol_id, actor)

    @post("/reopen", guards=[requires(CONDUCT_PROTOCOLS)], status_code=303)
    async def reopen(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _asked("reopen", Reason, actions.reopen, request, protocol_id, actor)

    @get("/set-in-force", guards=[requires(CONDUCT_PROTOCOLS)])
    async def ask_set_in_force(
        self, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _verb_page("set-in-force", protocol_id, actor)

    @post("/set-in-force", guards=[requires(CONDUCT_PROTOCOLS)], status_code=303)
    async def set_in_force(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _asked(
            "set-in-force", InForce, actions.set_in_force, request, protocol_id, actor
        )

    @get("/terminate", guards=[requires(CONDUCT_PROTOCOLS)])
    async def ask_terminate(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _verb_page("terminate", protocol_id, actor)

    @post("/terminate", guards=[requires(CONDUCT_PROTOCOLS)], status_code=303)
    async def terminate(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _asked("terminate", Ending, actions.terminate, request, protocol_id, actor)

    @get("/replace", guards=[requires(CONDUCT_PROTOCOLS)])
    async def ask_replace(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _verb_page("replace", protocol_id, actor)

    @post("/replace", guards=[requires(CONDUCT_PROTOCOLS)], status_code=303)
    async def replace(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _asked("replace", Replacement, actions.replace, request, protocol_id, actor)

    @get("/relate", guards=[requires(WRITE_PROTOCOLS)])
    async def ask_relate(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _verb_page("relate", protocol_id, actor)

    @post("/relate", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def relate(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _asked("relate", RelationData, actions.relate, request, protocol_id, actor)

    @post("/unrelate/{relation_id:int}", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def unrelate(
        self, protocol_id: FromPath[int], relation_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        doing = actions.unrelate(protocol_id, relation_id, by=actor)
        return await done(protocol_id, actor, doing, said=_("Legame tolto."))

    @get("/accede", guards=[requires(CONDUCT_PROTOCOLS)])
    async def ask_accede(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _verb_page("accede", protocol_id, actor)

    @post("/accede", guards=[requires(CONDUCT_PROTOCOLS)], status_code=303)
    async def accede(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _accede(request, protocol_id, actor)


SAID = {
    "send-schema": lazy("Schema inviato alle parti."),
    "days": lazy("Giorni corretti."),
    "reopen": lazy("Il testo è di nuovo in stesura."),
    "set-in-force": lazy("Atto in vigore."),
    "terminate": lazy("Atto risolto."),
    "replace": lazy("Atto sostituito."),
    "relate": lazy("Atto collegato."),
    "accede": lazy("Adesione registrata."),
}


async def _asked(
    verb: str,
    shape: type[T],
    action: Callable[..., Awaitable[Any]],
    request: AnyRequest,
    protocol_id: int,
    actor: Actor,
) -> Response[str]:
    """Reads the verb's form and does it; the form comes back when it is refused."""
    form = await request.form()
    try:
        told = read_form(shape, with_lines(form, "commitments"))
        await action(protocol_id, told, by=actor)
    except TOLD_HERE as refused:
        return await _verb_page(
            verb, protocol_id, actor, status=status_of(refused), **came_back(refused, form)
        )
    undo = await undo_of(protocol_id, actor)
    return see(f"/protocols/{protocol_id}", said=str(SAID[verb]), undo=undo)


# What only some moments of the life allow: its page is not shown at the others.
LEADS_TO = {
    "send-schema": ProtocolStatus.CIRCULATED,
    "open-signing": ProtocolStatus.SIGNING,
    "declare-signed": ProtocolStatus.SIGNED,
    "set-in-force": ProtocolStatus.IN_FORCE,
    "terminate": ProtocolStatus.TERMINATED,
}


async def _not_now(act: ProtocolView, status: ProtocolStatus, actor: Actor) -> Response[str]:
    """The act's page says why it cannot come there from here."""
    try:
        check_can_become(act.status, status)
    except WrongStatus as refused:
        return await act_page(act.id, actor, refused=refused)
    raise AssertionError(status)  # asked of moments that do not allow it


async def _verb_page(
    verb: str, protocol_id: int, actor: Actor, *, status: int = 200, **more: Any
) -> Response[str]:
    """The verb's questions; with ``?q=`` those who can be chosen from."""
    act = await queries.view(protocol_id, by=actor)
    check_can_write(actor, act.office)
    q = current_shell().query.get("q", "")
    if verb in LEADS_TO and not can_become(act.status, LEADS_TO[verb]):
        return await _not_now(act, LEADS_TO[verb], actor)
    is_towards_signing = verb in ("send-schema", "open-signing")
    return page(
        f"protocols/verbs/{verb}.html",
        status=status,
        act=act,
        today=clock.today(),
        q=q,
        ready=await queries.readiness(act, by=actor) if is_towards_signing else None,
        sent_on=await queries.day_of_step(protocol_id, CIRCULATED) if verb == "days" else None,
        acts=await _other_acts(q, protocol_id, actor) if verb in ("relate", "replace") else [],
        bodies=more.pop("bodies", []),
        names=await suggestions(by=actor) if verb == "accede" else [],
        relations=[(kind.value, words.forward) for kind, words in RELATIONS.items()],
        endings=[
            (kind.value, words.backward)
            for kind, words in RELATIONS.items()
            if words.ends_the_other
        ],
        roles=[(one.value, label) for one, label in PARTY_ROLES.items()],
        **WORDS,
        **more,
    )


async def _other_acts(q: str, protocol_id: int, actor: Actor) -> list[tuple[int, str]]:
    found = await queries.choices(q, by=actor)
    return [one for one in found if one[0] != protocol_id]


async def _accede(request: AnyRequest, protocol_id: int, actor: Actor) -> Response[str]:
    """The body is told by its name, beside all the rest: nothing typed is lost on the way."""
    form = await request.form()
    named = await _named(text_of(form, "body"), actor)
    try:
        told = read_form(AccessionData, with_lines(_with_body(form, named), "commitments"))
        await actions.accede(protocol_id, told, by=actor)
    except TOLD_HERE as refused:
        choices = [] if named.is_sure else [(one.id, one.name) for one in named.found]
        return await _verb_page(
            "accede",
            protocol_id,
            actor,
            status=status_of(refused),
            bodies=choices,
            **came_back(refused, form),
        )
    return see(f"/protocols/{protocol_id}", said=str(SAID["accede"]))


async def _named(words: str, actor: Actor) -> Matched:
    line = " ".join(words.split())
    if not line:
        return Matched(line="", found=[], is_sure=False)
    return (await match([line], by=actor))[0]


def _with_body(form: FormMultiDict, named: Matched) -> FormMultiDict:
    """The form with the body that is meant: the one named, or chosen among those alike.

    With nobody meant yet the other fields are read all the same, so that all is told at once.
    """
    chosen = text_of(form, "partner")
    known = {str(one.id) for one in named.found}
    number = str(named.found[0].id) if named.is_sure else chosen if chosen in known else ""
    kept = [pair for pair in form.multi_items() if pair[0] not in ("partner", "body")]
    if number:
        return FormMultiDict([*kept, ("partner", number)])
    wrong = {"partner" if named.found else "body": _who_is_meant(named)}
    try:
        read_form(
            AccessionData, with_lines(FormMultiDict([*kept, ("partner", "1")]), "commitments")
        )
    except InvalidInput as others:
        wrong |= others.fields
    raise InvalidInput.of(wrong)


def _who_is_meant(named: Matched) -> str:
    if not named.line:
        return _("Scrivi chi aderisce.")
    if named.found:
        return _("«{words}» può essere più di un ente: scegli quale.").format(words=named.line)
    return _(
        "«{words}» non è tra i partner: scrivi il nome come nel registro, o prima registralo."
    ).format(words=named.line)
