"""The documents of an act: what lacks is told, what is made never changes."""

import hashlib
import io
from datetime import date
from typing import Any

import asyncpg
import pytest
from docx import Document
from msgspec import json

from registry.platform import storage
from registry.platform.documents.italian import Article
from registry.platform.documents.letter import Stage
from registry.platform.documents.templates import read_template
from registry.platform.documents.text import extract_text
from registry.platform.errors import InvalidInput, WrongStatus
from registry.protocols import actions, queries
from registry.protocols.drafts import AccessionTold
from registry.protocols.kinds import ActKind, DocumentKind
from registry.protocols.lifecycle import IN_DEFINITION, IN_FORCE, SIGNING
from registry.protocols.shapes import (
    AccessionData,
    CitationData,
    Filing,
    NewProtocol,
    ProtocolData,
    Reason,
    TextData,
)
from registry.protocols.tables import ProtocolDocument
from tests.gate import papers
from tests.people import People
from tests.protocols.make import (
    a_body,
    a_comune,
    a_draft,
    a_historic_act,
    an_act,
    as_party,
    parties_of,
    two_parties,
    whole_text,
)

pytestmark = pytest.mark.usefixtures("db")

PDF = papers.pdf()


def words_of(document: ProtocolDocument) -> str:
    """What a reader reads, with plain spaces."""
    return extract_text(storage.read(document.file)).replace("\u00a0", " ")


def heads_of(document: ProtocolDocument) -> set[str]:
    """What stands at the top of the first page and of the others."""
    sections = Document(io.BytesIO(storage.read(document.file))).sections
    heads = [head for one in sections for head in (one.first_page_header, one.header)]
    return {" ".join(line.text for line in head.paragraphs) for head in heads}


async def the_document(act_id: int, kind: DocumentKind) -> ProtocolDocument:
    document = await ProtocolDocument.objects().get(
        (ProtocolDocument.protocol == act_id) & (ProtocolDocument.kind == kind)
    )
    assert document is not None
    return document


async def test_a_draft_is_marked_and_says_what_lacks(as_: People) -> None:
    comune = await a_comune("Crema", by=as_.operator_cr)
    soncino = await a_comune("Soncino", by=as_.operator_cr)
    act = await a_draft(by=as_.operator_cr, with_=[as_party(comune), as_party(soncino)])

    draft = await actions.produce(act.id, Stage.DRAFT, by=as_.operator_cr)

    assert all("BOZZA – non sottoscrivibile" in head for head in heads_of(draft))
    assert "[manca: sede" in words_of(draft)
    assert draft.name == "protocollo_pref-cr_accoglienza-diffusa_bozza-v1.docx"


async def test_the_text_to_sign_has_everything_that_the_act_says(as_: People) -> None:
    act = await an_act(as_, SIGNING, beneficiaries_words="ai richiedenti asilo")

    final = await the_document(act.id, DocumentKind.FINAL)

    words = words_of(final)
    assert not any("BOZZA" in head for head in heads_of(final))
    for said in (
        "PROTOCOLLO D’INTESA",
        "codice fiscale 99999001003",
        "Anna Bianchi",
        "coordinare le attività",
        "favorire l’inclusione",
        "Tavolo provinciale",
        "tre anni",
        "le parti già collaborano di fatto",
    ):
        assert said in words, said
    assert Document(io.BytesIO(storage.read(final.file))).core_properties.language == "it-IT"


async def test_the_signature_does_not_open_on_a_text_that_lacks_something(as_: People) -> None:
    act = await a_draft(by=as_.operator_cr, with_=await two_parties(as_))

    with pytest.raises(InvalidInput) as refused:
        await actions.open_signing(act.id, by=as_.legal_cr)

    told = refused.value.fields
    assert "term" in told
    assert told["term"].startswith("durata. ")
    assert (await queries.find(act.id, by=as_.legal_cr)).status == IN_DEFINITION
    assert not await ProtocolDocument.exists().where(ProtocolDocument.protocol == act.id)


async def test_what_lacks_of_a_party_is_told_with_its_name(as_: People) -> None:
    act = await an_act(as_, IN_DEFINITION)
    caritas = (await parties_of(act.id))[1]
    caritas.representative_name = ""
    await caritas.save()

    with pytest.raises(InvalidInput, match="Caritas diocesana di Cremona: nome e cognome"):
        await actions.open_signing(act.id, by=as_.legal_cr)


async def test_a_document_keeps_what_it_was_made_from(as_: People) -> None:
    act = await an_act(as_, SIGNING)

    final = await the_document(act.id, DocumentKind.FINAL)

    content = storage.read(final.file)
    template = hashlib.sha256(read_template(final.template)).hexdigest()
    assert hashlib.sha256(content).hexdigest() == final.file
    assert final.template_sha256 == template
    assert json.decode(final.letter)["title"] == "PROTOCOLLO D’INTESA"


