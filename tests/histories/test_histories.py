"""A partner's time: what its line tells, in which order, and on a day."""

from datetime import date

import pytest
from lxml.html import document_fromstring

from registry.dates.asking import read_days
from registry.histories import queries
from registry.histories.choosing import Choice, chosen
from registry.histories.entries import Act, Entry, What
from registry.histories.joining import joined
from registry.histories.lines import line_of
from registry.networks.kinds import Basis
from registry.networks.rows import Body
from registry.partners import actions as partner_actions
from registry.partners import queries as partners
from registry.partners.shapes import MemberData
from registry.platform.accounts.roles import Actor, Visibility
from registry.platform.errors import InvalidInput
from registry.platform.web import lifeline
from tests.conftest import BrowserAs
from tests.networks.counting import statements
from tests.networks.make import Liguria, a_network, a_partner, liguria, takes_part
from tests.people import People
from tests.protocols.make import a_historic_act
from tests.web.pages import said


def an_entry(title: str = "Rete", **more: object) -> Entry:
    told: dict[str, object] = {
        "key": title, "what": What.NETWORK, "title": title, "href": "/networks/1", "role": "",
        "others": [],
    }  # fmt: skip
    return Entry(**(told | more))  # type: ignore[arg-type]  # an entry of the tests


def an_act(title: str = "Protocollo", **more: object) -> Entry:
    act = Act(id=7, title=title, standing="in_force")
    told: dict[str, object] = {
        "what": What.ACT, "basis": Basis.ACT, "acts": [act], "statuses": ["protocol:in_force"],
        "when_text": "nel 2018", "starts_earliest": date(2018, 1, 1),
        "starts_latest": date(2018, 12, 31),
    }  # fmt: skip
    return an_entry(title, **(told | more))


async def _history(there: Liguria, name: str, by: Actor) -> list[Entry]:
    partner = await partners.view(there.partners[name].id, by=by)
    return chosen(await queries.history_of(partner, by=by), Choice())


async def test_the_comune_of_genova_has_its_four_lines_oldest_first(as_: People) -> None:
    there = await liguria(by=as_.manager_ge)

    told = await _history(there, "Comune di Genova", as_.manager_ge)

    assert [entry.when_text for entry in told] == [
        "Progetto Sunrise ex art. 18 – dall'anno 2001",
        "13/10/2010",
        "15/02/2012",
        "20/04/2015",
    ]
    assert [[other.name for other in entry.others] for entry in told[1:3]] == [
        ["AICCRE"],
        ["Questura di Genova"],
    ]


async def test_what_is_being_defined_stands_apart_without_a_date(as_: People) -> None:
    there = await liguria(by=as_.manager_ge)

    told = await _history(there, "CGIL", as_.manager_ge)

    assert [(entry.has_date, entry.state) for entry in told] == [
        (False, "participation:in_definition")
    ]


async def test_the_practice_of_the_prefettura_keeps_its_unknown_start_and_its_act(
    as_: People,
) -> None:
    there = await liguria(by=as_.manager_ge)

    told = await _history(there, "Prefettura di Genova", as_.manager_ge)

    line = line_of(told[0])
    assert line.starts == lifeline.Span(None, date(2018, 12, 31))
    assert line.basis is lifeline.Basis.PRACTICE
    assert line.formalised == lifeline.Span(date(2018, 1, 1), date(2018, 12, 31))


async def test_a_member_s_history_has_what_its_group_does(as_: People) -> None:
    there = await liguria(by=as_.manager_ge)
    member = await a_partner("Afet Aquilone", by=as_.manager_ge)
    await partner_actions.add_member(
        there.partners["ATS InConTraRe"].id,
        MemberData(member=member.id, when="dai primi anni 2000"),
        by=as_.manager_ge,
    )

    partner = await partners.view(member.id, by=as_.manager_ge)
    told = chosen(await queries.history_of(partner, by=as_.manager_ge), Choice())

    assert [(entry.title, entry.way) for entry in told] == [
        ("Fa parte di ATS InConTraRe", ""),
        ("Progetto HTH Liguria", "tramite ATS InConTraRe"),
    ]
    assert told[0].starts_latest == date(2003, 12, 31)


async def test_a_reserved_network_is_not_in_the_history_that_others_read(as_: People) -> None:
    network = await a_network(by=as_.manager_ge, visibility=Visibility.RESERVED)
    partner = await a_partner("AICCRE", by=as_.manager_ge)
    await takes_part(network, partner, by=as_.manager_ge, when="2010")

    ours = await queries.history_of(
        await partners.view(partner.id, by=as_.manager_ge), by=as_.manager_ge
    )
    theirs = await queries.history_of(
        await partners.view(partner.id, by=as_.operator_cr), by=as_.operator_cr
    )

    assert (len(ours), len(theirs)) == (1, 0)


