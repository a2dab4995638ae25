"""The pages and the API of partners, through a signed-in browser."""

from tests.conftest import BrowserAs
from tests.partners.make import a_partner
from tests.people import People


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
