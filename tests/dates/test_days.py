"""How long an act lasts: start + duration - 1 day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.dates.days import Duration, easter, last_day


@pytest.mark.parametrize(
    ("start", "duration", "ends"),
    [
        (date(2017, 12, 1), Duration(months=15), date(2019, 2, 28)),
        (date(2025, 7, 10), Duration(months=48), date(2029, 7, 9)),
        (date(2020, 1, 1), Duration(months=12), date(2020, 12, 31)),
        (date(2020, 1, 1), Duration(days=90), date(2020, 3, 30)),
        (date(2020, 1, 1), Duration(days=1), date(2020, 1, 1)),
        (date(2020, 1, 1), Duration(months=1, days=15), date(2020, 2, 15)),
    ],
)
def test_the_day_of_the_start_is_the_first_day(start: date, duration: Duration, ends: date) -> None:
    assert last_day(start, duration) == ends


@pytest.mark.parametrize(
    ("start", "months", "ends"),
    [
        (date(2016, 2, 29), 12, date(2017, 2, 28)),
        (date(2016, 2, 29), 48, date(2020, 2, 28)),
        (date(2015, 1, 31), 1, date(2015, 2, 28)),
        (date(2016, 1, 31), 1, date(2016, 2, 29)),
        (date(2015, 8, 31), 1, date(2015, 9, 30)),
        (date(2015, 2, 28), 12, date(2016, 2, 27)),
        (date(2015, 3, 1), 12, date(2016, 2, 29)),
    ],
)
def test_where_the_month_lacks_the_day_its_last_day_is_the_last(
    start: date, months: int, ends: date
) -> None:
    assert last_day(start, Duration(months=months)) == ends


def test_after_the_year_9999_there_is_no_day() -> None:
    assert last_day(date(9999, 12, 31), Duration(months=12)) is None
    assert last_day(date(9999, 12, 31), Duration(days=99999)) is None


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(1, 600))
def test_a_longer_duration_never_ends_earlier(start: date, months: int) -> None:
    shorter, longer = (last_day(start, Duration(months=n)) for n in (months, months + 1))

    assert shorter is not None
    assert longer is not None
    assert start - timedelta(days=1) < shorter < longer


@pytest.mark.parametrize(
    "day",
    [
        date(1954, 4, 18), date(1981, 4, 19), date(1999, 4, 4), date(2000, 4, 23),
        date(2008, 3, 23), date(2011, 4, 24), date(2015, 4, 5), date(2016, 3, 27),
        date(2024, 3, 31), date(2025, 4, 20), date(2038, 4, 25), date(2049, 4, 18),
    ],
)  # fmt: skip
def test_easter_is_the_day_of_the_calendar(day: date) -> None:
    assert easter(day.year) == day


@given(st.integers(1900, 2099))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    day = easter(year)

    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)