def test_a_collaboration_and_its_act_are_one_line_with_the_older_beginning() -> None:
    practice = an_entry(
        "Prassi", participation=3, basis=Basis.PRACTICE, when_text="da molti anni",
        last_news_on=date(2020, 12, 31),
    )  # fmt: skip

    told = joined([practice], [an_act(ends_latest=date(2028, 12, 31))], links={3: [7]})

    assert len(told) == 1
    assert told[0].when_text == "da molti anni"
    assert told[0].statuses == ["protocol:in_force"]
    assert (told[0].formalised_text, told[0].formalised_latest) == ("nel 2018", date(2018, 12, 31))
    assert told[0].ends_latest == date(2028, 12, 31)


def test_an_act_without_a_term_does_not_make_an_old_collaboration_certain() -> None:
    old = an_entry(
        "Protocollo", participation=3, basis=Basis.ACT, when_text="20/04/2015",
        starts_earliest=date(2015, 4, 20), starts_latest=date(2015, 4, 20),
        last_news_on=date(2020, 12, 31), statuses=["participation:perhaps"],
    )  # fmt: skip

    told = joined([old], [an_act(last_news_on=date(2026, 11, 23))], links={3: [7]})

    assert told[0].statuses == ["participation:perhaps"]
    assert told[0].last_news_on == date(2020, 12, 31)
    assert [act.title for act in told[0].acts] == ["Protocollo"]


def test_an_act_that_formalises_nothing_known_has_its_own_line() -> None:
    told = joined([an_entry(participation=3)], [an_act()], links={})

    assert [entry.title for entry in told] == ["Rete", "Protocollo"]


def test_a_collaboration_without_a_date_takes_the_act_s_day() -> None:
    told = joined([an_entry(participation=3, basis=Basis.ACT)], [an_act()], links={3: [7]})

    assert told[0].has_date
    assert (told[0].when_text, told[0].starts_earliest) == ("nel 2018", date(2018, 1, 1))


@pytest.mark.parametrize(
    ("choice", "titles"),
    [
        (Choice(), ["sempre", "2001", "2010"]),
        (Choice(sort="-since"), ["2010", "2001", "sempre"]),
        (Choice(sort="title"), ["2001", "2010", "sempre"]),
        (Choice(sort="until"), ["2001", "sempre", "2010"]),
        (Choice(what="act"), ["2010"]),
        (Choice(on=read_days("2005")), ["sempre", "2001"]),
        (Choice(on=read_days("1999")), ["sempre"]),
        (Choice(status="participation:perhaps"), ["2001"]),
    ],
)
def test_lines_are_chosen_and_ordered_by_what_may_have_been(
    choice: Choice, titles: list[str]
) -> None:
    entries = [
        an_entry("2010", what=What.ACT, starts_earliest=date(2010, 1, 1),
                 starts_latest=date(2010, 12, 31)),
        an_entry("2001", starts_earliest=date(2001, 1, 1), starts_latest=date(2001, 12, 31),
                 ends_earliest=date(2008, 1, 1), ends_latest=date(2008, 12, 31),
                 statuses=["participation:perhaps"]),
        an_entry("sempre", starts_latest=date(2018, 12, 31)),
    ]  # fmt: skip

    assert [entry.title for entry in chosen(entries, choice)] == titles


def test_what_has_no_date_comes_last_in_either_order() -> None:
    entries = [an_entry("senza"), an_entry("datata", starts_earliest=date(2010, 1, 1))]

    both = [[e.title for e in chosen(entries, Choice(sort=s))] for s in ("since", "-since")]

    assert both == [["datata", "senza"]] * 2


def test_an_unknown_order_is_refused_with_those_that_exist() -> None:
    with pytest.raises(InvalidInput, match="since, until, last_news, title, what"):
        chosen([], Choice(sort="colore"))


def test_the_line_names_one_companion_and_counts_many() -> None:
    two = an_entry("Protocollo", role="Parte", others=[Body(id=1, name="AICCRE")], n_others=1)
    many = an_entry("Protocollo", role="Firmatario", others=[], n_others=33)

    labels = [line_of(entry).label for entry in (two, many)]

    assert labels == [
        "Protocollo · parte, con AICCRE",
        "Protocollo · firmatario, con altri 33 enti",
    ]


