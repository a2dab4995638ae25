"""Writing the history."""

import msgspec
from babel.support import LazyProxy

from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.audit.events import Event
from registry.platform.audit.tables import AuditEvent
from registry.platform.database import connection
from registry.platform.i18n import SOURCE_LANGUAGE, speaking


async def record(
    event: Event, *, about: tuple[str, int | str | None], by: Actor, **details: object
) -> int:
    """Adds one event to the transaction under way; without one it raises RuntimeError.

    ``details`` fill the blanks of the event's sentence and stay readable by programs. A label
    of ours is given as it is declared (``lazy``): it is kept in Italian whoever acts, and told
    in the language of who reads. Answers with the event's own number, for what can be undone
    from the history.
    """
    connection()
    with speaking(SOURCE_LANGUAGE):
        kept = {name: _kept(value) for name, value in details.items()}
    kind, identity = about
    written = AuditEvent(
        at=clock.now(),
        event=event.name,
        about_kind=kind,
        about_id=str(identity or ""),
        user_id=by.user_id,
        user_name=by.name,
        office=by.office,
        details=msgspec.json.encode(kept).decode(),
    )
    await written.save()
    return int(written.id)


def _kept(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_kept(one) for one in value]
    return str(value) if isinstance(value, LazyProxy) else value
