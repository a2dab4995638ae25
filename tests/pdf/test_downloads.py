"""A document is taken from its page as a PDF, or the page says how to have it."""

import io
from html import unescape

import pytest
from pypdf import PdfReader

from registry.platform.pdf import find_office
from registry.protocols import actions
from registry.protocols.kinds import DocumentKind
from registry.protocols.lifecycle import IN_DEFINITION
from registry.protocols.shapes import Filing
from tests.conftest import BrowserAs
from tests.gate import papers
from tests.networks.make import liguria
from tests.people import People
from tests.protocols.make import an_act
from tests.schede import make as schede

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.database,
    pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed"),
    pytest.mark.xdist_group("pdf"),
]


def words_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


async def test_a_draft_a_sheet_and_a_table_leave_as_pdf(as_: People, browser_as: BrowserAs) -> None:
    act = await an_act(as_, IN_DEFINITION)
    scheda = await schede.a_formal_scheda(as_.operator_cr, act)
    network = (await liguria(by=as_.manager_ge)).network
    operator, manager = await browser_as(as_.operator_cr), await browser_as(as_.manager_ge)
    made = await operator.post_form(f"/protocols/{act.id}/documents/draft")

    files = [
        await operator.get(made.headers["location"] + "/pdf"),
        await operator.get(f"/schede/{scheda.id}/pdf"),
        await manager.get(f"/networks/{network.id}/tabella-rete.pdf"),
    ]

    assert [file.headers["content-type"] for file in files] == ["application/pdf"] * 3
    assert 'bozza-v1.pdf"' in files[0].headers["content-disposition"]
    assert act.title.split()[0].lower() in words_of(files[0].content).lower()
    assert "Progetto Sunrise" in words_of(files[2].content)
    assert f"{made.headers['location']}/pdf" in (await operator.get(f"/protocols/{act.id}")).text


async def test_what_came_from_outside_is_given_as_it_came(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await an_act(as_, IN_DEFINITION)
    told = Filing(kind=DocumentKind.OTHER)
    file = await actions.attach(
        act.id, told, name="allegato.pdf", content=papers.pdf(), by=as_.operator_cr
    )
    client = await browser_as(as_.operator_cr)

    answer = await client.get(f"/protocols/{act.id}/documents/{file.id}/pdf")

    assert answer.status_code == 404
    assert "non l'ha scritto il registro" in unescape(answer.text)


async def test_without_libreoffice_the_page_says_how_to_have_it(
    as_: People, browser_as: BrowserAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registry.platform.pdf.converting.find_office", lambda: None)
    act = await an_act(as_, IN_DEFINITION)
    scheda = await schede.a_formal_scheda(as_.operator_cr, act)
    client = await browser_as(as_.operator_cr)

    answer = await client.get(f"/schede/{scheda.id}/pdf")
    word = await client.get(f"/schede/{scheda.id}/document")

    assert answer.status_code == 503
    assert "apt install libreoffice-writer-nogui" in answer.text
    assert word.status_code == 200
