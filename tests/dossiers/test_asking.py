"""Asking for a dossier: of an act and of a batch, made by a job, for the office that asked."""

import io
from datetime import timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from intese import tasks as _every_room  # noqa: F401  what a worker knows
from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch_value
from registry.platform.dossiers import Outcome, actions, folder, queries, working
from registry.platform.errors import NotFound, WrongStatus
from registry.platform.jobs import queries as jobs
from registry.protocols import actions as protocols
from registry.protocols import dossier
from registry.protocols.kinds import DocumentKind
from registry.protocols.shapes import Filing
from tests.conftest import BrowserAs
from tests.dossiers import documents as papers
from tests.people import People
from tests.protocols.make import a_historic_act
from tests.submissions.make import a_frozen_one

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.xdist_group("dossiers")]


async def an_act_with(*files: tuple[DocumentKind, str, bytes], by: Actor) -> int:
    act = await a_historic_act(by=by)
    for kind, name, content in files:
        await protocols.attach(act.id, Filing(kind=kind), name=name, content=content, by=by)
    return int(act.id)


async def a_made_one(act_id: int, *, by: Actor) -> Any:
    asked = await actions.ask("protocol", act_id, by=by)
    await working.make_asked(asked.id)
    return await queries.view(asked.id, by=by)


async def test_the_dossier_of_an_act_has_its_documents_as_one_leafs_through_them(
    as_: People,
) -> None:
    act_id = await an_act_with(
        (DocumentKind.ANNEX, "allegato.pdf", papers.pdf("Allegato A")),
        (DocumentKind.SIGNED, "atto.pdf.p7m", papers.enveloped(papers.pdf("Atto"), "Rossi")),
        (DocumentKind.SCAN, "scansione.pdf", papers.pdf("Scansione", "retro")),
        by=as_.legal_cr,
    )

    made = await a_made_one(act_id, by=as_.legal_cr)

    assert [one.name for one in made.documents] == [
        "atto.pdf.p7m", "scansione.pdf", "allegato.pdf",
    ]  # fmt: skip
    assert [one.outcome for one in made.documents] == [
        Outcome.ENVELOPE, Outcome.PAGES, Outcome.PAGES,
    ]  # fmt: skip
    pdf = PdfReader(folder.path_of((await queries.find(made.id)).file))
    assert len(pdf.pages) == made.pages == 5
    assert "Allegato A" in pdf.pages[4].extract_text()


async def test_asking_is_remembered_and_queued_in_one_act(as_: People) -> None:
    act_id = await an_act_with((DocumentKind.SCAN, "atto.pdf", papers.pdf("Atto")), by=as_.legal_cr)

    asked = await actions.ask("protocol", act_id, by=as_.legal_cr)

    job = await jobs.find_job(asked.job)
    assert job.kind == "dossiers:bind"
    assert job.office_id == as_.legal_cr.office
    last = (await audit.events_about("protocol", act_id, limit=1))[0]
    assert "Chiesto il fascicolo" in last.sentence
    assert "(documenti: 1)" in last.sentence


async def test_an_act_without_documents_has_no_dossier(as_: People) -> None:
    act = await a_historic_act(by=as_.legal_cr)

    with pytest.raises(WrongStatus, match="non ha ancora documenti"):
        await actions.ask("protocol", act.id, by=as_.legal_cr)

    assert await fetch_value("SELECT count(*) FROM dossier") == 0


async def test_a_dossier_is_for_the_office_that_asked_for_it(as_: People) -> None:
    act_id = await an_act_with((DocumentKind.SCAN, "atto.pdf", papers.pdf("Atto")), by=as_.legal_cr)
    made = await a_made_one(act_id, by=as_.legal_cr)

    with pytest.raises(NotFound):
        await queries.view(made.id, by=as_.operator_ge)
    with pytest.raises(NotFound):
        await queries.view(made.id, by=as_.ministry)


async def test_made_once_it_stays_as_it_was_made(as_: People) -> None:
    act_id = await an_act_with((DocumentKind.SCAN, "atto.pdf", papers.pdf("Atto")), by=as_.legal_cr)
    made = await a_made_one(act_id, by=as_.legal_cr)
    there = set(folder.folder().glob("*"))

    await working.make_asked(made.id)

    assert await queries.view(made.id, by=as_.legal_cr) == made
    assert set(folder.folder().glob("*")) == there


