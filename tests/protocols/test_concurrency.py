"""Many hands at once: one number each, one winner each."""

import asyncio
from collections.abc import Awaitable
from datetime import date
from typing import Any

import pytest

from registry.platform import clock
from registry.platform.accounts.roles import Visibility
from registry.platform.errors import Refused, Stale, WrongStatus
from registry.protocols import actions
from registry.protocols.kinds import ActKind, SignatureKind
from registry.protocols.lifecycle import SIGNING, PartyStatus
from registry.protocols.shapes import HistoricAct, ProtocolData
from registry.protocols.tables import Party, Protocol
from tests.people import People
from tests.protocols.make import a_body, a_draft

pytestmark = pytest.mark.usefixtures("db")

AT_ONCE = 60


async def acts_ready_to_be_declared(n: int, as_: People) -> list[int]:
    """Acts of the same two bodies, all signed: rows, since only the last verb is tried."""
    bodies = [await a_body(which, by=as_.operator_cr) for which in ("prefettura", "caritas")]
    now = clock.now()
    acts = [
        Protocol(
            kind=ActKind.PROTOCOL,
            title=f"Atto {number}",
            office="pref-cr",
            status=SIGNING,
            visibility=Visibility.NETWORK,
            drafted_by=as_.operator_cr.user_id,
            created_at=now,
            changed_at=now,
        )
        for number in range(n)
    ]
    ids = [row["id"] for row in await Protocol.insert(*acts)]
    parties = [
        Party(
            protocol=act_id,
            partner=body.id,
            position=position,
            status=PartyStatus.SIGNED,
            signed_on=date(2026, 4, 16),
            signature_kind=SignatureKind.DIGITAL,
        )
        for act_id in ids
        for position, body in enumerate(bodies)
    ]
    await Party.insert(*parties)
    return ids


async def outcomes(*doing: Awaitable[Any]) -> list[Any]:
    """What each gave, or how each was refused; a fault is raised."""
    done = await asyncio.gather(*doing, return_exceptions=True)
    for one in done:
        if isinstance(one, BaseException) and not isinstance(one, Refused):
            raise one
    return list(done)


async def test_sixty_acts_signed_at_once_take_sixty_numbers_without_gaps(as_: People) -> None:
    ids = await acts_ready_to_be_declared(AT_ONCE, as_)

    signed = await outcomes(*(actions.declare_signed(act_id, by=as_.head_cr) for act_id in ids))

    numbers = sorted(act.repertory_number for act in signed)
    assert numbers == list(range(1, AT_ONCE + 1))
    assert {act.repertory_year for act in signed} == {2026}


async def test_a_number_given_to_an_act_that_fails_is_given_to_the_next(as_: People) -> None:
    ids = await acts_ready_to_be_declared(6, as_)
    await Party.update({Party.status: PartyStatus.AWAITING_SIGNATURE}).where(
        Party.protocol.is_in(ids[::2]), Party.position == 1
    )

    done = await outcomes(*(actions.declare_signed(act_id, by=as_.head_cr) for act_id in ids))

    numbers = sorted(act.repertory_number for act in done if isinstance(act, Protocol))
    assert numbers == [1, 2, 3]
    assert sum(isinstance(act, WrongStatus) for act in done) == 3


async def test_one_act_declared_twenty_times_is_signed_once(as_: People) -> None:
    [act_id] = await acts_ready_to_be_declared(1, as_)

    done = await outcomes(*(actions.declare_signed(act_id, by=as_.head_cr) for _ in range(20)))

    assert sum(isinstance(one, Protocol) for one in done) == 1
    assert sum(isinstance(one, WrongStatus) for one in done) == 19


async def test_numbers_typed_and_numbers_given_never_meet(as_: People) -> None:
    ids = await acts_ready_to_be_declared(10, as_)
    typed = [
        HistoricAct(kind=ActKind.PROTOCOL, title=f"Antico {n}", repertory_year=2026,
                    repertory_number=n)
        for n in range(1, 11)
    ]  # fmt: skip

    await outcomes(
        *(actions.declare_signed(act_id, by=as_.head_cr) for act_id in ids),
        *(actions.register_historic(one, by=as_.operator_cr) for one in typed),
    )

    kept = await Protocol.select(Protocol.repertory_number).where(
        Protocol.repertory_number.is_not_null()
    )
    numbers = sorted(row["repertory_number"] for row in kept)
    assert len(numbers) == len(set(numbers)) >= 10


async def test_of_two_who_change_the_same_version_one_is_told(as_: People) -> None:
    act = await a_draft(by=as_.operator_cr)
    changes = [
        ProtocolData(kind=ActKind.PROTOCOL, subject="l'accoglienza", notes=notes)
        for notes in ("mia", "sua")
    ]

    done = await outcomes(
        *(actions.change(act.id, new, version=act.version, by=as_.operator_cr) for new in changes)
    )

    assert sorted(type(one).__name__ for one in done) == ["Protocol", Stale.__name__]
