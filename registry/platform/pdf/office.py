"""One LibreOffice that stays, seen from here."""

import contextlib
import errno
import json
import os
import shutil
import socket
import stat
import sys
import tempfile
from pathlib import Path
from typing import Any, Self

from registry.platform.contained import MIB, Limits, launch
from registry.platform.contained.programs import PLAIN
from registry.platform.pdf import driver
from registry.platform.pdf.installed import door_of
from registry.platform.pdf.profile import write_profile
from registry.platform.pdf.refusals import NoLibreOffice, NotConverted
from registry.platform.settings import settings

LIMITS = Limits(
    seconds=None, cpu_seconds=None, memory=4096 * MIB, output=256 * MIB, open_files=1024
)
"""For a program that stays: whoever waits for a document holds the clock."""
TO_OPEN = 120.0
"""Seconds. On an idle machine it takes three or four, with a new profile."""


class EndedError(Exception):
    """It went away, or spoke what it does not speak: it is of no more use."""


class Office:
    """Opened at once; to be closed by whoever opened it. One document at a time."""

    def __init__(self, programs: Path) -> None:
        library = door_of(programs)
        if library is None:
            raise NoLibreOffice
        self.made = 0
        self._folder = _new_folder()
        self._program: Any = None
        self._channel: socket.socket | None = None
        try:
            self._open(library)
        except BaseException:
            self.close()
            raise

    def convert(self, docx: bytes, *, seconds: float) -> bytes:
        """The PDF. Raises NotConverted for what it cannot open, TimeoutError when it is not done
        in time, EndedError, and OSError for a disk without room: after these three it is of no
        more use."""
        self.made += 1
        read, write = self._folder / f"{self.made}.docx", self._folder / f"{self.made}.pdf"
        try:
            read.write_bytes(docx)
            answer = self._ask({"read": read.name, "write": write.name}, seconds)
            if not answer.get("done"):
                raise NotConverted.unread()
            return read_made(write)
        finally:
            read.unlink(missing_ok=True)
            write.unlink(missing_ok=True)

    def close(self) -> None:
        """Nothing of it is left: no process, no file."""
        if self._channel is not None:
            self._channel.close()
        if self._program is not None:
            self._program.__exit__(None, None, None)
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        self.close()

    def _open(self, library: Path) -> None:
        write_profile(self._folder / "profile")
        code = Path(driver.__file__)
        python = Path(sys.executable)
        with socket.socket(socket.AF_UNIX) as door:
            _bind(door, self._folder)
            door.listen(1)
            self._program = launch(
                [python.resolve(), "-I", "-S", code, library, "profile"],
                limits=LIMITS,
                env={**PLAIN, "HOME": str(self._folder), "SAL_USE_VCLPLUGIN": "svp"},
                reads=[Path(sys.base_prefix), code],
                writes=[self._folder],
                needs_tmp=True,
            )
            self._channel = self._first_to_come(door)
        self._heard(TO_OPEN)

    def _first_to_come(self, door: socket.socket) -> socket.socket:
        door.settimeout(0.1)
        for _tenth in range(round(TO_OPEN * 10)):
            with contextlib.suppress(TimeoutError):
                return door.accept()[0]
            if not self._program.is_running():
                raise EndedError
        raise TimeoutError

    def _ask(self, asked: dict[str, str], seconds: float) -> dict[str, Any]:
        if self._channel is None:
            raise EndedError
        self._channel.settimeout(seconds)
        try:
            self._channel.sendall(json.dumps(asked).encode() + b"\n")
        except TimeoutError:
            raise
        except OSError as gone:
            raise EndedError from gone
        return self._heard(seconds)

    def _heard(self, seconds: float) -> dict[str, Any]:
        """One line of its own."""
        assert self._channel is not None  # noqa: S101  it was opened
        self._channel.settimeout(seconds)
        line = b""
        try:
            while not line.endswith(b"\n") and (more := self._channel.recv(4096)):
                line += more
        except TimeoutError:
            raise
        except OSError as gone:
            raise EndedError from gone
        try:
            answer = json.loads(line)
        except ValueError as no_words:
            raise EndedError from no_words
        if not isinstance(answer, dict):
            raise EndedError
        return answer


def _new_folder() -> Path:
    place = settings().home / "tmp"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="pdf-", dir=place)).resolve()


def _bind(door: socket.socket, folder: Path) -> None:
    """The socket ``door`` of a folder, however long the folder's path: a name of a socket has
    hundred letters."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        near = Path(f"/proc/self/fd/{number}")
        door.bind(str((near if near.exists() else folder) / "door"))
    finally:
        os.close(number)


def read_made(path: Path) -> bytes:
    """What it wrote, and nothing that it only points at. Raises EndedError where that is none."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as missing:
        if missing.errno in (errno.ENOENT, errno.ELOOP):
            raise EndedError from missing
        raise
    with os.fdopen(number, "rb") as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise EndedError
        return file.read()
