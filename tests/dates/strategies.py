"""EDTF strings of levels 0 and 1, made by hypothesis from the grammar's own pieces."""

from datetime import date

from hypothesis import strategies as st

from registry.dates import edtf

QUALIFIERS = st.sampled_from(["", "?", "~", "%"])


def _years(first: int, last: int) -> st.SearchStrategy[str]:
    return st.integers(first, last).map(lambda year: f"{year:04}")


@st.composite
def _days(draw: st.DrawFn, first: int, last: int) -> str:
    day = draw(st.dates(date(max(first, 1), 1, 1), date(last, 12, 31)))
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def _months(first: int, last: int, codes: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    return st.tuples(_years(first, last), codes).map(lambda pair: f"{pair[0]}-{pair[1]:02}")


def _plain(first: int, last: int) -> st.SearchStrategy[str]:
    """A year, month or day."""
    return st.one_of(
        _years(first, last), _months(first, last, st.integers(1, 12)), _days(first, last)
    )


def _qualified(first: int, last: int) -> st.SearchStrategy[str]:
    return st.tuples(_plain(first, last), QUALIFIERS).map("".join)


def _hidden(first: int, last: int) -> st.SearchStrategy[str]:
    years = _years(first, last)
    return st.one_of(
        years.map(lambda year: f"{year[:3]}X"),
        years.map(lambda year: f"{year[:2]}XX"),
        years.map(lambda year: f"{year}-XX"),
        years.map(lambda year: f"{year}-XX-XX"),
        _months(first, last, st.integers(1, 12)).map(lambda month: f"{month}-XX"),
    )


def _seasons(first: int, last: int) -> st.SearchStrategy[str]:
    return _months(first, last, st.integers(21, 24))


def _edges(first: int, last: int) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(["..", ""]), _qualified(first, last), _seasons(first, last))


def _intervals(first: int, last: int) -> st.SearchStrategy[str]:
    ends = st.tuples(_edges(first, last), _edges(first, last))
    return ends.map("/".join).filter(edtf.is_valid)


def edtf_strings(first: int = 1, last: int = 9999) -> st.SearchStrategy[str]:
    """Dates and intervals whose years are between the two."""
    singles = st.one_of(_qualified(first, last), _hidden(first, last), _seasons(first, last))
    return st.one_of(singles, _intervals(first, last))
