"""Comuni and provinces through time: an act of 2005 finds its place."""

from datetime import date

import pytest

from registry.platform.errors import InvalidInput, NotFound
from registry.territory import queries

pytestmark = pytest.mark.usefixtures("open_database")

IN_2005 = date(2005, 6, 1)
IN_2026 = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("name", "then", "now", "name_now"),
    [
        ("Piadena", "019071", "019116", "Piadena Drizzona"),
        ("Drizzona", "019042", "019116", "Piadena Drizzona"),
        ("Alghero", "090003", "112001", "Alghero"),
        ("Monza", "015149", "108033", "Monza"),
        ("Cremona", "019036", "019036", "Cremona"),
        ("Menarola", "014042", "014032", "Gordona"),
        ("Gambugliano", "024044", "024128", "Sovizzo"),
        ("Borgoforte", "020005", "020071", "Borgo Virgilio"),
        ("Bazzano", "037004", "037061", "Valsamoggia"),
    ],
)
async def test_a_name_of_2005_finds_its_comune_and_the_one_of_today(
    name: str, then: str, now: str, name_now: str
) -> None:
    found = await queries.municipality_on(f"{name} ({_abbreviation(then)})", on=IN_2005)

    assert (found.then.istat_code, found.current_code) == (then, now)
    assert found.today.name == name_now


def _abbreviation(code: str) -> str:
    of_2005 = {"019": "CR", "090": "SS", "015": "MI", "014": "SO", "024": "VI", "020": "MN",
               "037": "BO"}  # fmt: skip
    return of_2005[code[:3]]


async def test_every_step_between_is_told_with_its_doubts() -> None:
    seui = await queries.municipality_on("Seui", on=date(2000, 1, 1))
    piadena = await queries.municipality_on("Piadena", on=IN_2005)

    assert [seui.then.istat_code, *(step.istat_code for step in seui.steps)] == [
        "091081", "105015", "111081", "116023",
    ]  # fmt: skip
    assert any("successor inferred" in mark for mark in piadena.to_check)


@pytest.mark.parametrize("code", ["112001", "com:112001", "090003"])
async def test_a_code_of_another_time_leads_to_the_comune_of_that_day(code: str) -> None:
    then = await queries.municipality_on(code, on=IN_2005)
    now = await queries.municipality_on(code, on=IN_2026)

    assert (then.then.istat_code, now.then.istat_code) == ("090003", "112001")


async def test_a_comune_made_by_joining_two_was_two() -> None:
    found = await queries.municipalities_on("Piadena Drizzona", on=IN_2005)

    assert [one.then.name for one in found] == ["Drizzona", "Piadena"]
    with pytest.raises(InvalidInput, match=r"Drizzona \(CR\) 019042, Piadena \(CR\) 019071"):
        await queries.municipality_on("Piadena Drizzona", on=IN_2005)


async def test_while_it_was_part_of_another_a_comune_is_that_other() -> None:
    found = await queries.municipality_on("Baranzate", on=date(2003, 6, 1))

    assert found.then.name == "Bollate"


@pytest.mark.parametrize("name", ["Bozen", "bolzano", "Bolzano/Bozen", " BOLZANO "])
async def test_a_comune_answers_to_each_of_its_names(name: str) -> None:
    assert (await queries.municipality_on(name, on=IN_2026)).then.istat_code == "021008"


async def test_homonyms_are_told_apart_by_the_province() -> None:
    with pytest.raises(InvalidInput) as refused:
        await queries.municipality_on("Samone", on=IN_2026, field="seat")

    assert "Samone (TO)" in refused.value.fields["seat"]
    assert (await queries.municipality_on("Samone (TN)", on=IN_2026)).then.province == "022"


async def test_a_comune_that_never_was_is_not_found() -> None:
    with pytest.raises(NotFound, match="«Atlantide»"):
        await queries.municipality_on("Atlantide", on=IN_2026)


async def test_days_before_the_history_are_read_as_its_first() -> None:
    rome = await queries.municipality_on("Roma", on=date(1950, 1, 1))

    assert rome.then.istat_code == "058091"


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("OT", date(2010, 1, 1), "104"),
        ("OT", IN_2026, "113"),
        ("SU", date(2020, 1, 1), "111"),
        ("FO", date(2000, 1, 1), "040"),
        ("PS", date(2000, 1, 1), "041"),
        ("MI", date(2000, 1, 1), "015"),
        ("ss", IN_2005, "090"),
        ("ss", IN_2026, "112"),
        ("092", IN_2005, "092"),
        ("Forlì-Cesena", IN_2026, "040"),
    ],
)
async def test_an_abbreviation_means_the_province_of_its_day(
    text: str, day: date, code: str
) -> None:
    assert (await queries.find_province(text, on=day)).istat_code == code


async def test_an_abbreviation_that_nobody_had_that_day_is_not_found() -> None:
    with pytest.raises(NotFound, match="«VS»"):
        await queries.find_province("VS", on=date(2020, 1, 1))
