"""What a partner can be: its kind decides neither its article nor its name, only its nature."""

from dataclasses import dataclass
from enum import StrEnum

from registry.platform.i18n import lazy


class Nature(StrEnum):
    """Whose body it is: decides how an act must be signed (L. 241/1990, art. 15, c. 2-bis)."""

    PUBLIC = "public"
    """A public administration (d.lgs. 165/2001, art. 1, c. 2)."""
    PRIVATE = "private"
    THIRD_SECTOR = "third_sector"
    ECCLESIASTICAL = "ecclesiastical"
    INTERNATIONAL = "international"


NATURE_LABELS = {
    Nature.PUBLIC: lazy("Pubblica amministrazione"),
    Nature.PRIVATE: lazy("Soggetto privato"),
    Nature.THIRD_SECTOR: lazy("Ente del Terzo settore"),
    Nature.ECCLESIASTICAL: lazy("Ente ecclesiastico"),
    Nature.INTERNATIONAL: lazy("Organizzazione internazionale"),
}


class Family(StrEnum):
    """How an act of many parties groups them, in the order of the act."""

    STATE = "state"
    TERRITORIAL = "territorial"
    HEALTH = "health"
    SCHOOL = "school"
    JUSTICE = "justice"
    SOCIAL = "social"
    OTHER = "other"


FAMILY_LABELS = {
    Family.STATE: lazy("Amministrazioni dello Stato"),
    Family.TERRITORIAL: lazy("Regione ed enti locali"),
    Family.HEALTH: lazy("Enti del Servizio sanitario"),
    Family.SCHOOL: lazy("Scuola e università"),
    Family.JUSTICE: lazy("Autorità giudiziaria"),
    Family.SOCIAL: lazy("Parti sociali"),
    Family.OTHER: lazy("Enti del Terzo settore e altri soggetti"),
}


class Kind(StrEnum):
    PREFETTURA = "prefettura"
    GOVERNMENT_COMMISSIONER = "government_commissioner"
    AOSTA_PRESIDENCY = "aosta_presidency"
    MINISTRY = "ministry"
    QUESTURA = "questura"
    CARABINIERI = "carabinieri"
    FINANCE_POLICE = "finance_police"
    COAST_GUARD = "coast_guard"
    FIRE_SERVICE = "fire_service"
    PROSECUTOR = "prosecutor"
    JUVENILE_PROSECUTOR = "juvenile_prosecutor"
    COURT = "court"
    ASYLUM_COMMISSION = "asylum_commission"
    REGION = "region"
    PROVINCE = "province"
    METROPOLITAN_CITY = "metropolitan_city"
    MUNICIPALITY = "municipality"
    UNION_OF_MUNICIPALITIES = "union_of_municipalities"
    DISTRICT = "district"
    SOCIAL_COMPANY = "social_company"
    MAYORS_CONFERENCE = "mayors_conference"
    MUNICIPALITIES_ASSOCIATION = "municipalities_association"
    HEALTH_AUTHORITY = "health_authority"
    HEALTH_AGENCY = "health_agency"
    """Agenzia di tutela della salute (Lombardia): "ATS" too, never by the acronym alone."""
    HOSPITAL = "hospital"
    INPS = "inps"
    INAIL = "inail"
    LABOUR_INSPECTORATE = "labour_inspectorate"
    CHAMBER_OF_COMMERCE = "chamber_of_commerce"
    SCHOOL_OFFICE = "school_office"
    SCHOOL = "school"
    UNIVERSITY = "university"
    VOLUNTEERS = "volunteers"
    SOCIAL_PROMOTION = "social_promotion"
    ASSOCIATION = "association"
    SOCIAL_COOPERATIVE = "social_cooperative"
    FOUNDATION = "foundation"
    RELIGIOUS_BODY = "religious_body"
    VOLUNTEER_CENTRE = "volunteer_centre"
    PURPOSE_GROUP = "purpose_group"
    """Associazione temporanea di scopo: a group of bodies, no person of its own unless stated."""
    TRADE_UNION = "trade_union"
    EMPLOYERS = "employers"
    PROFESSIONAL_ORDER = "professional_order"
    RECEPTION_MANAGER = "reception_manager"
    INTERNATIONAL = "international"
    NETWORK_BODY = "network_body"
    OTHER = "other"


@dataclass(frozen=True)
class KindFacts:
    label: str
    family: Family
    nature: Nature


_P, _T, _V = Nature.PUBLIC, Nature.THIRD_SECTOR, Nature.PRIVATE
_STATE, _LOCAL, _HEALTH = Family.STATE, Family.TERRITORIAL, Family.HEALTH
_SCHOOL, _JUSTICE, _SOCIAL, _OTHER = Family.SCHOOL, Family.JUSTICE, Family.SOCIAL, Family.OTHER

