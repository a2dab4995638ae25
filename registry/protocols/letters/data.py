"""What acts are made from: the frame that all have, the clauses that most have.

Optional facts that are not given make their sentence disappear. The kinds that are not a
protocol or an accession stand in ``acts``.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from registry.partners.kinds import Family
from registry.platform.documents.facts import (
    Facts,
    LetterheadData,
    Line,
    OfficeCode,
    Slug,
    Version,
    Words,
)
from registry.platform.documents.italian import Article, Gender, Number
from registry.platform.documents.letter import Stage
from registry.protocols.letters.facts import Party, Repertory, Subject
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
    Term,
    Withdrawal,
)


class RecitalKind(StrEnum):
    PREMISED = "premesso"
    ACKNOWLEDGED = "dato_atto"
    NOTED = "preso_atto"
    CONSIDERED = "considerato"
    HELD = "ritenuto"


class Recital(Facts, frozen=True, kw_only=True):
    kind: RecitalKind
    text: Words


class NormCitation(Facts, frozen=True, kw_only=True):
    """Una norma della libreria (``id``) oppure citata per esteso, con l'articolo davanti."""

    id: Annotated[str, Meta(max_length=40)] = ""
    in_particular: (
        Annotated[str, Meta(max_length=400, description="l'articolo 57; vuoto: la norma intera")]
        | None
    ) = None
    citation: Annotated[str, Meta(max_length=2000)] = ""
    gender: Gender = Gender.MASCULINE
    number: Number = Number.SINGULAR


class Commitment(Facts, frozen=True, kw_only=True):
    """Chi si impegna (nomi brevi in ``by``, o un intero gruppo) e a che cosa, all'infinito."""

    to: Annotated[tuple[Words, ...], Meta(min_length=1, max_length=60)]
    by: tuple[Line, ...] = ()
    family: Family | None = None
    who: Annotated[str, Meta(max_length=200, description="Come chiamare il gruppo: «i Comuni»")] = (
        ""
    )


class Purpose(Facts, frozen=True, kw_only=True):
    aims: tuple[Words, ...] = ()
    beneficiaries: Annotated[str, Meta(max_length=600, description="ai richiedenti asilo")] = ""
    object: Annotated[
        str, Meta(max_length=1000, description="Se l'oggetto va detto altrimenti che nel titolo")
    ] = ""


class Definition(Facts, frozen=True, kw_only=True):
    term: Line
    meaning: Words


class CommaData(Facts, frozen=True, kw_only=True):
    text: Words
    letters: tuple[Words, ...] = ()


class ClauseChange(Facts, frozen=True, kw_only=True):
    """Toglie una clausola, ne sceglie una variante o ne riscrive i commi."""

    clause: Annotated[str, Meta(min_length=1, max_length=60)]
    omit: bool = False
    variant: Annotated[str, Meta(max_length=60)] = ""
    heading: Annotated[str, Meta(max_length=200)] = ""
    commas: tuple[CommaData, ...] = ()


class OwnArticle(Facts, frozen=True, kw_only=True):
    """Un articolo proprio, dopo quello della clausola ``after``; ``key`` serve ai rinvii."""

    key: Annotated[str, Meta(pattern=r"^[a-z][a-z_]{1,40}$")]
    after: Annotated[str, Meta(min_length=1, max_length=60)]
    heading: Line
    commas: Annotated[tuple[CommaData, ...], Meta(min_length=1)]


class AnnexNature(StrEnum):
    NORMATIVE = "normativo"
    OPERATIVE = "operativo"


class AnnexContent(StrEnum):
    TEXT = "text"
    CONTACTS = "contacts"
    INDICATORS = "indicators"
    VOLUNTEERING_PACT = "volunteering_pact"
    ALLOTMENT = "allotment"
    RESOURCES = "resources"
    SEPARATE = "separate"


class Annex(Facts, frozen=True, kw_only=True):
    """Un allegato. ``key`` serve ai rinvii; «text» e «separate» (un documento a parte) li
    porta chi scrive, gli altri contenuti li scrive il programma dai fatti dell'atto."""

    key: Annotated[str, Meta(pattern=r"^[a-z][a-z_]{1,40}$")]
    title: Line
    listed_as: Annotated[str, Meta(max_length=400)] = ""
    content: AnnexContent = AnnexContent.TEXT
    nature: AnnexNature = AnnexNature.OPERATIVE
    is_published: bool = True
    is_updatable: bool = False
    note: Annotated[str, Meta(max_length=600)] = ""
    commas: tuple[CommaData, ...] = ()


