"""Writing the history."""

import msgspec

from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.audit.events import Event
from registry.platform.audit.tables import AuditEvent
from registry.platform.database import connection


async def record(
    event: Event, *, about: tuple[str, int | str | None], by: Actor, **details: object
) -> int:
    """Adds one event to the transaction under way; without one it raises RuntimeError.

    ``details`` fill the blanks of the event's sentence and stay readable by programs. Answers
    with the event's own number, for what can be undone from the history.
    """
    connection()
    kind, identity = about
    written = AuditEvent(
        at=clock.now(),
        event=event.name,
        about_kind=kind,
        about_id=str(identity or ""),
        user_id=by.user_id,
        user_name=by.name,
        office=by.office,
        details=msgspec.json.encode(details).decode(),
    )
    await written.save()
    return int(written.id)
