"""The pages of templates and of the library: who sees them, what they ask and tell."""

import pytest

from registry.platform.documents.templates import read_template
from tests.conftest import BrowserAs
from tests.people import People
from tests.templates.test_versions import NAME, changed

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def test_two_administrators_put_a_template_in_use(as_: People, browser_as: BrowserAs) -> None:
    first, second = await browser_as(as_.admin), await browser_as(as_.other_admin)

    sent = await first.post_form(
        f"/settings/templates/{NAME}",
        {"note": "Titolo rosso"},
        files={"file": ("mio.docx", changed(), WORD)},
    )
    mine = await first.get(f"/settings/templates/{NAME}")
    theirs = await second.get(f"/settings/templates/{NAME}")
    await second.post_form("/settings/templates/versions/1/approve")
    after = await second.get("/settings/templates")

    assert sent.status_code == 303
    assert "la mette in uso un’altra persona" in mine.text
    assert "Metti in uso la versione 1" not in mine.text
    assert "Metti in uso la versione 1" in theirs.text
    assert "versione 1" in after.text


async def test_a_wrong_template_comes_back_with_what_to_do(
    as_: People, browser_as: BrowserAs
) -> None:
    admin = await browser_as(as_.admin)

    answer = await admin.post_form(
        f"/settings/templates/{NAME}",
        {"note": "Ho cambiato il colore"},
        files={"file": ("mio.docx", read_template("protocollo.docx"), WORD)},
    )

    assert answer.status_code == 422
    assert "capoverso" in answer.text
    assert "Ho cambiato il colore" in answer.text


async def test_every_placeholder_stands_beside_its_example(
    as_: People, browser_as: BrowserAs
) -> None:
    shown = await (await browser_as(as_.legal_cr)).get(f"/settings/templates/{NAME}")

    assert "<code>sections[].results[].indicator</code>" in shown.text
    assert "Carica la versione" not in shown.text


@pytest.mark.parametrize("address", ["/example", "/file"])
async def test_the_template_and_its_example_are_there_to_take(
    as_: People, browser_as: BrowserAs, address: str
) -> None:
    answer = await (await browser_as(as_.legal_cr)).get(f"/settings/templates/{NAME}{address}")

    assert answer.headers["content-type"] == WORD
    assert answer.content.startswith(b"PK")


async def test_a_clause_is_found_by_its_words(as_: People, browser_as: BrowserAs) -> None:
    legal = await browser_as(as_.legal_cr)

    found = await legal.get("/settings/clauses?q=recesso")
    none = await legal.get("/settings/clauses?q=apicoltura")
    norms = await legal.get("/settings/norms?q=142")

    assert "A18 · Recesso" in found.text
    assert "Nessuna clausola" in none.text
    assert "18 agosto 2015, n. 142" in norms.text
