"""Tasks as a hostile file would have them: what each tries is what must not come of it.

They are imported by the nursery, and do harm only where they are let.
"""

import ctypes
import errno
import os
import re
import resource
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from registry.platform.errors import (
    AlreadyThere,
    InvalidInput,
    NotAllowed,
    NotFound,
    Refused,
    WrongStatus,
)
from registry.platform.i18n import _

Files = Sequence[BinaryIO]
Output = BinaryIO | None


class Asked(Struct):
    word: str = ""
    number: int = 0


class Said(Struct):
    words: list[str] = []
    number: int = 0


# What an honest task does.


def measure(_asked: Asked, files: Files, _output: Output) -> Said:
    return Said([file.read(40).decode("latin-1") for file in files], os.getpid())


def write(asked: Asked, files: Files, output: Output) -> Said:
    assert output
    for file in files:
        output.write(file.read())
    output.write(asked.word.encode() * asked.number)
    return Said(number=output.tell())


def wait(asked: Asked, _files: Files, _output: Output) -> Said:
    time.sleep(asked.number / 1000)
    return Said(number=asked.number)


def write_and_wait(_asked: Asked, _files: Files, output: Output) -> Said:
    assert output
    output.write(b"half a file")
    output.flush()
    time.sleep(1000)
    return Said()


def run_a_loop(_asked: Asked, _files: Files, _output: Output) -> Said:
    """As a library that is asynchronous inside does."""
    import asyncio  # noqa: PLC0415  its import is what must work in here

    async def answer() -> int:
        await asyncio.sleep(0)
        return 7

    return Said(number=asyncio.run(answer()))


def import_late(_asked: Asked, _files: Files, _output: Output) -> Said:
    import colorsys  # noqa: PLC0415  from the interpreter's own folder
    from encodings import cp273  # noqa: PLC0415

    return Said([colorsys.__name__, cp273.__name__, b"\xc1".decode("cp1140")])


# Time and memory.


def loop(_asked: Asked, _files: Files, _output: Output) -> Said:
    while True:
        pass


def match_for_ever(_asked: Asked, _files: Files, _output: Output) -> Said:
    """A loop in C, which never looks up."""
    return Said(number=bool(re.match(r"(a|a)*(a|a)*b", "a" * 60)))


def loop_with_closed_ears(_asked: Asked, _files: Files, _output: Output) -> Said:
    for sign in (signal.SIGALRM, signal.SIGXCPU, signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, signal.SIG_IGN)
    while True:
        time.sleep(0.01)


def hoard(_asked: Asked, _files: Files, _output: Output) -> Said:
    kept: list[bytearray] = []
    while True:
        kept.append(bytearray(2**20))


def ask_for_much(_asked: Asked, _files: Files, _output: Output) -> Said:
    return Said(number=len(bytes(2**33)))


def hold(asked: Asked, _files: Files, _output: Output) -> Said:
    return Said(number=len(bytearray(asked.number)))


# Answers.


def talk_much(asked: Asked, _files: Files, _output: Output) -> Said:
    return Said(["x" * 1000] * asked.number)


def _channel() -> int:
    return next(n for n in range(3, 200) if _is_socket(n))


def _is_socket(number: int) -> bool:
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False


def speak_raw(asked: Asked, _files: Files, _output: Output) -> Said:
    """What a child that is no longer ours might say."""
    for letter in bytes.fromhex(asked.word):
        os.write(_channel(), bytes([letter]))
        time.sleep(asked.number / 1000)
    os._exit(0)


def hang_up(asked: Asked, _files: Files, _output: Output) -> Said:
    os.close(_channel())
    time.sleep(asked.number)
    os._exit(0)


def answer_something_else(_asked: Asked, _files: Files, _output: Output) -> object:
    return {"words": 3}


# Ends.


def crash(_asked: Asked, _files: Files, _output: Output) -> Said:
    ctypes.string_at(0)
    return Said()


def leave(asked: Asked, _files: Files, _output: Output) -> Said:
    os._exit(asked.number)


def raise_(asked: Asked, _files: Files, _output: Output) -> Said:
    kinds: dict[str, BaseException] = {
        "ValueError": ValueError("the words of a file"),
        "SystemExit": SystemExit(0),
        "KeyboardInterrupt": KeyboardInterrupt(),
        "NotImplementedError": NotImplementedError(),
        "UnicodeDecodeError": UnicodeDecodeError("ascii", b"\xff", 0, 1, "ordinal"),
    }
    raise kinds[asked.word]


def recurse(asked: Asked, files: Files, output: Output) -> Said:
    return recurse(asked, files, output)


class TooOld(WrongStatus):
    """A refusal of the task's own."""


