"""What this room refuses: a server that cannot be had, and what to do about it."""

from registry.platform.errors import Refused
from registry.platform.i18n import _


class CannotServe(Refused):
    """The embedded PostgreSQL cannot be started or reached; the sentence says what to do."""


def elsewhere() -> str:
    """The way out that is always there, to close a sentence with."""
    return _("Oppure indica un tuo PostgreSQL in INTESE_DATABASE_URL.")
