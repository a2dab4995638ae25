"""Who makes documents in series: everybody of a Prefettura, for their own office only."""

from registry.platform.accounts.roles import (
    PREFETTURA_ROLES,
    Actor,
    Permission,
    check_may,
    check_own_office,
)

MAKE_BATCHES = Permission("batches:make", PREFETTURA_ROLES)


def can_handle(actor: Actor, office: str) -> bool:
    return actor.may(MAKE_BATCHES) and actor.belongs_to(office)


def check_can_handle(actor: Actor, office: str) -> None:
    check_may(actor, MAKE_BATCHES)
    check_own_office(actor, office)
