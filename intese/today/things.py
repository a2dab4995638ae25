"""What the rooms say waits for a person, in the words of the page."""

from datetime import date, datetime

from good_practices.intake import queries as intake
from good_practices.schede import queries as schede
from good_practices.schede.shapes import Waiting
from good_practices.submissions import queries as submissions
from good_practices.submissions.lifecycle import SubmissionStatus
from intese.today.shapes import Thing
from registry.platform import clock
from registry.platform.accounts.roles import PREFETTURA_ROLES, Actor
from registry.platform.i18n import _, ngettext
from registry.protocols import queries as protocols
from registry.protocols.permissions import can_conduct
from registry.protocols.shapes import Awaiting


async def waiting_things(actor: Actor) -> tuple[list[Thing], list[Thing]]:
    """What waits for this person and what waits for others, oldest first."""
    if actor.role not in PREFETTURA_ROLES:
        return [], []
    acts = await protocols.awaiting(by=actor)
    mine = [*await _schede(actor), *await _batches(actor)]
    if can_conduct(actor, actor.office):
        mine += [_act(one) for one in acts if one.waits_for == "us"]
    return mine, [_act(one) for one in acts if one.waits_for == "others"]


async def arrived_things(limit: int) -> list[Thing]:
    """What reached the Ministry and is not all decided, oldest first."""
    return [_waiting(one) for one in await intake.arrivals(limit)]


async def brought_things(actor: Actor) -> list[Thing]:
    """Packages that this person brought and that are being read, or were refused."""
    return [_waiting(one) for one in await intake.uploads_of(actor)]


async def _schede(actor: Actor) -> list[Thing]:
    return [_waiting(one) for one in await schede.waiting_for(actor)]


def _waiting(one: Waiting) -> Thing:
    return Thing(
        when=_day(one.since),
        note=_since(one.since),
        title=one.title,
        href=one.href,
        status=one.status,
        text=one.why,
        action=one.action,
    )


BATCH_WORDS = {
    SubmissionStatus.IN_PREPARATION: ("Prepara il pacco", "Le schede sono scelte: manca il pacco."),
    SubmissionStatus.VERIFIED: (
        "Registra il numero",
        "Il pacco è pronto: manca il numero del protocollo dell'ufficio.",
    ),
    SubmissionStatus.REGISTERED: ("Fai partire l'invio", "È pronto e aspetta solo te."),
}


async def _batches(actor: Actor) -> list[Thing]:
    found = []
    for one in await submissions.waiting_for(actor):
        action, why = BATCH_WORDS[one.status]
        found.append(
            Thing(
                when=_day(one.changed_at),
                note=_since(one.changed_at),
                title=_("Invio {name}").format(name=one.name),
                href=f"/submissions/{one.id}",
                status=f"submission:{one.status}",
                text=_(why),
                action=_(action),
            )
        )
    return found


def _act(one: Awaiting) -> Thing:
    return Thing(
        when=one.since.strftime("%d/%m/%Y") if one.since else _("senza data"),
        title=one.title,
        href=f"/protocols/{one.id}",
        status=f"protocol:{one.status}",
        text=one.reason,
        action=_("Apri l'atto"),
    )


def _day(at: datetime) -> str:
    return at.astimezone(clock.ROME).strftime("%d/%m/%Y")


def _since(at: datetime) -> str:
    days = (clock.today() - at.astimezone(clock.ROME).date()).days
    if days <= 0:
        return _("da oggi")
    return ngettext("da un giorno", "da {n} giorni", days).format(n=days)


def in_days(day: date) -> str:
    """«fra 4 giorni», «oggi», «passato da 2 giorni»."""
    days = (day - clock.today()).days
    if days == 0:
        return _("oggi")
    if days < 0:
        return ngettext("passato da un giorno", "passato da {n} giorni", -days).format(n=-days)
    return ngettext("fra un giorno", "fra {n} giorni", days).format(n=days)
