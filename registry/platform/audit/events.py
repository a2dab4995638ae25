"""The vocabulary of the history: ``subject:verb`` and a sentence with named blanks."""

from dataclasses import dataclass, field

EVENTS: dict[str, "Event"] = {}


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
    return str(event.sentence).format_map(_Blanks(details)) if event else name
