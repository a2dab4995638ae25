"""The list of partners narrowed by what networks know: which network, which day."""

from datetime import date

import pytest
from lxml.html import HtmlElement, document_fromstring

from registry.partners import actions as partners
from registry.partners import queries
from registry.partners.kinds import Kind
from registry.partners.shapes import PartnerFilters
from registry.platform.accounts.roles import Actor, Visibility
from registry.platform.lists import Ask
from tests.conftest import BrowserAs
from tests.networks.make import a_network, a_partner, takes_part
from tests.people import People
from tests.protocols.make import a_historic_act
from tests.web.pages import said


async def _three(by: People) -> None:
    """Three bodies of one network: certain in 2019, over in 2015, without a date."""
    network = await a_network("Tavolo tratta", by=by.manager_ge, visibility="network")
    for name, place, when in (
        ("Comune di Savona", "com:009056", "dal 2010"),
        ("Comune di Genova", "com:010025", "dal 2010 al 2015"),
        ("Comune di Chiavari", "com:010015", "in corso di definizione"),
    ):
        body = await a_partner(name, by=by.manager_ge, place=place)
        await takes_part(network, body, by=by.manager_ge, when=when)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("on=5 marzo 2019", {"Comune di Savona"}),
        ("on=2012", {"Comune di Savona", "Comune di Genova"}),
        ("on=2001", set()),
        ("network=1", {"Comune di Savona", "Comune di Genova", "Comune di Chiavari"}),
        ("network=9", set()),
        ("place=prov:010", {"Comune di Genova", "Comune di Chiavari"}),
        ("to_clarify=yes", {"Comune di Savona"}),
        ("network=1&on=2012&place=prov:010", {"Comune di Genova"}),
    ],
)
async def test_partners_are_found_by_network_day_territory_and_open_question(
    as_: People, browser_as: BrowserAs, query: str, names: set[str]
) -> None:
    await _three(as_)
    await partners.ask(1, "È parte dell'atto?", by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    page: HtmlElement = document_fromstring((await client.get(f"/partners?{query}")).text)
    listing = (await client.get(f"/api/v1/partners?{query}")).json()

    assert {row["name"] for row in listing["items"]} == names
    assert {said(one) for one in page.xpath("//tbody//th/a")} == names


async def test_the_facets_count_what_choosing_them_finds(as_: People) -> None:
    await _three(as_)
    await partners.ask(1, "È parte dell'atto?", by=as_.manager_ge)

    whole = await queries.list_partners(Ask(), PartnerFilters(), by=as_.manager_ge)

    told = {name: {one.label: one.count for one in whole.facets[name]}
            for name in ("place", "network", "to_clarify")}  # fmt: skip
    assert told == {
        "place": {"città metropolitana di Genova": 2, "provincia di Savona": 1},
        "network": {"Tavolo tratta": 3},
        "to_clarify": {"Con domande aperte": 1},
    }


async def test_a_reserved_network_of_another_office_narrows_nothing(as_: People) -> None:
    hidden = await a_network("Riservata", by=as_.manager_ge, visibility=Visibility.RESERVED)
    body = await a_partner("Comune di Savona", by=as_.manager_ge)
    await takes_part(hidden, body, by=as_.manager_ge, when="dal 2010")
    day = (date(2019, 3, 5), date(2019, 3, 5))

    whole = await queries.list_partners(Ask(), PartnerFilters(), by=as_.operator_cr)
    found = [
        (await queries.list_partners(Ask(), asked, by=as_.operator_cr)).total
        for asked in (PartnerFilters(network=hidden.id), PartnerFilters(on=day))
    ]

    assert (whole.total, "network" in whole.facets, found) == (1, False, [0, 0])


async def test_a_day_that_is_not_understood_is_told_and_the_list_stands(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_partner("Comune di Savona", by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    answer = await client.get("/partners?on=chissà")

    assert answer.status_code == 422
    assert "Scrivi un giorno, un mese o un anno" in answer.text
    assert "Comune di Savona" in answer.text


async def test_who_was_bound_by_an_act_in_force_worked_together_on_that_day(
    as_: People,
) -> None:
    me = as_.manager_ge
    comune = await a_partner("Comune di Savona", by=me)
    asl = await a_partner("ASL 2", by=me, kind=Kind.HEALTH_AUTHORITY)
    await a_historic_act(
        by=as_.operator_ge, with_=[comune, asl], when="dal 2014 al 2016", status="expired"
    )

    found = [await _names(day, by=me) for day in (2013, 2015, 2018)]

    assert found == [set(), {"Comune di Savona", "ASL 2"}, set()]


async def test_an_act_that_another_office_keeps_to_itself_tells_nothing_of_a_day(
    as_: People,
) -> None:
    comune = await a_partner("Comune di Savona", by=as_.manager_ge)
    await a_historic_act(
        by=as_.operator_ge, with_=[comune], when="dal 2014 al 2016", visibility="reserved"
    )

    assert await _names(2015, by=as_.operator_cr) == set()


async def _names(year: int, *, by: Actor) -> set[str]:
    filters = PartnerFilters(on=(date(year, 3, 5), date(year, 3, 5)))
    return {row.name for row in (await queries.list_partners(Ask(), filters, by=by)).items}
