"""What imprecise dates allow one to say of a day."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from registry.networks.days import (
    Answer,
    Change,
    Span,
    Standing,
    best_of,
    between,
    during,
    is_to_confirm,
    on_day,
)

SUNRISE = Span(
    starts_earliest=date(2001, 1, 1),
    starts_latest=date(2001, 12, 31),
    last_news_on=date(2020, 12, 31),
    news="2020 circa",
)


def test_between_the_latest_start_and_the_last_news_it_is_certain() -> None:
    answers = [on_day(SUNRISE, day) for day in (date(2001, 12, 31), date(2020, 12, 31))]

    assert [answer.standing for answer in answers] == [Standing.CERTAIN] * 2


def test_within_the_year_of_the_start_it_is_possible_and_the_year_is_the_reason() -> None:
    answer = on_day(SUNRISE, date(2001, 5, 2))

    assert answer == Answer(Standing.POSSIBLE, "inizio nel 2001, giorno non noto")


def test_after_the_last_news_it_is_possible_and_the_news_is_the_reason() -> None:
    answer = on_day(SUNRISE, date(2026, 11, 23))

    assert answer == Answer(Standing.POSSIBLE, "l'ultima notizia è: 2020 circa")


def test_before_the_earliest_start_it_is_out() -> None:
    assert on_day(SUNRISE, date(2000, 12, 31)).standing is Standing.OUT


def test_a_source_without_a_date_proves_the_first_day_alone() -> None:
    table = Span(starts_earliest=date(2012, 2, 15), starts_latest=date(2012, 2, 15))

    answers = [on_day(table, date(2012, 2, 15)), on_day(table, date(2012, 2, 16))]

    assert [answer.standing for answer in answers] == [Standing.CERTAIN, Standing.POSSIBLE]
    assert answers[1].reason == "dopo l'inizio la fonte non dice altro"


def test_an_end_that_was_told_needs_no_news() -> None:
    wings = Span(
        starts_earliest=date(2017, 12, 1),
        starts_latest=date(2017, 12, 1),
        ends_earliest=date(2019, 2, 28),
        ends_latest=date(2019, 2, 28),
    )

    days = [date(2017, 12, 1), date(2018, 6, 1), date(2019, 2, 28), date(2019, 3, 1)]

    assert [on_day(wings, day).standing for day in days] == [
        Standing.CERTAIN,
        Standing.CERTAIN,
        Standing.CERTAIN,
        Standing.OUT,
    ]


def test_between_the_possible_ends_it_may_be_over() -> None:
    closed_in_2019 = Span(
        starts_earliest=date(2010, 10, 13),
        starts_latest=date(2010, 10, 13),
        ends_earliest=date(2019, 1, 1),
        ends_latest=date(2019, 12, 31),
        has_ended=True,
    )

    answer = on_day(closed_in_2019, date(2019, 7, 1))

    assert answer == Answer(Standing.POSSIBLE, "fine nel 2019, giorno non noto")


def test_closed_nobody_knows_when_says_so() -> None:
    closed = Span(
        starts_earliest=date(2010, 1, 1),
        starts_latest=date(2010, 12, 31),
        last_news_on=date(2020, 12, 31),
        has_ended=True,
    )

    answer = on_day(closed, date(2024, 1, 1))

    assert answer == Answer(Standing.POSSIBLE, "finita, non si sa quando")


def test_a_practice_of_unknown_start_is_certain_on_the_day_of_its_news_alone() -> None:
    practice = Span(last_news_on=date(2020, 12, 31))

    days = [date(2019, 1, 1), date(2020, 12, 31), date(2021, 1, 1)]

    assert [on_day(practice, day).standing for day in days] == [
        Standing.POSSIBLE,
        Standing.CERTAIN,
        Standing.POSSIBLE,
    ]
    assert on_day(practice, days[0]).reason == "inizio non indicato"


def test_what_is_being_defined_is_without_a_date_whatever_its_news() -> None:
    being_defined = Span(is_in_definition=True, last_news_on=date(2020, 12, 31))

    answer = on_day(being_defined, date(2020, 12, 31))

    assert answer == Answer(Standing.UNDATED, "in corso di definizione")


def test_news_older_than_the_start_proves_nothing() -> None:
    planned = Span(
        starts_earliest=date(2022, 1, 1),
        starts_latest=date(2022, 12, 31),
        last_news_on=date(2020, 12, 31),
    )

    assert on_day(planned, date(2022, 12, 31)).standing is Standing.POSSIBLE


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (Standing.OUT, Standing.CERTAIN, Change.ENTERED),
        (Standing.CERTAIN, Standing.OUT, Change.LEFT),
        (Standing.CERTAIN, Standing.CERTAIN, Change.STAYED),
        (Standing.OUT, Standing.OUT, Change.ABSENT),
        (Standing.POSSIBLE, Standing.CERTAIN, Change.UNSURE),
        (Standing.CERTAIN, Standing.POSSIBLE, Change.UNSURE),
        (Standing.UNDATED, Standing.CERTAIN, Change.UNSURE),
    ],
)
def test_a_change_is_said_only_when_both_days_are_certain(
    before: Standing, after: Standing, change: Change
) -> None:
    assert between(before, after) is change


def test_a_body_is_certain_if_one_of_its_collaborations_is() -> None:
    answers = [Answer(Standing.UNDATED), Answer(Standing.CERTAIN), Answer(Standing.OUT)]

    assert best_of(answers).standing is Standing.CERTAIN


def test_what_nobody_confirmed_for_two_years_is_to_be_confirmed() -> None:
    assert is_to_confirm(SUNRISE, on=date(2023, 1, 1))
    assert not is_to_confirm(SUNRISE, on=date(2022, 12, 31))


def test_what_is_over_or_not_yet_defined_is_not_to_be_confirmed() -> None:
    over = Span(starts_earliest=date(2018, 1, 1), starts_latest=date(2018, 12, 31), has_ended=True)
    being_defined = Span(is_in_definition=True)

    assert not is_to_confirm(over, on=date(2026, 1, 1))
    assert not is_to_confirm(being_defined, on=date(2026, 1, 1))


# The rule against every truth that the words allow, over twelve days.

_FIRST = date(2020, 1, 1)
_DAYS = [_FIRST + timedelta(days=n) for n in range(12)]
_NEVER = date(2020, 3, 1)

_some_day = st.none() | st.sampled_from(_DAYS)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    starts = sorted(draw(st.lists(st.sampled_from(_DAYS), min_size=2, max_size=2)))
    ends = sorted(draw(st.lists(st.sampled_from(_DAYS), min_size=2, max_size=2)))
    keep = draw(st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()))
    bounds = [day if kept else None for day, kept in zip([*starts, *ends], keep, strict=True)]
    return Span(
        starts_earliest=bounds[0],
        starts_latest=bounds[1],
        ends_earliest=bounds[2],
        ends_latest=bounds[3],
        last_news_on=draw(_some_day),
    )


def truths(span: Span) -> Iterator[tuple[date, date]]:
    """Every start and end that agree with what is known; an end may lie far beyond."""
    before_all = _FIRST - timedelta(days=20)
    for start in [before_all, *_DAYS, _NEVER]:
        for end in [before_all, *_DAYS, _NEVER]:
            known = (
                start <= end
                and (span.starts_earliest is None or span.starts_earliest <= start)
                and (span.starts_latest is None or start <= span.starts_latest)
                and (span.ends_earliest is None or span.ends_earliest <= end)
                and (span.ends_latest is None or end <= span.ends_latest)
            )
            if known and (span.news_on is None or start <= span.news_on <= end):
                yield start, end


@settings(max_examples=300)
@given(span=spans(), day=st.sampled_from(_DAYS))
def test_certain_is_what_every_truth_has_and_out_is_what_none_has(span: Span, day: date) -> None:
    assume(not span.is_undated)
    possible = [start <= day <= end for start, end in truths(span)]
    assume(possible)

    standing = on_day(span, day).standing

    assert (standing is Standing.CERTAIN) == all(possible)
    assert (standing is Standing.OUT) == (not any(possible))


@settings(max_examples=100)
@given(span=spans(), day=st.sampled_from(_DAYS))
def test_whatever_is_not_certain_has_a_reason(span: Span, day: date) -> None:
    answer = on_day(span, day)

    assert bool(answer.reason) == (answer.standing is not Standing.CERTAIN)


def test_a_month_is_certain_only_if_each_of_its_days_is() -> None:
    january = (date(2018, 1, 1), date(2018, 1, 31))
    joined = Span(
        starts_earliest=date(2018, 1, 15),
        starts_latest=date(2018, 1, 15),
        last_news_on=date(2020, 12, 31),
    )

    assert during(SUNRISE, *january).standing is Standing.CERTAIN
    assert during(joined, *january) == Answer(Standing.POSSIBLE, "solo per una parte del periodo")


def test_what_lies_within_the_period_was_there_for_a_part_of_it() -> None:
    short = Span(
        starts_earliest=date(2018, 3, 1),
        starts_latest=date(2018, 3, 1),
        ends_earliest=date(2018, 4, 1),
        ends_latest=date(2018, 4, 1),
    )

    answer = during(short, date(2018, 1, 1), date(2018, 12, 31))

    assert answer.standing is Standing.POSSIBLE


def test_a_period_in_doubt_gives_the_reason_of_the_doubt() -> None:
    answer = during(SUNRISE, date(2020, 1, 1), date(2021, 12, 31))

    assert answer == Answer(Standing.POSSIBLE, "l'ultima notizia è: 2020 circa")
