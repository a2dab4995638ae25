"""The pages and the JSON windows of what is made in series."""

import io
import zipfile
from datetime import date

import pytest

from registry.platform.accounts import people
from registry.platform.accounts.people import NewUser, Person
from registry.platform.accounts.queries import actor_of_person
from registry.platform.accounts.roles import Actor, Role
from registry.platform.batches import actions, queries, tasks
from registry.platform.batches.lifecycle import Standing
from registry.platform.batches.shapes import FromRegistry
from registry.platform.documents import extract_text
from registry.platform.documents.italian import Article
from registry.platform.errors import InvalidInput, NotFound, Refused
from registry.protocols import actions as protocols
from registry.protocols import queries as acts
from registry.protocols.lifecycle import IN_FORCE
from registry.protocols.shapes import AccessionData
from tests.batches.make import a_done_one, a_started_one, lines, numbers_in, part_of
from tests.conftest import BrowserAs
from tests.people import People
from tests.protocols.make import (
    a_body,
    a_comune,
    a_draft,
    a_historic_act,
    an_act,
    two_parties,
)
from tests.schede.make import a_scheda

pytestmark = pytest.mark.usefixtures("db")

JSONL = "application/x-ndjson"


async def test_a_file_becomes_documents_from_the_pages_alone(
    as_: People, browser_as: BrowserAs
) -> None:
    mine = await browser_as(as_.legal_cr)

    sent = await mine.post_form(
        "/batches/new", {"kind": "scheda"}, files={"file": ("dati.jsonl", lines(3, wrong=[2]))}
    )
    where = sent.headers["location"]
    number = int(where.rpartition("/")[2])
    await tasks.check(batch_id=number)
    checked = (await mine.get(where)).text
    await mine.post_form(f"{where}/start")
    await tasks.make(batch_id=number)
    done = (await mine.get(where)).text
    zipped = await mine.get(f"{where}/parts/1")
    to_mend = await mine.get(f"{where}/to-mend")

    assert "Produci 2 documenti" in checked
    assert "Riga 2" in checked
    assert "Scarica 2 documenti" in done
    assert int(zipped.headers["content-length"]) == len(zipped.content)
    assert numbers_in(zipfile.ZipFile(io.BytesIO(zipped.content))) == [1, 3]
    assert to_mend.content == lines(3, wrong=[2]).splitlines()[1] + b"\n"


async def test_a_form_that_is_refused_comes_back_with_its_words(
    as_: People, browser_as: BrowserAs
) -> None:
    mine = await browser_as(as_.legal_cr)

    without_file = await mine.post_form("/batches/new", {"kind": "adesione"})
    unknown = await mine.post_form(
        "/batches/from-registry", {"source": "schede", "choice": "1999", "is_final": "no"}
    )

    assert without_file.status_code == unknown.status_code == 422
    assert "Scegli un file." in without_file.text
    assert '<option value="adesione" selected' in without_file.text
    assert "Scegli una delle voci dell" in unknown.text


async def test_the_schede_of_the_office_are_a_series_without_any_file(
    as_: People, browser_as: BrowserAs
) -> None:
    scheda = await a_scheda(by=as_.operator_cr)
    mine = await browser_as(as_.operator_cr)

    offered = (await mine.get("/batches/new")).text
    sent = await mine.post_form(
        "/batches/from-registry",
        {"source": "schede", "choice": str(scheda.year), "is_final": "no"},
    )
    number = int(sent.headers["location"].rpartition("/")[2])
    await tasks.check(batch_id=number)

    batch = await queries.view(number, by=as_.operator_cr)
    assert f"{scheda.year} (1)" in offered
    assert (batch.kind, batch.ready, batch.wrong) == ("scheda", 1, 0)


async def joined(act_id: int, *names: str, by: Actor) -> None:
    for name in names:
        comune = await a_comune(name, by=by)
        told = AccessionData(
            partner=comune.id,
            joined_on=date(2026, 11, 3),
            representative_office="Sindaca",
            representative_article=Article.LA,
            commitments=["ospitare un corso di italiano"],
        )
        await protocols.accede(act_id, told, by=by)


