"""What holds on this machine: found by trying, for ``intese doctor``."""

import shutil
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from registry.platform.contained.programs import launch
from registry.platform.contained.running import run
from registry.platform.contained.task import Task

_TO_START = 30.0
_OUR_NETWORK = Path("/proc/self/ns/net")


class Lack(StrEnum):
    """What a system may be without. Limits of memory and time hold everywhere."""

    SECCOMP = "seccomp"
    LANDLOCK = "landlock"
    NAMESPACES = "namespaces"


class Attempts(Struct):
    unrelated: str
    """A file that the whole machine may read, and no task should."""


class Found(Struct):
    """What a task could do."""

    reads: bool
    connects: bool
    forks: bool


ATTEMPT = Task("registry.platform.contained.probe:attempt", asks=Attempts, answers=Found)


def lacks() -> list[Lack]:
    """What a task or a program is not held by here. Raises Failed where none can be started."""
    return list(_lacks())


def _lacks() -> Iterator[Lack]:
    with tempfile.NamedTemporaryFile() as unrelated:
        found = run(ATTEMPT, Attempts(unrelated.name))
    if found.connects or found.forks:
        yield Lack.SECCOMP
    if found.reads:
        yield Lack.LANDLOCK
    if not _has_networks():
        yield Lack.NAMESPACES


def _has_networks() -> bool:
    """Whether a program is in a network of its own."""
    readlink = shutil.which("readlink")
    if not _OUR_NETWORK.is_symlink() or readlink is None:
        return False
    with launch([readlink, _OUR_NETWORK]) as program:
        return program.wait(_TO_START) == 0 and program.said().strip() != str(
            _OUR_NETWORK.readlink()
        )
