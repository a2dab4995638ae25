"""What is taken away from a network at one click is there again, whole, at another."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from lxml.html import document_fromstring

from registry.networks import actions, queries
from registry.platform.errors import NotAllowed, NotFound
from tests.conftest import BrowserAs
from tests.networks.documents import bulletin, structure_of
from tests.networks.make import Liguria, a_network, a_partner, liguria, takes_part
from tests.people import People
from tests.web_client import Browser

Told = Callable[[], Awaitable[Any]]


@pytest.fixture
async def there(as_: People) -> Liguria:
    network = await liguria(by=as_.manager_ge)
    await structure_of(network, by=as_.manager_ge)
    return network


async def _undone(client: Browser, path: str) -> str:
    """Presses the button at ``path``, then «Annulla» on the page where one is led; where then."""
    done = await client.post_form(path, {})
    told = document_fromstring((await client.get(done.headers["location"])).text)
    undo = str(told.xpath("string(//*[@data-undo]//form/@action)"))
    again = await client.post_form(undo, {})
    return str(again.headers["location"])


@pytest.mark.parametrize("path", ["levels/1/remove", "levels/2/remove", "actions/1/remove",
                                  "actions/2/remove", "levels/1/down", "actions/1/down",
                                  "shelters/1/remove"])  # fmt: skip
async def test_what_is_taken_from_the_structure_or_moved_comes_back_whole(
    as_: People, browser_as: BrowserAs, there: Liguria, path: str
) -> None:
    client = await browser_as(as_.manager_ge)
    before = await queries.structure(there.network.id, by=as_.manager_ge)

    gone = await client.post_form(f"/networks/{there.network.id}/structure/{path}", {})
    without = await queries.structure(there.network.id, by=as_.manager_ge)
    shown = document_fromstring((await client.get(gone.headers["location"])).text)
    undo = str(shown.xpath("string(//*[@data-undo]//form/@action)"))
    await client.post_form(undo, {})

    assert without != before
    assert await queries.structure(there.network.id, by=as_.manager_ge) == before


async def test_a_level_taken_away_is_put_back_from_the_history_once(
    as_: People, browser_as: BrowserAs, there: Liguria
) -> None:
    client = await browser_as(as_.manager_ge)
    here = f"/networks/{there.network.id}"
    before = await queries.structure(there.network.id, by=as_.manager_ge)
    await actions.remove_level(1, by=as_.manager_ge)

    history = document_fromstring((await client.get(f"{here}/history")).text)
    path = history.xpath("string(//form[contains(@action, 'put-back')]/@action)")
    back = await client.post_form(str(path), {})
    again = await client.post_form(str(path), {})

    assert back.headers["location"] == f"{here}/history"
    assert await queries.structure(there.network.id, by=as_.manager_ge) == before
    assert again.status_code == 409
    assert "È già stato rimesso." in again.text


async def test_an_action_does_not_come_back_before_its_level(
    as_: People, browser_as: BrowserAs, there: Liguria
) -> None:
    client = await browser_as(as_.manager_ge)
    event = await actions.remove_action(1, by=as_.manager_ge)
    await actions.remove_level(1, by=as_.manager_ge)

    answer = await client.post_form(f"/networks/{there.network.id}/history/{event}/put-back", {})

    assert answer.status_code == 409
    assert "rimetti prima quello" in answer.text


async def test_the_history_of_a_network_puts_back_nothing_of_another(
    as_: People, browser_as: BrowserAs, there: Liguria
) -> None:
    event = await actions.remove_level(1, by=as_.manager_ge)
    other = await a_network("Tavolo", by=as_.manager_ge)

    with pytest.raises(NotFound):
        await actions.put_back(other.id, event, by=as_.manager_ge)
    with pytest.raises(NotAllowed):
        await actions.put_back(there.network.id, event, by=as_.operator_cr)


async def test_the_summary_of_before_comes_back_whole(
    as_: People, browser_as: BrowserAs, there: Liguria
) -> None:
    client = await browser_as(as_.manager_ge)
    before = (await queries.structure(there.network.id, by=as_.manager_ge)).scopes

    event = await actions.set_scopes(there.network.id, [], by=as_.manager_ge)
    await client.post_form(f"/networks/{there.network.id}/history/{event}/put-back", {})

    assert before
    assert (await queries.structure(there.network.id, by=as_.manager_ge)).scopes == before


async def test_a_service_with_its_hours_and_a_figure_with_its_parts_come_back(
    as_: People, browser_as: BrowserAs
) -> None:
    there, _service = await bulletin(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)
    services = await queries.services(there.id, by=as_.manager_ge)
    figures = await queries.figures(there.id)

    for path in (f"services/{services[0].id}", f"figures/{figures.items[1].id}"):
        await _undone(client, f"/networks/{there.id}/{path}/remove")

    assert services[0].hours
    assert figures.items[2].part_of == figures.items[1].id
    assert await queries.services(there.id, by=as_.manager_ge) == services
    assert await queries.figures(there.id) == figures


async def test_a_confirmation_by_mistake_gives_back_the_news_of_before(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge)
    body = await a_partner("Comune di Savona", by=as_.manager_ge)
    row = await takes_part(network, body, by=as_.manager_ge, when="dal 2010", last_news="2020")
    client = await browser_as(as_.manager_ge)

    await _undone(client, f"/networks/{network.id}/participations/{row.id}/confirm")

    now = (await queries.participants(network.id, by=as_.manager_ge))[0]
    assert (now.last_news_on, now.news) == (row.last_news_on, "2020")


async def test_a_closing_opened_again_by_mistake_is_closed_as_it_was(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge)
    body = await a_partner("Comune di Savona", by=as_.manager_ge)
    row = await takes_part(network, body, by=as_.manager_ge, when="dal 2010", ends="nel 2019")
    client = await browser_as(as_.manager_ge)

    await _undone(client, f"/networks/{network.id}/participations/{row.id}/reopen")

    now = (await queries.participants(network.id, by=as_.manager_ge))[0]
    assert (now.ends_text, now.ends_latest) == ("nel 2019", row.ends_latest)
