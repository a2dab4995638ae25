"""Every kind of act that has a letter gets its Word from the registry: draft, schema, final."""

from datetime import date
from typing import Any

import pytest
from msgspec import convert

from registry.platform import storage
from registry.platform.accounts.roles import Actor
from registry.platform.documents.italian import Article
from registry.platform.documents.letter import Stage
from registry.platform.documents.text import extract_text
from registry.platform.errors import InvalidInput, NotAllowed, NotFound, WrongStatus
from registry.platform.i18n import speaking
from registry.protocols import actions, queries
from registry.protocols.drafts import AccessionTold
from registry.protocols.kinds import ActKind, DocumentKind, PartyRole, RecitalKind, RelationKind
from registry.protocols.lifecycle import IN_DEFINITION, IN_FORCE, SIGNING
from registry.protocols.shapes import (
    AccessionData,
    CitationData,
    Drafting,
    ProtocolView,
    RecitalData,
    RelationData,
    TextData,
    Withdrawal,
)
from registry.protocols.tables import Protocol, ProtocolDocument
from tests.people import People
from tests.protocols.make import (
    GOVERNANCE,
    MONITORING,
    a_body,
    a_comune,
    a_draft,
    a_historic_act,
    an_act,
    as_party,
    sign_all,
    two_parties,
    whole_text,
)

pytestmark = pytest.mark.usefixtures("db")

PROCEDURES = {"access_ways": ["tramite sportello", "su segnalazione di un ente"]}
ALLOTMENT = {
    "rows": [
        {"municipality": "Casalmaggiore", "inhabitants": 15000, "criterion": "popolazione",
         "places": 30},
        {"municipality": "Rivarolo", "inhabitants": 900, "criterion": "correttivo", "places": 4},
    ],
    "total_places": 34,
    "basis": "sulla popolazione residente",
}  # fmt: skip
COMMON = {"governance": GOVERNANCE, "monitoring": MONITORING}
TOLD: dict[ActKind, dict[str, Any]] = {
    ActKind.PROTOCOL: {},
    ActKind.OPERATING_PROTOCOL: {"procedures": PROCEDURES},
    ActKind.FRAMEWORK: {},
    ActKind.ARTICLE_15: {"common_interest": "nell'assicurare un'accoglienza ordinata"},
    ActKind.ARTICLE_11: {"determination": "determinazione del Prefetto n. 3 del 4 maggio 2026"},
    ActKind.TERRITORIAL: {"procedures": PROCEDURES, "allotment": ALLOTMENT},
    ActKind.CONVENTION: {"basis": "art30_tuel", "guarantees": ["Ciascuno risponde per sé."]},
    ActKind.OPERATING_LINK: {"procedures": PROCEDURES},
}
TITLES = {
    ActKind.PROTOCOL: "PROTOCOLLO D’INTESA",
    ActKind.OPERATING_PROTOCOL: "PROTOCOLLO OPERATIVO",
    ActKind.FRAMEWORK: "ACCORDO QUADRO",
    ActKind.ARTICLE_15: "ACCORDO\nai sensi dell’articolo 15 della legge 7 agosto 1990, n. 241, per",
    ActKind.ARTICLE_11: "ACCORDO\nai sensi dell’articolo 11 della legge 7 agosto 1990, n. 241, per",
    ActKind.TERRITORIAL: "ACCORDO OPERATIVO TERRITORIALE",
    ActKind.CONVENTION: "CONVENZIONE\nai sensi dell’articolo 30",
    ActKind.OPERATING_LINK: "RACCORDO OPERATIVO",
}
OF_PRIVATES = {ActKind.ARTICLE_11}


def words_of(document: ProtocolDocument) -> str:
    """What a reader reads, with plain spaces and hyphens."""
    said = extract_text(storage.read(document.file))
    return said.replace("\u00a0", " ").replace("\u2011", "-")


