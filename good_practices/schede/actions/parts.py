"""The parts of a scheda that stand in their own tables: places, partners, acts, results."""

from collections.abc import Sequence

from good_practices.circulars.shapes import FieldRow
from good_practices.schede.figures import read_value
from good_practices.schede.shapes import SchedaData
from good_practices.schede.tables import SchedaAct, SchedaPartner, SchedaPlace, SchedaResult
from registry.partners import queries as partners
from registry.platform.accounts.roles import Actor
from registry.platform.errors import InvalidInput, NotFound
from registry.platform.i18n import _
from registry.platform.mailboxes import tidy_address
from registry.protocols import queries as protocols
from registry.territory import queries as territory


async def check_parts(new: SchedaData, field: FieldRow, *, by: Actor) -> None:
    """Everything that ``new`` points at exists and may be seen; names every wrong field."""
    wrong = {**_check_words(new, field), **_check_twice(new)}
    wrong |= await _check_partners(new, by=by)
    wrong |= await _check_acts(new.acts, by=by)
    try:
        await territory.check_places(new.places, field="places")
    except InvalidInput as refused:
        wrong |= refused.fields
    if wrong:
        raise InvalidInput.of(wrong)


def _check_words(new: SchedaData, field: FieldRow) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not set(new.vulnerable_groups) <= set(field.sub_items):
        wrong["vulnerable_groups"] = _("Scegli fra le categorie della circolare.")
    try:
        tidy_address(new.contact_email, field="contact_email")
    except InvalidInput as refused:
        wrong |= refused.fields
    return wrong


def _check_twice(new: SchedaData) -> dict[str, str]:
    """One line for a body and its role; one place, one act, once."""
    wrong: dict[str, str] = {}
    seen = set()
    for position, line in enumerate(new.partners):
        if (line.partner, line.role) in seen:
            wrong[f"partners.{position}.partner"] = _("Questo ente c'è già con lo stesso ruolo.")
        seen.add((line.partner, line.role))
    for name, values in (("places", new.places), ("acts", new.acts)):
        if len(set(values)) != len(values):
            wrong[name] = _("C'è un valore ripetuto.")
    return wrong


async def _check_partners(new: SchedaData, *, by: Actor) -> dict[str, str]:
    named = {"promoter": new.promoter, "lead_partner": new.lead_partner}
    named |= {f"partners.{n}.partner": line.partner for n, line in enumerate(new.partners)}
    wrong = {}
    for name, partner in named.items():
        if partner is not None and not await _can_see_partner(partner, by=by):
            wrong[name] = _("Questo partner non c'è, o il tuo ufficio non può vederlo.")
    return wrong


async def _can_see_partner(partner_id: int, *, by: Actor) -> bool:
    try:
        await partners.find(partner_id, by=by)
    except NotFound:
        return False
    return True


async def _check_acts(acts: Sequence[int], *, by: Actor) -> dict[str, str]:
    for act in acts:
        try:
            await protocols.find(act, by=by)
        except NotFound as gone:
            return {"acts": gone.sentence}
    return {}


async def write_parts(scheda_id: int, new: SchedaData) -> None:
    """Writes the parts anew, in the order in which they were given."""
    for table in (SchedaPlace, SchedaPartner, SchedaAct, SchedaResult):
        await table.delete().where(table.scheda == scheda_id)
    rows = [
        *(SchedaPlace(scheda=scheda_id, place=place) for place in new.places),
        *(SchedaAct(scheda=scheda_id, protocol=act) for act in new.acts),
    ]
    for row in rows:
        await row.save()
    for position, line in enumerate(new.partners):
        await SchedaPartner(
            scheda=scheda_id,
            position=position,
            partner=line.partner,
            role=line.role,
            activity=line.activity,
        ).save()
    await _write_results(scheda_id, new)


async def _write_results(scheda_id: int, new: SchedaData) -> None:
    for position, line in enumerate(new.results):
        number, qualifier = read_value(line.value_words)
        await SchedaResult(
            scheda=scheda_id,
            position=position,
            indicator=line.indicator,
            value_words=line.value_words,
            number=number,
            qualifier=qualifier,
            unit=line.unit,
            as_of=line.as_of,
            source=line.source,
        ).save()
