"""The pages and the API of networks, through a signed-in browser."""

import re
from datetime import date
from typing import Any

import pytest
from lxml.html import document_fromstring

from registry.networks import actions, queries
from registry.networks.shapes import ActionData, LevelData, ServiceData
from registry.platform.accounts.roles import Visibility
from tests.conftest import BrowserAs
from tests.networks.counting import statements
from tests.networks.documents import bulletin, structure_of
from tests.networks.make import a_network, a_partner, a_source, liguria, takes_part
from tests.people import People
from tests.web_client import Browser

PAGES = ("", "/drawing", "/structure", "/project", "/history", "/on?day=2018", "/edit",
         "/participations/new", "/confirm", "/sources/new", "/structure/scopes",
         "/structure/levels/new", "/structure/levels/1", "/structure/levels/1/actions/new",
         "/structure/actions/2", "/structure/shelters/new", "/services/new", "/figures/new",
         "/participations/9/edit", "/participations/9/close")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_of_a_network_answers_and_has_one_heading(
    as_: People, browser_as: BrowserAs, path: str
) -> None:
    there = await liguria(by=as_.manager_ge)
    await structure_of(there, by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    answer = await client.get(f"/networks/{there.network.id}{path}")

    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert " style=" not in answer.text


async def test_the_list_says_how_many_take_part_and_wait(
    as_: People, browser_as: BrowserAs
) -> None:
    await liguria(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    answer = await client.get("/networks")

    assert "Progetto HTH Liguria" in answer.text
    assert "14 da confermare" in answer.text


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("kind=project", 1),
        ("kind=table", 0),
        ("situation=to_confirm", 1),
        ("place=reg:07", 1),
        ("place=it", 1),
        ("place=reg:03", 0),
        ("q=aiccre", 1),
        ("office=pref-cr", 0),
        ("on=1/1/2018&q=ventimiglia", 1),
    ],
)
async def test_the_same_filters_serve_the_page_and_the_api(
    as_: People, browser_as: BrowserAs, query: str, n: int
) -> None:
    await liguria(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    page = await client.get(f"/networks?{query}")
    listing = (await client.get(f"/api/v1/networks?{query}")).json()

    assert listing["total"] == n
    assert ("Progetto HTH Liguria" in page.text) is (n == 1)


@pytest.mark.parametrize("query", ["sort=colore", "on=chissà", "partner=x", "page=0"])
async def test_an_address_that_asks_nonsense_is_told_so(
    as_: People, browser_as: BrowserAs, query: str
) -> None:
    client = await browser_as(as_.manager_ge)

    answer = await client.get(f"/api/v1/networks?{query}")

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {query.partition("=")[0]}


async def test_a_new_network_keeps_its_lines_and_leads_to_its_page(
    as_: People, browser_as: BrowserAs
) -> None:
    lead = await a_partner("Associazione Lule", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form(
        "/networks",
        {"kind": "project", "name": "Mettiamo le ali 2.0", "lead_partner": "associazione lule",
         "objectives": "Primo contatto\r\n\r\nProtezione immediata\r\n",
         "places": "prov:019\nprov:016", "when": "dal 1° dicembre 2017 al 28 febbraio 2019",
         "visibility": "network"},
    )  # fmt: skip
    network = await queries.view(1, by=as_.operator_cr)

    assert answer.headers["location"] == "/networks/1"
    assert network.objectives == ["Primo contatto", "Protezione immediata"]
    assert network.lead is not None
    assert network.lead.id == lead.id
    assert [place.code for place in network.places] == ["prov:019", "prov:016"]


async def test_a_wrong_form_comes_back_filled_in_with_the_words_beside_each_field(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form(
        "/networks",
        {"kind": "club", "name": "", "objectives": "uno\ndue", "visibility": "office"},
    )

    assert answer.status_code == 422
    assert "uno\ndue" in answer.text
    assert 'id="errore-campo-name"' in answer.text
    assert 'id="errore-campo-kind"' in answer.text


async def test_a_partner_that_is_not_registered_is_told_beside_its_field(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    answer = await client.post_form(
        f"/networks/{network.id}/participations",
        {"partner": "Comune di Atlantide", "role_kind": "partner", "basis": "unknown",
         "when": "dal 2010"},
    )  # fmt: skip

    assert answer.status_code == 422
    assert "«Comune di Atlantide» non c&#39;è tra i partner" in answer.text
    assert 'value="dal 2010"' in answer.text


async def test_a_participant_is_written_with_the_words_of_the_source(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge)
    await a_partner("AICCRE", by=as_.manager_ge)
    await a_partner("Comune di Genova", by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    await client.post_form(
        f"/networks/{network.id}/participations",
        {"partner": "aiccre", "role_kind": "partner", "basis": "act",
         "activity": "Protocollo per i rimpatri assistiti", "when": "13/10/2010",
         "with_partners": "Comune di Genova"},
    )  # fmt: skip
    row = (await queries.participants(network.id, by=as_.manager_ge))[0]
    shown = await client.get(f"/networks/{network.id}")

    assert (row.body.name, row.together[0].name) == ("AICCRE", "Comune di Genova")
    assert "<b>13/10/2010</b>" in shown.text


async def test_editing_a_row_keeps_what_the_form_does_not_ask(
    as_: People, browser_as: BrowserAs
) -> None:
    there = await liguria(by=as_.manager_ge)
    before = (await queries.participants(there.network.id, by=as_.manager_ge))[8]
    client = await browser_as(as_.manager_ge)
    path = f"/networks/{there.network.id}/participations/{before.id}/edit"
    form = dict(_fields((await client.get(path)).text, path)) | {"activity": "accoglienza"}

    answer = await client.post_form(path, form)
    after = (await queries.participants(there.network.id, by=as_.manager_ge))[8]

    assert answer.status_code == 303
    assert after.activity == "accoglienza"
    assert (after.when_text, after.source_cell) == (before.when_text, before.source_cell)
    assert after.source_row_words == before.source_row_words
    assert (after.last_news_on, after.last_news_words) == (before.last_news_on, "2020")
    assert after.own_place == ""


def _fields(html: str, action: str) -> list[tuple[str, str]]:
    """What a browser would send of the form, as it is shown."""
    page: Any = document_fromstring(html)
    form = next(one for one in page.forms if one.action == action)
    return [pair for pair in form.form_values() if pair[0] != "csrf_token"]


async def test_two_who_change_the_same_row_do_not_overwrite_each_other(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge)
    row = await takes_part(network, await a_partner(by=as_.manager_ge), by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)
    path = f"/networks/{network.id}/participations/{row.id}/edit"
    form = {"partner": "Comune di Cremona", "role_kind": "partner", "basis": "none", "version": "1"}

    first = await client.post_form(path, form)
    second = await client.post_form(path, form | {"activity": "altro"})

    assert (first.status_code, second.status_code) == (303, 409)
    assert "Hai cambiato questi dati" in second.text
    assert "altro" in second.text


async def test_continua_goes_back_to_where_the_button_was(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge)
    row = await takes_part(network, await a_partner(by=as_.manager_ge), by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)
    path = f"/networks/{network.id}/participations/{row.id}/confirm"

    ours = await client.post_form(path, headers={"Referer": "http://x/partners/1"})
    others = await client.post_form(path, headers={"Referer": "https://male.example//evil"})

    assert ours.headers["location"] == "/partners/1"
    assert others.headers["location"] == f"/networks/{network.id}"


async def test_the_day_page_answers_in_one_sentence_first(
    as_: People, browser_as: BrowserAs
) -> None:
    there = await liguria(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    answer = await client.get(f"/networks/{there.network.id}/on?day=1° gennaio 2012")

    assert "5 certi, 1 possibile." in answer.text
    assert "Altri 6 sono senza data." in answer.text
    assert "Chi era partner di HTH Liguria: 1° gennaio 2012" in answer.text


async def test_a_day_that_is_not_understood_comes_back_as_it_was_typed(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    answer = await client.get(f"/networks/{network.id}/on?day=l'altro ieri circa")

    assert answer.status_code == 422
    assert "l&#39;altro ieri circa" in answer.text
    assert "Scrivi un giorno, un mese o un anno" in answer.text


async def test_the_api_compares_two_days(as_: People, browser_as: BrowserAs) -> None:
    there = await liguria(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    told = (
        await client.get(f"/api/v1/networks/{there.network.id}/on?day=1/1/2013&with=1/1/2018")
    ).json()

    assert len(told["entered"]) == 5
    assert told["left"] == []


async def test_the_drawing_links_each_body_in_the_order_of_the_list(
    as_: People, browser_as: BrowserAs
) -> None:
    there = await liguria(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    html = (await client.get(f"/networks/{there.network.id}/drawing?day=2018")).text
    picture = html[html.index('class="larga"') : html.index("</svg>", html.index('class="larga"'))]
    listed = html[html.index('class="collegati"') :]

    drawn = re.findall(r'<a href="(/partners/\d+)"', picture)
    assert len(drawn) == 12
    assert drawn == re.findall(r'<li><a href="(/partners/\d+)"', listed)[: len(drawn)]


async def test_the_tables_leave_as_word_and_as_csv(as_: People, browser_as: BrowserAs) -> None:
    there = await liguria(by=as_.manager_ge)
    await structure_of(there, by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)
    root = f"/networks/{there.network.id}"

    files = [
        await client.get(f"{root}/{name}")
        for name in ("tabella-rete.docx", "tabella-rete.docx?acts=1", "struttura-operativa.docx",
                     "participants.csv")
    ]  # fmt: skip

    assert [file.status_code for file in files] == [200] * 4
    assert [file.content[:2] for file in files[:3]] == [b"PK"] * 3
    assert "Progetto Sunrise ex art. 18 – dall'anno 2001" in files[3].text
    assert all("attachment" in file.headers["content-disposition"] for file in files)


async def test_an_empty_structure_makes_no_document_and_says_why(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    answer = await client.get(f"/networks/{network.id}/struttura-operativa.docx")

    assert answer.status_code == 409
    assert "La struttura operativa è vuota" in answer.text


async def test_a_reserved_network_of_another_office_is_not_there(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge, visibility=Visibility.RESERVED)
    client = await browser_as(as_.operator_cr)

    answers = [
        await client.get(f"{root}/networks/{network.id}{path}")
        for root in ("", "/api/v1")
        for path in ("", "/structure", "/on")
    ]

    assert {answer.status_code for answer in answers} == {404}


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/edit", {"name": "Presa", "kind": "network", "visibility": "office"}),
        ("/participations", {"partner": "AICCRE", "role_kind": "partner", "basis": "none"}),
        ("/participations/1/confirm", {}),
        ("/participations/1/close", {"ends": "oggi"}),
        ("/participations/1/remove", {}),
        ("/structure/levels", {"title": "Regionale", "kind": "regional"}),
        ("/structure/levels/1/remove", {}),
        ("/structure/scopes", {}),
        ("/structure/shelters", {"kind": "refuge", "territory": "it"}),
        ("/services/1/remove", {}),
        ("/figures/1/remove", {}),
    ],
)
async def test_another_office_changes_nothing_by_any_window(
    as_: People, browser_as: BrowserAs, path: str, form: dict[str, str]
) -> None:
    network, _service = await bulletin(by=as_.operator_cr)
    aiccre = await a_partner("AICCRE", by=as_.operator_cr)
    await takes_part(network, aiccre, by=as_.operator_cr)
    await actions.add_level(network.id, LevelData(title="Regionale"), by=as_.operator_cr)
    client = await browser_as(as_.manager_ge)

    answer = await client.post_form(f"/networks/{network.id}{path}", form)

    assert answer.status_code in (403, 404)


MIXED = [
    ("PATCH", "/structure/levels/{level}", {"title": "Altro"}),
    ("DELETE", "/structure/levels/{level}", {}),
    ("POST", "/structure/levels/{level}/actions", {"title": "Altra"}),
    ("PATCH", "/structure/actions/{action}", {"title": "Altra"}),
    ("DELETE", "/structure/actions/{action}", {}),
    ("PATCH", "/services/{service}", {"name": "Altro"}),
    ("GET", "/participations/{row}", {}),
    ("PATCH", "/participations/{row}", {"activity": "altro"}),
    *(("POST", f"/participations/{{row}}/{verb}", {"ends": "nel 2019"} if verb == "close" else {})
      for verb in ("confirm", "close", "reopen", "remove", "restore")),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body"), MIXED)
async def test_an_address_that_mixes_two_networks_leads_nowhere(
    as_: People, browser_as: BrowserAs, method: str, path: str, body: dict[str, str]
) -> None:
    me = as_.manager_ge
    partner, ours, other = (
        await a_partner(by=me), await a_network(by=me), await a_network("Altra rete", by=me)
    )  # fmt: skip
    level = await actions.add_level(ours.id, LevelData(title="Regionale"), by=me)
    action = await actions.add_action(level.id, ActionData(title="Aggancio"), by=me)
    new = ServiceData(name="Sportello", provider=partner.id)
    service = await actions.add_service(new, network=ours.id, by=me)
    row = await takes_part(ours, partner, by=me)
    part = path.format(level=level.id, action=action.id, service=service.id, row=row.id)
    client = await browser_as(me)
    before = await _everything_of(client, ours.id)

    answer = await client.send_json(
        method, f"/api/v1/networks/{other.id}{part}", body, **{"If-Match": '"1"'}
    )
    page = await client.post_form(f"/networks/{other.id}{part}", body)

    assert answer.status_code == 404
    assert page.status_code in (404, 405)
    assert await _everything_of(client, ours.id) == before


async def _everything_of(client: Browser, network_id: int) -> list[str]:
    at = f"/api/v1/networks/{network_id}"
    return [(await client.get(f"{at}/{part}")).text
            for part in ("structure", "services", "participations")]  # fmt: skip


async def test_a_level_and_an_action_are_changed_from_the_version_that_was_seen(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)
    at = f"/api/v1/networks/{network.id}/structure"
    made = await client.send_json("POST", f"{at}/levels", {"title": "Regionale"})
    [level] = made.json()["levels"]
    path = f"{at}/levels/{level['id']}"
    acted = await client.send_json("POST", f"{path}/actions", {"title": "Aggancio"})
    [action] = acted.json()["levels"][0]["actions"]
    seen = {"If-Match": f'"{level["version"]}"'}

    without = [
        await client.send_json("PATCH", path, {}),
        await client.send_json("DELETE", path, {}),
    ]
    changed = await client.send_json("PATCH", path, {"title": "Locale"}, **seen)
    stale = [await client.send_json("PATCH", path, {"title": "x2"}, **seen),
             await client.send_json("DELETE", path, {}, **seen)]  # fmt: skip
    no_version = await client.send_json("DELETE", f"{at}/actions/{action['id']}", {})
    removed = await client.send_json("DELETE", path, {}, **{"If-Match": '"2"'})

    assert [one.status_code for one in (*without, no_version)] == [422, 422, 422]
    assert changed.json()["levels"][0]["title"] == "Locale"
    assert [one.status_code for one in stale] == [409, 409]
    assert stale[0].json()["current"]["levels"][0]["title"] == "Locale"
    assert removed.status_code == 204


async def test_the_api_walks_a_participation_through_its_life(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge)
    partner = await a_partner(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)
    root = f"/api/v1/networks/{network.id}/participations"

    added = await client.send_json("POST", root, {"partner": partner.id, "when": "dal 2010"})
    path = added.headers["location"]
    closed = await client.send_json("POST", f"{path}/close", {"ends": "nel 2019"})
    stale = await client.send_json("PATCH", path, {"partner": partner.id}, **{"If-Match": '"1"'})
    reopened = await client.send_json("POST", f"{path}/reopen", {})
    confirmed = await client.send_json("POST", f"{path}/confirm", {})
    removed = await client.send_json("POST", f"{path}/remove", {})

    statuses = [one.status_code for one in (added, closed, stale, reopened, confirmed, removed)]
    assert statuses == [201, 200, 409, 200, 200, 204]
    assert closed.json()["ends_latest"] == "2019-12-31"
    assert confirmed.headers["etag"] == '"4"'
    assert (await client.get(path)).status_code == 404


async def test_the_api_names_every_wrong_field_of_a_row(as_: People, browser_as: BrowserAs) -> None:
    network = await a_network(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    answer = await client.send_json(
        "POST",
        f"/api/v1/networks/{network.id}/participations",
        {"partner": "AICCRE", "basis": "forse", "colore": "blu"},
    )

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"partner", "basis", "colore"}


async def test_a_list_asks_the_database_as_often_for_fifty_rows_as_for_five(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.manager_ge)
    partner = await a_partner(by=as_.manager_ge, place="com:019036")
    source = await a_source(by=as_.manager_ge)
    counts = []
    for first, last in ((0, 5), (5, 50)):
        for n in range(first, last):
            network = await a_network(f"Rete {n}", by=as_.manager_ge, places=["reg:07"])
            await takes_part(network, partner, by=as_.manager_ge, source=source.id)
        async with statements() as asked:
            answer = await client.get("/networks?size=50")
        counts.append(len(asked))
        assert answer.text.count("Rete ") >= last

    assert counts[0] == counts[1]


@pytest.mark.parametrize("page", ["", "/drawing", "/on?day=2018"])
async def test_a_network_s_page_asks_as_often_for_fifty_bodies_as_for_five(
    as_: People, browser_as: BrowserAs, page: str
) -> None:
    client = await browser_as(as_.manager_ge)
    network = await a_network(by=as_.manager_ge)
    await client.get(f"/networks/{network.id}{page}")  # what is asked once for all is asked here
    counts = []
    for first, last in ((0, 5), (5, 50)):
        for n in range(first, last):
            partner = await a_partner(f"Ente {n}", by=as_.manager_ge, place="com:019036")
            await takes_part(network, partner, by=as_.manager_ge, when="dal 2010")
        async with statements() as asked:
            answer = await client.get(f"/networks/{network.id}{page}")
        counts.append(len(asked))
        assert answer.status_code == 200

    assert counts[0] == counts[1]


WHERE_NEWS_IS_TOLD = (
    "/networks", "/networks/1", "/networks/1/project", "/", "/networks/1/confirm",
    "/networks/1/on?day=oggi", "/partners/1", "/networks/networks.csv",
    "/networks/1/participants.csv",
)  # fmt: skip


@pytest.mark.parametrize("path", WHERE_NEWS_IS_TOLD)
async def test_the_last_news_is_told_in_the_words_of_the_source_never_as_a_day_nobody_wrote(
    as_: People, browser_as: BrowserAs, path: str
) -> None:
    source = await a_source("2020 circa", by=as_.manager_ge)
    network = await a_network(by=as_.manager_ge, source=source.id)
    body = await a_partner("Comune di Savona", by=as_.manager_ge)
    await takes_part(network, body, by=as_.manager_ge, when="dal 2010", source=source.id)
    client = await browser_as(as_.manager_ge)

    shown = (await client.get(path)).text

    assert "2020 circa" in shown
    assert "31/12/202" not in shown


async def test_who_said_that_it_goes_on_is_told_with_the_day(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge)
    body = await a_partner("Comune di Savona", by=as_.manager_ge)
    row = await takes_part(network, body, by=as_.manager_ge, when="dal 2010")
    await actions.confirm_participation(row.id, on=date(2026, 4, 21), by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    shown = await client.get(f"/networks/{network.id}")

    assert "ultima notizia: 21/04/2026, confermata dall&#39;ufficio" in shown.text


async def test_the_page_of_a_network_keeps_the_last_news_that_a_program_had_told(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge, last_news="2020 circa")
    client = await browser_as(as_.manager_ge)

    form = document_fromstring((await client.get(f"/networks/{network.id}/edit")).text)
    news = form.xpath("string(//input[@name='last_news']/@value)")
    sent = {"kind": "network", "name": "HTH Liguria", "subtitle": "Hope this Helps",
            "visibility": "office", "last_news": news}  # fmt: skip
    await client.post_form(f"/networks/{network.id}/edit", sent)

    now = await queries.view(network.id, by=as_.manager_ge)
    assert (now.subtitle, now.news) == ("Hope this Helps", "2020 circa")


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("in corso di definizione", "ancora senza data"),
        ("fino al 31/12/2018", "fino al 31 dicembre 2018"),
        ("quando capita", "data non capita"),
    ],
)
async def test_a_date_without_a_start_says_what_was_understood_of_it(
    as_: People, browser_as: BrowserAs, words: str, understood: str
) -> None:
    network = await a_network(by=as_.manager_ge, when=words)
    body = await a_partner("Comune di Savona", by=as_.manager_ge)
    await takes_part(network, body, by=as_.manager_ge, when=words)
    client = await browser_as(as_.manager_ge)

    pages = ["/networks", "/networks/1", "/partners", f"/partners/{body.id}"]
    shown = [(await client.get(path)).text for path in pages]

    assert [understood in text for text in shown[:3]] == [True] * 3
    is_told_so = ["data non capita" in text for text in shown]
    assert understood == "data non capita" or is_told_so == [False] * 4


async def test_a_day_that_is_not_understood_is_told_beside_the_list_which_stands(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_network("Rete antitratta", by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    answer = await client.get("/networks?on=chissà")

    assert answer.status_code == 422
    assert "Scrivi un giorno, un mese o un anno" in answer.text
    assert "Rete antitratta" in answer.text


async def test_a_service_written_by_a_program_is_answered_by_itself(
    as_: People, browser_as: BrowserAs
) -> None:
    network = await a_network(by=as_.manager_ge)
    provider = await a_partner(by=as_.manager_ge)
    client, at = await browser_as(as_.manager_ge), f"/api/v1/networks/{network.id}/services"
    new = {"name": "Sportello", "provider": provider.id}

    added = (await client.send_json("POST", at, new)).json()
    other = (await client.send_json("POST", at, new | {"name": "Segreteria"})).json()
    one = f"{at}/{added['id']}"
    changed = await client.send_json("PATCH", one, {"phone": "0372 1"}, **{"If-Match": "1"})

    assert (added["name"], other["name"]) == ("Sportello", "Segreteria")
    assert (changed.json()["id"], changed.json()["phone"]) == (added["id"], "0372 1")
