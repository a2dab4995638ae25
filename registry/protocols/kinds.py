"""The closed vocabularies of acts, with the words that people read."""

from dataclasses import dataclass
from enum import StrEnum

from registry.platform.i18n import lazy


class ActKind(StrEnum):
    """The types of act in use among Prefetture (domain: act types)."""

    PROTOCOL = "protocol"
    OPERATING_PROTOCOL = "operating_protocol"
    ARTICLE_15 = "article_15"
    ARTICLE_11 = "article_11"
    FRAMEWORK = "framework"
    TERRITORIAL = "territorial"
    CONVENTION = "convention"
    ACCESSION = "accession"
    ADDENDUM = "addendum"
    OPERATING_LINK = "operating_link"
    TABLE = "table"
    OTHER = "other"


@dataclass(frozen=True)
class ActFacts:
    """What the type of an act decides."""

    label: str
    code: str
    """The short code of the official taxonomy."""
    least_parties: int = 2
    is_public_only: bool = False
    """L. 241/1990, art. 15: between public administrations, and nobody else."""
    has_digital_rule: bool = True
    """Whether the nullity of art. 15, c. 2-bis concerns it when all parties are public."""
    needs_parent: bool = False
    """It exists only in relation to another act."""


ACT_KINDS = {
    ActKind.PROTOCOL: ActFacts(lazy("Protocollo d'intesa"), "PI"),
    ActKind.OPERATING_PROTOCOL: ActFacts(lazy("Protocollo operativo, di legalità o di rete"), "PL"),
    ActKind.ARTICLE_15: ActFacts(
        lazy("Accordo tra amministrazioni (art. 15 L. 241/1990)"), "A15", is_public_only=True
    ),
    ActKind.ARTICLE_11: ActFacts(
        lazy("Accordo con privati (art. 11 L. 241/1990)"), "A11", has_digital_rule=False
    ),
    ActKind.FRAMEWORK: ActFacts(lazy("Accordo quadro"), "AQ"),
    ActKind.TERRITORIAL: ActFacts(lazy("Accordo operativo territoriale"), "AOT"),
    ActKind.CONVENTION: ActFacts(lazy("Convenzione"), "CONV"),
    ActKind.ACCESSION: ActFacts(
        lazy("Atto di adesione"), "ADES", least_parties=1, needs_parent=True
    ),
    ActKind.ADDENDUM: ActFacts(lazy("Atto aggiuntivo"), "ADD", needs_parent=True),
    ActKind.OPERATING_LINK: ActFacts(lazy("Raccordo operativo"), "RO", has_digital_rule=False),
    ActKind.TABLE: ActFacts(
        lazy("Istituzione di un tavolo"), "TAV", least_parties=1, has_digital_rule=False
    ),
    ActKind.OTHER: ActFacts(lazy("Atto d'intesa o altra forma"), "AI"),
}


class Matter(StrEnum):
    RECEPTION = "reception"
    INTEGRATION = "integration"
    VOLUNTEERING = "volunteering"
    LABOUR = "labour"
    TRAFFICKING = "trafficking"
    GENDER_VIOLENCE = "gender_violence"
    MINORS = "minors"
    HEALTH = "health"
    LANGUAGE = "language"
    HOUSING = "housing"
    LEGALITY = "legality"
    URBAN_SAFETY = "urban_safety"
    USURY_RACKET = "usury_racket"
    FAMILY_REUNION = "family_reunion"
    VULNERABLE = "vulnerable"
    OTHER = "other"


MATTERS = {
    Matter.RECEPTION: lazy("Accoglienza"),
    Matter.INTEGRATION: lazy("Integrazione"),
    Matter.VOLUNTEERING: lazy("Volontariato"),
    Matter.LABOUR: lazy("Lavoro e caporalato"),
    Matter.TRAFFICKING: lazy("Tratta"),
    Matter.GENDER_VIOLENCE: lazy("Violenza di genere"),
    Matter.MINORS: lazy("Minori"),
    Matter.HEALTH: lazy("Salute"),
    Matter.LANGUAGE: lazy("Lingua"),
    Matter.HOUSING: lazy("Alloggio"),
    Matter.LEGALITY: lazy("Legalità"),
    Matter.URBAN_SAFETY: lazy("Sicurezza urbana"),
    Matter.USURY_RACKET: lazy("Usura e racket"),
    Matter.FAMILY_REUNION: lazy("Ricongiungimenti"),
    Matter.VULNERABLE: lazy("Persone vulnerabili"),
    Matter.OTHER: lazy("Altro"),
}

# Acts on these protect people: they begin visible to their own office and the Ministry only.
DELICATE = frozenset({Matter.TRAFFICKING, Matter.GENDER_VIOLENCE, Matter.MINORS})


class PartyRole(StrEnum):
    PROMOTER = "promoter"
    LEAD = "lead"
    SIGNATORY = "signatory"
    IMPLEMENTING = "implementing"
    ACCEDING = "acceding"


PARTY_ROLES = {
    PartyRole.PROMOTER: lazy("Promotore"),
    PartyRole.LEAD: lazy("Capofila"),
    PartyRole.SIGNATORY: lazy("Firmatario"),
    PartyRole.IMPLEMENTING: lazy("Soggetto attuatore"),
    PartyRole.ACCEDING: lazy("Aderente"),
}