async def test_who_joined_an_act_gets_its_deed_each(as_: People, browser_as: BrowserAs) -> None:
    act = await an_act(as_, IN_FORCE, is_open_to_accession=True)
    await joined(act.id, "Soncino", "Pizzighettone", by=as_.legal_cr)
    mine = await browser_as(as_.legal_cr)

    sent = await mine.post_form(
        "/batches/from-registry",
        {"source": "accessions", "choice": str(act.id), "is_final": "no"},
    )
    number = int(sent.headers["location"].rpartition("/")[2])
    await tasks.check(batch_id=number)
    await actions.start(number, by=as_.legal_cr)
    await tasks.make(batch_id=number)

    part = await part_of(number, by=as_.legal_cr)
    first, second = (extract_text(part.read(name)) for name in part.namelist()[:2])
    assert "Comune di Soncino" in first
    assert "Comune di Pizzighettone" in second
    assert "ospitare un corso di italiano" in second


async def test_deeds_that_lack_something_are_told_line_by_line_when_they_must_be_final(
    as_: People,
) -> None:
    act = await an_act(as_, IN_FORCE, is_open_to_accession=True)
    await joined(act.id, "Soncino", by=as_.legal_cr)
    asked = FromRegistry(source="accessions", choice=str(act.id), is_final=True)

    batch = await actions.bring_from_registry(asked, by=as_.legal_cr)
    await tasks.check(batch_id=batch.id)

    lines_told = await queries.lines(batch.id, ["wrong"])
    assert lines_told[0].number == 1
    assert "acceding.seat" in " ".join(lines_told[0].problems)


async def test_drafts_leave_open_the_articles_of_an_act_that_was_not_written_here(
    as_: People,
) -> None:
    body = await a_body("caritas", by=as_.operator_cr)
    act = await a_historic_act(
        by=as_.legal_cr, with_=[body], signed_text="16/10/2014", is_open_to_accession=True
    )
    await joined(act.id, "Soncino", by=as_.legal_cr)
    final = FromRegistry(source="accessions", choice=str(act.id), is_final=True)

    with pytest.raises(InvalidInput, match="scegli le bozze"):
        await actions.bring_from_registry(final, by=as_.legal_cr)
    drafts = FromRegistry(source="accessions", choice=str(act.id))
    batch = await actions.bring_from_registry(drafts, by=as_.legal_cr)
    await tasks.check(batch_id=batch.id)

    view = await queries.view(batch.id, by=as_.legal_cr)
    assert (view.ready, view.wrong) == (1, 0), await queries.lines(batch.id, ["wrong"])


async def test_data_of_the_registry_are_gathered_apart_and_the_page_says_so(
    as_: People, browser_as: BrowserAs
) -> None:
    scheda = await a_scheda(by=as_.operator_cr)
    asked = FromRegistry(source="schede", choice=str(scheda.year))
    mine = await browser_as(as_.operator_cr)

    first = await actions.bring_from_registry(asked, by=as_.operator_cr)
    twice = await actions.bring_from_registry(asked, by=as_.operator_cr)
    meanwhile = (await mine.get(f"/batches/{first.id}")).text
    of_the_day = (await mine.get("/")).text
    await tasks.check(batch_id=first.id)
    after = await queries.view(first.id, by=as_.operator_cr)
    again = await actions.bring_from_registry(asked, by=as_.operator_cr)

    assert twice.id == first.id
    assert "Raccolgo i dati dal registro" in meanwhile
    assert "Raccolgo i dati dal registro." in of_the_day
    assert (after.standing, after.lines, after.ready) == (Standing.CHECKED, 1, 1)
    assert again.id != first.id


async def test_who_went_to_another_office_meanwhile_gets_no_data_of_the_first(
    as_: People,
) -> None:
    scheda = await a_scheda(by=as_.operator_cr)
    said = NewUser(
        email="Chi.Si.Sposta@prove.example",
        name="Chi si sposta",
        office=as_.operator_cr.office,
        role=Role.OPERATOR,
        password="una frase lunga per prova",
    )
    user = await people.add_user(said, by=as_.admin)
    them = await actor_of_person(user.id)
    asked = FromRegistry(source="schede", choice=str(scheda.year))
    batch = await actions.bring_from_registry(asked, by=them)
    moved = Person(
        email=user.email, name=user.name, office=as_.operator_ge.office, role=Role.OPERATOR
    )
    await people.change_user(user.id, moved, by=as_.admin)

    with pytest.raises(Refused):
        await tasks.check(batch_id=batch.id)

    assert (await queries.find(batch.id)).lines == 0


