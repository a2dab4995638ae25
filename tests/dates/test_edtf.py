"""EDTF, levels 0 and 1: what it is, what it is not, and which days it means."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from registry.dates import edtf
from registry.platform.errors import InvalidInput
from tests.dates.strategies import edtf_strings
from tests.dates.vectors import day, rows

VALID = [row.split(" ") for row in rows("edtf_valid.txt")]
INVALID = [row.split("\t")[0].replace("\\n", "\n") for row in rows("edtf_invalid.txt")]
HUNDRED_KB = 100_000


@pytest.mark.parametrize(("level", "text"), [(row[0], row[1]) for row in VALID])
def test_a_valid_string_is_read_at_its_level_and_written_back_as_it_was(
    level: str, text: str
) -> None:
    value = edtf.parse(text)

    assert str(value) == text
    assert value.level == int(level)


@pytest.mark.parametrize(("text", "earliest", "latest"), [tuple(row[1:]) for row in VALID])
def test_a_valid_string_has_its_earliest_and_latest_day(
    text: str, earliest: str, latest: str
) -> None:
    bounds = edtf.parse(text).bounds

    assert (bounds.earliest, bounds.latest) == (day(earliest), day(latest))


@pytest.mark.parametrize("text", INVALID)
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        edtf.parse(text)

    assert "EDTF" in refused.value.fields["edtf"]
    assert not edtf.is_valid(text)


def test_the_vectors_are_many_and_no_two_are_the_same() -> None:
    valid = {row[1] for row in VALID}

    assert len(valid) == len(VALID) >= 120
    assert len(set(INVALID)) == len(INVALID) >= 60
    assert not valid & set(INVALID)


@given(edtf_strings())
def test_writing_what_was_read_gives_the_same_string(text: str) -> None:
    value = edtf.parse(text)

    assert str(value) == text
    assert edtf.parse(str(value)) == value


@given(edtf_strings())
def test_the_earliest_day_is_never_after_the_latest(text: str) -> None:
    bounds = edtf.parse(text).bounds

    assert bounds.earliest is None or bounds.latest is None or bounds.earliest <= bounds.latest


@given(st.text(alphabet="0123456789-X?~%/.TYZ:+ ", max_size=30))
@example("Y" + "9" * 5000)
@example("-")
@example("2015-02-29/..")
def test_no_text_made_of_its_letters_makes_it_stumble(text: str) -> None:
    value = edtf.parse_or_none(text)

    assert value is None or str(value) == text


@given(st.text())
def test_no_text_at_all_makes_it_stumble(text: str) -> None:
    value = edtf.parse_or_none(text)

    assert value is None or str(value) == text


@pytest.mark.parametrize(
    "text",
    [
        "1" * HUNDRED_KB,
        "X" * HUNDRED_KB,
        "/" * HUNDRED_KB,
        "-" * HUNDRED_KB,
        "." * HUNDRED_KB,
        "Y" + "1" * HUNDRED_KB,
        "2004-01-01T" + "1:" * (HUNDRED_KB // 2),
        "2004/" * (HUNDRED_KB // 5),
        "2004~" * (HUNDRED_KB // 5),
    ],
    ids=lambda text: text[:12],
)
def test_a_text_of_a_hundred_kilobytes_costs_no_more_than_its_length(text: str) -> None:
    started = time.process_time()
    edtf.parse_or_none(text)
    spent = time.process_time() - started

    assert spent < 0.05


@given(st.integers(1, 9999), st.integers(0, 13), st.integers(0, 32))
@settings(max_examples=300)
def test_a_day_is_valid_if_and_only_if_the_calendar_has_it(year: int, month: int, on: int) -> None:
    text = f"{year:04}-{month:02}-{on:02}"

    try:
        there_is_one = bool(day(text))
    except ValueError:
        there_is_one = False

    assert edtf.is_valid(text) == there_is_one
