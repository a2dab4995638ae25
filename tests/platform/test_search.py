"""The search finds what its reader may open, and nothing else."""

import pytest

from tests.conftest import BrowserAs
from tests.networks.make import a_network, a_partner
from tests.people import People
from tests.protocols.make import a_historic_act


@pytest.mark.parametrize("path", ["/search", "/api/v1/search"])
async def test_who_reads_no_room_finds_nothing_in_any(
    as_: People, browser_as: BrowserAs, path: str
) -> None:
    await a_partner("Consorzio Girasole", by=as_.operator_cr)
    await a_network("Rete Girasole", by=as_.operator_cr, visibility="network")
    await a_historic_act("Protocollo Girasole", by=as_.operator_cr)
    admin, clerk = await browser_as(as_.admin), await browser_as(as_.operator_ge)

    hidden = await admin.get(path, params={"q": "girasole"})
    found = await clerk.get(path, params={"q": "girasole"})

    names = ("Consorzio Girasole", "Rete Girasole", "Protocollo Girasole")
    words = [one.replace("<mark>", "").replace("</mark>", "") for one in (hidden.text, found.text)]
    assert [name in words[0] for name in names] == [False, False, False]
    assert [name in words[1] for name in names] == [True, True, True]


async def test_a_room_that_is_not_there_is_not_searched(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.get("/api/v1/search?q=x&room=cantina")

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"room"}