def text_of(kind: ActKind, **more: Any) -> TextData:
    recitals = [
        RecitalData(kind=RecitalKind.PREMISE, text="le parti già collaborano"),
        RecitalData(kind=RecitalKind.CONSIDERED, text="conviene dirlo per iscritto"),
    ]
    drafting = convert({**COMMON, **TOLD.get(kind, {}), **more}, Drafting)
    citations = [CitationData(norm_key="l241")]
    return TextData(recitals=recitals, citations=citations, drafting=drafting)


async def a_written(kind: ActKind, as_: People) -> Protocol:
    """An act of this kind that lacks nothing, tied to an older one where it must be."""
    other = "caritas" if kind in OF_PRIVATES else "comune"
    act = await a_draft(
        by=as_.operator_cr, kind=kind, with_=await two_parties(as_, other), duration_months=24,
        purposes=["favorire l'inclusione"],
    )  # fmt: skip
    if kind is ActKind.TERRITORIAL:
        parent = await a_historic_act("Protocollo d'intesa per l'asilo", by=as_.operator_cr,
                                      signed_on=date(2014, 10, 16))  # fmt: skip
        await tie(act, parent, RelationKind.IMPLEMENTS, by=as_.operator_cr)
    await actions.write_text(act.id, text_of(kind), by=as_.operator_cr)
    return act


async def tie(act: Protocol, to: Protocol, kind: RelationKind, *, by: Actor) -> None:
    await actions.relate(act.id, RelationData(to_act=to.id, kind=kind), by=by)


async def documents_of(act_id: int, as_: People) -> dict[DocumentKind, list[str]]:
    shown = await queries.view(act_id, by=as_.legal_cr)
    found: dict[DocumentKind, list[str]] = {}
    for one in shown.documents:
        found.setdefault(one.kind, []).append(one.name)
    return found


async def the_final(act_id: int) -> ProtocolDocument:
    document = await ProtocolDocument.objects().get(
        (ProtocolDocument.protocol == act_id) & (ProtocolDocument.kind == DocumentKind.FINAL)
    )
    assert document is not None
    return document


@pytest.mark.parametrize("kind", TOLD)
async def test_an_act_of_each_kind_goes_from_its_draft_to_the_text_that_is_signed(
    as_: People, kind: ActKind
) -> None:
    act = await a_written(kind, as_)

    draft = await actions.produce(act.id, Stage.DRAFT, by=as_.operator_cr)
    schema = await actions.produce(act.id, Stage.SCHEMA, by=as_.operator_cr)
    await actions.open_signing(act.id, by=as_.legal_cr)

    final = words_of(await the_final(act.id))
    assert "[manca" not in words_of(draft)
    assert TITLES[kind] in final
    assert "Anna Bianchi" in final
    assert final == words_of(schema)
    assert (await queries.find(act.id, by=as_.legal_cr)).status == SIGNING


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        (ActKind.ARTICLE_15, {"common_interest"}),
        (ActKind.ARTICLE_11, {"determination", "recitals"}),
        (ActKind.TERRITORIAL, {"parent", "allotment", "procedures"}),
        (ActKind.OPERATING_PROTOCOL, {"procedures"}),
        (ActKind.OPERATING_LINK, {"procedures"}),
    ],
)
async def test_what_a_kind_wants_is_told_before_anybody_signs(
    as_: People, kind: ActKind, lacking: set[str]
) -> None:
    other = "caritas" if kind in OF_PRIVATES else "comune"
    act = await a_draft(by=as_.operator_cr, kind=kind, with_=await two_parties(as_, other),
                        duration_months=24)  # fmt: skip
    await actions.write_text(act.id, whole_text(), by=as_.operator_cr)

    draft = await actions.produce(act.id, Stage.DRAFT, by=as_.operator_cr)
    with pytest.raises(InvalidInput) as refused:
        await actions.open_signing(act.id, by=as_.legal_cr)

    assert set(refused.value.fields) == lacking
    assert words_of(draft)
    assert all(". " in told for told in refused.value.fields.values())


