"""What we keep of acts: their parties, their text, their documents and their ties."""

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

from registry.dates.columns import Dated
from registry.networks.tables import Network, Participation, Source
from registry.partners.tables import Partner
from registry.platform.accounts.roles import Visibility
from registry.platform.accounts.tables import Office, User, one_of
from registry.platform.database import DB
from registry.platform.storage.files import StoredFile
from registry.protocols import kinds
from registry.protocols.lifecycle import PartyStatus, ProtocolStatus


class Protocol(Table, Dated, db=DB, tablename="protocol"):
    """An act. Its imprecise date is the time in which it has effect."""

    id: Serial

    kind = Varchar(24)
    title = Text()
    subject = Text(default="")
    """«l'accoglienza diffusa …»: what stands after «per» under the title."""
    matters = Array(base_column=Varchar(24), default=list)
    office = ForeignKey(Office, on_delete=OnDelete.restrict, null=False)
    promoter = ForeignKey(Partner, on_delete=OnDelete.restrict, null=True, default=None, index=True)
    """The promoting party's body, kept here too because every list shows it."""
    status = Varchar(16, default=ProtocolStatus.IN_DEFINITION.value)
    archived_from = Varchar(16, null=True, default=None)
    """The status that it had: tells whether it ever had effect."""
    is_historic = Boolean(default=False)
    """Registered when it was already signed: only what is known of it stands here."""
    repertory_year = Integer(null=True, default=None)
    repertory_number = Integer(null=True, default=None)
    repertory_words = Text(default="")
    """Its number in somebody else's register, as written («Rep. 77/CU»)."""
    registered_number = Text(default="")
    """The mail register's number, given by the office's own system."""
    registered_on = Date(null=True, default=None)
    signed_on = Date(null=True, default=None, index=True)
    signed_text = Text(default="")
    """As the source says it: «22 e 23 settembre 2015»."""
    duration_months = Integer(null=True, default=None)
    duration_words = Text(default="")
    """Where the term is an event («fino al termine del Piano triennale»)."""
    starts_from = Varchar(16, default=kinds.StartsFrom.LAST_SIGNATURE.value)
    renewal = Varchar(10, default=kinds.Renewal.UNKNOWN.value)
    notice_days = Integer(null=True, default=None)
    costs = Text(default="")
    purposes = Array(base_column=Text(), default=list)
    beneficiaries_words = Text(default="")
    is_open_to_accession = Boolean(default=False)
    territory_words = Text(default="")
    ended_on = Date(null=True, default=None)
    """When it was dissolved or replaced before its term."""
    ended_words = Text(default="")
    drafting = JSONB(default="{}")
    """``shapes.Drafting``: what the clauses ask besides (governance, monitoring, data …)."""
    notes = Text(default="")
    source = ForeignKey(Source, on_delete=OnDelete.restrict, null=True, default=None)
    source_words = Text(default="")
    visibility = Varchar(12, default=Visibility.NETWORK.value)
    drafted_by = ForeignKey(User, on_delete=OnDelete.restrict, null=True, default=None)
    written_by = ForeignKey(User, on_delete=OnDelete.restrict, null=True, default=None)
    """Who changed the text last: neither of the two may declare it signed."""
    version = Integer(default=1)
    created_at = Timestamptz()
    changed_at = Timestamptz()

    protocol_repertory_once = Unique([office, repertory_year, repertory_number])
    protocol_repertory_whole = Check(
        '("repertory_year" IS NULL) = ("repertory_number" IS NULL) AND "repertory_number" > 0'
    )
    protocol_kind_known = Check(one_of("kind", kinds.ActKind))
    protocol_status_known = Check(one_of("status", ProtocolStatus))
    protocol_archived_from_known = Check(
        f'("archived_from" IS NULL OR {one_of("archived_from", ProtocolStatus)})'
        " AND (status = 'archived') = (archived_from IS NOT NULL)"
    )
    protocol_starts_from_known = Check(one_of("starts_from", kinds.StartsFrom))
    protocol_renewal_known = Check(one_of("renewal", kinds.Renewal))
    protocol_duration_positive = Check('"duration_months" > 0')
    protocol_notice_not_negative = Check('"notice_days" >= 0')
    protocol_visibility_known = Check(one_of("visibility", Visibility))