class CitedAct(Facts, frozen=True, kw_only=True):
    """Un altro atto, come si legge: quello che si attua, si modifica, a cui si aderisce."""

    title: Annotated[str, Meta(min_length=1, max_length=200, description="protocollo d'intesa")]
    article: Article = Article.IL
    gender: Gender = Gender.MASCULINE
    short_name: Annotated[str, Meta(min_length=1, max_length=80, description="protocollo")]
    subject: Words
    short_subject: Annotated[str, Meta(max_length=1000)] = ""
    territory: Annotated[str, Meta(max_length=300)] = ""
    signed_on: date | None = None
    signed_words: Annotated[
        str, Meta(max_length=200, description="Se il giorno non è uno: «22 e 23 settembre 2015»")
    ] = ""
    repertory: Repertory | None = None
    registered_by: Annotated[str, Meta(max_length=200, description="della Prefettura di …")] = ""
    ends_on: date | None = None


class ParentAct(CitedAct, frozen=True, kw_only=True):
    """L'atto che si attua. ``because`` segue nella premessa: «il cui articolo 4 impegna …»."""

    because: Annotated[str, Meta(max_length=1000)] = ""


class OpenAct(CitedAct, frozen=True, kw_only=True):
    """L'atto al quale si aderisce, con gli articoli che l'adesione nomina."""

    signed_on: date
    accession_article: Annotated[str, Meta(min_length=1, max_length=20)]
    accession_open_to: Annotated[str, Meta(max_length=200)] = "ad altri soggetti pubblici e privati"
    common_article: Annotated[str, Meta(min_length=1, max_length=20)]
    data_article: Annotated[str, Meta(min_length=1, max_length=20)]
    heard: Annotated[str, Meta(max_length=200, description="il Tavolo provinciale")] = ""


class ActData(Facts, frozen=True, kw_only=True):
    """La cornice di ogni atto: chi lo promuove, chi lo firma, le premesse, gli allegati."""

    stage: Stage
    version: Version = 1
    office: OfficeCode
    slug: Slug = ""
    letterhead: LetterheadData
    short_title: Line
    subjects: tuple[Subject, ...] = ()
    repertory: Repertory | None = None
    signed_on: Annotated[date | None, Meta(description="Il giorno previsto o avvenuto")] = None
    promoter: Party
    parties: Annotated[tuple[Party, ...], Meta(min_length=1, max_length=149)]
    recitals: tuple[Recital, ...] = ()
    norms: tuple[NormCitation, ...] = ()
    signing: Signing = Signing.DIGITAL
    changes: tuple[ClauseChange, ...] = ()
    own_articles: tuple[OwnArticle, ...] = ()
    annexes: tuple[Annex, ...] = ()

    @property
    def code(self) -> str:
        """Its kind in the library of clauses."""
        raise NotImplementedError


class PactData(ActData, frozen=True, kw_only=True):
    """Un atto che dice che cosa le parti fanno insieme, clausola per clausola."""

    title: Annotated[str, Meta(max_length=200)] = ""
    subject: Annotated[
        str, Meta(min_length=1, max_length=1000, description="Con l'articolo: «l'accoglienza …»")
    ]
    territory: Annotated[
        str, Meta(max_length=300, description="nel territorio della provincia")
    ] = ""
    parent: Annotated[ParentAct | None, Meta(description="L'atto che questo attua")] = None
    common_interest: Annotated[str, Meta(max_length=1000)] = ""
    purpose: Purpose = Purpose()
    definitions: tuple[Definition, ...] = ()
    common_commitments: tuple[Words, ...] = ()
    commitments: tuple[Commitment, ...] = ()
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
    term: Term | None = None
    withdrawal: Withdrawal = Withdrawal()
    stamp_duty: StampDuty = StampDuty.TO_DETERMINE
    stamp_duty_bearer: Annotated[str, Meta(max_length=200)] = ""


class ActKindCode(StrEnum):
    """Gli atti che questo documento scrive."""

    PROTOCOL = "pi"
    OPERATING_PROTOCOL = "pl"
    FRAMEWORK = "aq"
    OPERATING_LINK = "ro"


class ProtocolData(PactData, frozen=True, kw_only=True):
    """Un protocollo d'intesa: il promotore, le altre parti, che cosa fanno insieme."""

    kind: ActKindCode = ActKindCode.PROTOCOL

    @property
    def code(self) -> str:
        return self.kind.value


class AccessionData(Facts, frozen=True, kw_only=True):
    """Un atto di adesione: un ente, un atto, i suoi impegni."""

    stage: Stage
    version: Version = 1
    office: OfficeCode
    slug: Slug = ""
    letterhead: LetterheadData
    acceding: Party
    role: Annotated[str, Meta(max_length=120, description="soggetto attuatore")] = ""
    commitments: tuple[Words, ...] = ()
    parent: OpenAct
    promoter: Party
    short_title: Line