async def test_on_a_day_each_doubt_has_its_reason(as_: People) -> None:
    there = await liguria(by=as_.manager_ge)
    told = await _history(there, "Comune di Genova", as_.manager_ge)

    answer = queries.on_days(told, read_days("maggio 2001"))

    assert answer.certain == []
    assert [one.reason for one in answer.possible] == ["inizio nel 2001, giorno non noto"]


async def test_between_two_days_what_began_is_told(as_: People) -> None:
    there = await liguria(by=as_.manager_ge)
    told = await _history(there, "Comune di Genova", as_.manager_ge)

    change = queries.compared(told, read_days("1/1/2011"), read_days("1/1/2016"))

    assert [one.entry.when_text for one in change.begun] == ["15/02/2012", "20/04/2015"]
    assert (len(change.went_on), change.ended, change.unsure) == (2, [], [])


async def test_the_page_has_the_line_and_the_same_rows_in_words(
    as_: People, browser_as: BrowserAs
) -> None:
    there = await liguria(by=as_.manager_ge)
    partner = there.partners["Comune di Genova"].id
    client = await browser_as(as_.manager_ge)

    html = (await client.get(f"/partners/{partner}")).text

    assert html.count('<svg class="larga"') == 1
    table = html[html.index('id="storia"') :]
    assert table.count("data-row") == 4
    assert "4 collaborazioni aspettano una conferma" in html
    assert " style=" not in html


async def test_confirming_from_the_line_makes_it_certain_up_to_today(
    as_: People, browser_as: BrowserAs
) -> None:
    there = await liguria(by=as_.manager_ge)
    partner, row = there.partners["Comune di Genova"].id, there.rows[4][0].id
    client = await browser_as(as_.manager_ge)
    here = f"/partners/{partner}"

    answer = await client.post_form(
        f"/networks/{there.network.id}/participations/{row}/confirm",
        headers={"Referer": f"http://127.0.0.1:8000{here}"},
    )
    told = await client.get(f"/api/v1{here}/timeline?status=participation:going")

    assert answer.headers["location"] == here
    assert [one["participation"] for one in told.json()["items"]] == [row]


async def test_the_same_questions_serve_the_page_and_the_api(
    as_: People, browser_as: BrowserAs
) -> None:
    there = await liguria(by=as_.manager_ge)
    partner = there.partners["Comune di Genova"].id
    client = await browser_as(as_.manager_ge)
    query = "?on=2010&sort=-since"

    page = (await client.get(f"/partners/{partner}{query}")).text
    listed = (await client.get(f"/api/v1/partners/{partner}/timeline{query}")).json()["items"]

    assert [one["when_text"] for one in listed] == [
        "13/10/2010",
        "Progetto Sunrise ex art. 18 – dall'anno 2001",
    ]
    table = page[page.index('id="storia"') :]
    assert table.index("13/10/2010") < table.index("Progetto Sunrise")
    assert "15/02/2012" not in table


@pytest.mark.parametrize("path", ["", "/timeline.csv", "/on?day=1/1/2018", "/protocols",
                                  "/networks", "/on?day=2011&with=2016", "/join"])  # fmt: skip
