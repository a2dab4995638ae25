"""The vocabulary of the history: ``subject:verb`` and a sentence with named blanks."""

from dataclasses import dataclass, field

from registry.platform.i18n import label

EVENTS: dict[str, "Event"] = {}
LABELS = frozenset({"fields", "how", "kind", "role", "status", "when"})
"""Blanks that hold words of ours, not what people typed."""


@dataclass(frozen=True)
class Event:
    """Something that an action did. Declared once, in its room's ``events.py``."""

    name: str
    sentence: str = field(compare=False)

    def __post_init__(self) -> None:
        if self.name in EVENTS:
            raise ValueError(f"The event {self.name} is declared twice.")
        EVENTS[self.name] = self


class _Blanks(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence_of(name: str, details: dict[str, object]) -> str:
    """What happened, in words; an event of a past version is told by its name."""
    event = EVENTS.get(name)
    told = _Blanks({blank: _told(blank, value) for blank, value in details.items()})
    return str(event.sentence).format_map(told) if event else name


def _told(blank: str, value: object) -> object:
    """A row of things as one; a label of ours in the reader's language."""
    if isinstance(value, list):
        return ", ".join(str(_told(blank, one)) for one in value)
    return label(value) if blank in LABELS and isinstance(value, str) else value
