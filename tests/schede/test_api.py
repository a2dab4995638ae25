"""Schede for programs: lists, versions, verbs, and refusals that name every field."""

from collections.abc import Awaitable, Callable

from good_practices.schede import queries
from tests.people import People
from tests.schede import make
from tests.signatures.envelopes import By
from tests.signatures.pdfs import pdf, signed
from tests.signatures.people import rossi
from tests.web_client import Browser

BrowserAs = Callable[..., Awaitable[Browser]]
AT = "/api/v1/schede"


async def test_a_scheda_is_opened_read_and_changed(browser_as: BrowserAs, as_: People) -> None:
    client = await browser_as(as_.operator_cr)

    made = await client.send_json("POST", AT, {"field": 5, "title": "Corsi"})
    there = made.headers["location"]
    read = await client.get(there)
    changed = await client.send_json(
        "PATCH", there, {"title": "Corsi serali"}, **{"If-Match": read.headers["etag"]}
    )

    assert (made.status_code, there) == (201, f"{AT}/1")
    assert read.json()["heading"] == "Scheda 5: Apprendimento della lingua italiana."
    assert (changed.json()["title"], changed.headers["etag"]) == ("Corsi serali", '"2"')
    assert changed.json()["when_text"] == read.json()["when_text"]


async def test_a_change_says_from_which_version_it_starts(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    answer = await client.send_json("PATCH", f"{AT}/{scheda.id}", {"title": "Nuovo"})

    assert answer.status_code == 422
    assert "If-Match" in answer.json()["fields"]


async def test_a_stale_change_gets_both_versions(browser_as: BrowserAs, as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    at = f"{AT}/{scheda.id}"
    await client.send_json("PATCH", at, {"title": "Prima"}, **{"If-Match": '"1"'})

    answer = await client.send_json("PATCH", at, {"title": "Dopo"}, **{"If-Match": '"1"'})

    assert answer.status_code == 409
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["current"]["title"] == "Prima"
    assert answer.json()["yours"] == {"title": "Dopo"}


async def test_every_wrong_field_is_named(browser_as: BrowserAs, as_: People) -> None:
    client = await browser_as(as_.operator_cr)
    wrong = {"field": 99999, "titolo": "x", "partners": [{"role": "re"}], "is_formalised": "boh"}

    answer = await client.send_json("POST", AT, wrong)

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {
        "field", "titolo", "partners.0.partner", "partners.0.role", "is_formalised",
    }  # fmt: skip


async def test_nobody_sets_what_only_verbs_change(browser_as: BrowserAs, as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    tried = {"status": "ready", "approved_by": 1, "office": "pref-ge", "number": 9, "id": 7}

    answer = await client.send_json("PATCH", f"{AT}/{scheda.id}", tried, **{"If-Match": '"1"'})

    assert set(answer.json()["fields"]) == set(tried)


async def test_the_verbs_walk_a_scheda_to_ready(browser_as: BrowserAs, as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    operator, head = await browser_as(as_.operator_cr), await browser_as(as_.head_cr)
    at = f"{AT}/{scheda.id}"

    await operator.send_json("POST", f"{at}/propose", {})
    back = await head.send_json("POST", f"{at}/send-back", {"words": "Aggiungi il periodo."})
    await operator.send_json("POST", f"{at}/propose", {})
    ready = await head.send_json("POST", f"{at}/approve", {})

    assert (back.json()["status"], back.json()["returned_words"]) == (
        "draft", "Aggiungi il periodo.",
    )  # fmt: skip
    assert ready.json()["status"] == "ready"


async def test_a_verb_out_of_place_is_a_conflict_with_its_sentence(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    head = await browser_as(as_.head_cr)

    answer = await head.send_json("POST", f"{AT}/{scheda.id}/approve", {})

    assert answer.status_code in (403, 409)
    assert answer.json()["title"]


async def test_what_stops_a_proposal_is_named_by_field(browser_as: BrowserAs, as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr, title="", contact_unit="")
    client = await browser_as(as_.operator_cr)

    answer = await client.send_json("POST", f"{AT}/{scheda.id}/propose", {})

    assert set(answer.json()["fields"]) == {"title", "contact_unit"}


async def test_the_list_is_the_one_of_the_page(browser_as: BrowserAs, as_: People) -> None:
    await make.a_scheda(as_.operator_cr, field=5)
    await make.a_scheda(as_.operator_cr, field=7)
    client = await browser_as(as_.operator_cr)

    answer = (await client.get(f"{AT}?field=7&size=1")).json()

    assert (answer["total"], answer["page"], answer["size"]) == (1, 1, 1)
    assert answer["items"][0]["field"] == 7
    assert answer["facets"]["field"] == [
        {"value": "7", "label": "7 · Coinvolgimento volontario", "count": 1}
    ]


async def test_marks_answer_with_the_meter(browser_as: BrowserAs, as_: People) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.send_json("POST", f"{AT}/marks", {"fields": [1, 7]})

    assert (answer.json()["marked"], answer.json()["missing"]) == (2, ["scheda 1", "scheda 7"])


async def test_a_file_is_attached_and_read_back(browser_as: BrowserAs, as_: People) -> None:
    scheda, content = await make.a_scheda(as_.operator_cr), make.word()
    client = await browser_as(as_.operator_cr)

    made = await client.post_form(
        f"{AT}/{scheda.id}/attachments", {"title": "Accordo"}, files={"file": ("a.docx", content)}
    )
    read = await client.get(made.headers["location"])

    assert (made.status_code, read.content) == (201, content)
    assert made.json()["attachments"][0]["title"] == "Accordo"


async def test_of_a_signed_file_it_is_told_who_signed(browser_as: BrowserAs, as_: People) -> None:
    scheda, content = await make.a_scheda(as_.operator_cr), signed(pdf(), By(rossi()))
    client = await browser_as(as_.operator_cr)

    made = await client.post_form(
        f"{AT}/{scheda.id}/attachments", {}, files={"file": ("a.pdf", content)}
    )
    page = await client.get(f"/schede/{scheda.id}")

    found = made.json()["attachments"][0]["signatures"]
    assert (found["intact"], found["trusted"], found["status"]) == (True, None, "signature:intact")
    assert "ROSSI MARIO, COMUNE DI CREMONA" in page.text


async def test_another_office_is_told_that_there_is_nothing(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    other = await browser_as(as_.operator_ge)

    read = await other.get(f"{AT}/{scheda.id}")
    write = await other.send_json(
        "PATCH", f"{AT}/{scheda.id}", {"title": "Mio"}, **{"If-Match": '"1"'}
    )

    assert (read.status_code, write.status_code) == (404, 404)
    assert (await queries.view(scheda.id, by=as_.operator_cr)).title == scheda.title


async def test_who_has_not_signed_in_reads_nothing(browser_as: BrowserAs) -> None:
    nobody = await browser_as()

    assert (await nobody.get(AT)).status_code == 401
