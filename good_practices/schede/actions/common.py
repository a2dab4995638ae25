"""What every act on a scheda shares: the row held, the change told, the words to find it by."""

from good_practices.schede import queries
from good_practices.schede.lifecycle import SchedaStatus, check_can_write, check_not_held
from good_practices.schede.naming import scheda_code
from good_practices.schede.permissions import check_can_write as check_may_write
from good_practices.schede.tables import Scheda
from registry.platform import audit, clock, search
from registry.platform.accounts.roles import Actor
from registry.platform.audit.events import Event
from registry.platform.i18n import _
from registry.platform.versions import check_version

ROOM = "schede"


def code_of(scheda: Scheda) -> str:
    return scheda_code(scheda.office, scheda.year, scheda.number)


async def check_seen(scheda: Scheda, version: int | None, *, by: Actor) -> None:
    """Refuses an act on a ``version`` that is no longer there; None asks nothing."""
    await check_version(
        version,
        scheda,
        what=_("questa scheda"),
        about=("scheda", scheda.id),
        changed_at=scheda.changed_at,
        by=by,
    )


async def locked_to_write(scheda_id: int, *, by: Actor, version: int | None = None) -> Scheda:
    """The scheda held until the act ends, if this person may write in it now.

    Who had it open while somebody else proposed or sent it is told that first, with both
    versions: not only that it is closed."""
    scheda = await queries.find_for_change(scheda_id, by=by)
    check_may_write(by, scheda.office)
    await check_seen(scheda, version, by=by)
    check_not_held(scheda.submission_id, SchedaStatus(scheda.status))
    check_can_write(SchedaStatus(scheda.status))
    return scheda


async def touch(scheda: Scheda, *, writer: Actor | None = None) -> None:
    """Saves a change of the row; with ``writer``, its words are that person's."""
    if writer is not None and writer.user_id is not None:
        scheda.written_by = writer.user_id
        scheda.writer_ids = sorted({*scheda.writer_ids, writer.user_id})
    scheda.version += 1
    scheda.changed_at = clock.now()
    await scheda.save()


async def record(event: Event, scheda: Scheda, *, by: Actor, **blanks: object) -> None:
    await audit.record(event, about=("scheda", scheda.id), by=by, name=code_of(scheda), **blanks)


async def put_in_search(scheda_id: int, *, by: Actor) -> None:
    words = await queries.words_to_find(scheda_id, by=by)
    await search.put(
        ROOM,
        scheda_id,
        title=words.title,
        facts=words.facts,
        body=words.body,
        office=words.office,
        visibility=words.visibility,
    )
