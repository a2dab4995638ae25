"""The parties of an act: the list with its order, one more, and each one's own page."""

from collections.abc import Sequence
from typing import Annotated, Any

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath
from msgspec import Meta, Struct

from registry.partners import queries as partners
from registry.partners.matching import Matched, lines_named, match
from registry.platform.accounts.roles import Actor
from registry.platform.documents.italian import Article
from registry.platform.errors import NotFound, Refused
from registry.platform.i18n import _, ngettext
from registry.platform.mailboxes import remarks_on
from registry.platform.web.declared import carries
from registry.platform.web.forms import came_back, read_change, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see
from registry.protocols import actions, permissions, queries
from registry.protocols.actions.values import PARTY_MAILBOXES
from registry.protocols.drafts import WRITABLE_KINDS, AccessionTold, missing_parties
from registry.protocols.kinds import PARTY_ROLES, SIGNATURE_KINDS, PartyRole
from registry.protocols.lifecycle import WRITABLE
from registry.protocols.pages.reading import lines_of, text_of, with_lines
from registry.protocols.pages.showing import TOLD_HERE, WORDS, kind_label, undo_of
from registry.protocols.permissions import (
    CONDUCT_PROTOCOLS,
    READ_PROTOCOLS,
    WRITE_PROTOCOLS,
    check_can_write,
)
from registry.protocols.queries import writing
from registry.protocols.shapes import (
    Approval,
    HistoricPartyData,
    HistoricPartyDetails,
    PartyData,
    PartyDetails,
    PartyRow,
    ProtocolView,
    Reason,
    Signature,
    Withdrawal,
)

AnyRequest = Request[Any, Any, Any]


def _choices() -> dict[str, object]:
    return {
        "roles": [(one.value, label) for one, label in PARTY_ROLES.items()],
        "articles": [(one.value, one.value or _("senza articolo")) for one in Article],
        "signatures": [(one.value, label) for one, label in SIGNATURE_KINDS.items()],
    }