class ProtocolStep(Table, db=DB, tablename="protocol_step"):
    """The day on which an act came to a status: the bar of its life."""

    id: Serial

    protocol = ForeignKey(Protocol, on_delete=OnDelete.cascade, null=False, index=True)
    status = Varchar(16)
    on_day = Date()
    at = Timestamptz()

    protocol_step_status_known = Check(one_of("status", ProtocolStatus))


class Party(Table, db=DB, tablename="party"):
    """A body in an act, and where it stands: approval, signature, accession, withdrawal."""

    id: Serial

    protocol = ForeignKey(Protocol, on_delete=OnDelete.cascade, null=False)
    partner = ForeignKey(Partner, on_delete=OnDelete.restrict, null=False, index=True)
    role = Varchar(16, default=kinds.PartyRole.SIGNATORY.value)
    position = Integer()
    name_words = Text(default="")
    """How the act calls the body, where that is not its name of today."""
    short_name = Text(default="")
    """The defined term: «di seguito denominato …»."""
    representative_office = Text(default="")
    """«Prefetto», «Sindaca»: as the person wants it."""
    representative_article = Varchar(4, default="")
    representative_title = Text(default="")
    """«dott.», «avv.»; often empty."""
    representative_name = Text(default="")
    authority_words = Text(default="")
    """«giusta deliberazione della Giunta comunale n. 45 del 3 marzo 2026»."""
    on_behalf_of = ForeignKey(
        Partner, on_delete=OnDelete.restrict, null=True, default=None, index=True
    )
    on_behalf_of_words = Text(default="")
    status = Varchar(24, default=PartyStatus.INVITED.value)
    needs_approval = Boolean(default=True)
    """Whether an organ of the body approves the text before it is signed."""
    approved_on = Date(null=True, default=None)
    signed_on = Date(null=True, default=None)
    signature_kind = Varchar(12, default=kinds.SignatureKind.UNKNOWN.value)
    signature_note = Text(default="")
    joined_on = Date(null=True, default=None)
    joined_text = Text(default="")
    withdrew_on = Date(null=True, default=None)
    withdrew_words = Text(default="")
    contact_unit = Text(default="")
    contact_email = Text(default="")
    contact_certified_email = Text(default="")
    note = Text(default="")
    source_words = Text(default="")

    party_once = Unique([protocol, partner])
    party_role_known = Check(one_of("role", kinds.PartyRole))
    party_status_known = Check(one_of("status", PartyStatus))
    party_signature_known = Check(one_of("signature_kind", kinds.SignatureKind))
    party_article_known = Check(
        "\"representative_article\" IN ('il', 'lo', 'la', 'l''', 'i', 'gli', 'le', '')"
    )


class Commitment(Table, db=DB, tablename="commitment"):
    """What a party promises; without a party, what all promise together."""

    id: Serial

    protocol = ForeignKey(Protocol, on_delete=OnDelete.cascade, null=False, index=True)
    party = ForeignKey(Party, on_delete=OnDelete.cascade, null=True, default=None, index=True)
    position = Integer()
    text = Text()


class Recital(Table, db=DB, tablename="recital"):
    id: Serial

    protocol = ForeignKey(Protocol, on_delete=OnDelete.cascade, null=False, index=True)
    kind = Varchar(12, default=kinds.RecitalKind.PREMISE.value)
    position = Integer()
    text = Text()

    recital_kind_known = Check(one_of("kind", kinds.RecitalKind))


