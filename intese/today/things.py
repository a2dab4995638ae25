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
from registry.platform.batches import queries as batches
from registry.platform.batches.lifecycle import Standing
from registry.platform.batches.shapes import BatchRow
from registry.platform.i18n import _, figure, lazy, ngettext
from registry.platform.web.templating import in_days
from registry.protocols import queries as protocols
from registry.protocols.permissions import can_conduct
from registry.protocols.shapes import Awaiting


async def waiting_things(actor: Actor) -> tuple[list[Thing], list[Thing]]:
    """What waits for this person and what waits for others, oldest first."""
    if actor.role not in PREFETTURA_ROLES:
        return [], []
    acts = await protocols.awaiting(by=actor)
    mine = [*await _schede(actor), *await _submissions(actor), *await _in_series(actor)]
    if can_conduct(actor, actor.office):
        mine += [_act(one) for one in acts if one.waits_for == "us"]
    return mine, [_waits_for_parties(one) for one in acts if _is_with_parties(one)]


async def arrived_things(limit: int) -> list[Thing]:
    """What reached the Ministry and is not all decided, oldest first."""
    return [_waiting(one) for one in await intake.arrivals(limit)]


async def brought_things(actor: Actor) -> list[Thing]:
    """Packages that this person brought and that are being read, or were refused."""
    return [_waiting(one) for one in await intake.uploads_of(actor)]


async def _schede(actor: Actor) -> list[Thing]:
    return [_waiting(one) for one in await schede.waiting_for(actor)]


async def _in_series(actor: Actor) -> list[Thing]:
    """Documents in series that this person asked for: how far they are, and what they wait for."""
    return [_batch(one) for one in await batches.waiting_for(actor)]


def _batch(one: BatchRow) -> Thing:
    if one.standing is Standing.CHECKED:
        why = _("Le righe sono controllate: {ready} pronte, {wrong} da correggere.").format(
            ready=figure(one.ready), wrong=figure(one.wrong)
        )
    elif one.standing is Standing.DONE:
        why = _("{made} documenti da scaricare, {failed} non riusciti.").format(
            made=figure(one.made), failed=figure(one.failed)
        )
    elif one.standing is Standing.GATHERING:
        why = f"{_('Raccolgo i dati dal registro')}."
    elif one.standing is Standing.CHECKING:
        why = f"{_('Controllo le righe')}."
    else:
        why = _("{done} su {ready}.").format(done=figure(one.done), ready=figure(one.ready))
    return Thing(
        when=_day(one.created_at),
        note=_since(one.created_at),
        title=one.title,
        href=f"/batches/{one.id}",
        status=one.look,
        text=why,
        action=_("Vedi come va") if one.is_going else _("Apri la serie"),
    )


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


SUBMISSION_WORDS = {
    SubmissionStatus.IN_PREPARATION: ("Prepara il pacco", "Le schede sono scelte: manca il pacco."),
    SubmissionStatus.VERIFIED: (
        "Registra il numero",
        "Il pacco è pronto: manca il numero del protocollo dell'ufficio.",
    ),
    SubmissionStatus.REGISTERED: ("Fai partire l'invio", "È pronto e aspetta solo te."),
}


async def _submissions(actor: Actor) -> list[Thing]:
    found = []
    for one in await submissions.waiting_for(actor):
        action, why = SUBMISSION_WORDS[one.status]
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


# What is done about an act that waits for us, and the page of the act where it is done.
ACT_ACTIONS = {
    "proposed": (lazy("Comincia il testo"), ""),
    "in_definition": (lazy("Scrivi il testo"), "/draft"),
    "circulated": (lazy("Apri la firma"), ""),
    "signed": (lazy("Segna in vigore"), "/set-in-force"),
}


def _act(one: Awaiting) -> Thing:
    href = f"/protocols/{one.id}"
    if one.not_valid:
        return _signature_to_redo(one, href)
    action, verb = ACT_ACTIONS.get(one.standing, (lazy("Apri l'atto"), ""))
    return Thing(
        when=f"{one.due_on:%d/%m/%Y}" if one.due_on else _("Nessun termine"),
        note=in_days(one.due_on) if one.due_on else _since_day(one.since),
        title=one.title,
        href=href,
        status=f"protocol:{one.standing or one.status}",
        text=one.reason,
        action=str(action) if one.waits_for == "us" else "",
        action_href=href + verb,
    )


def _is_with_parties(one: Awaiting) -> bool:
    """A party has still to answer, also where something else of the act waits for us."""
    return one.waits_for == "others" or (bool(one.not_valid) and one.n_missing > 0)


def _waits_for_parties(one: Awaiting) -> Thing:
    if one.standing == "circulated":
        words = ngettext("Schema da approvare: una parte", "Schema da approvare: {n} parti",
                         one.n_missing)  # fmt: skip
    else:
        words = ngettext("Una parte non ha firmato", "{n} parti non hanno firmato", one.n_missing)
    return Thing(
        when="",
        note=_since_day(one.since),
        title=words.format(n=one.n_missing),
        href=f"/protocols/{one.id}#parti",
        text=_("{names}. {act},").format(names=protocols.who_is_missing(one), act=one.title),
    )


def _signature_to_redo(one: Awaiting, href: str) -> Thing:
    why = one.not_valid_note.rstrip(".")
    note = f" {why[:1].upper()}{why[1:]}." if why else ""
    return Thing(
        when=_("Oggi"),
        note=_("alla firma {since}").format(since=_since_day(one.since)),
        title=_("Firma da rifare: {name}").format(name=one.not_valid_name),
        href=href,
        status="party:signature_not_valid",
        text=_("{act}, firmato {n} di {all}.").format(act=one.title, n=one.signed, all=one.parties)
        + note,
        action=_("Registra la nuova firma"),
        action_href=f"{href}/parties/{one.not_valid}",
    )


def _since_day(day: date | None) -> str:
    return _("dal {day}").format(day=f"{day:%d/%m/%Y}") if day else ""


def _day(at: datetime) -> str:
    return at.astimezone(clock.ROME).strftime("%d/%m/%Y")


def _since(at: datetime) -> str:
    days = (clock.today() - at.astimezone(clock.ROME).date()).days
    if days <= 0:
        return _("da oggi")
    return ngettext("da un giorno", "da {n} giorni", days).format(n=days)
