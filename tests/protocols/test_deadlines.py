"""Two clocks: until when an act lasts and can be given up, and when the office has to begin."""

from datetime import date, datetime
from typing import Any

import pytest

from registry.platform import clock
from registry.platform.accounts.actions import PROGRAM
from registry.platform.accounts.roles import Actor
from registry.platform.clock import ROME
from registry.platform.lists import Ask, Listing
from registry.platform.offices import actions as offices
from registry.platform.offices.shapes import OfficeData
from registry.protocols import queries
from registry.protocols.kinds import ActKind, Renewal
from registry.protocols.lifecycle import EXPIRED, SIGNED
from registry.protocols.queries.deadlines import SORTS, WHATS
from registry.protocols.shapes import DeadlineFilters, DeadlineRow, HistoricPartyData
from tests.conftest import BrowserAs
from tests.people import People
from tests.protocols.make import a_body, a_comune, a_historic_act
from tests.web.pages import read, said

pytestmark = pytest.mark.usefixtures("db")

NOW = datetime(2026, 11, 23, 9, tzinfo=ROME)
D = date


@pytest.fixture(autouse=True)
async def usual_times(as_: People) -> None:
    await offices.change("pref-cr", OfficeData(), by=PROGRAM)


async def listed(
    by: Actor, ask: Ask | None = None, filters: dict[str, str] | None = None
) -> Listing[DeadlineRow]:
    with clock.standing_at(NOW):
        wanted = DeadlineFilters(**(filters or {}))
        return await queries.list_deadlines(ask or Ask(), wanted, by=by)


async def the_term(as_: People, **facts: Any) -> DeadlineRow:
    """How the list tells the one act of the office."""
    await a_historic_act("Atto", by=as_.operator_cr, **({"when": "dal 2020"} | facts))
    (row,) = (await listed(as_.legal_cr)).items
    return row


async def test_a_tacit_renewal_asks_for_its_notice_to_be_prepared(as_: People) -> None:
    term = await the_term(as_, ends="31/12/2026", renewal=Renewal.TACIT, notice_days=30)

    assert (term.near, term.notice_by, term.begin_by) == (
        D(2026, 12, 31), D(2026, 12, 1), D(2026, 11, 16),
    )  # fmt: skip
    assert (term.what, term.is_exact) == ("renews_itself", True)


async def test_an_express_renewal_is_begun_ninety_days_before_the_end(as_: People) -> None:
    term = await the_term(as_, ends="14/03/2027", renewal=Renewal.EXPRESS)

    assert (term.notice_by, term.begin_by, term.what) == (
        None, D(2026, 12, 14), "express_renewal",
    )  # fmt: skip


async def test_an_imprecise_end_counts_from_the_nearest_day_that_it_may_mean(as_: People) -> None:
    term = await the_term(as_, ends="fine 2027", renewal=Renewal.EXPRESS)

    assert (term.ends_text, term.near, term.far) == ("fine 2027", D(2027, 10, 1), D(2027, 12, 31))
    assert (term.begin_by, term.what, term.is_exact) == (D(2027, 7, 3), "nothing", False)


@pytest.mark.parametrize(
    ("ends", "renewal", "what"),
    [
        ("1/12/2026", Renewal.NONE, "expiring"),
        ("1/12/2026", Renewal.UNKNOWN, "expiring"),
        ("22/11/2026", Renewal.EXPRESS, "expired"),
        ("23/11/2026", Renewal.EXPRESS, "express_renewal"),
        ("23/3/2027", Renewal.NONE, "expiring"),
        ("24/3/2027", Renewal.NONE, "nothing"),
        ("21/6/2027", Renewal.EXPRESS, "express_renewal"),
        ("22/6/2027", Renewal.EXPRESS, "nothing"),
    ],
)
async def test_what_happens_follows_the_first_clock_that_rings(
    as_: People, ends: str, renewal: Renewal, what: str
) -> None:
    assert (await the_term(as_, ends=ends, renewal=renewal)).what == what


