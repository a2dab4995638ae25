"""Who may do what: roles, permissions as data, and the actor of every action."""

from dataclasses import dataclass
from enum import StrEnum

from registry.platform.errors import NotAllowed
from registry.platform.i18n import _, lazy


class Role(StrEnum):
    OPERATOR = "operator"
    LEGAL = "legal"
    NETWORK_MANAGER = "network_manager"
    MINISTRY = "ministry"
    ADMIN = "admin"


ROLE_LABELS = {
    Role.OPERATOR: lazy("Operatore"),
    Role.LEGAL: lazy("Ufficio legale"),
    Role.NETWORK_MANAGER: lazy("Responsabile di rete"),
    Role.MINISTRY: lazy("Ministero"),
    Role.ADMIN: lazy("Amministratore del registro"),
}

PREFETTURA_ROLES = frozenset({Role.OPERATOR, Role.LEGAL, Role.NETWORK_MANAGER})
EVERY_ROLE = frozenset(Role)


class Visibility(StrEnum):
    """Who may read across offices; writing never crosses them."""

    PUBLIC = "public"
    NETWORK = "network"
    OFFICE = "office"
    RESERVED = "reserved"


VISIBILITY_LABELS = {
    Visibility.NETWORK: lazy("Tutti gli uffici"),
    Visibility.OFFICE: lazy("Il mio ufficio e il Ministero"),
    Visibility.RESERVED: lazy("Solo il mio ufficio"),
    Visibility.PUBLIC: lazy("Tutti, anche senza ingresso"),
}


@dataclass(frozen=True)
class Permission:
    """What a window asks for. ``name`` is ``room:verb``."""

    name: str
    roles: frozenset[Role]


EVERYONE = Permission("public", EVERY_ROLE)
"""Also who has not signed in."""
SIGNED_IN = Permission("signed-in", EVERY_ROLE)
ADMINISTER = Permission("administer", frozenset({Role.ADMIN}))


@dataclass(frozen=True)
class Actor:
    """Who acts. ``user_id`` is None for the program itself (demo, command line, tasks)."""

    user_id: int | None
    name: str
    role: Role
    office: str
    """The office's code: ``pref-cr``."""
    office_name: str = ""
    is_in_charge: bool = False
    """The *dirigente*: approves what the colleagues of the office wrote."""
    email: str = ""

    def may(self, permission: Permission) -> bool:
        return self.role in permission.roles

    def belongs_to(self, office: str) -> bool:
        return self.office == office


def check_may(actor: Actor, permission: Permission) -> None:
    if not actor.may(permission):
        raise NotAllowed(_("La tua funzione non può farlo. Chiedi a chi amministra il registro."))


def check_own_office(actor: Actor, office: str) -> None:
    """Writing is by one's own office only (surface: roles)."""
    if not actor.belongs_to(office):
        raise NotAllowed(_("Appartiene a un altro ufficio: può cambiarlo solo chi ci lavora."))


def may_read(actor: Actor | None, office: str, visibility: Visibility) -> bool:
    """The ministry reads what is not reserved; a reserved thing stays in its office."""
    if visibility is Visibility.PUBLIC:
        return True
    if actor is None:
        return False
    if actor.belongs_to(office) or visibility is Visibility.NETWORK:
        return True
    return visibility is Visibility.OFFICE and actor.role is Role.MINISTRY
