"""Circulars on the page, for programs, and as the form in Word."""

from collections.abc import Awaitable, Callable

import pytest

from registry.platform.documents import extract_text
from registry.platform.settings import settings
from tests.people import People
from tests.web_client import Browser

BrowserAs = Callable[..., Awaitable[Browser]]


async def the_circular(client: Browser) -> int:
    items = (await client.get("/api/v1/circulars")).json()["items"]
    return int(items[0]["id"])


async def test_everybody_who_signs_in_reads_the_circular(
    browser_as: BrowserAs, as_: People
) -> None:
    for actor in (as_.ministry, as_.operator_cr, as_.legal_ge, as_.admin):
        client = await browser_as(actor)
        listing = await client.get("/circulars")
        one = await client.get(f"/circulars/{await the_circular(client)}")

        assert "Circolare n. 5973 dell&#39;11/11/2015" in listing.text
        assert "strutture ospitanti" in one.text
        assert "dlci.buonepraticheaccoglienza@interno.it" in one.text


async def test_who_has_not_signed_in_is_led_to_the_sign_in(browser_as: BrowserAs) -> None:
    nobody = await browser_as()

    assert (await nobody.get("/circulars")).headers["location"].startswith("/sign-in")


async def test_an_office_downloads_the_form_with_its_fields_ticked(
    browser_as: BrowserAs, as_: People
) -> None:
    client = await browser_as(as_.operator_cr)
    at = f"/circulars/{await the_circular(client)}/form"

    answer = await client.get(f"{at}?field=1&field=11&other=mediazione+nelle+scuole")

    text = extract_text(answer.content)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert (text.count("☒"), text.count("☐")) == (2, 9)
    assert "mediazione nelle scuole" in text and as_.operator_cr.office_name in text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Segna almeno un campo."),
        ("?field=99", "La circolare non ha questo campo."),
        ("?field=sette", "I campi sono numeri"),
        ("?field=11", "scrivi di che cosa si tratta"),
    ],
)
async def test_a_form_that_cannot_be_filled_in_comes_back_with_the_reason(
    browser_as: BrowserAs, as_: People, query: str, words: str
) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.get(f"/circulars/{await the_circular(client)}/form{query}")

    assert answer.status_code == 422
    assert words in answer.text


async def test_the_ministry_has_no_form_to_fill_in(browser_as: BrowserAs, as_: People) -> None:
    client = await browser_as(as_.ministry)
    circular = await the_circular(client)

    assert (await client.get(f"/circulars/{circular}/form?field=1")).status_code == 403
    assert "Scarica il modulo" not in (await client.get(f"/circulars/{circular}")).text


async def test_a_mailbox_that_begins_with_dici_is_told_on_the_page(
    browser_as: BrowserAs, as_: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTESE_MAILBOX", "dici.buonepraticheaccoglienza@interno.it")
    settings.cache_clear()
    client = await browser_as(as_.operator_cr)

    page = await client.get(f"/circulars/{await the_circular(client)}")

    settings.cache_clear()
    assert "la casella del Dipartimento comincia con &#34;dlci&#34;" in page.text
    assert "dici.buonepraticheaccoglienza@interno.it" in page.text


async def test_programs_read_the_fields_as_the_circular_words_them(
    browser_as: BrowserAs, as_: People
) -> None:
    client = await browser_as(as_.operator_cr)

    one = (await client.get(f"/api/v1/circulars/{await the_circular(client)}")).json()

    assert [field["number"] for field in one["fields"]] == list(range(1, 12))
    assert one["fields"][10]["needs_specification"] is True


async def test_a_circular_that_is_not_there_is_said_so(browser_as: BrowserAs, as_: People) -> None:
    client = await browser_as(as_.operator_cr)

    assert (await client.get("/circulars/9999")).status_code == 404
    assert (await client.get("/api/v1/circulars/9999")).json()["title"] == (
        "Questa circolare non c'è."
    )
