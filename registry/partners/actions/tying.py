"""Who is a member of a group, and who came after whom."""

from registry.dates.columns import columns_of
from registry.partners import events, queries
from registry.partners.actions.holding import held, note
from registry.partners.kinds import SuccessionKind
from registry.partners.shapes import MemberData, SuccessionData, TieData
from registry.partners.tables import Membership, Partner, Succession
from registry.platform.accounts.roles import Actor
from registry.platform.database import connection, fetch_value, transaction
from registry.platform.errors import AlreadyThere, InvalidInput, NotFound
from registry.platform.i18n import _


async def add_member(group_id: int, new: MemberData, *, by: Actor) -> Membership:
    """The body becomes a member of the group, from the time that the source tells."""
    async with transaction():
        group = await held(group_id, by=by)
        member = await _other("member", new.member, by=by)
        if member.id == group.id:
            raise InvalidInput(member=_("Un ente non fa parte di se stesso."))
        await _check_is_not_above(group, member)
        if await Membership.exists().where(
            Membership.group == group_id, Membership.member == member.id
        ):
            raise AlreadyThere(_("«{name}» ne fa già parte.").format(name=member.name))
        membership = Membership(
            group=group_id, member=member.id, role=new.role, **columns_of(new.when)
        )
        await membership.save()
        await note(events.ADD_MEMBER, group, by=by, member=member.name)
    return membership


async def _check_is_not_above(group: Partner, member: Partner) -> None:
    """Refuses a ring: who is a member of a group does not hold it as a member in its turn."""
    await connection().execute("LOCK TABLE membership IN SHARE ROW EXCLUSIVE MODE")
    if await _is_reached(_GROUPS, group.id, member.id):
        raise InvalidInput(
            member=_("È il contrario: è «{group}» a far parte di «{name}».").format(
                group=group.name, name=member.name
            )
        )


# From $1 upwards, through any number of groups or of successions.
_GROUPS = """
WITH RECURSIVE above(id) AS (
  SELECT "group" FROM membership WHERE member = $1
  UNION SELECT m."group" FROM membership m JOIN above ON m.member = above.id)
SELECT EXISTS (SELECT 1 FROM above WHERE id = $2)
"""
_SUCCESSORS = """
WITH RECURSIVE after(id) AS (
  SELECT successor FROM succession WHERE former = $1
  UNION SELECT s.successor FROM succession s JOIN after ON s.former = after.id)
SELECT EXISTS (SELECT 1 FROM after WHERE id = $2)
"""


async def _is_reached(way: str, start: int, end: int) -> bool:
    return bool(await fetch_value(way, start, end))


async def remove_member(group_id: int, membership_id: int, *, by: Actor) -> int:
    """It never was one. Answers with the event, from which it can be put back."""
    async with transaction():
        group = await held(group_id, by=by)
        membership = await Membership.objects().get(
            (Membership.id == membership_id) & (Membership.group == group_id)
        )
        if membership is None:
            raise NotFound(_("Questo ente non ne fa più parte."))
        kept = MemberData(member=membership.member, role=membership.role, when=membership.when_text)
        await membership.remove()
        name = await _name(membership.member)
        return await note(events.REMOVE_MEMBER, group, by=by, member=name, kept=kept)


async def succeed(partner_id: int, new: SuccessionData, *, by: Actor) -> Succession:
    """Another body follows this one: acts and collaborations stay where they were made."""
    async with transaction():
        former = await held(partner_id, by=by)
        successor = await _other("successor", new.successor, by=by)
        await _check_can_follow(former, successor)
        succession = Succession(
            former=partner_id, successor=successor.id, kind=new.kind, **columns_of(new.when)
        )
        await succession.save()
        await note(events.SUCCEED, former, by=by, successor=successor.name)
    return succession


async def _check_can_follow(former: Partner, successor: Partner) -> None:
    if successor.id == former.id:
        raise InvalidInput(successor=_("Un ente non succede a se stesso."))
    if await _follows(former.id, successor.id):
        raise AlreadyThere(_("«{name}» gli succede già.").format(name=successor.name))
    await connection().execute("LOCK TABLE succession IN SHARE ROW EXCLUSIVE MODE")
    if await _is_reached(_SUCCESSORS, successor.id, former.id):
        raise InvalidInput(
            successor=_("È il contrario: «{name}» c'era prima.").format(name=successor.name)
        )


async def _follows(former_id: int, successor_id: int) -> bool:
    return await Succession.exists().where(
        Succession.former == former_id, Succession.successor == successor_id
    )


async def remove_succession(partner_id: int, succession_id: int, *, by: Actor) -> int:
    """It did not follow. Answers with the event, from which it can be put back."""
    async with transaction():
        former = await held(partner_id, by=by)
        succession = await Succession.objects().get(
            (Succession.id == succession_id) & (Succession.former == partner_id)
        )
        if succession is None:
            raise NotFound(_("Questa successione non c'è più."))
        kept = SuccessionData(
            successor=succession.successor,
            kind=SuccessionKind(succession.kind),
            when=succession.when_text,
        )
        await succession.remove()
        name = await _name(succession.successor)
        return await note(events.REMOVE_SUCCESSION, former, by=by, successor=name, kept=kept)


async def _other(field: str, partner_id: int, *, by: Actor) -> Partner:
    """The other body, which this person must be able to see."""
    try:
        return await queries.find(partner_id, by=by)
    except NotFound as refused:
        raise InvalidInput.of({field: refused.sentence}) from None


async def _name(partner_id: int) -> str:
    return (await queries.names_of({partner_id}))[partner_id]


async def record_ties(partner_id: int, told: TieData, *, room: str) -> None:
    """A room above says what it keeps of this partner, in its own transaction."""
    if not told.ties:
        await connection().execute(
            "DELETE FROM partner_tie WHERE partner = $1 AND room = $2", partner_id, room
        )
        return
    await connection().execute(
        "INSERT INTO partner_tie (partner, room, ties, since_text, since_earliest, since_latest,"
        " last_news_on, over_on, is_going_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        " ON CONFLICT (partner, room) DO UPDATE SET ties = excluded.ties,"
        " since_text = excluded.since_text, since_earliest = excluded.since_earliest,"
        " since_latest = excluded.since_latest, last_news_on = excluded.last_news_on,"
        " over_on = excluded.over_on, is_going_on = excluded.is_going_on",
        partner_id,
        room,
        told.ties,
        told.since_text,
        told.since_earliest,
        told.since_latest,
        told.last_news_on,
        told.over_on,
        told.is_going_on,
    )
