"""Figures as the sources tell them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.networks.figures import Counted, plain, read_figure, sums_that_differ
from registry.networks.kinds import Qualifier
from registry.platform.errors import InvalidInput


@pytest.mark.parametrize(
    ("words", "value", "qualifier"),
    [
        ("3267", "3267", Qualifier.EXACT),
        ("3.341", "3341", Qualifier.EXACT),
        ("circa 100", "100", Qualifier.ABOUT),
        ("oltre 1.250,5", "1250.5", Qualifier.MORE_THAN),
        ("almeno 12", "12", Qualifier.AT_LEAST),
        ("fino a 40", "40", Qualifier.AT_MOST),
        ("100 circa", "100", Qualifier.ABOUT),
    ],
)
def test_a_figure_keeps_its_number_and_how_it_is_meant(
    words: str, value: str, qualifier: Qualifier
) -> None:
    told = read_figure(words)

    assert (told.value, told.qualifier, told.words) == (Decimal(value), qualifier, words)


@pytest.mark.parametrize("words", ["molti", "10 o 20", "100 persone", "", "circa", "1.5"])
def test_what_is_not_one_number_is_refused_and_not_guessed(words: str) -> None:
    with pytest.raises(InvalidInput, match="Scrivi un numero"):
        read_figure(words)


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False))
def test_a_number_written_in_italian_reads_back_the_same(value: Decimal) -> None:
    assert read_figure(plain(value)).value == value


def test_the_parts_of_cremona_make_the_whole() -> None:
    figures = [
        Counted(1, "posizioni regolarizzate", Decimal(3267)),
        Counted(2, "contratti di lavoro", Decimal(2598), part_of=1),
        Counted(3, "permessi provvisori", Decimal(669), part_of=1),
    ]

    assert sums_that_differ(figures) == []


def test_a_whole_that_is_not_its_parts_is_told_with_the_sum() -> None:
    figures = [
        Counted(1, "posizioni regolarizzate", Decimal(3267)),
        Counted(2, "contratti di lavoro", Decimal(2598), part_of=1),
        Counted(3, "permessi provvisori", Decimal(670), part_of=1),
    ]

    warnings = sums_that_differ(figures)

    assert warnings == [
        "«posizioni regolarizzate»: 2598 + 670 fa 3268, la fonte dice 3267."
        " Controlla: non lo cambiamo."
    ]


def test_one_part_alone_says_nothing_of_the_whole() -> None:
    figures = [Counted(1, "domande", Decimal(10)), Counted(2, "accolte", Decimal(4), part_of=1)]

    assert sums_that_differ(figures) == []
