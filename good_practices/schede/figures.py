"""Results as offices tell them: «circa 100» is a number and how it is meant, or only words."""

import re
from decimal import Decimal

from registry.networks.figures import read_figure
from registry.networks.kinds import Qualifier
from registry.platform.errors import InvalidInput

_PEOPLE = re.compile(
    r"\b(?:person|donn|uomin|minor|migrant|beneficiar|utent|richiedent|rifugiat|vittim|famigli"
    r"|student|alliev|volontar|ospit|bambin|giovan|ragazz|adult|cittadin|lavorator|tirocin)",
    re.IGNORECASE,
)


def read_value(words: str) -> tuple[Decimal | None, Qualifier]:
    """The number in these words, or None where they are a judgement («in crescita»)."""
    try:
        told = read_figure(words)
    except InvalidInput:
        return None, Qualifier.EXACT
    return told.value, told.qualifier


def counts_people(indicator: str, unit: str) -> bool:
    """Whether a figure counts persons, so that a small one must not be told exactly.

    A figure that does not say what it counts is taken to count persons.
    """
    return not unit or bool(_PEOPLE.search(f"{indicator} {unit}"))
