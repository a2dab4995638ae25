"""What the history remembers of offices."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

CHANGE = Event("office:change", lazy("Cambiate le impostazioni dell'ufficio: {what}"))
