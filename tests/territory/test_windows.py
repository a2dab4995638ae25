"""The windows on the territory: JSON for who has signed in, pages for the administrator."""

from tests.conftest import BrowserAs
from tests.people import People

TERRITORY = "/api/v1/territory"


async def test_places_are_told_to_who_has_signed_in(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)

    answer = (await client.get(TERRITORY, params={"q": "crema", "within": "reg:03"})).json()

    assert answer["items"][0]["code"] == "com:019035"
    assert answer["total"] == sum(facet["count"] for facet in answer["facets"]["kind"])


async def test_nobody_else_is_told_anything(browser_as: BrowserAs) -> None:
    client = await browser_as()

    assert (await client.get(TERRITORY)).status_code == 401
    assert (await client.get("/offices")).headers["location"].startswith("/sign-in")


LISTS = {
    "/regions": (20, "reg:13"),
    "/provinces": (110, "prov:084"),
    "/provinces?on=01/06/2025": (107, "prov:084"),
    "/provinces?region=20&on=2010-01-01": (8, "prov:092"),
    "/municipalities": (7894, "com:028001"),
    "/municipalities?province=NA": (92, "com:063001"),
    "/municipalities?province=019&on=2015-06-01": (115, "com:019001"),
    "/municipalities?region=07&size=1": (234, "com:008001"),
    "/municipalities?q=piad": (1, "com:019116"),
    "/municipalities?q=piad&on=2005-06-01": (1, "com:019071"),
    "/municipalities?q=bozen": (1, "com:021008"),
    "/municipalities?sort=-istat_code": (7894, "com:119024"),
    "/areas": (8, "area:conf-sindaci-asl1"),
    "/offices": (106, "comgov-bz"),
    "/offices?place=com:019036": (1, "pref-cr"),
    "?kind=area": (8, "area:conf-sindaci-asl1"),
    "?kind=province&sort=-code": (119, "prov:119"),
}


async def test_a_list_answers_its_filters(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.legal_cr)

    answers = {path: (await client.get(TERRITORY + path)).json() for path in LISTS}

    told = {path: (one["total"], one["items"][0]["code"]) for path, one in answers.items()}
    assert told == LISTS


WRONG_FILTERS = {
    "/municipalities?province=ZZ": ["province"],
    "/municipalities?on=31/02/2020": ["on"],
    "/municipalities?provincia=CR": ["provincia"],
    "/municipalities?sort=mayor": ["sort"],
    "/provinces?region=7&on=ieri": ["on", "region"],
    "?kind=village": ["kind"],
    "?page=0": ["page"],
}


async def test_every_filter_that_is_wrong_is_named(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.legal_cr)

    answers = {path: await client.get(TERRITORY + path) for path in WRONG_FILTERS}

    assert {answer.status_code for answer in answers.values()} == {422}
    told = {path: sorted(one.json()["fields"]) for path, one in answers.items()}
    assert told == WRONG_FILTERS


async def test_one_place_is_told_with_its_history_and_its_office(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.legal_cr)

    answer = (await client.get(f"{TERRITORY}/com:019071?on=2005-06-01")).json()

    assert answer["place"]["label"] == "Piadena (CR)"
    assert [one["istat_code"] for one in answer["periods"]] == ["019042", "019071", "019116"]
    assert [area["code"] for area in answer["areas"]] == ["area:distretto-casalasco"]
    assert answer["offices"] == ["pref-cr"]
    assert "ISTAT (CC BY 4.0)" in answer["attribution"]


async def test_a_code_keeps_its_zeros_in_json(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.legal_cr)

    answer = (await client.get(f"{TERRITORY}/com:001001")).json()

    assert [one["istat_code"] for one in answer["periods"]] == ["001001"]


async def test_what_is_not_there_is_not_found(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.legal_cr)

    for path in (
        "/com:999999",
        "/areas/area:boh",
        "/offices/dlci",
        "/x",
        "/com:019116?on=2005-06-01",
    ):
        assert (await client.get(TERRITORY + path)).status_code == 404, path


async def test_the_administrator_sees_the_106_offices(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.admin)

    shown = (await client.get("/offices")).text

    assert "106 uffici che inviano schede al Ministero" in shown
    assert "Prefettura di Bari" in shown
    assert "Regierungskommissariat" in shown
    assert "Elaborazione su dati ISTAT" in shown


async def test_an_office_s_page_marks_what_is_to_be_verified(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.admin)

    shown = (await client.get("/offices/pref-ca")).text

    assert "La competenza dopo la riforma sarda del 2026 non è confermata" in shown
    assert "fino al 31/12/2025" in shown
    assert shown.count("Da verificare") == 5
    assert "Non usarla senza la conferma" in shown


async def test_offices_leave_as_csv_with_naples_and_novara_as_text(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.admin)

    lines = (await client.get("/offices/offices.csv")).text.splitlines()

    assert len(lines) == 107
    assert any(line.startswith("pref-na;") and ";NA;" in line for line in lines)
    assert any(line.startswith("pref-no;") and ";NO;" in line for line in lines)


async def test_the_pages_of_the_offices_are_the_administrator_s(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)

    assert (await client.get("/offices")).status_code == 403
