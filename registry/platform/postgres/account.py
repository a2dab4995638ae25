"""Which account of the machine the server runs as.

An ordinary user's server is that user. PostgreSQL refuses to be root, so root's server runs
under a number that no account of the machine has: whoever is not root cannot become it, cannot
signal it, cannot read its files. No account is made and no folder is opened to it; where the
way to the programs or to the data is closed (``/root`` is), the server alone is given the
capability to walk through. ``setpriv`` (util-linux) does all of it.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from registry.platform.i18n import _
from registry.platform.postgres.refusals import CannotServe, elsewhere

# Left unused by systemd and by Debian's policy, and mapped in containers too.
UNUSED_NUMBERS = range(65520, 65534)

# From the least to the most: read anything is less than write anything. A container
# started in the usual way has only the second.
CAPABILITIES = (None, "dac_read_search", "dac_override")

# The server is told to stop when its keeper ends, however that ends.
WITH_ITS_KEEPER = "--pdeathsig=INT"

# Everywhere in the world, owning nothing and running nothing.
OLD_ACCOUNTS = ("bin", "daemon", "nobody")


@dataclass(frozen=True)
class Account:
    """Who runs the server.

    ``command`` stands before a command to run it as this account. ``preparing`` is the
    account that makes the data folder: ``initdb`` wants one that has a name.
    """

    uid: int
    command: tuple[str, ...] = ()
    preparing: "Account | None" = None

    def as_prepared(self) -> "Account":
        return self.preparing or self


def the_account(*, for_folder: Path, programs: Path) -> Account:
    """The account for a server of this folder: ourselves, or root's stand-in."""
    setpriv = shutil.which("setpriv")
    if os.geteuid() != 0:
        return _ourselves(setpriv)
    for capability in CAPABILITIES if setpriv else ():
        account = _stand_in(str(setpriv), capability)
        if _reaches(account, for_folder, programs) and _reaches(
            account.as_prepared(), for_folder, programs
        ):
            return account
    raise CannotServe(_why_root_cannot(setpriv) + " " + elsewhere())


def _ourselves(setpriv: str | None) -> Account:
    command = (str(setpriv), WITH_ITS_KEEPER, "--")
    understood = setpriv is not None and _works([*command, "true"])
    return Account(os.geteuid(), command if understood else ())


def _stand_in(setpriv: str, capability: str | None) -> Account:
    uid = next(number for number in UNUSED_NUMBERS if not _has_a_name(number))
    named = next(pwd.getpwnam(name).pw_uid for name in OLD_ACCOUNTS if _is_known(name))
    return Account(
        uid,
        _becoming(setpriv, uid, capability),
        Account(named, _becoming(setpriv, named, capability)),
    )


def _becoming(setpriv: str, uid: int, capability: str | None) -> tuple[str, ...]:
    return (
        setpriv,
        f"--reuid={uid}",
        f"--regid={uid}",
        "--clear-groups",
        *_only(capability),
        WITH_ITS_KEEPER,
        "--",
    )


def _only(capability: str | None) -> Iterable[str]:
    kept = f"-all,+{capability}" if capability else "-all"
    yield f"--inh-caps={kept}"
    yield f"--ambient-caps={kept}"
    yield f"--bounding-set={kept}"
    if capability:
        # PostgreSQL asks access(2) for its own programs, which else forgets capabilities.
        yield "--securebits=+no_setuid_fixup"


def _reaches(account: Account, folder: Path, programs: Path) -> bool:
    """Asked of the machine rather than worked out: lists, mounts and modules have their say."""
    walk = 'cd "$1" && exec "$2" --version'
    return _works([*account.command, "sh", "-c", walk, "sh", str(folder), str(programs / "initdb")])


def _works(command: list[str]) -> bool:
    done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603  our own words
    return done.returncode == 0


def _why_root_cannot(setpriv: str | None) -> str:
    if setpriv is None:
        return _(
            "PostgreSQL non può girare come root e manca il comando setpriv (pacchetto "
            "util-linux). Installalo, o esegui il comando da utente ordinario."
        )
    return _(
        "PostgreSQL non può girare come root, e qui root non può né cambiare utente né far "
        "passare il server fino alla cartella dei dati e ai programmi. Esegui il comando da "
        "utente ordinario, o metti INTESE_HOME e il programma dove tutti possono passare "
        "(per esempio /srv/intese)."
    )


def _has_a_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _is_known(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
