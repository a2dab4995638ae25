"""La storia: one event for every act, written in the act's own transaction."""

from registry.platform.audit.actions import record
from registry.platform.audit.queries import count_about, events_about

__all__ = ["count_about", "events_about", "record"]
