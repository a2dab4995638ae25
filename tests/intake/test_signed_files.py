"""Signed files within a received package: who signed is said beside each, and whoever sends
waits for nobody to read signatures."""

import re
from typing import Any

import msgspec
import pytest

from good_practices.intake import actions, queries
from good_practices.intake.shapes import FileLine
from good_practices.submissions import bag
from good_practices.submissions.exchange import ActEntry, FileEntry
from good_practices.submissions.unpack import SUMMARY
from registry.platform.database import fetch, fetch_value, transaction
from registry.platform.jobs.queries import list_jobs
from registry.platform.signatures import kept, verify
from registry.platform.signatures import tasks as signatures
from registry.platform.storage import keep
from tests.conftest import BrowserAs
from tests.gate import papers
from tests.intake.make import a_scheda, a_summary, document
from tests.jobs.conftest import at_work, ended
from tests.people import People
from tests.signatures.envelopes import By, envelope
from tests.signatures.pdfs import How, pdf, signed, update, words
from tests.signatures.people import rossi, verdi
from tests.web.pages import read, said

pytestmark = pytest.mark.usefixtures("db")

FILES = {
    "70_atto_a.pdf": signed(signed(pdf(), By(rossi())), By(verdi()), How("Firma2")),
    "71_atto_b.pdf": papers.pdf(),
    "80_delibera.pdf.p7m": envelope(papers.pdf(), By(verdi())),
    "81_convenzione.pdf": update(signed(pdf(), By(rossi())), {4: words(b"Durata: 99 mesi")}),
    "82_verbale.pdf": papers.pdf(pages=2),
    "83_relazione.docx": papers.word(),
}
ACTS = {"A": "70_atto_a.pdf", "B": "71_atto_b.pdf"}
SHEET = "01_scheda.docx"
ALTERED = re.compile(r"Firma non valida ROSSI MARIO, [^·]+ · [^·]+ · il documento è cambiato dopo")


def a_signed_package(number: int = 1) -> bytes:
    """A scheda with two acts and four files, as many of them signed as offices send."""
    attachments = tuple(name for name in FILES if name not in ACTS.values())
    scheda = a_scheda(is_formalised=True, acts=tuple(ACTS), attachments=attachments, file=SHEET)
    acts = [
        ActEntry(letter=letter, title=f"Patto {letter}", kind="protocol", file=file)
        for letter, file in ACTS.items()
    ]
    contents = {SHEET: document(f"{scheda.heading} {scheda.description}"), **FILES}
    summary = msgspec.structs.replace(
        a_summary(scheda, number=number),
        acts=tuple(acts),
        files=tuple(_listed(name, content) for name, content in contents.items()),
    )
    contents[SUMMARY] = msgspec.json.encode(summary)
    return bag.make(summary.name, contents, info={"External-Identifier": summary.name})


def _listed(name: str, content: bytes) -> FileEntry:
    kinds: dict[str, Any] = {SHEET: "scheda", **dict.fromkeys(ACTS.values(), "act")}
    return FileEntry(
        name=name, kind=kinds.get(name, "attachment"), title="", size=len(content),
        sha512=bag.sha512(content),
    )  # fmt: skip


async def received(as_: People) -> int:
    return (await actions.receive(a_signed_package(), "pacco.zip", by=as_.ministry)).id


def by_name(files: list[FileLine]) -> dict[str, str | None]:
    return {one.name: one.signatures.status if one.signatures else None for one in files}


FOUND = {
    "70_atto_a.pdf": "signature:intact",
    "71_atto_b.pdf": "signature:missing",
    "80_delibera.pdf.p7m": "signature:intact",
    "81_convenzione.pdf": "signature:not_valid",
    "82_verbale.pdf": "signature:missing",
    "83_relazione.docx": None,
    SHEET: None,
    SUMMARY: None,
}


