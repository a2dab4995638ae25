"""What goes in and out of schede."""

from datetime import date, datetime
from typing import Annotated, Any

from msgspec import Meta, Struct

from good_practices.circulars.shapes import FieldRow
from good_practices.schede.findings import Finding
from good_practices.schede.kinds import PartnerRole
from good_practices.schede.lifecycle import SchedaStatus
from registry.networks.kinds import Qualifier
from registry.platform.accounts.roles import Visibility
from registry.platform.shapes import Id
from registry.platform.signatures.shapes import Signatures

Line = Annotated[str, Meta(max_length=300)]
Words = Annotated[str, Meta(max_length=4000)]
LONGEST_TITLE = 15
"""Words (domain §4.4): the Ministry's public list shows the title in one line."""


class PartnerLine(Struct, kw_only=True, forbid_unknown_fields=True):
    partner: Id
    role: PartnerRole = PartnerRole.PARTNER
    activity: Line = ""


class ResultLine(Struct, kw_only=True, forbid_unknown_fields=True):
    """A result as it is told: «circa 100»; what it means is read, never asked."""

    indicator: Annotated[str, Meta(min_length=1, max_length=300)]
    value_words: Annotated[str, Meta(min_length=1, max_length=300)]
    unit: Line = ""
    as_of: Line = ""
    source: Line = ""


class SchedaData(Struct, kw_only=True, forbid_unknown_fields=True):
    """Everything that people write in a scheda. A draft may lack whatever it lacks."""

    field: Annotated[int, Meta(ge=1, le=99)]
    field_other: Line = ""
    vulnerable_groups: list[Line] = []
    title: Annotated[str, Meta(max_length=200)] = ""
    abstract: Annotated[str, Meta(max_length=350)] = ""
    description: Words = ""
    is_formalised: bool | None = None
    when: Line = ""
    territory_words: Line = ""
    places: list[Line] = []
    promoter: Id | None = None
    lead_partner: Id | None = None
    partners: list[PartnerLine] = []
    acts: list[Id] = []
    context: Words = ""
    objectives: list[Annotated[str, Meta(max_length=1000)]] = []
    access_words: Words = ""
    recipients_words: Words = ""
    results: list[ResultLine] = []
    fund_words: Words = ""
    lessons: Words = ""
    transferability: Words = ""
    is_story_anonymised: bool = False
    is_publishable: bool | None = None
    contact_unit: Line = ""
    contact_email: Line = ""
    visibility: Visibility = Visibility.OFFICE


class NewScheda(SchedaData, kw_only=True, forbid_unknown_fields=True):
    """A scheda to open: on the newest circular and for this year, unless it is said.

    ``same_practice_as`` is another scheda of the office that describes the same practice
    for another field.
    """

    circular: Id | None = None
    year: Annotated[int, Meta(ge=2000, le=2999)] | None = None
    same_practice_as: Id | None = None


class Marks(Struct, kw_only=True, forbid_unknown_fields=True):
    """The boxes that an office ticks on the circular's form."""

    fields: list[Annotated[int, Meta(ge=1, le=99)]] = []


class SendBack(Struct, kw_only=True, forbid_unknown_fields=True):
    words: Annotated[str, Meta(min_length=3, max_length=2000)]


class Explanation(Struct, kw_only=True, forbid_unknown_fields=True):
    """Why a passage is right as it is; the reason stays in the history."""

    rule: Annotated[str, Meta(max_length=40)]
    passage: Words = ""
    reason: Annotated[str, Meta(min_length=10, max_length=1000)]


class Outcome(Struct, kw_only=True, forbid_unknown_fields=True):
    """What the Ministry did with a scheda, as its receipt tells it."""

    status: SchedaStatus
    words: Words = ""


class SchedaFilters(Struct, kw_only=True, frozen=True):
    field: str = ""
    status: str = ""
    year: str = ""
    office: str = ""
    place: str = ""
    formalised: str = ""
    circular: str = ""


class SchedaRow(Struct, kw_only=True):
    """``code`` is what people quote: «CR 2026/3»; ``standing`` a key of the statuses."""

    id: int
    code: str
    year: int
    number: int
    field: int
    field_name: str
    heading: str
    title: str
    office: str
    office_name: str
    status: SchedaStatus
    standing: str
    is_formalised: bool | None
    when_text: str
    starts_earliest: date | None
    starts_latest: date | None
    attachments: int
    changed_at: datetime


