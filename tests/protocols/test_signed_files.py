"""A file that comes in signed: its row says who signed, when, and how each signature stands."""

from pathlib import Path
from typing import Any

import pytest

from registry.platform.i18n import speaking
from registry.platform.settings import settings
from registry.protocols import actions, queries
from registry.protocols.kinds import DocumentKind
from registry.protocols.lifecycle import SIGNING
from registry.protocols.shapes import DocumentRow, Filing
from tests.conftest import BrowserAs
from tests.gate import papers
from tests.people import People
from tests.protocols.make import a_historic_act, an_act, parties_of
from tests.signatures.envelopes import By, envelope
from tests.signatures.pdfs import How, pdf, signed, update, words
from tests.signatures.people import certifier, rossi, verdi
from tests.web.pages import read, said

pytestmark = pytest.mark.usefixtures("db")

BY_ROSSI, BY_VERDI = By(rossi()), By(verdi())
SIGNED = signed(signed(pdf(), BY_ROSSI), BY_VERDI, How("Firma2"))


async def filed(
    as_: People, content: bytes, name: str = "atto.pdf", kind: DocumentKind = DocumentKind.SIGNED
) -> DocumentRow:
    act = await a_historic_act(by=as_.operator_cr)
    await actions.attach(act.id, Filing(kind=kind), name=name, content=content, by=as_.operator_cr)
    (document,) = (await queries.view(act.id, by=as_.operator_cr)).documents
    return document


async def test_who_signed_a_file_is_kept_with_it(as_: People) -> None:
    found = (await filed(as_, SIGNED)).signatures

    assert found is not None
    assert (found.signed, found.intact, found.trusted) == (True, True, None)
    assert [one.name for one in found.signers] == ["ROSSI MARIO", "ELENA VERDI"]
    assert found.status == "signature:intact"


async def test_an_envelope_is_looked_at_as_well(as_: People) -> None:
    found = (await filed(as_, envelope(papers.pdf(), BY_ROSSI), "atto.pdf.p7m")).signatures

    assert found is not None
    assert [one.organisation for one in found.signers] == ["COMUNE DI CREMONA"]


async def test_a_file_that_was_changed_is_taken_in_and_says_so(as_: People) -> None:
    changed = update(SIGNED, {4: words(b"Durata: 99 mesi")})

    found = (await filed(as_, changed)).signatures

    assert found is not None
    assert (found.intact, found.status) == (False, "signature:not_valid")
    assert {one.detail for one in found.signers} == {"il documento è cambiato dopo"}


async def test_a_word_document_has_no_signatures_to_tell(as_: People) -> None:
    assert (await filed(as_, papers.word(), "atto.docx")).signatures is None


async def test_valid_is_said_with_a_folder_of_trust_and_a_folder_that_is_gone_stops_nobody(
    as_: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTESE_TRUST", str(tmp_path))
    settings.cache_clear()
    (tmp_path / "a.cer").write_bytes(certifier().der)
    try:
        trusted = (await filed(as_, SIGNED)).signatures
        monkeypatch.setenv("INTESE_TRUST", str(tmp_path / "manca"))
        settings.cache_clear()
        unknown = (await filed(as_, signed(pdf(), BY_VERDI))).signatures
    finally:
        monkeypatch.undo()
        settings.cache_clear()

    assert trusted is not None
    assert unknown is not None
    assert (trusted.trusted, trusted.status) == (True, "signature:valid")
    assert (unknown.trusted, unknown.status) == (None, "signature:intact")


async def page_of(browser_as: BrowserAs, as_: People, act_id: int) -> Any:
    client = await browser_as(as_.operator_cr)
    return read((await client.get(f"/protocols/{act_id}")).text)


async def test_the_page_says_who_signed_and_never_that_it_is_valid(
    browser_as: BrowserAs, as_: People
) -> None:
    act = await an_act(as_, SIGNING)
    party = (await parties_of(act.id))[0]
    of_party, of_all = (Filing(kind=DocumentKind.SIGNED, party=whose) for whose in (party.id, None))
    by = as_.operator_cr
    await actions.attach(act.id, of_party, name="firma.pdf", content=SIGNED, by=by)
    await actions.attach(act.id, of_all, name="senza.pdf", content=papers.pdf(), by=by)

    page = await page_of(browser_as, as_, act.id)

    documents = said(page.xpath("//section[@aria-labelledby='documenti']")[0])
    assert "Senza firma" in documents
    everything = said(page)
    assert "Firma integra, fiducia non valutata ROSSI MARIO, COMUNE DI CREMONA · " in everything
    assert "Firma valida" not in everything


async def test_a_window_tells_what_was_found_without_the_tax_codes(
    browser_as: BrowserAs, as_: People
) -> None:
    act = await a_historic_act(by=as_.operator_cr)
    by, filing = as_.operator_cr, Filing(kind=DocumentKind.SIGNED)
    await actions.attach(act.id, filing, name="atto.pdf", content=SIGNED, by=by)
    client = await browser_as(by)

    answer = await client.get(f"/api/v1/protocols/{act.id}")

    (document,) = answer.json()["documents"]
    assert document["signatures"]["signers"][0]["name"] == "ROSSI MARIO"
    assert document["signatures"]["signers"][0]["status"] == "signature:intact"
    assert "RSSMRA80A01D150S" not in answer.text


async def test_what_was_found_is_told_in_the_language_of_who_reads(as_: People) -> None:
    changed = update(SIGNED, {4: words(b"Durata: 99 mesi")})
    act = await a_historic_act(by=as_.operator_cr)
    await actions.attach(act.id, Filing(), name="atto.pdf", content=changed, by=as_.operator_cr)

    with speaking("en"):
        (document,) = (await queries.view(act.id, by=as_.operator_cr)).documents

    assert document.signatures is not None
    assert "the document was changed" in document.signatures.reasons[0].message
