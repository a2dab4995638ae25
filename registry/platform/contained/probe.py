"""The task that tries, harmlessly, what no task should be able to do."""

import contextlib
import os
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from registry.platform.contained.strength import Attempts, Found


def attempt(asked: Attempts, _files: Sequence[BinaryIO], _output: BinaryIO | None) -> Found:
    return Found(
        reads=_can(lambda: Path(asked.unrelated).read_bytes()),
        connects=_can(lambda: socket.socket().close()),
        forks=_can(_fork),
    )


def _can(what: Callable[[], object]) -> bool:
    with contextlib.suppress(OSError):
        what()
        return True
    return False


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
