"""What comes out of networks: rows of lists, and everything that a page tells of one."""

from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

from registry.dates.asking import Days
from registry.dates.telling import earliest_in_words, news_in_words, without_a_start
from registry.networks.days import Span, Standing
from registry.networks.kinds import (
    ROLE_KINDS,
    Basis,
    LevelKind,
    NetworkKind,
    PromoterKind,
    Qualifier,
    RoleKind,
    ShelterKind,
)
from registry.networks.situations import statuses_of
from registry.partners.kinds import Kind
from registry.platform.accounts.roles import Visibility
from registry.platform.i18n import _
from registry.platform.lists import Listing


class Timed(Struct, kw_only=True):
    """The words of a date and what was understood of them; see registry.dates."""

    when_text: str = ""
    when_edtf: str | None = None
    when_period: str | None = None
    when_precision: str | None = None
    when_state: str | None = None
    when_note: str = ""
    starts_earliest: date | None = None
    starts_latest: date | None = None
    ends_text: str = ""
    ends_earliest: date | None = None
    ends_latest: date | None = None
    last_news_on: date | None = None
    last_news_words: str = ""

    @property
    def span(self) -> Span:
        return Span(
            starts_earliest=self.starts_earliest,
            starts_latest=self.starts_latest,
            ends_earliest=self.ends_earliest,
            ends_latest=self.ends_latest,
            last_news_on=self.last_news_on,
            news=self.news,
            is_in_definition=self.when_state == "in_definition",
            has_ended=bool(self.ends_text),
        )

    @property
    def news(self) -> str:
        """Of when the last news is, in words."""
        return news_in_words(self.last_news_on, self.last_news_words)

    @property
    def meaning(self) -> str:
        """What was understood of words that give no first day to the start."""
        if self.starts_earliest or not self.when_text:
            return ""
        return without_a_start(self.when_text)

    @property
    def has_exact_start(self) -> bool:
        return self.starts_earliest is not None and self.starts_earliest == self.starts_latest


class Body(Struct, frozen=True, kw_only=True):
    """A partner as another row names it; ``id`` is None if this reader may not see it."""

    id: int | None
    name: str


class PlaceName(Struct, frozen=True, kw_only=True):
    code: str
    name: str
    label: str = ""
    """The name as a form has it: «Crema (CR)», «provincia di Cremona»."""


class SourceRow(Struct, kw_only=True):
    id: int
    title: str
    kind: str
    about_text: str
    about_on: date | None
    file_name: str


class NetworkRow(Timed, kw_only=True):
    id: int
    kind: NetworkKind
    name: str
    subtitle: str
    office: str
    office_name: str
    lead: Body | None
    place_codes: list[str]
    place_names: list[str] = []
    bodies: int
    to_confirm: int
    visibility: Visibility


class NetworkView(Timed, kw_only=True):
    id: int
    kind: NetworkKind
    name: str
    subtitle: str
    short_name: str
    office: str
    office_name: str
    office_unit: str = ""
    lead: Body | None
    description: str
    purpose: str
    how_it_works: str
    legal_bases: list[str]
    objectives: list[str]
    activities: list[str]
    offers: list[str]
    territory_words: str
    places: list[PlaceName]
    fund: str
    source: SourceRow | None
    own_last_news: str = ""
    """Of the network itself; ``last_news_words`` is the newest, also of who takes part."""
    visibility: Visibility
    version: int
    changed_at: datetime
    rows: int = 0
    """Rows of the sources: several bodies of one cell are one."""
    bodies: int = 0
    exact_starts: int = 0
    to_confirm: int = 0
    understood: str = ""
    """Its period as it was understood."""
    warnings: list[str] = []
    """What does not add up in the words of its period."""


class MemberRow(Struct, kw_only=True):
    """A member of a group that takes part, with its own date."""

    group: int
    body: Body
    role: str
    when_text: str


