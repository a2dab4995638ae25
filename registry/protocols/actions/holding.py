"""What every verb does with an act: take it as it is now, note what happened, tell the others."""

from datetime import date

from registry.partners import actions as partners
from registry.platform import audit, clock, search
from registry.platform.accounts.roles import Actor
from registry.platform.audit.events import Event
from registry.platform.database import connection
from registry.platform.i18n import _
from registry.platform.versions import check_version
from registry.protocols import queries
from registry.protocols.lifecycle import ProtocolStatus, audience, check_can_become
from registry.protocols.tables import Party, Protocol, ProtocolStep

ROOM = "protocols"


async def held(protocol_id: int, *, by: Actor, version: int | None = None) -> Protocol:
    """The act as it is now, held until the transaction ends; a stale ``version`` is refused."""
    await connection().execute("SELECT 1 FROM protocol WHERE id = $1 FOR UPDATE", protocol_id)
    protocol = await queries.find(protocol_id, by=by)
    await check_version(
        version,
        protocol,
        what=_("questo atto"),
        about=("protocol", protocol_id),
        changed_at=protocol.changed_at,
        by=by,
    )
    return protocol


async def note(event: Event, protocol: Protocol, *, by: Actor, **blanks: object) -> None:
    """Writes what happened, and the act's new version."""
    await touch(protocol)
    await audit.record(event, about=("protocol", protocol.id), by=by, **blanks)


async def touch(protocol: Protocol) -> None:
    """The act's new version, which whoever looks for it finds."""
    protocol.version += 1
    protocol.changed_at = clock.now()
    await protocol.save()
    await put_in_search(protocol)


async def put_in_search(protocol: Protocol) -> None:
    words = await queries.words_to_find(protocol.id)
    await search.put(
        ROOM,
        protocol.id,
        title=words.title,
        facts=words.facts,
        body=words.body,
        office=protocol.office,
        visibility=audience(protocol),
    )


async def become(protocol: Protocol, new: ProtocolStatus, *, on: date | None = None) -> None:
    """The act comes to a status, on that day; refused where the lifecycle has no such way."""
    check_can_become(ProtocolStatus(protocol.status), new)
    protocol.status = new
    await step(protocol, on=on)


async def step(protocol: Protocol, *, on: date | None = None) -> None:
    await ProtocolStep(
        protocol=protocol.id,
        status=protocol.status,
        on_day=on or clock.today(),
        at=clock.now(),
    ).save()


async def tell_partners(*partner_ids: int) -> None:
    """What the list of partners shows of these bodies is brought up to date.

    Bodies are held in the order of their ids: two acts with the same parties wait for each
    other, and neither writes over what the other told.
    """
    await connection().execute(
        "SELECT 1 FROM partner WHERE id = ANY($1::int[]) ORDER BY id FOR NO KEY UPDATE",
        list(partner_ids),
    )
    ties = await queries.ties_of(list(partner_ids), clock.today())
    for partner_id, told in ties.items():
        await partners.record_ties(partner_id, told, room=ROOM)


async def tell_all_partners(protocol: Protocol) -> None:
    await tell_partners(*await queries.partners_of(protocol.id))


Day = date | None


def columns_of(party: Party, *names: str) -> dict[str, object]:
    """A party's columns as the history keeps them, so that they can be put back."""
    kept = {name: getattr(party, name) for name in names}
    return {name: _plain(value) for name, value in kept.items()}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def whole(party: Party) -> dict[str, object]:
    return columns_of(party, *(column._meta.name for column in Party._meta.columns))


async def parties_of(protocol: Protocol) -> list[Party]:
    """In the order of the act."""
    return await Party.objects().where(Party.protocol == protocol.id).order_by(Party.position)
