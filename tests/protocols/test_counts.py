"""The list of acts at scale: counts that are kept are the counts that are made, and each order
is an index's."""

from datetime import date, datetime

import pytest

from registry.platform import clock, tallies
from registry.platform.accounts.roles import Actor, Visibility
from registry.platform.clock import ROME
from registry.platform.database import fetch
from registry.platform.lists import Ask
from registry.protocols import actions, queries
from registry.protocols.kinds import ActKind, Matter, Renewal
from registry.protocols.lifecycle import IN_FORCE, SIGNING
from registry.protocols.queries import listing, orders
from registry.protocols.queries.asking import asked_of
from registry.protocols.shapes import Ending, NewProtocol, ProtocolFilters
from tests.people import People
from tests.plans import READING, plan_of, reads_whole, sorts_everything
from tests.protocols.make import a_body, a_draft, a_historic_act, an_act

pytestmark = pytest.mark.usefixtures("db")

NOW = datetime(2026, 11, 23, 9, tzinfo=ROME)


async def some_acts(as_: People) -> None:
    """Of two offices, of every visibility, at every moment of their life."""
    body = await a_body("comune", by=as_.operator_cr)
    await an_act(as_, SIGNING)
    ends = {"Presto": "31/12/2026", "Lontano": "31/12/2030", "Passato": "31/12/2025"}
    for title, end in ends.items():
        for renewal in (Renewal.EXPRESS, Renewal.TACIT):
            await a_historic_act(
                f"{title} {renewal}",
                by=as_.operator_cr,
                when="dal 2020",
                ends=end,
                renewal=renewal,
                matters=[Matter.HEALTH, Matter.LABOUR],
                with_=[body],
            )
    for visibility in Visibility:
        await a_historic_act(
            str(visibility), by=as_.operator_ge, visibility=visibility, kind=ActKind.TABLE
        )
    await actions.draft(NewProtocol(kind=ActKind.OTHER, subject="x", is_proposed=True),
                        by=as_.operator_ge)  # fmt: skip


async def kept_and_made(by: Actor, office: str = "") -> tuple[tallies.Counts, tallies.Counts]:
    with clock.standing_at(NOW):
        asked = asked_of(Ask(), ProtocolFilters(office=office), by)
        return await listing._known_counts(asked, by), await listing._made_counts(asked)


@pytest.mark.parametrize("who", ["operator_cr", "operator_ge", "ministry"])
@pytest.mark.parametrize("office", ["", "pref-cr", "pref-ge"])
async def test_counts_that_are_kept_are_the_ones_that_are_made(
    as_: People, who: str, office: str
) -> None:
    await some_acts(as_)

    kept, made = await kept_and_made(getattr(as_, who), office)

    assert {name: dict(many) for name, many in kept.items() if many} == {
        name: dict(many) for name, many in made.items() if many
    }


async def test_an_act_that_changes_moves_from_one_count_to_another(as_: People) -> None:
    act = await a_historic_act("Uno", by=as_.operator_cr, status=IN_FORCE)
    before = (await kept_and_made(as_.legal_cr))[0]["status"]

    ending = Ending(ended_on=date(2026, 5, 4), reason="non serve più")
    await actions.terminate(act.id, ending, by=as_.legal_cr)

    after = (await kept_and_made(as_.legal_cr))[0]["status"]
    assert (before, after) == ({"in_force": 1}, {"terminated": 1})


async def test_counting_anew_changes_nothing_and_makes_one_line_of_many(as_: People) -> None:
    await some_acts(as_)
    told = (await kept_and_made(as_.operator_cr))[0]
    lines = await fetch("SELECT count(*) AS n FROM tally")

    await tallies.recount("protocols")

    assert (await kept_and_made(as_.operator_cr))[0] == told
    assert (await fetch("SELECT count(*) AS n FROM tally"))[0]["n"] < lines[0]["n"]
    assert await tallies.differences("protocols") == 0


async def test_a_count_that_went_wrong_is_found_and_mended(as_: People) -> None:
    await a_historic_act("Uno", by=as_.operator_cr)
    await fetch("UPDATE tally SET n = 7 WHERE facet = 'kind' AND audience = 'network'")

    assert await tallies.differences("protocols") == 1
    await tallies.recount("protocols")

    assert await tallies.differences("protocols") == 0


@pytest.mark.parametrize("sort", ["first", "-first", "status"])
async def test_what_comes_first_does_not_depend_on_how_it_is_read(as_: People, sort: str) -> None:
    await some_acts(as_)
    await a_draft("altro", by=as_.operator_cr)

    with clock.standing_at(NOW):
        told = []
        for is_wide in (True, False):
            asked = asked_of(Ask(), ProtocolFilters(), as_.operator_cr)
            asked.is_wide = is_wide
            page = orders.page_of(asked, sort, size=50)
            sql = f"SELECT id FROM ({page}) p WHERE $3::date IS NOT NULL ORDER BY place"  # noqa: S608
            told.append([row["id"] for row in await fetch(sql, *asked.arguments)])

    assert told[0] == told[1]
    assert len(told[0]) == len(set(told[0]))


async def test_the_second_page_goes_on_where_the_first_ended(as_: People) -> None:
    await some_acts(as_)

    with clock.standing_at(NOW):
        for sort in orders.SORTS:
            whole = await queries.list_protocols(
                Ask(sort=sort), ProtocolFilters(), by=as_.operator_cr
            )
            pages = [
                row.id
                for page in (1, 2, 3)
                for row in (
                    await queries.list_protocols(
                        Ask(sort=sort, page=page, size=4), ProtocolFilters(), by=as_.operator_cr
                    )
                ).items
            ]
            assert pages == [row.id for row in whole.items][:12], sort


@pytest.mark.parametrize("sort", [f"{way}{name}" for name in orders.SORTS for way in ("", "-")])
async def test_every_order_is_an_index_s(as_: People, sort: str) -> None:
    await some_acts(as_)
    asked = asked_of(Ask(), ProtocolFilters(), as_.operator_cr)
    stretches = orders._kept(orders.SORTS[sort.removeprefix("-")], asked, sort)

    for stretch in stretches:
        read = orders._read(asked, stretch, 0, sort, "20")
        sql = f"SELECT *, $3::date FROM {read} AS read"  # noqa: S608
        plan = await plan_of(sql, asked.arguments)

        assert not reads_whole(plan, "protocol"), plan
        assert not sorts_everything(plan), plan


@pytest.mark.parametrize(
    "filters",
    [
        {"status": "in_force"},
        {"status": "expired"},
        {"view": "to_do"},
        {"view": "expiring"},
        {"kind": "protocol"},
        {"matter": "health"},
        {"office": "pref-cr"},
        {"partner": "1"},
        {"network": "1"},
        {"place": "prov:019"},
        {"signed_from": "1/1/2026"},
        {"expiring_before": "1/1/2027"},
    ],
)
async def test_every_filter_has_an_index(as_: People, filters: dict[str, str]) -> None:
    await a_draft(by=as_.operator_cr)
    asked = asked_of(Ask(), ProtocolFilters(**filters), as_.operator_cr)

    sql = f"SELECT a.id, $3::date FROM protocol a WHERE {asked.conditions}"  # noqa: S608
    plan = await plan_of(sql, asked.arguments, dear=READING)

    assert not reads_whole(plan, "protocol"), plan
