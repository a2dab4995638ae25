"""What is not yet signed is seen by its own office alone, through every window."""

from typing import Any

import pytest

from registry.histories.queries import acts_of
from registry.partners import queries as partners
from registry.partners.queries import list_partners
from registry.partners.shapes import PartnerFilters
from registry.platform import clock, search
from registry.platform.accounts.roles import Visibility
from registry.platform.database import fetch
from registry.platform.errors import NotFound
from registry.platform.lists import Ask
from registry.protocols import actions, lifecycle, queries
from registry.protocols.kinds import ActKind, RelationKind
from registry.protocols.lifecycle import (
    CIRCULATED,
    IN_DEFINITION,
    IN_FORCE,
    SIGNED,
    SIGNING,
    ProtocolStatus,
)
from registry.protocols.shapes import ProtocolFilters, RelationData
from registry.protocols.tables import Protocol
from tests.conftest import BrowserAs
from tests.people import People
from tests.protocols.make import a_draft, a_historic_act, an_act, parties_of, two_parties

pytestmark = pytest.mark.usefixtures("db")

API = "/api/v1/protocols"
BEFORE = [IN_DEFINITION, CIRCULATED, SIGNING]
SUBJECT = "la vigilanza sul capolarato"


async def seen_by(client: Any, act_id: int) -> list[int]:
    """The answers of every window on the act."""
    paths = [
        f"/protocols/{act_id}",
        f"/protocols/{act_id}/history",
        f"/protocols/{act_id}/draft",
        f"/protocols/{act_id}/checks",
        f"/protocols/{act_id}/parties.csv",
        f"{API}/{act_id}",
    ]
    return [(await client.get(path)).status_code for path in paths]


@pytest.mark.parametrize("status", BEFORE)
@pytest.mark.parametrize("who", ["operator_ge", "legal_ge", "ministry"])
async def test_an_act_that_is_not_signed_is_not_there_for_others(
    as_: People, browser_as: BrowserAs, status: ProtocolStatus, who: str
) -> None:
    act = await an_act(as_, status, subject=SUBJECT)
    reader = getattr(as_, who)
    client = await browser_as(reader)

    assert act.visibility == Visibility.NETWORK
    assert set(await seen_by(client, act.id)) <= {404, 403}
    with pytest.raises(NotFound):
        await queries.find(act.id, by=reader)
    listed = await queries.list_protocols(Ask(), ProtocolFilters(), by=reader)
    assert (listed.items, listed.total, listed.facets.get("office", [])) == ([], 0, [])
    assert SUBJECT not in (await client.get("/protocols?q=capolarato")).text
    assert (await client.get(f"{API}?q=capolarato")).json()["items"] == []
    assert (await client.get("/protocols/protocols.csv")).text.count("capolarato") == 0
    assert await search.search("capolarato", by=reader) == ([], {})


@pytest.mark.parametrize("status", BEFORE)
async def test_its_own_office_reads_it_from_the_first_day(
    as_: People, browser_as: BrowserAs, status: ProtocolStatus
) -> None:
    act = await an_act(as_, status, subject=SUBJECT)
    client = await browser_as(as_.colleague_cr)

    found, _ = await search.search("capolarato", by=as_.colleague_cr)

    assert (await client.get(f"{API}/{act.id}")).status_code == 200
    assert [one.object_id for one in found] == [act.id]
    listed = await queries.list_protocols(Ask(), ProtocolFilters(), by=as_.colleague_cr)
    assert [one.id for one in listed.items] == [act.id]


async def test_with_the_last_signature_others_read_it(as_: People, browser_as: BrowserAs) -> None:
    act = await an_act(as_, SIGNED, subject=SUBJECT)
    client = await browser_as(as_.legal_ge)

    found, _ = await search.search("capolarato", by=as_.legal_ge)

    assert (await client.get(f"/protocols/{act.id}")).status_code == 200
    assert [one.object_id for one in found] == [act.id]


async def test_an_act_put_away_without_signatures_stays_inside(as_: People) -> None:
    act = await an_act(as_, CIRCULATED, subject=SUBJECT)

    await actions.archive(act.id, by=as_.legal_cr)

    with pytest.raises(NotFound):
        await queries.find(act.id, by=as_.ministry)
    assert await search.search("capolarato", by=as_.ministry) == ([], {})


async def test_a_partners_line_and_its_place_in_the_list_say_nothing_of_a_draft(
    as_: People,
) -> None:
    act = await an_act(as_, SIGNING)
    body = (await parties_of(act.id))[1].partner
    partner = await partners.view(body, by=as_.legal_ge)

    rows = await list_partners(Ask(), PartnerFilters(), by=as_.legal_ge)

    assert await acts_of(partner.id, by=as_.legal_ge) == []
    assert len(await acts_of(partner.id, by=as_.legal_cr)) == 1
    assert {row.acts for row in rows.items} == {0}


async def test_a_signed_act_does_not_name_the_one_that_is_being_written_to_renew_it(
    as_: People,
) -> None:
    old = await a_historic_act("Il protocollo di prima", by=as_.operator_cr, status=IN_FORCE)
    tie = RelationData(to_act=old.id, kind=RelationKind.RENEWS)
    new = await a_draft(by=as_.operator_cr, relations=[tie])

    inside = await queries.view(old.id, by=as_.legal_cr)
    outside = await queries.view(old.id, by=as_.legal_ge)

    assert [one.act for one in inside.relations] == [new.id]
    assert outside.relations == []


async def test_a_document_of_a_draft_is_not_for_others(as_: People, browser_as: BrowserAs) -> None:
    act = await a_draft(by=as_.operator_cr, with_=await two_parties(as_), duration_months=12)
    client = await browser_as(as_.operator_ge)

    answer = await client.get(f"{API}/{act.id}/documents/1")

    assert answer.status_code == 404


@pytest.mark.parametrize("visibility", list(Visibility))
async def test_the_database_keeps_whom_an_act_is_shown_to_as_the_rules_say(
    as_: People, visibility: Visibility
) -> None:
    now = clock.now()
    facts: dict[str, Any] = {"kind": ActKind.OTHER, "title": "x", "office": "pref-cr"}
    facts |= {"visibility": visibility, "created_at": now, "changed_at": now}
    lives = [(status, None) for status in ProtocolStatus if status != "archived"]
    lives += [("archived", status) for status, _ in lives]  # type: ignore[misc]  # two statuses
    await Protocol.insert(
        *(Protocol(status=status, archived_from=last, **facts) for status, last in lives)
    )

    kept = {row["id"]: row["audience"] for row in await fetch("SELECT * FROM protocol")}

    acts = await Protocol.objects()
    assert len(acts) == len(lives)
    assert kept == {act.id: lifecycle.audience(act) for act in acts}
