"""What the history remembers of the territory, and how it says it."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

LOAD = Event(
    "territory:load",
    lazy("Caricati i dati del territorio ({names}): {added} righe nuove, {changed} cambiate"),
)
