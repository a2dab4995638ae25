"""Starting a program that does not belong to us, such as LibreOffice, shut in like a task."""

import contextlib
import os
import socket
import stat
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from registry.platform.contained import keeping
from registry.platform.contained.failures import failure_of
from registry.platform.contained.files import scratch
from registry.platform.contained.limits import A_PROGRAM, Limits
from registry.platform.contained.messages import ProgramWanted
from registry.platform.contained.namespaces import TMP

PLAIN = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}


class Program:
    """A program that was started. Whatever ends it ends all that it started."""

    def __init__(self, child: keeping.Child, words: IO[bytes], tidy: Callable[[], None]) -> None:
        self._child = child
        self._words = words
        self._tidy = tidy

    def wait(self, seconds: float | None = None) -> int:
        """Its exit code. Raises a :class:`Failed` when it was ended by a limit or a signal, and
        TimeoutError when it is still running after so long."""
        status = self._child.wait_end(None if seconds is None else time.monotonic() + seconds)
        if os.WIFEXITED(status):
            return os.WEXITSTATUS(status)
        raise failure_of(status)

    def is_running(self) -> bool:
        return not self._child.has_ended()

    def said(self, most: int = 64 * 1024) -> str:
        """The end of what it wrote on its standard output and error."""
        number = self._words.fileno()  # whose place in the file is the program's: not moved
        size = os.fstat(number).st_size
        return os.pread(number, most, max(0, size - most)).decode("utf-8", "replace")

    def end(self) -> None:
        """Now, and all of it: nothing is left when this returns. Once more does no harm."""
        self._child.close()
        self._tidy()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()
        self._words.close()


def launch(
    argv: Sequence[str | Path],
    *,
    limits: Limits = A_PROGRAM,
    env: Mapping[str, str] = PLAIN,
    cwd: Path | None = None,
    reads: Sequence[Path] = (),
    writes: Sequence[Path] = (),
    needs_tmp: bool = False,
) -> Program:
    """Start a program without network, which reads the system's programs and fonts and what is
    under ``reads``, and writes under ``writes`` only. To be used in a ``with`` block.

    ``needs_tmp`` is for those that insist on ``/tmp``, as LibreOffice does: an empty one of its
    own; on a machine that has no such thing the common one, where dead sockets that it leaves are
    removed.

    ``argv`` begins with the program's whole path. ``cwd`` is the first of ``writes`` if not
    given. Each process of it has ``limits`` for itself; the clock is for the whole.
    """
    program = Path(argv[0])
    if not program.is_absolute() or not os.access(program, os.X_OK):
        raise FileNotFoundError(program)
    wanted = ProgramWanted(
        argv=[str(word) for word in argv],
        env=dict(env),
        cwd=str(cwd or next(iter(writes), Path("/"))),
        limits=limits,
        reads=[str(path.absolute()) for path in reads],
        writes=[str(path.absolute()) for path in writes],
        needs_tmp=needs_tmp,
    )
    before = _sockets_in_tmp() if needs_tmp else set()
    words = scratch()
    try:
        child = keeping.bear(wanted, given=[words.fileno()], talking=False)
        return Program(child, words, partial(_remove_dead, before) if needs_tmp else lambda: None)
    except BaseException:
        words.close()
        raise


def _sockets_in_tmp() -> set[Path]:
    """Our own."""
    found = set()
    for path in TMP.iterdir():
        with contextlib.suppress(OSError):
            seen = path.lstat()
            if stat.S_ISSOCK(seen.st_mode) and seen.st_uid == os.geteuid():
                found.add(path)
    return found


def _remove_dead(before: set[Path]) -> None:
    """The new ones on which nobody listens: another program's may have been made meanwhile."""
    for path in _sockets_in_tmp() - before:
        with socket.socket(socket.AF_UNIX) as ours:
            ours.setblocking(False)
            try:
                ours.connect(str(path))
            except ConnectionRefusedError:
                path.unlink(missing_ok=True)
            except OSError:
                continue
