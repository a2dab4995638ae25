"""What is shown of acts: rows of lists, and one act with everything around it."""

from datetime import date, datetime
from typing import Any

from msgspec import Struct, field

from registry.partners.kinds import Family, Nature, SuccessionKind
from registry.platform.accounts.roles import Visibility
from registry.platform.signatures.shapes import Signatures
from registry.protocols.kinds import (
    ActKind,
    DocumentKind,
    Matter,
    PartyRole,
    RelationKind,
    Renewal,
    SignatureKind,
    StartsFrom,
)
from registry.protocols.lifecycle import PartyStatus, ProtocolStatus
from registry.protocols.shapes.told import ArticleData, CitationData, Drafting, RecitalData


class ProtocolFilters(Struct, kw_only=True, frozen=True):
    """The filters of the list, named as in its address."""

    status: str = ""
    kind: str = ""
    matter: str = ""
    place: str = ""
    office: str = ""
    network: str = ""
    partner: str = ""
    view: str = ""
    in_force_on: str = ""
    certainty: str = ""
    expiring_before: str = ""
    signed_from: str = ""
    signed_to: str = ""
    lacking: str = ""


class ProtocolRow(Struct, kw_only=True):
    """An act in a list."""

    id: int
    kind: ActKind
    title: str
    office: str
    office_name: str
    promoter: int | None
    promoter_name: str
    status: ProtocolStatus
    standing: str
    """The status as it is on that day: also ``expiring`` and ``renews_itself``."""
    when_text: str
    when_state: str | None
    starts_earliest: date | None
    starts_latest: date | None
    ends_text: str
    ends_earliest: date | None
    ends_latest: date | None
    signed_on: date | None
    signed_text: str
    duration_months: int | None
    duration_words: str
    renewal: Renewal
    matters: list[Matter]
    repertory_year: int | None
    repertory_number: int | None
    repertory_words: str
    parties: int
    signed: int
    certainty: str | None
    """«certain» or «possible», when the list asks who was in force on a day."""

    @property
    def promoter_short(self) -> str:
        """«Prefettura di Cremona»: as people say it, and as a list has room for."""
        return self.promoter_name.replace(" – Ufficio Territoriale del Governo", "")


class FollowedBody(Struct, kw_only=True):
    """A body whose place was taken by a party: how, and since when in somebody's words."""

    name: str
    article: str
    kind: SuccessionKind
    when_text: str


class PartyRow(Struct, kw_only=True):
    """A party as the page of its act shows it."""

    id: int
    number: int
    """Its place in the act: the same in the text, in the signature table and here."""
    partner: int
    position: int
    role: PartyRole
    name: str
    name_words: str
    short_name: str
    article: str
    kind: str
    nature: Nature
    family: Family
    representative_office: str
    representative_article: str
    representative_title: str
    representative_name: str
    authority_words: str
    on_behalf_of: int | None
    on_behalf_of_name: str
    on_behalf_of_words: str
    status: PartyStatus
    needs_approval: bool
    approved_on: date | None
    signed_on: date | None
    signature_kind: SignatureKind
    signature_note: str
    joined_on: date | None
    joined_text: str
    withdrew_on: date | None
    withdrew_words: str
    contact_unit: str
    contact_email: str
    contact_certified_email: str
    note: str
    source_words: str
    has_successor: str
    """The body that took its place, by name; empty when none."""
    follows: list[FollowedBody] = []
    acronyms: list[str] = []
    """What it is called for short, by the act and by the register."""
    commitments: list[str] = []


class RelationRow(Struct, kw_only=True):
    """Another act and how it is tied, in the words of this side."""

    id: int
    act: int
    title: str
    kind: RelationKind
    is_forward: bool
    words: str
    note: str
    standing: str
    signed_on: date | None
    signed_text: str
    when_text: str


class DocumentRow(Struct, kw_only=True):
    id: int
    kind: DocumentKind
    name: str
    title: str
    file: str
    size: int
    party: int | None
    protocol_version: int
    made_at: datetime
    template_sha256: str
    signatures: Signatures | None = None
    """As they were on the day when the file came in; None of files that carry none."""


class StepRow(Struct, kw_only=True):
    status: ProtocolStatus
    on_day: date


class LinkRow(Struct, kw_only=True):
    id: int
    name: str


class PlaceRow(Struct, kw_only=True):
    code: str
    name: str


class TextView(Struct, kw_only=True):
    recitals: list[RecitalData] = []
    citations: list[CitationData] = []
    common_commitments: list[str] = []
    articles: list[ArticleData] = []
    drafting: Drafting = field(default_factory=Drafting)


