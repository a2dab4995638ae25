"""Who may put a template in the place of the program's own: two administrators, one each."""

from registry.platform.accounts.roles import Actor, Permission, Role
from registry.platform.errors import NotAllowed
from registry.platform.i18n import _

READ_TEMPLATES = Permission("templates:read", frozenset({Role.ADMIN, Role.LEGAL}))
EDIT_TEMPLATES = Permission("templates:edit", frozenset({Role.ADMIN}))


def can_approve(actor: Actor, proposed_by: int | None) -> bool:
    return actor.may(EDIT_TEMPLATES) and actor.user_id != proposed_by


def check_can_approve(actor: Actor, proposed_by: int | None) -> None:
    if not can_approve(actor, proposed_by):
        raise NotAllowed(
            _("Mette in uso un modello una persona diversa da chi lo ha caricato, tra chi"
              " amministra il registro.")
        )  # fmt: skip
