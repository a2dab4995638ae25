"""The closed lists of a scheda, each value with its word."""

from enum import StrEnum

from registry.platform.i18n import lazy


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
