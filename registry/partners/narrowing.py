"""What the rooms above know by which the list of partners can be narrowed: its networks, a day.

A room declares its conditions when it is imported; the list asks them without knowing it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from registry.platform.asking import Question
from registry.platform.lists import Facet

Facets = Callable[[Question], Awaitable[list[Facet]]]
"""How many of the partners of a question (``p`` in ``partner_glance p``) have each value."""


@dataclass
class Narrowing:
    """``on_a_day``: SQL conditions on ``p.partner``, ``{0}`` and ``{1}`` being the first and the
    last day; a partner is found where one of them holds. ``in_network``: ``{0}`` is the network."""

    on_a_day: list[str] = field(default_factory=list)
    in_network: str = ""
    networks: Facets | None = None


ABOVE = Narrowing()


async def network_facets(asked: Question) -> list[Facet]:
    return await ABOVE.networks(asked) if ABOVE.networks else []
