"""What people and programs tell of an act: one shape for each verb."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from registry.platform.accounts.roles import Visibility
from registry.platform.documents.italian import Article as NameArticle
from registry.platform.shapes import Id
from registry.protocols.kinds import (
    ActKind,
    DocumentKind,
    Matter,
    PartyRole,
    RecitalKind,
    RelationKind,
    Renewal,
    SignatureKind,
    StartsFrom,
)
from registry.protocols.letters.acts import Amendment, ConventionBasis
from registry.protocols.letters.data import Annex, Definition
from registry.protocols.letters.data import Commitment as GroupCommitment
from registry.protocols.letters.rules import (
    AccessionRule,
    Allotment,
    Amendments,
    Governance,
    Insurance,
    Monitoring,
    PersonalData,
    Procedures,
    Resources,
    Signing,
    StampDuty,
)
from registry.protocols.lifecycle import ProtocolStatus

Title = Annotated[str, Meta(max_length=500)]
Line = Annotated[str, Meta(max_length=500)]
Words = Annotated[str, Meta(max_length=4000)]
Text = Annotated[str, Meta(min_length=1, max_length=20000)]
Place = Annotated[str, Meta(min_length=2, max_length=60)]
Months = Annotated[int, Meta(ge=1, le=1200)]
Days = Annotated[int, Meta(ge=0, le=3650)]


class PartyDetails(Struct, kw_only=True, forbid_unknown_fields=True):
    """What may be said of a party until the text is locked."""

    role: PartyRole = PartyRole.SIGNATORY
    name_words: Line = ""
    short_name: Annotated[str, Meta(max_length=120)] = ""
    representative_office: Line = ""
    representative_article: NameArticle = NameArticle.NONE
    representative_title: Annotated[str, Meta(max_length=40)] = ""
    representative_name: Line = ""
    authority_words: Words = ""
    on_behalf_of: Id | None = None
    on_behalf_of_words: Words = ""
    needs_approval: bool = True
    contact_unit: Line = ""
    contact_email: Line = ""
    contact_certified_email: Line = ""
    note: Words = ""
    source_words: Words = ""


class PartyData(PartyDetails, kw_only=True, forbid_unknown_fields=True):
    partner: Id
    commitments: list[Text] = []


class HistoricPartyDetails(PartyDetails, kw_only=True, forbid_unknown_fields=True):
    """What is known of a party's signature, in an act already signed."""

    approved_on: date | None = None
    signed_on: date | None = None
    signature_kind: SignatureKind = SignatureKind.UNKNOWN
    joined: Words = ""
    withdrew_on: date | None = None
    withdrew_words: Words = ""


class HistoricPartyData(HistoricPartyDetails, kw_only=True, forbid_unknown_fields=True):
    partner: Id
    commitments: list[Text] = []


class RelationData(Struct, kw_only=True, forbid_unknown_fields=True):
    to_act: Id
    kind: RelationKind
    note: Words = ""


class ProtocolData(Struct, kw_only=True, forbid_unknown_fields=True):
    """An act as people write it. An empty ``title`` is made from kind and subject."""

    kind: ActKind
    title: Title = ""
    subject: Title = ""
    matters: list[Matter] = []
    places: list[Place] = []
    territory_words: Words = ""
    networks: list[Id] = []
    purposes: list[Text] = []
    beneficiaries_words: Words = ""
    when: Line = ""
    ends: Line = ""
    duration_months: Months | None = None
    duration_words: Line = ""
    starts_from: StartsFrom = StartsFrom.LAST_SIGNATURE
    renewal: Renewal = Renewal.UNKNOWN
    notice_days: Days | None = None
    costs: Words = ""
    is_open_to_accession: bool = False
    registered_number: Line = ""
    registered_on: date | None = None
    visibility: Visibility | None = None
    """None: as its matters ask (people to protect: the office and the Ministry only)."""
    notes: Words = ""
    source: Id | None = None
    source_words: Words = ""


class NewProtocol(ProtocolData, kw_only=True, forbid_unknown_fields=True):
    """``is_proposed``: nobody has begun to write it yet."""

    is_proposed: bool = False
    parties: list[PartyData] = []
    relations: list[RelationData] = []


class HistoricFacts(ProtocolData, kw_only=True, forbid_unknown_fields=True):
    """An act already signed, with what is known of it."""

    status: ProtocolStatus = ProtocolStatus.IN_FORCE
    signed_on: date | None = None
    signed_text: Line = ""
    repertory_year: Annotated[int, Meta(ge=1861, le=2999)] | None = None
    repertory_number: Id | None = None
    repertory_words: Line = ""
    ended_on: date | None = None
    ended_words: Words = ""


class HistoricAct(HistoricFacts, kw_only=True, forbid_unknown_fields=True):
    """The same, with its parties and what it is tied to."""

    parties: list[HistoricPartyData] = []
    relations: list[RelationData] = []
    participations: list[Id] = []
    """Participations in networks that this act formalises."""


class RecitalData(Struct, kw_only=True, forbid_unknown_fields=True):
    kind: RecitalKind = RecitalKind.PREMISE
    text: Text


class CitationData(Struct, kw_only=True, forbid_unknown_fields=True):
    """A norm of the library by its key, or cited in full with its article."""

    norm_key: Annotated[str, Meta(max_length=40)] = ""
    in_particular: Annotated[str, Meta(max_length=400)] | None = None
    text: Annotated[str, Meta(max_length=2000)] = ""
    gender: Annotated[str, Meta(pattern="^[mf]$")] = "m"
    number: Annotated[str, Meta(pattern="^[sp]$")] = "s"