@pytest.mark.parametrize(
    ("ends", "months", "next_term"),
    [
        ("31/12/2024", 12, D(2026, 12, 31)),
        ("22/11/2026", 12, D(2027, 11, 22)),
        ("23/11/2025", 12, D(2026, 11, 23)),
        ("30/6/2020", 36, D(2029, 6, 30)),
        ("31/12/2030", 12, D(2030, 12, 31)),
    ],
)
async def test_a_tacit_renewal_that_went_on_is_at_its_next_term(
    as_: People, ends: str, months: int, next_term: date
) -> None:
    term = await the_term(
        as_, when="dal 2015", ends=ends, duration_months=months, renewal=Renewal.TACIT
    )

    assert term.near == next_term
    assert term.has_renewed == (next_term.strftime("%-d/%-m/%Y") != ends)


async def test_a_term_that_is_an_event_is_told_in_its_words(as_: People) -> None:
    words = "fino al termine del Piano triennale"

    term = await the_term(as_, duration_words=words)

    assert (term.duration_words, term.near, term.begin_by, term.what) == (
        words, None, None, "nothing",
    )  # fmt: skip


async def test_the_office_s_own_times_are_the_ones_that_count(as_: People) -> None:
    await offices.change(
        "pref-cr", OfficeData(days_for_renewal=180, days_for_notice=5), by=as_.legal_cr
    )

    term = await the_term(as_, ends="31/12/2027", renewal=Renewal.EXPRESS)

    assert term.begin_by == D(2027, 7, 4)


async def test_only_acts_of_the_office_that_bind_have_a_deadline(as_: People) -> None:
    by = as_.operator_cr
    await a_historic_act("In vigore", by=by, when="dal 2020", ends="31/12/2026")
    await a_historic_act("Firmato", by=by, when="dal 2020", ends="31/12/2026", status=SIGNED)
    await a_historic_act("Scaduto", by=by, when="dal 2010", ends="31/12/2012", status=EXPIRED)
    await a_historic_act("Senza termine", by=by, when="dal 2020")
    await a_historic_act("Di Genova", by=as_.operator_ge, when="dal 2020", ends="31/12/2026")

    titles = {row.title for row in (await listed(as_.legal_cr)).items}

    assert titles == {"In vigore", "Firmato"}


async def several(as_: People) -> None:
    by = as_.operator_cr
    for title, ends, renewal, notice in (
        ("Corsi di italiano", "31/12/2026", Renewal.TACIT, 30),
        ("Rete antiviolenza", "14/03/2027", Renewal.EXPRESS, None),
        ("Lavoro agricolo", "fine 2027", Renewal.EXPRESS, None),
        ("Sportello", "31/12/2030", Renewal.NONE, None),
    ):
        await a_historic_act(
            title, by=by, when="dal 2020", ends=ends, renewal=renewal, notice_days=notice,
            kind=ActKind.CONVENTION if title == "Sportello" else ActKind.PROTOCOL,
        )  # fmt: skip


async def test_what_has_to_be_begun_first_comes_first(as_: People) -> None:
    await several(as_)

    rows = (await listed(as_.legal_cr)).items

    assert [row.title for row in rows] == [
        "Corsi di italiano", "Rete antiviolenza", "Lavoro agricolo", "Sportello",
    ]  # fmt: skip


@pytest.mark.parametrize("sort", list(SORTS))
async def test_every_order_goes_both_ways_and_leaves_what_is_missing_last(
    as_: People, sort: str
) -> None:
    await several(as_)

    there = [row.id for row in (await listed(as_.legal_cr, Ask(sort=sort))).items]
    back = [row.id for row in (await listed(as_.legal_cr, Ask(sort=f"-{sort}"))).items]

    assert sorted(there) == sorted(back)
    assert there[0] != back[0] or sort == "notice_by"


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"what": "renews_itself"}, {"Corsi di italiano"}),
        ({"what": "nothing"}, {"Lavoro agricolo", "Sportello"}),
        ({"renewal": "express"}, {"Rete antiviolenza", "Lavoro agricolo"}),
        ({"kind": "convention"}, {"Sportello"}),
        ({"before": "1/12/2026"}, {"Corsi di italiano"}),
        ({"before": "1/1/2027"}, {"Corsi di italiano", "Rete antiviolenza"}),
        ({"what": "xyz"}, set()),
    ],
)
async def test_a_filter_keeps_what_it_says_and_facets_count_it(
    as_: People, filters: dict[str, str], titles: set[str]
) -> None:
    await several(as_)

    found = await listed(as_.legal_cr, filters=filters)

    assert {row.title for row in found.items} == titles
    assert found.total == len(titles)
    for name, facets in found.facets.items():
        for facet in facets:
            narrowed = await listed(as_.legal_cr, filters=filters | {name: facet.value})
            assert narrowed.total == facet.count, (name, facet)


