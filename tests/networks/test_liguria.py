"""The table of Liguria: twelve rows, none of whose words is lost."""

from datetime import date

import pytest

from registry.dates.asking import read_days
from registry.networks import queries
from registry.networks.rows import Body, BodyOnDay, ParticipantRow
from tests.networks.make import LIGURIA, liguria
from tests.people import People


def _rows_of(rows: list[ParticipantRow], n: int) -> list[ParticipantRow]:
    return [row for row in rows if row.source_row == n]


def _names(bodies: list[BodyOnDay]) -> set[str]:
    return {one.body.name for one in bodies}


async def test_the_words_of_every_cell_are_kept_as_they_were(as_: People) -> None:
    there = await liguria(by=as_.manager_ge)

    rows = await queries.participants(there.network.id, by=as_.manager_ge)

    for n, told in enumerate(LIGURIA, start=1):
        for row in _rows_of(rows, n):
            assert row.source_cell == told.cell
            assert row.source_row_words == [told.activity, told.since]
            assert row.when_text == told.since
            assert told.activity in (row.role_words, row.activity)


async def test_a_cell_of_four_bodies_becomes_four_partners_that_share_it(as_: People) -> None:
    there = await liguria(by=as_.manager_ge)

    rows = _rows_of(await queries.participants(there.network.id, by=as_.manager_ge), 12)

    assert [row.body.name for row in rows] == [
        "Prefettura di Genova",
        "Regione Liguria",
        "Comune di Genova",
        "Università degli Studi di Genova",
    ]
    assert len({row.source_cell for row in rows}) == 1
    assert [other.name for other in rows[2].together] == [
        "Prefettura di Genova",
        "Regione Liguria",
        "Università degli Studi di Genova",
    ]


async def test_the_network_counts_its_rows_bodies_and_exact_starts(as_: People) -> None:
    there = await liguria(by=as_.manager_ge)

    network = await queries.view(there.network.id, by=as_.manager_ge)

    assert (network.rows, network.bodies) == (12, 18)
    assert network.lead == Body(id=there.partners["Regione Liguria"].id, name="Regione Liguria")
    assert network.last_news_on == date(2020, 12, 31)


@pytest.mark.parametrize(
    ("n", "earliest", "latest", "note"),
    [
        (1, date(2010, 10, 13), date(2010, 10, 13), ""),
        (3, date(2017, 12, 1), date(2017, 12, 1), "adesione al progetto HTH Liguria"),
        (4, date(2010, 1, 1), date(2010, 12, 31), "Progetto Sunrise ex art. 18"),
        (5, date(2001, 1, 1), date(2001, 12, 31), "Progetto Sunrise ex art. 18"),
        (6, date(2006, 1, 1), date(2006, 12, 31), "Progetto Nuovi Orizzonti ex art. 13"),
        (7, date(2004, 1, 1), date(2004, 12, 31), "Progetto Lucciola e progetto Oltre la strada"),
        (9, date(2016, 1, 1), date(2016, 12, 31), None),
        (10, None, date(2018, 12, 31), None),
        (11, None, None, ""),
        (12, date(2015, 4, 20), date(2015, 4, 20), ""),
    ],
)
async def test_each_start_is_understood_no_further_than_it_is_told(
    as_: People, n: int, earliest: date | None, latest: date | None, note: str | None
) -> None:
    there = await liguria(by=as_.manager_ge)

    row = _rows_of(await queries.participants(there.network.id, by=as_.manager_ge), n)[0]

    assert (row.starts_earliest, row.starts_latest) == (earliest, latest)
    assert note is None or row.when_note == note


async def test_on_new_year_of_2018_thirteen_were_certain_and_the_practice_possible(
    as_: People,
) -> None:
    there = await liguria(by=as_.manager_ge)

    answer = await queries.who_on(there.network.id, read_days("1° gennaio 2018"), by=as_.manager_ge)

    assert _names(answer.certain) == {
        "AICCRE", "Questura di Genova", "Comune di Ventimiglia", "Comune di Savona",
        "Comune di Genova", "Comune di Chiavari", "Comune della Spezia", "ANCI Liguria",
        "ATS InConTraRe", "Prefettura di Genova", "Regione Liguria",
        "Università degli Studi di Genova",
    }  # fmt: skip
    assert answer.possible == []
    assert _names(answer.undated) == {
        "CGIL", "CISL", "UIL", "INPS", "INAIL", "Ispettorato del Lavoro",
    }  # fmt: skip
    assert {one.reason for one in answer.undated} == {"in corso di definizione"}


async def test_before_its_act_of_2015_the_prefettura_is_possible_by_its_practice(
    as_: People,
) -> None:
    there = await liguria(by=as_.manager_ge)

    answer = await queries.who_on(there.network.id, read_days("1/1/2012"), by=as_.manager_ge)

    practice = next(one for one in answer.possible if one.body.name == "Prefettura di Genova")
    assert practice.reason == "inizio non noto, non oltre il 2018"


async def test_today_nobody_is_certain_any_more_and_the_last_news_is_the_reason(
    as_: People,
) -> None:
    there = await liguria(by=as_.manager_ge)

    answer = await queries.who_on(there.network.id, read_days("oggi"), by=as_.manager_ge)

    assert answer.certain == []
    assert len(answer.possible) == 12
    assert {one.reason for one in answer.possible} == {"l'ultima notizia è: 2020"}


async def test_before_2001_the_registry_has_no_news(as_: People) -> None:
    there = await liguria(by=as_.manager_ge)

    answer = await queries.who_on(there.network.id, read_days("1999"), by=as_.manager_ge)

    assert (answer.certain, answer.known_since) == ([], date(2001, 1, 1))


async def test_between_2012_and_2018_five_entered_and_nobody_left(as_: People) -> None:
    there = await liguria(by=as_.manager_ge)

    told = await queries.compare_days(
        there.network.id, read_days("1/1/2013"), read_days("1/1/2018"), by=as_.manager_ge
    )

    assert _names(told.entered) == {
        "Comune di Ventimiglia", "ANCI Liguria", "ATS InConTraRe", "Regione Liguria",
        "Università degli Studi di Genova",
    }  # fmt: skip
    assert told.left == []
    assert "Comune di Genova" in _names(told.stayed)
    assert "Prefettura di Genova" in _names(told.unsure)


async def test_the_history_of_the_comune_tells_also_what_others_did_with_it(as_: People) -> None:
    there = await liguria(by=as_.manager_ge)

    told = await queries.history_of(there.partners["Comune di Genova"].id, by=as_.manager_ge)

    assert [(one.source_row, one.tie, one.via and one.via.name) for one in told] == [
        (5, "own", None),
        (1, "with", "AICCRE"),
        (2, "with", "Questura di Genova"),
        (12, "own", None),
    ]


async def test_the_lead_partner_s_history_has_the_network_it_leads(as_: People) -> None:
    there = await liguria(by=as_.manager_ge)

    told = await queries.history_of(there.partners["Regione Liguria"].id, by=as_.manager_ge)

    assert [(one.tie, one.network_name) for one in told] == [
        ("own", "Progetto HTH Liguria"),
        ("lead", "Progetto HTH Liguria"),
    ]
