"""What we keep of networks: who takes part, on what basis, since when, and from which source.

A word of the source is never replaced by what was understood of it: both are kept.
"""

from piccolo.columns import (
    Array,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    Numeric,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.columns.reference import LazyTableReference
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from registry.dates.columns import Dated
from registry.networks import kinds
from registry.partners.tables import Partner
from registry.platform.accounts.roles import Visibility
from registry.platform.accounts.tables import Office, one_of
from registry.platform.database import DB
from registry.platform.storage.files import StoredFile


class Source(Table, db=DB, tablename="source"):
    """Where facts come from. ``about_on`` is the last day that it can tell of, not today."""

    id: Serial

    title = Text()
    kind = Varchar(20, default=kinds.SourceKind.DOCUMENT.value)
    office = ForeignKey(Office, on_delete=OnDelete.restrict, null=False, index=True)
    about_text = Text(default="")
    """«2020 circa», as typed; empty where nobody knows of when the source is."""
    about_on = Date(null=True, default=None)
    file = ForeignKey(StoredFile, on_delete=OnDelete.restrict, null=True, default=None)
    file_name = Text(default="")
    created_at = Timestamptz()

    source_kind_known = Check(one_of("kind", kinds.SourceKind))


class Network(Table, Dated, db=DB, tablename="network"):
    """A project, a network or a *tavolo*. Its period is the imprecise date."""

    id: Serial

    kind = Varchar(20, default=kinds.NetworkKind.NETWORK.value, index=True)
    name = Text()
    subtitle = Text(default="")
    short_name = Text(default="")
    office = ForeignKey(Office, on_delete=OnDelete.restrict, null=False, index=True)
    lead_partner = ForeignKey(
        Partner, on_delete=OnDelete.restrict, null=True, default=None, index=True
    )
    description = Text(default="")
    purpose = Text(default="")
    """The general objective."""
    how_it_works = Text(default="")
    legal_bases = Array(base_column=Text(), default=list)
    objectives = Array(base_column=Text(), default=list)
    activities = Array(base_column=Text(), default=list)
    offers = Array(base_column=Text(), default=list)
    """What a beneficiary gets («Che cosa offre»)."""
    territory_words = Text(default="")
    fund = Text(default="")
    last_news_on = Date(null=True, default=None)
    last_news_words = Text(default="")
    source = ForeignKey(Source, on_delete=OnDelete.restrict, null=True, default=None)
    visibility = Varchar(12, default=Visibility.OFFICE.value)
    version = Integer(default=1)
    created_at = Timestamptz()
    changed_at = Timestamptz()
    scopes_version = Integer(default=1)
    """Of its summary, which is written whole: who changes the network does not change it."""
    scopes_changed_at = Timestamptz(null=True, default=None)

    network_kind_known = Check(one_of("kind", kinds.NetworkKind))
    network_visibility_known = Check(one_of("visibility", Visibility))


class NetworkPlace(Table, db=DB, tablename="network_place"):
    id: Serial

    network = ForeignKey(Network, on_delete=OnDelete.cascade, null=False)
    place = Varchar(60, index=True)
    position = Integer(default=0)

    network_place_once = Unique([network, place])


class Participation(Table, Dated, db=DB, tablename="participation"):
    """A body takes part in a network. Several bodies of one cell share ``source_cell``."""

    id: Serial

    network = ForeignKey(Network, on_delete=OnDelete.restrict, null=False, index=True)
    partner = ForeignKey(Partner, on_delete=OnDelete.restrict, null=False, index=True)
    office = ForeignKey(Office, on_delete=OnDelete.restrict, null=False, index=True)
    role_kind = Varchar(20, default=kinds.RoleKind.PARTNER.value)
    role_words = Text(default="")
    activity = Text(default="")
    on_behalf_of = ForeignKey(
        Partner, on_delete=OnDelete.restrict, null=True, default=None, index=True
    )
    on_behalf_of_words = Text(default="")
    place = Varchar(60, default="")
    """Where it takes part, when that is not simply where the body is."""
    basis = Varchar(12, default=kinds.Basis.UNKNOWN.value)
    basis_words = Text(default="")
    formalised_text = Text(default="")
    """When a practice became an act («nel 2018»): the practice itself is older."""
    formalised_earliest = Date(null=True, default=None)
    formalised_latest = Date(null=True, default=None)
    last_news_on = Date(null=True, default=None, index=True)
    last_news_words = Text(default="")
    source = ForeignKey(Source, on_delete=OnDelete.restrict, null=True, default=None, index=True)
    source_row = Integer(null=True, default=None)
    source_cell = Text(default="")
    """The cell word for word, shared by all the bodies that stand in it."""
    source_row_words = Array(base_column=Text(), default=list)
    """The other cells of that row, word for word and in order."""
    close_reason = Text(default="")
    is_removed = Boolean(default=False)
    """Recorded by mistake: out of every list, kept so that it can come back."""
    position = Integer(default=0)
    version = Integer(default=1)
    created_at = Timestamptz()
    changed_at = Timestamptz()

    participation_role_known = Check(one_of("role_kind", kinds.RoleKind))
    participation_basis_known = Check(one_of("basis", kinds.Basis))


class ParticipationWith(Table, db=DB, tablename="participation_with"):
    """«con Comune di Genova»: with whom, where the source says so."""

    id: Serial

    participation = ForeignKey(Participation, on_delete=OnDelete.cascade, null=False)
    partner = ForeignKey(Partner, on_delete=OnDelete.restrict, null=False, index=True)

    participation_with_once = Unique([participation, partner])


class Level(Table, db=DB, tablename="level"):
    """A heading of the operating structure; a conference stands under its level."""

    id: Serial

    network = ForeignKey(Network, on_delete=OnDelete.cascade, null=False, index=True)
    parent: ForeignKey["Level"] = ForeignKey(
        LazyTableReference("Level", module_path=__name__),
        on_delete=OnDelete.cascade,
        null=True,
        default=None,
        index=True,
    )
    position = Integer(default=0)
    title = Text()
    kind = Varchar(20, default=kinds.LevelKind.OTHER.value)
    place = Varchar(60, default="")
    version = Integer(default=1)
    changed_at = Timestamptz(null=True, default=None)

    level_kind_known = Check(one_of("kind", kinds.LevelKind))


class Action(Table, db=DB, tablename="action"):
    """What is done at a level; with ``parent``, a part of it. Numbers are never kept as ours:
    ``source_number`` is only what the source printed."""

    id: Serial

    level = ForeignKey(Level, on_delete=OnDelete.cascade, null=False, index=True)
    parent: ForeignKey["Action"] = ForeignKey(
        LazyTableReference("Action", module_path=__name__),
        on_delete=OnDelete.cascade,
        null=True,
        default=None,
        index=True,
    )
    position = Integer(default=0)
    source_number = Text(default="")
    title = Text()
    promoter_kind = Varchar(20, default=kinds.PromoterKind.PROMOTERS.value)
    promoters_words = Text(default="")
    area_words = Text(default="")
    places = Array(base_column=Varchar(60), default=list)
    access = Array(base_column=Text(), default=list)
    description = Text(default="")
    activities = Array(base_column=Text(), default=list)
    relations = Array(base_column=Text(), default=list)
    """Relations outside the network."""
    version = Integer(default=1)
    changed_at = Timestamptz()

    action_promoter_kind_known = Check(one_of("promoter_kind", kinds.PromoterKind))


class ActionPromoter(Table, db=DB, tablename="action_promoter"):
    id: Serial

    action = ForeignKey(Action, on_delete=OnDelete.cascade, null=False)
    partner = ForeignKey(Partner, on_delete=OnDelete.restrict, null=False, index=True)
    position = Integer(default=0)

    action_promoter_once = Unique([action, partner])


class ScopeRow(Table, db=DB, tablename="scope_row"):
    """One row of the summary «Sintesi degli ambiti operativi»."""

    id: Serial

    network = ForeignKey(Network, on_delete=OnDelete.cascade, null=False, index=True)
    position = Integer(default=0)
    area_words = Text()
    place = Varchar(60, default="")
    lines = Array(base_column=Text(), default=list)


class Shelter(Table, db=DB, tablename="shelter"):
    """A protected place: no address, no municipality, no contact; a region or a province at most.

    Intesa of 27 November 2014, articles 8 and 9: a secret address is not a hidden field.
    """

    id: Serial

    network = ForeignKey(Network, on_delete=OnDelete.cascade, null=False, index=True)
    kind = Varchar(20)
    for_whom = Text(default="")
    territory = Varchar(8, default="it")

    shelter_kind_known = Check(one_of("kind", kinds.ShelterKind))
    shelter_is_nowhere_near = Check("\"territory\" ~ '^(it|reg:[0-9]{2}|prov:[0-9]{3})$'")


class Service(Table, Dated, db=DB, tablename="service"):
    """A desk or help that people can reach. Never a protected place: see ``Shelter``."""

    id: Serial

    network = ForeignKey(Network, on_delete=OnDelete.restrict, null=True, default=None, index=True)
    provider = ForeignKey(Partner, on_delete=OnDelete.restrict, null=False, index=True)
    office = ForeignKey(Office, on_delete=OnDelete.restrict, null=False, index=True)
    name = Text()
    description = Text(default="")
    offers = Array(base_column=Text(), default=list)
    languages = Array(base_column=Text(), default=list)
    languages_words = Text(default="")
    """As the source lists them, also where its own count does not agree."""
    staff_words = Text(default="")
    place_words = Text(default="")
    access_words = Text(default="")
    phone = Text(default="")
    """A public number of the service, never a person's."""
    source = ForeignKey(Source, on_delete=OnDelete.restrict, null=True, default=None)
    version = Integer(default=1)
    changed_at = Timestamptz()


class ServiceHours(Table, db=DB, tablename="service_hours"):
    id: Serial

    service = ForeignKey(Service, on_delete=OnDelete.cascade, null=False, index=True)
    position = Integer(default=0)
    days_words = Text()
    hours_words = Text()
    purpose = Text(default="")
    languages = Array(base_column=Text(), default=list)


class Figure(Table, Dated, db=DB, tablename="figure"):
    """A number of the source, as told: ``value_words`` is never rounded nor repaired."""

    id: Serial

    network = ForeignKey(Network, on_delete=OnDelete.restrict, null=True, default=None, index=True)
    partner = ForeignKey(Partner, on_delete=OnDelete.restrict, null=True, default=None)
    office = ForeignKey(Office, on_delete=OnDelete.restrict, null=False, index=True)
    indicator = Text()
    value = Numeric(digits=(18, 4))
    value_words = Text(default="")
    qualifier = Varchar(12, default=kinds.Qualifier.EXACT.value)
    unit = Text(default="")
    part_of: ForeignKey["Figure"] = ForeignKey(
        LazyTableReference("Figure", module_path=__name__),
        on_delete=OnDelete.cascade,
        null=True,
        default=None,
        index=True,
    )
    note = Text(default="")
    position = Integer(default=0)
    source = ForeignKey(Source, on_delete=OnDelete.restrict, null=True, default=None)
    changed_at = Timestamptz()

    figure_qualifier_known = Check(one_of("qualifier", kinds.Qualifier))
