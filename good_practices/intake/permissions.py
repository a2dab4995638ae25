"""Who may receive, look at and decide: the Ministry alone; and who carries its answers."""

from registry.platform.accounts.roles import Actor, Permission, Role
from registry.platform.i18n import _

MINISTRY_OFFICE = "dlci"

READ_INTAKE = Permission("intake:read", frozenset({Role.MINISTRY}))
RECEIVE_PACKAGES = Permission("intake:receive", frozenset({Role.MINISTRY}))
REVIEW_SCHEDE = Permission("intake:review", frozenset({Role.MINISTRY}))


def program_at_the_ministry() -> Actor:
    """The program itself when it receives: the command line, what happens by itself."""
    return Actor(user_id=None, name="Intese", role=Role.MINISTRY, office=MINISTRY_OFFICE)


def messenger_to(office: str) -> Actor:
    """Who brings the Ministry's answer into the registry of an office of this server.

    It writes as that office, because only one's own office writes, and it is nobody of it:
    the history says that the Ministry answered.
    """
    return Actor(user_id=None, name=_("Ministero dell'interno"), role=Role.OPERATOR, office=office)
