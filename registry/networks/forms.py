"""The forms of networks as people fill them in: names instead of numbers, a line for an item.

Each form is a shape of its own, turned here into what the actions take.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar

from litestar.datastructures import FormMultiDict
from msgspec import Meta, Struct, structs

from registry.networks.actions.holding import day_of_news
from registry.networks.figures import read_figure
from registry.networks.kinds import (
    Basis,
    NetworkKind,
    PromoterKind,
    RoleKind,
    ShelterKind,
)
from registry.networks.protection import address_of_shelter_or_none
from registry.networks.queries.bodies import ids_of
from registry.networks.rows import ParticipantRow
from registry.networks.shapes import (
    ActionData,
    FigureData,
    HoursData,
    LevelData,
    Line,
    Lines,
    Name,
    NetworkData,
    ParticipationData,
    Place,
    Places,
    ScopeData,
    ServiceData,
    ShelterData,
    Text,
    Words,
)
from registry.platform.accounts.roles import Actor, Visibility
from registry.platform.errors import InvalidInput, Together
from registry.platform.i18n import _
from registry.platform.web.forms import read_form
from registry.territory import queries as territory

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


async def _told(
    shape: type[T],
    form: FormMultiDict,
    *,
    by: Actor,
    lines: Sequence[str] = (),
    rows: Mapping[str, Sequence[str]] | None = None,
    bodies: Sequence[str] = (),
    places: Sequence[str] = (),
) -> tuple[T, dict[str, list[int]]]:
    """The form as ``shape``, its ``places`` as codes; and the ids of the ``bodies`` that its
    fields name. Whatever is wrong in it is told at once."""
    together, found = Together(), {}
    for name in bodies:
        with together:
            found[name] = await ids_of(_typed_lines(form, name), field=name, by=by)
    with together:
        day_of_news(str(form.get("last_news", "")))
    with together:
        _check_words(form)
    placed = await _with_codes(form, places, together)
    with together:
        told = read_lines(shape, placed, lines=lines, rows=rows)
    together.check(form)
    return told, found


async def _with_codes(
    form: FormMultiDict, names: Sequence[str], together: Together
) -> FormMultiDict:
    """The form with codes where places were named; ``rows.place`` is that of each of the rows."""
    codes: dict[str, list[str]] = {}
    for name in dict.fromkeys(form):
        group, _dot, rest = name.partition(".")
        if (f"{group}.{rest.partition('.')[2]}" if rest else name) in names:
            codes[name] = _typed_lines(form, name)
            with together:
                codes[name] = await codes_of(codes[name], field=name)
    kept = [(name, value) for name, value in form.multi_items() if name not in codes]
    return FormMultiDict([*kept, *((name, "\n".join(found)) for name, found in codes.items())])


async def codes_of(names: Sequence[str], *, field: str) -> list[str]:
    """The places that are called so; all that are not, or may be several, are told."""
    wrong, codes = [], []
    for name in names:
        try:
            codes.append((await territory.place_named(name, field=field)).code)
        except InvalidInput as doubtful:
            wrong.append(doubtful.sentence)
    if wrong:
        raise InvalidInput.of({field: " ".join(wrong)})
    return codes


def _check_words(form: FormMultiDict) -> None:
    """Refuses, beside each field, an address near a protected place."""
    wrong = {
        name: sentence
        for name, value in form.multi_items()
        if isinstance(value, str) and (sentence := address_of_shelter_or_none(value))
    }
    if wrong:
        raise InvalidInput.of(wrong)


def _typed_lines(form: FormMultiDict, name: str) -> list[str]:
    value = form.get(name, "")
    return _lines(value) if isinstance(value, str) else []


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
    told, found = await _told(
        NetworkForm, form, by=by, lines=NETWORK_LINES, bodies=("lead_partner",), places=("places",)
    )
    values = structs.asdict(told) | found | {"lead_partner": _first(found, "lead_partner")}
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
    told, found = await _told(
        ParticipationForm,
        form,
        by=by,
        lines=PARTICIPATION_LINES,
        bodies=("partner", "on_behalf_of", "with_partners"),
        places=("place",),
    )
    values = (
        structs.asdict(told)
        | found
        | {
            "partner": found["partner"][0],
            "on_behalf_of": _first(found, "on_behalf_of"),
        }
    )
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
    told, found = await _told(
        ActionForm, form, by=by, lines=ACTION_LINES, bodies=("promoters",), places=("places",)
    )
    values = structs.asdict(told) | found
    del values["version"], values["level"]
    return ActionData(**values)


class ScopesForm(Struct, kw_only=True, forbid_unknown_fields=True):
    rows: Annotated[list[ScopeData], Meta(max_length=60)] = []


async def scopes_of(form: FormMultiDict, *, by: Actor) -> list[ScopeData]:
    told, _none = await _told(
        ScopesForm, form, by=by, rows={"rows": ("lines",)}, places=("rows.place",)
    )
    return told.rows


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
    told, found = await _told(
        ServiceForm,
        form,
        by=by,
        lines=SERVICE_LINES,
        rows={"hours": ("languages",)},
        bodies=("provider",),
    )
    values = {name: getattr(told, name) for name in told.__struct_fields__}
    del values["version"]
    return ServiceData(**values | {"provider": found["provider"][0]})


async def level_of(form: FormMultiDict, *, by: Actor) -> LevelData:
    told, _none = await _told(LevelData, form, by=by, places=("place",))
    return told


class ShelterForm(Struct, kw_only=True, forbid_unknown_fields=True):
    kind: ShelterKind
    for_whom: Line = ""
    territory: Place = ""


async def shelter_of(form: FormMultiDict, *, by: Actor) -> ShelterData:
    """A region or a province, by name; where nothing is said, Italy."""
    together, codes = Together(), list[str]()
    with Together():
        codes = await codes_of(_typed_lines(form, "territory"), field="territory")
    if codes and codes[0].startswith(("com:", "area:")):
        together.fields["territory"] = _(
            "Di una struttura protetta si dice al massimo la provincia, mai il comune."
        )
    with together:
        told, _none = await _told(ShelterForm, form, by=by, places=("territory",))
    together.check(form)
    return ShelterData(**structs.asdict(told) | {"territory": told.territory or "it"})


async def figure_of(form: FormMultiDict, *, by: Actor) -> FigureData:
    together = Together()
    with together:
        read_figure(str(form.get("value", "")))
    with together:
        told = read_form(FigureData, form)
    together.check(form)
    return told


def _first(found: dict[str, list[int]], name: str) -> int | None:
    return found[name][0] if found.get(name) else None
