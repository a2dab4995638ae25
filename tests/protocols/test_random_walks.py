"""Whatever people try, in whatever order: an act is never where it cannot be."""

import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest

from registry.platform.accounts.roles import Actor
from registry.platform.errors import Refused
from registry.protocols import actions, queries
from registry.protocols.kinds import DocumentKind, RelationKind, SignatureKind
from registry.protocols.lifecycle import (
    ARCHIVED,
    BOUND,
    CIRCULATED,
    CONCLUDED,
    IN_DEFINITION,
    IN_FORCE,
    NEXT,
    REPLACED,
    SIGNED,
    SIGNING,
    TERMINATED,
    PartyStatus,
    ProtocolStatus,
)
from registry.protocols.shapes import (
    Approval,
    Circulation,
    Ending,
    InForce,
    NewProtocol,
    PartyData,
    PartyDetails,
    ProtocolView,
    Reason,
    Replacement,
    Signature,
    TextData,
    Withdrawal,
)
from tests.people import People
from tests.protocols.make import a_comune, a_historic_act, an_act

pytestmark = pytest.mark.usefixtures("db")

WALKS, STEPS = 5, 60
FORWARD = 0.92
WHY = Reason(reason="si è provato")
DAY = date(2026, 5, 4)

Trial = Callable[[ProtocolView, Actor, random.Random], Awaitable[Any]]


def any_party(act: ProtocolView, chance: random.Random) -> int:
    return chance.choice(act.parties).id if act.parties else 0


def any_signature(chance: random.Random) -> Signature:
    kinds = [SignatureKind.DIGITAL] * 8 + list(SignatureKind)
    return Signature(signed_on=DAY, kind=chance.choice(kinds))


def ways_on() -> list[Trial]:
    """The verbs that lead an act forward."""
    approval = Approval(approved_on=DAY)
    return [
        lambda act, by, _c: actions.send_schema(act.id, Circulation(sent_on=DAY), by=by),
        lambda act, by, c: actions.record_approval(act.id, any_party(act, c), approval, by=by),
        lambda act, by, _c: actions.open_signing(act.id, by=by),
        lambda act, by, c: actions.record_signature(
            act.id, any_party(act, c), any_signature(c), by=by
        ),
        lambda act, by, _c: actions.declare_signed(act.id, by=by),
        lambda act, by, _c: actions.set_in_force(act.id, InForce(), by=by),
    ]


def ways_astray(other_act: int, other_body: int) -> list[Trial]:
    """The verbs that lead it back, aside, or to its end."""
    add = PartyData(partner=other_body)
    ending = Ending(ended_on=DAY, reason="si è provato")
    instead = Replacement(by_act=other_act, kind=RelationKind.RENEWS, ended_on=DAY)
    withdrawal, text = Withdrawal(withdrew_on=DAY), TextData(common_commitments=["riunirsi"])
    return [
        lambda act, by, _c: actions.reopen(act.id, WHY, by=by),
        lambda act, by, c: actions.refuse_signature(act.id, any_party(act, c), WHY, by=by),
        lambda act, by, c: actions.withdraw(act.id, any_party(act, c), withdrawal, by=by),
        lambda act, by, _c: actions.terminate(act.id, ending, by=by),
        lambda act, by, _c: actions.replace(act.id, instead, by=by),
        lambda act, by, _c: actions.expire(act.id, by=by),
        lambda act, by, _c: actions.write_text(act.id, text, by=by),
        lambda act, by, _c: actions.add_party(act.id, add, by=by),
        lambda act, by, c: actions.remove_party(act.id, any_party(act, c), by=by),
        lambda act, by, _c: actions.archive(act.id, by=by),
    ]


def check_is_possible(before: ProtocolView, after: ProtocolView) -> None:
    """What must hold of an act at every moment, and of each step that it takes."""
    was, now = ProtocolStatus(before.status), ProtocolStatus(after.status)
    assert was == now or now in NEXT[was], (was, now)
    lived = ProtocolStatus(after.archived_from or now)
    assert (after.archived_from is not None) == (now is ProtocolStatus.ARCHIVED)
    assert (after.repertory_number is not None) == (lived in CONCLUDED)
    if lived in CONCLUDED:
        counted = [party for party in after.parties if party.status != PartyStatus.WITHDRAWN]
        assert all(party.status in BOUND for party in counted)
        assert after.signed_on is not None
        assert len(after.parties) >= 2
    if lived in CONCLUDED or now is SIGNING:
        assert any(one.kind is DocumentKind.FINAL for one in after.documents)
        assert after.text == before.text
    if now is IN_DEFINITION:
        assert not any(party.signed_on for party in after.parties)


async def test_no_walk_leads_an_act_where_it_cannot_be(as_: People) -> None:
    act = await an_act(as_, IN_DEFINITION)
    other = await a_historic_act(by=as_.operator_cr)
    body = await a_comune("Crema", by=as_.operator_cr)
    people = [as_.legal_cr] * 4 + [as_.head_cr] * 4 + [as_.operator_cr, as_.legal_ge]
    on, astray = ways_on(), ways_astray(other.id, body.id)
    seen: set[str] = set()

    for seed in range(WALKS):
        chance = random.Random(seed)  # noqa: S311  a walk, not a secret
        before = await a_copy_of(act.id, by=as_.operator_cr)
        for _step in range(STEPS):
            way = chance.choice(on if chance.random() < FORWARD else astray)
            with suppress(Refused):
                await way(before, chance.choice(people), chance)
            after = await queries.view(before.id, by=as_.legal_cr)
            check_is_possible(before, after)
            seen.add(after.status)
            before = after

    assert seen >= {CIRCULATED, SIGNING, SIGNED, IN_FORCE}
    assert seen & {TERMINATED, REPLACED, ARCHIVED}


async def a_copy_of(act_id: int, *, by: Actor) -> ProtocolView:
    """Another act of the same bodies, with the same words, at its beginning."""
    model = await queries.view(act_id, by=by)
    assert model.text is not None
    details = set(PartyDetails.__struct_fields__)
    parties = [
        PartyData(
            partner=one.partner,
            commitments=one.commitments,
            **{name: getattr(one, name) for name in details},
        )
        for one in model.parties
    ]
    new = NewProtocol(
        kind=model.kind,
        subject=model.subject,
        purposes=model.purposes,
        duration_months=model.duration_months,
        parties=parties,
    )
    act = await actions.draft(new, by=by)
    text = TextData(recitals=model.text.recitals, drafting=model.text.drafting)
    await actions.write_text(act.id, text, by=by)
    return await queries.view(act.id, by=by)
