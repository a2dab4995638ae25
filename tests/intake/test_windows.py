"""The pages and the API of what arrives, through signed-in browsers."""

import csv
import io
from typing import Any

import pytest
from lxml.html import fromstring

from good_practices.intake import actions, queries
from good_practices.schede.tables import Scheda
from registry.platform.errors import AlreadyThere
from tests.conftest import BrowserAs
from tests.intake.make import (
    ASK,
    a_delivery,
    a_formal_scheda,
    a_package,
    a_scheda,
    a_summary,
    an_upload,
    zipped,
)
from tests.people import People
from tests.submissions.make import a_sent_one
from tests.web_client import Browser

ZIP = "application/zip"
XSS = '<img src=x onerror="alert(1)">'

LOOKS = [
    "/intake", "/intake?status=damaged", "/intake/matrix", "/intake/matrix?rows=acts",
    "/intake/matrix.csv", "/intake/matrix.csv?rows=acts", "/intake/silent", "/intake/silent.csv",
    "/intake/schede", "/intake/schede.csv", "/intake/collection", "/intake/collection.csv",
    "/intake/accepted.csv", "/intake/intake.csv", "/intake/1", "/intake/1/schede/1",
    "/intake/1/schede/1/files/1", "/intake/1/package", "/intake/1/receipt", "/intake/1/files/1",
    "/intake/uploads/1", "/intake/uploads/1/1",
    "/api/v1/intake", "/api/v1/intake/matrix", "/api/v1/intake/1", "/api/v1/intake/schede",
    "/api/v1/intake/collection", "/api/v1/intake/silent", "/api/v1/intake/uploads/1",
    "/api/v1/intake/1/schede/1", "/api/v1/intake/1/receipt",
]  # fmt: skip
ACTS = [
    "/intake", "/intake/take-up", "/intake/assign", "/intake/1/open", "/intake/1/assign",
    "/intake/1/schede/1/open", "/intake/1/schede/1/looked", "/intake/1/schede/1/preview",
    "/intake/1/schede/1/decide", "/intake/sent", "/intake/sent/1", "/intake/refused/1/settle",
    "/intake/uploads/1/try-again", "/api/v1/intake", "/api/v1/intake/uploads",
    "/api/v1/intake/uploads/1/try-again", "/api/v1/intake/1/open", "/api/v1/intake/1/assign",
    "/api/v1/intake/1/schede/1/looked", "/api/v1/intake/1/schede/1/accept",
    "/api/v1/intake/1/schede/1/return", "/api/v1/intake/1/schede/1/reject",
]  # fmt: skip


async def _bring(client: Browser, *packages: tuple[str, bytes]) -> object:
    files = [("file", (name, content, ZIP)) for name, content in packages]
    return await client.post("/intake", data={"csrf_token": client.token}, files=files)


@pytest.mark.parametrize(
    ("who", "may"),
    [("ministry", True), ("operator_cr", False), ("head_cr", False), ("legal_cr", False),
     ("manager_ge", False), ("admin", False)],
)  # fmt: skip
async def test_only_the_ministry_opens_what_arrives(
    as_: People, browser_as: BrowserAs, who: str, may: bool
) -> None:
    await a_delivery(as_.ministry)
    await an_upload(as_.ministry, ("rotto.zip", b"no"))
    client = await browser_as(getattr(as_, who))

    looks = {path: (await client.get(path)).status_code for path in LOOKS}
    acts = {path: (await client.post_form(path)).status_code for path in ACTS}

    assert set(looks.values()) == ({200} if may else {403})
    assert (403 in acts.values()) != may
    if not may:
        assert set(acts.values()) == {403}


async def test_a_package_is_uploaded_looked_at_and_decided_with_forms_alone(
    as_: People, browser_as: BrowserAs
) -> None:
    submission = await a_sent_one(as_, schede=2)
    office, ministry = await browser_as(as_.operator_cr), await browser_as(as_.ministry)
    package = (await office.get(f"/submissions/{submission.id}/package")).content

    brought = await _bring(ministry, ("TRASM_CR_2026_0001.zip", package))
    at = brought.headers["location"]  # type: ignore[attr-defined]  # an answer
    shown = await ministry.get(at)
    opened = await ministry.post_form(f"{at}/open")
    look = await ministry.get(opened.headers["location"])
    accepted = await ministry.post_form(
        f"{at}/schede/1/decide?delivery=1", {"decision": "accepted"}
    )
    returned = await ministry.post_form(
        accepted.headers["location"].replace("?", "/decide?"),
        {"decision": "returned", "words": ASK.words},
    )

    told = await office.get(f"/submissions/{submission.id}")
    statuses = [one.status for one in await Scheda.objects().order_by(Scheda.number)]
    assert "Prendi in carico" in shown.text
    assert "Accogli la scheda" in look.text
    assert accepted.headers["location"] == f"{at}/schede/2?delivery=1"
    assert returned.headers["location"] == at
    assert statuses == ["accepted", "returned"]
    assert "Allegate l&#39;accordo operativo territoriale." in told.text


