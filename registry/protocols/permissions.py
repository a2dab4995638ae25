"""Who may do what with acts.

Everybody of a Prefettura writes drafts and registers acts already signed; the legal officer,
or who is in charge, leads an act through its life; only who is in charge, and did not write
it, declares it signed. Always of one's own office.
"""

from typing import Protocol as Shape

from registry.platform.accounts.roles import (
    EVERY_ROLE,
    PREFETTURA_ROLES,
    Actor,
    Permission,
    Role,
    check_may,
    check_own_office,
)
from registry.platform.errors import NotAllowed
from registry.platform.i18n import _

READ_PROTOCOLS = Permission("protocols:read", EVERY_ROLE - {Role.ADMIN})
READ_LIBRARY = Permission("protocols:library", EVERY_ROLE - {Role.MINISTRY})
WRITE_PROTOCOLS = Permission("protocols:write", PREFETTURA_ROLES)
CONDUCT_PROTOCOLS = Permission("protocols:conduct", PREFETTURA_ROLES)
SIGN_OFF_PROTOCOLS = Permission("protocols:sign_off", PREFETTURA_ROLES)


class Owned(Shape):
    """What the rules ask of an act."""

    @property
    def office(self) -> str: ...
    @property
    def drafted_by(self) -> int | None: ...
    @property
    def written_by(self) -> int | None: ...


def can_write(actor: Actor, office: str) -> bool:
    return actor.may(WRITE_PROTOCOLS) and actor.belongs_to(office)


def check_can_write(actor: Actor, office: str) -> None:
    check_may(actor, WRITE_PROTOCOLS)
    check_own_office(actor, office)


def can_conduct(actor: Actor, office: str) -> bool:
    return can_write(actor, office) and (actor.role is Role.LEGAL or actor.is_in_charge)


def check_can_conduct(actor: Actor, office: str) -> None:
    check_may(actor, CONDUCT_PROTOCOLS)
    check_own_office(actor, office)
    if not can_conduct(actor, office):
        raise NotAllowed(
            _("Lo fanno l'ufficio legale o il dirigente. Chiedi a loro: il testo è salvato.")
        )


def has_written(actor: Actor, act: Owned) -> bool:
    return actor.user_id in {act.drafted_by, act.written_by}


def can_sign_off(actor: Actor, act: Owned) -> bool:
    """Two persons: who wrote the text is not who declares it signed."""
    return can_write(actor, act.office) and actor.is_in_charge and not has_written(actor, act)


def check_can_sign_off(actor: Actor, act: Owned) -> None:
    check_may(actor, SIGN_OFF_PROTOCOLS)
    check_own_office(actor, act.office)
    if not can_sign_off(actor, act):
        raise NotAllowed(
            _(
                "Può dichiararlo sottoscritto solo chi dirige l'ufficio e non ha scritto il testo."
                " Chiedi al dirigente dell'Area."
            )
        )
