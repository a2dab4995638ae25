"""Who may do what with an office's settings.

Everybody reads those of their own office. The office's own are changed by who is in charge and
by the legal officer, whose acts and letters carry them; any office's by who administers.
"""

from registry.platform.accounts.roles import (
    SIGNED_IN,
    Actor,
    Permission,
    Role,
    check_may,
)
from registry.platform.errors import NotAllowed, NotFound
from registry.platform.i18n import _

READ_OFFICE = Permission("office:read", SIGNED_IN.roles)
CHANGE_OFFICE = Permission("office:change", SIGNED_IN.roles)


def can_see(actor: Actor, office: str) -> bool:
    return actor.belongs_to(office) or actor.role is Role.ADMIN


def check_can_see(actor: Actor, office: str) -> None:
    if not can_see(actor, office):
        raise NotFound(_("Questo ufficio non c'è, o il tuo ufficio non può vederlo."))


def can_change(actor: Actor, office: str) -> bool:
    if actor.role is Role.ADMIN:
        return True
    return actor.belongs_to(office) and (actor.is_in_charge or actor.role is Role.LEGAL)


def check_can_change(actor: Actor, office: str) -> None:
    check_may(actor, CHANGE_OFFICE)
    check_can_see(actor, office)
    if not can_change(actor, office):
        raise NotAllowed(
            _("Le impostazioni dell'ufficio le cambia chi lo dirige o l'ufficio legale.")
        )
