"""``home/postgres``: what is in it, that it is ours alone, and where its socket is.

data/           PostgreSQL's own files
run/            the socket, where the path is short enough for one
password        of the role the program connects as
attached        a shared lock for each process that is using the server
keeper          an exclusive lock for as long as anything of the server is alive
socket-folder   where the socket really is, for every process to find
server.log      what PostgreSQL says
"""

import fcntl
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from registry.platform.i18n import _
from registry.platform.postgres.refusals import CannotServe

PORT = 5432
SOCKET = f".s.PGSQL.{PORT}"
LONGEST_SOCKET_PATH = 103  # bytes: Linux takes 107, the BSDs 103


@dataclass(frozen=True)
class Folder:
    path: Path

    @classmethod
    def of(cls, home: Path) -> "Folder":
        """Makes it if it is not there, and ours alone. Refuses one that is another user's."""
        path = home.expanduser().resolve() / "postgres"
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.stat().st_uid != os.geteuid():
            raise CannotServe(
                _(
                    "La cartella {folder} è di un altro utente della macchina. Esegui il comando "
                    "con quell'utente, o indica un'altra cartella in INTESE_HOME."
                ).format(folder=path)
            )
        # Root's server is another user: it may pass through this folder, not look in it.
        path.chmod(0o711 if os.geteuid() == 0 else 0o700)
        return cls(path)

    @classmethod
    def has_data(cls, home: Path) -> bool:
        """Whether a server was ever made there; looking makes nothing."""
        return (home.expanduser().resolve() / "postgres" / "data").exists()

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def password(self) -> Path:
        return self.path / "password"

    @property
    def log(self) -> Path:
        return self.path / "server.log"

    @property
    def attached_lock(self) -> Path:
        return self.path / "attached"

    @property
    def keeper_lock(self) -> Path:
        return self.path / "keeper"

    @property
    def socket_record(self) -> Path:
        return self.path / "socket-folder"

    def socket_folder(self) -> Path | None:
        """Where the socket is said to be, if nobody else can have put one there."""
        try:
            place = Path(self.socket_record.read_text("utf-8"))
            owner = self.data.stat().st_uid
        except OSError:
            return None
        return place if is_private(place, owner=owner) else None

    def make_socket_folder(self, owner: int) -> Path:
        """A folder that only ``owner`` enters, on a path short enough; written in the record."""
        place = self.socket_folder() or self._new_socket_folder(owner)
        self.socket_record.write_text(str(place), "utf-8")
        return place

    def _new_socket_folder(self, owner: int) -> Path:
        inside = self.path / "run"
        if holds_a_socket(inside):
            inside.mkdir(mode=0o700, exist_ok=True)
            inside.chmod(0o700)
            os.chown(inside, owner, -1, follow_symlinks=False)
            return inside
        for base in _short_places(owner):
            # Named by chance: nobody can have made it first.
            with suppress(OSError):
                place = Path(tempfile.mkdtemp(prefix="intese-", dir=base))
                os.chown(place, owner, -1)
                return place
        raise CannotServe(
            _(
                "Il percorso {folder} è troppo lungo per il socket di PostgreSQL, e nemmeno la "
                "cartella temporanea va bene. Indica in INTESE_HOME una cartella dal percorso "
                "più corto."
            ).format(folder=self.path)
        )


def _short_places(owner: int) -> Iterator[Path]:
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    # A session's folder is closed to everybody else, root's server included.
    mine = [Path(runtime)] if runtime and owner == os.geteuid() else []
    for base in (*mine, Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108  a folder of ours is made in it
        if holds_a_socket(base / "intese-xxxxxxxx"):
            yield base


def holds_a_socket(folder: Path) -> bool:
    """Short enough, and without the comma that separates hosts in an address."""
    return len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET_PATH and "," not in str(folder)


def is_private(folder: Path, *, owner: int) -> bool:
    """A real folder, of this owner, that nobody else enters."""
    try:
        seen = folder.lstat()
    except OSError:
        return False
    return (
        stat.S_ISDIR(seen.st_mode)
        and seen.st_uid == owner
        and not stat.S_IMODE(seen.st_mode) & 0o077
    )


def open_lock(path: Path) -> int:
    """A descriptor to lock with. The lock goes with its last copy, also after a kill."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)


def try_lock(descriptor: int, kind: int) -> bool:
    """Whether the lock was had at once."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
