"""Dates in figures. The day comes before the month, always; a date that is none is
IMPOSSIBLE, so that nobody tries to read it otherwise.

A year of two figures is of this century up to 39, of the last from 70 on; between them it
is not read, and the reader says so. A number and a year (5/2010) is not a date by itself:
acts are numbered in the same way.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from registry.dates.days import day_or_none
from registry.dates.grammar.terms import Term

FIRST_YEAR, LAST_YEAR = 1000, 2999
SEASONS = range(21, 25)
THIS_CENTURY_TO, LAST_CENTURY_FROM = 39, 70
LONGEST_SHORT_RANGE = 10
ORDINAL_MARKS = "°º^ª"
ORDINAL_ENDS = {*ORDINAL_MARKS, "o", "a", "er", "re", "st", "nd", "rd", "th"}
DECADE_ENDS = {"s", "er"}
"""1990s, 1990er Jahre."""
SHORT_DECADES = {"30", "40", "50", "60", "70", "80", "90"}
Terms = dict[Term, Any]


@dataclass(frozen=True, slots=True)
class Loose:
    """A day, month or year that may still want what stands elsewhere in the phrase. The
    month may be the code of a season, 21 to 24."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    has_short_year: bool = False

    @property
    def is_possible(self) -> bool:
        if self.is_season:
            return self.day is None
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        leap_year = self.year or 2000
        return self.day is None or day_or_none(leap_year, self.month or 1, self.day) is not None

    @property
    def is_season(self) -> bool:
        return self.month in SEASONS

    def filled_from(self, other: "Loose") -> "Loose":
        """«dal 1° al 15 marzo 2016»: the start takes month and year from the end."""
        if self.month is None and self.day is not None:
            if other.day is None:  # «dal 13 al 10/2010» says nothing
                return self
            return replace(self, month=other.month, year=self.year or other.year)
        return replace(self, year=self.year or other.year)


ROMAN_LETTERS = {"I": 1, "V": 5, "X": 10}


