"""How an act ends: its term comes, another takes its place, it is dissolved, it is put away."""

from datetime import date

from registry.platform import clock
from registry.platform.accounts.actions import PROGRAM
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch, transaction
from registry.platform.errors import InvalidInput, WrongStatus
from registry.platform.i18n import _
from registry.protocols import days, events, queries
from registry.protocols.actions import holding
from registry.protocols.actions.relating import has_relation, put_relation
from registry.protocols.kinds import RELATIONS
from registry.protocols.lifecycle import (
    ARCHIVED,
    CONCLUDED,
    EXPIRED,
    REPLACED,
    TERMINATED,
    ProtocolStatus,
    check_can_become,
    renews_itself,
)
from registry.protocols.permissions import check_can_conduct
from registry.protocols.shapes import Ending, RelationData, Replacement
from registry.protocols.tables import Protocol


async def expire(protocol_id: int, *, by: Actor) -> Protocol:
    """The term has come: said by a person, or each night by the program."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_conduct(by, protocol.office)
        await _expire(protocol, by=by)
    return protocol


async def _expire(protocol: Protocol, *, by: Actor) -> None:
    check_can_become(ProtocolStatus(protocol.status), EXPIRED)
    if protocol.ends_latest is None or protocol.ends_latest >= clock.today():
        raise WrongStatus(_("Il termine non è ancora venuto. Per scioglierlo prima, risolvilo."))
    if renews_itself(protocol):
        raise WrongStatus(
            _("Si rinnova da solo: se qualcuno ha dato disdetta, risolvilo da quel giorno.")
        )
    await holding.become(protocol, EXPIRED, on=protocol.ends_latest)
    await holding.note(events.EXPIRE, protocol, by=by)
    await holding.tell_all_partners(protocol)


async def expire_due() -> int:
    """Marks every act whose term has passed; answers how many. Safe to repeat."""
    rows = await fetch(
        "SELECT id FROM protocol WHERE status = 'in_force' AND renewal <> 'tacit'"
        " AND ends_latest < $1 ORDER BY id",
        clock.today(),
    )
    return sum([await _expire_if_due(row["id"]) for row in rows])


async def _expire_if_due(protocol_id: int) -> bool:
    """One act in its own transaction: another hand may have been quicker."""
    async with transaction():
        protocol = await Protocol.objects().get(Protocol.id == protocol_id).lock_rows("UPDATE")
        if protocol is None or protocol.status != "in_force":
            return False
        await _expire(protocol, by=PROGRAM)
    return True


async def replace(protocol_id: int, told: Replacement, *, by: Actor) -> Protocol:
    """Another act, already signed, takes the place of this one and says so."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_conduct(by, protocol.office)
        other = await queries.find(told.by_act, by=by)
        if ProtocolStatus(other.status) not in CONCLUDED:
            raise WrongStatus(_("L'atto che prende il suo posto non è ancora firmato."))
        if not RELATIONS[told.kind].ends_the_other:
            raise InvalidInput(kind=_("Scegli se lo rinnova o lo sostituisce."))
        if not await has_relation(other.id, protocol.id, told.kind):
            relation = RelationData(to_act=protocol.id, kind=told.kind)
            await put_relation(other, relation, by=by)
        _end(protocol, told.ended_on, _("sostituito da «{title}»").format(title=other.title))
        await holding.become(protocol, REPLACED, on=told.ended_on)
        day = f"{told.ended_on:%d/%m/%Y}"
        await holding.note(events.REPLACE, protocol, by=by, title=other.title, day=day)
        await holding.tell_all_partners(protocol)
    return protocol


async def terminate(protocol_id: int, told: Ending, *, by: Actor) -> Protocol:
    """The act is dissolved before its term."""
    days.check(ended_on=days.wrong_past(told.ended_on, today=clock.today()))
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_conduct(by, protocol.office)
        _end(protocol, told.ended_on, told.reason)
        await holding.become(protocol, TERMINATED, on=told.ended_on)
        day = f"{told.ended_on:%d/%m/%Y}"
        await holding.note(events.TERMINATE, protocol, by=by, day=day, reason=told.reason)
        await holding.tell_all_partners(protocol)
    return protocol


def _end(protocol: Protocol, day: date, words: str) -> None:
    """The real end; the words of the term that was agreed stay as they were."""
    began_on = protocol.starts_latest or protocol.signed_on
    days.check(ended_on=days.wrong_end(day, starts_on=began_on, today=clock.today()))
    protocol.ended_on, protocol.ended_words = day, words
    if protocol.ends_latest is None or day < protocol.ends_latest:
        protocol.ends_earliest = protocol.ends_latest = day


async def archive(protocol_id: int, *, by: Actor) -> Protocol:
    """Put away: out of the lists of what is alive, never deleted, its number never reused."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_conduct(by, protocol.office)
        protocol.archived_from = protocol.status
        await holding.become(protocol, ARCHIVED)
        await holding.note(events.ARCHIVE, protocol, by=by)
        await holding.tell_all_partners(protocol)
    return protocol
