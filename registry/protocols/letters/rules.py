"""What the parties agree on, topic by topic, as facts: each fills one clause of the library."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from registry.platform.documents.facts import Facts, Line, Words
from registry.platform.documents.italian import Article, Gender
from registry.protocols.letters.facts import Duration, Unit

Amount = Annotated[
    str,
    Meta(pattern=r"^(\d{1,3}(\.\d{3})*|\d+)(,\d{2})?$", max_length=20, description="12.345,60"),
]


class Governance(Facts, frozen=True, kw_only=True):
    """L'organo di raccordo: il suo nome intero, quello corrente e quello breve."""

    full_name: Line
    name: Annotated[str, Meta(min_length=1, max_length=200, description="Tavolo provinciale")]
    short_name: Annotated[str, Meta(min_length=1, max_length=80, description="Tavolo")]
    article: Article = Article.IL
    gender: Gender = Gender.MASCULINE
    chair: Annotated[str, Meta(max_length=200, description="dal Prefetto")] = ""
    frequency: Annotated[str, Meta(max_length=60, description="trimestrale")] = ""
    secretariat: Annotated[str, Meta(max_length=200, description="dall'Area IV")] = ""
    members: Annotated[str, Meta(max_length=1000, description="Solo se ristretto")] = ""
    is_existing_council: bool = False


class Indicator(Facts, frozen=True, kw_only=True):
    name: Line
    unit: Line
    source: Line
    frequency: Line


class Monitoring(Facts, frozen=True, kw_only=True):
    frequency: Annotated[str, Meta(min_length=1, max_length=60, description="semestrale")]
    data_due: Annotated[str, Meta(min_length=1, max_length=200)]
    report_due: Annotated[str, Meta(min_length=1, max_length=60, description="31 marzo")]
    also_to: Annotated[str, Meta(max_length=200, description="al Consiglio territoriale")] = ""
    indicators: tuple[Indicator, ...] = ()
    note: Annotated[str, Meta(max_length=400)] = ""


class Procedures(Facts, frozen=True, kw_only=True):
    """Le modalità di accesso; obbligatorie per gli atti di rete."""

    access_ways: Annotated[tuple[Words, ...], Meta(min_length=1)]
    response_time: Duration | None = None


class ResourceRegime(StrEnum):
    NONE = "none"
    SHARED = "shared"
    FUND = "fund"


class ResourceShare(Facts, frozen=True, kw_only=True):
    """Che cosa mette una parte, e per quanto."""

    party: Annotated[str, Meta(min_length=1, max_length=120, description="Nome breve della parte")]
    resource: Line
    amount: Amount


class Resources(Facts, frozen=True, kw_only=True):
    """Con ``shares`` una tabella in allegato dice la quota di ciascuno; il totale la somma."""

    regime: ResourceRegime = ResourceRegime.NONE
    total: Annotated[str, Meta(max_length=80, description="12.345,60 €")] = ""
    shares: tuple[ResourceShare, ...] = ()
    source: Annotated[str, Meta(max_length=200)] = ""
    fund: Annotated[str, Meta(max_length=300)] = ""
    cup: Annotated[str, Meta(max_length=15)] = ""


class DataRegime(StrEnum):
    AUTONOMOUS = "autonomous"
    JOINT = "joint"
    PROCESSOR = "processor"
    NONE = "none"


class PersonalData(Facts, frozen=True, kw_only=True):
    regime: DataRegime = DataRegime.AUTONOMOUS
    legal_basis: Annotated[str, Meta(max_length=600)] = (
        "sull’esecuzione di compiti di interesse pubblico attribuiti dalla legge"
    )
    processing: Annotated[str, Meta(max_length=600)] = ""
    joint_parties: Annotated[str, Meta(max_length=600)] = ""
    contact_point: Annotated[str, Meta(max_length=300)] = ""
    controller: Annotated[str, Meta(max_length=120, description="Nome breve della parte")] = ""
    processor: Annotated[str, Meta(max_length=120, description="Nome breve della parte")] = ""


class Insurance(Facts, frozen=True, kw_only=True):
    """Chi copre i volontari: con l'articolo («il Comune che organizza l'attività»)."""

    bearer: Annotated[str, Meta(max_length=300)] = ""
    by_third_sector_body: bool = False


class OpenTo(StrEnum):
    PUBLIC = "public"
    ALL = "all"
    NOBODY = "nobody"


class AccessionRule(Facts, frozen=True, kw_only=True):
    open_to: OpenTo
    decision_time: Duration = Duration(count=30, unit=Unit.DAYS)
    until: date | None = None


class Amendments(Facts, frozen=True, kw_only=True):
    majority: Annotated[str, Meta(max_length=80, description="i due terzi")] = ""


class Start(StrEnum):
    LAST_SIGNATURE = "last_signature"
    SIGNATURE = "signature"
    CERTIFIED_NOTICE = "certified_notice"


class Renewal(StrEnum):
    NONE = "none"
    EXPRESS = "express"
    TACIT = "tacit"


class Term(Facts, frozen=True, kw_only=True):
    """Durata, oppure giorno di scadenza, oppure evento; se mancano tutti, senza termine.

    ``as_parent``: la stessa scadenza dell'atto che si attua."""

    starts: Start = Start.LAST_SIGNATURE
    starts_on: date | None = None
    duration: Duration | None = None
    ends_on: date | None = None
    event: Annotated[str, Meta(max_length=300, description="al termine del Piano")] = ""
    as_parent: bool = False
    review: Duration | None = None
    renewal: Renewal = Renewal.NONE
    renewal_for: Duration | None = None
    notice: Duration = Duration(count=60, unit=Unit.DAYS)


class Withdrawal(Facts, frozen=True, kw_only=True):
    notice: Duration = Duration(count=60, unit=Unit.DAYS)
    for_public_interest: Annotated[
        bool, Meta(description="Solo per sopravvenuti motivi di pubblico interesse")
    ] = False
    cure_time: Duration | None = None


class StampDuty(StrEnum):
    TO_DETERMINE = "to_determine"
    EXEMPT_PUBLIC = "exempt_public"
    EXEMPT_THIRD_SECTOR = "exempt_third_sector"
    DUE = "due"


class AllotmentRow(Facts, frozen=True, kw_only=True):
    """Un Comune nel riparto: quanti abitanti, con quale criterio, quanti posti."""

    municipality: Line
    inhabitants: Annotated[int, Meta(ge=0, le=10_000_000)]
    criterion: Annotated[str, Meta(max_length=120, description="popolazione; correttivo")] = ""
    places: Annotated[int, Meta(ge=0, le=100_000)]


class Allotment(Facts, frozen=True, kw_only=True):
    """Il riparto dei posti tra i Comuni. I totali, se scritti, devono tornare con la somma."""

    rows: Annotated[tuple[AllotmentRow, ...], Meta(min_length=1, max_length=1000)]
    total_inhabitants: Annotated[int, Meta(ge=0, le=2_000_000_000)] | None = None
    total_places: Annotated[int, Meta(ge=0, le=100_000_000)] | None = None
    basis: Annotated[
        str, Meta(max_length=400, description="sulla popolazione residente, con correttivo …")
    ] = ""
    updated: Annotated[str, Meta(max_length=200, description="ogni anno dal Tavolo")] = ""


class Signing(StrEnum):
    DIGITAL = "digital"
    MIXED = "mixed"
    PAPER = "paper"