def roman(letters: str) -> int | None:
    if not set(letters) <= set(ROMAN_LETTERS):
        return None
    values = [ROMAN_LETTERS[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-one if one < then else one for one, then in zip(values, following, strict=True))


def whole_year(figures: str) -> int | None:
    if len(figures) == 4 and figures.isdigit() and FIRST_YEAR <= int(figures) <= LAST_YEAR:
        return int(figures)
    return None


def short_year(figures: str) -> int | None:
    if len(figures) != 2 or not figures.isdigit():
        return None
    year = int(figures)
    if year <= THIS_CENTURY_TO:
        return 2000 + year
    return 1900 + year if year >= LAST_CENTURY_FROM else None


AS_HYPHENS = str.maketrans("–—−‐‑‒", "------")
SEPARATOR = re.compile(r"\s*([/.\-])\s*")
FIGURES = re.compile(r"[0-9]+", re.ASCII)


def terms_of_figures(text: str, months: dict[str, int]) -> Terms:
    """What a run of figures and separators may be; empty if nothing of ours."""
    text = text.translate(AS_HYPHENS)
    parts = SEPARATOR.split(text)
    figures, marks = parts[0::2], parts[1::2]
    if len(figures) == 1:
        return _one(text.replace(" ", ""))
    figures[0] = figures[0].rstrip(ORDINAL_MARKS)
    if len(figures) == 2:
        return _two(figures, marks[0])
    if len(figures) == 3:
        return _three(figures, marks, months)
    if len(figures) == 4 and marks[0] == "-":
        return _days_of_a_month(figures[0], text[text.index("-") + 1 :], months)
    if len(figures) == 4 and marks[1] == "-":
        return _two_months(text, months)
    return _two_days(text, months) if len(figures) in (5, 6) else {}


def _two_months(text: str, months: dict[str, int]) -> Terms:
    """6/2015-12/2015."""
    start, end = (terms_of_figures(side, months) for side in text.split("-", 1))
    if Term.MONTH_OF_YEAR in start and Term.MONTH_OF_YEAR in end:
        return {Term.RANGE: (start[Term.MONTH_OF_YEAR], end[Term.MONTH_OF_YEAR])}
    return {}


def _days_of_a_month(first: str, last: str, months: dict[str, int]) -> Terms:
    """22-23/9/2015."""
    end = terms_of_figures(last.strip(), months).get(Term.DAY)
    if end is None or end.day is None or not FIGURES.fullmatch(first) or len(first) > 2:
        return {}
    start = replace(end, day=int(first))
    return {Term.RANGE: (start, end)} if start.is_possible else _impossible()


def _one(text: str) -> Terms:
    if FIGURES.fullmatch(text):
        return {Term.NUMBER: int(text)} if len(text) <= 9 else {}
    digits = FIGURES.match(text)
    if not digits:
        return {}
    return _with_letters(digits[0], text[digits.end() :].casefold())


def _with_letters(figures: str, letters: str) -> Terms:
    if figures in SHORT_DECADES and letters == "er":  # 90er Jahre
        return {Term.DECADE: 1900 + int(figures)}
    if len(figures) <= 2 and letters in ORDINAL_ENDS:
        return {Term.ORDINAL: int(figures)}
    if letters not in DECADE_ENDS or not figures.endswith("0"):
        return {}
    return {Term.DECADE: int(figures)} if whole_year(figures) else {}


def _two(figures: list[str], mark: str) -> Terms:
    first, second = figures
    if mark == "." and len(first) == 1 and len(second) == 3 and whole_year(first + second):
        return {Term.POINTED_YEAR: int(first + second)}
    if not all(FIGURES.fullmatch(part) for part in figures):
        return {}
    if whole_year(first):
        return _from_year(first, second, mark)
    if whole_year(second) and len(first) <= 2:
        month = Loose(int(second), int(first))
        return {Term.MONTH_OF_YEAR: month} if month.is_possible else {}
    if len(first) <= 2 and len(second) <= 2 and mark == "/":
        day = Loose(None, int(second), int(first))
        return {Term.DAY_OF_MONTH: day} if day.is_possible else {}
    return {}


def _from_year(first: str, second: str, mark: str) -> Terms:
    start, end = int(first), whole_year(second)
    if mark == "." or len(second) not in (2, 4):
        return {}
    if end:
        return {Term.RANGE: (Loose(start), Loose(end))}
    return _from_year_to_short(start, int(second), mark)


def _from_year_to_short(start: int, second: int, mark: str) -> Terms:
    end = start // 100 * 100 + second
    if second == 0 and start % 100 == 99:
        end += 100
    is_range = start < end <= start + LONGEST_SHORT_RANGE
    if is_range:
        term = Term.RANGE if second > 12 or second == 0 else Term.RANGE_OR_MONTH
        return {term: (Loose(start), Loose(end))}
    if mark == "-" and 1 <= second <= 12 and not is_range:
        return {Term.DAY: Loose(start, second)}
    return {}


def _three(figures: list[str], marks: list[str], months: dict[str, int]) -> Terms:
    first, middle, last = figures
    month = months.get(middle.casefold()) or _month_in_roman(middle)
    if month is None and not FIGURES.fullmatch(middle):
        return {}
    if not (FIGURES.fullmatch(first) and FIGURES.fullmatch(last)) or len(middle) > 9:
        return {}
    lengths = (len(first), 2 if month else len(middle), len(last))
    if lengths[0] == 4 and lengths[1] <= 2 and lengths[2] <= 2:
        is_iso = marks == ["-", "-"] and lengths == (4, 2, 2) and not month
        return (
            _day(Loose(int(first), int(middle), int(last))) if is_iso else {Term.YEAR_FIRST: True}
        )
    if lengths[0] > 2 or lengths[1] > 2 or lengths[2] not in (2, 4):
        return {}
    if marks[0] != marks[1]:
        return _impossible()
    return _day_in_order(int(first), month or int(middle), last)


def _month_in_roman(letters: str) -> int | None:
    """12.III.2015"""
    month = roman(letters)
    return month if month and 1 <= month <= 12 else None


def _day_in_order(day: int, month: int, figures: str) -> Terms:
    year = whole_year(figures) or short_year(figures)
    if year is None:
        return {Term.WHICH_CENTURY: True} if len(figures) == 2 else _impossible()
    return _day(Loose(year, month, day, has_short_year=len(figures) == 2))


def _day(day: Loose) -> Terms:
    return {Term.DAY: day} if day.is_possible else _impossible()


def _impossible() -> Terms:
    return {Term.IMPOSSIBLE: True}


def _two_days(text: str, months: dict[str, int]) -> Terms:
    """01/12/2017-28/02/2019, 2017-12-01/2019-02-28."""
    for mark in SEPARATOR.finditer(text):
        ends = text[: mark.start()], text[mark.end() :]
        if len(SEPARATOR.findall(ends[1])) == 2 and SEPARATOR.search(ends[0]):
            start, end = (terms_of_figures(side, months) for side in ends)
            if Term.DAY in start and Term.DAY in end:
                return {Term.RANGE: (start[Term.DAY], end[Term.DAY])}
            if Term.DAY_OF_MONTH in start and Term.DAY in end:  # 1/1-30/6/2016
                first = start[Term.DAY_OF_MONTH].filled_from(end[Term.DAY])
                return {Term.RANGE: (first, end[Term.DAY])} if first.is_possible else _impossible()
            return _impossible() if Term.IMPOSSIBLE in (start | end) else {}
    return {}