async def test_a_document_made_is_never_changed_nor_removed(as_: People) -> None:
    act = await an_act(as_, SIGNING)
    final = await the_document(act.id, DocumentKind.FINAL)

    with pytest.raises(asyncpg.RaiseError, match="never changes"):
        await ProtocolDocument.update({ProtocolDocument.name: "x"}).where(
            ProtocolDocument.id == final.id
        )
    with pytest.raises(asyncpg.RaiseError, match="never changes"):
        await final.remove()


async def test_the_same_draft_twice_is_one_document(as_: People) -> None:
    act = await an_act(as_, IN_DEFINITION)

    first = await actions.produce(act.id, Stage.DRAFT, by=as_.operator_cr)
    again = await actions.produce(act.id, Stage.DRAFT, by=as_.operator_cr)
    text = TextData(common_commitments=["riunirsi ogni mese"])
    await actions.write_text(act.id, text, by=as_.operator_cr)
    changed = await actions.produce(act.id, Stage.DRAFT, by=as_.operator_cr)

    assert first.id == again.id
    assert changed.id != first.id
    assert changed.name.endswith("_bozza-v2.docx")


async def test_a_schema_leaves_only_the_names_open(as_: People) -> None:
    act = await an_act(as_, IN_DEFINITION)
    caritas = (await parties_of(act.id))[1]
    caritas.representative_name = ""
    await caritas.save()

    schema = await actions.produce(act.id, Stage.SCHEMA, by=as_.operator_cr)

    assert "nome e cognome del legale rappresentante" in words_of(schema)


async def test_norms_of_the_library_stand_in_the_text(as_: People) -> None:
    act = await an_act(as_, IN_DEFINITION)
    own = CitationData(text="la legge regionale 12 marzo 2008, n. 3", gender="f")
    text = TextData(citations=[CitationData(norm_key="l241"), own])
    await actions.write_text(act.id, text, by=as_.operator_cr)

    words = words_of(await actions.produce(act.id, Stage.DRAFT, by=as_.operator_cr))

    assert "VISTE" in words
    assert "7 agosto 1990" in words
    assert "legge regionale 12 marzo 2008" in words


async def test_an_act_without_a_letter_asks_for_the_text_to_be_attached(as_: People) -> None:
    parties = await two_parties(as_, "comune")
    act = await a_draft(by=as_.operator_cr, kind=ActKind.OTHER, with_=parties)
    with pytest.raises(WrongStatus, match="allega il documento da firmare"):
        await actions.open_signing(act.id, by=as_.legal_cr)

    filing = Filing(kind=DocumentKind.FINAL)
    await actions.attach(act.id, filing, name="testo.pdf", content=PDF, by=as_.operator_cr)
    await actions.open_signing(act.id, by=as_.legal_cr)

    assert (await queries.find(act.id, by=as_.legal_cr)).status == SIGNING


async def test_a_text_attached_before_it_was_rewritten_is_not_signed(as_: People) -> None:
    parties = await two_parties(as_, "comune")
    act = await a_draft(by=as_.operator_cr, kind=ActKind.OTHER, with_=parties)
    filing = Filing(kind=DocumentKind.FINAL)
    await actions.attach(act.id, filing, name="testo.pdf", content=PDF, by=as_.operator_cr)
    await actions.open_signing(act.id, by=as_.legal_cr)

    await actions.reopen(act.id, Reason(reason="cambia l'art. 2"), by=as_.legal_cr)

    with pytest.raises(WrongStatus, match="allega il documento"):
        await actions.open_signing(act.id, by=as_.legal_cr)


async def test_the_text_to_sign_is_not_replaced_while_it_is_signed(as_: People) -> None:
    act = await an_act(as_, SIGNING)

    with pytest.raises(WrongStatus, match="Il testo è bloccato"):
        filing = Filing(kind=DocumentKind.FINAL)
        await actions.attach(act.id, filing, name="altro.pdf", content=PDF, by=as_.operator_cr)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("vuoto.pdf", b"", "vuoto"),
        ("atto.exe", b"MZ", "qui non si carica"),
        ("atto.pdf", b"<html>", "non corrisponde al contenuto"),
        ("atto.docx", b"%PDF-1.7", "non corrisponde al contenuto"),
    ],
)
async def test_a_file_that_is_not_what_it_says_is_refused(
    as_: People, name: str, content: bytes, words: str
) -> None:
    act = await a_historic_act(by=as_.operator_cr)

    with pytest.raises(InvalidInput, match=words) as refused:
        await actions.attach(act.id, Filing(), name=name, content=content, by=as_.operator_cr)

    assert set(refused.value.fields) == {"file"}


async def test_a_scan_of_an_old_act_comes_back_as_it_was(as_: People) -> None:
    act = await a_historic_act(by=as_.operator_cr)
    filing = Filing(kind=DocumentKind.SCAN, title="Originale")

    await actions.attach(
        act.id, filing, name="..\\..\\atto firmato.pdf", content=PDF, by=as_.operator_cr
    )

    kept = (await queries.view(act.id, by=as_.operator_cr)).documents[0]
    assert (kept.name, kept.title) == ("atto firmato.pdf", "Originale")
    assert storage.read(kept.file) == PDF


