"""The pages and the API of partners, through a signed-in browser."""

from typing import Any, cast

import httpx
import pytest
from lxml.html import HtmlElement, document_fromstring

from registry.partners import actions
from registry.partners.kinds import Kind, NameKind
from registry.partners.shapes import NameData
from tests.conftest import BrowserAs
from tests.partners.make import a_partner
from tests.people import People
from tests.web.pages import said
from tests.web_client import Browser


async def test_a_wrong_form_comes_back_filled_in_with_the_words_beside_each_field(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form(
        "/partners", {"name": "X", "kind": "", "seat_words": "Cremona, via mai persa 1"}
    )

    assert answer.status_code == 422
    assert "Cremona, via mai persa 1" in answer.text
    assert 'id="errore-campo-name"' in answer.text
    assert 'id="errore-campo-kind"' in answer.text


async def test_a_good_form_leads_to_the_partner_s_page(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form(
        "/partners", {"name": "Comune di Crema", "kind": "municipality", "place": "com:019035"}
    )
    shown = await client.get(answer.headers["location"])

    assert answer.status_code == 303
    assert "Comune di Crema" in shown.text
    assert "Partner registrato." in shown.text


async def test_a_form_from_another_site_changes_nothing(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)

    no_token = await client.post("/partners", data={"name": "Intruso", "kind": "other"})
    elsewhere = await client.post_form(
        "/partners",
        {"name": "Intruso", "kind": "other"},
        headers={"Origin": "https://male.example"},
    )
    listed = await client.get("/api/v1/partners")

    assert (no_token.status_code, elsewhere.status_code) == (403, 403)
    assert listed.json()["total"] == 0


async def test_what_a_form_may_not_say_is_not_heard(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form(
        "/partners",
        {"name": "Comune di Crema", "kind": "municipality", "office": "pref-ge", "id": "99"},
    )
    partner = (await client.get(f"/api/v1{answer.headers['location']}")).json()

    assert partner["office"] == "pref-cr"
    assert partner["id"] != 99


async def test_a_wrong_json_names_every_wrong_field(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.send_json(
        "POST", "/api/v1/partners", {"name": 7, "kind": "municipio", "colore": "blu"}
    )

    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert set(answer.json()["fields"]) == {"name", "kind", "colore"}


async def test_a_stale_change_by_the_api_is_refused(as_: People, browser_as: BrowserAs) -> None:
    partner = await a_partner("Comune di Crema", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    path = f"/api/v1/partners/{partner.id}"
    body = {"name": "Comune di Crema", "kind": "municipality", "notes": "nuovo"}

    first = await client.send_json("PATCH", path, body, **{"If-Match": '"1"'})
    second = await client.send_json("PATCH", path, body, **{"If-Match": '"1"'})

    assert first.status_code == 200
    assert first.headers["etag"] == '"2"'
    assert second.status_code == 409


async def test_nothing_is_a_member_of_what_it_holds_however_far(
    as_: People, browser_as: BrowserAs
) -> None:
    a, b, c = [await a_partner(f"Consorzio {name}", by=as_.operator_cr) for name in "ABC"]
    client = await browser_as(as_.operator_cr)

    answers = [
        await client.send_json("POST", f"/api/v1/partners/{group.id}/members", {"member": one.id})
        for group, one in ((a, a), (a, b), (b, c), (c, a), (b, a))
    ]

    assert [answer.status_code for answer in answers] == [422, 201, 201, 422, 422]
    assert "«Consorzio A»" in answers[3].json()["fields"]["member"]


async def test_nothing_comes_after_what_follows_it_however_far(
    as_: People, browser_as: BrowserAs
) -> None:
    a, b, c = [await a_partner(f"Azienda {name}", by=as_.operator_cr) for name in "ABC"]
    client = await browser_as(as_.operator_cr)

    answers = [
        await client.send_json(
            "POST", f"/api/v1/partners/{one.id}/succeed", {"successor": next_.id, "kind": "merged"}
        )
        for one, next_ in ((a, a), (a, b), (b, c), (c, a))
    ]

    assert [answer.status_code for answer in answers] == [422, 201, 201, 422]


async def test_who_has_not_signed_in_is_led_to_the_sign_in(browser_as: BrowserAs) -> None:
    client = await browser_as()

    page = await client.get("/partners")
    api = await client.get("/api/v1/partners")

    assert page.headers["location"] == "/sign-in?next=/partners"
    assert api.status_code == 401


async def test_a_formula_in_a_name_is_only_text_in_the_export(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_partner("=HYPERLINK(1)", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    answer = await client.get("/partners/partners.csv")

    assert "'=HYPERLINK(1)" in answer.text
    assert answer.headers["content-disposition"].startswith("attachment")


async def _read(client: Browser, path: str) -> HtmlElement:
    answer = await client.get(path)
    assert answer.status_code == 200
    return document_fromstring(answer.text)


async def _undo(client: Browser, answer: httpx.Response) -> httpx.Response:
    """Goes where the answer leads and presses «Annulla» there."""
    page = await client.get(answer.headers["location"])
    action = the_one(document_fromstring(page.text), "//*[@data-undo]//form").get("action")
    return await client.post_form(str(action), headers={"Referer": str(page.url)})


def the_one(page: HtmlElement, path: str) -> HtmlElement:
    found = page.xpath(path)
    assert isinstance(found, list) and len(found) == 1
    return cast(HtmlElement, found[0])


FORMS: dict[str, dict[str, str]] = {
    "names": {"name": "ASL di Cremona", "kind": "former", "when": "fino al 2015"},
    "identifiers": {"scheme": "tax_code", "value": "80188230587"},
    "members": {"member": "OTHER", "role": "capofila", "when": "dal 2016"},
    "successions": {"successor": "OTHER", "kind": "merged", "when": "1/1/2016"},
}
MARKS = {"names": "ASL di Cremona", "identifiers": "80188230587", "members": "dal 2016",
         "successions": "si fonde"}  # fmt: skip


@pytest.mark.parametrize("part", FORMS)
async def test_what_is_added_is_undone_at_once_and_what_is_removed_too(
    as_: People, browser_as: BrowserAs, part: str
) -> None:
    partner = await a_partner("ATS della Val Padana", kind=Kind.HEALTH_AGENCY, by=as_.operator_cr)
    other = await a_partner("Comune di Crema", by=as_.operator_cr)
    client, looks = await browser_as(as_.operator_cr), await browser_as(as_.legal_cr)
    here = f"/partners/{partner.id}"
    form = {name: text.replace("OTHER", str(other.id)) for name, text in FORMS[part].items()}

    added = await client.post_form(f"{here}/{part}", form)
    there = said(await _read(looks, f"{here}/names"))
    undone = await _undo(client, added)
    gone = said(await _read(looks, f"{here}/names"))
    again = await _undo(client, undone)

    assert [one.status_code for one in (added, undone, again)] == [303] * 3
    assert undone.headers["location"] == again.headers["location"] == f"{here}/names"
    assert (MARKS[part] in there, MARKS[part] in gone) == (True, False)
    assert MARKS[part] in said(await _read(looks, f"{here}/names"))


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "names": ({"name": "X", "kind": "former"}, "campo-name"),
    "identifiers": ({"scheme": "tax_code", "value": "123"}, "campo-value"),
    "contacts": ({"unit": "", "email": "mai.persa@comune.example"}, "campo-unit"),
    "questions": ({"question": " "}, "campo-question"),
}


@pytest.mark.parametrize("part", WRONG)
async def test_a_wrong_part_comes_back_open_and_filled_in(
    as_: People, browser_as: BrowserAs, part: str
) -> None:
    partner = await a_partner(by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    form, field = WRONG[part]

    answer = await client.post_form(f"/partners/{partner.id}/{part}", form)

    page = document_fromstring(answer.text)
    wrong = the_one(page, f"//*[@id='{field}']")
    assert answer.status_code == 422
    assert page.xpath(f"//a[@href='#{field}']")
    assert not wrong.xpath("ancestor::details[not(@open)]")
    assert all(text in answer.text for text in form.values())


@pytest.mark.parametrize("part", ["members", "successions"])
async def test_the_other_body_is_found_by_its_words_and_chosen_by_a_link(
    as_: People, browser_as: BrowserAs, part: str
) -> None:
    partner = await a_partner("Consorzio dei comuni", kind=Kind.OTHER, by=as_.operator_cr)
    crema = await a_partner("Comune di Crema", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    here = f"/partners/{partner.id}/{part}/new"

    found = await _read(client, f"{here}?q=crema")
    link = str(the_one(found, "//ul[@class='trovati']//a").get("href"))
    chosen = await _read(client, link)
    nobody = said(await _read(client, f"{here}?q=nessuno"))

    assert link == f"{here}?partner={crema.id}"
    assert "Comune di Crema" in said(the_one(chosen, "//main//form[@method='post']"))
    assert "Nessun ente con «nessuno»" in nobody


@pytest.mark.parametrize("part", ["members", "successions"])
async def test_a_body_that_cannot_be_tied_is_told_where_it_was_chosen(
    as_: People, browser_as: BrowserAs, part: str
) -> None:
    partner = await a_partner(by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    itself = {"member": str(partner.id), "successor": str(partner.id), "kind": "merged",
              "when": "dal 2016"}  # fmt: skip

    answer = await client.post_form(f"/partners/{partner.id}/{part}", itself)

    assert answer.status_code == 422
    assert "se stesso" in answer.text
    assert 'value="dal 2016"' in answer.text


@pytest.mark.parametrize("part", ["members", "successions"])
@pytest.mark.parametrize("other", ["", "zero", "999999", "9" * 30, "-1"])
async def test_a_body_that_is_not_there_is_no_fault_of_ours(
    as_: People, browser_as: BrowserAs, part: str, other: str
) -> None:
    partner = await a_partner(by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    here = f"/partners/{partner.id}/{part}"

    sent = await client.post_form(here, {"member": other, "successor": other, "kind": "merged"})
    asked = await client.get(f"{here}/new?partner={other}")

    assert sent.status_code in (404, 422)
    assert asked.status_code in (200, 404)


PLACES = ("", "/names", "/contacts", "/protocols", "/networks", "/questions", "/history", "/edit",
          "/members/new", "/successions/new", "/members/new?q=comune")  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
async def test_every_part_of_a_partner_s_page_answers_with_one_heading(
    as_: People, browser_as: BrowserAs, place: str
) -> None:
    partner = await a_partner(by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    page = await _read(client, f"/partners/{partner.id}{place}")

    assert len(page.xpath("//h1")) == 1
    pills = [said(one) for one in page.iterfind(".//main//ul[@aria-label='Parti della pagina']/li")]
    assert pills in ([], [
        "Linea del tempo", "Atti", "Reti", "Nomi e codici", "Referenti", "Storia delle modifiche",
    ])  # fmt: skip


async def test_who_may_not_write_of_a_partner_sees_no_button_that_would(
    as_: People, browser_as: BrowserAs
) -> None:
    partner = await a_partner(by=as_.operator_cr)
    name = NameData(name="Cremona", kind=NameKind.ALIAS)
    await actions.add_name(partner.id, name, by=as_.operator_cr)
    await actions.ask(partner.id, "Di che anno è?", by=as_.operator_cr)
    client = await browser_as(as_.operator_ge)

    for place in ("", "/names", "/contacts", "/questions", "/history"):
        page = await _read(client, f"/partners/{partner.id}{place}")
        assert page.xpath("//main//form[@method='post']") == [], place
        assert not page.xpath("//main//a[contains(@href, '/new') or contains(@href, '/edit')]")
    refused = [
        (await client.get(f"/partners/{partner.id}/{part}/new")).status_code
        for part in ("members", "successions")
    ]
    assert refused == [403, 403]


async def test_the_other_actions_of_the_page_lead_to_their_forms(
    as_: People, browser_as: BrowserAs
) -> None:
    partner = await a_partner(by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    page = await _read(client, f"/partners/{partner.id}")

    links = list(page.iterfind(".//main//details[@class='altre']//a"))
    assert [said(link) for link in links] == [
        "Cambia i dati", "Segna una successione", "Aggiungi chi ne fa parte",
        "Segna qualcosa da chiarire", "Scarica la linea (CSV)",
    ]  # fmt: skip
    for link in links:
        assert (await client.get(str(link.get("href")))).status_code == 200


async def test_what_was_taken_away_is_put_back_from_the_history(
    as_: People, browser_as: BrowserAs
) -> None:
    partner = await a_partner(by=as_.operator_cr)
    name = NameData(name="Cremona", kind=NameKind.ALIAS)
    added = await actions.add_name(partner.id, name, by=as_.operator_cr)
    await actions.remove_name(partner.id, added.id, by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    here = f"/partners/{partner.id}/history"

    action = the_one(await _read(client, here), "//td//form").get("action")
    headers = {"Referer": f"http://127.0.0.1:8000{here}"}
    back = await client.post_form(str(action), headers=headers)
    again = await client.post_form(str(action), headers=headers)

    assert (back.status_code, back.headers["location"]) == (303, here)
    assert (again.status_code, "Questo nome c&#39;è già." in again.text) == (409, True)
    assert "Cremona" in said(await _read(client, f"/partners/{partner.id}/names"))


@pytest.mark.parametrize("comes_from", ["https://male.example//evil", "/partners/1/edit", ""])
async def test_an_undo_comes_back_to_no_page_but_ours(
    as_: People, browser_as: BrowserAs, comes_from: str
) -> None:
    partner = await a_partner(by=as_.operator_cr)
    asked = await actions.ask(partner.id, "Di che anno è?", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    here = f"/partners/{partner.id}/questions"

    answer = await client.post_form(f"{here}/{asked.id}/withdraw", headers={"Referer": comes_from})

    assert answer.headers["location"] == here


async def test_programs_take_away_what_people_do(as_: People, browser_as: BrowserAs) -> None:
    partner = await a_partner(by=as_.operator_cr)
    other = await a_partner("Comune di Crema", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    at = f"/api/v1/partners/{partner.id}"
    bodies: dict[str, dict[str, object]] = {
        "names": {"name": "Cremona", "kind": "alias"},
        "identifiers": {"scheme": "tax_code", "value": "80188230587"},
        "contacts": {"unit": "Ufficio di piano"},
        "members": {"member": other.id},
        "questions": {"question": "Di che anno è?"},
    }

    for part, body in bodies.items():
        shown = (await client.send_json("POST", f"{at}/{part}", body)).json()[part][0]
        row = shown.get("tie", shown["id"])
        after = await client.send_json("POST", f"{at}/{part}/{row}/remove", {})
        assert (after.status_code, after.json()[part]) == (200, []), part
    followed = await client.send_json(
        "POST", f"{at}/succeed", {"successor": other.id, "kind": "merged"}
    )
    tie = followed.json()["successors"][0]["tie"]
    after = await client.send_json("POST", f"{at}/successions/{tie}/remove", {})
    nothing = await client.send_json("POST", f"{at}/office/1/remove", {})

    assert after.json()["successors"] == []
    assert nothing.status_code == 404


@pytest.mark.parametrize("name", ["COMUNE  DI CREMA", " comune di crema ", "Comune di Crema"])
async def test_a_body_that_is_there_is_told_beside_the_name_however_it_is_typed(
    as_: People, browser_as: BrowserAs, name: str
) -> None:
    await a_partner("Comune di Crema", by=as_.operator_cr)
    other = await a_partner("Comune di Soresina", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    form = {"name": name, "kind": "municipality"}

    answers = [await client.post_form(path, form)
               for path in ("/partners", f"/partners/{other.id}/edit")]  # fmt: skip

    for answer in answers:
        page: Any = document_fromstring(answer.text)
        (told,) = page.xpath("//p[@id='errore-campo-name']")
        assert said(told) == "«Comune di Crema» c'è già nel registro: cercalo tra i partner."


async def test_everything_that_is_wrong_in_a_partner_is_told_at_once(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form(
        "/partners",
        {"name": "X", "kind": "", "place": "Cremona", "email": "protocollo@",
         "certified_email": "senza chiocciola", "gender": "z"},
    )  # fmt: skip

    page: Any = document_fromstring(answer.text)
    wrong = [str(one.get("id")) for one in page.xpath("//p[starts-with(@id, 'errore-campo-')]")]
    assert {one.removeprefix("errore-campo-") for one in wrong} == {
        "name", "kind", "place", "email", "certified_email",
    } | ({"gender"} if "errore-campo-gender" in wrong else set())  # fmt: skip
    assert "«provincia di Cremona», «comune di Cremona (CR)»" in answer.text


async def test_the_place_of_a_partner_goes_by_its_name(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form(
        "/partners", {"name": "Comune di Crema", "kind": "municipality", "place": "crema (cr)"}
    )
    there = answer.headers["location"]
    form: Any = document_fromstring((await client.get(f"{there}/edit")).text)

    assert (await client.get(f"/api/v1{there}")).json()["place"] == "com:019035"
    assert form.xpath("string(//input[@name='place']/@value)") == "Crema (CR)"


async def test_a_mailbox_is_checked_wherever_it_is_written_and_a_private_one_is_remarked(
    as_: People, browser_as: BrowserAs
) -> None:
    crema = await a_partner("Comune di Crema", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    contacts = f"/partners/{crema.id}/contacts"

    wrong = await client.post_form(contacts, {"unit": "Area IV", "email": "area4 chiocciola crema"})
    api = await client.send_json(
        "POST", f"/api/v1{contacts}", {"unit": "Area IV", "certified_email": "no"}
    )
    kept = await client.post_form(contacts, {"unit": "Area IV", "email": "comune@gmail.com"})
    shown = await client.get(kept.headers["location"])

    assert "per esempio area4@ufficio.it" in wrong.text
    assert set(api.json()["fields"]) == {"certified_email"}
    assert "comune@gmail.com è una casella privata" in shown.text


async def test_a_contact_is_erased_for_good_only_after_it_was_asked(
    as_: People, browser_as: BrowserAs
) -> None:
    crema = await a_partner("Comune di Crema", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    contacts = f"/partners/{crema.id}/contacts"
    await client.post_form(contacts, {"unit": "Area IV"})

    listed: Any = document_fromstring((await client.get(contacts)).text)
    (asks,) = listed.xpath("//a[contains(., 'Cancella')]/@href")
    asked: Any = document_fromstring((await client.get(str(asks))).text)
    await client.post_form(str(asked.xpath("string(//main//form/@action)")), {})

    assert "Non si può annullare" in said(asked.xpath("//main")[0])
    assert (await client.get(f"/api/v1/partners/{crema.id}")).json()["contacts"] == []


async def test_who_may_not_change_a_partner_is_told_before_typing(
    as_: People, browser_as: BrowserAs
) -> None:
    crema = await a_partner("Comune di Crema", by=as_.operator_cr)
    client = await browser_as(as_.manager_ge)

    answer = await client.get(f"/partners/{crema.id}/edit")

    assert answer.status_code == 403
