"""Figures as sources tell them: «circa 100», and whether the parts make the whole.

A whole that is not the sum of its parts is told, and never repaired: which of the numbers
is wrong is not for a program to say.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from registry.networks.kinds import Qualifier
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

QUALIFIER_WORDS = {
    "circa": Qualifier.ABOUT,
    "ca.": Qualifier.ABOUT,
    "quasi": Qualifier.ABOUT,
    "almeno": Qualifier.AT_LEAST,
    "oltre": Qualifier.MORE_THAN,
    "più di": Qualifier.MORE_THAN,
    "al massimo": Qualifier.AT_MOST,
    "fino a": Qualifier.AT_MOST,
    "non più di": Qualifier.AT_MOST,
}
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?|\d{1,14}(?:,\d{1,4})?")


@dataclass(frozen=True)
class Told:
    """A figure as told: ``words`` are what was written, untouched."""

    words: str
    value: Decimal
    qualifier: Qualifier = Qualifier.EXACT


def read_figure(words: str) -> Told:
    """«oltre 3.341» as a number and how it is meant; decimals have a comma.

    InvalidInput, field ``value``, if there is not exactly one number and a known word.
    """
    text = " ".join(words.split()).lower()
    before, number, after = _around_number(text)
    named = [QUALIFIER_WORDS.get(part) for part in (before, after) if part]
    if number is None or len(named) > 1 or None in named:
        raise InvalidInput(
            value=_("Scrivi un numero, con «circa», «oltre» o «almeno» se serve: «circa 100».")
        )
    value = Decimal(number.replace(".", "").replace(",", "."))
    return Told(words=words.strip(), value=value, qualifier=named[0] if named else Qualifier.EXACT)  # type: ignore[arg-type]  # None was refused


def _around_number(text: str) -> tuple[str, str | None, str]:
    found = _NUMBER.search(text)
    if found is None:
        return text, None, ""
    return text[: found.start()].strip(), found[0], text[found.end() :].strip()


@dataclass(frozen=True)
class Counted:
    """What the check needs to know of a figure."""

    id: int
    indicator: str
    value: Decimal
    part_of: int | None = None


def sums_that_differ(figures: Iterable[Counted]) -> list[str]:
    """A sentence for each whole that differs from the sum of its parts (two or more)."""
    known = {figure.id: figure for figure in figures}
    parts: dict[int, list[Counted]] = defaultdict(list)
    for figure in known.values():
        if figure.part_of in known:
            parts[figure.part_of].append(figure)
    return [
        _difference(known[whole], of_it)
        for whole, of_it in parts.items()
        if len(of_it) > 1 and sum(part.value for part in of_it) != known[whole].value
    ]


def _difference(whole: Counted, parts: list[Counted]) -> str:
    addends = " + ".join(plain(part.value) for part in parts)
    return _(
        "«{name}»: {parts} fa {total}, la fonte dice {whole}. Controlla: non lo cambiamo."
    ).format(
        name=whole.indicator,
        parts=addends,
        total=plain(sum((part.value for part in parts), Decimal(0))),
        whole=plain(whole.value),
    )


def plain(value: Decimal) -> str:
    """«12,5», «3267»: the shortest way to write it in Italian figures, without dots."""
    return f"{value.normalize():f}".replace(".", ",")