async def test_a_week_later_its_bytes_are_gone_and_so_is_what_a_crash_left(as_: People) -> None:
    act_id = await an_act_with((DocumentKind.SCAN, "atto.pdf", papers.pdf("Atto")), by=as_.legal_cr)
    made = await a_made_one(act_id, by=as_.legal_cr)
    folder.path_of("9-aa.pdf").write_bytes(b"half")

    with clock.standing_at(clock.now() + timedelta(days=8)):
        await working.forget_old()

    assert (await queries.view(made.id, by=as_.legal_cr)).status == "expired"
    assert list(folder.folder().glob("*")) == []


async def test_the_night_leaves_what_was_made_a_moment_ago_and_has_no_row_yet(db: None) -> None:
    just_made = folder.path_of(folder.new_name(9))
    just_made.write_bytes(b"%PDF-1.7")

    await working.forget_old()

    assert just_made.exists()
    just_made.unlink()


async def test_the_dossier_of_a_batch_has_what_its_package_has(as_: People) -> None:
    batch = await a_frozen_one(as_)

    asked = await actions.ask("submission", batch.id, by=as_.operator_cr)

    view = await queries.view(asked.id, by=as_.operator_cr)
    assert view.title.startswith("Invio ")
    assert view.status == "queued"
    assert view.href == f"/submissions/{batch.id}"


async def test_from_the_page_of_the_act_to_the_download(as_: People, browser_as: BrowserAs) -> None:
    act_id = await an_act_with(
        (DocumentKind.SCAN, "atto.pdf", papers.pdf("Atto")),
        (DocumentKind.OTHER, "rotto.pdf", papers.pdf("Altro")),
        by=as_.legal_cr,
    )
    browser = await browser_as(as_.legal_cr)

    page = await browser.post_form(f"/protocols/{act_id}/dossier")
    assert page.status_code == 303
    there = page.headers["location"]
    assert "Puoi chiudere la pagina" in (await browser.get(there)).text
    await working.make_asked(int(there.rsplit("/", 1)[1]))
    shown = (await browser.get(there)).text
    file = await browser.get(f"{there}/file")

    assert "Scarica il fascicolo" in shown
    assert file.headers["content-disposition"].startswith('attachment; filename="fascicolo_')
    assert file.headers["content-type"] == "application/pdf"
    assert len(PdfReader(io.BytesIO(file.content)).pages) == 3
    assert there in (await browser.get(f"/protocols/{act_id}")).text


async def test_a_program_asks_looks_and_takes_it(as_: People, browser_as: BrowserAs) -> None:
    act_id = await an_act_with((DocumentKind.SCAN, "atto.pdf", papers.pdf("Atto")), by=as_.legal_cr)
    browser = await browser_as(as_.legal_cr)

    asked = await browser.send_json("POST", f"/api/v1/protocols/{act_id}/dossier", None)
    there = asked.headers["location"]
    await working.make_asked(asked.json()["id"])
    told = (await browser.get(there)).json()
    file = await browser.get(told["file"])

    assert asked.status_code == 201
    assert asked.json()["status"] == "queued"
    assert told["status"] == "done"
    assert told["documents"][0]["outcome"] == "pages"
    assert len(file.content) == told["size"]


async def test_who_may_not_see_the_act_gets_no_dossier_of_it(
    as_: People, browser_as: BrowserAs
) -> None:
    act_id = await an_act_with((DocumentKind.SCAN, "atto.pdf", papers.pdf("Atto")), by=as_.legal_cr)
    made = await a_made_one(act_id, by=as_.legal_cr)
    other = await browser_as(as_.operator_ge)

    pages = [
        await other.get(f"/dossiers/{made.id}"), await other.get(f"/dossiers/{made.id}/file"),
        await other.get(f"/api/v1/dossiers/{made.id}"),
    ]  # fmt: skip

    assert [page.status_code for page in pages] == [404, 404, 404]


def test_a_draft_is_in_only_while_there_is_nothing_more() -> None:
    assert set(dossier.ORDER).isdisjoint(dossier.IN_THE_MAKING)
    assert {*dossier.ORDER, *dossier.IN_THE_MAKING} == set(DocumentKind)
