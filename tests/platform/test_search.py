"""The search finds what its reader may open, and nothing else."""

import pytest

from tests.conftest import BrowserAs
from tests.intake.make import a_delivery
from tests.intake.make import a_scheda as a_sent_sheet
from tests.networks.make import a_network, a_partner
from tests.people import People
from tests.protocols.make import a_historic_act
from tests.submissions.make import a_registered_one


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


async def test_a_passage_is_shown_only_where_it_has_the_words(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_network("Rete Girasole", by=as_.operator_cr, description="Corsi di sartoria")
    client = await browser_as(as_.operator_cr)

    by_name = (await client.get("/api/v1/search?q=girasole")).json()["items"]
    by_notes = (await client.get("/api/v1/search?q=sartoria")).json()["items"]

    assert [one["title"] for one in by_name] == [one["title"] for one in by_notes]
    assert by_name[0]["passage"] == ""
    assert "sartoria" in by_notes[0]["passage"].lower()


@pytest.mark.parametrize("typed", ["TRASM_CR_2026_0001", "trasm cr 2026 1", "0012345"])
async def test_a_batch_is_found_by_its_name_or_the_number_of_its_letter_by_its_own_office(
    as_: People, browser_as: BrowserAs, typed: str
) -> None:
    batch = await a_registered_one(as_)
    own, other = await browser_as(as_.operator_cr), await browser_as(as_.operator_ge)

    page = await own.get("/search", params={"q": typed})
    rows = (await own.get("/api/v1/search", params={"q": typed})).json()["items"]
    elsewhere = await other.get("/search", params={"q": typed})
    hidden = (await other.get("/api/v1/search", params={"q": typed})).json()

    assert page.headers["location"] == f"/submissions/{batch.id}"
    assert (rows[0]["room"], rows[0]["title"]) == ("submissions", "TRASM_CR_2026_0001")
    assert elsewhere.status_code == 200
    assert (hidden["items"], hidden["total"]) == ([], 0)


async def test_a_delivery_is_found_by_the_number_of_its_receipt_by_the_ministry(
    as_: People, browser_as: BrowserAs
) -> None:
    delivery = await a_delivery(as_.ministry, a_sent_sheet(1))
    ministry, office = await browser_as(as_.ministry), await browser_as(as_.operator_cr)

    found = await ministry.get("/search", params={"q": delivery.receipt_number})
    hidden = await office.get("/api/v1/search", params={"q": delivery.receipt_number})

    assert found.headers["location"] == f"/intake/{delivery.id}"
    assert hidden.json()["items"] == []
