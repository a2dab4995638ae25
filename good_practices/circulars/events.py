"""What the history remembers of circulars, and how it says it."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

LOAD = Event("circular:load", lazy("Acquisito il modulo della circolare {number}, ed. {edition}"))
