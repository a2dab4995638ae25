"""What is known of a partner's time: asked of each room below, and put together."""

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from registry.dates.asking import Days
from registry.histories.choosing import by_start, reason, standing
from registry.histories.entries import (
    Belonging,
    Entry,
    of_acts,
    of_collaborations,
    of_groups,
)
from registry.histories.joining import joined
from registry.networks import queries as networks
from registry.networks.days import Change, Standing, between
from registry.networks.rows import Body
from registry.partners.shapes import PartnerView
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.protocols import queries as protocols


async def history_of(partner: PartnerView, *, by: Actor) -> list[Entry]:
    """Everything that this person may see of the partner's time, in no order yet."""
    today = clock.today()
    rows = await networks.history_of(partner.id, by=by)
    acts = await acts_of(partner.id, by=by)
    groups = [
        Belonging(group=Body(id=one.id, name=one.name), role=one.words, when_text=one.when_text)
        for one in partner.groups
    ]
    collaborations = of_collaborations(rows, on=today, office=by.office)
    links = await _links_of(entry.participation for entry in collaborations)
    told = joined(collaborations, acts, links=links)
    return told + of_groups(groups)


async def acts_of(partner_id: int, *, by: Actor) -> list[Entry]:
    """The acts that the partner is or was a party of, each by itself, newest first."""
    rows = await protocols.history_of_partner(partner_id, by=by)
    return sorted(of_acts(rows, on=clock.today()), key=by_start, reverse=True)


async def _links_of(participations: Iterable[int | None]) -> dict[int, list[int]]:
    """Which acts formalise which collaborations."""
    ids = [one for one in participations if one]
    rows = await fetch(
        "SELECT participation, protocol FROM participation_act"
        " WHERE participation = ANY($1::int[]) ORDER BY id",
        ids,
    )
    links: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        links[row["participation"]].append(row["protocol"])
    return links


class Standpoint(Struct, kw_only=True):
    """An entry on a day, with the reason where it is not certain."""

    entry: Entry
    reason: str = ""


class DayAnswer(Struct, kw_only=True):
    days: Days
    certain: list[Standpoint]
    possible: list[Standpoint]
    undated: list[Standpoint]


class Comparison(Struct, kw_only=True):
    first: Days
    second: Days
    begun: list[Standpoint]
    ended: list[Standpoint]
    went_on: list[Standpoint]
    unsure: list[Standpoint]


def on_days(entries: list[Entry], days: Days) -> DayAnswer:
    """The collaborations and acts of those days: certain, possible with the reason, undated."""

    def those(wanted: Standing) -> list[Standpoint]:
        return [
            Standpoint(entry=entry, reason=reason(entry, days))
            for entry in entries
            if standing(entry, days) is wanted
        ]

    return DayAnswer(
        days=days,
        certain=those(Standing.CERTAIN),
        possible=those(Standing.POSSIBLE),
        undated=those(Standing.UNDATED),
    )


def compared(entries: list[Entry], first: Days, second: Days) -> Comparison:
    told: dict[Change, list[Standpoint]] = {change: [] for change in Change}
    for entry in entries:
        change = between(standing(entry, first), standing(entry, second))
        why = reason(entry, second) or reason(entry, first)
        told[change].append(Standpoint(entry=entry, reason=why if change is Change.UNSURE else ""))
    return Comparison(
        first=first,
        second=second,
        begun=told[Change.ENTERED],
        ended=told[Change.LEFT],
        went_on=told[Change.STAYED],
        unsure=told[Change.UNSURE],
    )
