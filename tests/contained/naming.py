"""The mischief's tasks by name, and how the machine looks before and after."""

import contextlib
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from registry.platform.contained import Task, keeping
from tests.contained.mischief import Asked, Said


def task(function: str) -> Task[Asked, Said]:
    return Task(f"tests.contained.mischief:{function}", asks=Asked, answers=Said)


class Births:
    """Those that this program heard of. A child that is lost before is wished again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        heard = self.heard = threading.Semaphore(0)
        wait_birth = keeping.Child.wait_birth

        def wait_and_tell(child: keeping.Child) -> None:
            wait_birth(child)
            heard.release()

        monkeypatch.setattr(keeping.Child, "wait_birth", wait_and_tell)

    def wait(self, many: int) -> None:
        assert all(self.heard.acquire(timeout=20) for _birth in range(many))


def nursery_pid() -> int:
    return keeping.nursery_of_this_program().process.pid


def family_of(pid: int) -> set[int]:
    """All that came from a process, and is not a zombie."""
    parents = {child: parent for child, parent, state in _processes() if state != "Z"}
    found: set[int] = set()
    while more := {child for child, parent in parents.items() if parent in {pid, *found}} - found:
        found |= more
    return found


def is_alive(pid: int) -> bool:
    return any(one == pid and state != "Z" for one, _parent, state in _processes())


def running(word: str) -> set[int]:
    """The processes with that word among those they were started with."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if word.encode() in (folder / "cmdline").read_bytes().split(b"\0"):
                found.add(int(folder.name))
    return found


def open_descriptors() -> set[str]:
    return {f"{link.name} {link.readlink()}" for link in Path("/proc/self/fd").iterdir()
            if link.is_symlink() and "/proc/" not in str(link.readlink())}  # fmt: skip


def eventually(holds: Callable[[], bool], seconds: float = 20.0) -> bool:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def _processes() -> list[tuple[int, int, str]]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        found.append((int(folder.name), int(parent), state))
    return found
