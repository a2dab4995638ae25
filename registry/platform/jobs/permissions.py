"""Whose jobs one may look at and try again: one's office's; the administrator's, all."""

from registry.platform.accounts.roles import Actor, Role
from registry.platform.errors import NotAllowed
from registry.platform.i18n import _


def can_handle(actor: Actor, office_id: str | None) -> bool:
    return actor.role is Role.ADMIN or (office_id is not None and actor.belongs_to(office_id))


def check_can_handle(actor: Actor, office_id: str | None) -> None:
    if not can_handle(actor, office_id):
        raise NotAllowed(_("È un lavoro di un altro ufficio: lo può ripetere solo chi ci lavora."))
