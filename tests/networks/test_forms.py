"""The forms of networks: everything wrong is told at once, places and bodies go by their names."""

import pytest
from lxml.html import HtmlElement, document_fromstring

from registry.networks import queries
from registry.partners.kinds import Kind
from tests.conftest import BrowserAs
from tests.networks.documents import structure_of
from tests.networks.make import a_network, a_partner, liguria
from tests.people import People
from tests.web.pages import said

REFUGE = "casa rifugio in via Roma 12"


def _wrong(text: str) -> dict[str, str]:
    """What stands beside each field."""
    page: HtmlElement = document_fromstring(text)
    found = page.xpath("//p[starts-with(@id, 'errore-campo-')]")
    return {str(one.get("id")).removeprefix("errore-campo-"): said(one) for one in found}


async def test_everything_that_is_wrong_in_a_network_is_told_at_once_beside_its_field(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form(
        "/networks",
        {"kind": "network", "name": "", "lead_partner": "Comune di Atlantide", "purpose": REFUGE,
         "places": "Cremona\nAtlantide\nNA", "last_news": "chissà", "visibility": "tutti"},
    )  # fmt: skip

    wrong = _wrong(answer.text)
    assert answer.status_code == 422
    assert set(wrong) == {"name", "lead_partner", "purpose", "places", "last_news", "visibility"}
    assert "«Cremona» può essere" in wrong["places"]
    assert "Nessun luogo si chiama «Atlantide»" in wrong["places"]
    assert "Cremona\nAtlantide\nNA" in answer.text


async def test_everything_that_is_wrong_in_a_participation_is_told_at_once(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    answer = await client.post_form(
        f"/networks/{network.id}/participations",
        {"partner": "", "role_kind": "partner", "basis": "boh", "with_partners": "Uno\nDue",
         "on_behalf_of": "Tre", "place": "Atlantide", "activity": REFUGE, "source_row": "x"},
    )  # fmt: skip

    wrong = _wrong(answer.text)
    assert set(wrong) == {
        "partner", "basis", "with_partners", "on_behalf_of", "place", "activity", "source_row",
    }  # fmt: skip
    assert "«Uno»" in wrong["with_partners"]
    assert "«Due»" in wrong["with_partners"]


@pytest.mark.parametrize(
    ("path", "form", "fields"),
    [
        ("levels", {"title": "", "kind": "x", "place": "Atlantide"}, {"title", "kind", "place"}),
        ("levels/1/actions", {"title": "", "promoter_kind": "promoters", "promoters": "Uno",
                              "places": "Atlantide", "description": REFUGE},
         {"title", "promoters", "places", "description"}),
        ("scopes", {"rows.0.area_words": "", "rows.0.place": "Atlantide",
                    "rows.1.area_words": "Tigullio", "rows.1.place": "Tigullia"},
         {"rows.0.area_words", "rows.0.place", "rows.1.place"}),
        ("shelters", {"kind": "", "territory": "Chiavari (GE)"}, {"kind", "territory"}),
    ],
)  # fmt: skip
async def test_the_forms_of_the_structure_tell_everything_at_once(
    as_: People, browser_as: BrowserAs, path: str, form: dict[str, str], fields: set[str]
) -> None:
    there = await liguria(by=as_.manager_ge)
    await structure_of(there, by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    answer = await client.post_form(f"/networks/{there.network.id}/structure/{path}", form)

    assert answer.status_code == 422
    assert set(_wrong(answer.text)) == fields


async def test_places_go_by_their_names_and_stand_by_their_names_in_the_form_again(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)

    await client.post_form(
        "/networks",
        {"kind": "network", "name": "Rete", "visibility": "office",
         "places": "NA\nprovincia di Novara\nCrema (CR)\nLiguria"},
    )  # fmt: skip
    shown = document_fromstring((await client.get("/networks/1/edit")).text)

    network = await queries.view(1, by=as_.operator_cr)
    codes = [place.code for place in network.places]
    assert codes == ["prov:063", "prov:003", "com:019035", "reg:07"]
    assert str(shown.xpath("string(//textarea[@name='places'])")).split("\n")[1:] == [
        "città metropolitana di Napoli", "provincia di Novara", "Crema (CR)", "Liguria",
    ]  # fmt: skip


async def test_of_two_bodies_of_one_name_the_form_asks_which(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge)
    await a_partner("ATS", by=as_.manager_ge, kind=Kind.OTHER)
    second = await a_partner("ATS", by=as_.manager_ge, kind=Kind.MUNICIPALITY)
    client = await browser_as(as_.manager_ge)
    path, form = f"/networks/{network.id}/participations", {"role_kind": "partner", "basis": "act"}

    doubtful = await client.post_form(path, form | {"partner": "ATS"})
    await client.post_form(path, form | {"partner": f"ATS · n. {second.id}"})

    assert f"«ATS · n. {second.id}» (Comune)" in _wrong(doubtful.text)["partner"]
    rows = await queries.participants(network.id, by=as_.manager_ge)
    assert [row.body.id for row in rows] == [second.id]


@pytest.mark.parametrize("name", ["Rete   antitratta", "RETE ANTITRATTA", " rete antitratta "])
async def test_a_network_of_the_same_name_is_told_beside_the_name_however_it_is_typed(
    as_: People, browser_as: BrowserAs, name: str
) -> None:
    await a_network("Rete antitratta", by=as_.manager_ge)
    other = await a_network("Altra rete", by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)
    form = {"kind": "network", "name": name, "visibility": "office"}

    answers = [await client.post_form(path, form)
               for path in ("/networks", f"/networks/{other.id}/edit")]  # fmt: skip

    told = [_wrong(answer.text) for answer in answers]
    assert told == [{"name": "«Rete antitratta» c'è già tra le reti dell'ufficio."}] * 2


FORMS = ("/edit", "/participations/new", "/participations/1/edit", "/participations/1/close",
         "/confirm", "/sources/new", "/structure/scopes", "/structure/levels/new",
         "/structure/levels/1", "/structure/levels/1/actions/new", "/structure/actions/1",
         "/structure/shelters/new", "/services/new", "/figures/new")  # fmt: skip


@pytest.mark.parametrize("path", FORMS)
async def test_who_may_not_change_a_network_is_told_before_typing(
    as_: People, browser_as: BrowserAs, path: str
) -> None:
    there = await liguria(by=as_.manager_ge)
    await structure_of(there, by=as_.manager_ge)
    client = await browser_as(as_.operator_cr)

    answer = await client.get(f"/networks/{there.network.id}{path}")

    assert answer.status_code == 403
    assert "può cambiarlo solo chi ci lavora" in answer.text