async def test_an_upload_without_a_file_is_asked_for_again(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.ministry)

    answer = await client.post_form("/intake")

    assert answer.status_code == 422
    assert "Scegli uno o più file .zip." in answer.text


async def test_what_was_sent_on_this_server_is_received_with_a_button(
    as_: People, browser_as: BrowserAs
) -> None:
    submission = await a_sent_one(as_)
    client = await browser_as(as_.ministry)

    listed = await client.get("/intake")
    taken = await client.post_form(f"/intake/sent/{submission.id}")
    after = await client.get("/intake")

    assert "In viaggio da questo registro (1)" in listed.text
    assert taken.status_code == 303
    assert "In viaggio" not in after.text


async def test_words_without_which_nothing_is_returned_are_asked_for_and_kept(
    as_: People, browser_as: BrowserAs
) -> None:
    delivery = await a_delivery(as_.ministry)
    client = await browser_as(as_.ministry)
    path = f"/intake/{delivery.id}/schede/1/decide"

    empty = await client.post_form(path, {"decision": "returned", "words": ""})
    unclear = await client.post_form(path, {"decision": "accepted", "words": "Manca l'atto"})
    unknown = await client.post_form(path, {"decision": "forse", "words": "Manca l'atto"})

    assert [one.status_code for one in (empty, unclear, unknown)] == [422, 422, 422]
    assert 'id="errore-campo-words"' in empty.text
    assert "restituisci, o togli le parole" in unclear.text
    assert "Manca l&#39;atto" in unclear.text


@pytest.mark.parametrize(
    ("decision", "words", "button"),
    [
        ("accepted", "", "Accogli la scheda"),
        ("returned", ASK.words, "Restituisci con queste parole"),
        ("rejected", ASK.words, "Non accogliere la scheda"),
    ],
)
async def test_no_decision_is_taken_before_its_effect_was_seen(
    as_: People, browser_as: BrowserAs, decision: str, words: str, button: str
) -> None:
    delivery = await a_delivery(as_.ministry)
    client = await browser_as(as_.ministry)
    at = f"/intake/{delivery.id}/schede/1"
    review: Any = fromstring((await client.get(at)).text)

    (pressed,) = review.xpath(f"//button[@name='decision' and @value='{decision}']")
    seen = await client.post_form(pressed.get("formaction"), {"decision": decision, "words": words})
    still = (await queries.review(delivery.id, 1)).status
    (confirm,) = (one for one in fromstring(seen.text).iter("form") if one.get("id") == "decidi")
    done = await client.post_form(
        str(confirm.get("action")), {"decision": decision, "words": words}
    )

    assert still == "delivered"
    assert confirm.xpath(f".//button[@value='{decision}' and contains(., '{button}')]")
    assert "Arriva subito alla Prefettura e non si riprende." in seen.text
    assert done.status_code == 303
    assert (await queries.review(delivery.id, 1)).status == decision


async def test_who_goes_back_to_the_examination_finds_their_words(
    as_: People, browser_as: BrowserAs
) -> None:
    delivery = await a_delivery(as_.ministry)
    client = await browser_as(as_.ministry)

    back = await client.post_form(
        f"/intake/{delivery.id}/schede/1/preview", {"words": "Manca un allegato", "back": "yes"}
    )

    assert back.status_code == 200
    assert "Manca un allegato</textarea>" in back.text and "Segna tutti guardati" in back.text


async def test_what_cannot_be_decided_is_told_before_it_is_confirmed(
    as_: People, browser_as: BrowserAs
) -> None:
    delivery = await a_delivery(as_.ministry)
    client = await browser_as(as_.ministry)
    path = f"/intake/{delivery.id}/schede/1/preview"

    empty = await client.post_form(path, {"decision": "returned", "words": " "})
    unclear = await client.post_form(path, {"decision": "accepted", "words": "Manca un atto"})

    assert (empty.status_code, unclear.status_code) == (422, 422)
    assert 'id="errore-campo-words"' in empty.text
    assert "restituisci, o togli le parole" in unclear.text
    assert "Manca un atto</textarea>" in unclear.text


async def test_a_decision_already_taken_is_told_on_the_page(
    as_: People, browser_as: BrowserAs
) -> None:
    delivery = await a_delivery(as_.ministry)
    await actions.send_back(delivery.id, 1, ASK, by=as_.ministry)
    client = await browser_as(as_.ministry)

    answer = await client.post_form(
        f"/intake/{delivery.id}/schede/1/decide", {"decision": "accepted"}
    )

    assert answer.status_code == 409
    assert "La scheda è già «Restituita»" in answer.text
    assert "Accogli la scheda" not in answer.text


