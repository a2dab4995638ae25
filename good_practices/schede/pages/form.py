"""The scheda's form as a person fills it in: bodies, acts and places by their names.

What is typed becomes ``SchedaData``; what cannot is told beside its field. Lines left empty
are not there, and the names of what is wrong are those of the form.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from litestar.datastructures import FormMultiDict
from msgspec import Struct, structs

from good_practices.schede.kinds import PartnerRole
from good_practices.schede.pages.picking import pick_act, pick_partner, pick_place
from good_practices.schede.shapes import Line, NewScheda, PartnerLine, ResultLine, SchedaData, Words
from registry.platform.accounts.roles import Actor, Visibility
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.shapes import convert_all
from registry.platform.web.forms import read_form

T = TypeVar("T")

MORE_LINES = 2
"""Empty lines under those that are filled in, so that no script is needed to add one."""


class PartnerTyped(Struct, kw_only=True):
    partner: Line = ""
    role: PartnerRole = PartnerRole.PARTNER
    activity: Line = ""


class ResultTyped(Struct, kw_only=True):
    indicator: Line = ""
    value_words: Line = ""
    unit: Line = ""
    as_of: Line = ""
    source: Line = ""


class SchedaForm(Struct, kw_only=True):
    field: int
    field_other: Line = ""
    vulnerable_groups: list[Line] = []
    title: Line = ""
    abstract: Words = ""
    description: str = ""
    is_formalised: bool | None = None
    when: Line = ""
    territory_words: Line = ""
    places: list[Line] = []
    promoter: Line = ""
    lead_partner: Line = ""
    partners: list[PartnerTyped] = []
    acts: list[Line] = []
    context: str = ""
    objectives: str = ""
    access_words: str = ""
    recipients_words: str = ""
    results: list[ResultTyped] = []
    fund_words: str = ""
    lessons: str = ""
    transferability: str = ""
    is_story_anonymised: bool = False
    is_publishable: bool | None = None
    contact_unit: Line = ""
    contact_email: Line = ""
    visibility: Visibility = Visibility.OFFICE


class OpeningForm(SchedaForm, kw_only=True):
    circular: int | None = None
    year: int | None = None
    same_practice_as: int | None = None


async def read_scheda(form: FormMultiDict, *, by: Actor) -> SchedaData:
    """The scheda that was typed; raises InvalidInput with every wrong field of the form."""
    return await _read(SchedaData, read_form(SchedaForm, form), {}, by=by)


async def read_opening(form: FormMultiDict, *, by: Actor) -> NewScheda:
    typed = read_form(OpeningForm, form)
    more = {name: getattr(typed, name) for name in ("circular", "year", "same_practice_as")}
    return await _read(NewScheda, typed, more, by=by)


async def _read(shape: type[T], typed: SchedaForm, more: dict[str, Any], *, by: Actor) -> T:
    picker = _Picker(by)
    values = await _values(typed, picker)
    try:
        read = convert_all(shape, values | more)
    except InvalidInput as refused:
        raise InvalidInput.of(refused.fields | picker.wrong) from None
    if picker.wrong:
        raise InvalidInput.of(picker.wrong)
    return read


async def _values(typed: SchedaForm, picker: "_Picker") -> dict[str, Any]:
    values = {
        name: getattr(typed, name)
        for name in SchedaForm.__struct_fields__
        if name not in ("partners", "results", "acts", "places")
    }
    values |= {"visibility": typed.visibility.value, "objectives": _lines(typed.objectives)}
    for name in ("promoter", "lead_partner"):
        values[name] = await picker.pick(name, values[name], pick_partner)
    values["partners"] = await _partners(typed.partners, picker)
    values["acts"] = await picker.pick_all("acts", typed.acts, pick_act)
    values["places"] = await picker.pick_all("places", typed.places, pick_place)
    values["results"] = _results(typed.results, picker.wrong)
    return values


class _Picker:
    """Finds what was named, and keeps a sentence for each name that is not found."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.wrong: dict[str, str] = {}

    async def pick(self, name: str, words: str, find: Callable[..., Awaitable[Any]]) -> Any:
        if not words.strip():
            return None
        try:
            return await find(words.strip(), by=self.by)
        except InvalidInput as refused:
            self.wrong[name] = refused.sentence
            return None

    async def pick_all(
        self, name: str, lines: list[str], find: Callable[..., Awaitable[Any]]
    ) -> list[Any]:
        picked = [await self.pick(f"{name}.{n}", line, find) for n, line in enumerate(lines)]
        return [one for one in picked if one is not None]


async def _partners(lines: list[PartnerTyped], picker: _Picker) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for n, line in enumerate(lines):
        if not line.partner and line.activity:
            picker.wrong[f"partners.{n}.partner"] = _("Scrivi quale ente.")
        found = await picker.pick(f"partners.{n}.partner", line.partner, pick_partner)
        if found is not None:
            told = PartnerLine(partner=found, role=line.role, activity=line.activity)
            kept.append(structs.asdict(told) | {"role": line.role.value})
    return kept


def _results(lines: list[ResultTyped], wrong: dict[str, str]) -> list[dict[str, Any]]:
    kept = []
    for n, line in enumerate(lines):
        if not any(structs.astuple(line)):
            continue
        if not line.indicator:
            wrong[f"results.{n}.indicator"] = _("Scrivi che cosa hai contato.")
        if not line.value_words:
            wrong[f"results.{n}.value_words"] = _("Scrivi il valore, per esempio «circa 100».")
        if line.indicator and line.value_words:
            kept.append({name: getattr(line, name) for name in ResultLine.__struct_fields__})
    return kept


def _lines(text: str) -> list[str]:
    return [re.sub(r"^[-•–]\s*", "", line).strip() for line in text.splitlines() if line.strip()]
