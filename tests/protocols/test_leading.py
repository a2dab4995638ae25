"""«Vai al punto»: each thing that an act lacks leads to the field where it is written."""

import pytest
from lxml.html import HtmlElement, document_fromstring

from registry.protocols import queries
from registry.protocols.drafts import WRITABLE_KINDS, where_lacking
from registry.protocols.drafts.lacking import FIELDS, OF_THE_BODY, OF_THE_PARTY, SECTIONS
from registry.protocols.kinds import ActKind
from registry.protocols.shapes import PartyData
from tests.conftest import BrowserAs
from tests.people import People
from tests.protocols.make import a_body, a_draft, as_party, two_parties
from tests.web_client import Browser


async def lost(client: Browser, hrefs: set[str]) -> list[str]:
    """The links whose page is not there, or has not the place that they name."""
    wrong = []
    for href in sorted(hrefs):
        path, _mark, place = href.partition("#")
        answer = await client.get(path)
        page: HtmlElement = document_fromstring(answer.text)
        ids = page.xpath("//main//@id | //main/@id")
        if answer.status_code != 200 or place not in ids:
            wrong.append(f"{href}: {answer.status_code}")
    return wrong


async def the_parties(as_: People, kind: ActKind) -> list[PartyData]:
    return await two_parties(as_, "caritas" if kind is ActKind.ARTICLE_11 else "comune")


@pytest.mark.parametrize("kind", sorted(WRITABLE_KINDS))
async def test_what_an_act_of_each_kind_lacks_leads_to_a_place_that_is_there(
    as_: People, browser_as: BrowserAs, kind: ActKind
) -> None:
    act = await a_draft(by=as_.operator_cr, kind=kind, with_=await the_parties(as_, kind))
    client = await browser_as(as_.legal_cr)

    told = await queries.view(act.id, by=as_.legal_cr)
    ready = await queries.readiness(told, by=as_.legal_cr)

    assert ready.lacking
    assert await lost(client, {one.href for one in ready.lacking}) == []


async def test_every_path_that_is_known_leads_to_a_field_of_some_kind_of_act(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.legal_cr)
    body = [f"promoter.{one}" for one in OF_THE_BODY]
    party = [f"promoter.{one}" for one in (*OF_THE_PARTY, "commitments.0")]
    known = [*SECTIONS, *FIELDS, *body, *party, "amendments.0.old_words", "boh"]
    left = set(known)
    prefettura, private = await two_parties(as_, "caritas")
    comune = as_party(await a_body("comune", by=as_.operator_cr))
    for kind in sorted(WRITABLE_KINDS):
        other = private if kind is ActKind.ARTICLE_11 else comune
        act = await a_draft(by=as_.operator_cr, kind=kind, with_=[prefettura, other])
        told = await queries.view(act.id, by=as_.legal_cr)

        leads = {one.path: one.href for one in where_lacking(told, dict.fromkeys(known, "x"))}
        gone = await lost(client, set(leads.values()))

        left &= {path for path, href in leads.items() if f"{href}: 200" in gone}
        assert [one for one in gone if not one.endswith(": 200")] == []

    assert left == set()
