"""The search: a code leads straight to its page; where nothing is found, what to try is said."""

import pytest
from lxml.html import HtmlElement, document_fromstring

from registry.partners import actions
from registry.partners.identifiers import Scheme
from registry.partners.shapes import IdentifierData
from registry.platform.accounts.roles import Visibility
from tests.conftest import BrowserAs
from tests.partners.make import a_partner
from tests.people import People
from tests.web.pages import said


@pytest.mark.parametrize("typed", ["C/4/2000/MI", "c/4/2000/mi", " C 4 2000 MI "])
async def test_a_register_s_entry_leads_straight_to_the_body(
    as_: People, browser_as: BrowserAs, typed: str
) -> None:
    lule = await a_partner("Associazione Lule", by=as_.operator_cr)
    entry = IdentifierData(scheme=Scheme.IMMIGRATION_REGISTER, value="C/4/2000/MI")
    await actions.add_identifier(lule.id, entry, by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    answer = await client.get("/search", params={"q": typed})
    shown = await client.get(answer.headers["location"])

    assert answer.headers["location"] == f"/partners/{lule.id}"
    assert "Trovato per codice" in shown.text


async def test_a_code_of_a_reserved_body_leads_nobody_of_another_office_to_it(
    as_: People, browser_as: BrowserAs
) -> None:
    lule = await a_partner("Lule", by=as_.operator_cr, visibility=Visibility.RESERVED)
    entry = IdentifierData(scheme=Scheme.IMMIGRATION_REGISTER, value="C/4/2000/MI")
    await actions.add_identifier(lule.id, entry, by=as_.operator_cr)
    client = await browser_as(as_.manager_ge)

    answer = await client.get("/search?q=C/4/2000/MI")

    assert answer.status_code == 200
    assert "Lule" not in answer.text


async def test_where_nothing_is_found_it_is_said_what_was_searched_and_what_to_try(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_partner("Comune di Crema", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    page: HtmlElement = document_fromstring((await client.get("/search?q=crema+unicorno")).text)
    one: HtmlElement = document_fromstring((await client.get("/search?q=unicorno")).text)

    assert "Ho cercato in nomi, sigle, codici e testi" in said(page)
    assert page.xpath("//ul[@class='filtri']//a[@href='?q=crema']")
    assert "«accogl» trova «accoglienza»" in said(one)


async def test_where_a_filter_hides_everything_it_is_said_how_many_there_are_without_it(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_partner("Comune di Crema", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    shown = await client.get("/search?q=crema&room=schede")

    assert "In tutto il registro ce n’è uno." in shown.text