class Citation(Table, db=DB, tablename="citation"):
    """A norm that the act has in view; ``norm_key`` is its key in the library of norms."""

    id: Serial

    protocol = ForeignKey(Protocol, on_delete=OnDelete.cascade, null=False, index=True)
    position = Integer()
    norm_key = Varchar(40, default="", index=True)
    in_particular = Text(null=True, default=None)
    """«l'articolo 57»; None: as the library has it; empty: the whole norm."""
    text = Text(default="")
    """The citation in full, with its article, where it is not in the library."""
    gender = Varchar(1, default="m")
    number = Varchar(1, default="s")

    citation_gender_known = Check("\"gender\" IN ('m', 'f')")
    citation_number_known = Check("\"number\" IN ('s', 'p')")


class Article(Table, db=DB, tablename="article"):
    """An article in words of this act's own: a clause of the library written otherwise, left
    out, or one more. What no row tells is as the library has it; numbers are never stored."""

    id: Serial

    protocol = ForeignKey(Protocol, on_delete=OnDelete.cascade, null=False, index=True)
    position = Integer()
    clause = Varchar(60, default="")
    """The clause of the library that it changes; empty for an article of one's own."""
    after = Varchar(60, default="")
    """The clause that an article of one's own follows."""
    is_omitted = Boolean(default=False)
    variant = Varchar(60, default="")
    heading = Text(default="")
    paragraphs = JSONB(default="[]")
    """``[{"text": …, "letters": […]}]``."""


class Relation(Table, db=DB, tablename="relation"):
    """``act`` renews, implements, amends … ``to_act``."""

    id: Serial

    act = ForeignKey(Protocol, on_delete=OnDelete.cascade, null=False)
    to_act = ForeignKey(Protocol, on_delete=OnDelete.restrict, null=False, index=True)
    kind = Varchar(20)
    note = Text(default="")

    relation_once = Unique([act, to_act, kind])
    relation_to_another = Check('"act" <> "to_act"')
    relation_kind_known = Check(one_of("kind", kinds.RelationKind))


class ProtocolPlace(Table, db=DB, tablename="protocol_place"):
    id: Serial

    protocol = ForeignKey(Protocol, on_delete=OnDelete.cascade, null=False)
    place = Varchar(60, index=True)
    position = Integer(default=0)

    protocol_place_once = Unique([protocol, place])


class ProtocolNetwork(Table, db=DB, tablename="protocol_network"):
    id: Serial

    protocol = ForeignKey(Protocol, on_delete=OnDelete.cascade, null=False)
    network = ForeignKey(Network, on_delete=OnDelete.restrict, null=False, index=True)

    protocol_network_once = Unique([protocol, network])


class ParticipationAct(Table, db=DB, tablename="participation_act"):
    """The act that a body's participation in a network stands on."""

    id: Serial

    participation = ForeignKey(Participation, on_delete=OnDelete.cascade, null=False)
    protocol = ForeignKey(Protocol, on_delete=OnDelete.cascade, null=False, index=True)

    participation_act_once = Unique([participation, protocol])


class ProtocolDocument(Table, db=DB, tablename="protocol_document"):
    """A file of an act. One that we produced keeps what it was made from, and never changes."""

    id: Serial

    protocol = ForeignKey(Protocol, on_delete=OnDelete.restrict, null=False, index=True)
    party = ForeignKey(Party, on_delete=OnDelete.restrict, null=True, default=None, index=True)
    kind = Varchar(12)
    name = Text()
    """The name that it is offered under."""
    title = Text(default="")
    file = ForeignKey(StoredFile, on_delete=OnDelete.restrict, null=False, index=True)
    size = Integer()
    template = Text(default="")
    template_sha256 = Varchar(64, default="")
    letter = JSONB(null=True, default=None)
    protocol_version = Integer()
    """The version of the act that it tells."""
    made_at = Timestamptz()
    made_by = ForeignKey(User, on_delete=OnDelete.restrict, null=True, default=None)

    protocol_document_kind_known = Check(one_of("kind", kinds.DocumentKind))
