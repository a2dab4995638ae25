"""The embedded server from outside: start it or join it, ask its address, leave it.

with attached(home) as server:
    await connect(server.dsn())
"""

import fcntl
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import IO
from urllib.parse import quote

from registry.platform.i18n import _
from registry.platform.postgres import cluster
from registry.platform.postgres.account import the_account
from registry.platform.postgres.folder import PORT, SOCKET, Folder, open_lock, try_lock
from registry.platform.postgres.programs import binaries
from registry.platform.postgres.refusals import CannotServe, elsewhere

# Isolated, without site: the keeper has only the standard library, and starts in 20 ms.
KEEPER = (sys.executable, "-I", "-S", str(Path(__file__).with_name("keeper.py")))

# The shortest question of the protocol: eight bytes, answered with one.
SSL_REQUEST = struct.pack("!ii", 8, 80877103)

PATIENCE = 60.0  # seconds: recovery after a crash of the machine may take some
A_MOMENT = 0.01
LOOK_ROUND = 1.0  # seconds between two looks at whether anything of the server is alive
LONG_BREATH = 5.0  # seconds before another try, where it cannot be started
LONGEST_LOG = 1_000_000  # bytes, before it is put aside at a start


class Server:
    """One process's hold on the server of a data folder.

    The server is up at least until ``leave()``, or until this process ends. Whatever ends it
    before, its keeper included, it is started again: ``bring_up`` is called when nothing of it
    is alive.
    """

    def __init__(self, folder: Folder, hold: int, bring_up: Callable[[], None]) -> None:
        self.folder = folder
        self._hold: int | None = hold
        self._bring_up = bring_up
        self._has_left = threading.Event()
        self._watch = threading.Thread(target=self._look_after, name="postgres", daemon=True)
        self._watch.start()

    def _look_after(self) -> None:
        """A keeper looks after its server; this, after the keeper."""
        wait = LOOK_ROUND
        while not self._has_left.wait(wait):
            wait = LOOK_ROUND
            try:
                if self.folder.path.exists() and _has_stopped(self.folder):
                    self._bring_up()
            except (CannotServe, OSError, subprocess.SubprocessError):
                # Said where people look: whoever asks is told that the database does not answer.
                wait = LONG_BREATH

    def dsn(self, database: str = cluster.DATABASE) -> str:
        """The address for asyncpg, psql and pg_dump. Carries the password: never log it."""
        password = quote(self.folder.password.read_text("utf-8"), safe="")
        place = quote(str(self.folder.socket_folder()), safe="")
        name = quote(database, safe="")
        return f"postgresql://{cluster.ROLE}:{password}@/{name}?host={place}&port={PORT}"

    def leave(self) -> None:
        """Lets go. Whoever is the last waits until the server has stopped. Twice is as once."""
        hold, self._hold = self._hold, None
        self._has_left.set()
        if hold is not None:
            self._watch.join(PATIENCE)
            os.close(hold)
            _wait_if_it_stops(self.folder)


def start(home: Path, *, durable: bool = True, programs: Path | None = None) -> Server:
    """Joins the server of ``home``, making and starting it first if need be.

    ``durable=False`` is for tests: faster, and a power cut loses everything. It counts for
    whoever starts the server. Refuses (``CannotServe``) with what to do.
    """
    folder = Folder.of(home)
    hold = open_lock(folder.attached_lock)
    bring_up = partial(_bring_up, folder, durable=durable, programs=programs)
    try:
        fcntl.flock(hold, fcntl.LOCK_SH)  # waits for a server that is stopping
        bring_up()
    except BaseException:
        os.close(hold)
        raise
    return Server(folder, hold, bring_up)


@contextmanager
def attached(home: Path, *, durable: bool = True, programs: Path | None = None) -> Iterator[Server]:
    server = start(home, durable=durable, programs=programs)
    try:
        yield server
    finally:
        server.leave()


