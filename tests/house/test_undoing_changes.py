"""What is saved from a form is undone at one click, or from the history for thirty days."""

from typing import Any

import pytest
from lxml.html import document_fromstring

from registry.networks import actions as networks
from registry.networks import queries
from registry.networks.shapes import NetworkData
from registry.platform.audit import events_about
from registry.platform.errors import WrongStatus
from tests.conftest import BrowserAs
from tests.house.test_two_people import (
    Make,
    _draft,
    _historic,
    _level,
    _network,
    _participation,
    _partner,
    _party,
    _service,
    opened,
)
from tests.networks.make import a_network
from tests.people import People
from tests.web_client import Browser

FORMS: dict[str, tuple[Make, dict[str, Any]]] = {
    "partner": (_partner, {"notes": "Altre note", "short_name": "Soncino"}),
    "network": (_network, {"description": "Un'altra", "when": "dal 2012", "fund": "FAMI"}),
    "participation": (_participation, {"activity": "Altra", "when": "dal 2011"}),
    "level": (_level, {"title": "Provinciale", "kind": "provincial"}),
    "service": (_service, {"description": "Altro", "offers": "ascolto"}),
    "act": (_draft, {"subject": "i corsi", "territory_words": "Genova", "when": "dal 2012",
                     "duration_months": "24", "purposes": "Accogliere", "matters": "trafficking"}),
    "historic act": (_historic, {"title": "Altro", "signed_text": "22 settembre 2015",
                                 "ends": "31/12/2020", "status": "expired"}),
    "party": (_party, {"note": "Altra", "signed_on": "22/9/2015", "joined": "dal 2016"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
async def test_what_was_saved_is_as_before_after_annulla(
    as_: People, browser_as: BrowserAs, name: str
) -> None:
    make, other = FORMS[name]
    path, client = await make(as_), await browser_as(as_.manager_ge)
    before = await opened(client, path)

    saved = await client.post_form(path, before | other)
    undo = await _annulla(client, saved.headers["location"])
    after = await opened(client, path)
    back = await client.post_form(undo, {})

    assert back.status_code == 303
    assert _told(after) != _told(before)
    assert _told(await opened(client, path)) == _told(before)
    again = await client.post_form(undo, {})
    assert (again.status_code, "È già stato rimesso" in again.text) == (409, True)


@pytest.mark.parametrize("name", FORMS)
async def test_a_form_saved_as_it_was_offers_nothing_to_undo(
    as_: People, browser_as: BrowserAs, name: str
) -> None:
    path, client = await FORMS[name][0](as_), await browser_as(as_.manager_ge)

    saved = await client.post_form(path, await opened(client, path))

    assert saved.status_code == 303
    assert await _annulla(client, saved.headers["location"]) == ""


async def test_undoing_leaves_what_others_wrote_afterwards_in_other_fields(as_: People) -> None:
    me, colleague = as_.manager_ge, as_.operator_ge
    network = await a_network(by=me)
    await _becomes(network.id, {"fund": "FAMI"}, by=me)
    (event,) = await events_about("network", network.id, limit=1)
    await _becomes(network.id, {"fund": "FAMI", "purpose": "Accogliere"}, by=colleague)

    await networks.put_back(network.id, event.id, by=me)

    now = await queries.find(network.id, by=me)
    assert (now.fund, now.purpose) == ("", "Accogliere")


async def test_what_others_changed_once_more_is_not_undone_and_is_named(as_: People) -> None:
    me, colleague = as_.manager_ge, as_.operator_ge
    network = await a_network(by=me)
    await _becomes(network.id, {"fund": "FAMI", "purpose": "Accogliere"}, by=me)
    (event,) = await events_about("network", network.id, limit=1)
    await _becomes(network.id, {"fund": "FSE", "purpose": "Accogliere"}, by=colleague)

    with pytest.raises(WrongStatus, match="Dopo è cambiato ancora: fondi"):
        await networks.put_back(network.id, event.id, by=me)

    now = await queries.find(network.id, by=me)
    assert (now.fund, now.purpose) == ("FSE", "Accogliere")


async def _becomes(network_id: int, facts: dict[str, Any], *, by: Any) -> None:
    await networks.change_network(network_id, NetworkData(name="HTH Liguria", **facts), by=by)


async def _annulla(client: Browser, where: str) -> str:
    """Where the button «Annulla» of the page leads, if it has one."""
    page = document_fromstring((await client.get(where)).text)
    return str(page.xpath("string(//*[@data-undo]//form/@action)"))


def _told(form: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in form.items() if name not in ("version", "seen", "once")}