async def test_pages_and_words_narrow_the_list(as_: People) -> None:
    await several(as_)

    second = await listed(as_.legal_cr, Ask(page=2, size=3))
    found = await listed(as_.legal_cr, Ask(q="antiviolenza"))

    assert (len(second.items), second.total) == (1, 4)
    assert [row.title for row in found.items] == ["Rete antiviolenza"]


async def test_the_page_tells_both_clocks_in_words(
    as_: People, browser_as: BrowserAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    crema = await a_comune("Crema", by=as_.operator_cr)
    caritas = await a_body("caritas", by=as_.operator_cr)
    parties = [HistoricPartyData(partner=caritas.id), HistoricPartyData(partner=crema.id)]
    await several(as_)
    await a_historic_act(
        "Con parti", by=as_.operator_cr, when="dal 2020", ends="31/12/2030", parties=parties
    )
    monkeypatch.setattr(clock, "now", lambda: NOW)
    browser = await browser_as(as_.legal_cr)

    page = read((await browser.get("/deadlines")).text)

    rows = {said(row.xpath(".//th[@scope='row']")[0]): said(row) for row in
            page.xpath("//tbody/tr[@data-row]")}  # fmt: skip
    assert "disdetta 30 giorni prima" in rows["Corsi di italiano"]
    assert "passato da 7 giorni" in rows["Corsi di italiano"]
    assert "Si rinnova da sola" in rows["Corsi di italiano"]
    assert "non prevista" in rows["Rete antiviolenza"]
    assert "fra 21 giorni" in rows["Rete antiviolenza"]
    assert "«fine 2027»" in rows["Lavoro agricolo"]
    assert "tra il 01/10/2027 e il 31/12/2027" in rows["Lavoro agricolo"]
    assert "sulla data più vicina" in rows["Lavoro agricolo"]
    assert "niente: non si rinnova" in rows["Sportello"]
    assert "Caritas e un altro ente" in rows["Con parti"]
    assert "90 giorni per un rinnovo, 15 per una disdetta" in said(page.xpath("//caption")[0])
    assert page.xpath("//a[.='I giorni di preparazione si cambiano nelle impostazioni']/@href") == [
        "/settings#tempi"
    ]


async def test_programs_get_the_same_rows_and_spreadsheets_all_of_them(
    as_: People, browser_as: BrowserAs
) -> None:
    await several(as_)
    browser = await browser_as(as_.legal_cr)

    answer = (await browser.get("/api/v1/deadlines?size=2&sort=-ends_on")).json()
    sheet = (await browser.get("/deadlines/deadlines.csv")).content.decode("utf-8-sig")

    assert (answer["total"], [row["title"] for row in answer["items"]]) == (
        4, ["Sportello", "Lavoro agricolo"],
    )  # fmt: skip
    assert set(answer["facets"]) == {"what", "kind", "renewal"}
    lines = sheet.splitlines()
    assert lines[0].startswith("Titolo;Tipo;")
    assert len(lines) == 5
    assert "fine 2027" in sheet


async def test_the_section_is_in_the_bar_of_who_follows_terms(
    as_: People, browser_as: BrowserAs
) -> None:
    bars = {}
    for who in ("legal_cr", "manager_ge", "operator_cr"):
        page = read((await (await browser_as(getattr(as_, who))).get("/")).text)
        bars[who] = [said(one) for one in page.xpath("//nav[@data-sections]//a")]

    assert bars["legal_cr"][1:3] == ["Protocolli", "Scadenze"]
    assert bars["manager_ge"][-1] == "Scadenze"
    assert "Scadenze" not in bars["operator_cr"]


def test_every_thing_that_happens_has_its_status() -> None:
    assert len(set(WHATS.values())) == len(WHATS)
