"""The warden of a program: it starts it shut in, tells how it ended, and leaves nothing of it.

Everything that the program starts is in the warden's group, and may not leave it; where the
system allows, it is also in a list of processes of its own, under a first process at whose
end the kernel ends the rest.
"""

import contextlib
import os
import signal
import socket
from pathlib import Path
from typing import NoReturn

from registry.platform.contained import confinement, kernel, messages, namespaces, wire
from registry.platform.contained.messages import Ended, ProgramWanted

_NOT_STARTED = 127
"""The exit code of a program that could not be, as shells have it; its words say why."""


def keep(nursery: int, status: socket.socket, words: int, wanted: ProgramWanted) -> NoReturn:
    os.setsid()
    is_apart = namespaces.set_apart()
    if is_apart and wanted.needs_tmp:
        shown = map(Path, (wanted.cwd, *wanted.reads, *wanted.writes))
        namespaces.have_own_tmp(size=wanted.limits.output, but=shown)

    def end_all(sign: int, _frame: object) -> None:
        if sign == signal.SIGALRM:
            _tell(status, sign)
        os.killpg(0, signal.SIGKILL)

    for sign in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(sign, end_all)
    # Not the end that cannot be caught: there may be a group to take along.
    kernel.die_with_parent(nursery, signal.SIGTERM)
    if wanted.limits.seconds:
        signal.setitimer(signal.ITIMER_REAL, wanted.limits.seconds)
    warden = os.getpid()
    first = os.fork()
    if first == 0:
        _undo_signals()
        if is_apart:
            _be_first(status, words, wanted)
        _become(words, wanted, parent=warden)
    _pid, ended = os.waitpid(first, 0)
    _tell(status, ended)  # unless the first process has told already: the first word counts
    os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _be_first(status: socket.socket, words: int, wanted: ProgramWanted) -> NoReturn:
    """The first process of a new list: it starts the program, buries orphans, ends with it."""
    kernel.die_with_parent(0)  # its parent is outside of the list
    program = os.fork()
    if program == 0:
        _become(words, wanted, parent=1)
    while True:
        pid, ended = os.wait()
        if pid == program:
            _tell(status, ended)
            os._exit(0)


def _become(words: int, wanted: ProgramWanted, *, parent: int) -> NoReturn:
    try:
        kernel.die_with_parent(parent)
        _be_given(words)
        os.chdir(wanted.cwd)
        rules = confinement.program_rules(wanted)
        confinement.go_first()
        confinement.bound_program(wanted.limits)
        confinement.seal_program(rules)
        os.execve(wanted.argv[0], wanted.argv, wanted.env)  # noqa: S606  no shell is the point
    except OSError as fault:
        os.write(2, f"{fault}\n".encode(errors="replace"))
    finally:
        os._exit(_NOT_STARTED)


def _be_given(words: int) -> None:
    """Nothing to read, one place for its words, and no other descriptor."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, standard in ((nothing, 0), (words, 1), (words, 2)):
        os.dup2(number, standard)
    confinement.keep_only([])


def _undo_signals() -> None:
    for name in ("SIGTERM", "SIGALRM", "SIGPIPE", "SIGXFSZ"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)


def _tell(status: socket.socket, ended: int) -> None:
    with contextlib.suppress(wire.Closed):
        wire.send(status, messages.encode(Ended(ended)))
