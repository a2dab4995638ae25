"""Who may do what with partners. Everybody of a Prefettura reads; its own office writes."""

from registry.platform.accounts.roles import (
    EVERY_ROLE,
    PREFETTURA_ROLES,
    Actor,
    Permission,
    Role,
    check_may,
    check_own_office,
)

READ_PARTNERS = Permission("partners:read", EVERY_ROLE - {Role.ADMIN})
EDIT_PARTNERS = Permission("partners:edit", PREFETTURA_ROLES)


def can_edit(actor: Actor, office: str) -> bool:
    return actor.may(EDIT_PARTNERS) and actor.belongs_to(office)


def check_can_edit(actor: Actor, office: str) -> None:
    check_may(actor, EDIT_PARTNERS)
    check_own_office(actor, office)
