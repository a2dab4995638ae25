"""The lifeline: what is certain in time, what is possible, what is still to come.

Rows are what a room knows; segments are what follows from it; sentences tell the same in
words, so that the table beside the picture never says anything else. All pure: the day is
given. ``lifeline_drawing.draw`` makes the picture.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from registry.platform.i18n import _

YEARS_TO_COME = 3
OLDEST_YEARS = 60
FARTHEST_YEARS = 12


class Span(NamedTuple):
    """When something happened, as far as it is known. The same day twice is an exact day."""

    earliest: date | None = None
    latest: date | None = None

    @property
    def is_exact(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest

    @property
    def is_unknown(self) -> bool:
        return self.earliest is None and self.latest is None


UNKNOWN = Span()


class Basis(StrEnum):
    """What a collaboration rests on: an act, a practice, or nothing that the source names."""

    ACT = "act"
    PRACTICE = "practice"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class LifelineRow:
    """A collaboration as a room knows it.

    ``words`` are as typed, ``understood`` is the interval in words (made from the days when
    empty). ``ends`` is None when no end is stated. ``formalised`` is when a practice became
    an act. ``last_news_on`` is the last day that the *source* tells about, ``last_news`` the
    words for it ("2020"): a day that nobody wrote is never shown. ``state`` is the key of a
    status for what has no date yet: the row stays off the axis.
    """

    label: str
    words: str = ""
    understood: str = ""
    starts: Span = UNKNOWN
    ends: Span | None = None
    basis: Basis = Basis.ACT
    formalised: Span | None = None
    last_news_on: date | None = None
    last_news: str = ""
    state: str = ""
    group: str = ""

    @property
    def is_dated(self) -> bool:
        return not self.state and bool(self.known_days())

    def known_days(self) -> list[date]:
        """Every day that the source gives, the last news included."""
        spans = [self.starts, self.ends or UNKNOWN, self.formalised or UNKNOWN]
        days = [day for span in spans for day in span]
        return [day for day in [*days, self.last_news_on] if day is not None]


class Mood(StrEnum):
    """What a stretch of the bar says."""

    CERTAIN = "certain"
    MAY_BEGIN = "may_begin"
    MAY_END = "may_end"
    BECOMES_ACT = "becomes_act"
    PERHAPS = "perhaps"
    TO_COME = "to_come"


class Segment(NamedTuple):
    """A stretch of time. ``is_practice``: without an act, hence hatched."""

    mood: Mood
    begins: date
    ends: date
    is_practice: bool = False


class Axis(NamedTuple):
    """The first and the last day that the picture shows."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def within(self, day: date) -> date:
        return min(max(day, self.first), self.last)


def axis_of(rows: Sequence[LifelineRow], today: date) -> Axis:
    """From the first known year rounded down to 5, to the last end or today + 3 years.

    Sixty years back and twelve ahead at most: what goes beyond is cut, and told in words.
    """
    days = [day for row in rows for day in row.known_days()] or [today]
    oldest = max(min(*days, today).year, today.year - OLDEST_YEARS)
    newest = max(*days, _in_years(today, YEARS_TO_COME))
    farthest = min(newest, _in_years(today, FARTHEST_YEARS))
    return Axis(date(oldest - oldest % 5, 1, 1), date(farthest.year + 1, 1, 1))


def segments(row: LifelineRow, axis: Axis, today: date) -> list[Segment]:
    """The stretches of a row's bar, in order of time, cut to the axis."""
    if not row.is_dated:
        return []
    begun = begun_by(row, today)
    first = row.starts.earliest or min(axis.first, begun)
    told = [Segment(Mood.MAY_BEGIN, first, begun), *_after_beginning(row, begun, axis, today)]
    pieces = [piece for segment in told for piece in _textured(segment, row)]
    cut = [
        piece._replace(begins=axis.within(piece.begins), ends=axis.within(piece.ends))
        for piece in pieces
    ]
    return [piece for piece in cut if piece.begins < piece.ends]


def begun_by(row: LifelineRow, today: date) -> date:
    """The first day on which it had certainly begun: its latest start, or the first proof."""
    formalised, ended = row.formalised or UNKNOWN, row.ends or UNKNOWN
    proofs = [row.starts.latest, row.last_news_on, formalised.earliest, ended.latest]
    known = [day for day in proofs if day is not None]
    by = min(known or [max(today, row.starts.earliest or today)])
    return max(by, row.starts.earliest or by)