class RecitalKind(StrEnum):
    """The opening word under which a recital stands, in the order of the act."""

    PREMISE = "premise"
    GIVEN = "given"
    NOTED = "noted"
    CONSIDERED = "considered"
    DEEMED = "deemed"


RECITAL_KINDS = {
    RecitalKind.PREMISE: lazy("Premesso che"),
    RecitalKind.GIVEN: lazy("Dato atto che"),
    RecitalKind.NOTED: lazy("Preso atto che"),
    RecitalKind.CONSIDERED: lazy("Considerato che"),
    RecitalKind.DEEMED: lazy("Ritenuto che"),
}


class RelationKind(StrEnum):
    """How an act is tied to another, read from the later to the earlier."""

    IMPLEMENTS = "implements"
    ACCEDES_TO = "accedes_to"
    AMENDS = "amends"
    EXTENDS = "extends"
    RENEWS = "renews"
    SUPERSEDES = "supersedes"
    UPDATES = "updates"
    EXTENDS_TERRITORY = "extends_territory"
    DERIVES_FROM = "derives_from"


@dataclass(frozen=True)
class RelationWords:
    forward: str
    """«rinnova: …», on the page of the act that does."""
    backward: str
    """«rinnovato da: …», on the page of the act that undergoes."""
    ends_the_other: bool = False
    """Once this act is in force the other may be marked as replaced."""


RELATIONS = {
    RelationKind.IMPLEMENTS: RelationWords(lazy("attua"), lazy("è attuato da")),
    RelationKind.ACCEDES_TO: RelationWords(lazy("aderisce a"), lazy("ha ricevuto l'adesione")),
    RelationKind.AMENDS: RelationWords(lazy("modifica"), lazy("è modificato da")),
    RelationKind.EXTENDS: RelationWords(lazy("proroga"), lazy("è prorogato da")),
    RelationKind.RENEWS: RelationWords(lazy("rinnova"), lazy("è rinnovato da"), True),
    RelationKind.SUPERSEDES: RelationWords(lazy("sostituisce"), lazy("è sostituito da"), True),
    RelationKind.UPDATES: RelationWords(lazy("aggiorna"), lazy("è aggiornato da")),
    RelationKind.EXTENDS_TERRITORY: RelationWords(
        lazy("estende il territorio di"), lazy("ha il territorio esteso da")
    ),
    RelationKind.DERIVES_FROM: RelationWords(lazy("discende da"), lazy("ne discende")),
}


class Renewal(StrEnum):
    UNKNOWN = "unknown"
    NONE = "none"
    EXPRESS = "express"
    TACIT = "tacit"


RENEWALS = {
    Renewal.UNKNOWN: lazy("Non si sa"),
    Renewal.NONE: lazy("Non si rinnova"),
    Renewal.EXPRESS: lazy("Rinnovo espresso"),
    Renewal.TACIT: lazy("Si rinnova da solo, salvo disdetta"),
}


class StartsFrom(StrEnum):
    """What makes an act begin to have effect."""

    LAST_SIGNATURE = "last_signature"
    COMMUNICATION = "communication"
    FIXED_DAY = "fixed_day"


STARTS_FROM = {
    StartsFrom.LAST_SIGNATURE: lazy("dall'ultima firma"),
    StartsFrom.COMMUNICATION: lazy("dalla comunicazione via PEC"),
    StartsFrom.FIXED_DAY: lazy("da un giorno stabilito"),
}


class SignatureKind(StrEnum):
    UNKNOWN = "unknown"
    DIGITAL = "digital"
    QUALIFIED = "qualified"
    ADVANCED = "advanced"
    PAPER = "paper"


SIGNATURE_KINDS = {
    SignatureKind.UNKNOWN: lazy("Non si sa"),
    SignatureKind.DIGITAL: lazy("Firma digitale"),
    SignatureKind.QUALIFIED: lazy("Firma elettronica qualificata"),
    SignatureKind.ADVANCED: lazy("Firma elettronica avanzata"),
    SignatureKind.PAPER: lazy("Firma su carta"),
}

# L. 241/1990, art. 15, c. 2-bis names these three.
ELECTRONIC = frozenset({SignatureKind.DIGITAL, SignatureKind.QUALIFIED, SignatureKind.ADVANCED})


class DocumentKind(StrEnum):
    DRAFT = "draft"
    SCHEMA = "schema"
    """What goes to the parties: whole, with the names of who will sign still open."""
    FINAL = "final"
    """The text that is signed: made once, when the signature opens."""
    SIGNED = "signed"
    ACCESSION = "accession"
    ANNEX = "annex"
    SCAN = "scan"
    OTHER = "other"


DOCUMENT_KINDS = {
    DocumentKind.DRAFT: lazy("Bozza"),
    DocumentKind.SCHEMA: lazy("Schema"),
    DocumentKind.FINAL: lazy("Testo per la firma"),
    DocumentKind.SIGNED: lazy("Atto firmato"),
    DocumentKind.ACCESSION: lazy("Atto di adesione"),
    DocumentKind.ANNEX: lazy("Allegato"),
    DocumentKind.SCAN: lazy("Scansione"),
    DocumentKind.OTHER: lazy("Altro documento"),
}
