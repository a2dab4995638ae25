"""What we keep of schede: the sheet, its partners and acts, its files, what was explained."""

from piccolo.columns import (
    Array,
    BigInt,
    Boolean,
    ForeignKey,
    Integer,
    Numeric,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from good_practices.circulars.tables import Circular
from good_practices.schede.kinds import PartnerRole
from good_practices.schede.lifecycle import SchedaStatus
from registry.dates.columns import Dated
from registry.networks.kinds import Qualifier
from registry.partners.tables import Partner
from registry.platform.accounts.roles import Visibility
from registry.platform.accounts.tables import Office, User, one_of
from registry.platform.database import DB
from registry.platform.storage.files import StoredFile
from registry.protocols.tables import Protocol


class Practice(Table, db=DB, tablename="practice"):
    """What an office does, described by one scheda for each field that it touches."""

    id: Serial

    office = ForeignKey(Office, on_delete=OnDelete.restrict, null=False, index=True)


class MarkedField(Table, db=DB, tablename="marked_field"):
    """A box of the form that an office ticked for a year's collection."""

    id: Serial

    office = ForeignKey(Office, on_delete=OnDelete.restrict, null=False)
    year = Integer()
    circular = ForeignKey(Circular, on_delete=OnDelete.restrict, null=False, index=True)
    field = Integer()
    marked_by = ForeignKey(User, on_delete=OnDelete.set_null)
    marked_at = Timestamptz()

    marked_field_one = Unique([office, year, circular, field])


class Scheda(Table, Dated, db=DB, tablename="scheda"):
    """One sheet. Its heading is made from the field; ``title`` is the practice's own."""

    id: Serial

    office = ForeignKey(Office, on_delete=OnDelete.restrict, null=False)
    year = Integer()
    number = Integer()
    practice = ForeignKey(Practice, on_delete=OnDelete.restrict, null=False, index=True)
    circular = ForeignKey(Circular, on_delete=OnDelete.restrict, null=False, index=True)
    field = Integer()
    """The number of the circular's field."""
    field_other = Text(default="")
    vulnerable_groups = Array(Text())
    """Of field 10: which of the circular's sub-list."""
    title = Text(default="")
    abstract = Text(default="")
    description = Text(default="")
    is_formalised = Boolean(null=True, default=None)
    """None: nobody has said yet."""
    territory_words = Text(default="")
    promoter = ForeignKey(Partner, on_delete=OnDelete.restrict, index=True)
    lead_partner = ForeignKey(Partner, on_delete=OnDelete.restrict, index=True)
    context = Text(default="")
    objectives = Array(Text())
    access_words = Text(default="")
    recipients_words = Text(default="")
    fund_words = Text(default="")
    lessons = Text(default="")
    transferability = Text(default="")
    is_story_anonymised = Boolean(default=False)
    """Of the field with stories of persons: somebody declared that nobody is recognisable."""
    is_publishable = Boolean(null=True, default=None)
    contact_unit = Text(default="")
    contact_email = Text(default="")
    visibility = Varchar(12, default=Visibility.OFFICE)

    status = Varchar(20, default=SchedaStatus.DRAFT)
    edition = Integer(default=1)
    """Raised each time that a scheda already sent is opened again: what was sent stays."""
    written_by = ForeignKey(User, on_delete=OnDelete.set_null, index=True)
    """The last who changed the words."""
    writer_ids = Array(Integer())
    """Everybody who wrote in this edition: none of them may approve it."""
    proposed_by = ForeignKey(User, on_delete=OnDelete.set_null)
    proposed_at = Timestamptz(null=True, default=None)
    approved_by = ForeignKey(User, on_delete=OnDelete.set_null)
    approved_at = Timestamptz(null=True, default=None)
    sent_at = Timestamptz(null=True, default=None)
    """When this edition left the office: opened again, it becomes another edition."""
    returned_words = Text(default="")
    returned_at = Timestamptz(null=True, default=None)
    submission_id = Integer(null=True, default=None)
    """The open transmission that holds it: while it does, nobody changes it."""
    version = Integer(default=1)
    created_at = Timestamptz()
    changed_at = Timestamptz()

    scheda_number_one = Unique([office, year, number])
    scheda_status_known = Check(one_of("status", SchedaStatus))
    scheda_visibility_known = Check(one_of("visibility", Visibility))
    scheda_approver_is_another = Check("approved_by IS NULL OR NOT (approved_by = ANY(writer_ids))")


class SchedaPlace(Table, db=DB, tablename="scheda_place"):
    id: Serial

    scheda = ForeignKey(Scheda, on_delete=OnDelete.cascade, null=False)
    place = Text(index=True)
    """``reg:07``, ``prov:019``, ``com:019036``, ``area:distretto-cremasco``."""

    scheda_place_one = Unique([scheda, place])


class SchedaPartner(Table, db=DB, tablename="scheda_partner"):
    """A body that takes part, and what it does."""

    id: Serial

    scheda = ForeignKey(Scheda, on_delete=OnDelete.cascade, null=False)
    position = Integer()
    partner = ForeignKey(Partner, on_delete=OnDelete.restrict, null=False, index=True)
    role = Varchar(20)
    activity = Text(default="")

    scheda_partner_one = Unique([scheda, partner, role])
    scheda_partner_role_known = Check(one_of("role", PartnerRole))


class SchedaAct(Table, db=DB, tablename="scheda_act"):
    """An act of the registry in which the practice is formalised."""

    id: Serial

    scheda = ForeignKey(Scheda, on_delete=OnDelete.cascade, null=False)
    protocol = ForeignKey(Protocol, on_delete=OnDelete.restrict, null=False, index=True)

    scheda_act_one = Unique([scheda, protocol])


class SchedaAttachment(Table, db=DB, tablename="scheda_attachment"):
    """A file of the practice. Taken away, it stays thirty days for who changes their mind."""

    id: Serial

    scheda = ForeignKey(Scheda, on_delete=OnDelete.cascade, null=False, index=True)
    file = ForeignKey(StoredFile, on_delete=OnDelete.restrict, null=False, index=True)
    name = Text()
    title = Text(default="")
    size = BigInt()
    kind = Varchar(8)
    added_by = ForeignKey(User, on_delete=OnDelete.set_null)
    added_at = Timestamptz()
    removed_at = Timestamptz(null=True, default=None)


class SchedaResult(Table, db=DB, tablename="scheda_result"):
    """A figure as it was told: «circa 100 vittime» is 100 with its qualifier."""

    id: Serial

    scheda = ForeignKey(Scheda, on_delete=OnDelete.cascade, null=False)
    position = Integer()
    indicator = Text()
    value_words = Text()
    number = Numeric(null=True, default=None)
    qualifier = Varchar(12, default=Qualifier.EXACT)
    unit = Text(default="")
    as_of = Text(default="")
    source = Text(default="")

    scheda_result_position_one = Unique([scheda, position])
    scheda_result_qualifier_known = Check(one_of("qualifier", Qualifier))


class SchedaExplanation(Table, db=DB, tablename="scheda_explanation"):
    """Why a passage that the protection of persons points at is right as it is."""

    id: Serial

    scheda = ForeignKey(Scheda, on_delete=OnDelete.cascade, null=False)
    rule = Varchar(40)
    passage = Text()
    reason = Text()
    explained_by = ForeignKey(User, on_delete=OnDelete.set_null)
    explained_at = Timestamptz()
    withdrawn_at = Timestamptz(null=True, default=None)
    """Taken away: it counts no more, and for thirty days can be put back."""

    scheda_explanation_one = Unique([scheda, rule, passage])


class SchedaRewriting(Table, db=DB, tablename="scheda_rewriting"):
    """A passage that pointed at somebody, and the words written in its place.

    Kept for thirty days, for who changes their mind, and shown nowhere: not in the history.
    """

    id: Serial

    scheda = ForeignKey(Scheda, on_delete=OnDelete.cascade, null=False, index=True)
    field = Varchar(40)
    passage = Text()
    instead = Text()
    start = Integer()
    made_by = ForeignKey(User, on_delete=OnDelete.set_null)
    made_at = Timestamptz(index=True)
