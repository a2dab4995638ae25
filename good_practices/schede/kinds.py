"""The closed lists of a scheda, each value with its word."""

from enum import StrEnum

from registry.platform.i18n import lazy, lazy_in


class PartnerRole(StrEnum):
    """What a body does in the practice, beside promoter and lead partner."""

    PARTNER = "partner"
    IMPLEMENTER = "implementer"
    SIGNATORY = "signatory"
    SUPPORTER = "supporter"


PARTNER_ROLES = {
    PartnerRole.PARTNER: lazy("Partner"),
    PartnerRole.IMPLEMENTER: lazy("Ente attuatore"),
    PartnerRole.SIGNATORY: lazy("Firmatario dell’accordo"),
    PartnerRole.SUPPORTER: lazy("Sostiene la pratica"),
}


FIELD_LABELS = {
    "field": lazy("Campo della circolare"),
    "field_other": lazy("Quale altro campo"),
    "vulnerable_groups": lazy("Categorie vulnerabili"),
    "title": lazy("Titolo della pratica"),
    "abstract": lazy("In una o due frasi"),
    "description": lazy("Sintetica descrizione"),
    "is_formalised": lazy("Se c'è un atto"),
    "when": lazy("Periodo"),
    "territory_words": lazy("Ambito territoriale"),
    "places": lazy("Territori"),
    "promoter": lazy("Promotore"),
    "lead_partner": lazy("Capofila"),
    "partners": lazy_in("many", "Partner"),
    "acts": lazy("Atti del registro"),
    "context": lazy("Contesto"),
    "objectives": lazy("Obiettivi"),
    "access_words": lazy("Modalità di accesso"),
    "recipients_words": lazy("Destinatari"),
    "results": lazy("Risultati"),
    "fund_words": lazy("Risorse"),
    "lessons": lazy("Che cosa abbiamo imparato"),
    "transferability": lazy("Trasferibilità"),
    "is_story_anonymised": lazy("Dichiarazione sulle storie"),
    "is_publishable": lazy("Pubblicazione"),
    "contact_unit": lazy("Ufficio a cui scrivere"),
    "contact_email": lazy("Casella dell’ufficio"),
    "visibility": lazy("Chi la vede"),
}
"""What people call the fields of a scheda: in the form, in the history, in two versions."""
