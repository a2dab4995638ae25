"""A day that was registered wrong is put right; what it was before stays in the history."""

from dataclasses import dataclass, field
from datetime import date

from registry.dates.words import day_in_words
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import transaction
from registry.platform.errors import InvalidInput, WrongStatus
from registry.platform.i18n import SOURCE_LANGUAGE, _, lazy, speaking
from registry.protocols import days, events, queries, rules
from registry.protocols.actions import holding
from registry.protocols.actions.parties import name_of
from registry.protocols.actions.signing import set_term
from registry.protocols.lifecycle import ARCHIVED, CIRCULATED, IN_FORCE, SIGNED, ProtocolStatus
from registry.protocols.permissions import check_can_conduct
from registry.protocols.shapes import CorrectedDays, PartyDays
from registry.protocols.tables import Party, Protocol, ProtocolStep

OF_PARTY = {
    "approved_on": lazy("approvazione di {name}"),
    "signed_on": lazy("firma di {name}"),
    "joined_on": lazy("adesione di {name}"),
    "withdrew_on": lazy("recesso di {name}"),
}
OF_ACT = {
    "sent_on": lazy("invio dello schema"),
    "starts_on": lazy("in vigore dal"),
    "ends_on": lazy("fino al"),
    "ended_on": lazy("finito il"),
}


@dataclass
class Changes:
    """What is put right so far: the sentences for the history, and what is wrong, by field."""

    told: list[str] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)

    def note(self, label: str, name: str, was: date, now: date) -> None:
        """In Italian, whoever acts: the history puts it in its reader's language or leaves it."""
        with speaking(SOURCE_LANGUAGE):
            what = str(label).format(name=name)
        self.told.append(f"{what}: {was:%d/%m/%Y} → {now:%d/%m/%Y}")


async def correct_days(
    protocol_id: int, told: CorrectedDays, *, version: int | None = None, by: Actor
) -> Protocol:
    """Puts right the days already registered, in the order that they must have.

    Only a day that is there changes: what did not happen yet has its own verb.
    """
    async with transaction():
        protocol = await holding.held(protocol_id, by=by, version=version)
        check_can_conduct(by, protocol.office)
        _check_may_be_corrected(protocol)
        changes = Changes()
        sent_on = await _put_sent(protocol, told, changes)
        await _put_parties(protocol, told.parties, sent_on, changes)
        await _put_signed(protocol, changes)
        await _put_term(protocol, told, changes)
        await _put_end(protocol, told, changes)
        if changes.wrong:
            raise InvalidInput.of(changes.wrong)
        if changes.told:
            what = "; ".join(changes.told)
            await holding.note(events.CORRECT_DAYS, protocol, by=by, what=what)
            await holding.tell_all_partners(protocol)
    return protocol


def _check_may_be_corrected(protocol: Protocol) -> None:
    if protocol.is_historic:
        raise WrongStatus(_("È registrato già firmato: i giorni si cambiano in «Correggi i dati»."))
    if protocol.status == ARCHIVED:
        raise WrongStatus(_("Un atto archiviato non cambia più."))


def _not_there() -> str:
    return _("Questo giorno non è ancora registrato: qui si correggono quelli che ci sono.")


def _changed(
    now: date | None,
    was: date | None,
    name: str,
    changes: Changes,
    label: str,
    of: str = "",
) -> date | None:
    """The day as it is from here on; what cannot be changed is told beside its field."""
    if now is None or now == was:
        return was
    if was is None:
        changes.wrong[name] = _not_there()
        return was
    changes.note(label, of, was, now)
    return now


async def _put_sent(protocol: Protocol, told: CorrectedDays, changes: Changes) -> date | None:
    was = await queries.day_of_step(protocol.id, CIRCULATED)
    sent_on = _changed(told.sent_on, was, "sent_on", changes, OF_ACT["sent_on"])
    if wrong := days.wrong_past(sent_on, today=clock.today()):
        changes.wrong["sent_on"] = wrong
    await _put_step(protocol, CIRCULATED, sent_on)
    return sent_on


async def _put_step(protocol: Protocol, status: ProtocolStatus, day: date | None) -> None:
    step = (
        await ProtocolStep.objects()
        .where(ProtocolStep.protocol == protocol.id, ProtocolStep.status == status.value)
        .order_by(ProtocolStep.id, ascending=False)
        .first()
    )
    if step is not None and day is not None and step.on_day != day:
        step.on_day = day
        await step.save()


