"""The round of the collection, and what each person finds when they come in."""

from collections.abc import Awaitable, Callable

import pytest

from good_practices.intake import queries as intake
from good_practices.schede import queries as schede
from good_practices.submissions import queries as submissions
from good_practices.submissions.unpack import open_package
from intese import demo
from intese.today.boards import board_for
from registry.platform.database import fetch, fetch_value
from tests.demo.conftest import Told
from tests.web_client import Browser

Enter = Callable[[str], Awaitable[Browser]]


async def test_the_first_batch_of_cremona_has_come_back_decided(told: Told) -> None:
    batch = await submissions.view(told.made["invio-1"], by=told.people["operator_cr"])

    assert batch.name.startswith("TRASM_CR_")
    assert batch.name.endswith("_0001")
    assert (batch.status, len(batch.receipts)) == ("confirmed", 4)
    assert [item.status for item in batch.items] == ["returned", "accepted"]


async def test_one_scheda_was_returned_with_words(told: Told) -> None:
    scheda = await schede.view(told.made["scheda-1"], by=told.people["operator_cr"])

    assert scheda.status == "returned"
    assert "distretto casalasco" in scheda.returned_words


async def test_the_package_left_in_the_folder_is_whole_and_carries_three_acts(told: Told) -> None:
    (path,) = told.out.glob("TRASM_CR_*_0001.zip")

    package = open_package(path.read_bytes())

    assert [scheda.field for scheda in package.summary.schede] == [1, 7]
    assert [act.letter for act in package.summary.acts] == ["A", "B", "C"]
    assert all(act.file for act in package.summary.acts)


async def test_the_demo_leaves_its_documents(told: Told) -> None:
    kinds = {path.name.split("_pref-cr")[0].split("_progetto")[0] for path in told.out.iterdir()}

    assert {
        "protocollo", "00_lettera_trasmissione.docx", "00_modulo_circolare.docx", "tabella-rete",
        "struttura-operativa",
    } <= kinds  # fmt: skip
    assert len(list(told.out.glob("0?_scheda_campo0[17]_*.docx"))) == 2


async def test_the_ministry_has_a_batch_to_open(told: Told) -> None:
    counts = await intake.counts()

    assert (counts.to_open, counts.returned, counts.answered) == (1, 1, 1)


@pytest.mark.parametrize("who", ["operator_cr", "head_cr", "legal_cr", "ministry"])
async def test_something_waits_for_everyone_who_decides(told: Told, who: str) -> None:
    board = await board_for(told.people[who])

    assert board.mine
    assert all(thing.action and thing.text for thing in board.mine)


@pytest.mark.parametrize("person", demo.PEOPLE, ids=lambda person: person.key)
async def test_every_home_has_something(told: Told, person: demo.Person) -> None:
    board = await board_for(told.people[person.key])

    assert any(counter.count for counter in board.counters)


async def test_genova_has_collaborations_to_confirm_and_a_draft(told: Told) -> None:
    manager = await board_for(told.people["manager_ge"])
    operator = await board_for(told.people["operator_ge"])

    assert len(manager.extra["to_confirm"]) >= 12
    assert [counter.count for counter in operator.counters if "draft" in counter.href] == [1]


PAGES = {
    "operator_cr": ["/", "/schede", "/submissions", "/protocols", "/partners", "/networks"],
    "legal_cr": ["/", "/protocols", "/partners", "/networks"],
    "manager_ge": ["/", "/networks", "/partners", "/protocols"],
    "ministry": ["/", "/intake", "/intake/matrix", "/partners", "/protocols"],
    "admin": ["/", "/users", "/offices"],
}


@pytest.mark.parametrize("who", PAGES)
async def test_every_section_opens(enter: Enter, who: str) -> None:
    browser = await enter(who)

    for path in PAGES[who]:
        answer = await browser.get(path)

        assert answer.status_code == 200, path


THINGS = {
    "/partners/{}": ["comune-genova", "prefettura-genova", "lule", "ats-incontrare", "asl-cremona"],
    "/partners/{}/names": ["comune-genova", "ats-incontrare", "asl-cremona"],
    "/partners/{}/protocols": ["comune-genova", "prefettura-genova", "lule"],
    "/partners/{}/networks": ["comune-genova", "ats-incontrare"],
    "/networks/{}": ["hth", "oltre-hth", "ali", "ritorno", "regolarizzazione"],
    "/networks/{}/structure": ["hth"],
    "/protocols/{}": ["protocollo-2014", "accordo-2015", "accordo-volontariato", "rinnovo"],
    "/schede/{}": ["scheda-1", "scheda-7", "scheda-mediatore", "scheda-ascolto"],
    "/submissions/{}": ["invio-1", "invio-2"],
}


@pytest.mark.parametrize("path", THINGS)
async def test_every_thing_of_the_demo_has_its_page(told: Told, enter: Enter, path: str) -> None:
    browser = await enter("operator_cr")

    for key in THINGS[path]:
        answer = await browser.get(path.format(told.made[key]))

        assert answer.status_code == 200, key


async def test_nothing_happened_before_what_it_stands_on(told: Told) -> None:
    later = await fetch(
        "SELECT id FROM (SELECT id, at, lag(at) OVER (ORDER BY id) AS before FROM audit_event"
        " WHERE user_name <> 'Intese') e WHERE at < before"
    )

    assert not later


async def test_a_registry_with_the_demo_is_not_empty(told: Told) -> None:
    assert await fetch_value("SELECT count(*) FROM partner")
    assert not await demo.is_empty()