async def test_names_of_a_package_are_text_and_never_markup(
    as_: People, browser_as: BrowserAs
) -> None:
    entry = a_scheda(title=XSS, description=f"{XSS} {{{{7*7}}}}", territory_words=XSS,
                     contact_unit=XSS, field_other=XSS)  # fmt: skip
    first = await actions.receive(
        zipped(a_summary(entry, office_name=XSS, corrects=XSS), **{f"{XSS}.exe": b"MZ"}),
        f"{XSS}.zip",
        by=as_.ministry,
    )
    await a_delivery(as_.ministry, a_scheda(edition=2, lessons=XSS), number=2)
    with pytest.raises(AlreadyThere):
        await actions.receive(a_package(a_scheda(title="x")), f"{XSS}.zip", by=as_.ministry)
    client = await browser_as(as_.ministry)

    pages = [
        await client.get(path)
        for path in (
            "/intake", "/intake?status=damaged", f"/intake/{first.id}",
            f"/intake/{first.id}/schede/1", "/intake/2/schede/1", "/intake/matrix", "/",
        )
    ]  # fmt: skip

    assert [page.status_code for page in pages] == [200] * 7
    assert all("<img" not in page.text for page in pages)
    assert "&lt;img" in pages[2].text
    assert "{{7*7}}" in pages[3].text


async def test_a_file_kept_closed_is_not_downloaded_by_itself(
    as_: People, browser_as: BrowserAs
) -> None:
    delivery = await actions.receive(
        zipped(a_summary(), **{"gioco.exe": b"MZ\x90"}), "a.zip", by=as_.ministry
    )
    client = await browser_as(as_.ministry)
    files = (await client.get(f"/api/v1/intake/{delivery.id}")).json()["files"]

    answers = {
        file["name"]: await client.get(f"/intake/{delivery.id}/files/{file['id']}")
        for file in files
    }
    elsewhere = await client.get(f"/intake/{delivery.id}/files/999")

    assert answers["gioco.exe"].status_code == 403
    assert answers["01_scheda.docx"].status_code == 200
    assert answers["01_scheda.docx"].headers["content-disposition"].startswith("attachment")
    assert elsewhere.status_code == 404


async def test_the_act_is_read_beside_the_sheet_with_the_words_in_common(
    as_: People, browser_as: BrowserAs
) -> None:
    delivery = await a_delivery(as_.ministry, a_formal_scheda())
    client = await browser_as(as_.ministry)
    files = (await client.get(f"/api/v1/intake/{delivery.id}")).json()["files"]
    own = next(file for file in files if file["kind"] == "scheda")

    act = await client.get(f"/intake/{delivery.id}/schede/1")
    sheet = await client.get(f"/intake/{delivery.id}/schede/1?file={own['id']}")

    assert '<mark class="atto">una rete di comuni accoglie in case piccole</mark>' in act.text
    assert "01_scheda.docx" in sheet.text
    assert '<mark class="atto">' not in sheet.text


