"""Ties between acts, and between acts and the networks that they formalise."""

from registry.networks.queries.sight import seen
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch, transaction
from registry.platform.errors import AlreadyThere, InvalidInput, NotFound
from registry.platform.i18n import _
from registry.protocols import events, queries
from registry.protocols.actions import holding
from registry.protocols.kinds import RELATIONS, RelationKind
from registry.protocols.permissions import check_can_write
from registry.protocols.shapes import RelationData
from registry.protocols.tables import Protocol, Relation


async def relate(protocol_id: int, new: RelationData, *, by: Actor) -> Relation:
    """The act renews, implements, amends … another one that this person sees."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_write(by, protocol.office)
        relation = await put_relation(protocol, new, by=by)
        other = await queries.find(new.to_act, by=by)
        words = RELATIONS[new.kind].forward
        kept = {"relation": relation.id}
        told = {"kind": str(words), "title": other.title}
        await holding.note(events.RELATE, protocol, by=by, **told, kept=kept)
    return relation


async def put_relation(protocol: Protocol, new: RelationData, *, by: Actor) -> Relation:
    if new.to_act == protocol.id:
        raise InvalidInput(to_act=_("Un atto non si collega a se stesso."))
    await queries.find(new.to_act, by=by)
    if await has_relation(protocol.id, new.to_act, new.kind):
        raise AlreadyThere(_("Questo legame c'è già."))
    relation = Relation(act=protocol.id, to_act=new.to_act, kind=new.kind, note=new.note)
    await relation.save()
    return relation


async def has_relation(act: int, to_act: int, kind: RelationKind) -> bool:
    return await Relation.exists().where(
        Relation.act == act, Relation.to_act == to_act, Relation.kind == kind
    )


async def unrelate(protocol_id: int, relation_id: int, *, by: Actor) -> None:
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_write(by, protocol.office)
        relation = await Relation.objects().get(
            (Relation.id == relation_id) & (Relation.act == protocol_id)
        )
        if relation is None:
            raise NotFound(_("Questo legame non c'è più."))
        other = await Protocol.objects().get(Protocol.id == relation.to_act)
        words = RELATIONS[RelationKind(relation.kind)].forward
        kept = {"to_act": relation.to_act, "kind": relation.kind, "note": relation.note}
        await relation.remove()
        await holding.note(
            events.UNRELATE,
            protocol,
            by=by,
            kind=str(words),
            title=other.title if other else "",
            kept=kept,
        )


async def formalise(protocol_id: int, participation_ids: list[int], *, by: Actor) -> None:
    """These participations in networks stand on this act."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_write(by, protocol.office)
        await put_participations(protocol, participation_ids, by=by)
        n = len(participation_ids)
        await holding.note(events.FORMALISE, protocol, by=by, n=n)


async def put_participations(
    protocol: Protocol, participation_ids: list[int], *, by: Actor
) -> None:
    rows = await fetch(
        "SELECT p.id FROM participation p JOIN network n ON n.id = p.network"  # noqa: S608
        f" WHERE {seen('n')} AND p.id = ANY($3::int[]) AND p.office = $1",
        *reader(by),
        participation_ids,
    )
    if missing := set(participation_ids) - {row["id"] for row in rows}:
        raise InvalidInput(
            participations=_("Non c'è una collaborazione n. {n}.").format(n=min(missing))
        )
    for participation_id in dict.fromkeys(participation_ids):
        await fetch(
            "INSERT INTO participation_act (participation, protocol) VALUES ($1, $2)"
            " ON CONFLICT DO NOTHING",
            participation_id,
            protocol.id,
        )