KINDS = {
    Kind.PREFETTURA: KindFacts(lazy("Prefettura"), _STATE, _P),
    Kind.GOVERNMENT_COMMISSIONER: KindFacts(lazy("Commissariato del Governo"), _STATE, _P),
    Kind.AOSTA_PRESIDENCY: KindFacts(lazy("Presidenza della Valle d'Aosta"), _STATE, _P),
    Kind.MINISTRY: KindFacts(lazy("Ministero o dipartimento"), _STATE, _P),
    Kind.QUESTURA: KindFacts(lazy("Questura"), _STATE, _P),
    Kind.CARABINIERI: KindFacts(lazy("Arma dei carabinieri"), _STATE, _P),
    Kind.FINANCE_POLICE: KindFacts(lazy("Guardia di finanza"), _STATE, _P),
    Kind.COAST_GUARD: KindFacts(lazy("Capitaneria di porto"), _STATE, _P),
    Kind.FIRE_SERVICE: KindFacts(lazy("Vigili del fuoco"), _STATE, _P),
    Kind.PROSECUTOR: KindFacts(lazy("Procura della Repubblica"), _JUSTICE, _P),
    Kind.JUVENILE_PROSECUTOR: KindFacts(lazy("Procura per i minorenni"), _JUSTICE, _P),
    Kind.COURT: KindFacts(lazy("Tribunale"), _JUSTICE, _P),
    Kind.ASYLUM_COMMISSION: KindFacts(
        lazy("Commissione territoriale per la protezione internazionale"), _STATE, _P
    ),
    Kind.REGION: KindFacts(lazy("Regione"), _LOCAL, _P),
    Kind.PROVINCE: KindFacts(lazy("Provincia"), _LOCAL, _P),
    Kind.METROPOLITAN_CITY: KindFacts(lazy("Città metropolitana"), _LOCAL, _P),
    Kind.MUNICIPALITY: KindFacts(lazy("Comune"), _LOCAL, _P),
    Kind.UNION_OF_MUNICIPALITIES: KindFacts(lazy("Unione di comuni"), _LOCAL, _P),
    Kind.DISTRICT: KindFacts(lazy("Ambito o distretto"), _LOCAL, _P),
    Kind.SOCIAL_COMPANY: KindFacts(lazy("Azienda sociale"), _LOCAL, _P),
    Kind.MAYORS_CONFERENCE: KindFacts(lazy("Conferenza dei sindaci"), _LOCAL, _P),
    Kind.MUNICIPALITIES_ASSOCIATION: KindFacts(lazy("Associazione di comuni"), _LOCAL, _V),
    Kind.HEALTH_AUTHORITY: KindFacts(lazy("Azienda sanitaria"), _HEALTH, _P),
    Kind.HEALTH_AGENCY: KindFacts(lazy("Agenzia di tutela della salute"), _HEALTH, _P),
    Kind.HOSPITAL: KindFacts(lazy("Azienda ospedaliera"), _HEALTH, _P),
    Kind.INPS: KindFacts(lazy("INPS"), _STATE, _P),
    Kind.INAIL: KindFacts(lazy("INAIL"), _STATE, _P),
    Kind.LABOUR_INSPECTORATE: KindFacts(lazy("Ispettorato del lavoro"), _STATE, _P),
    Kind.CHAMBER_OF_COMMERCE: KindFacts(lazy("Camera di commercio"), _LOCAL, _P),
    Kind.SCHOOL_OFFICE: KindFacts(lazy("Ufficio scolastico"), _SCHOOL, _P),
    Kind.SCHOOL: KindFacts(lazy("Scuola o CPIA"), _SCHOOL, _P),
    Kind.UNIVERSITY: KindFacts(lazy("Università"), _SCHOOL, _P),
    Kind.VOLUNTEERS: KindFacts(lazy("Organizzazione di volontariato"), _OTHER, _T),
    Kind.SOCIAL_PROMOTION: KindFacts(lazy("Associazione di promozione sociale"), _OTHER, _T),
    Kind.ASSOCIATION: KindFacts(lazy("Associazione"), _OTHER, _V),
    Kind.SOCIAL_COOPERATIVE: KindFacts(lazy("Cooperativa sociale"), _OTHER, _T),
    Kind.FOUNDATION: KindFacts(lazy("Fondazione"), _OTHER, _V),
    Kind.RELIGIOUS_BODY: KindFacts(lazy("Ente ecclesiastico"), _OTHER, Nature.ECCLESIASTICAL),
    Kind.VOLUNTEER_CENTRE: KindFacts(lazy("Centro di servizio per il volontariato"), _OTHER, _T),
    Kind.PURPOSE_GROUP: KindFacts(lazy("Associazione temporanea di scopo"), _OTHER, _V),
    Kind.TRADE_UNION: KindFacts(lazy("Organizzazione sindacale"), _SOCIAL, _V),
    Kind.EMPLOYERS: KindFacts(lazy("Associazione datoriale"), _SOCIAL, _V),
    Kind.PROFESSIONAL_ORDER: KindFacts(lazy("Ordine professionale"), _SOCIAL, _P),
    Kind.RECEPTION_MANAGER: KindFacts(lazy("Ente gestore dell'accoglienza"), _OTHER, _V),
    Kind.INTERNATIONAL: KindFacts(
        lazy("Organizzazione internazionale"), _OTHER, Nature.INTERNATIONAL
    ),
    Kind.NETWORK_BODY: KindFacts(lazy("Rete di enti"), _OTHER, _V),
    Kind.OTHER: KindFacts(lazy("Altro"), _OTHER, _V),
}


class NameKind(StrEnum):
    FORMER = "former"
    ALIAS = "alias"
    ACRONYM = "acronym"
    TRANSLATION = "translation"


NAME_KIND_LABELS = {
    NameKind.FORMER: lazy("Nome precedente"),
    NameKind.ALIAS: lazy("Scritto anche"),
    NameKind.ACRONYM: lazy("Sigla"),
    NameKind.TRANSLATION: lazy("In altra lingua"),
}


class SuccessionKind(StrEnum):
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    ABSORBED = "absorbed"


SUCCESSION_LABELS = {
    SuccessionKind.RENAMED: lazy("cambia nome"),
    SuccessionKind.MERGED: lazy("si fonde"),
    SuccessionKind.SPLIT: lazy("si divide"),
    SuccessionKind.ABSORBED: lazy("è assorbito"),
}