async def test_the_matrix_leads_to_the_schede_of_its_cells(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_delivery(as_.ministry, a_scheda(field=7))
    await a_delivery(as_.ministry, a_scheda(field=5), office="pref-ge")
    client = await browser_as(as_.ministry)

    matrix = await client.get("/intake/matrix?year=2026")
    cell = await client.get("/intake/schede?status=all&office=pref-cr&field=7&year=2026")

    assert "/intake/schede?status=all&amp;office=pref-cr&amp;field=7&amp;year=2026" in matrix.text
    assert "CR 2026/1" in cell.text
    assert "GE 2026/1" not in cell.text


async def test_rows_leave_as_a_spreadsheet_without_live_formulas(
    as_: People, browser_as: BrowserAs
) -> None:
    delivery = await a_delivery(as_.ministry, a_scheda(title="=HYPERLINK(1)"))
    await actions.accept(delivery.id, 1, by=as_.ministry)
    client = await browser_as(as_.ministry)

    accepted = (await client.get("/intake/accepted.csv?year=2026")).content.decode("utf-8-sig")
    silent = (await client.get("/intake/matrix.csv?answered=no&year=2026")).content
    rows = list(csv.reader(io.StringIO(silent.decode("utf-8-sig")), delimiter=";"))

    assert "'=HYPERLINK(1)" in accepted
    assert len(rows) == 1 + 105
    assert {row[3] for row in rows[1:]} == {"no"}


async def test_the_receipt_downloaded_is_what_the_prefettura_takes_in(
    as_: People, browser_as: BrowserAs
) -> None:
    submission = await a_sent_one(as_)
    came = await actions.receive_sent(submission.id, by=as_.ministry)
    await actions.accept(came.delivery.id, 1, by=as_.ministry)
    ministry, office = await browser_as(as_.ministry), await browser_as(as_.operator_cr)

    receipt = await ministry.get(f"/intake/{came.delivery.id}/receipt")
    taken = await office.post(
        f"/submissions/{submission.id}/receipt",
        data={"csrf_token": office.token},
        files={"file": ("ricevuta.json", receipt.content, "application/json")},
    )

    assert "ricevuta_TRASM_CR_2026_0001.json" in receipt.headers["content-disposition"]
    assert taken.status_code == 303


async def test_by_the_api_a_package_is_created_once_and_known_again(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.ministry)
    package = a_package()
    headers = {"X-CSRF-Token": client.token, "Content-Type": ZIP}

    first = await client.post("/api/v1/intake?name=a.zip", content=package, headers=headers)
    again = await client.post("/api/v1/intake", content=package, headers=headers)
    form = await client.post(
        "/api/v1/intake", files={"file": ("a.zip", package, ZIP)},
        headers={"X-CSRF-Token": client.token},
    )  # fmt: skip

    assert [one.status_code for one in (first, again, form)] == [201, 200, 200]
    assert first.headers["location"] == f"/api/v1/intake/{first.json()['id']}"
    assert again.json() == first.json() == form.json()


async def test_by_the_api_a_refusal_says_which_file_and_why(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.ministry)
    headers = {"X-CSRF-Token": client.token, "Content-Type": ZIP}
    await a_delivery(as_.ministry)

    broken = await client.post("/api/v1/intake", content=b"no", headers=headers)
    nothing = await client.post("/api/v1/intake", content=b"", headers=headers)
    other = await client.post(
        "/api/v1/intake", content=a_package(a_scheda(title="Altra")), headers=headers
    )

    assert [one.status_code for one in (broken, nothing, other)] == [422, 422, 409]
    assert "zip leggibile" in broken.json()["fields"]["file"]
    assert "altra impronta" in other.json()["title"]


async def test_by_the_api_schede_are_decided_from_the_version_that_was_seen(
    as_: People, browser_as: BrowserAs
) -> None:
    delivery = await a_delivery(as_.ministry, *(a_scheda(n) for n in (1, 2, 3)))
    client = await browser_as(as_.ministry)
    at = f"/api/v1/intake/{delivery.id}/schede"
    seen = (await client.get(f"{at}/1")).headers["etag"]

    accepted = await client.send_json("POST", f"{at}/1/accept", {}, **{"If-Match": seen})
    stale = await client.send_json("POST", f"{at}/2/accept", {}, **{"If-Match": seen})
    short = await client.send_json("POST", f"{at}/2/return", {"words": "no"})
    returned = await client.send_json("POST", f"{at}/2/return", {"words": ASK.words})
    rejected = await client.send_json("POST", f"{at}/3/reject", {"words": "Non è una pratica."})
    again = await client.send_json("POST", f"{at}/3/accept", {})

    answers = (accepted, stale, short, returned, rejected, again)
    assert [one.status_code for one in answers] == [200, 409, 422, 200, 200, 409]
    assert [one.json()["status"] for one in (accepted, returned, rejected)] == [
        "accepted", "returned", "rejected",
    ]  # fmt: skip
    receipt = (await client.get(f"/api/v1/intake/{delivery.id}/receipt")).json()
    assert [one["status"] for one in receipt["decisions"]] == ["accepted", "returned", "rejected"]


async def test_the_api_lists_what_the_page_lists(as_: People, browser_as: BrowserAs) -> None:
    await a_delivery(as_.ministry)
    await a_delivery(as_.ministry, office="pref-ge")
    client = await browser_as(as_.ministry)

    listed = (await client.get("/api/v1/intake?region=07&sort=-received")).json()
    matrix = (await client.get("/api/v1/intake/matrix?year=2026&answered=no")).json()
    wrong = await client.get("/api/v1/intake?sort=colore")

    assert (listed["total"], listed["items"][0]["office"]) == (1, "pref-ge")
    assert listed["facets"]["status"] == [{"value": "to_open", "label": "Da aprire", "count": 1}]
    assert (matrix["answered"], len(matrix["rows"])) == (2, 104)
    assert wrong.status_code == 422


async def test_a_refused_file_is_put_aside_with_a_button(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.ministry)
    await _bring(client, ("rotto.zip", b"no"))

    listed = await client.get("/intake?status=damaged")
    settled = await client.post_form("/intake/refused/1/settle")
    after = await client.get("/intake?status=damaged")

    assert "rotto.zip" in listed.text
    assert settled.status_code == 303
    assert "Nessun file rifiutato" in after.text
