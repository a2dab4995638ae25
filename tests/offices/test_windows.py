"""The page of the settings, for each of those who open it, and its JSON twin."""

from typing import Any

import pytest

from registry.platform.accounts.actions import PROGRAM
from registry.platform.offices import actions, queries
from registry.platform.offices.shapes import OfficeData
from tests.conftest import BrowserAs
from tests.people import People
from tests.web.pages import read, said
from tests.web_client import Browser

GOOD = {
    "unit_name": "Area IV – Immigrazione",
    "head_title": "",
    "seat_words": "corso Vittorio Emanuele II 17",
    "tax_code": "99999001003",
    "email": "area4@prefettura.example",
    "certified_email": "",
    "days_for_renewal": "120",
    "days_for_notice": "15",
}


OFFICE = "/api/v1/settings/offices/pref-cr"


async def page_of(browser: Browser, path: str) -> Any:
    answer = await browser.get(path)
    assert answer.status_code == 200
    return read(answer.text)


@pytest.fixture(autouse=True)
async def as_it_was(as_: People) -> None:
    await actions.change("pref-cr", OfficeData(), by=PROGRAM)


async def test_the_head_writes_the_office_and_reads_who_wrote_it(
    as_: People, browser_as: BrowserAs
) -> None:
    browser = await browser_as(as_.head_cr)

    answer = await browser.post_form("/settings/offices/pref-cr/edit", GOOD)
    page = await page_of(browser, "/settings")

    assert (answer.status_code, answer.headers["location"]) == (303, "/settings")
    words = said(page)
    assert "Cremona, corso Vittorio Emanuele II 17" in words
    assert "Il Prefetto" in words
    changed_by = [said(one) for one in page.xpath("//td[@data-l='Cambiata da']")]
    assert any(one.startswith(as_.head_cr.name) for one in changed_by)


async def test_the_suggested_pec_is_shown_and_never_written(
    as_: People, browser_as: BrowserAs
) -> None:
    browser = await browser_as(as_.head_cr)

    form = await page_of(browser, "/settings/offices/pref-cr/edit")

    assert "scrivila solo se è la vostra" in said(form)
    assert form.xpath("//input[@name='certified_email']/@value") == [""]
    assert (await queries.find("pref-cr")).certified_email == ""


async def test_a_colleague_reads_and_has_no_button(as_: People, browser_as: BrowserAs) -> None:
    browser = await browser_as(as_.operator_cr)

    page = await page_of(browser, "/settings")
    refused = await browser.get("/settings/offices/pref-cr/edit")

    assert page.xpath("//h1/text()") == ["Impostazioni"]
    assert not page.xpath("//a[contains(@href, '/edit')]")
    assert refused.status_code == 403


async def test_wrong_values_come_back_beside_their_fields(
    as_: People, browser_as: BrowserAs
) -> None:
    browser = await browser_as(as_.head_cr)

    wrong = GOOD | {"tax_code": "123", "days_for_renewal": "molti"}
    answer = await browser.post_form("/settings/offices/pref-cr/edit", wrong)

    assert answer.status_code == 422
    assert "molti" in answer.text
    assert (await queries.find("pref-cr")).seat_words == ""


async def test_who_administers_has_every_office_and_the_program(
    as_: People, browser_as: BrowserAs
) -> None:
    browser = await browser_as(as_.admin)

    own = await page_of(browser, "/settings")
    other = await page_of(browser, "/settings/offices/pref-cr")

    assert "INTESE_HOME" in said(own)
    assert "Prefettura" in said(other)
    assert other.xpath("//a[@href='/settings/offices/pref-cr/edit']")


async def test_another_office_is_not_there(as_: People, browser_as: BrowserAs) -> None:
    browser = await browser_as(as_.head_ge)

    assert (await browser.get("/settings/offices/pref-cr")).status_code == 404
    assert (await browser.get(OFFICE)).status_code == 404


async def test_a_program_changes_it_from_the_version_that_it_read(
    as_: People, browser_as: BrowserAs
) -> None:
    browser = await browser_as(as_.head_cr)
    first = await browser.get(OFFICE)

    seen = {"If-Match": first.headers["etag"]}
    new = {"email": "area4@prefettura.example"}
    changed = await browser.send_json("PUT", OFFICE, new, **seen)
    stale = await browser.send_json("PUT", OFFICE, {}, **seen)

    assert (changed.status_code, changed.json()["email"]) == (200, "area4@prefettura.example")
    assert stale.status_code == 409