async def _put_parties(
    protocol: Protocol, told: list[PartyDays], sent_on: date | None, changes: Changes
) -> None:
    """Every party's days are looked at: the day of the sending may have moved under them."""
    places = {one.party: (place, one) for place, one in enumerate(told)}
    parties = await holding.parties_of(protocol)
    if unknown := places.keys() - {party.id for party in parties}:
        await queries.find_party(protocol.id, min(unknown))
    for party in parties:
        place, one = places.get(party.id, (None, PartyDays(party=party.id)))
        prefix = "" if place is None else f"parties.{place}."
        name = await name_of(party)
        for column, label in OF_PARTY.items():
            now, was = getattr(one, column), getattr(party, column)
            day = _changed(now, was, prefix + column, changes, label, of=name)
            setattr(party, column, day)
        _check_party(party, prefix, sent_on, changes)
        await party.save()


def _check_party(party: Party, prefix: str, sent_on: date | None, changes: Changes) -> None:
    today = clock.today()
    wrong = {
        "approved_on": days.wrong_approval(party.approved_on, sent_on=sent_on, today=today),
        "signed_on": days.wrong_signature(
            party.signed_on, approved_on=party.approved_on, today=today
        ),
    }
    for column, sentence in wrong.items():
        if sentence:
            # A party that is not on the form was put out of order by the day of the sending.
            changes.wrong.setdefault(prefix + column if prefix else "sent_on", sentence)


async def _put_signed(protocol: Protocol, changes: Changes) -> None:
    """The act was signed with the last signature; its number stays of the year it was given."""
    parties = await holding.parties_of(protocol)
    if protocol.signed_on is not None:
        first = [one.signed_on for one in parties if one.signed_on and not one.joined_on]
        _move_signature(protocol, max(first, default=protocol.signed_on), changes)
        await _put_step(protocol, SIGNED, protocol.signed_on)
    for party in parties:
        bound_on = party.joined_on or party.signed_on or protocol.signed_on
        today = clock.today()
        wrong = days.wrong_accession(
            party.joined_on, signed_on=protocol.signed_on, today=today
        ) or days.wrong_withdrawal(party.withdrew_on, bound_on=bound_on, today=today)
        if wrong:
            changes.wrong.setdefault("", f"{await name_of(party)}: {wrong}")


def _move_signature(protocol: Protocol, last: date, changes: Changes) -> None:
    was = protocol.signed_on
    if was is None or last == was:
        return
    if protocol.repertory_year and last.year != protocol.repertory_year:
        changes.wrong.setdefault(
            "",
            _(
                "L'atto ha il numero {n}/{year} del repertorio: l'ultima firma resta nel {year}."
            ).format(n=protocol.repertory_number, year=protocol.repertory_year),
        )
    if protocol.signed_text == day_in_words(was):
        protocol.signed_text = day_in_words(last)
    protocol.signed_on = last


async def _put_term(protocol: Protocol, told: CorrectedDays, changes: Changes) -> None:
    has_begun = protocol.starts_earliest is not None and _is_exact(protocol)
    was = protocol.starts_earliest if has_begun else None
    was_end = protocol.ends_latest if was else None
    starts_on = _changed(told.starts_on, was, "starts_on", changes, OF_ACT["starts_on"])
    ends_on = _changed(told.ends_on, was_end, "ends_on", changes, OF_ACT["ends_on"])
    if starts_on is None:
        return
    if ends_on == was_end and was and protocol.duration_months and not protocol.ended_on:
        ends_on = _moved_end(was, starts_on, was_end, protocol.duration_months)
    today = clock.today()
    wrong = {
        "starts_on": days.wrong_start(starts_on, signed_on=protocol.signed_on, today=today),
        "ends_on": days.wrong_end(ends_on, starts_on=starts_on, today=today),
    }
    for name, sentence in wrong.items():
        if sentence:
            changes.wrong.setdefault(name, sentence)
    if (starts_on, ends_on) != (was, was_end) and not changes.wrong:
        set_term(protocol, starts_on, ends_on)
        await _put_step(protocol, IN_FORCE, starts_on)


def _is_exact(protocol: Protocol) -> bool:
    is_day = protocol.starts_earliest == protocol.starts_latest
    return is_day and protocol.status not in ("proposed", "in_definition", "circulated", "signing")


def _moved_end(was: date, now: date, end: date | None, months: int) -> date | None:
    """An end that follows from the duration follows the start."""
    return rules.end_of_term(now, months) if end == rules.end_of_term(was, months) else end


async def _put_end(protocol: Protocol, told: CorrectedDays, changes: Changes) -> None:
    was = protocol.ended_on
    now = _changed(told.ended_on, was, "ended_on", changes, OF_ACT["ended_on"])
    if now is None:
        return
    sentence = days.wrong_end(
        now, starts_on=protocol.starts_latest or protocol.signed_on, today=clock.today()
    )
    if sentence:
        changes.wrong.setdefault("ended_on", sentence)
    elif now != was:
        protocol.ended_on = now
        if protocol.ends_latest == was:
            protocol.ends_earliest = protocol.ends_latest = now
        await _put_step(protocol, ProtocolStatus(protocol.status), now)
