"""Chi era partner il …: what imprecise dates let one say of a day. Pure.

A thing is *certainly* under way on a day if it is whatever the truth behind the words may
be; *possibly* if some truth allows it. After the last news of its source nothing is
certain any more, unless an end was told.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.dates.telling import earliest_in_words, latest_in_words, year_of
from registry.dates.words import day_in_figures
from registry.platform.i18n import _


@dataclass(frozen=True, kw_only=True)
class Span:
    """What is known of when something was under way. None: no such bound is known."""

    starts_earliest: date | None = None
    starts_latest: date | None = None
    ends_earliest: date | None = None
    ends_latest: date | None = None
    last_news_on: date | None = None
    """The last day on which the source knows it under way."""
    news: str = ""
    """The same in the source's words, to be told: «2020 circa»."""
    is_in_definition: bool = False
    has_ended: bool = False
    """It is said to be over, though perhaps not since when."""

    @property
    def is_undated(self) -> bool:
        bounds = (self.starts_earliest, self.starts_latest, self.ends_earliest, self.ends_latest)
        return self.is_in_definition or not any((*bounds, self.last_news_on))

    @property
    def news_on(self) -> date | None:
        """The last news, where it tells of the thing itself and not of before or after it."""
        news = self.last_news_on
        if news is None or (self.starts_earliest and news < self.starts_earliest):
            return None
        end = self.ends_earliest or self.ends_latest
        return None if end and news > end else news

    @property
    def certain_from(self) -> date | None:
        """The last day on which it can have begun. Nothing ends before it begins."""
        known = (self.starts_latest, self.news_on, self.ends_latest)
        return min((day for day in known if day), default=None)

    @property
    def certain_until(self) -> date | None:
        """The first day on which it can have ended: without news, the day it began."""
        known = (self.starts_earliest, self.news_on, self.ends_earliest)
        return max((day for day in known if day), default=None)

    @property
    def has_end(self) -> bool:
        return self.has_ended or bool(self.ends_earliest or self.ends_latest)


class Standing(StrEnum):
    CERTAIN = "certain"
    POSSIBLE = "possible"
    UNDATED = "undated"
    OUT = "out"


@dataclass(frozen=True)
class Answer:
    standing: Standing
    reason: str = ""
    """Why it is not certain, as a person would say it."""


def on_day(span: Span, day: date) -> Answer:
    """Was it under way on ``day``? What has no date at all is neither in nor out."""
    if span.is_undated:
        return Answer(Standing.UNDATED, _undated(span))
    if span.starts_earliest and day < span.starts_earliest:
        return Answer(Standing.OUT, _("comincia dopo"))
    if span.ends_latest and day > span.ends_latest:
        return Answer(Standing.OUT, _("già finita"))
    since, until = span.certain_from, span.certain_until
    if since and until and since <= day <= until:
        return Answer(Standing.CERTAIN)
    if since is None or day < since:
        return Answer(Standing.POSSIBLE, _start_not_known(span))
    return Answer(Standing.POSSIBLE, _after_what_is_known(span))


def during(span: Span, first: date, last: date) -> Answer:
    """The same for the days from ``first`` to ``last``: certain if it is on each of them."""
    answers = [on_day(span, first), on_day(span, last)]
    standings = {answer.standing for answer in answers}
    if len(standings) == 1 and not _lies_within(span, first, last):
        return answers[0]
    doubtful = [answer for answer in answers if answer.standing is Standing.POSSIBLE]
    in_part = Answer(Standing.POSSIBLE, _("solo per una parte del periodo"))
    return next(iter(doubtful), in_part)


def _lies_within(span: Span, first: date, last: date) -> bool:
    """It began after the first day and was over before the last."""
    starts, ends = span.starts_earliest, span.ends_latest
    return bool(starts and ends and first < starts and ends < last)


def best_of(answers: list[Answer]) -> Answer:
    """Of several collaborations of one body, the one that says most: certain if one is."""
    order = list(Standing)
    return min(answers, key=lambda answer: order.index(answer.standing))


class Change(StrEnum):
    ENTERED = "entered"
    LEFT = "left"
    STAYED = "stayed"
    UNSURE = "unsure"
    """It cannot be said: possible on one of the two days, or without a date."""
    ABSENT = "absent"


def between(before: Standing, after: Standing) -> Change:
    """What happened between two days; nothing is said that both do not make certain."""
    certain = {Standing.CERTAIN: True, Standing.OUT: False}
    if before not in certain or after not in certain:
        return Change.UNSURE
    changes = {
        (False, True): Change.ENTERED,
        (True, False): Change.LEFT,
        (True, True): Change.STAYED,
        (False, False): Change.ABSENT,
    }
    return changes[certain[before], certain[after]]


def is_to_confirm(span: Span, *, on: date, years: int = 2) -> bool:
    """Nobody has said for ``years`` that it goes on, and nothing says that it ended."""
    if span.has_end or span.is_in_definition:
        return False
    known = span.certain_until
    return known is None or known < years_before(on, years)


def years_before(day: date, years: int) -> date:
    """The same day so many years before; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _undated(span: Span) -> str:
    return _("in corso di definizione") if span.is_in_definition else _("inizio non indicato")


def _start_not_known(span: Span) -> str:
    first, last = span.starts_earliest, span.starts_latest
    if first and last:
        if (first, last) == year_of(first):
            return _("inizio nel {year}, giorno non noto").format(year=first.year)
        return _("inizio tra il {first} e il {last}, giorno non noto").format(
            first=day_in_figures(first), last=day_in_figures(last)
        )
    if last:
        return _("inizio non noto, non oltre il {last}").format(last=latest_in_words(last))
    if first:
        return _("inizio non prima del {first}").format(first=earliest_in_words(first))
    return _("inizio non indicato")


def _after_what_is_known(span: Span) -> str:
    first, last = span.ends_earliest, span.ends_latest
    if first and last:
        if (first, last) == year_of(first):
            return _("fine nel {year}, giorno non noto").format(year=first.year)
        return _("fine tra il {first} e il {last}, giorno non noto").format(
            first=day_in_figures(first), last=day_in_figures(last)
        )
    if last:
        return _("fine non oltre il {last}").format(last=latest_in_words(last))
    if first:
        return _("fine non prima del {first}").format(first=earliest_in_words(first))
    if span.has_ended:
        return _("finita, non si sa quando")
    if span.news_on:
        words = span.news or day_in_figures(span.news_on)
        return _("l'ultima notizia è: {words}").format(words=words)
    return _("dopo l'inizio la fonte non dice altro")
