"""The scheda's form as a person fills it in: bodies, acts and places by their names.

What is typed becomes ``SchedaData``; what cannot is told beside its field. Lines left empty
are not there, and the names of what is wrong are those of the form. How long a text may be is
said in one place, ``SchedaData``: here everything is taken as it was typed.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from litestar.datastructures import FormMultiDict
from msgspec import Struct, structs

from good_practices.schede.checks import title_is_long
from good_practices.schede.kinds import PartnerRole
from good_practices.schede.pages.picking import pick_act, pick_partner, pick_place
from good_practices.schede.shapes import (
    LONGEST_TITLE,
    NewScheda,
    PartnerLine,
    ResultLine,
    SchedaData,
)
from registry.platform.accounts.roles import Actor, Visibility
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.shapes import convert_all
from registry.platform.web.forms import read_form

MORE_LINES = 2
"""Empty lines under those that are filled in, so that no script is needed to add one."""


class PartnerTyped(Struct, kw_only=True):
    partner: str = ""
    role: PartnerRole = PartnerRole.PARTNER
    activity: str = ""


class ResultTyped(Struct, kw_only=True):
    indicator: str = ""
    value_words: str = ""
    unit: str = ""
    as_of: str = ""
    source: str = ""


class SchedaForm(Struct, kw_only=True):
    field: int
    field_other: str = ""
    vulnerable_groups: list[str] = []
    title: str = ""
    abstract: str = ""
    description: str = ""
    is_formalised: bool | None = None
    when: str = ""
    territory_words: str = ""
    places: list[str] = []
    promoter: str = ""
    lead_partner: str = ""
    partners: list[PartnerTyped] = []
    acts: list[str] = []
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
    contact_unit: str = ""
    contact_email: str = ""
    visibility: Visibility = Visibility.OFFICE


class OpeningForm(SchedaForm, kw_only=True):
    circular: int | None = None
    year: int | None = None
    same_practice_as: int | None = None


class Read(Struct, kw_only=True):
    """What was typed, as plain data, and a sentence for each field that cannot be understood.

    ``lines`` tells, of a repeated group, which line of the form each one kept was.
    """

    values: dict[str, Any]
    wrong: dict[str, str]
    lines: dict[str, list[int]]

    def in_the_form(self, name: str) -> str:
        """The name in the form of what ``SchedaData`` calls so."""
        group, *path = name.split(".")
        if group == "objectives":
            return group
        if group in self.lines and path and path[0].isdigit():
            return ".".join([group, str(self.lines[group][int(path[0])]), *path[1:]])
        return name

    def add(self, refused: InvalidInput) -> bool:
        """Takes what else is wrong; whether there was anything new in it."""
        told = {self.in_the_form(name): words for name, words in refused.fields.items()}
        more = {n: words for n, words in told.items() if n and group_of(n) not in self.unread}
        self.wrong |= more
        return bool(more)

    @property
    def unread(self) -> set[str]:
        """The fields, or the groups, that are wrong somewhere."""
        return {group_of(name) for name in self.wrong}


def group_of(name: str) -> str:
    return name.partition(".")[0]


async def read_scheda(form: FormMultiDict, *, by: Actor) -> Read:
    """The scheda that was typed, with every field that is wrong by itself."""
    return await _read(SchedaData, read_form(SchedaForm, form), {}, by=by)


async def read_opening(form: FormMultiDict, *, by: Actor) -> NewScheda:
    """A scheda to open; raises InvalidInput with every wrong field of the form."""
    typed = read_form(OpeningForm, form)
    more = {name: getattr(typed, name) for name in ("circular", "year", "same_practice_as")}
    read = await _read(NewScheda, typed, more, by=by)
    if len(typed.title.split()) > LONGEST_TITLE:
        read.wrong["title"] = title_is_long(typed.title)
    if read.wrong:
        raise InvalidInput.of(read.wrong)
    return convert_all(NewScheda, read.values)


async def _read(shape: type, typed: SchedaForm, more: dict[str, Any], *, by: Actor) -> Read:
    picker = _Picker(by)
    read = Read(values=await _values(typed, picker) | more, wrong=picker.wrong, lines=picker.lines)
    try:
        convert_all(shape, read.values)
    except InvalidInput as refused:
        read.add(refused)
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
    values["results"] = _results(typed.results, picker)
    return values


class _Picker:
    """Finds what was named, and keeps a sentence for each name that is not found."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.wrong: dict[str, str] = {}
        self.lines: dict[str, list[int]] = {"partners": [], "results": []}

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
            picker.lines["partners"].append(n)
    return kept


def _results(lines: list[ResultTyped], picker: _Picker) -> list[dict[str, Any]]:
    kept, wrong = [], picker.wrong
    for n, line in enumerate(lines):
        if not any(structs.astuple(line)):
            continue
        if not line.indicator:
            wrong[f"results.{n}.indicator"] = _("Scrivi che cosa hai contato.")
        if not line.value_words:
            wrong[f"results.{n}.value_words"] = _("Scrivi il valore, per esempio «circa 100».")
        if line.indicator and line.value_words:
            kept.append({name: getattr(line, name) for name in ResultLine.__struct_fields__})
            picker.lines["results"].append(n)
    return kept


def _lines(text: str) -> list[str]:
    return [re.sub(r"^[-•–]\s*", "", line).strip() for line in text.splitlines() if line.strip()]
