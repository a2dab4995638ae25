"""The page of the day: what waits for each person, and nothing of anybody else's."""

import pytest

from registry.platform.accounts.roles import Actor
from tests.conftest import BrowserAs
from tests.people import People
from tests.schede.make import a_proposed_scheda, a_returned_scheda
from tests.submissions.make import a_registered_one


async def _text(browser_as: BrowserAs, actor: Actor) -> str:
    client = await browser_as(actor)
    answer = await client.get("/")
    assert answer.status_code == 200
    return str(answer.text)


@pytest.mark.parametrize("who", ["operator_cr", "legal_cr", "manager_ge", "ministry", "admin"])
async def test_every_function_has_its_day_even_when_nothing_waits(
    as_: People, browser_as: BrowserAs, who: str
) -> None:
    text = await _text(browser_as, getattr(as_, who))

    assert "<h1>Oggi, " in text


async def test_a_proposed_scheda_waits_for_the_head_and_not_for_who_wrote_it(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_proposed_scheda(as_.operator_cr)

    assert "Leggi e approva" in await _text(browser_as, as_.head_cr)
    assert "Leggi e approva" not in await _text(browser_as, as_.operator_cr)
    assert "Leggi e approva" not in await _text(browser_as, as_.head_ge)


async def test_a_returned_scheda_waits_for_the_office_with_the_ministry_s_words(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_returned_scheda(as_.operator_cr, as_.head_cr, "Manca l'accordo")

    text = await _text(browser_as, as_.operator_cr)

    assert "Correggi la scheda" in text
    assert "Manca l&#39;accordo" in text


async def test_a_registered_batch_waits_for_who_lets_it_leave(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_registered_one(as_)

    assert "Fai partire l&#39;invio" in await _text(browser_as, as_.head_cr)
    assert "Fai partire l&#39;invio" not in await _text(browser_as, as_.operator_cr)