async def test_a_territorial_agreement_lasts_as_long_as_the_act_that_it_carries_out(
    as_: People,
) -> None:
    parent = await an_act(as_, IN_FORCE, signed_on=date(2026, 4, 16))
    bodies = await queries.partners_of(parent.id)
    comune = await a_comune("Casalmaggiore", by=as_.operator_cr, article="il")
    act = await a_draft("il Distretto di Casalmaggiore", by=as_.operator_cr,
                        kind=ActKind.TERRITORIAL)  # fmt: skip
    prefettura = await queries.view(parent.id, by=as_.operator_cr)
    assert prefettura.promoter in bodies
    await actions.add_party(
        act.id, as_party_id(prefettura.promoter, PartyRole.PROMOTER), by=as_.operator_cr
    )
    await actions.add_party(act.id, as_party(comune, PartyRole.LEAD), by=as_.operator_cr)
    await tie(act, parent, RelationKind.IMPLEMENTS, by=as_.operator_cr)
    await actions.write_text(act.id, text_of(ActKind.TERRITORIAL), by=as_.operator_cr)

    words = words_of(await actions.produce(act.id, Stage.DRAFT, by=as_.operator_cr))

    assert "in attuazione del protocollo d’intesa del 16 aprile 2026 (rep. n. 1/2026)" in words
    assert "il Comune di Casalmaggiore, capofila, " in words
    assert "e ha la stessa scadenza del protocollo, fissata al 15 aprile 2029." in words
    assert "Totale | 15.900 | — | 34" in words


def as_party_id(partner: int | None, role: PartyRole) -> Any:
    assert partner is not None
    return as_party(type("Body", (), {"id": partner}), role)  # type: ignore[arg-type]  # its id


async def an_addendum(as_: People, parent: Protocol, **more: Any) -> Protocol:
    act = await a_draft("la proroga", by=as_.operator_cr, kind=ActKind.ADDENDUM, **more)
    await tie(act, parent, RelationKind.AMENDS, by=as_.operator_cr)
    return act


AMENDING = [
    {"change": "replace_words", "article": "5", "comma": "2", "old_words": "trimestrale",
     "new_words": "semestrale"},
]  # fmt: skip


async def amend(act: Protocol, as_: People, amending: list[dict[str, Any]]) -> None:
    text = TextData(drafting=convert({"amending": amending}, Drafting))
    await actions.write_text(act.id, text, by=as_.operator_cr)


async def article_of(parent: Protocol, heading: str) -> str:
    """The number that an article has in the text that was signed."""
    final = words_of(await the_final(parent.id))
    return final.split(f"\n({heading})")[0].rsplit("Articolo ", 1)[1]


async def test_an_addendum_takes_the_parties_of_today_and_says_who_came_and_went(
    as_: People,
) -> None:
    parent = await an_act(as_, IN_FORCE, is_open_to_accession=True)
    comune = await a_comune("Sergnano", by=as_.operator_cr, article="il")
    joined = AccessionData(
        partner=comune.id, joined_on=date(2026, 11, 3), representative_office="Sindaca",
        representative_article=Article.LA,
    )  # fmt: skip
    await actions.accede(parent.id, joined, by=as_.legal_cr)
    caritas = (await queries.view(parent.id, by=as_.legal_cr)).parties[1]
    gone = Withdrawal(withdrew_on=date(2026, 11, 10))
    await actions.withdraw(parent.id, caritas.id, gone, by=as_.legal_cr)
    act = await an_addendum(as_, parent, ends="30/06/2031")

    await actions.take_parties(act.id, by=as_.operator_cr)

    shown: ProtocolView = await queries.view(act.id, by=as_.operator_cr)
    assert [(one.name[:10], one.role) for one in shown.parties] == [
        ("Prefettura", PartyRole.PROMOTER), ("Comune di ", PartyRole.SIGNATORY)
    ]  # fmt: skip
    words = words_of(await actions.produce(act.id, Stage.DRAFT, by=as_.operator_cr))
    assert "– al protocollo ha aderito il Comune di Sergnano;" in words
    assert "– dal protocollo ha receduto la Caritas diocesana di Cremona;" in words
    assert "La scadenza del protocollo è prorogata al 30 giugno 2031." in words
    assert "Nuova scadenza | 30 giugno 2031" in words
    with pytest.raises(WrongStatus, match="Non ci sono altre parti"):
        await actions.take_parties(act.id, by=as_.operator_cr)


