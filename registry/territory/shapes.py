"""What goes in and out of the territory."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from registry.territory.kinds import AreaKind, Change, OfficeKind, PlaceKind, ProvinceKind

Filter = Annotated[str, Meta(max_length=80)]


class PlaceRef(Struct, frozen=True, kw_only=True):
    code: str
    kind: PlaceKind
    name: str


class Place(Struct, frozen=True, kw_only=True):
    """A place as text codes name it, with what it lies in, nearest first."""

    code: str
    kind: PlaceKind
    name: str
    label: str
    """«Crema (CR)», «provincia di Cremona», «Liguria»: the name in a list or a sentence."""
    name_other: str = ""
    names: dict[str, str] = {}
    """The other names that the law gives, by language: ``de``, ``fr``, ``sl``, ``lld``."""
    former_names: list[str] = []
    abbreviation: str = ""
    within: list[PlaceRef] = []
    valid_from: date | None = None
    valid_to: date | None = None
    current_code: str
    """The code in force today: another one for a comune of the past."""
    to_check: str = ""

    @property
    def is_in_force(self) -> bool:
        return self.valid_to is None


class On(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As things were that day; as they are without it."""

    on: date | None = None


class PlaceFilters(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: PlaceKind | None = None
    within: Filter = ""


class RegionRow(Struct, frozen=True, kw_only=True):
    code: str
    istat_code: str
    name: str
    name_official: str
    names: dict[str, str]
    nuts2: list[str]
    valid_from: date
    valid_to: date | None
    provinces: int
    municipalities: int
    to_check: str


class ProvinceRow(Struct, frozen=True, kw_only=True):
    code: str
    istat_code: str
    abbreviation: str
    former_abbreviations: list[str]
    name: str
    label: str
    names: dict[str, str]
    kind: ProvinceKind
    kind_since: date | None
    previous_kind: ProvinceKind | None
    region: PlaceRef
    capital: str
    capital_codes: list[str]
    nuts3: list[str]
    uts_code: str
    valid_from: date
    valid_to: date | None
    to_check: str


class ProvinceFilters(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``on``: in force that day; today without it."""

    region: Annotated[str, Meta(pattern="^[0-9]{2}$")] | None = None
    kind: ProvinceKind | None = None
    on: date | None = None


class MunicipalityRow(Struct, frozen=True, kw_only=True):
    """A comune under one code, name and province, from a day to a day."""

    code: str
    istat_code: str
    cadastral_code: str
    name: str
    label: str
    names: dict[str, str]
    province: str
    province_name: str
    abbreviation: str
    region: str
    is_capital: bool | None
    valid_from: date
    valid_to: date | None
    successor_code: str | None
    current_code: str
    change_type: Change | None
    to_check: str


class MunicipalityFilters(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``province`` is its ISTAT code or its abbreviation on the day ``on`` (today without)."""

    province: Filter = ""
    region: Annotated[str, Meta(pattern="^[0-9]{2}$")] | None = None
    on: date | None = None


class Lineage(Struct, frozen=True, kw_only=True):
    """A comune on a day, and what has become of it."""

    on: date
    then: MunicipalityRow
    steps: list[MunicipalityRow]
    """What followed it, in order, up to the comune of today; empty when it is still itself."""

    @property
    def today(self) -> MunicipalityRow:
        return self.steps[-1] if self.steps else self.then

    @property
    def current_code(self) -> str:
        """The ISTAT code of the comune that has its place today."""
        return self.then.current_code

    @property
    def to_check(self) -> list[str]:
        """The marks of every step, so that an inferred successor is never told as certain."""
        return [row.to_check for row in (self.then, *self.steps) if row.to_check]


class AreaRow(Struct, frozen=True, kw_only=True):
    code: str
    name: str
    kind: AreaKind
    seat: str
    members: int
    """Comuni in force today."""
    uncertain: int
    """How many of them are to be checked."""


class AreaMemberRow(Struct, frozen=True, kw_only=True):
    code: str
    name: str
    label: str
    valid_from: date | None
    valid_to: date | None
    to_check: str
    source: str


class AreaView(Struct, frozen=True, kw_only=True):
    code: str
    name: str
    kind: AreaKind
    seat: str
    members: list[AreaMemberRow]


class CoverageRow(Struct, frozen=True, kw_only=True):
    code: str
    """The province, as a place."""
    name: str
    label: str
    abbreviation: str
    valid_from: date | None
    valid_to: date | None
    municipalities: int
    to_check: str


class OfficeRow(Struct, frozen=True, kw_only=True):
    """One of the 106 offices that send schede."""

    code: str
    kind: OfficeKind
    name: str
    names: dict[str, str]
    seat_code: str
    seat_name: str
    region: str
    region_name: str
    certified_email: str
    """What the office has written; never the suggestion."""
    suggested_email: str
    suggestion_note: str
    provinces: list[CoverageRow]
    to_check: str

    @property
    def short_name(self) -> str:
        """«Prefettura di Cremona»: as people say it, and as a list has room for."""
        return self.name.replace(" – Ufficio Territoriale del Governo", "")

    @property
    def serves(self) -> list[CoverageRow]:
        """What it covers today."""
        return [one for one in self.provinces if one.valid_to is None]

    @property
    def marks(self) -> list[str]:
        """Its own doubts and those of what it covers, each once."""
        marks = (self.to_check, *(one.to_check for one in self.serves))
        return list(dict.fromkeys(filter(None, marks)))


class OfficeFilters(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``place``: the offices that serve it. ``to_check``: «yes» or «no»."""

    kind: OfficeKind | None = None
    region: Annotated[str, Meta(pattern="^[0-9]{2}$")] | None = None
    place: Filter = ""
    to_check: Annotated[str, Meta(pattern="^(yes|no)?$")] = ""


class PlaceView(Struct, frozen=True, kw_only=True):
    """A place with everything that is known of it."""

    place: Place
    periods: list[MunicipalityRow] = []
    """A comune's own rows and those of what came before and after it, oldest first."""
    areas: list[PlaceRef] = []
    offices: list[str] = []
    """The offices that serve it today."""
    attribution: str = ""


class VintageRow(Struct, frozen=True, kw_only=True):
    file: str
    name: str
    as_of: date | None
    source: str
    licence: str
    note: str
    row_count: int
    loaded_at: datetime
