"""The database and the rules say the same of every act on every day."""

import itertools
from datetime import date

import pytest

from registry.platform import clock
from registry.platform.accounts.roles import Visibility
from registry.platform.database import fetch
from registry.protocols import lifecycle
from registry.protocols.kinds import ActKind, Renewal
from registry.protocols.lifecycle import ARCHIVED, ProtocolStatus
from registry.protocols.queries import conditions
from registry.protocols.queries.asking import STANDINGS
from registry.protocols.queries.conditions import IN_FORCE_NOW
from registry.protocols.tables import Protocol

pytestmark = pytest.mark.usefixtures("as_")

D = date
STARTS = [(None, None), (D(2010, 1, 1), D(2010, 12, 31)), (D(2026, 4, 16), D(2026, 4, 16))]
ENDS = [
    (None, None),
    (None, D(2018, 12, 31)),
    (D(2018, 1, 1), D(2018, 12, 31)),
    (D(2026, 12, 31), D(2026, 12, 31)),
    (D(2030, 1, 1), None),
]
DAYS = [D(2009, 6, 1), D(2010, 6, 1), D(2018, 6, 1), D(2026, 11, 23), D(2031, 1, 1)]


def an_act(status: ProtocolStatus, renewal: Renewal, starts: tuple, ends: tuple) -> Protocol:  # type: ignore[type-arg]  # two days
    return Protocol(
        kind=ActKind.PROTOCOL,
        title="Prova",
        office="pref-cr",
        status=status,
        archived_from="expired" if status is ARCHIVED else None,
        renewal=renewal,
        visibility=Visibility.NETWORK,
        when_state=None if starts[0] else "in_definition",
        starts_earliest=starts[0],
        starts_latest=starts[1],
        ends_earliest=ends[0],
        ends_latest=ends[1],
        created_at=clock.now(),
        changed_at=clock.now(),
    )


async def test_what_the_day_makes_of_an_act_is_the_same_in_sql_and_in_python() -> None:
    renewals = (Renewal.EXPRESS, Renewal.TACIT)
    combinations = itertools.product(ProtocolStatus, renewals, STARTS, ENDS)
    await Protocol.insert(*(an_act(*one) for one in combinations))
    acts = {act.id: act for act in await Protocol.objects()}
    said = {
        "standing": conditions.standing("$1"),
        "certain": f"coalesce({conditions.in_force_on('$1')}, false)",
        "possible": f"coalesce({conditions.perhaps_in_force_on('$1')}, false)",
    }
    sql = "SELECT a.id, " + ", ".join(f"{sql} AS {name}" for name, sql in said.items())

    for day in DAYS:
        for row in await fetch(f"{sql} FROM protocol a", day):
            act = acts[row["id"]]
            told = (row["standing"], row["certain"], row["possible"])
            known = (
                lifecycle.standing(act, day),
                lifecycle.is_in_force(act, day),
                lifecycle.may_be_in_force(act, day),
            )
            assert told == known, (day, act.to_dict())


async def test_asking_for_a_standing_keeps_the_acts_that_stand_so() -> None:
    renewals = (Renewal.EXPRESS, Renewal.TACIT)
    await Protocol.insert(
        *(an_act(*one) for one in itertools.product(ProtocolStatus, renewals, STARTS, ENDS))
    )
    acts = await Protocol.objects()
    groups = [{one} for one in STANDINGS] + [IN_FORCE_NOW, {"expiring", "renews_itself"}]

    for day in DAYS:
        for wanted in groups:
            stands = conditions.stands_as(wanted, "$1")
            sql = f"SELECT a.id FROM protocol a WHERE {stands} AND $1::date IS NOT NULL"  # noqa: S608
            kept = {row["id"] for row in await fetch(sql, day)}
            assert kept == {act.id for act in acts if lifecycle.standing(act, day) in wanted}, day
