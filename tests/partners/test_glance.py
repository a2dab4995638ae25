"""The list of partners reads one row a partner, which is always what the other tables say."""

from datetime import date, datetime

import pytest
from msgspec import convert

from registry.partners import actions, queries
from registry.partners.kinds import Kind, NameKind, SuccessionKind
from registry.partners.shapes import NameData, PartnerFilters, SuccessionData, TieData
from registry.platform import clock
from registry.platform.clock import ROME
from registry.platform.database import fetch, transaction
from registry.platform.lists import Ask, order_by
from tests.partners.make import a_partner
from tests.people import People
from tests.plans import READING, plan_of, reads_whole, sorts_everything

pytestmark = pytest.mark.usefixtures("db")

NOW = datetime(2026, 11, 23, 9, tzinfo=ROME)


async def rows_at_a_glance() -> list[dict[str, object]]:
    return [dict(row) for row in await fetch("SELECT * FROM partner_glance ORDER BY partner")]


async def test_the_glance_is_what_the_tables_say_after_every_act(as_: People) -> None:
    by = as_.operator_cr
    asl = await a_partner("ASL di Cremona", kind=Kind.HEALTH_AUTHORITY, by=by)
    ats = await a_partner("ATS della Val Padana", kind=Kind.HEALTH_AGENCY, by=by)
    await actions.add_name(ats.id, NameData(name="USSL 51", kind=NameKind.FORMER), by=by)
    await actions.ask(ats.id, "Da quando?", by=by)
    succession = SuccessionData(successor=ats.id, kind=SuccessionKind.MERGED, when="nel 2016")
    await actions.succeed(asl.id, succession, by=by)
    told = TieData(ties=3, since_text="dal 2016", since_earliest=date(2016, 1, 1))
    async with transaction():
        await actions.record_ties(asl.id, TieData(ties=1), room="protocols")
        await actions.record_ties(ats.id, told, room="protocols")
        await actions.record_ties(ats.id, TieData(ties=2, is_going_on=True), room="networks")

    kept = await rows_at_a_glance()
    await fetch("SELECT look_at_partners(ARRAY(SELECT id FROM partner))")

    assert kept == await rows_at_a_glance()
    assert [(row["acts"], row["collaborations"], row["is_former"]) for row in kept] == [
        (1, 0, True), (3, 2, False),
    ]  # fmt: skip
    assert (kept[1]["former_name"], kept[1]["open_questions"]) == ("USSL 51", 1)


async def test_a_name_or_a_tie_that_goes_away_is_shown_no_more(as_: People) -> None:
    body = await a_partner("Associazione Lule", kind=Kind.ASSOCIATION, by=as_.operator_cr)
    former = NameData(name="LULE O.n.l.u.s.", kind=NameKind.FORMER)
    await actions.add_name(body.id, former, by=as_.operator_cr)
    async with transaction():
        await actions.record_ties(body.id, TieData(ties=2), room="networks")
        await actions.record_ties(body.id, TieData(ties=0), room="networks")
    await fetch("DELETE FROM partner_name")

    (row,) = await rows_at_a_glance()

    assert (row["collaborations"], row["former_name"]) == (0, "")


async def test_a_question_that_was_answered_is_asked_no_more(as_: People) -> None:
    body = await a_partner("Enti gestori", kind=Kind.OTHER, by=as_.operator_cr)
    await actions.ask(body.id, "Quali?", by=as_.operator_cr)
    (question,) = (await queries.view(body.id, by=as_.operator_cr)).questions

    await actions.answer(body.id, question.id, "Tre cooperative", by=as_.operator_cr)

    (row,) = await rows_at_a_glance()
    assert row["open_questions"] == 0


async def test_every_situation_that_is_counted_is_the_one_that_is_listed(as_: People) -> None:
    over, going = TieData(ties=1, over_on=date(2019, 2, 28)), TieData(ties=1, is_going_on=True)
    ties = {"Finita": over, "In corso": going, "Forse": TieData(ties=1), "Senza": TieData(ties=0)}
    for name, told in ties.items():
        body = await a_partner(name, kind=Kind.ASSOCIATION, by=as_.operator_cr)
        async with transaction():
            await actions.record_ties(body.id, told, room="networks")

    with clock.standing_at(NOW):
        whole = await queries.list_partners(Ask(), PartnerFilters(), by=as_.operator_cr)
        for facet in whole.facets["situation"]:
            kept = await queries.list_partners(
                Ask(), PartnerFilters(situation=facet.value), by=as_.operator_cr
            )
            assert kept.total == facet.count == 1
            assert {row.situation for row in kept.items} == {facet.value}
    assert {facet.value for facet in whole.facets["situation"]} == {
        "ended", "active", "perhaps_active", "without_ties",
    }  # fmt: skip


@pytest.mark.parametrize("sort", [f"{way}{name}" for name in queries.SORTS for way in ("", "-")])
async def test_every_order_is_an_index_s(as_: People, sort: str) -> None:
    await a_partner("Comune di Crema", by=as_.operator_cr)
    order = order_by(sort, queries.SORTS, default="", last="p.partner")

    plan = await plan_of(f"SELECT p.partner FROM partner_glance p ORDER BY {order} LIMIT 20")  # noqa: S608

    assert not sorts_everything(plan), plan


@pytest.mark.parametrize(
    "filters",
    [
        {"kind": "municipality"},
        {"nature": "public"},
        {"office": "pref-cr"},
        {"place": "reg:03"},
        {"situation": "to_clarify"},
        {"situation": "without_ties"},
    ],
)
async def test_every_filter_has_an_index(as_: People, filters: dict[str, str]) -> None:
    await a_partner("Comune di Crema", by=as_.operator_cr)
    asked = queries._asked_of(Ask(), convert(filters, PartnerFilters), as_.operator_cr)

    sql = f"SELECT p.partner, $3::date FROM partner_glance p WHERE {asked.conditions}"  # noqa: S608
    plan = await plan_of(sql, asked.arguments, dear=READING)

    assert not reads_whole(plan, "partner_glance"), plan