def _bring_up(folder: Folder, *, durable: bool, programs: Path | None) -> None:
    is_launched = False
    give_up_at = time.monotonic() + PATIENCE
    while not _is_ready(folder):
        if time.monotonic() > give_up_at:
            raise CannotServe(_why_it_does_not_start(folder))
        with _lock_on(folder.keeper_lock) as lock:
            # The lock is free when neither a keeper nor a server is alive; whoever has it
            # is the only one who may start them, and hands it on to them.
            if try_lock(lock, fcntl.LOCK_EX):
                if is_launched:
                    raise CannotServe(_why_it_does_not_start(folder))
                _launch(folder, lock, durable=durable, programs=programs or binaries())
                is_launched = True
        time.sleep(A_MOMENT)


def _launch(folder: Folder, lock: int, *, durable: bool, programs: Path) -> None:
    account = the_account(for_folder=folder.path, programs=programs)
    cluster.make(folder, account, programs=programs, durable=durable)
    place = folder.make_socket_folder(account.uid)
    _clear_what_a_crash_left(folder, place)
    serve = cluster.serve_command(folder, place, programs=programs, durable=durable)
    with _log(folder) as log:
        subprocess.run(  # noqa: S603  our own words
            [
                *KEEPER,
                str(folder.attached_lock),
                str(lock),
                str(folder.data),
                str(place),
                *account.command,
                *serve,
            ],
            check=True,
            pass_fds=[lock],
            # Ctrl-C in the terminal is for the program, not for its server.
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=cluster.surroundings(),
        )


def _clear_what_a_crash_left(folder: Folder, place: Path) -> None:
    """Nothing of the server is alive, whatever process has got its number since."""
    for left in (folder.data / "postmaster.pid", place / SOCKET, place / f"{SOCKET}.lock"):
        left.unlink(missing_ok=True)


def _log(folder: Folder) -> IO[bytes]:
    if folder.log.exists() and folder.log.stat().st_size > LONGEST_LOG:
        folder.log.rename(folder.log.with_suffix(".log.1"))
    return os.fdopen(os.open(folder.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab")


def _is_ready(folder: Folder) -> bool:
    """The server says so, and answers where only it can."""
    try:
        told = (folder.data / "postmaster.pid").read_text(errors="replace").splitlines()
    except OSError:
        return False
    place = folder.socket_folder()
    return told[7:] != [] and told[7].strip() == "ready" and place is not None and _answers(place)


def _answers(place: Path) -> bool:
    """Connecting is not enough: an orphan of a killed server may still hold its socket."""
    with closing(socket.socket(socket.AF_UNIX)) as probe, suppress(OSError):
        probe.settimeout(1)
        probe.connect(str(place / SOCKET))
        probe.sendall(SSL_REQUEST)
        return probe.recv(1) != b""
    return False


def _why_it_does_not_start(folder: Folder) -> str:
    lines = folder.log.read_text("utf-8", errors="replace").splitlines()[-3:]
    return " ".join(
        (
            _("Il database incorporato non parte. Dice: «{reason}» (vedi {log}).").format(
                reason=" ".join(lines), log=folder.log
            ),
            elsewhere(),
        )
    )


def _wait_if_it_stops(folder: Folder) -> None:
    give_up_at = time.monotonic() + PATIENCE
    # A data folder thrown away meanwhile has its server stopped all the same.
    while folder.path.exists() and time.monotonic() < give_up_at:
        if _others_are_attached(folder) or _has_stopped(folder):
            return
        time.sleep(A_MOMENT)


def _others_are_attached(folder: Folder) -> bool:
    with _lock_on(folder.attached_lock) as lock:
        return try_lock(lock, fcntl.LOCK_SH) and not try_lock(lock, fcntl.LOCK_EX)


def _has_stopped(folder: Folder) -> bool:
    with _lock_on(folder.keeper_lock) as lock:
        return try_lock(lock, fcntl.LOCK_SH)


@contextmanager
def _lock_on(path: Path) -> Iterator[int]:
    descriptor = open_lock(path)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