async def test_every_page_of_a_partner_s_time_answers(
    as_: People, browser_as: BrowserAs, path: str
) -> None:
    there = await liguria(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    answer = await client.get(f"/partners/{there.partners['Comune di Genova'].id}{path}")

    assert answer.status_code == 200


async def test_a_link_sent_before_the_line_moved_still_leads_to_it(
    as_: People, browser_as: BrowserAs
) -> None:
    partner = await a_partner(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    answer = await client.get(f"/partners/{partner.id}/timeline?what=act&sort=-since")

    assert answer.status_code == 301
    assert answer.headers["location"] == f"/partners/{partner.id}?what=act&sort=-since"


async def test_the_acts_of_a_partner_are_told_apart_from_those_that_only_a_source_tells(
    as_: People, browser_as: BrowserAs
) -> None:
    there = await liguria(by=as_.manager_ge)
    genova = there.partners["Comune di Genova"]
    await a_historic_act("Convenzione con il porto", by=as_.operator_ge, with_=[genova])
    client = await browser_as(as_.manager_ge)

    page = document_fromstring((await client.get(f"/partners/{genova.id}/protocols")).text)

    registered, told = page.findall(".//table")
    assert [said(row) for row in registered.iterfind(".//tbody//th/a")] == [
        "Convenzione con il porto"
    ]
    assert len(told.findall(".//tbody//th/a")) == 2
    told_first = "4 collaborazioni, 1 atto, 2 atti di cui c’è solo la notizia, 1 rete"
    assert told_first in said(page)


async def test_the_networks_of_a_partner_are_each_one_row_with_all_that_it_does_there(
    as_: People, browser_as: BrowserAs
) -> None:
    there = await liguria(by=as_.manager_ge)
    ali = await a_network("Mettiamo le ali", by=as_.manager_ge)
    await takes_part(ali, there.partners["Comune di Genova"], by=as_.manager_ge, role_words="Sede")
    client = await browser_as(as_.manager_ge)

    html = (await client.get(f"/partners/{there.partners['Comune di Genova'].id}/networks")).text

    rows = document_fromstring(html).findall(".//tbody/tr")
    names = tuple(said(row[0]) for row in rows)
    parts = [said(row[1]) for row in rows]
    assert names == ("Mettiamo le ali", "Progetto HTH Liguria")
    assert parts[0] == "Sede"
    assert "Soggetto attuatore" in parts[1] and "Tavolo operativo" in parts[1]


async def test_what_is_to_be_clarified_is_answered_on_the_partner_s_page(
    as_: People, browser_as: BrowserAs
) -> None:
    partner = await a_partner("Prefettura di Genova", by=as_.manager_ge)
    asked = await partner_actions.ask(partner.id, "È parte dell'atto?", by=as_.manager_ge)
    ours, others = await browser_as(as_.manager_ge), await browser_as(as_.operator_cr)
    here = f"/partners/{partner.id}"

    before = [(await client.get(here)).text for client in (ours, others)]
    answer = await ours.post_form(
        f"{here}/questions/{asked.id}/answer", {"answer": "Sì, l'ha firmato."},
        headers={"Referer": f"http://127.0.0.1:8000{here}"},
    )  # fmt: skip
    after = (await ours.get(here)).text

    assert ["È parte dell&#39;atto?" in html for html in before] == [True, True]
    assert ["Registra la risposta" in html for html in before] == [True, False]
    assert answer.headers["location"] == here
    assert "Registra la risposta" not in after
    assert f"{here}/questions/{asked.id}/reopen" in after


async def test_a_period_that_is_not_understood_is_told_and_the_line_stays(
    as_: People, browser_as: BrowserAs
) -> None:
    there = await liguria(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)
    partner = there.partners["Comune di Genova"].id

    answer = await client.get(f"/partners/{partner}?on=quando vuoi")

    assert answer.status_code == 422
    assert "Scrivi un giorno, un mese o un anno" in answer.text
    assert '<svg class="larga"' in answer.text


async def test_a_partner_of_whom_nothing_is_known_has_a_page_that_teaches(
    as_: People, browser_as: BrowserAs
) -> None:
    partner = await a_partner(by=as_.manager_ge)
    client = await browser_as(as_.manager_ge)

    answer = await client.get(f"/partners/{partner.id}")

    assert "Di questo partner il registro non conosce ancora" in answer.text


HOUSEKEEPING = 5
"""Of the connection, around a look: its beginning, its end, and what it leaves clean."""


async def test_the_line_asks_the_database_as_often_for_fifty_rows_as_for_five(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.manager_ge)
    partner = await a_partner(by=as_.manager_ge)
    counts = []
    for first, last in ((0, 5), (5, 50)):
        for n in range(first, last):
            network = await a_network(f"Rete {n}", by=as_.manager_ge)
            await takes_part(network, partner, by=as_.manager_ge, when=f"dal {1970 + n}")
        async with statements() as asked:
            answer = await client.get(f"/partners/{partner.id}")
        counts.append(len(asked) - HOUSEKEEPING)
        assert answer.status_code == 200

    assert "La fonte non dice altro dopo l’inizio." in answer.text
    assert counts[0] == counts[1] <= 17


async def test_programs_get_the_acts_and_the_networks_as_the_pages_show_them(
    as_: People, browser_as: BrowserAs
) -> None:
    there = await liguria(by=as_.manager_ge)
    genova = there.partners["Comune di Genova"]
    for title, when in (("Convenzione vecchia", "2003"), ("Convenzione nuova", "2024")):
        await a_historic_act(title, by=as_.operator_ge, with_=[genova], when=when)
    client = await browser_as(as_.manager_ge)

    acts = (await client.get(f"/api/v1/partners/{genova.id}/protocols")).json()
    networks = (await client.get(f"/api/v1/partners/{genova.id}/networks")).json()

    assert [one["title"] for one in acts["items"]] == ["Convenzione nuova", "Convenzione vecchia"]
    assert len(acts["told"]) == 2
    assert [(one["name"], len(one["entries"])) for one in networks["items"]] == [
        ("Progetto HTH Liguria", 4)
    ]