async def an_accession(as_: People, **more: Any) -> tuple[int, int]:
    """An act in force and the comune that joined it."""
    act = await an_act(as_, IN_FORCE, is_open_to_accession=True)
    comune = await a_comune("Sergnano", by=as_.operator_cr)
    joined = AccessionData(
        partner=comune.id,
        joined_on=date(2026, 11, 3),
        representative_office="Sindaca",
        representative_article=Article.LA,
        commitments=["ospitare un corso di italiano"],
        **more,
    )
    party = await actions.accede(act.id, joined, by=as_.legal_cr)
    return act.id, party.id


async def test_a_deed_of_accession_names_the_act_and_its_articles(as_: People) -> None:
    act_id, party_id = await an_accession(as_)

    told = AccessionTold(heard="il Tavolo provinciale")
    deed = await actions.produce_accession(
        act_id, party_id, told, is_final=False, by=as_.operator_cr
    )

    words = words_of(deed)
    assert all("BOZZA" in head for head in heads_of(deed))
    assert "Comune di Sergnano" in words
    assert "ospitare un corso di italiano" in words
    assert "rep. n." in words
    assert deed.name.startswith("adesione_pref-cr_2026-001_comune-sergnano")


async def test_a_deed_without_what_is_needed_is_not_final(as_: People) -> None:
    act_id, party_id = await an_accession(as_)

    with pytest.raises(InvalidInput, match="Comune di Sergnano: sede"):
        told = AccessionTold(common_article="3")
        await actions.produce_accession(act_id, party_id, told, is_final=True, by=as_.operator_cr)


async def test_a_deed_asks_for_the_articles_of_an_act_that_was_not_written_here(
    as_: People,
) -> None:
    bodies = [await a_body(which, by=as_.operator_cr) for which in ("prefettura", "caritas")]
    act = await a_historic_act(
        by=as_.operator_cr, with_=bodies, signed_text="16/10/2014", is_open_to_accession=True
    )
    comune = await a_comune("Sergnano", by=as_.operator_cr)
    joined = AccessionData(partner=comune.id, joined_on=date(2026, 11, 3))
    party = await actions.accede(act.id, joined, by=as_.legal_cr)

    with pytest.raises(InvalidInput) as refused:
        await actions.produce_accession(
            act.id, party.id, AccessionTold(), is_final=False, by=as_.operator_cr
        )

    assert set(refused.value.fields) == {"accession_article", "common_article", "data_article"}


async def test_a_rewritten_text_is_another_document(as_: People) -> None:
    act = await an_act(as_, SIGNING)
    first = await the_document(act.id, DocumentKind.FINAL)
    await actions.reopen(act.id, Reason(reason="cambia"), by=as_.legal_cr)
    new = ProtocolData(
        kind=ActKind.PROTOCOL, subject="la mediazione", duration_months=12,
        purposes=["favorire l'inclusione"],
    )  # fmt: skip
    await actions.change(act.id, new, by=as_.operator_cr)
    await actions.write_text(act.id, whole_text(), by=as_.operator_cr)

    await actions.open_signing(act.id, by=as_.legal_cr)

    documents = (await queries.view(act.id, by=as_.legal_cr)).documents
    assert [one.kind for one in documents] == [DocumentKind.FINAL, DocumentKind.FINAL]
    assert "un anno" in extract_text(storage.read(documents[0].file))
    assert "tre anni" in words_of(first)


async def test_a_protocol_of_150_parties_is_written(as_: People) -> None:
    new = NewProtocol(kind=ActKind.PROTOCOL, subject="l'accoglienza", duration_months=36)
    parties = await two_parties(as_)
    many = [await a_comune(f"Paese {n:03}", by=as_.operator_cr) for n in range(148)]
    new.parties = [*parties, *(as_party(one, commitments=["collaborare"]) for one in many)]
    act = await actions.draft(new, by=as_.operator_cr)

    draft = await actions.produce(act.id, Stage.DRAFT, by=as_.operator_cr)

    assert "Comune di Paese 147" in words_of(draft)


async def test_a_party_with_a_document_of_its_own_is_not_taken_away(as_: People) -> None:
    comune = await a_comune("Crema", by=as_.operator_cr)
    act = await a_historic_act(by=as_.operator_cr, with_=[comune])
    party = (await parties_of(act.id))[0]
    filing = Filing(kind=DocumentKind.SIGNED, party=party.id)
    await actions.attach(act.id, filing, name="firma.pdf", content=PDF, by=as_.operator_cr)

    with pytest.raises(WrongStatus, match="ha dei documenti"):
        await actions.remove_party(act.id, party.id, by=as_.operator_cr)
