"""What surrounds every answer: safe headers, sessions, and a database that is away."""

import html

import pytest

from intese.app import create_app
from registry.platform.accounts.actions import add_token
from registry.platform.database import DB, opened
from tests.conftest import BrowserAs
from tests.people import PASSWORD, People
from tests.web_client import browser


@pytest.mark.parametrize("path", ["/sign-in", "/non-esiste", "/api/v1/partners", "/healthz"])
async def test_every_answer_carries_the_headers_that_keep_a_browser_safe(
    browser_as: BrowserAs, path: str
) -> None:
    client = await browser_as()

    answer = await client.get(path)

    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


async def test_an_unknown_address_is_a_page_for_people_and_a_problem_for_programs(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)

    page = await client.get("/non-esiste")
    api = await client.get("/api/v1/non-esiste")

    assert page.status_code == api.status_code == 404
    assert "Questa pagina non c" in page.text
    assert "Schede" in page.text
    assert api.headers["content-type"].startswith("application/problem+json")


async def test_a_session_id_that_the_server_never_gave_is_not_taken_at_sign_in(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as()
    client.cookies.set("session", "scelto-da-altri")
    await client.get("/sign-in")

    answer = await client.post_form(
        "/sign-in", {"email": as_.operator_cr.email, "password": PASSWORD}
    )

    assert answer.status_code == 303
    assert answer.cookies["session"] != "scelto-da-altri"


async def test_a_wrong_password_keeps_the_address_and_says_how_many_tries_are_left(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as()
    await client.get("/sign-in")

    answer = await client.post_form(
        "/sign-in", {"email": as_.operator_cr.email, "password": "sbagliata"}
    )

    assert answer.status_code == 422
    assert as_.operator_cr.email in answer.text
    assert "Restano 9 tentativi" in answer.text


@pytest.mark.parametrize("where", ["https://male.example/", "//male.example", "/\\male.example"])
async def test_the_sign_in_leads_only_to_our_own_pages(
    as_: People, browser_as: BrowserAs, where: str
) -> None:
    client = await browser_as()
    await client.get("/sign-in")

    answer = await client.post_form(
        "/sign-in", {"email": as_.legal_cr.email, "password": PASSWORD, "next": where}
    )

    assert answer.headers["location"] == "/"


async def test_who_signs_out_cannot_use_the_old_cookie(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)

    await client.post_form("/sign-out")
    client.cookies.set("session", client.session)
    answer = await client.get("/partners")

    assert answer.headers["location"].startswith("/sign-in")


async def test_without_its_database_the_registry_says_so_and_comes_back_by_itself(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)
    pool, config = DB.pool, DB.config
    DB.pool = None
    async with opened("postgresql://nobody@127.0.0.1:1/none"):
        page = await client.get("/partners")
        api = await client.get("/api/v1/partners")
    DB.pool, DB.config = pool, config

    assert page.status_code == api.status_code == 503
    assert "Riprova tra un minuto" in page.text
    assert (await client.get("/partners")).status_code == 200


async def test_a_key_of_a_program_opens_the_api_and_needs_no_form_token(
    as_: People, browser_as: BrowserAs
) -> None:
    key = await add_token(as_.operator_cr.email, label="prova", by=as_.admin)

    async with browser(create_app()) as client:
        answer = await client.post(
            "/api/v1/partners",
            json={"name": "Comune di Crema", "kind": "municipality"},
            headers={"Authorization": f"Bearer {key}"},
        )

    assert answer.status_code == 201


@pytest.mark.parametrize(
    "path",
    ["/partners/99999999999", "/api/v1/partners/99999999999", "/%00"],
)
async def test_an_address_that_nothing_can_have_is_not_found(
    as_: People, browser_as: BrowserAs, path: str
) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.get(path)

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "sign",
    ["\0", "\x01", "\x0b", "\x85", "\u2028", "\u202e", "\u2066", "\ue000", "\ufffe", "\U0001ffff"],
)
async def test_signs_that_are_not_text_are_refused_beside_their_field(
    as_: People, browser_as: BrowserAs, sign: str
) -> None:
    client = await browser_as(as_.operator_cr)
    partner = {"name": f"Comune di Crema{sign}sco", "kind": "municipality"}

    form = await client.post_form("/partners", partner)
    api = await client.send_json("POST", "/api/v1/partners", partner)

    assert form.status_code == api.status_code == 422
    said = f"c'è un segno che non è testo (U+{ord(sign):04X}): cancellalo."
    assert api.json()["fields"] == {"name": f"Dopo «Comune di Crema» {said}"}
    assert "Dopo «Comune di Crema» c'è un segno" in html.unescape(form.text)


async def test_odd_signs_are_found_however_deep_and_in_the_names_of_fields(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)
    told = {"results": [{"indicator": "Colloqui\x0b", "value\u202e": "1"}], "field": 4}

    refused = await client.send_json("POST", "/api/v1/schede", told)

    assert refused.status_code == 422
    assert set(refused.json()["fields"]) == {"results.0.indicator", "results.0.value\ufffd"}


async def test_the_letters_of_every_language_and_the_ends_of_lines_are_text(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)
    words = "Zürich, Cogne – Valle d’Aosta;\tžabokreki\r\n東京 🏛️ العربية\nα"

    kept = await client.send_json(
        "POST", "/api/v1/partners", {"name": "Sportello", "kind": "other", "notes": words}
    )

    assert kept.json()["notes"] == words