class PartnerShown(Struct, kw_only=True):
    partner: int
    name: str
    role: PartnerRole
    role_label: str
    activity: str


class ActShown(Struct, kw_only=True):
    id: int
    title: str
    signed_on: date | None


class AttachmentShown(Struct, kw_only=True):
    id: int
    name: str
    title: str
    sha256: str
    size: int
    kind: str
    added_at: datetime
    signatures: Signatures | None = None
    """As they were on the day when the file came in; None of files that carry none."""


class ResultShown(Struct, kw_only=True):
    indicator: str
    value_words: str
    number: float | None
    qualifier: Qualifier
    unit: str
    as_of: str
    source: str


class PlaceShown(Struct, kw_only=True):
    code: str
    name: str


class SchedaView(Struct, kw_only=True):
    """Everything that the room knows of one scheda. ``heading`` is made from the field."""

    id: int
    code: str
    office: str
    office_name: str
    office_unit: str = ""
    office_email: str = ""
    year: int
    number: int
    practice: int
    circular: int
    circular_name: str
    circular_reference: str
    field: int
    field_row: FieldRow
    field_other: str
    heading: str
    vulnerable_groups: list[str]
    title: str
    abstract: str
    description: str
    is_formalised: bool | None
    when_text: str
    when_period: str | None
    when_state: str | None
    starts_earliest: date | None
    starts_latest: date | None
    ends_earliest: date | None
    ends_latest: date | None
    territory_words: str
    promoter: int | None
    promoter_name: str
    lead_partner: int | None
    lead_partner_name: str
    context: str
    objectives: list[str]
    access_words: str
    recipients_words: str
    fund_words: str
    lessons: str
    transferability: str
    is_story_anonymised: bool
    is_publishable: bool | None
    contact_unit: str
    contact_email: str
    visibility: Visibility
    status: SchedaStatus
    standing: str
    edition: int
    written_by: int | None
    written_by_name: str
    writer_ids: list[int]
    approved_by: int | None
    approved_by_name: str
    approved_at: datetime | None
    returned_words: str
    returned_at: datetime | None
    submission_id: int | None
    version: int
    created_at: datetime
    changed_at: datetime
    partners: list[PartnerShown] = []
    acts: list[ActShown] = []
    attachments: list[AttachmentShown] = []
    results: list[ResultShown] = []
    places: list[PlaceShown] = []
    findings: list[Finding] = []

    def data(self) -> dict[str, Any]:
        """What people wrote, as plain data: the form shows it, a change starts from it."""
        return {
            name: getattr(self, name) for name in SchedaData.__struct_fields__ if name not in _MADE
        } | {
            "when": self.when_text,
            "places": [place.code for place in self.places],
            "acts": [act.id for act in self.acts],
            "partners": [
                {"partner": one.partner, "role": one.role.value, "activity": one.activity}
                for one in self.partners
            ],
            "results": [
                {name: getattr(one, name) for name in ResultLine.__struct_fields__}
                for one in self.results
            ],
            "visibility": self.visibility.value,
        }


_MADE = frozenset({"when", "places", "acts", "partners", "results", "visibility"})


class MeterCell(Struct, kw_only=True):
    """A field of the collection, as an office stands with it."""

    number: int
    name: str
    status: str
    href: str
    current: bool = False


class FormLack(Struct, kw_only=True):
    """Why the circular's form cannot be written yet, and where what it lacks is written."""

    why: str
    action: str
    href: str


class Meter(Struct, kw_only=True):
    """The collection of an office: how many fields it ticked, what is ready, what is missing."""

    circular: int
    circular_name: str
    year: int
    cells: list[MeterCell]
    marked: int
    ready: int
    missing: list[str]
    """Sentences for people: «scheda 4», «atto della 7»."""
    form_lacks: FormLack | None = None


class Waiting(Struct, kw_only=True):
    """Something of this room that waits for a person: when, what, why, where."""

    since: datetime
    title: str
    why: str
    status: str
    href: str
    action: str


class SearchWords(Struct, kw_only=True):
    title: str
    facts: str
    body: str
    office: str
    visibility: Visibility
