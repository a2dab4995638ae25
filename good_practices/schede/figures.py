"""Results as offices tell them: «circa 100» is a number and how it is meant, or only words."""

from decimal import Decimal

from registry.networks.figures import read_figure
from registry.networks.kinds import Qualifier
from registry.platform.errors import InvalidInput

SMALLEST_TOLD = 5
"""Fewer persons than these are told as «meno di 5»: small numbers point at somebody."""


def read_value(words: str) -> tuple[Decimal | None, Qualifier]:
    """The number in these words, or None where they are a judgement («in crescita»)."""
    try:
        told = read_figure(words)
    except InvalidInput:
        return None, Qualifier.EXACT
    return told.value, told.qualifier
