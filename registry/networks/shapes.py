"""What goes into networks: as people, programs and sources write it."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from registry.networks.kinds import (
    Basis,
    LevelKind,
    NetworkKind,
    PromoterKind,
    RoleKind,
    ShelterKind,
    SourceKind,
)
from registry.platform.accounts.roles import Visibility
from registry.platform.shapes import HIGHEST, Id

Name = Annotated[str, Meta(min_length=2, max_length=300)]
Words = Annotated[str, Meta(max_length=4000)]
Line = Annotated[str, Meta(max_length=2000)]
Lines = Annotated[list[Line], Meta(max_length=200)]
Text = Annotated[str, Meta(max_length=20000)]
Place = Annotated[str, Meta(max_length=60)]
Places = Annotated[list[Place], Meta(max_length=200)]


class SourceData(Struct, kw_only=True, forbid_unknown_fields=True):
    """``about`` says of when the source tells («2020 circa»): not when it was found."""

    title: Name
    kind: SourceKind = SourceKind.DOCUMENT
    about: Words = ""
    file_name: Line = ""


class NetworkData(Struct, kw_only=True, forbid_unknown_fields=True):
    name: Name
    kind: NetworkKind = NetworkKind.NETWORK
    subtitle: Line = ""
    short_name: Annotated[str, Meta(max_length=80)] = ""
    lead_partner: Id | None = None
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
    """The period as typed: «15 mesi, dal 1° dicembre 2017 al 28 febbraio 2019»."""
    ends: Words = ""
    last_news: Words = ""
    source: Id | None = None
    visibility: Visibility = Visibility.OFFICE


class _Collaboration(Struct, kw_only=True, forbid_unknown_fields=True):
    role_kind: RoleKind = RoleKind.PARTNER
    role_words: Line = ""
    activity: Words = ""
    place: Place = ""
    basis: Basis = Basis.UNKNOWN
    basis_words: Words = ""
    formalised: Words = ""
    """When a practice became an act: «nel 2018»."""
    when: Words = ""
    ends: Words = ""
    last_news: Words = ""
    """Without it, the day that the source tells of."""
    source: Id | None = None
    source_row: Annotated[int, Meta(ge=0, le=HIGHEST)] | None = None
    source_cell: Words = ""
    source_row_words: Annotated[list[Words], Meta(max_length=40)] = []


class ParticipationData(_Collaboration, kw_only=True, forbid_unknown_fields=True):
    partner: Id
    on_behalf_of: Id | None = None
    on_behalf_of_words: Line = ""
    with_partners: Annotated[list[Id], Meta(max_length=150)] = []


class SourceRowData(_Collaboration, kw_only=True, forbid_unknown_fields=True):
    """One row of a table of partners. Several bodies of one cell share all of it."""

    partners: Annotated[list[Id], Meta(min_length=1, max_length=150)]
    are_together: bool = True
    """The bodies of the cell did it with one another."""
    with_partners: Annotated[list[Id], Meta(max_length=150)] = []


class ClosingData(Struct, kw_only=True, forbid_unknown_fields=True):
    ends: Annotated[str, Meta(min_length=1, max_length=4000)]
    reason: Words = ""


class LevelData(Struct, kw_only=True, forbid_unknown_fields=True):
    title: Name
    kind: LevelKind = LevelKind.OTHER
    place: Place = ""
    parent: Id | None = None


class ActionData(Struct, kw_only=True, forbid_unknown_fields=True):
    title: Name
    parent: Id | None = None
    source_number: Annotated[str, Meta(max_length=20)] = ""
    promoter_kind: PromoterKind = PromoterKind.PROMOTERS
    promoters: Annotated[list[Id], Meta(max_length=150)] = []
    promoters_words: Words = ""
    area_words: Words = ""
    places: Places = []
    access: Lines = []
    description: Text = ""
    activities: Lines = []
    relations: Lines = []


class ScopeData(Struct, kw_only=True, forbid_unknown_fields=True):
    area_words: Name
    place: Place = ""
    lines: Lines = []


class ShelterData(Struct, kw_only=True, forbid_unknown_fields=True):
    """There is no field for an address, and there will be none."""

    kind: ShelterKind
    for_whom: Line = ""
    territory: Annotated[str, Meta(pattern="^(it|reg:[0-9]{2}|prov:[0-9]{3})$")] = "it"


class HoursData(Struct, kw_only=True, forbid_unknown_fields=True):
    days: Annotated[str, Meta(min_length=1, max_length=300)]
    hours: Annotated[str, Meta(min_length=1, max_length=300)]
    purpose: Line = ""
    languages: Lines = []


class ServiceData(Struct, kw_only=True, forbid_unknown_fields=True):
    name: Name
    provider: Id
    description: Text = ""
    offers: Lines = []
    languages: Lines = []
    languages_words: Words = ""
    staff_words: Words = ""
    place_words: Words = ""
    access_words: Words = ""
    phone: Annotated[str, Meta(max_length=40)] = ""
    when: Words = ""
    source: Id | None = None
    hours: Annotated[list[HoursData], Meta(max_length=60)] = []


class FigureData(Struct, kw_only=True, forbid_unknown_fields=True):
    """``value`` as the source tells it: «circa 100», «3267», «oltre 12,5»."""

    indicator: Name
    value: Annotated[str, Meta(min_length=1, max_length=80)]
    unit: Annotated[str, Meta(max_length=80)] = ""
    part_of: Id | None = None
    partner: Id | None = None
    note: Words = ""
    when: Words = ""
    source: Id | None = None


class NetworkFilters(Struct, kw_only=True, frozen=True):
    kind: str = ""
    office: str = ""
    place: str = ""
    partner: Id | None = None
    situation: str = ""
    on: date | None = None
    """Under way that day, certainly or perhaps."""


class DaysAsked(Struct, kw_only=True, frozen=True, rename={"with_day": "with"}):
    """A day, a month or a year in words; ``with`` another one, to compare the two."""

    day: Line = ""
    with_day: Line = ""
