"""What we keep of the territory. Every code is text: leading zeros count."""

from piccolo.columns import (
    JSONB,
    Array,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from registry.platform.accounts.tables import Office, one_of
from registry.platform.database import DB
from registry.territory.kinds import AreaKind, Change, Deed, PlaceKind, ProvinceKind


class Region(Table, db=DB, tablename="region"):
    istat_code = Varchar(2, primary_key=True)
    name = Text()
    name_de = Text(default="")
    name_fr = Text(default="")
    name_sl = Text(default="")
    nuts2 = Array(Varchar(5))
    valid_from = Date()
    valid_to = Date(null=True, default=None)
    name_official = Text()
    to_check = Text(default="")

    region_code_form = Check("\"istat_code\" ~ '^[0-9]{2}$'")


class Province(Table, db=DB, tablename="province"):
    """A province, metropolitan city or the like. Abbreviations are used again over time."""

    istat_code = Varchar(3, primary_key=True)
    abbreviation = Varchar(2, index=True)
    name = Text()
    name_de = Text(default="")
    name_fr = Text(default="")
    name_sl = Text(default="")
    region = ForeignKey(Region, on_delete=OnDelete.restrict, null=False)
    kind = Varchar(20)
    capital = Text()
    capital_codes = Array(Varchar(6))
    nuts3 = Array(Varchar(5))
    uts_code = Varchar(3)
    """The statistical unit: metropolitan cities have 200 more."""
    valid_from = Date()
    valid_to = Date(null=True, default=None)
    kind_since = Date(null=True, default=None)
    previous_kind = Varchar(20, null=True, default=None)
    former_abbreviations = Array(Varchar(2))
    to_check = Text(default="")

    province_code_form = Check("\"istat_code\" ~ '^[0-9]{3}$'")
    province_abbreviation_form = Check("\"abbreviation\" ~ '^[A-Z]{2}$'")
    province_kind_known = Check(one_of("kind", ProvinceKind))
    province_previous_kind_known = Check(one_of("previous_kind", ProvinceKind))
    province_ends_after_start = Check('"valid_to" >= "valid_from"')


class Municipality(Table, db=DB, tablename="municipality"):
    """A comune under one code, name and province, from a day to a day (both included)."""

    id: Serial
    istat_code = Varchar(6)
    cadastral_code = Varchar(4, index=True)
    name = Text()
    name_other = Text(default="")
    name_other_lang = Varchar(3, default="")
    name_lld = Text(default="")
    province = ForeignKey(Province, on_delete=OnDelete.restrict, null=False, index=True)
    is_capital = Boolean(null=True, default=None)
    """Known only of comuni in force."""
    valid_from = Date()
    valid_to = Date(null=True, default=None)
    successor_code = Varchar(6, null=True, default=None)
    """The code that follows at once."""
    current_code = Varchar(6, index=True)
    """The code in force today, after every step."""
    change_type = Varchar(10, null=True, default=None)
    to_check = Text(default="")

    municipality_once = Unique([istat_code, valid_from])
    municipality_code_form = Check("\"istat_code\" ~ '^[0-9]{6}$'")
    municipality_cadastral_form = Check("\"cadastral_code\" ~ '^[A-Z][0-9]{3}$'")
    municipality_change_known = Check(one_of("change_type", Change))
    municipality_ends_after_start = Check('"valid_to" >= "valid_from"')
    municipality_closed_leads_on = Check('("valid_to" IS NULL) = ("successor_code" IS NULL)')


class Area(Table, db=DB, tablename="area"):
    """A named set of comuni: a district, an ambito, the conference of a health service."""

    code = Varchar(60, primary_key=True)
    name = Text()
    kind = Varchar(30)
    seat = Text(default="")

    area_kind_known = Check(one_of("kind", AreaKind))


class AreaMember(Table, db=DB, tablename="area_member"):
    id: Serial
    area = ForeignKey(Area, on_delete=OnDelete.cascade, null=False)
    municipality_code = Varchar(6, index=True)
    valid_from = Date(null=True, default=None)
    valid_to = Date(null=True, default=None)
    to_check = Text(default="")
    source = Text(default="")

    area_member_once = Unique([area, municipality_code])


class OfficeCoverage(Table, db=DB, tablename="office_coverage"):
    """An office serves a province. Without a start: as far back as the sources go."""

    id: Serial
    office = ForeignKey(Office, on_delete=OnDelete.restrict, null=False, index=True)
    province = ForeignKey(Province, on_delete=OnDelete.restrict, null=False, index=True)
    valid_from = Date(null=True, default=None)
    valid_to = Date(null=True, default=None)
    to_check = Text(default="")

    office_coverage_once = Unique([office, province, valid_from], nulls_distinct=False)


class OfficeSuggestion(Table, db=DB, tablename="office_suggestion"):
    """A mailbox that a pattern suggests. Never the office's address until the office says so."""

    id: Serial
    office = ForeignKey(Office, on_delete=OnDelete.cascade, null=False)
    certified_email = Text()
    status = Varchar(20)
    note = Text(default="")

    office_suggestion_one = Unique([office])


class Vintage(Table, db=DB, tablename="vintage"):
    """One file of data as it was loaded: what it is, whose, under which licence."""

    id: Serial
    file = Varchar(60, index=True)
    name = Text()
    as_of = Date(null=True, default=None)
    """The day whose situation it describes, when it has one."""
    source = Text(default="")
    licence = Text(default="")
    note = Text(default="")
    digest = Varchar(64)
    row_count = Integer()
    loaded_at = Timestamptz()


class TerritoryChange(Table, db=DB, tablename="territory_change"):
    """What a later vintage did to a row: the former values are never lost."""

    id: Serial
    vintage = ForeignKey(Vintage, on_delete=OnDelete.restrict, null=False, index=True)
    table_name = Varchar(30)
    key = Text()
    deed = Varchar(10)
    before = JSONB(null=True, default=None)
    after = JSONB(null=True, default=None)

    territory_change_deed_known = Check(one_of("deed", Deed))


class PlaceEntry(Table, db=DB, tablename="place"):
    """Every code that can be written as a place, in one row: for lists, names and search.

    Computed from the tables above at each load; the words that find it by the database.
    """

    code = Varchar(66, primary_key=True)
    kind = Varchar(12)
    unit_kind = Varchar(30, default="")
    """The kind of province or of area."""
    name = Text()
    name_other = Text(default="")
    name_other_lang = Varchar(3, default="")
    name_lld = Text(default="")
    former_names = Text(default="")
    abbreviation = Varchar(2, default="")
    province = Varchar(3, null=True, default=None, index=True)
    region = Varchar(2, null=True, default=None, index=True)
    valid_from = Date(null=True, default=None)
    valid_to = Date(null=True, default=None)
    current_code = Varchar(66)
    to_check = Text(default="")

    place_kind_known = Check(one_of("kind", PlaceKind))


class PlaceWithin(Table, db=DB, tablename="place_within"):
    """``code`` lies inside ``wider`` (or is it), today or at its own time."""

    id: Serial
    code = Varchar(66, index=True)
    wider = Varchar(66)

    place_within_once = Unique([wider, code])
