"""La storia: one event for every act, written in the act's own transaction."""

from registry.platform.audit.actions import record
from registry.platform.audit.queries import change_at, count_about, event_or_none, events_about

__all__ = ["change_at", "count_about", "event_or_none", "events_about", "record"]
