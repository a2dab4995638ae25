"""The forms of networks as people fill them in: names instead of numbers, a line for an item.

Each form is a shape of its own, turned here into what the actions take.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar

from litestar.datastructures import FormMultiDict
from msgspec import Meta, Struct, structs

from registry.networks.kinds import (
    Basis,
    NetworkKind,
    PromoterKind,
    RoleKind,
)
from registry.networks.queries.bodies import ids_of
from registry.networks.rows import ParticipantRow
from registry.networks.shapes import (
    ActionData,
    HoursData,
    Line,
    Lines,
    Name,
    NetworkData,
    ParticipationData,
    Place,
    Places,
    ScopeData,
    ServiceData,
    Text,
    Words,
)
from registry.platform.accounts.roles import Actor, Visibility
from registry.platform.errors import InvalidInput
from registry.platform.web.forms import read_form

T = TypeVar("T")


def read_lines(
    shape: type[T],
    form: FormMultiDict,
    *,
    lines: Sequence[str] = (),
    rows: Mapping[str, Sequence[str]] | None = None,
) -> T:
    """The form as ``shape``: the fields named in ``lines`` hold an item a line.

    ``rows`` names the repeated groups and which of their fields hold items between commas;
    groups left empty are dropped. A wrong item is told beside its field.
    """
    try:
        return read_form(shape, _spread(form, set(lines), rows or {}))
    except InvalidInput as refused:
        raise InvalidInput.of(_beside(refused.fields, lines)) from None


def _spread(
    form: FormMultiDict, lines: set[str], rows: Mapping[str, Sequence[str]]
) -> FormMultiDict:
    pairs: list[tuple[str, Any]] = []
    empty = {name for name in rows for name in _empty_groups(form, name)}
    for name, value in form.multi_items():
        group, _dot, rest = name.partition(".")
        if any(name.startswith(f"{one}.") for one in empty):
            continue
        inner = rest.partition(".")[2]
        if name in lines and isinstance(value, str):
            pairs += [(name, line) for line in _lines(value)]
        elif group in rows and inner in rows[group] and isinstance(value, str):
            items = value.replace("\n", ",").split(",") if inner != "lines" else _lines(value)
            pairs += [(name, item.strip()) for item in items if item.strip()]
        else:
            pairs.append((name, value))
    return FormMultiDict(pairs)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _empty_groups(form: FormMultiDict, name: str) -> set[str]:
    """``hours.3`` where every field of the fourth row is empty."""
    filled: dict[str, bool] = {}
    for key, value in form.multi_items():
        parts = key.split(".")
        if parts[0] == name and len(parts) > 2:
            group = ".".join(parts[:2])
            filled[group] = filled.get(group, False) or bool(str(value).strip())
    return {group for group, is_filled in filled.items() if not is_filled}


def _beside(fields: dict[str, str], lines: Sequence[str]) -> dict[str, str]:
    """``objectives.3`` is told beside ``objectives``."""
    return {
        (name.partition(".")[0] if name.partition(".")[0] in lines else name): sentence
        for name, sentence in fields.items()
    }


NETWORK_LINES = ("legal_bases", "objectives", "activities", "offers", "places")


class NetworkForm(Struct, kw_only=True, forbid_unknown_fields=True):
    name: Name
    kind: NetworkKind
    version: int | None = None
    subtitle: Line = ""
    short_name: Annotated[str, Meta(max_length=80)] = ""
    lead_partner: Line = ""
    description: Text = ""
    purpose: Words = ""
    how_it_works: Text = ""
    legal_bases: Lines = []
    objectives: Lines = []
    activities: Lines = []
    offers: Lines = []
    territory_words: Words = ""
    places: Places = []
    fund: Words = ""
    when: Words = ""
    ends: Words = ""
    last_news: Words = ""
    source: int | None = None
    visibility: Visibility = Visibility.OFFICE


async def network_of(form: FormMultiDict, *, by: Actor) -> NetworkData:
    told = read_lines(NetworkForm, form, lines=NETWORK_LINES)
    lead = await ids_of([told.lead_partner], field="lead_partner", by=by)
    values = structs.asdict(told) | {"lead_partner": lead[0] if lead else None}
    del values["version"]
    return NetworkData(**values)


PARTICIPATION_LINES = ("with_partners",)


class ParticipationForm(Struct, kw_only=True, forbid_unknown_fields=True):
    partner: Name
    version: int | None = None
    role_kind: RoleKind = RoleKind.PARTNER
    role_words: Line = ""
    activity: Words = ""
    on_behalf_of: Line = ""
    on_behalf_of_words: Line = ""
    with_partners: Lines = []
    place: Place = ""
    basis: Basis = Basis.UNKNOWN
    basis_words: Words = ""
    formalised: Words = ""
    when: Words = ""
    ends: Words = ""
    last_news: Words = ""
    source: int | None = None
    source_row: Annotated[int, Meta(ge=0)] | None = None
    source_cell: Words = ""


async def participation_of(
    form: FormMultiDict, *, by: Actor, now: ParticipantRow | None = None
) -> ParticipationData:
    """``now`` is the row as it is kept: what the form does not ask stays as it was."""
    told = read_lines(ParticipationForm, form, lines=PARTICIPATION_LINES)
    partner = await ids_of([told.partner], field="partner", by=by)
    behalf = await ids_of([told.on_behalf_of], field="on_behalf_of", by=by)
    values = structs.asdict(told) | {
        "partner": partner[0],
        "on_behalf_of": behalf[0] if behalf else None,
        "with_partners": await ids_of(told.with_partners, field="with_partners", by=by),
    }
    del values["version"]
    return ParticipationData(**values, source_row_words=now.source_row_words if now else [])


ACTION_LINES = ("promoters", "places", "access", "activities", "relations")


class ActionForm(Struct, kw_only=True, forbid_unknown_fields=True):
    title: Name
    level: int | None = None
    parent: int | None = None
    version: int | None = None
    source_number: Annotated[str, Meta(max_length=20)] = ""
    promoter_kind: PromoterKind = PromoterKind.PROMOTERS
    promoters: Lines = []
    promoters_words: Words = ""
    area_words: Words = ""
    places: Places = []
    access: Lines = []
    description: Text = ""
    activities: Lines = []
    relations: Lines = []


async def action_of(form: FormMultiDict, *, by: Actor) -> ActionData:
    told = read_lines(ActionForm, form, lines=ACTION_LINES)
    values = structs.asdict(told)
    values["promoters"] = await ids_of(told.promoters, field="promoters", by=by)
    del values["version"], values["level"]
    return ActionData(**values)


class ScopesForm(Struct, kw_only=True, forbid_unknown_fields=True):
    rows: Annotated[list[ScopeData], Meta(max_length=60)] = []


def scopes_of(form: FormMultiDict) -> list[ScopeData]:
    return read_lines(ScopesForm, form, rows={"rows": ("lines",)}).rows


SERVICE_LINES = ("offers", "languages")


class ServiceForm(Struct, kw_only=True, forbid_unknown_fields=True):
    name: Name
    provider: Name
    version: int | None = None
    description: Text = ""
    offers: Lines = []
    languages: Lines = []
    languages_words: Words = ""
    staff_words: Words = ""
    place_words: Words = ""
    access_words: Words = ""
    phone: Annotated[str, Meta(max_length=40)] = ""
    when: Words = ""
    source: int | None = None
    hours: Annotated[list[HoursData], Meta(max_length=60)] = []


async def service_of(form: FormMultiDict, *, by: Actor) -> ServiceData:
    told = read_lines(ServiceForm, form, lines=SERVICE_LINES, rows={"hours": ("languages",)})
    provider = await ids_of([told.provider], field="provider", by=by)
    values = {name: getattr(told, name) for name in told.__struct_fields__}
    del values["version"]
    return ServiceData(**values | {"provider": provider[0]})
