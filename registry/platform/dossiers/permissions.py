"""Who may have a dossier: the people of the office that asked for it, as long as they may see
what it is of."""

from registry.platform.accounts.roles import EVERY_ROLE, Permission, Role

READ_DOSSIERS = Permission("dossiers:read", EVERY_ROLE - {Role.ADMIN})
