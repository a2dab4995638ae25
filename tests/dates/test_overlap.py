"""Possible and certain: the two questions that an imprecise date can answer."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.dates import overlap, read
from registry.dates.imprecise import ImpreciseDate
from registry.dates.overlap import Stretch
from tests.dates.strategies import edtf_strings

MID_2010 = date(2010, 6, 30)


@pytest.mark.parametrize(
    ("typed", "day", "is_possible", "is_certain"),
    [
        ("dal 2010", date(2009, 12, 31), False, False),
        ("dal 2010", MID_2010, True, False),
        ("dal 2010", date(2010, 12, 31), True, True),
        ("dal 2010", date(2030, 1, 1), True, True),
        ("dai primi anni 2000", date(2002, 1, 1), True, False),
        ("dai primi anni 2000", date(2003, 12, 31), True, True),
        ("dal 1° dicembre 2017 al 28 febbraio 2019", date(2017, 11, 30), False, False),
        ("dal 1° dicembre 2017 al 28 febbraio 2019", date(2017, 12, 1), True, True),
        ("dal 1° dicembre 2017 al 28 febbraio 2019", date(2019, 2, 28), True, True),
        ("dal 1° dicembre 2017 al 28 febbraio 2019", date(2019, 3, 1), False, False),
        ("dal 2016 al 2018", date(2016, 6, 1), True, False),
        ("dal 2016 al 2018", date(2017, 6, 1), True, True),
        ("dal 2016 al 2018", date(2018, 6, 1), True, False),
        ("dal 2016 al 2018", date(2019, 1, 1), False, False),
        ("fino al 2018", date(1990, 1, 1), True, False),
        ("fino al 2018", date(2019, 1, 1), False, False),
        ("2010/", date(2020, 1, 1), True, False),
        ("da prima del 2010", date(2009, 6, 1), True, False),
        ("da prima del 2010", date(2010, 1, 1), True, True),
        ("nel 2018", date(2018, 6, 1), True, False),
        ("nel 2018", date(2019, 1, 1), False, False),
        ("13/10/2010", date(2010, 10, 13), True, True),
        ("13/10/2010", date(2010, 10, 14), False, False),
        ("dopo il 2010", date(2010, 12, 31), False, False),
        ("dopo il 2010", date(2030, 1, 1), True, False),
        ("tre anni dal 2018", date(2020, 12, 31), True, True),
        ("tre anni dal 2018", date(2021, 6, 1), True, False),
        ("tre anni dal 2018", date(2021, 12, 31), False, False),
        ("in corso di definizione", MID_2010, False, False),
        ("boh", MID_2010, False, False),
    ],
)
def test_what_is_under_way_on_a_day(
    typed: str, day: date, is_possible: bool, is_certain: bool
) -> None:
    when = read(typed)

    assert overlap.is_possibly_on(when, day) == is_possible
    assert overlap.is_certainly_on(when, day) == is_certain


@pytest.mark.parametrize(
    ("one", "other", "is_possible", "is_certain"),
    [
        ("dal 2010", "dal 2015", True, True),
        ("dal 2010 al 2012", "dal 2012 al 2014", True, False),
        ("dal 2010 al 2012", "dal 2011 al 2014", True, True),
        ("dal 2010 al 2012", "dal 2013", False, False),
        ("nel 2018", "dal 2010", True, True),
        ("nel 2018", "nel 2018", True, False),
        ("13/10/2010", "13/10/2010", True, True),
        ("fino al 2018", "dal 2019", False, False),
        ("fino al 2018", "dal 2018", True, False),
        ("boh", "dal 2010", False, False),
    ],
)
def test_whether_two_met(one: str, other: str, is_possible: bool, is_certain: bool) -> None:
    first, second = read(one), read(other)

    assert overlap.possibly_overlap(first, second) == is_possible
    assert overlap.certainly_overlap(first, second) == is_certain


def test_the_stretches_that_a_line_of_time_draws() -> None:
    when = read("dal 2016 al 2018")

    assert overlap.possible_days(when) == Stretch(date(2016, 1, 1), date(2018, 12, 31))
    assert overlap.certain_days(when) == Stretch(date(2016, 12, 31), date(2018, 1, 1))


def test_rows_sort_by_earliest_start_and_those_without_date_come_last() -> None:
    typed = ["boh", "nel 2018", "dall'anno 2001", "13/10/2010", "fino al 2005", "dal 2010"]

    in_order = sorted((read(text) for text in typed), key=overlap.sort_key)

    assert [when.text for when in in_order] == [
        *("fino al 2005", "dall'anno 2001", "dal 2010", "13/10/2010", "nel 2018", "boh")
    ]


WHENS = edtf_strings(1990, 2030).map(read)
DAYS = st.dates(date(1985, 1, 1), date(2035, 12, 31))


@given(WHENS, DAYS)
def test_what_is_certain_is_possible(when: ImpreciseDate, day: date) -> None:
    assert not overlap.is_certainly_on(when, day) or overlap.is_possibly_on(when, day)


@given(WHENS, WHENS)
def test_two_that_certainly_met_possibly_met_and_each_met_the_other(
    one: ImpreciseDate, other: ImpreciseDate
) -> None:
    certainly = overlap.certainly_overlap(one, other)

    assert certainly == overlap.certainly_overlap(other, one)
    assert overlap.possibly_overlap(one, other) == overlap.possibly_overlap(other, one)
    assert not certainly or overlap.possibly_overlap(one, other)


@given(WHENS, WHENS, DAYS)
def test_two_under_way_on_the_same_day_met(
    one: ImpreciseDate, other: ImpreciseDate, day: date
) -> None:
    both_certain = overlap.is_certainly_on(one, day) and overlap.is_certainly_on(other, day)
    both_possible = overlap.is_possibly_on(one, day) and overlap.is_possibly_on(other, day)

    assert not both_certain or overlap.certainly_overlap(one, other)
    assert not both_possible or overlap.possibly_overlap(one, other)


@given(WHENS, DAYS)
def test_outside_the_possible_days_nothing_is_possible(when: ImpreciseDate, day: date) -> None:
    days = overlap.possible_days(when)

    inside = days is not None and days.first <= day <= days.last
    assert overlap.is_possibly_on(when, day) == inside
    assert day + timedelta(days=1) > day
