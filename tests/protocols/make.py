"""Acts of the tests, made by walking the real actions."""

from datetime import date
from typing import Any

from msgspec import convert

from registry.partners import actions as partner_actions
from registry.partners.identifiers import Scheme
from registry.partners.kinds import Kind
from registry.partners.shapes import IdentifierData, PartnerData
from registry.partners.tables import Partner
from registry.platform.accounts.roles import Actor
from registry.protocols import actions, queries
from registry.protocols.kinds import ActKind, PartyRole, RecitalKind, SignatureKind
from registry.protocols.lifecycle import (
    CIRCULATED,
    IN_DEFINITION,
    IN_FORCE,
    SIGNED,
    SIGNING,
    ProtocolStatus,
)
from registry.protocols.shapes import (
    Approval,
    Circulation,
    Drafting,
    HistoricAct,
    HistoricPartyData,
    InForce,
    NewProtocol,
    PartyData,
    RecitalData,
    Signature,
    TextData,
)
from registry.protocols.tables import Party, Protocol
from tests.people import People

# Three bodies of one province, as their offices want to be called.
BODIES: dict[str, dict[str, Any]] = {
    "prefettura": {
        "name": "Prefettura – Ufficio Territoriale del Governo di Cremona",
        "kind": Kind.PREFETTURA,
        "short_name": "Prefettura",
        "article": "la",
        "gender": "f",
        "seat_words": "Cremona, corso Vittorio Emanuele II 17",
    },
    "comune": {
        "name": "Comune di Casalmaggiore",
        "kind": Kind.MUNICIPALITY,
        "article": "il",
        "seat_words": "Casalmaggiore, piazza Garibaldi 26",
    },
    "caritas": {
        "name": "Caritas diocesana di Cremona",
        "kind": Kind.RELIGIOUS_BODY,
        "short_name": "Caritas",
        "article": "la",
        "gender": "f",
        "seat_words": "Cremona, via Stenico 2",
    },
}
TAX_CODES = {"prefettura": "99999001003", "comune": "99999021001", "caritas": "99999041009"}


async def a_body(which: str, *, by: Actor, **more: Any) -> Partner:
    """One of ``BODIES``, with its tax code; made once a test."""
    data = BODIES[which] | more
    partner = await partner_actions.create(PartnerData(**data), by=by)
    code = IdentifierData(scheme=Scheme.TAX_CODE, value=TAX_CODES[which])
    await partner_actions.add_identifier(partner.id, code, by=by)
    return partner


async def a_comune(name: str, *, by: Actor, **more: Any) -> Partner:
    data = PartnerData(name=f"Comune di {name}", kind=Kind.MUNICIPALITY, **more)
    return await partner_actions.create(data, by=by)


def as_party(partner: Partner, role: PartyRole = PartyRole.SIGNATORY, **more: Any) -> PartyData:
    return PartyData(partner=partner.id, role=role, **more)


async def a_draft(
    subject: str = "l'accoglienza diffusa",
    *,
    by: Actor,
    with_: list[PartyData] | None = None,
    kind: ActKind = ActKind.PROTOCOL,
    **more: Any,
) -> Protocol:
    new = NewProtocol(kind=kind, subject=subject, parties=with_ or [], **more)
    return await actions.draft(new, by=by)


async def two_parties(
    as_: People, other: str = "caritas", role: PartyRole = PartyRole.SIGNATORY
) -> list[PartyData]:
    """The Prefettura, which promotes, and another body; each with whoever signs for it."""
    prefettura = await a_body("prefettura", by=as_.operator_cr)
    body = await a_body(other, by=as_.operator_cr)
    return [
        as_party(
            prefettura,
            PartyRole.PROMOTER,
            needs_approval=False,
            representative_office="Prefetto",
            representative_article="il",
            representative_name="Anna Bianchi",
            contact_unit="Area IV",
            contact_email="area4@prefettura.example",
            commitments=["coordinare le attività"],
        ),
        as_party(
            body,
            role,
            representative_office="Presidente",
            representative_article="il",
            representative_name="Ugo Neri",
            authority_words="in virtù dei poteri conferiti dallo statuto",
            contact_unit="Segreteria",
            contact_email="segreteria@ente.example",
            commitments=["accogliere le persone"],
        ),
    ]


