"""Who may do what with circulars: whoever works here reads them."""

from registry.platform.accounts.roles import EVERY_ROLE, PREFETTURA_ROLES, Permission

READ_CIRCULARS = Permission("circulars:read", EVERY_ROLE)
FILL_IN_FORMS = Permission("circulars:fill_in", PREFETTURA_ROLES)
