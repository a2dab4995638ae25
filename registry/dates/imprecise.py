"""An imprecise date: the words as typed, and beside them what was understood.

``reading.read`` makes it; this is the value itself, how it is shown to scripts, and the
two ways of correcting it: what somebody says it means, and «it goes on».
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from registry.dates import edtf, meaning, words
from registry.dates.edtf import Precision
from registry.dates.meaning import Kind, Meaning
from registry.dates.writing.italian import ITALIAN


class State(StrEnum):
    UNKNOWN = "unknown"
    """Not understood, or nothing was said."""
    IN_DEFINITION = "in_definition"
    """«In corso di definizione»: a state and no date."""


@dataclass(frozen=True, slots=True)
class ImpreciseDate:
    """``earliest`` and ``latest`` bound the start, ``ends_…`` the end if one is told; None
    is no limit. A bound outside the years 1 to 9999 is None too, its EDTF stays valid.

    ``warnings`` are sentences for the person who typed it: what was chosen, or does not
    add up, or could not be understood and why.
    """

    text: str
    edtf: str | None = None
    period: str | None = None
    earliest: date | None = None
    latest: date | None = None
    ends_earliest: date | None = None
    ends_latest: date | None = None
    precision: Precision = Precision.UNKNOWN
    state: State | None = None
    note: str | None = None
    words: str | None = None
    warnings: tuple[str, ...] = ()
    meaning: Meaning | None = None

    @property
    def is_dated(self) -> bool:
        """Something was understood. If not, it belongs to the list «senza data»."""
        return self.meaning is not None

    @property
    def goes_on(self) -> bool:
        """An end is neither told nor left open as unknown: «dal 2010»."""
        return bool(self.period and self.period.endswith(edtf.Edge.OPEN))

    def in_words(self, language: str = "it", *, apostrophe: str = "'") -> str:
        """What was understood, in it, de, fr, sl or en; the words as typed if nothing was."""
        if self.meaning:
            return words.say(self.meaning, language, apostrophe=apostrophe)
        table = words.LANGUAGES.get(language, ITALIAN)
        return table.in_definition if self.state is State.IN_DEFINITION else self.text

    def going_on(self) -> "ImpreciseDate":
        """The same as the start of something that still goes on: 2010 becomes 2010/..

        For a column that asks when a thing began, where people write the bare date."""
        if self.meaning is None or self.meaning.kind is not Kind.ON:
            return self
        started = replace(self.meaning, kind=Kind.SINCE)
        return of_meaning(self.text, started, note=self.note, warnings=self.warnings)


def of_meaning(
    text: str, meant: Meaning, *, note: str | None = None, warnings: tuple[str, ...] = ()
) -> ImpreciseDate:
    starts, ends = meant.starts_within, meant.ends_within
    return ImpreciseDate(
        text=text,
        edtf=meant.edtf,
        period=meant.period,
        earliest=starts.earliest,
        latest=starts.latest,
        ends_earliest=ends.earliest,
        ends_latest=ends.latest,
        precision=meant.precision,
        note=note,
        words=words.say(meant),
        warnings=warnings,
        meaning=meant,
    )


def with_warning(when: ImpreciseDate, warning: str) -> ImpreciseDate:
    return replace(when, warnings=(*when.warnings, warning))


def unknown(text: str, *warnings: str) -> ImpreciseDate:
    return ImpreciseDate(text, state=State.UNKNOWN, warnings=warnings)


def in_definition(text: str, note: str | None = None) -> ImpreciseDate:
    said = ITALIAN.in_definition
    return ImpreciseDate(text, state=State.IN_DEFINITION, note=note, words=said)


def understood_as(text: str, value: str) -> ImpreciseDate:
    """What somebody says that the words mean («non è così»): the words stay, EDTF is given.

    InvalidInput, field ``edtf``, if it is not EDTF of level 0 or 1."""
    return of_meaning(text, meaning.of_edtf(edtf.parse(value)))


def as_json(when: ImpreciseDate) -> dict[str, str | None]:
    """What ``intese dates --json`` and the API show, with these names for good."""
    return {
        "text": when.text,
        "edtf": when.edtf,
        "period": when.period,
        "earliest": when.earliest.isoformat() if when.earliest else None,
        "latest": when.latest.isoformat() if when.latest else None,
        "precision": str(when.precision),
        "state": str(when.state) if when.state else None,
        "note": when.note,
        "words": when.words,
    }


def all_as_json(first: ImpreciseDate, others: Sequence[ImpreciseDate] = ()) -> dict[str, Any]:
    """The first fact of a cell; ``warnings``, and the other facts as ``more``, only where
    there are any."""
    told: dict[str, Any] = dict(as_json(first))
    if first.warnings:
        told["warnings"] = list(first.warnings)
    if others:
        told["more"] = [all_as_json(other) for other in others]
    return told
