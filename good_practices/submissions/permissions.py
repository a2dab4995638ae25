"""Who may prepare, send and read batches."""

from registry.platform.accounts.roles import (
    EVERY_ROLE,
    Actor,
    Permission,
    Role,
    check_may,
    check_own_office,
)
from registry.platform.errors import NotAllowed
from registry.platform.i18n import _

READ_SUBMISSIONS = Permission("submissions:read", EVERY_ROLE - {Role.ADMIN, Role.MINISTRY})
PREPARE_SUBMISSIONS = Permission("submissions:prepare", frozenset({Role.OPERATOR, Role.LEGAL}))


def can_prepare(actor: Actor, office: str) -> bool:
    return actor.may(PREPARE_SUBMISSIONS) and actor.belongs_to(office)


def check_can_prepare(actor: Actor, office: str) -> None:
    check_may(actor, PREPARE_SUBMISSIONS)
    check_own_office(actor, office)


def can_send(actor: Actor, office: str) -> bool:
    """Who is in charge lets it leave the house."""
    return can_prepare(actor, office) and actor.is_in_charge


def check_can_send(actor: Actor, office: str) -> None:
    check_can_prepare(actor, office)
    if not can_send(actor, office):
        raise NotAllowed(_("Può far partire un invio solo il dirigente. Chiedi a chi lo è."))
