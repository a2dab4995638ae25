"""The session is over in the middle of a form: what was typed is still there afterwards."""

import re
from html import unescape

from registry.platform.accounts import actions
from registry.platform.accounts.tables import Session
from registry.platform.database import fetch
from tests.conftest import BrowserAs
from tests.people import PASSWORD, People
from tests.web_client import Browser

WORDS = "Cooperativa Il Ponte di Lampreda"
NEW = {"name": WORDS, "kind": "social_cooperative", "notes": "Scritta con <calma> & cura."}


async def session_ends() -> None:
    await Session.delete(force=True)


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return unescape(found.group(1))


async def sign_in(browser: Browser, page: str, email: str, password: str = PASSWORD) -> str:
    token = field(page, "csrf_token")
    form = {"email": email, "password": password, "carried": field(page, "carried"), "next": "/"}
    answer = await browser.post("/sign-in", data={**form, "csrf_token": token})
    return answer.text


async def test_after_signing_in_again_the_form_is_sent_as_it_was(
    as_: People, browser_as: BrowserAs
) -> None:
    browser = await browser_as(as_.operator_cr)
    await session_ends()

    refused = await browser.post_form("/partners", NEW)
    back = await sign_in(browser, refused.text, as_.operator_cr.email)
    sent = await browser.post(
        "/partners",
        data={name: field(back, name) for name in (*NEW, "csrf_token")},
    )

    assert refused.status_code == 401
    assert "È passato molto tempo: entra di nuovo. Quello che hai scritto è salvato." in (
        unescape(refused.text)
    )
    assert WORDS in back
    assert sent.status_code == 303
    rows = await fetch("SELECT name, notes FROM partner")
    assert [(row["name"], row["notes"]) for row in rows] == [(WORDS, NEW["notes"])]


async def test_a_wrong_password_on_the_way_loses_nothing(
    as_: People, browser_as: BrowserAs
) -> None:
    browser = await browser_as(as_.operator_cr)
    await session_ends()

    refused = await browser.post_form("/partners", NEW)
    wrong = await sign_in(browser, refused.text, as_.operator_cr.email, "non-e-questa-password")

    assert WORDS in field(wrong, "carried")


async def test_nothing_is_sent_by_itself(as_: People, browser_as: BrowserAs) -> None:
    browser = await browser_as(as_.operator_cr)
    await session_ends()

    refused = await browser.post_form("/partners", NEW)
    await sign_in(browser, refused.text, as_.operator_cr.email)

    assert await fetch("SELECT 1 FROM partner") == []


async def test_who_signed_in_again_in_another_window_sends_it_from_this_page(
    as_: People, browser_as: BrowserAs
) -> None:
    browser = await browser_as(as_.operator_cr)
    old = browser.token
    browser.session = await actions.sign_in(as_.operator_cr.email, PASSWORD, address="127.0.0.1")
    browser.cookies.set("session", browser.session)

    page = await browser.post("/partners", data={**NEW, "csrf_token": old})
    sent = await browser.post(
        "/partners",
        data={name: field(page.text, name) for name in (*NEW, "csrf_token")},
    )

    assert page.status_code == 403
    assert sent.status_code == 303


async def test_a_form_of_another_site_carries_nothing(as_: People, browser_as: BrowserAs) -> None:
    browser = await browser_as(as_.operator_cr)
    await session_ends()

    answer = await browser.post_form(
        "/partners", NEW, headers={"origin": "https://altrove.example"}
    )

    assert answer.status_code == 403
    assert WORDS not in answer.text
