"""Other processes and other users of the machine, and what they can see of a server."""

import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg

from registry.platform.settings import ROOT

NOBODY = 65534

ATTACH = """
import sys
from pathlib import Path
from registry.platform.postgres import attached
with attached(Path(sys.argv[1]), durable="durable" in sys.argv) as server:
    print(server.dsn(), flush=True)
    sys.stdin.read()
"""


class Neighbour:
    """Another process that is attached to the server of a folder."""

    def __init__(self, place: Path, *, before: tuple[str, ...] = (), durable: bool = False) -> None:
        how = ["durable"] if durable else []
        self.process = subprocess.Popen(  # noqa: S603  our own words
            [*before, sys.executable, "-c", ATTACH, place, *how],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            start_new_session=True,
        )

    @property
    def dsn(self) -> str:
        """Waits until it is attached."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def leave(self) -> tuple[int, str]:
        """How it ended, and what it said on standard error."""
        _out, err = self.process.communicate()
        return self.process.returncode, err

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextmanager
def neighbour(
    place: Path, *, before: tuple[str, ...] = (), durable: bool = False
) -> Iterator[Neighbour]:
    other = Neighbour(place, before=before, durable=durable)
    try:
        yield other
    finally:
        other.kill()


async def ask(dsn: str, question: str = "SELECT 1") -> object:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


def processes_of(place: Path) -> dict[int, str]:
    """Every process of the machine that names the folder in its command: number and command."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if f"{place}/" in command and int(entry.name) != os.getpid():
            found[int(entry.name)] = command
    return found


def keepers_of(place: Path) -> list[int]:
    return [pid for pid, command in processes_of(place).items() if "keeper.py" in command]


def the_keeper_of(place: Path) -> int:
    return keepers_of(place)[0]


def the_server_of(place: Path) -> int:
    return int((place / "postgres/data/postmaster.pid").read_text().splitlines()[0])


def the_server_of_or_none(place: Path) -> int | None:
    try:
        return the_server_of(place)
    except (OSError, IndexError, ValueError):
        return None


def wait_until(it_is_so: Callable[[], object], *, within: float = 15) -> None:
    give_up_at = time.monotonic() + within
    while not it_is_so():
        assert time.monotonic() < give_up_at, "it never came to be so"
        time.sleep(0.02)


def is_gone(place: Path) -> bool:
    return not processes_of(place)


def as_another_user(uid: int, action: Callable[[], object]) -> str:
    """What happens when a user of the machine does it: the result, or the error's name."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking beside pytest's threads
        child = os.fork()
    if child == 0:
        _become_and_tell(uid, action, writing)
    os.close(writing)
    with os.fdopen(reading) as told:
        answer = told.read()
    os.waitpid(child, 0)
    return answer


def _become_and_tell(uid: int, action: Callable[[], object], writing: int) -> None:
    try:
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)
        told = repr(action())
    except BaseException as error:
        told = type(error).__name__
    os.write(writing, told.encode())
    os._exit(0)


def permissions_above(place: Path) -> list[tuple[str, int, int, int]]:
    """Mode, owner and group of the folder and of every folder above it."""
    return [
        (str(folder), seen.st_mode, seen.st_uid, seen.st_gid)
        for folder in (place, *place.parents)
        for seen in [folder.stat()]
    ]
