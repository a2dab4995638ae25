"""The imprecise date itself: what scripts see, and how people correct it."""

import pytest

from registry.dates import as_json, read
from registry.dates.edtf import Precision
from registry.dates.imprecise import State, understood_as
from registry.platform.errors import InvalidInput


def test_scripts_see_exactly_the_names_of_the_public_surface() -> None:
    assert as_json(read("dai primi anni 2000")) == {
        "text": "dai primi anni 2000",
        "edtf": "200X",
        "period": "2000~/..",
        "earliest": "2000-01-01",
        "latest": "2003-12-31",
        "precision": "decade",
        "state": None,
        "note": None,
        "words": "dai primi anni 2000",
    }


def test_what_is_not_understood_is_null_and_unknown() -> None:
    assert as_json(read("boh")) == {
        "text": "boh",
        "edtf": None,
        "period": None,
        "earliest": None,
        "latest": None,
        "precision": "unknown",
        "state": "unknown",
        "note": None,
        "words": None,
    }


@pytest.mark.parametrize(
    ("typed", "precision"),
    [
        ("13/10/2010", Precision.DAY),
        ("ottobre 2014", Precision.MONTH),
        ("estate 2015", Precision.SEASON),
        ("fine 2017", Precision.YEAR),
        ("a.s. 2015/16", Precision.YEAR),
        ("2018-XX", Precision.YEAR),
        ("2018-12-XX", Precision.MONTH),
        ("anni Novanta", Precision.DECADE),
        ("XX secolo", Precision.CENTURY),
        ("fino al 31/12/2018", Precision.UNKNOWN),
        ("in corso di definizione", Precision.UNKNOWN),
    ],
)
def test_the_precision_is_of_the_start(typed: str, precision: Precision) -> None:
    assert read(typed).precision is precision


def test_a_bare_date_in_a_column_of_starts_goes_on() -> None:
    when = read("13/10/2010").going_on()

    assert (when.edtf, when.period) == ("2010-10-13", "2010-10-13/..")
    assert when.words == "dal 13 ottobre 2010"
    assert when.goes_on


@pytest.mark.parametrize("typed", ["dal 2010 al 2012", "fino al 2018", "boh", "dal 2010"])
def test_what_is_not_a_bare_date_stays_as_it_is(typed: str) -> None:
    when = read(typed)

    assert when.going_on() == when


def test_a_correction_keeps_the_words_and_changes_what_they_mean() -> None:
    when = understood_as("da sempre", "1990~/..")

    assert (when.text, when.edtf, when.period) == ("da sempre", "1990~", "1990~/..")
    assert when.state is None


def test_a_correction_that_is_not_edtf_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        understood_as("da sempre", "31/02/2015")

    assert "31/02/2015" in refused.value.fields["edtf"]


def test_a_lone_slash_means_nothing_to_say() -> None:
    when = read("/")

    assert (when.state, when.warnings) == (State.UNKNOWN, ())
