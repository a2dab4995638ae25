"""Who may do what with schede. One's own office writes; who wrote does not approve."""

from collections.abc import Collection

from good_practices.schede.lifecycle import SHOWN_OUTSIDE, SchedaStatus
from registry.platform.accounts.roles import (
    EVERY_ROLE,
    PREFETTURA_ROLES,
    Actor,
    Permission,
    Role,
    Visibility,
    check_may,
    check_own_office,
    may_read,
)
from registry.platform.errors import NotAllowed
from registry.platform.i18n import _

READ_SCHEDE = Permission("schede:read", EVERY_ROLE - {Role.ADMIN})
WRITE_SCHEDE = Permission("schede:write", frozenset({Role.OPERATOR, Role.NETWORK_MANAGER}))
APPROVE_SCHEDE = Permission("schede:approve", PREFETTURA_ROLES)


def can_read(actor: Actor, office: str, status: SchedaStatus, visibility: Visibility) -> bool:
    """One's own always; others' only once sent, and as their visibility says."""
    if actor.belongs_to(office):
        return actor.may(READ_SCHEDE)
    is_shown = status in SHOWN_OUTSIDE and may_read(actor, office, visibility)
    return actor.may(READ_SCHEDE) and is_shown


def can_write(actor: Actor, office: str) -> bool:
    return actor.may(WRITE_SCHEDE) and actor.belongs_to(office)


def check_can_write(actor: Actor, office: str) -> None:
    check_may(actor, WRITE_SCHEDE)
    check_own_office(actor, office)


def is_in_charge(actor: Actor, office: str) -> bool:
    return actor.may(APPROVE_SCHEDE) and actor.belongs_to(office) and actor.is_in_charge


def can_approve(actor: Actor, office: str, writers: Collection[int]) -> bool:
    return is_in_charge(actor, office) and actor.user_id not in writers


def check_in_charge(actor: Actor, office: str) -> None:
    """Sending a scheda back is of whoever is in charge, also if they wrote in it."""
    check_may(actor, APPROVE_SCHEDE)
    check_own_office(actor, office)
    if not actor.is_in_charge:
        raise NotAllowed(_("Può farlo solo chi dirige l'ufficio. Chiedi al dirigente dell'Area."))


def check_can_approve(actor: Actor, office: str, writers: Collection[int]) -> None:
    check_in_charge(actor, office)
    if not can_approve(actor, office, writers):
        raise NotAllowed(
            _(
                "Può approvare solo chi dirige l'ufficio e non ha scritto la scheda."
                " Chiedi a un altro dirigente."
            )
        )


def can_withdraw(actor: Actor, office: str) -> bool:
    return can_write(actor, office) or is_in_charge(actor, office)


def check_can_withdraw(actor: Actor, office: str) -> None:
    if not can_withdraw(actor, office):
        check_can_write(actor, office)
