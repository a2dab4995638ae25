"""Il database incorporato: a private PostgreSQL inside the data folder, for whoever has none.

It answers on a Unix socket only, to one role with a password that only the folder's owner
can read. The first command that attaches starts it, the last one out stops it, and nothing
is left running after a crash. Production names its own server in ``INTESE_DATABASE_URL``.
"""

from registry.platform.postgres.embedded import Server, attached, start
from registry.platform.postgres.folder import Folder
from registry.platform.postgres.programs import binaries
from registry.platform.postgres.refusals import CannotServe

__all__ = ["CannotServe", "Folder", "Server", "attached", "binaries", "start"]
