"""The closed vocabularies of this room, with the words that people read."""

from enum import StrEnum

from registry.platform.i18n import lazy


class NetworkKind(StrEnum):
    PROJECT = "project"
    NETWORK = "network"
    TABLE = "table"
    """A *tavolo*: bodies that meet, with or without an act."""


NETWORK_KINDS = {
    NetworkKind.PROJECT: lazy("Progetto"),
    NetworkKind.NETWORK: lazy("Rete"),
    NetworkKind.TABLE: lazy("Tavolo"),
}


class RoleKind(StrEnum):
    """What a body is in a network; the source's own words stand beside it."""

    LEAD = "lead"
    PROMOTER = "promoter"
    IMPLEMENTER = "implementer"
    PARTNER = "partner"
    FUNDER = "funder"
    COLLABORATOR = "collaborator"
    ADHERENT = "adherent"
    MEMBER = "member"
    OTHER = "other"


ROLE_KINDS = {
    RoleKind.LEAD: lazy("Capofila"),
    RoleKind.PROMOTER: lazy("Promotore"),
    RoleKind.IMPLEMENTER: lazy("Soggetto attuatore"),
    RoleKind.PARTNER: lazy("Partner"),
    RoleKind.FUNDER: lazy("Finanziatore"),
    RoleKind.COLLABORATOR: lazy("In collaborazione"),
    RoleKind.ADHERENT: lazy("Aderente"),
    RoleKind.MEMBER: lazy("Componente"),
    RoleKind.OTHER: lazy("Altro ruolo"),
}


class Basis(StrEnum):
    """What a participation stands on, as far as the source tells."""

    ACT = "act"
    PRACTICE = "practice"
    NONE = "none"
    UNKNOWN = "unknown"


BASES = {
    Basis.ACT: lazy("Con un atto"),
    Basis.PRACTICE: lazy("Prassi"),
    Basis.NONE: lazy("Senza atto"),
    Basis.UNKNOWN: lazy("Non si sa se c'è un atto"),
}


class SourceKind(StrEnum):
    TABLE = "table"
    DOCUMENT = "document"
    BULLETIN = "bulletin"
    ACT = "act"
    DECLARATION = "declaration"
    """What a colleague says, for instance «continua»."""


SOURCE_KINDS = {
    SourceKind.TABLE: lazy("Tabella"),
    SourceKind.DOCUMENT: lazy("Documento"),
    SourceKind.BULLETIN: lazy("Bollettino"),
    SourceKind.ACT: lazy("Atto"),
    SourceKind.DECLARATION: lazy("Dichiarazione"),
}


class LevelKind(StrEnum):
    NATIONAL = "national"
    REGIONAL = "regional"
    PROVINCIAL = "provincial"
    TERRITORIAL = "territorial"
    OTHER = "other"


LEVEL_KINDS = {
    LevelKind.NATIONAL: lazy("Nazionale"),
    LevelKind.REGIONAL: lazy("Regionale"),
    LevelKind.PROVINCIAL: lazy("Provinciale"),
    LevelKind.TERRITORIAL: lazy("Territoriale"),
    LevelKind.OTHER: lazy("Altro"),
}


class PromoterKind(StrEnum):
    """How the source calls those who carry an action out."""

    PROMOTERS = "promoters"
    PARTICIPANTS = "participants"


PROMOTER_KINDS = {
    PromoterKind.PROMOTERS: lazy("Soggetti promotori"),
    PromoterKind.PARTICIPANTS: lazy("Soggetti partecipanti"),
}


class ShelterKind(StrEnum):
    """A protected place. Its table has no address and no municipality, on purpose."""

    ESCAPE_HOUSE = "escape_house"
    REFUGE = "refuge"
    PROTECTED_FLAT = "protected_flat"
    COMMUNITY_HIGH = "community_high"
    COMMUNITY_MEDIUM = "community_medium"
    MINORS = "minors"
    SOCIAL_FLAT = "social_flat"
    AUTONOMY_FLAT = "autonomy_flat"
    SERVICE = "service"


SHELTER_KINDS = {
    ShelterKind.ESCAPE_HOUSE: lazy("Casa di fuga"),
    ShelterKind.REFUGE: lazy("Casa rifugio"),
    ShelterKind.PROTECTED_FLAT: lazy("Alloggio protetto"),
    ShelterKind.COMMUNITY_HIGH: lazy("Comunità ad alta intensità"),
    ShelterKind.COMMUNITY_MEDIUM: lazy("Comunità a media intensità"),
    ShelterKind.MINORS: lazy("Struttura per minorenni"),
    ShelterKind.SOCIAL_FLAT: lazy("Alloggio sociale"),
    ShelterKind.AUTONOMY_FLAT: lazy("Alloggio per l'autonomia"),
    ShelterKind.SERVICE: lazy("Servizio di accoglienza"),
}


class Qualifier(StrEnum):
    """How exact a figure is, in the source's sense."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"


QUALIFIERS = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: lazy("circa"),
    Qualifier.AT_LEAST: lazy("almeno"),
    Qualifier.MORE_THAN: lazy("oltre"),
    Qualifier.AT_MOST: lazy("al massimo"),
}