class ParticipantRow(Timed, kw_only=True):
    id: int
    network: int
    office: str
    body: Body
    body_kind: Kind
    role_kind: RoleKind
    role_words: str
    activity: str
    on_behalf_of: Body | None
    on_behalf_of_words: str
    together: list[Body]
    place: str
    """Where it takes part; ``own_place`` only if that is not simply where the body is."""
    place_name: str = ""
    own_place: str = ""
    basis: Basis
    basis_words: str
    formalised_text: str
    formalised_earliest: date | None
    formalised_latest: date | None
    source: int | None
    source_title: str
    source_file_name: str
    source_row: int | None
    source_cell: str
    source_row_words: list[str]
    close_reason: str
    position: int
    version: int
    members: list[MemberRow] = []

    @property
    def role_label(self) -> str:
        return str(ROLE_KINDS[self.role_kind])

    @property
    def role(self) -> str:
        """The source's words; the kind of role where it has none."""
        return self.role_words or self.role_label

    @property
    def territory(self) -> str:
        return self.place_name or _("Territorio non indicato")

    @property
    def is_formalised(self) -> bool:
        return bool(self.formalised_text)

    def statuses(self, on: date) -> list[str]:
        """The keys of the statuses that pages show."""
        return statuses_of(self.span, self.basis, is_formalised=self.is_formalised, on=on)


class BodyOnDay(Struct, kw_only=True):
    """A body on a day: certain, possible with its reason, or without a date."""

    body: Body
    kind: Kind
    standing: Standing
    reason: str
    rows: list[ParticipantRow]


class DayAnswer(Struct, kw_only=True):
    days: Days
    certain: list[BodyOnDay]
    possible: list[BodyOnDay]
    undated: list[BodyOnDay]
    known_since: date | None
    """Before this day the registry has no news."""

    @property
    def known_since_words(self) -> str:
        return earliest_in_words(self.known_since) if self.known_since else ""


class Comparison(Struct, kw_only=True):
    first: Days
    second: Days
    entered: list[BodyOnDay]
    left: list[BodyOnDay]
    stayed: list[BodyOnDay]
    unsure: list[BodyOnDay]


class Collaboration(ParticipantRow, kw_only=True):
    """A participation as the history of one partner tells it."""

    network_name: str
    network_kind: NetworkKind
    tie: str
    """own, with, on_behalf, member or lead: how the partner comes into it."""
    via: Body | None = None
    """The body that takes part, where it is not the partner itself."""


class PromoterRow(Struct, kw_only=True):
    action: int
    body: Body


class ActionView(Struct, kw_only=True):
    id: int
    level: int
    parent: int | None
    number: str
    """Generated, without gaps; the source's own is ``source_number``."""
    source_number: str
    title: str
    promoter_kind: PromoterKind
    promoters_words: str
    promoters: list[Body]
    area_words: str
    places: list[str]
    access: list[str]
    description: str
    activities: list[str]
    relations: list[str]
    version: int
    warnings: list[str] = []
    parts: list["ActionView"] = []


class LevelView(Struct, kw_only=True):
    id: int
    parent: int | None
    title: str
    kind: LevelKind
    place: str
    version: int = 1
    actions: list[ActionView] = []
    levels: list["LevelView"] = []


class ScopeView(Struct, kw_only=True):
    area_words: str
    place: str
    lines: list[str]


class ShelterView(Struct, kw_only=True):
    id: int
    kind: ShelterKind
    for_whom: str
    territory: str
    territory_name: str = ""


class Structure(Struct, kw_only=True):
    scopes: list[ScopeView]
    scopes_version: int = 1
    levels: list[LevelView]
    shelters: list[ShelterView]
    actions: int = 0


class HoursView(Struct, kw_only=True):
    days_words: str
    hours_words: str
    purpose: str
    languages: list[str]


class ServiceView(Timed, kw_only=True):
    id: int
    network: int | None
    network_name: str
    provider: Body
    office: str
    name: str
    description: str
    offers: list[str]
    languages: list[str]
    languages_words: str
    staff_words: str
    place_words: str
    access_words: str
    phone: str
    source: int | None
    source_title: str
    version: int
    hours: list[HoursView] = []
    warnings: list[str] = []


class FigureView(Timed, kw_only=True):
    id: int
    indicator: str
    value: Decimal
    value_words: str
    qualifier: Qualifier
    unit: str
    part_of: int | None
    note: str
    source_title: str


class Figures(Listing[FigureView], kw_only=True):
    """The figures, each whole followed by its parts, and the sums that differ."""

    warnings: list[str]