GOVERNANCE = {
    "full_name": "Tavolo provinciale per l'accoglienza",
    "name": "Tavolo provinciale",
    "short_name": "Tavolo",
    "chair": "dal Prefetto",
    "frequency": "trimestrale",
    "secretariat": "dall'Area IV",
}
MONITORING = {
    "frequency": "semestrale",
    "data_due": "trenta giorni dalla fine di ciascun semestre",
    "report_due": "31 marzo",
}


def whole_text() -> TextData:
    """What a protocol's letter asks, besides its parties and its duration."""
    drafting = convert({"governance": GOVERNANCE, "monitoring": MONITORING}, Drafting)
    recital = RecitalData(kind=RecitalKind.PREMISE, text="le parti già collaborano di fatto")
    return TextData(recitals=[recital], citations=[], drafting=drafting)


async def an_act(
    as_: People,
    status: ProtocolStatus,
    *,
    other: str = "caritas",
    role: PartyRole = PartyRole.SIGNATORY,
    signed_on: date | None = None,
    **more: Any,
) -> Protocol:
    """An act of Cremona brought to this status by the people who may."""
    facts: dict[str, Any] = {"duration_months": 36, "purposes": ["favorire l'inclusione"]} | more
    act = await a_draft(by=as_.operator_cr, with_=await two_parties(as_, other, role), **facts)
    await actions.write_text(act.id, whole_text(), by=as_.operator_cr)
    for step in (CIRCULATED, SIGNING, SIGNED, IN_FORCE):
        if status == IN_DEFINITION:
            break
        await TO[step](act.id, as_, signed_on)
        if step == status:
            break
    return await queries.find(act.id, by=as_.legal_cr)


async def _circulate(act_id: int, as_: People, day: date | None) -> None:
    sent = Circulation(sent_on=day or date(2026, 3, 2))
    await actions.send_schema(act_id, sent, by=as_.legal_cr)


async def _open(act_id: int, as_: People, day: date | None) -> None:
    for party in await parties_of(act_id):
        if party.status == "text_to_approve":
            approval = Approval(approved_on=day or date(2026, 3, 3))
            await actions.record_approval(act_id, party.id, approval, by=as_.legal_cr)
    await actions.open_signing(act_id, by=as_.legal_cr)


async def _sign(act_id: int, as_: People, day: date | None) -> None:
    await sign_all(act_id, as_, on=day)
    await actions.declare_signed(act_id, by=as_.head_cr)


async def sign_all(act_id: int, as_: People, *, on: date | None = None) -> None:
    for party in await parties_of(act_id):
        signature = Signature(signed_on=on or date(2026, 4, 16), kind=SignatureKind.DIGITAL)
        await actions.record_signature(act_id, party.id, signature, by=as_.legal_cr)


async def _enter(act_id: int, as_: People, _day: date | None) -> None:
    await actions.set_in_force(act_id, InForce(), by=as_.legal_cr)


TO = {CIRCULATED: _circulate, SIGNING: _open, SIGNED: _sign, IN_FORCE: _enter}


async def parties_of(act_id: int) -> list[Party]:
    return await Party.objects().where(Party.protocol == act_id).order_by(Party.position)


async def a_historic_act(
    title: str = "Protocollo del 2014",
    *,
    by: Actor,
    with_: list[Partner] | None = None,
    **more: Any,
) -> Protocol:
    parties = [HistoricPartyData(partner=partner.id) for partner in with_ or []]
    facts: dict[str, Any] = {"kind": ActKind.PROTOCOL, "title": title, "parties": parties} | more
    return await actions.register_historic(HistoricAct(**facts), by=by)