def refuse(asked: Asked, _files: Files, _output: Output) -> Said:
    kinds: dict[str, Refused] = {
        "Refused": Refused("Così no."),
        "NotFound": NotFound("Non c'è."),
        "NotAllowed": NotAllowed("Non puoi."),
        "WrongStatus": WrongStatus("Non adesso."),
        "TooOld": TooOld("Troppo vecchio."),
        "AlreadyThere": AlreadyThere("C'è già."),
        "InvalidInput": InvalidInput("Qualcosa non va.", title="Manca."),
    }
    raise kinds[asked.word]


def refuse_in_a_language(_asked: Asked, _files: Files, _output: Output) -> Said:
    raise NotFound(_("Il documento non è più nell'archivio."))


# What lies outside.


def _tried(*ways: Callable[[], object]) -> Said:
    """The kind of error that each way ends in, or what it gave."""
    words = []
    for way in ways:
        try:
            words.append(repr(way()))
        except Exception as fault:
            words.append(type(fault).__name__)
    return Said(words)


def read_files(asked: Asked, _files: Files, _output: Output) -> Said:
    paths = [Path(path) for path in asked.word.split(":")]
    return _tried(
        *(path.read_bytes for path in paths),
        *(partial(os.scandir, path.parent) for path in paths),
    )


def write_files(asked: Asked, _files: Files, _output: Output) -> Said:
    """Every way of changing a folder, or a file ``there`` that is in it."""
    folder = Path(asked.word)
    there, new = folder / "there", folder / "new"
    libc = ctypes.CDLL(None, use_errno=True)

    def raw(function: str, *arguments: object) -> None:
        if getattr(libc, function)(*arguments) < 0:
            raise OSError(ctypes.get_errno(), "")

    return _tried(
        lambda: new.write_bytes(b"x"), lambda: there.open("ab"), lambda: there.open("r+b"),
        new.mkdir, there.unlink, folder.rmdir, lambda: there.rename(new),
        lambda: new.symlink_to(there), lambda: new.hardlink_to(there),
        lambda: there.chmod(0o777), lambda: os.truncate(there, 0), lambda: os.utime(there),
        lambda: os.mkfifo(new), lambda: os.setxattr(there, "user.x", b"x"),
        lambda: os.memfd_create("x"), lambda: raw("creat", bytes(new), 0o600),
        lambda: raw("open", bytes(new), os.O_RDONLY | os.O_CREAT, 0o600),
        lambda: raw("open", bytes(folder), os.O_RDWR | os.O_TMPFILE, 0o600),
    )  # fmt: skip


def connect(asked: Asked, _files: Files, _output: Output) -> Said:
    port, path = asked.number, asked.word
    return _tried(
        lambda: socket.create_connection(("127.0.0.1", port), 1),
        lambda: socket.create_connection(("::1", port), 1),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", port)),
        lambda: socket.socket(socket.AF_UNIX).connect(path),
        lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
        lambda: socket.socketpair(socket.AF_INET),
        lambda: socket.getaddrinfo("localhost", port),
    )


def start_others(_asked: Asked, _files: Files, _output: Output) -> Said:
    return _tried(
        os.fork, lambda: os.execv("/bin/sh", ["sh", "-c", "exit 0"]),  # noqa: S606
        lambda: subprocess.run([sys.executable, "-c", "pass"], check=True),
        lambda: os.posix_spawn("/bin/true", ["true"], {}), threading.Thread(target=int).start,
        lambda: signal.setitimer(signal.ITIMER_REAL, 0),
        lambda: os.kill(os.getppid(), signal.SIGKILL), lambda: os.kill(-1, signal.SIGKILL),
        lambda: os.killpg(os.getppid(), signal.SIGKILL),
        lambda: resource.setrlimit(resource.RLIMIT_AS, (2**40, 2**40)),
        lambda: resource.setrlimit(resource.RLIMIT_CPU, (10**6, 10**6)),
        lambda: os.setuid(1234), os.setsid,
    )  # fmt: skip


def bomb(_asked: Asked, _files: Files, _output: Output) -> Said:
    while True:
        os.fork()


def call_kernel(asked: Asked, _files: Files, _output: Output) -> Said:
    """Each call by its number, as code that was smuggled in would."""
    libc = ctypes.CDLL(None, use_errno=True)
    words = []
    for number in asked.word.split():
        failed = libc.syscall(ctypes.c_long(int(number)), 0, 0, 0, 0, 0) < 0
        words.append(errno.errorcode[ctypes.get_errno()] if failed else "done")
    return Said(words)


def look_around(_asked: Asked, _files: Files, _output: Output) -> Said:
    """Its descriptors that are no socket, and its environment."""
    held = []
    for number in range(3, 500):
        try:
            mode = os.fstat(number).st_mode
        except OSError:
            continue
        if not stat.S_ISSOCK(mode):
            held.append(str(number))
    return Said([*held, *(f"{name}={value}" for name, value in os.environ.items())], len(held))


def open_many(_asked: Asked, _files: Files, _output: Output) -> Said:
    kept: list[int] = []
    while len(kept) < 5000:
        kept.append(os.open(os.devnull, os.O_RDONLY))
    return Said(number=len(kept))
