"""What goes in and out of partners."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from registry.dates.telling import without_a_start
from registry.partners.identifiers import Scheme
from registry.partners.kinds import Kind, NameKind, Nature, SuccessionKind
from registry.platform.accounts.roles import Visibility
from registry.platform.documents.italian import Article
from registry.platform.shapes import Id

Name = Annotated[str, Meta(min_length=2, max_length=300)]
Words = Annotated[str, Meta(max_length=4000)]


class PartnerData(Struct, kw_only=True, forbid_unknown_fields=True):
    """A partner as people write it; ``nature`` follows the kind unless it is said."""

    name: Name
    kind: Kind
    nature: Nature | None = None
    short_name: Annotated[str, Meta(max_length=80)] = ""
    article: Article = Article.NONE
    gender: Annotated[str, Meta(pattern="^[mf]$")] = "m"
    number: Annotated[str, Meta(pattern="^[sp]$")] = "s"
    seat_words: Words = ""
    place: str | None = None
    email: Words = ""
    certified_email: Words = ""
    notes: Words = ""
    source_words: Words = ""
    visibility: Visibility = Visibility.NETWORK


class NameData(Struct, kw_only=True, forbid_unknown_fields=True):
    name: Name
    kind: NameKind
    language: Annotated[str, Meta(pattern="^[a-z]{2,3}$")] = "it"
    when: Words = ""


class IdentifierData(Struct, kw_only=True, forbid_unknown_fields=True):
    scheme: Scheme
    value: Name
    details: Words = ""


class ContactData(Struct, kw_only=True, forbid_unknown_fields=True):
    unit: Name
    function: Words = ""
    email: Words = ""
    certified_email: Words = ""
    verified_on: date | None = None


class MemberData(Struct, kw_only=True, forbid_unknown_fields=True):
    member: Id
    role: Words = ""
    when: Words = ""


class SuccessionData(Struct, kw_only=True, forbid_unknown_fields=True):
    successor: Id
    kind: SuccessionKind
    when: Words = ""


class TieData(Struct, kw_only=True, frozen=True):
    """What a room above tells of a partner (tables.Tie)."""

    ties: int
    since_text: str = ""
    since_earliest: date | None = None
    since_latest: date | None = None
    last_news_on: date | None = None
    over_on: date | None = None
    is_going_on: bool = False


class PartnerFilters(Struct, kw_only=True, frozen=True):
    kind: str = ""
    nature: str = ""
    place: str = ""
    office: str = ""
    situation: str = ""
    network: int | None = None
    to_clarify: bool = False
    on: tuple[date, date] | None = None
    """May have worked with us between these days."""


class PartnerRow(Struct, kw_only=True):
    id: int
    name: str
    former_name: str
    kind: Kind
    nature: Nature
    place: str | None
    place_name: str = ""
    office: str
    since_text: str
    since_earliest: date | None
    since_latest: date | None
    acts: int
    collaborations: int
    situation: str
    open_questions: int

    @property
    def since_meaning(self) -> str:
        """What was understood of words that give no first day to the start."""
        if self.since_earliest or not self.since_text:
            return ""
        return without_a_start(self.since_text)


class NameRow(Struct, kw_only=True):
    id: int
    name: str
    kind: NameKind
    language: str
    when_text: str


class IdentifierRow(Struct, kw_only=True):
    id: int
    scheme: Scheme
    value: str
    details: str


class ContactRow(Struct, kw_only=True):
    id: int
    unit: str
    function: str
    email: str
    certified_email: str
    verified_on: date | None


class LinkRow(Struct, kw_only=True):
    """Another partner and how it is tied: member of, succeeded by … ``tie`` is the tie's own
    number, by which it is taken away."""

    id: int
    tie: int
    name: str
    words: str
    when_text: str


class QuestionRow(Struct, kw_only=True):
    id: int
    question: str
    answer: str
    is_open: bool


class PartnerFound(Struct, kw_only=True):
    """A body among those that match some words, to be chosen."""

    id: int
    name: str
    note: str
    """What tells it from another of the same name: what it is, and where."""


class LookUp(Struct, kw_only=True):
    """The first bodies that match, and whether there are more."""

    items: list[PartnerFound]
    has_more: bool = False


class QuestionData(Struct, kw_only=True, forbid_unknown_fields=True):
    question: Words


class AnswerData(Struct, kw_only=True, forbid_unknown_fields=True):
    answer: Words


class PartnerView(Struct, kw_only=True):
    """Everything that the room knows of one partner."""

    id: int
    name: str
    kind: Kind
    nature: Nature
    short_name: str
    article: str
    gender: str
    number: str
    seat_words: str
    place: str | None
    place_name: str
    office: str
    office_name: str
    visibility: Visibility
    email: str
    certified_email: str
    notes: str
    source_words: str
    version: int
    changed_at: datetime
    names: list[NameRow] = []
    identifiers: list[IdentifierRow] = []
    contacts: list[ContactRow] = []
    members: list[LinkRow] = []
    groups: list[LinkRow] = []
    successors: list[LinkRow] = []
    predecessors: list[LinkRow] = []
    questions: list[QuestionRow] = []
