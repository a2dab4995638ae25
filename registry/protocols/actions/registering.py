"""Acts already signed: registered with what is known, and corrected when more is known."""

from datetime import date

from registry import dates
from registry.partners.kinds import Nature
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import transaction
from registry.platform.errors import InvalidInput, WrongStatus
from registry.platform.i18n import _
from registry.platform.undoing import change_of
from registry.protocols import days, events, rules
from registry.protocols.actions import holding, repertory
from registry.protocols.actions.drafting import made, put_facts, put_parties, put_relations
from registry.protocols.actions.relating import put_participations
from registry.protocols.actions.signing import natures_of
from registry.protocols.actions.told import as_told
from registry.protocols.kinds import ActKind, SignatureKind
from registry.protocols.lifecycle import CONCLUDED
from registry.protocols.permissions import check_can_write
from registry.protocols.shapes import HistoricAct, HistoricFacts
from registry.protocols.tables import Protocol

_COPIED = (
    "signed_on", "signed_text", "repertory_year", "repertory_number", "repertory_words",
    "ended_on", "ended_words",
)  # fmt: skip


async def register_historic(new: HistoricAct, *, by: Actor) -> Protocol:
    """Registers an act signed elsewhere or long ago; what is not known stays empty.

    Paper is refused only where somebody says that all were public bodies and signed so after
    30 June 2014: such an act is void. Where it is not known, the page asks to check.
    """
    check_can_write(by, by.office)
    _check_known(new)
    async with transaction():
        protocol = await made(new, by=by)
        await _put_known(protocol, new)
        protocol.is_historic = True
        await protocol.save()
        await holding.step(protocol, on=_day_of(protocol))
        await put_parties(protocol, new.parties, by=by)
        await _check_not_void(protocol, new)
        await put_relations(protocol, new.relations, by=by)
        await put_participations(protocol, new.participations, by=by)
        await holding.note(events.REGISTER, protocol, by=by, title=protocol.title)
        await holding.tell_all_partners(protocol)
    return protocol


def _check_known(new: HistoricFacts) -> None:
    wrong: dict[str, str] = {}
    if new.status not in CONCLUDED:
        wrong["status"] = _("Un atto già firmato è sottoscritto, in vigore, scaduto o finito.")
    if told := days.wrong_past(new.signed_on, today=clock.today()):
        wrong["signed_on"] = told
    if told := _wrong_words(new.signed_text):
        wrong["signed_text"] = told
    if (new.repertory_year is None) != (new.repertory_number is None):
        wrong["repertory_number"] = _("Del repertorio servono il numero e l'anno, o nessuno.")
    began_on = new.signed_on or dates.read(new.when).earliest
    if told := days.wrong_end(new.ended_on, starts_on=began_on, today=clock.today()):
        wrong["ended_on"] = told
    if wrong:
        raise InvalidInput.of(wrong)


def _wrong_words(signed: str) -> str:
    """«22 e 23 settembre 2015»: an act already signed was not signed in days to come."""
    day = dates.read(signed)
    return days.wrong_past(day.earliest, today=clock.today())


async def _put_known(protocol: Protocol, told: HistoricFacts) -> None:
    for name in _COPIED:
        setattr(protocol, name, getattr(told, name))
    protocol.status = told.status
    if protocol.signed_on is None and told.signed_text:
        protocol.signed_on = _exact_day_or_none(told.signed_text)
    if protocol.repertory_year and protocol.repertory_number:
        await repertory.take_number(
            protocol.office,
            protocol.repertory_year,
            protocol.repertory_number,
            except_for=protocol.id,
        )
    _put_bounds(protocol)


def _exact_day_or_none(words: str) -> date | None:
    """The day of the last signature: «22 e 23 settembre 2015» was signed on the 23rd."""
    day = dates.read(words)
    if day.ends_latest is not None:
        return day.ends_latest if day.ends_earliest == day.ends_latest else None
    return day.earliest if day.earliest == day.latest else None


def _put_bounds(protocol: Protocol) -> None:
    """What the signature and the duration tell of the time in which it has effect."""
    if not protocol.when_text and protocol.signed_on:
        # Without other words an act has effect since it was signed: so the law has it.
        protocol.starts_earliest = protocol.starts_latest = protocol.signed_on
    start = protocol.starts_earliest
    is_exact = start is not None and start == protocol.starts_latest
    if protocol.duration_months and protocol.ends_latest is None and start and is_exact:
        end = rules.end_of_term(start, protocol.duration_months)
        protocol.ends_earliest = protocol.ends_latest = end
    ended = protocol.ended_on
    if ended and (protocol.ends_latest is None or ended < protocol.ends_latest):
        protocol.ends_earliest = protocol.ends_latest = ended


def _day_of(protocol: Protocol) -> date:
    return protocol.signed_on or protocol.starts_earliest or clock.today()


async def _check_not_void(protocol: Protocol, new: HistoricAct) -> None:
    if not any(party.signature_kind is SignatureKind.PAPER for party in new.parties):
        return
    natures: list[Nature] = await natures_of(protocol)
    if rules.is_digital_or_void(ActKind(protocol.kind), natures, protocol.signed_on):
        raise InvalidInput(signature_kind=rules.digital_sentence())


async def correct(
    protocol_id: int, told: HistoricFacts, *, version: int | None = None, by: Actor
) -> Protocol:
    """Corrects what is known of an act that was registered already signed."""
    _check_known(told)
    async with transaction():
        protocol = await holding.held(protocol_id, by=by, version=version)
        check_can_write(by, protocol.office)
        if not protocol.is_historic:
            raise WrongStatus(_("Solo un atto registrato già firmato si corregge così."))
        known = (*_COPIED, "status")
        was = {name: getattr(protocol, name) for name in known}
        before = await as_told(protocol)
        changed = await put_facts(protocol, told, by=by)
        await _put_known(protocol, told)
        changed += [name for name in known if getattr(protocol, name) != was[name]]
        fields = events.labels_of(changed, events.FIELDS)
        if not fields:
            return protocol
        kept = change_of(HistoricFacts, before, await as_told(protocol))
        await holding.note(events.CORRECT, protocol, by=by, fields=fields, kept=kept)
        await holding.tell_all_partners(protocol)
    return protocol
