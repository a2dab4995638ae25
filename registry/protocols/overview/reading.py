"""The text of an act before its articles have their numbers."""

import re

from registry.platform.i18n import _
from registry.protocols.clauses.library import PLACE, clauses
from registry.protocols.letters.amending import in_words, new_numbers
from registry.protocols.shapes import ProtocolView


def changes_as_read(act: ProtocolView) -> list[str]:
    """What an addendum changes, in the words of its letter."""
    amending = act.text.drafting.amending if act.text else ()
    numbers = new_numbers(amending, ())
    return [" ".join(in_words(one, numbers.get(n, ""))) for n, one in enumerate(amending)]


def as_read(text: str) -> str:
    """A reference is told by the heading of its article: the number comes with the document."""
    return PLACE.sub(_article, text)


def _article(place: re.Match[str]) -> str:
    clause = clauses().get(place[1].partition(".")[2])
    return _("articolo «{heading}»").format(heading=clause.heading) if clause else _("articolo …")