async def test_an_addendum_changes_words_that_are_there_and_writes_the_text_with_them(
    as_: People,
) -> None:
    parent = await an_act(as_, IN_FORCE)
    number = await article_of(parent, "Tavolo provinciale")
    act = await an_addendum(as_, parent)
    await actions.take_parties(act.id, by=as_.operator_cr)

    await amend(act, as_, [{**AMENDING[0], "article": number}])
    annex = await actions.produce_apart(act.id, by=as_.operator_cr)
    await amend(act, as_, [{**AMENDING[0], "article": number, "old_words": "mensile"}])

    assert "con cadenza ((semestrale))" in words_of(annex)
    assert annex.title.endswith("Testo coordinato")
    assert annex.kind == DocumentKind.ANNEX
    with pytest.raises(InvalidInput, match="queste parole non ci sono"):
        await actions.produce(act.id, Stage.DRAFT, by=as_.operator_cr)


async def test_the_second_addendum_stands_on_the_first(as_: People) -> None:
    parent = await an_act(as_, IN_FORCE)
    number = await article_of(parent, "Tavolo provinciale")
    first = await a_signed_addendum(as_, parent, [{**AMENDING[0], "article": number}])
    second = await an_addendum(as_, parent)
    await actions.take_parties(second.id, by=as_.operator_cr)
    change = {**AMENDING[0], "article": number, "old_words": "semestrale", "new_words": "annuale"}
    await amend(second, as_, [change])

    words = words_of(await actions.produce(second.id, Stage.DRAFT, by=as_.operator_cr))

    assert "ATTO AGGIUNTIVO N. 2" in words
    assert "la parola: «semestrale» è sostituita dalla seguente: «annuale»" in words
    assert (await documents_of(first.id, as_))[DocumentKind.ANNEX] == [
        "addendum-1_pref-cr_accoglienza-diffusa_allegato-a.docx"
    ]


async def a_signed_addendum(
    as_: People, parent: Protocol, amending: list[dict[str, Any]]
) -> Protocol:
    act = await an_addendum(as_, parent)
    await actions.take_parties(act.id, by=as_.operator_cr)
    await amend(act, as_, amending)
    await actions.open_signing(act.id, by=as_.legal_cr)
    await sign_all(act.id, as_)
    await actions.declare_signed(act.id, by=as_.head_cr)
    return act


async def test_an_addendum_of_nothing_asks_first_for_its_act(as_: People) -> None:
    act = await a_draft("la proroga", by=as_.operator_cr, kind=ActKind.ADDENDUM,
                        with_=await two_parties(as_))  # fmt: skip

    with pytest.raises(InvalidInput) as refused:
        await actions.produce(act.id, Stage.DRAFT, by=as_.operator_cr)

    assert set(refused.value.fields) == {"parent"}
    assert refused.value.fields["parent"].startswith("atto collegato. ")


async def test_of_an_act_registered_with_its_title_alone_the_addendum_has_the_subject(
    as_: People,
) -> None:
    parent = await a_historic_act(
        "Protocollo d'intesa per l'accoglienza diffusa", by=as_.operator_cr,
        signed_text="22 e 23 settembre 2015",
    )  # fmt: skip
    act = await an_addendum(as_, parent, ends="31/12/2030", with_=await two_parties(as_))

    words = words_of(await actions.produce(act.id, Stage.DRAFT, by=as_.operator_cr))

    assert "al protocollo d’intesa per l’accoglienza diffusa del 22 e 23 settembre 2015" in words
    with pytest.raises(WrongStatus, match="quando il registro ha il testo firmato"):
        await actions.produce_apart(act.id, by=as_.operator_cr)