class ParagraphData(Struct, kw_only=True, forbid_unknown_fields=True):
    text: Text
    letters: list[Text] = []


class ArticleData(Struct, kw_only=True, forbid_unknown_fields=True):
    """A clause of the library written otherwise (``clause``), or an article of one's own."""

    clause: Annotated[str, Meta(max_length=60)] = ""
    after: Annotated[str, Meta(max_length=60)] = ""
    is_omitted: bool = False
    variant: Annotated[str, Meta(max_length=60)] = ""
    heading: Line = ""
    paragraphs: list[ParagraphData] = []


class Drafting(Struct, kw_only=True, forbid_unknown_fields=True):
    """What the clauses ask besides: what is None or empty leaves its clause out, or as usual."""

    unit: Line = ""
    """The office's unit in the letterhead; empty: as the office has it."""
    object_words: Annotated[str, Meta(max_length=1000)] = ""
    parent_because: Annotated[str, Meta(max_length=1000)] = ""
    """Why this act carries out the other: «il cui articolo 4 impegna i Comuni a …»."""
    common_interest: Annotated[str, Meta(max_length=1000)] = ""
    definitions: tuple[Definition, ...] = ()
    group_commitments: tuple[GroupCommitment, ...] = ()
    """What several parties promise alike, or a whole family of them."""
    procedures: Procedures | None = None
    governance: Governance | None = None
    monitoring: Monitoring | None = None
    has_communication: bool = False
    resources: Resources = Resources()
    personal_data: PersonalData = PersonalData()
    insurance: Insurance | None = None
    accession: AccessionRule | None = None
    amendments: Amendments = Amendments()
    allotment: Allotment | None = None
    renewal_months: Months | None = None
    review_months: Months | None = None
    withdrawal_days: Days | None = None
    for_public_interest: bool = False
    """Whether one may withdraw only for reasons of public interest."""
    cure_days: Annotated[int, Meta(ge=1, le=100)] | None = None
    """How long a party has to put right what it did not do, before the act is dissolved."""
    stamp_duty: StampDuty = StampDuty.TO_DETERMINE
    stamp_duty_bearer: Line = ""
    signing: Signing = Signing.DIGITAL
    annexes: tuple[Annex, ...] = ()
    determination: Annotated[str, Meta(max_length=400)] = ""
    """Of an agreement with private bodies: «determinazione del Prefetto n. 3 del …»."""
    basis: ConventionBasis = ConventionBasis.GENERIC
    consultation: tuple[Text, ...] = ()
    guarantees: tuple[Text, ...] = ()
    court: Annotated[str, Meta(max_length=120)] = ""
    """Of a convention: on which law it stands, and what that law asks."""
    ordinal: Annotated[int, Meta(ge=1, le=99)] | None = None
    """Of an addendum; None: the next one of the act that it changes."""
    amending: tuple[Amendment, ...] = ()


class TextData(Struct, kw_only=True, forbid_unknown_fields=True):
    """The words of an act; what is None stays as it is."""

    recitals: list[RecitalData] | None = None
    citations: list[CitationData] | None = None
    common_commitments: list[Text] | None = None
    articles: list[ArticleData] | None = None
    drafting: Drafting | None = None


class Circulation(Struct, kw_only=True, forbid_unknown_fields=True):
    """``sent_on`` None: today."""

    sent_on: date | None = None


class Approval(Struct, kw_only=True, forbid_unknown_fields=True):
    approved_on: date
    authority_words: Words = ""


class Signature(Struct, kw_only=True, forbid_unknown_fields=True):
    signed_on: date
    kind: SignatureKind = SignatureKind.DIGITAL
    note: Words = ""


class Reason(Struct, kw_only=True, forbid_unknown_fields=True):
    reason: Annotated[str, Meta(min_length=3, max_length=2000)]


class InForce(Struct, kw_only=True, forbid_unknown_fields=True):
    """``starts_on`` None: the day that ``starts_from`` says, when it is known."""

    starts_on: date | None = None
    ends_on: date | None = None


class PartyDays(Struct, kw_only=True, forbid_unknown_fields=True):
    """The days of one party that were registered otherwise; None stays as it is."""

    party: Id
    approved_on: date | None = None
    signed_on: date | None = None
    joined_on: date | None = None
    withdrew_on: date | None = None


class CorrectedDays(Struct, kw_only=True, forbid_unknown_fields=True):
    """The days of an act as they were in truth; None stays as it is."""

    sent_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    ended_on: date | None = None
    parties: list[PartyDays] = []


class AccessionData(PartyDetails, kw_only=True, forbid_unknown_fields=True):
    """A body that joins an act open to it."""

    partner: Id
    joined_on: date
    commitments: list[Text] = []


class Withdrawal(Struct, kw_only=True, forbid_unknown_fields=True):
    withdrew_on: date
    words: Words = ""


class Ending(Struct, kw_only=True, forbid_unknown_fields=True):
    ended_on: date
    reason: Annotated[str, Meta(min_length=3, max_length=2000)]


class Replacement(Struct, kw_only=True, forbid_unknown_fields=True):
    """``by_act`` renews or supersedes this act from that day on."""

    by_act: Id
    kind: RelationKind = RelationKind.RENEWS
    ended_on: date


class Filing(Struct, kw_only=True, forbid_unknown_fields=True):
    kind: DocumentKind = DocumentKind.ANNEX
    title: Line = ""
    party: Id | None = None