async def test_a_package_is_taken_in_before_its_signatures_are_looked_at(
    as_: People, database: str
) -> None:
    delivery = await received(as_)

    before = by_name((await queries.view(delivery)).files)
    looked_at = await fetch_value("SELECT count(*) FROM signature_check")
    (job,) = [one for one in await list_jobs() if one.kind == "signatures:check"]
    async with at_work(database):
        await ended(job.id, within=60)

    waiting = {
        name: "signature:being_checked" if status else None for name, status in FOUND.items()
    }
    assert (looked_at, before) == (0, waiting)
    assert by_name((await queries.view(delivery)).files) == FOUND
    assert by_name((await queries.review(delivery, 1)).files) == {
        name: status for name, status in FOUND.items() if name != SUMMARY
    }


async def test_a_package_that_is_refused_asks_for_nothing(as_: People) -> None:
    await received(as_)
    await fetch("DELETE FROM job")

    again = await actions.take_in(a_signed_package(), "pacco.zip", by=as_.ministry)

    assert not again.is_new
    assert await fetch_value("SELECT count(*) FROM job WHERE kind LIKE 'signatures:%'") == 0


async def test_what_the_sending_office_has_had_looked_at_is_not_asked_for_again(
    as_: People,
) -> None:
    name = "70_atto_a.pdf"
    async with transaction():
        digest = await keep(FILES[name], name=name)
        await kept.keep(digest, await verify(FILES[name]))

    await received(as_)

    (asked,) = await fetch("SELECT arguments FROM job WHERE kind = 'signatures:check'")
    assert digest not in asked["arguments"]
    assert len(msgspec.json.decode(asked["arguments"])["files"]) == len(FILES) - 2


async def looked_at(as_: People) -> int:
    delivery = await received(as_)
    await signatures.walk()
    return delivery


async def test_the_page_of_a_delivery_says_who_signed_beside_each_file(
    browser_as: BrowserAs, as_: People
) -> None:
    delivery = await looked_at(as_)
    client = await browser_as(as_.ministry)

    page = read((await client.get(f"/intake/{delivery}")).text)

    told = said(page.xpath("//section[@aria-labelledby='file']")[0])
    assert "Firma integra, fiducia non valutata ROSSI MARIO, COMUNE DI CREMONA · " in told
    assert "Firma integra, fiducia non valutata ELENA VERDI" in told
    assert ALTERED.search(told)
    assert told.count("Senza firma") == 1  # of the act; what else carries none needs none
    assert "Firma valida" not in said(page)


async def test_the_page_of_a_scheda_says_it_beside_its_acts_and_the_document_shown(
    browser_as: BrowserAs, as_: People
) -> None:
    delivery = await looked_at(as_)
    client = await browser_as(as_.ministry)
    (shown,) = [
        one for one in (await queries.view(delivery)).files if one.name == "81_convenzione.pdf"
    ]

    page = read((await client.get(f"/intake/{delivery}/schede/1?file={shown.id}")).text)
    alone = read((await client.get(f"/intake/{delivery}/schede/1/files/{shown.id}")).text)

    heads = said(page.xpath("//div[@id='capo-files']")[0])
    document_ = said(page.xpath("//section[@aria-labelledby='h-documento']")[0])
    assert "Firma integra, fiducia non valutata ROSSI MARIO" in heads
    assert ALTERED.search(heads)
    assert ALTERED.search(document_)
    assert ALTERED.search(said(alone))


async def test_a_window_tells_it_without_the_tax_codes_and_to_the_ministry_alone(
    browser_as: BrowserAs, as_: People
) -> None:
    delivery = await looked_at(as_)
    ours, theirs = await browser_as(as_.ministry), await browser_as(as_.operator_cr)

    answer = await ours.get(f"/api/v1/intake/{delivery}")
    refused = await theirs.get(f"/api/v1/intake/{delivery}")

    first = next(one for one in answer.json()["files"] if one["name"] == "70_atto_a.pdf")
    assert [one["name"] for one in first["signatures"]["signers"]] == ["ROSSI MARIO", "ELENA VERDI"]
    assert "RSSMRA80A01D150S" not in answer.text
    assert refused.status_code == 403
    assert "ROSSI" not in refused.text