async def test_over_forty_parties_the_contacts_are_kept_beside_the_text_that_is_signed(
    as_: People,
) -> None:
    act = await an_act(as_, IN_DEFINITION)
    for n in range(39):
        comune = await a_comune(f"Paese {n:02}", by=as_.operator_cr, seat_words="Paese, via 1")
        told = as_party(
            comune, representative_office="Sindaco", representative_article="il",
            representative_name="Ada Prova", commitments=["ospitare"], needs_approval=False,
            contact_unit="Servizi sociali", contact_email=f"sociali{n}@comune.example",
        )  # fmt: skip
        await actions.add_party(act.id, told, by=as_.operator_cr)

    draft = await actions.produce_apart(act.id, by=as_.operator_cr)
    again = await actions.produce_apart(act.id, by=as_.operator_cr)

    assert draft.id == again.id
    assert "sociali38@comune.example" in words_of(draft)
    assert draft.title.endswith("Uffici referenti e recapiti istituzionali")
    await actions.open_signing(act.id, by=as_.legal_cr)
    names = (await documents_of(act.id, as_))[DocumentKind.ANNEX]
    assert "_bozza" not in names[0]


async def test_an_act_of_few_parties_has_no_annex_apart(as_: People) -> None:
    act = await an_act(as_, IN_DEFINITION)

    with pytest.raises(WrongStatus, match="sono tutti nel suo testo"):
        await actions.produce_apart(act.id, by=as_.operator_cr)


async def test_who_joins_a_framework_agreement_joins_it_with_its_article(as_: People) -> None:
    act = await an_act(as_, IN_FORCE, kind=ActKind.FRAMEWORK, is_open_to_accession=True)
    comune = await a_comune("Sergnano", by=as_.operator_cr)
    joined = AccessionData(partner=comune.id, joined_on=date(2026, 11, 3),
                           commitments=["ospitare un corso"])  # fmt: skip
    party = await actions.accede(act.id, joined, by=as_.legal_cr)

    with speaking("en"):
        deed = await actions.produce_accession(
            act.id, party.id, AccessionTold(common_article="3"), is_final=False, by=as_.operator_cr
        )

    assert "all’accordo quadro per l’accoglienza diffusa" in words_of(deed)
    assert "rep. n. 1/2026 della Prefettura" in words_of(deed)


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (PartyRole.IMPLEMENTING, "di aderirvi in qualità di soggetto attuatore, assumendo"),
        (PartyRole.SIGNATORY, "di aderirvi, assumendo"),
    ],
)
async def test_who_comes_back_joins_in_the_part_it_had(
    as_: People, role: PartyRole, words: str
) -> None:
    act = await an_act(as_, IN_FORCE, role=role, is_open_to_accession=True)
    party = (await queries.view(act.id, by=as_.legal_cr)).parties[1]
    left = Withdrawal(withdrew_on=date(2026, 9, 1), words="recesso del 1° settembre")
    await actions.withdraw(act.id, party.id, left, by=as_.legal_cr)
    back = AccessionData(partner=party.partner, joined_on=date(2026, 11, 3),
                         commitments=["ospitare un corso"])  # fmt: skip
    await actions.accede(act.id, back, by=as_.legal_cr)

    with speaking("en"):
        deed = await actions.produce_accession(
            act.id, party.id, AccessionTold(common_article="3"), is_final=False, by=as_.operator_cr
        )

    assert words in words_of(deed)


async def test_only_who_writes_for_the_office_produces_an_annex(as_: People) -> None:
    act = await an_act(as_, IN_DEFINITION)

    for stranger in (as_.legal_ge, as_.ministry):
        with pytest.raises((NotAllowed, NotFound)):
            await actions.produce_apart(act.id, by=stranger)
    assert not (await documents_of(act.id, as_)).get(DocumentKind.ANNEX)


async def test_a_table_is_written_elsewhere(as_: People) -> None:
    prefettura = await a_body("prefettura", by=as_.operator_cr)
    act = await a_draft(by=as_.operator_cr, kind=ActKind.TABLE, with_=[as_party(prefettura)])

    with pytest.raises(WrongStatus, match="non scrive ancora il testo"):
        await actions.produce(act.id, Stage.DRAFT, by=as_.operator_cr)
