"""Who may do what with networks. Prefetture and the Ministry read; the own office writes."""

from registry.platform.accounts.roles import (
    EVERY_ROLE,
    PREFETTURA_ROLES,
    Actor,
    Permission,
    Role,
    check_may,
    check_own_office,
)

READ_NETWORKS = Permission("networks:read", EVERY_ROLE - {Role.ADMIN})
EDIT_NETWORKS = Permission("networks:edit", PREFETTURA_ROLES)


def can_edit(actor: Actor, office: str) -> bool:
    return actor.may(EDIT_NETWORKS) and actor.belongs_to(office)


def check_can_edit(actor: Actor, office: str) -> None:
    check_may(actor, EDIT_NETWORKS)
    check_own_office(actor, office)