class PartyPages(Controller):
    path = "/protocols/{protocol_id:int}/parties"

    @get("/", guards=[requires(WRITE_PROTOCOLS)], **carries("q"))
    async def list_parties(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _parties_page(protocol_id, actor, q=request.query_params.get("q", ""))

    @post("/take", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def take(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        """The parties that the act to be changed has today."""
        try:
            await actions.take_parties(protocol_id, by=actor)
        except TOLD_HERE as refused:
            return await _parties_page(protocol_id, actor, refused=refused)
        return await _told(protocol_id, actor, _("Parti prese dall'atto."))

    @post("/many", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def add_many(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        """A pasted list: who is found becomes a party, the other lines stay in the field."""
        form = await request.form()
        try:
            told = read_form(ManyParties, form)
            act = await queries.find(protocol_id, by=actor)
            lines = await match(lines_named(told.names), by=actor)
            found = [line.found[0].id for line in lines if line.is_sure]
            shape = HistoricPartyDetails if act.is_historic else PartyDetails
            added = await actions.add_parties(protocol_id, found, shape(role=told.role), by=actor)
        except TOLD_HERE as refused:
            return await _parties_page(protocol_id, actor, refused=refused, form=form)
        left = [line for line in lines if not line.is_sure]
        if left or not lines:
            return await _parties_page(protocol_id, actor, left=left, n_added=len(added))
        return await _told(protocol_id, actor, _added(len(added), len(found)))

    @get("/new", guards=[requires(WRITE_PROTOCOLS)], **carries("partner"))
    async def show_new(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _new_form(protocol_id, request.query_params.get("partner", ""), actor)

    @post("/new", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def add(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        act = await queries.find(protocol_id, by=actor)
        shape = HistoricPartyData if act.is_historic else PartyData
        try:
            new: Any = read_form(shape, with_lines(form, "commitments"))
            await actions.add_party(protocol_id, new, version=version, by=actor)
        except TOLD_HERE as refused:
            return await _new_form(
                protocol_id, text_of(form, "partner"), actor, refused=refused, form=form
            )
        warned = remarks_on(new, PARTY_MAILBOXES)
        return await _told(protocol_id, actor, _("Parte aggiunta."), warned=warned)

    @get("/{party_id:int}", guards=[requires(READ_PROTOCOLS)])
    async def show(
        self, protocol_id: FromPath[int], party_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _party_page(protocol_id, party_id, actor)

    @get("/{party_id:int}/edit", guards=[requires(WRITE_PROTOCOLS)])
    async def show_edit(
        self, protocol_id: FromPath[int], party_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return await _edit_form(protocol_id, party_id, actor)

    @post("/{party_id:int}/edit", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def change(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            told = await _change(protocol_id, party_id, form, version, actor)
        except TOLD_HERE as refused:
            return await _edit_form(protocol_id, party_id, actor, refused=refused, form=form)
        warned = remarks_on(told, PARTY_MAILBOXES)
        return await _told(protocol_id, actor, _("Parte aggiornata."), warned=warned)

    @post("/{party_id:int}/move", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def move(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        to = text_of(await request.form(), "to")
        await actions.move_party(protocol_id, party_id, int(to or 1) if to.isdigit() else 1,
                                 by=actor)  # fmt: skip
        at = f"/parties#parte-{party_id}"
        return await _told(protocol_id, actor, _("Ordine cambiato."), at=at)

    @post("/{party_id:int}/remove", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def remove(
        self, protocol_id: FromPath[int], party_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        try:
            await actions.remove_party(protocol_id, party_id, by=actor)
        except TOLD_HERE as refused:
            return await _parties_page(protocol_id, actor, refused=refused)
        return await _told(protocol_id, actor, _("Parte tolta."))

    @post("/{party_id:int}/approve", guards=[requires(CONDUCT_PROTOCOLS)], status_code=303)
    async def approve(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        form = await request.form()
        try:
            told = read_form(Approval, form)
            await actions.record_approval(protocol_id, party_id, told, by=actor)
        except TOLD_HERE as refused:
            return await _party_page(protocol_id, party_id, actor, refused=refused, form=form)
        return await _told(protocol_id, actor, _("Approvazione registrata."), at="#parti")

    @post("/{party_id:int}/sign", guards=[requires(CONDUCT_PROTOCOLS)], status_code=303)
    async def sign(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        form = await request.form()
        try:
            told = read_form(Signature, form)
            await actions.record_signature(protocol_id, party_id, told, by=actor)
        except TOLD_HERE as refused:
            return await _party_page(protocol_id, party_id, actor, refused=refused, form=form)
        return await _told(protocol_id, actor, _("Firma registrata."), at="#parti")

    @post("/{party_id:int}/refuse", guards=[requires(CONDUCT_PROTOCOLS)], status_code=303)
    async def refuse(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        form = await request.form()
        try:
            told = read_form(Reason, form)
            await actions.refuse_signature(protocol_id, party_id, told, by=actor)
        except TOLD_HERE as refused:
            return await _party_page(protocol_id, party_id, actor, refused=refused, form=form)
        return await _told(protocol_id, actor, _("Firma segnata come non valida."), at="#parti")

    @post("/{party_id:int}/withdraw", guards=[requires(CONDUCT_PROTOCOLS)], status_code=303)
    async def withdraw(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        form = await request.form()
        try:
            told = read_form(Withdrawal, form)
            await actions.withdraw(protocol_id, party_id, told, by=actor)
        except TOLD_HERE as refused:
            return await _party_page(protocol_id, party_id, actor, refused=refused, form=form)
        return await _told(protocol_id, actor, _("Recesso registrato."), at="#parti")

    @post("/{party_id:int}/accession", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def produce_accession(
        self,
        request: AnyRequest,
        protocol_id: FromPath[int],
        party_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        """The deed of accession, as a draft or as what is signed."""
        form = await request.form()
        is_final = text_of(form, "is_final") == "yes"
        try:
            told = read_form(AccessionTold, form)
            document = await actions.produce_accession(
                protocol_id, party_id, told, is_final=is_final, by=actor
            )
        except TOLD_HERE as refused:
            return await _party_page(protocol_id, party_id, actor, refused=refused, form=form)
        return see(f"/protocols/{protocol_id}/documents/{document.id}")


class ManyParties(Struct, kw_only=True):
    names: Annotated[str, Meta(min_length=1, max_length=60000)]
    role: PartyRole = PartyRole.SIGNATORY


def _added(n: int, named: int) -> str:
    told = ngettext("Una parte aggiunta.", "%(n)s parti aggiunte.", n).replace("%(n)s", str(n))
    return told if n == named else f"{told} " + _("Le altre c'erano già.")


async def _told(
    protocol_id: int, actor: Actor, said: str, *, at: str = "/parties", warned: str = ""
) -> Response[str]:
    """Back to the parties or to the act, with the way to undo what was just done."""
    undo = await undo_of(protocol_id, actor)
    return see(f"/protocols/{protocol_id}{at}", said=said, undo=undo, warned=warned)


async def _change(
    protocol_id: int, party_id: int, form: FormMultiDict, version: int | None, actor: Actor
) -> PartyDetails:
    """The party's data, and what it promises while the text may change."""
    act = await queries.find(protocol_id, by=actor)
    shape = HistoricPartyDetails if act.is_historic else PartyDetails
    told: Any = read_form(shape, form)
    await actions.change_party(
        protocol_id,
        party_id,
        told,
        commitments=lines_of(text_of(form, "commitments")) if "commitments" in form else None,
        version=version,
        by=actor,
    )
    kept: PartyDetails = told
    return kept


async def _parties_page(
    protocol_id: int,
    actor: Actor,
    *,
    q: str = "",
    refused: Refused | None = None,
    form: FormMultiDict | None = None,
    left: Sequence[Matched] = (),
    n_added: int = 0,
) -> Response[str]:
    """The parties; ``left`` are the lines of a pasted list that name no body for sure."""
    act = await queries.view(protocol_id, by=actor)
    check_can_write(actor, act.office)
    around = await writing.around(act, by=actor)
    return page(
        "protocols/parties.html",
        status=status_of(refused) if refused else 422 if left else 200,
        act=act,
        parent=around.parent,
        missing_parties=missing_parties(act, around),
        parties=sorted(act.parties, key=lambda one: one.position),
        is_open=act.is_historic or act.status in WRITABLE,
        found=await partners.look_up(q, by=actor),
        q=q,
        refused=refused.sentence if refused and form is None else "",
        left=left,
        told=_added(n_added, n_added) if n_added else "",
        roles=_choices()["roles"],
        **WORDS,
        **(came_back(refused, form) if refused and form is not None else {}),
    )


async def _new_form(
    protocol_id: int,
    partner: str,
    actor: Actor,
    *,
    refused: Refused | None = None,
    form: FormMultiDict | None = None,
) -> Response[str]:
    act = await queries.view(protocol_id, by=actor)
    check_can_write(actor, act.office)
    if not partner.isascii() or not partner.isdigit():
        raise NotFound(_("Scegli prima l'ente da aggiungere."))
    body = await partners.find(int(partner[:9]), by=actor)
    return page(
        "protocols/party_form.html",
        status=status_of(refused) if refused else 200,
        act=act,
        party=None,
        body=body,
        kind=kind_label(body.kind),
        **_choices(),
        **(came_back(refused, form) if refused and form is not None else {}),
    )


async def _edit_form(
    protocol_id: int,
    party_id: int,
    actor: Actor,
    *,
    refused: Refused | None = None,
    form: FormMultiDict | None = None,
) -> Response[str]:
    act, party = await _act_and_party(protocol_id, party_id, actor)
    check_can_write(actor, act.office)
    return page(
        "protocols/party_form.html",
        status=status_of(refused) if refused else 200,
        act=act,
        party=party,
        body=await partners.find(party.partner, by=actor),
        kind=kind_label(party.kind),
        **_choices(),
        **(came_back(refused, form) if refused and form is not None else {}),
    )


async def _act_and_party(
    protocol_id: int, party_id: int, actor: Actor
) -> tuple[ProtocolView, PartyRow]:
    act = await queries.view(protocol_id, by=actor)
    party = next((one for one in act.parties if one.id == party_id), None)
    if party is None:
        raise NotFound(_("Questa parte non c'è più."))
    return act, party


async def _party_page(
    protocol_id: int,
    party_id: int,
    actor: Actor,
    *,
    refused: Refused | None = None,
    form: FormMultiDict | None = None,
) -> Response[str]:
    """One party, with what can be recorded about it now."""
    act, party = await _act_and_party(protocol_id, party_id, actor)
    return page(
        "protocols/party.html",
        status=status_of(refused) if refused else 200,
        act=act,
        party=party,
        kind=kind_label(party.kind),
        may=permissions.can_conduct(actor, act.office),
        may_write=permissions.can_write(actor, act.office),
        accession_kinds=list(WRITABLE_KINDS),
        documents=[one for one in act.documents if one.party == party_id],
        **WORDS,
        **_choices(),
        **(came_back(refused, form) if refused and form is not None else {}),
    )