class ProtocolView(Struct, kw_only=True):
    """Everything that the room knows of one act."""

    id: int
    kind: ActKind
    title: str
    subject: str
    matters: list[Matter]
    office: str
    office_name: str
    promoter: int | None
    status: ProtocolStatus
    archived_from: ProtocolStatus | None
    standing: str
    is_historic: bool
    repertory_year: int | None
    repertory_number: int | None
    repertory_words: str
    registered_number: str
    registered_on: date | None
    when_text: str
    when_edtf: str | None
    when_period: str | None
    when_state: str | None
    when_note: str
    starts_earliest: date | None
    starts_latest: date | None
    ends_text: str
    ends_earliest: date | None
    ends_latest: date | None
    signed_on: date | None
    signed_text: str
    duration_months: int | None
    duration_words: str
    starts_from: StartsFrom
    renewal: Renewal
    notice_days: int | None
    costs: str
    purposes: list[str]
    beneficiaries_words: str
    is_open_to_accession: bool
    territory_words: str
    ended_on: date | None
    ended_words: str
    notes: str
    source: int | None
    source_title: str
    source_words: str
    visibility: Visibility
    drafted_by: int | None
    written_by: int | None
    version: int
    created_at: datetime
    changed_at: datetime
    remarks: list[str] = []
    """What does not add up, in sentences: it never stops anybody."""
    parties: list[PartyRow] = []
    places: list[PlaceRow] = []
    networks: list[LinkRow] = []
    relations: list[RelationRow] = []
    documents: list[DocumentRow] = []
    steps: list[StepRow] = []
    text: TextView | None = None

    def facts(self) -> dict[str, Any]:
        """The view as plain data, for forms that show what is kept."""
        return {name: getattr(self, name) for name in self.__struct_fields__}


class PartnerActRow(Struct, kw_only=True):
    """A row of a partner's lifeline: what it was in an act, with whom, and when."""

    protocol: int
    title: str
    kind: ActKind
    kind_label: str
    office: str
    standing: str
    role: PartyRole
    role_label: str
    name_words: str
    party_status: PartyStatus
    on_behalf_of_words: str
    words: str
    """When, in the words of whoever wrote it."""
    state: str | None
    starts_earliest: date | None
    starts_latest: date | None
    ends_words: str
    ends_earliest: date | None
    ends_latest: date | None
    renewal: Renewal
    signed_on: date | None
    joined_on: date | None
    withdrew_on: date | None
    others: list[str]
    """The other parties, in the order of the act: at most five."""
    n_others: int
    source_words: str


class Deadline(Struct, kw_only=True):
    """An act whose term is near, with its two clocks."""

    id: int
    title: str
    kind: ActKind
    ends_words: str
    ends_on: date
    notice_by: date | None
    """The last day to say that it shall not go on."""
    renewal: Renewal
    standing: str


class DeadlineFilters(Struct, kw_only=True, frozen=True):
    """``before``: the first of an act's clocks rings before that day."""

    what: str = ""
    kind: str = ""
    renewal: str = ""
    before: str = ""


class DeadlineRow(Struct, kw_only=True):
    """An act with a term: its end as it was said and as it was understood, and both clocks."""

    id: int
    title: str
    kind: ActKind
    parties: int
    first_party: str
    """Who promotes it, or stands first in it, by its short name."""
    ends_text: str
    """As typed; empty where the end follows from a duration."""
    near: date | None
    """The nearest day that the end may be; None where it is an event."""
    far: date | None
    has_renewed: bool
    """Its first term has passed, and it went on by itself: this is the next."""
    first_term: date | None
    duration_words: str
    renewal: Renewal
    notice_days: int | None
    notice_by: date | None
    """The last day to say that it shall not go on."""
    begin_by: date | None
    """When the office has to begin: to renew it, or to prepare the notice."""
    what: str
    """What happens: a key of ``deadlines.WHATS``."""

    @property
    def is_exact(self) -> bool:
        return self.near is not None and self.near == self.far


class Awaiting(Struct, kw_only=True):
    """An act that waits for this office, or for others, and why."""

    id: int
    title: str
    kind: ActKind
    status: ProtocolStatus
    waits_for: str
    """«us» or «others»."""
    reason: str
    n_missing: int
    since: date | None
    standing: str = ""
    due_on: date | None = None
    """The day by which something has to be said or done; None where no day presses."""
    signed: int = 0
    parties: int = 0
    not_valid: int | None = None
    """The first party whose signature has to be made again."""
    not_valid_name: str = ""
    not_valid_note: str = ""
    missing_names: list[str] = []
    """The first three parties that have not approved, or not signed."""