def _after_beginning(row: LifelineRow, begun: date, axis: Axis, today: date) -> Iterator[Segment]:
    if row.ends is None or row.ends.is_unknown:
        news = min(max(row.last_news_on or begun, begun), max(today, begun))
        yield Segment(Mood.CERTAIN, begun, news)
        yield Segment(Mood.PERHAPS, news, today)
        if begun > today:
            yield Segment(Mood.TO_COME, begun, axis.last)
        return
    surely_to = row.ends.earliest or max(begun, row.last_news_on or begun)
    yield Segment(Mood.CERTAIN, begun, min(surely_to, today))
    yield Segment(Mood.TO_COME, max(begun, today), surely_to)
    if row.ends.latest is None:
        yield Segment(Mood.PERHAPS, surely_to, today)
    else:
        yield Segment(Mood.MAY_END, surely_to, row.ends.latest)


def _textured(segment: Segment, row: LifelineRow) -> Iterator[Segment]:
    """Hatched until there is an act; turning solid over the time in which it may have come."""
    if row.basis is Basis.ACT and row.formalised is None:
        yield segment
        return
    if row.formalised is None or segment.mood is not Mood.CERTAIN:
        is_before = row.formalised is None or segment.mood is Mood.MAY_BEGIN
        yield segment._replace(is_practice=is_before)
        return
    act_from = row.formalised.earliest or segment.begins
    act_by = row.formalised.latest or segment.ends
    yield segment._replace(ends=min(segment.ends, act_from), is_practice=True)
    yield Segment(Mood.BECOMES_ACT, act_from, min(segment.ends, act_by))
    yield segment._replace(begins=max(segment.begins, act_by))


def exact_days(row: LifelineRow) -> list[date]:
    """The days that somebody wrote: start, formalisation, end."""
    spans = [row.starts, row.formalised or UNKNOWN, row.ends or UNKNOWN]
    return [span.earliest for span in spans if span.is_exact and span.earliest]


def details(row: LifelineRow) -> str:
    """The line below the label: words as typed, what was understood, the last news."""
    parts = [_("«{words}»").format(words=row.words) if row.words else "", _understood(row)]
    if row.basis is Basis.NONE:
        parts.append(_("nessun atto indicato"))
    if row.ends is None and row.last_news_on:
        parts.append(_("ultima notizia {when}").format(when=_news(row)))
    return " · ".join(filter(None, parts))


def _understood(row: LifelineRow) -> str:
    if row.understood:
        return row.understood
    told = [_start_in_words(row.starts)]
    if row.formalised is not None:
        told.append(_("atto {when}").format(when=_when(row.formalised)))
    if row.ends is not None:
        told.append(_end_in_words(row.ends))
    return "; ".join(told)


def sentence(row: LifelineRow, today: date) -> str:
    """The whole row in a sentence: what its table row says, for who does not see the bar."""
    has_end = row.ends is not None and not row.ends.is_unknown
    end = _end_in_words(row.ends or UNKNOWN) if has_end else _going_in_words(row, today)
    told = [_start_in_words(row.starts), _basis_in_words(row), end]
    return f"{row.label}: {', '.join(filter(None, told))}."


def sentences(rows: Sequence[LifelineRow], today: date) -> list[str]:
    """One for each dated row, in order."""
    return [sentence(row, today) for row in rows if row.is_dated]


def _when(span: Span) -> str:
    if span.is_exact:
        return _("il {day:%d/%m/%Y}").format(day=span.earliest)
    if span.is_unknown:
        return _("in data non indicata")
    if span.earliest is None:
        return _("non dopo il {day:%d/%m/%Y}").format(day=span.latest)
    if span.latest is None:
        return _("non prima del {day:%d/%m/%Y}").format(day=span.earliest)
    return _("tra il {first:%d/%m/%Y} e il {last:%d/%m/%Y}").format(
        first=span.earliest, last=span.latest
    )


def _start_in_words(span: Span) -> str:
    if span.is_unknown:
        return _("inizio non indicato")
    if span.is_exact:
        return _("dal {day:%d/%m/%Y}").format(day=span.earliest)
    return _("inizio {when}").format(when=_when(span))


def _end_in_words(span: Span) -> str:
    if span.is_exact:
        return _("fino al {day:%d/%m/%Y}").format(day=span.latest)
    return _("fine {when}").format(when=_when(span))


def _basis_in_words(row: LifelineRow) -> str:
    if row.formalised is not None:
        return _("prassi poi formalizzata {when}").format(when=_when(row.formalised))
    if row.basis is Basis.ACT:
        return ""
    return _("prassi senza atto") if row.basis is Basis.PRACTICE else _("nessun atto indicato")


def _going_in_words(row: LifelineRow, today: date) -> str:
    if row.starts.earliest and row.starts.earliest > today:
        return _("senza una fine stabilita")
    if row.last_news_on is None:
        return _("poi nessuna notizia, forse continua")
    if row.last_news_on >= today:
        return _("in corso")
    return _("ultima notizia {when}, poi forse continua").format(when=_news(row))


def _news(row: LifelineRow) -> str:
    return row.last_news or f"{row.last_news_on:%d/%m/%Y}"


def _in_years(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28))