async def test_acts_that_have_nothing_to_tell_are_said_to_be_nothing(as_: People) -> None:
    act = await a_draft("le api urbane", by=as_.legal_cr, with_=[])
    standing = (await acts.view(act.id, by=as_.legal_cr)).standing
    asked = FromRegistry(source="states", choice=standing)
    batch = await actions.bring_from_registry(asked, by=as_.legal_cr)

    with pytest.raises(NotFound, match="niente da produrre"):
        await tasks.check(batch_id=batch.id)


async def test_the_state_of_the_signatures_of_every_act_that_stands_so(
    as_: People, browser_as: BrowserAs
) -> None:
    parties = await two_parties(as_)
    for title in ("le api urbane", "gli orti sociali"):
        act = await a_draft(title, by=as_.legal_cr, with_=parties)
    standing = (await acts.view(act.id, by=as_.legal_cr)).standing
    mine = await browser_as(as_.legal_cr)

    sent = await mine.post_form("/batches/from-registry", {"source": "states", "choice": standing})
    number = int(sent.headers["location"].rpartition("/")[2])
    await tasks.check(batch_id=number)

    assert (await queries.view(number, by=as_.legal_cr)).ready == 2


async def test_another_office_finds_nothing_anywhere(as_: People, browser_as: BrowserAs) -> None:
    batch = await a_done_one(lines(1), by=as_.legal_cr)
    other = await browser_as(as_.operator_ge)

    looks = [
        await other.get(f"{root}/{batch.id}{more}")
        for root in ("/batches", "/api/v1/batches")
        for more in ("", "/parts/1", "/to-mend")
    ]
    verbs = [
        await other.send_json("POST", f"/api/v1/batches/{batch.id}/{verb}", None)
        for verb in ("start", "pause", "resume", "cancel", "discard", "try-again")
    ]
    listed = await other.get("/api/v1/batches")

    assert {answer.status_code for answer in [*looks, *verbs]} == {404}
    assert listed.json()["total"] == 0


@pytest.mark.parametrize(("who", "may"), [
    ("operator_cr", True), ("legal_cr", True), ("manager_ge", True), ("ministry", False),
    ("admin", False),
])  # fmt: skip
async def test_who_may_make_documents_in_series(
    as_: People, browser_as: BrowserAs, who: str, may: bool
) -> None:
    person = await browser_as(getattr(as_, who))

    assert (await person.get("/batches/new")).status_code == (200 if may else 403)
    assert (await person.get("/api/v1/batches")).status_code == (200 if may else 403)


async def test_a_program_brings_lines_starts_them_and_takes_the_documents(
    as_: People, browser_as: BrowserAs
) -> None:
    mine = await browser_as(as_.operator_cr)
    headers = {"X-CSRF-Token": mine.token, "Content-Type": JSONL}

    brought = await mine.post(
        "/api/v1/batches?kind=scheda&name=prova.jsonl", content=lines(2), headers=headers
    )
    number = brought.json()["id"]
    await tasks.check(batch_id=number)
    started = await mine.send_json("POST", f"/api/v1/batches/{number}/start", None)
    await tasks.make(batch_id=number)
    told = await mine.get(f"/api/v1/batches/{number}/lines?status=made")
    zipped = await mine.get(f"/api/v1/batches/{number}/parts/1")

    assert brought.status_code == started.status_code == 202
    assert brought.headers["location"] == f"/api/v1/batches/{number}"
    assert [line["number"] for line in told.json()["items"]] == [1, 2]
    assert numbers_in(zipfile.ZipFile(io.BytesIO(zipped.content))) == [1, 2]


async def test_whoever_asked_finds_it_today_until_it_is_seen(
    as_: People, browser_as: BrowserAs
) -> None:
    mine = await browser_as(as_.legal_cr)
    batch = await a_started_one(lines(1), by=as_.legal_cr)
    under_way = (await mine.get("/")).text
    await tasks.make(batch_id=batch.id)

    ended = (await mine.get("/")).text
    await mine.post_form(f"/batches/{batch.id}/seen")
    seen = (await mine.get("/")).text

    assert f'href="/batches/{batch.id}"' in under_way
    assert "1 documenti da scaricare, 0 non riusciti." in ended
    assert f'href="/batches/{batch.id}"' not in seen
