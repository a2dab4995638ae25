"""Lifelines: what is certain, what is possible, what is still to come, in picture and in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.platform.web.lifeline import (
    Axis,
    Basis,
    LifelineRow,
    Mood,
    Segment,
    Span,
    axis_of,
    details,
    exact_days,
    segments,
    sentence,
    sentences,
)

TODAY = date(2026, 11, 23)
AXIS = Axis(date(2000, 1, 1), date(2030, 1, 1))
END_OF_2020 = date(2020, 12, 31)


def on(year: int, month: int, day: int) -> Span:
    return Span(date(year, month, day), date(year, month, day))


def drawn(row: LifelineRow) -> list[Segment]:
    return segments(row, AXIS, TODAY)


def test_a_start_known_only_as_a_year_fades_over_that_year() -> None:
    sunrise = LifelineRow(
        label="Progetto Sunrise",
        starts=Span(date(2001, 1, 1), date(2001, 12, 31)),
        last_news_on=END_OF_2020,
    )

    assert drawn(sunrise)[0] == Segment(Mood.MAY_BEGIN, date(2001, 1, 1), date(2001, 12, 31))


def test_it_is_certain_from_the_latest_start_to_the_last_news_then_perhaps_until_today() -> None:
    sunrise = LifelineRow(
        label="Progetto Sunrise",
        starts=Span(date(2001, 1, 1), date(2001, 12, 31)),
        last_news_on=END_OF_2020,
    )

    assert drawn(sunrise)[1:] == [
        Segment(Mood.CERTAIN, date(2001, 12, 31), END_OF_2020),
        Segment(Mood.PERHAPS, END_OF_2020, TODAY),
    ]


def test_a_table_that_tells_of_2020_proves_nothing_about_today() -> None:
    table = LifelineRow(label="Tavolo", starts=on(2012, 2, 15), last_news_on=END_OF_2020)

    assert drawn(table)[-1].mood is Mood.PERHAPS


def test_news_of_today_leave_no_perhaps() -> None:
    confirmed = LifelineRow(label="Tavolo", starts=on(2012, 2, 15), last_news_on=TODAY)

    assert drawn(confirmed) == [Segment(Mood.CERTAIN, date(2012, 2, 15), TODAY)]


def test_news_from_the_future_prove_nothing_beyond_today() -> None:
    mistyped = LifelineRow(label="Tavolo", starts=on(2012, 2, 15), last_news_on=date(2029, 1, 1))

    assert drawn(mistyped) == [Segment(Mood.CERTAIN, date(2012, 2, 15), TODAY)]


def test_without_any_news_only_the_beginning_is_certain() -> None:
    silent = LifelineRow(label="Tavolo", starts=on(2012, 2, 15))

    assert drawn(silent) == [Segment(Mood.PERHAPS, date(2012, 2, 15), TODAY)]


def test_an_unknown_start_fades_from_the_edge_to_the_first_proof() -> None:
    network = LifelineRow(
        label="Rete", starts=Span(None, date(2020, 1, 1)), last_news_on=END_OF_2020
    )

    assert drawn(network)[:2] == [
        Segment(Mood.MAY_BEGIN, AXIS.first, date(2020, 1, 1)),
        Segment(Mood.CERTAIN, date(2020, 1, 1), END_OF_2020),
    ]


def test_news_prove_that_it_had_begun() -> None:
    vague = LifelineRow(
        label="Sportello", starts=Span(date(2010, 1, 1), date(2019, 12, 31)),
        last_news_on=date(2014, 6, 30),
    )  # fmt: skip

    assert drawn(vague)[0] == Segment(Mood.MAY_BEGIN, date(2010, 1, 1), date(2014, 6, 30))


def test_what_had_ended_had_begun() -> None:
    brief = LifelineRow(
        label="Sportello", starts=Span(date(2001, 1, 1), date(2005, 12, 31)),
        ends=Span(None, date(2003, 6, 30)),
    )  # fmt: skip

    assert drawn(brief) == [Segment(Mood.MAY_BEGIN, date(2001, 1, 1), date(2003, 6, 30))]


def test_a_term_still_to_come_begins_today() -> None:
    act = LifelineRow(label="Protocollo", starts=on(2025, 7, 10), ends=on(2029, 7, 9))

    assert drawn(act) == [
        Segment(Mood.CERTAIN, date(2025, 7, 10), TODAY),
        Segment(Mood.TO_COME, TODAY, date(2029, 7, 9)),
    ]


def test_an_end_known_as_a_season_fades_over_it() -> None:
    desk = LifelineRow(
        label="Sportello", starts=on(2008, 3, 1), ends=Span(date(2016, 4, 1), date(2016, 9, 30))
    )

    assert drawn(desk) == [
        Segment(Mood.CERTAIN, date(2008, 3, 1), date(2016, 4, 1)),
        Segment(Mood.MAY_END, date(2016, 4, 1), date(2016, 9, 30)),
    ]


def test_an_act_that_has_not_begun_is_all_to_come() -> None:
    future = LifelineRow(label="Protocollo", starts=on(2027, 1, 1), ends=on(2028, 12, 31))

    assert drawn(future) == [Segment(Mood.TO_COME, date(2027, 1, 1), date(2028, 12, 31))]


def test_an_act_to_come_without_an_end_reaches_the_edge() -> None:
    future = LifelineRow(label="Protocollo", starts=on(2027, 1, 1))

    assert drawn(future) == [Segment(Mood.TO_COME, date(2027, 1, 1), AXIS.last)]


@pytest.mark.parametrize("basis", [Basis.PRACTICE, Basis.NONE])
def test_what_has_no_act_is_hatched(basis: Basis) -> None:
    table = LifelineRow(label="Tavolo", starts=on(2012, 2, 15), basis=basis, last_news_on=TODAY)

    assert [segment.is_practice for segment in drawn(table)] == [True]


def test_a_practice_turns_solid_over_the_year_of_its_act() -> None:
    practice = LifelineRow(
        label="Prassi con la Commissione", basis=Basis.PRACTICE,
        formalised=Span(date(2018, 1, 1), date(2018, 12, 31)), last_news_on=END_OF_2020,
    )  # fmt: skip

    assert drawn(practice) == [
        Segment(Mood.MAY_BEGIN, AXIS.first, date(2018, 1, 1), is_practice=True),
        Segment(Mood.BECOMES_ACT, date(2018, 1, 1), date(2018, 12, 31)),
        Segment(Mood.CERTAIN, date(2018, 12, 31), END_OF_2020),
        Segment(Mood.PERHAPS, END_OF_2020, TODAY),
    ]


def test_a_practice_formalised_on_a_known_day_changes_on_that_day() -> None:
    practice = LifelineRow(
        label="Prassi", basis=Basis.PRACTICE, starts=on(2010, 5, 4), formalised=on(2018, 3, 5),
        last_news_on=END_OF_2020,
    )  # fmt: skip

    assert drawn(practice)[:2] == [
        Segment(Mood.CERTAIN, date(2010, 5, 4), date(2018, 3, 5), is_practice=True),
        Segment(Mood.CERTAIN, date(2018, 3, 5), END_OF_2020),
    ]
    assert exact_days(practice) == [date(2010, 5, 4), date(2018, 3, 5)]


def test_what_is_being_defined_stays_off_the_axis() -> None:
    regional = LifelineRow(label="Protocollo regionale", state="participation:in_definition")

    assert not regional.is_dated
    assert drawn(regional) == []
    assert sentences([regional], TODAY) == []


def test_the_scale_begins_at_the_first_known_year_rounded_down_to_five() -> None:
    rows = [LifelineRow(label="Sunrise", starts=Span(date(2001, 1, 1), date(2001, 12, 31)))]

    assert axis_of(rows, TODAY) == Axis(date(2000, 1, 1), date(2030, 1, 1))


def test_the_scale_ends_after_the_last_end() -> None:
    rows = [LifelineRow(label="Act", starts=on(2025, 1, 1), ends=on(2033, 6, 1))]

    assert axis_of(rows, TODAY).last == date(2034, 1, 1)


def test_a_body_of_1861_and_a_term_of_99_years_do_not_crush_the_scale() -> None:
    rows = [
        LifelineRow(label="Congregazione", starts=on(1861, 3, 17)),
        LifelineRow(label="Comodato", starts=on(2000, 1, 1), ends=on(2099, 1, 1)),
    ]

    assert axis_of(rows, TODAY) == Axis(date(1965, 1, 1), date(2039, 1, 1))


def test_the_line_below_the_label_has_the_words_and_never_a_day_that_nobody_wrote() -> None:
    table = LifelineRow(
        label="Tavolo", words="15/02/2012", understood="giorno esatto", starts=on(2012, 2, 15),
        basis=Basis.NONE, last_news_on=END_OF_2020, last_news="2020",
    )  # fmt: skip

    told = "«15/02/2012» · giorno esatto · nessun atto indicato · ultima notizia 2020"
    assert details(table) == told


def test_what_was_understood_is_made_from_the_days_when_nobody_said_it() -> None:
    practice = LifelineRow(
        label="Prassi", words="formalizzate nel 2018", basis=Basis.PRACTICE,
        formalised=Span(date(2018, 1, 1), date(2018, 12, 31)), ends=on(2024, 6, 30),
    )  # fmt: skip

    assert details(practice) == (
        "«formalizzate nel 2018» · inizio non indicato;"
        " atto tra il 01/01/2018 e il 31/12/2018; fino al 30/06/2024"
    )


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            LifelineRow(label="Sunrise", starts=Span(date(2001, 1, 1), date(2001, 12, 31)),
                        last_news_on=END_OF_2020, last_news="2020"),
            "Sunrise: inizio tra il 01/01/2001 e il 31/12/2001, ultima notizia 2020,"
            " poi forse continua.",
        ),
        (
            LifelineRow(label="Tavolo", starts=on(2012, 2, 15), basis=Basis.NONE,
                        last_news_on=TODAY),
            "Tavolo: dal 15/02/2012, nessun atto indicato, in corso.",
        ),
        (
            LifelineRow(label="Atto", starts=on(2025, 7, 10), ends=on(2029, 7, 9)),
            "Atto: dal 10/07/2025, fino al 09/07/2029.",
        ),
        (
            LifelineRow(label="Prassi", basis=Basis.PRACTICE, formalised=on(2018, 3, 5)),
            "Prassi: inizio non indicato, prassi poi formalizzata il 05/03/2018,"
            " poi nessuna notizia, forse continua.",
        ),
        (
            LifelineRow(label="Rete", starts=Span(None, date(2020, 1, 1)),
                        ends=Span(None, date(2024, 12, 31))),
            "Rete: inizio non dopo il 01/01/2020, fine non dopo il 31/12/2024.",
        ),
        (
            LifelineRow(label="Futuro", starts=on(2027, 1, 1)),
            "Futuro: dal 01/01/2027, senza una fine stabilita.",
        ),
    ],
)  # fmt: skip
def test_each_row_is_told_in_a_sentence(row: LifelineRow, told: str) -> None:
    assert sentence(row, TODAY) == told


days = st.dates(date(1950, 1, 1), date(2060, 1, 1))
spans = st.builds(
    lambda first, length, cut: Span(
        None if cut == 1 else first, None if cut == 2 else first + timedelta(days=length)
    ),
    days, st.integers(0, 4000), st.integers(0, 4),
)  # fmt: skip
rows = st.builds(
    LifelineRow,
    label=st.just("Riga"),
    starts=st.one_of(st.just(Span()), spans),
    ends=st.one_of(st.none(), spans),
    formalised=st.one_of(st.none(), spans),
    basis=st.sampled_from(Basis),
    last_news_on=st.one_of(st.none(), days),
)


@given(rows)
def test_whatever_the_source_says_the_bar_stays_on_the_axis_and_time_goes_forward(
    row: LifelineRow,
) -> None:
    axis = axis_of([row], TODAY)
    told = segments(row, axis, TODAY)

    assert axis.first < axis.last
    assert all(axis.first <= one.begins < one.ends <= axis.last for one in told)


@given(rows)
def test_nothing_is_certain_after_today(row: LifelineRow) -> None:
    told = segments(row, axis_of([row], TODAY), TODAY)

    assert all(one.ends <= TODAY for one in told if one.mood is Mood.CERTAIN)


@given(rows)
def test_whatever_the_source_says_there_is_a_sentence(row: LifelineRow) -> None:
    assert sentence(row, TODAY).startswith("Riga: ")
