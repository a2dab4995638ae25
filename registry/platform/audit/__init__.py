"""La storia: one event for every act, written in the act's own transaction."""

from registry.platform.audit.actions import record
from registry.platform.audit.queries import events_about

__all__ = ["events_about", "record"]
