"""The board of each function."""

from collections.abc import Awaitable, Callable
from datetime import date

from good_practices.circulars import queries as circulars
from good_practices.intake import queries as intake
from good_practices.schede import queries as schede
from intese.today.shapes import Board, Counter
from intese.today.things import arrived_things, brought_things, waiting_things
from registry.networks import queries as networks
from registry.platform import clock
from registry.platform.accounts import queries as accounts
from registry.platform.accounts.roles import Actor, Role
from registry.platform.audit.queries import recent_events
from registry.platform.database import fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _, lazy
from registry.platform.lists import Ask, Listing
from registry.platform.offices import queries as offices
from registry.protocols import queries as protocols
from registry.protocols.lifecycle import SOON
from registry.protocols.queries.deadlines import WHATS
from registry.protocols.shapes import DeadlineFilters, DeadlineRow

DEADLINES = 10
CHANGES = 8
ARRIVALS = 20


async def board_for(actor: Actor) -> Board:
    return await BOARDS[actor.role](actor)


async def waiting_count(actor: Actor) -> int:
    """How many things wait for this person: the number beside «Oggi»."""
    if actor.role is Role.MINISTRY:
        return await intake.to_open()
    mine, _others = await waiting_things(actor)
    return len(mine)


async def _operator(actor: Actor) -> Board:
    mine, others = await waiting_things(actor)
    counts = await _scheda_counts(actor.office)
    labels = {
        "draft": _("in bozza"),
        "proposed": _("dal dirigente"),
        "ready": _("pronte da inviare"),
        "returned": _("restituite"),
    }
    return Board(
        counters=[
            Counter(count=counts.get(status, 0), label=label,
                    href=f"/schede?status={status}&office={actor.office}")
            for status, label in labels.items()
        ],
        mine=mine,
        others=others,
        primary=(_("Nuova scheda"), "/schede/new"),
        template="today/_collection.html",
        extra={"meter": await _meter_or_none(actor)},
    )  # fmt: skip


async def _meter_or_none(actor: Actor) -> object:
    try:
        circular = await circulars.find_current()
    except NotFound:
        return None
    return await schede.meter(actor.office, circular)


async def _scheda_counts(office: str) -> dict[str, int]:
    rows = await fetch(
        "SELECT status, count(*) AS n FROM scheda WHERE office = $1 GROUP BY status", office
    )
    return {row["status"]: row["n"] for row in rows}


async def _legal(actor: Actor) -> Board:
    mine, others = await waiting_things(actor)
    until = clock.today() + SOON
    deadlines = await protocols.list_deadlines(
        Ask(size=DEADLINES), DeadlineFilters(before=until.isoformat()), by=actor
    )
    every = await protocols.list_deadlines(Ask(size=1), DeadlineFilters(), by=actor)
    return Board(
        counters=_act_counters(await protocols.count_standings(by=actor), actor.office),
        mine=mine,
        others=others,
        all_mine=f"/protocols?view=to_do&office={actor.office}",
        all_others=f"/protocols?office={actor.office}",
        primary=(_("Nuovo atto"), "/protocols/new"),
        template="today/_deadlines.html",
        extra={
            "deadlines": deadlines,
            "all_deadlines": every.total,
            "until": until.isoformat(),
            "whats": WHATS,
            "times": await offices.find(actor.office),
        },
        next_deadline=_next_deadline(every),
    )


def _next_deadline(every: Listing[DeadlineRow]) -> tuple[date, str] | None:
    first = every.items[0] if every.items else None
    day = first and (first.begin_by or first.near)
    return (day, first.title) if first and day else None


# The views of the list of acts, and the standings that each holds.
ACT_COUNTERS = {
    "preparing": (lazy("in preparazione"), ("proposed", "in_definition", "circulated")),
    "signing": (lazy("alla firma"), ("signing",)),
    "in_force": (lazy("in vigore"), ("in_force", "expiring", "renews_itself")),
    "expiring": (lazy("scadono entro 120 giorni"), ("expiring", "renews_itself")),
}


def _act_counters(counts: dict[str, int], office: str) -> list[Counter]:
    return [
        Counter(
            count=sum(counts.get(one, 0) for one in standings),
            label=str(label),
            href=f"/protocols?view={view}&office={office}",
        )
        for view, (label, standings) in ACT_COUNTERS.items()
    ]


async def _manager(actor: Actor) -> Board:
    mine, others = await waiting_things(actor)
    to_confirm = await networks.to_confirm(by=actor)
    rows = await fetch(
        "SELECT (SELECT count(*) FROM network WHERE office = $1)::int AS networks,"
        " (SELECT count(*) FROM partner WHERE office = $1)::int AS partners,"
        " (SELECT count(*) FROM clarification c JOIN partner p ON p.id = c.partner"
        "  WHERE p.office = $1 AND c.is_open)::int AS questions",
        actor.office,
    )
    counts = rows[0]
    return Board(
        counters=[
            Counter(count=counts["networks"], label=_("reti"), href="/networks"),
            Counter(count=counts["partners"], label=_("partner"), href="/partners"),
            Counter(count=len(to_confirm), label=_("collaborazioni da confermare"),
                    href="#da-confermare"),
            Counter(count=counts["questions"], label=_("partner da chiarire"),
                    href="/partners?situation=to_clarify"),
        ],
        mine=mine,
        others=others,
        primary=(_("Nuova rete"), "/networks/new"),
        template="today/_to_confirm.html",
        extra={"to_confirm": to_confirm},
    )  # fmt: skip


async def _ministry(actor: Actor) -> Board:
    counts = await intake.counts()
    return Board(
        counters=[
            Counter(count=counts.to_open, label=_("da aprire"), href="/intake?status=to_open"),
            Counter(count=counts.under_review, label=_("in esame"),
                    href="/intake?status=under_review"),
            Counter(count=counts.returned, label=_("restituiti"), href="/intake?status=returned"),
            Counter(count=counts.closed, label=_("chiusi"), href="/intake?status=closed"),
        ],
        mine=[*await brought_things(actor), *await arrived_things(ARRIVALS)],
        primary=(_("Carica invii"), "/intake"),
        template="today/_answers.html",
        extra={"counts": counts, "on_the_way": await intake.on_the_way()},
    )  # fmt: skip


async def _admin(_actor: Actor) -> Board:
    active, disabled = [
        (await accounts.list_people(Ask(size=1), status=status)).total
        for status in ("active", "disabled")
    ]
    return Board(
        counters=[
            Counter(count=active, label=_("persone attive"), href="/users?status=active"),
            Counter(count=disabled, label=_("persone disattivate"), href="/users?status=disabled"),
        ],
        primary=(_("Aggiungi una persona"), "/users/new"),
        template="today/_events.html",
        extra={"events": await recent_events(limit=CHANGES)},
    )


BOARDS: dict[Role, Callable[[Actor], Awaitable[Board]]] = {
    Role.OPERATOR: _operator,
    Role.LEGAL: _legal,
    Role.NETWORK_MANAGER: _manager,
    Role.MINISTRY: _ministry,
    Role.ADMIN: _admin,
}
