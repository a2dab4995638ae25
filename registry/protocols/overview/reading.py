"""The text of an act before its articles have their numbers."""

import re

from registry.platform.i18n import _
from registry.protocols.clauses.library import PLACE, clauses


def as_read(text: str) -> str:
    """A reference is told by the heading of its article: the number comes with the document."""
    return PLACE.sub(_article, text)


def _article(place: re.Match[str]) -> str:
    clause = clauses().get(place[1].partition(".")[2])
    return _("articolo «{heading}»").format(heading=clause.heading) if clause else _("articolo …")
