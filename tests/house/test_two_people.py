"""Two people on one form, in every place where a form changes something that others may change.

Both open it; the colleague saves first. Who comes second sees who wrote what, loses nothing, and
chooses: in one field both wrote, in another only the colleague, in the third only themselves.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from lxml.html import HtmlElement, document_fromstring

from registry.networks import actions as networks
from registry.networks.shapes import ActionData, LevelData, ScopeData, ServiceData
from tests.conftest import BrowserAs
from tests.intake.make import a_delivery
from tests.intake.make import a_scheda as a_sent_sheet
from tests.networks.make import a_network, a_partner, takes_part
from tests.people import People
from tests.protocols.make import a_comune, a_draft, a_historic_act, parties_of, two_parties
from tests.schede.make import a_ready_scheda, a_scheda
from tests.submissions.make import a_frozen_one, a_submission
from tests.web_client import Browser

Make = Callable[[People], Awaitable[str]]


async def _partner(as_: People) -> str:
    partner = await a_partner(by=as_.manager_ge)
    return f"/partners/{partner.id}/edit"


async def _network(as_: People) -> str:
    network = await a_network(by=as_.manager_ge)
    return f"/networks/{network.id}/edit"


async def _participation(as_: People) -> str:
    network = await a_network(by=as_.manager_ge)
    row = await takes_part(network, await a_partner(by=as_.manager_ge), by=as_.manager_ge)
    return f"/networks/{network.id}/participations/{row.id}/edit"


async def _action(as_: People) -> str:
    network = await a_network(by=as_.manager_ge)
    level = await networks.add_level(network.id, LevelData(title="Regionale"), by=as_.manager_ge)
    action = await networks.add_action(level.id, ActionData(title="Aggancio"), by=as_.manager_ge)
    return f"/networks/{network.id}/structure/actions/{action.id}"


async def _level(as_: People) -> str:
    network = await a_network(by=as_.manager_ge)
    level = await networks.add_level(network.id, LevelData(title="Regionale"), by=as_.manager_ge)
    return f"/networks/{network.id}/structure/levels/{level.id}"


async def _scopes(as_: People) -> str:
    network = await a_network(by=as_.manager_ge)
    rows = [ScopeData(area_words=words) for words in ("Levante", "Ponente", "Entroterra")]
    await networks.set_scopes(network.id, rows, by=as_.manager_ge)
    return f"/networks/{network.id}/structure/scopes"


async def _service(as_: People) -> str:
    network = await a_network(by=as_.manager_ge)
    provider = await a_partner(by=as_.manager_ge)
    new = ServiceData(name="Sportello", provider=provider.id)
    service = await networks.add_service(new, network=network.id, by=as_.manager_ge)
    return f"/networks/{network.id}/services/{service.id}"


async def _draft(as_: People) -> str:
    act = await a_draft(by=as_.operator_ge)
    return f"/protocols/{act.id}/edit"


async def _historic(as_: People) -> str:
    act = await a_historic_act(by=as_.operator_ge)
    return f"/protocols/{act.id}/edit"


async def _party(as_: People) -> str:
    act = await a_historic_act(by=as_.operator_ge, with_=[await a_partner(by=as_.operator_ge)])
    (party,) = await parties_of(act.id)
    return f"/protocols/{act.id}/parties/{party.id}/edit"


async def _text(as_: People) -> str:
    act = await a_draft(by=as_.operator_ge)
    return f"/protocols/{act.id}/draft"


async def _scheda(as_: People) -> str:
    scheda = await a_scheda(as_.operator_ge)
    return f"/schede/{scheda.id}"


@dataclass(frozen=True)
class Form:
    """A form and three of its fields: both write in the first, then each in one of their own."""

    make: Make
    both: str
    theirs: str
    mine: str


FORMS = {
    "partner": Form(_partner, "notes", "seat_words", "short_name"),
    "network": Form(_network, "description", "purpose", "subtitle"),
    "participation": Form(_participation, "activity", "basis_words", "role_words"),
    "action": Form(_action, "description", "area_words", "promoters_words"),
    "service": Form(_service, "description", "access_words", "staff_words"),
    "scopes": Form(_scopes, "rows.0.lines", "rows.1.lines", "rows.2.lines"),
    "act": Form(_draft, "notes", "costs", "beneficiaries_words"),
    "historic act": Form(_historic, "notes", "costs", "beneficiaries_words"),
    "party": Form(_party, "note", "representative_office", "representative_name"),
    "text": Form(_text, "object_words", "common_interest", "unit"),
    "scheda": Form(_scheda, "description", "fund_words", "lessons"),
}
OURS, THEIRS = "Le parole mie, scritte a lungo", "Le parole sue, scritte prima"


@pytest.mark.parametrize("takes_theirs", [False, True], ids=["keeps", "takes"])
@pytest.mark.parametrize("name", FORMS)
async def test_who_comes_second_sees_both_versions_and_chooses(
    as_: People, browser_as: BrowserAs, name: str, takes_theirs: bool
) -> None:
    form = FORMS[name]
    path = await form.make(as_)
    me, colleague = await browser_as(as_.operator_ge), await browser_as(as_.manager_ge)
    mine, hers = await opened(me, path), await opened(colleague, path)

    first = await colleague.post_form(path, hers | {form.both: THEIRS, form.theirs: THEIRS})
    back = await me.post_form(path, mine | {form.both: OURS, form.mine: OURS})

    assert (first.status_code, back.status_code) == (303, 409)
    page = document_fromstring(back.text)
    assert re.search(r"Manager Ge ha cambiato .+ alle \d+:\d\d", said(page.findall(".//h2")[0]))
    shown = values_of(page, path)
    assert [shown[one] for one in (form.both, form.theirs, form.mine)] == [OURS, THEIRS, OURS]
    assert beside(page) == {form.both: THEIRS, form.theirs: "niente"}
    again = await me.post_form(path, shown | (chosen(page, form.both) if takes_theirs else {}))
    assert again.status_code == 303
    kept = await opened(me, path)
    expected = [THEIRS if takes_theirs else OURS, THEIRS, OURS]
    assert [kept[one] for one in (form.both, form.theirs, form.mine)] == expected


async def opened(client: Browser, path: str) -> dict[str, Any]:
    """What the form says when it is opened, as a browser would send it."""
    answer = await client.get(path)
    assert answer.status_code == 200
    return values_of(document_fromstring(answer.text), path)


def values_of(page: HtmlElement, path: str) -> dict[str, Any]:
    form = next(one for one in page.forms if one.action == path)
    values: dict[str, Any] = {}
    for name, value in form.form_values():
        # The first line of a text area begins after the one that its tag ends with.
        values.setdefault(name, []).append(value.removeprefix("\n"))
    del values["csrf_token"]
    return {name: told[0] if len(told) == 1 else told for name, told in values.items()}


def beside(page: HtmlElement) -> dict[str, str]:
    """The other version that stands beside each field."""
    return {
        box.xpath("string(.//input/@name)").removeprefix("instead."): said(
            box.xpath(".//p[@class='testo']")[0]
        )
        for box in page.xpath("//*[@class='altra-versione']")
    }


def chosen(page: HtmlElement, name: str) -> dict[str, str]:
    """The other version of this field, ticked."""
    (box,) = page.xpath(f"//input[@name='instead.{name}']")
    return {str(box.get("name")): str(box.get("value"))}


def said(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


async def test_a_level_that_two_call_differently_keeps_both_names_until_one_is_chosen(
    as_: People, browser_as: BrowserAs
) -> None:
    path = await _level(as_)
    me, colleague = await browser_as(as_.operator_ge), await browser_as(as_.manager_ge)
    mine, hers = await opened(me, path), await opened(colleague, path)

    await colleague.post_form(path, hers | {"title": "Livello della regione"})
    back = await me.post_form(path, mine | {"title": "Regionale, con la conferenza"})
    page = document_fromstring(back.text)
    again = await me.post_form(path, values_of(page, path) | chosen(page, "title"))

    assert (back.status_code, again.status_code) == (409, 303)
    assert values_of(page, path)["title"] == "Regionale, con la conferenza"
    assert beside(page) == {"title": "Livello della regione"}
    assert (await opened(me, path))["title"] == "Livello della regione"


@pytest.mark.parametrize("name", ["partner", "network"])
async def test_who_corrects_a_mistake_does_not_write_over_what_came_meanwhile(
    as_: People, browser_as: BrowserAs, name: str
) -> None:
    form = FORMS[name]
    path = await form.make(as_)
    me, colleague = await browser_as(as_.operator_ge), await browser_as(as_.manager_ge)
    mine, hers = await opened(me, path), await opened(colleague, path)

    await colleague.post_form(path, hers | {form.both: THEIRS})
    back = await me.post_form(path, mine | {"name": "x"})
    put_right = values_of(document_fromstring(back.text), path) | {"name": mine["name"]}
    again = await me.post_form(path, put_right)

    assert (back.status_code, again.status_code) == (422, 409)
    assert THEIRS in again.text


async def test_what_happened_elsewhere_in_an_act_lets_the_form_be_saved_again(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_draft(by=as_.operator_cr, with_=await two_parties(as_))
    me, colleague = await browser_as(as_.operator_cr), await browser_as(as_.colleague_cr)
    crema, soncino = [await a_comune(name, by=as_.operator_cr) for name in ("Crema", "Soncino")]
    path = f"/protocols/{act.id}/parties/new"
    mine = await opened_at(me, f"{path}?partner={crema.id}", path)
    hers = await opened_at(colleague, f"{path}?partner={soncino.id}", path)

    await colleague.post_form(path, hers)
    back = await me.post_form(path, mine | {"note": OURS})
    again = await me.post_form(path, values_of(document_fromstring(back.text), path))

    assert back.status_code == 409
    assert "Aggiunta la parte Comune di Soncino" in back.text
    assert "puoi salvare di nuovo" in back.text
    assert again.status_code == 303
    assert len(await parties_of(act.id)) == 4


async def opened_at(client: Browser, address: str, path: str) -> dict[str, Any]:
    return values_of(document_fromstring((await client.get(address)).text), path)


async def test_the_schede_of_a_batch_chosen_by_two_are_shown_both_ways(
    as_: People, browser_as: BrowserAs
) -> None:
    batch = await a_submission(as_)
    other = await a_ready_scheda(as_.operator_cr, as_.head_cr, field=3)
    me, colleague = await browser_as(as_.operator_cr), await browser_as(as_.colleague_cr)
    path = f"/submissions/{batch.id}/schede"
    page = f"/submissions/{batch.id}"
    mine, hers = await opened_at(me, page, path), await opened_at(colleague, page, path)

    await colleague.post_form(path, hers | {"schede": [mine["schede"], str(other.id)]})
    back = await me.post_form(path, mine | {"schede": str(other.id)})
    shown = document_fromstring(back.text)
    again = await me.post_form(path, values_of(shown, path) | chosen(shown, "schede"))

    assert (back.status_code, again.status_code) == (409, 303)
    assert values_of(shown, path)["schede"] == str(other.id)
    assert "CR 2026/1" in beside(shown)["schede"] and "CR 2026/2" in beside(shown)["schede"]


async def test_a_button_pressed_on_an_old_page_says_what_happened_and_shows_how_it_is(
    as_: People, browser_as: BrowserAs
) -> None:
    batch = await a_frozen_one(as_)
    me, colleague = await browser_as(as_.operator_cr), await browser_as(as_.colleague_cr)
    version = {"version": str(batch.version)}
    await colleague.post_form(f"/submissions/{batch.id}/reopen", version)

    number = {"number": "0012345", "on": "1/11/2026", "signer_title": "IL PREFETTO",
              "signer_name": "Anna Bianchi"}  # fmt: skip
    answers = [
        await me.post_form(f"/submissions/{batch.id}/{verb}", version | more)
        for verb, more in (("freeze", {}), ("reopen", {}), ("send", {}), ("register", number))
    ]

    assert [answer.status_code for answer in answers] == [409] * 4
    assert all(words in answers[-1].text for words in number.values())
    assert "Colleague Cr ha cambiato questo invio" in answers[0].text
    assert "Prepara e verifica il pacco" in answers[0].text


async def test_the_same_person_in_two_pages_is_told_so(as_: People, browser_as: BrowserAs) -> None:
    path = await _partner(as_)
    me = await browser_as(as_.manager_ge)
    first, second = await opened(me, path), await opened(me, path)

    await me.post_form(path, first | {"notes": THEIRS})
    back = await me.post_form(path, second | {"notes": OURS})

    assert "Hai cambiato questo partner alle" in back.text
    assert "in un&#39;altra pagina" in back.text


async def test_two_who_decide_on_one_scheda_lose_no_words(
    as_: People, browser_as: BrowserAs
) -> None:
    delivery = await a_delivery(as_.ministry, a_sent_sheet(1), a_sent_sheet(2, field=2))
    me = await browser_as(as_.ministry)
    page, path = f"/intake/{delivery.id}/schede/1", f"/intake/{delivery.id}/schede/1/decide"
    mine = await opened_at(me, page, path)
    other = f"/intake/{delivery.id}/schede/2/decide"
    await me.post_form(other, {"decision": "accepted"})

    back = await me.post_form(path, mine | {"words": OURS, "decision": "returned"})
    again = await me.post_form(
        path, values_of(document_fromstring(back.text), path) | {"decision": "returned"}
    )

    assert (back.status_code, again.status_code) == (409, 303)
    assert OURS in back.text


@pytest.mark.parametrize("choice", ["", "niente", "7", '{"a": 1}', "[1]", '["x"'])
async def test_a_choice_that_our_page_did_not_write_changes_nothing(
    as_: People, browser_as: BrowserAs, choice: str
) -> None:
    path = await _partner(as_)
    me = await browser_as(as_.manager_ge)
    mine = await opened(me, path)

    answer = await me.post_form(path, mine | {"instead.notes": choice})

    assert answer.status_code == 422
    assert (await opened(me, path))["notes"] == ""


API: dict[str, tuple[Make, str, str, dict[str, Any]]] = {
    "partner": (_partner, "PATCH", "", {"name": "Comune di Soncino", "kind": "municipality"}),
    "network": (_network, "PATCH", "", {"name": "HTH 2"}),
    "participation": (_participation, "PATCH", "", {"partner": 1}),
    "act": (_draft, "PATCH", "", {"kind": "protocol", "subject": "altro"}),
    "text": (_text, "PUT", "text", {"recitals": [], "citations": []}),
    "scheda": (_scheda, "PATCH", "", {"title": "Altro"}),
}


@pytest.mark.parametrize("name", API)
async def test_a_program_that_comes_second_gets_409_and_both_versions(
    as_: People, browser_as: BrowserAs, name: str
) -> None:
    make, method, part, body = API[name]
    thing = (await make(as_)).removesuffix("/edit").removesuffix("/draft")
    me, colleague = await browser_as(as_.operator_ge), await browser_as(as_.manager_ge)
    at = f"/api/v1{thing}"
    seen = (await me.get(at)).headers["etag"]

    address = f"{at}/{part}" if part else at
    await colleague.send_json(method, address, body | _more(name), **{"If-Match": seen})
    late = await me.send_json(method, address, body, **{"If-Match": seen})

    assert late.status_code == 409
    told = late.json()
    assert "Manager Ge ha cambiato" in told["title"]
    assert told["current"] == (await me.get(at)).json()
    assert f'"{told["current"]["version"]}"' != seen
    assert body.items() <= told["yours"].items()


def _more(name: str) -> dict[str, Any]:
    """Something that makes the first change one."""
    more: dict[str, dict[str, Any]] = {
        "scheda": {"lessons": "x"},
        "participation": {"activity": "x"},
        "text": {"common_commitments": ["vigilare"]},
    }
    return more.get(name, {})
