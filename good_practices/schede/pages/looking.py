"""What the pages of one scheda show besides the sheet: the meter, the choices, what may be done."""

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from good_practices.circulars import queries as circulars
from good_practices.schede import queries
from good_practices.schede.checks import findings_of, is_protection
from good_practices.schede.findings import Level
from good_practices.schede.kinds import PARTNER_ROLES
from good_practices.schede.lifecycle import SchedaStatus, can_become
from good_practices.schede.lifecycle import can_write as is_writable
from good_practices.schede.pages.form import MORE_LINES, PartnerTyped, ResultTyped
from good_practices.schede.pages.picking import (
    offered_acts,
    offered_partners,
    offered_places,
    told,
    told_place,
)
from good_practices.schede.permissions import (
    can_approve,
    can_withdraw,
    can_write,
    is_in_charge,
)
from good_practices.schede.shapes import SchedaView
from registry.dates.telling import period_in_words
from registry.platform.accounts.roles import VISIBILITY_LABELS, Actor


def is_open_to(sheet: SchedaView, actor: Actor) -> bool:
    """Whether this person may write in it now: the editor, or the sheet to be read."""
    is_free = is_writable(sheet.status) and sheet.submission_id is None
    return can_write(actor, sheet.office) and is_free


def may(sheet: SchedaView, actor: Actor) -> dict[str, bool]:
    """The verbs that this person could use now, for the buttons."""
    writes, is_free = can_write(actor, sheet.office), sheet.submission_id is None
    becomes = {one: is_free and can_become(sheet.status, one) for one in SchedaStatus}
    heads = is_in_charge(actor, sheet.office)
    return {
        "write": is_open_to(sheet, actor),
        "propose": writes and is_free and sheet.status is SchedaStatus.DRAFT,
        "approve": can_approve(actor, sheet.office, sheet.writer_ids)
        and sheet.status is SchedaStatus.PROPOSED,
        "withdraw_approval": heads and is_free and sheet.status is SchedaStatus.READY,
        "is_writer_in_charge": heads and actor.user_id in sheet.writer_ids,
        "send_back": heads
        and sheet.status in (SchedaStatus.PROPOSED, SchedaStatus.READY)
        and becomes[SchedaStatus.DRAFT],
        "reopen": writes and becomes[SchedaStatus.DRAFT],
        "withdraw": can_withdraw(actor, sheet.office) and becomes[SchedaStatus.WITHDRAWN],
    }


async def look(
    scheda_id: int, actor: Actor, unsaved: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """The scheda and what surrounds it, for the sheet that is read.

    ``unsaved`` are the texts that somebody is writing and that could not be kept.
    """
    sheet = await queries.view(scheda_id, by=actor)
    is_own = actor.belongs_to(sheet.office)
    return {
        "sheet": sheet,
        "may": may(sheet, actor),
        "is_own": is_own,
        "period": _period(sheet),
        "opened_at": await queries.opened_by_ministry_or_none(scheda_id) if is_own else None,
        "others": await queries.others_of_practice(sheet.practice, sheet.id, by=actor),
        **sides(as_it_is_written(sheet, unsaved or {})),
    }


def as_it_is_written(sheet: SchedaView, unsaved: Mapping[str, object]) -> SchedaView:
    """The sheet as the page shows it, so that what is said of a text is said of that one."""
    texts = {
        name: words
        for name, words in unsaved.items()
        if isinstance(words, str) and isinstance(getattr(sheet, name, None), str)
    }
    if not texts:
        return sheet
    explained = {(one.rule, one.passage): one.reason for one in sheet.findings if one.reason}
    written: SchedaView = structs.replace(sheet, **texts)
    return structs.replace(written, findings=findings_of(written, explained))


async def look_to_write(
    scheda_id: int, actor: Actor, unsaved: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """The same with everything that the editor offers."""
    shown = await look(scheda_id, actor, unsaved)
    return shown | await offers(shown["sheet"], actor)


async def offers(sheet: SchedaView, actor: Actor) -> dict[str, Any]:
    """What the editor has around the words of the sheet."""
    metered = await meter_of(sheet)
    return {
        **metered,
        "groups": [(one, one) for one in sheet.field_row.sub_items],
        "fields": [(one.number, f"{one.number}) {one.text}") for one in metered["circular"].fields],
        "form": form_values(sheet),
        "unsaved": "",
        "roles": list(PARTNER_ROLES.items()),
        "visibilities": [(one.value, label) for one, label in VISIBILITY_LABELS.items()],
        "offered_partners": await offered_partners(by=actor),
        "offered_acts": await offered_acts(by=actor),
        "offered_places": await offered_places(sheet.office),
        "near": await queries.offices_with_field(sheet.field, by=actor),
    }


async def meter_of(sheet: SchedaView) -> dict[str, Any]:
    """The circular of the sheet, and how its office stands with the fields."""
    circular = await circulars.find(sheet.circular)
    meter = await queries.meter(sheet.office, circular, year=sheet.year, current=sheet.field)
    return {"circular": circular, "meter": meter}


def _period(sheet: SchedaView) -> str:
    return period_in_words(
        starts=(sheet.starts_earliest, sheet.starts_latest),
        ends=(sheet.ends_earliest, sheet.ends_latest),
        goes_on=(sheet.when_period or "").endswith("/.."),
        state=sheet.when_state,
    )


_ORDER = {Level.RED: 0, Level.AMBER: 1, Level.NOTE: 2}


def sides(sheet: SchedaView) -> dict[str, Any]:
    """The findings as the two boxes at the side tell them: what could point at a person stands
    in the first, explained or not, and everything else in the second."""
    ordered = sorted(sheet.findings, key=lambda one: _ORDER[one.level])
    protection = [one for one in ordered if is_protection(one)]
    missing = [one for one in ordered if not is_protection(one)]
    return {
        "protection": [one for one in protection if not one.reason],
        "explained": [one for one in protection if one.reason],
        "missing": [one for one in missing if not one.reason],
        "explained_missing": [one for one in missing if one.reason],
        "stops": [one for one in ordered if one.stops],
        "by_rule": {one.rule: one for one in missing if not one.reason},
    }


def form_values(sheet: SchedaView) -> dict[str, Any]:
    """What stands in the fields of the form, with empty lines to add to."""
    partners = [
        PartnerTyped(partner=told(one.name, one.partner), role=one.role, activity=one.activity)
        for one in sheet.partners
    ]
    results = [
        ResultTyped(
            indicator=one.indicator,
            value_words=one.value_words,
            unit=one.unit,
            as_of=one.as_of,
            source=one.source,
        )
        for one in sheet.results
    ]
    return {
        "promoter": _told(sheet.promoter_name, sheet.promoter),
        "lead_partner": _told(sheet.lead_partner_name, sheet.lead_partner),
        "partners": partners + [PartnerTyped()] * MORE_LINES,
        "results": results + [ResultTyped()] * MORE_LINES,
        "no_partner": PartnerTyped(),
        "no_result": ResultTyped(),
        "acts": [told(act.title, act.id) for act in sheet.acts] + [""],
        "places": [told_place(one.name, one.code) for one in sheet.places] + [""] * MORE_LINES,
        "objectives": "\n".join(sheet.objectives),
        "is_formalised": _yes_or_no(sheet.is_formalised),
        "is_publishable": _yes_or_no(sheet.is_publishable),
    }


def _told(name: str, number: int | None) -> str:
    return told(name, number) if number is not None else ""


def _yes_or_no(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"
