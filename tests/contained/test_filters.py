"""What the kernel's filters say on either kind of machine, also the one that is not here."""

import errno
import os
from collections.abc import Iterator

import pytest

from registry.platform.contained import kernel, seccomp
from tests.contained.bpf import ALLOWED, ENDED, answer

NO = 0x50000 | errno.EPERM
NOT_THERE = 0x50000 | errno.ENOSYS
PID = 4321

Call = tuple[str, int, int, tuple[int, ...], int]
"""Its name, its number on x86_64 and on aarch64, its arguments, and the answer."""

OF_A_TASK: list[Call] = [
    ("read", 0, 63, (), ALLOWED),
    ("mmap", 9, 222, (), ALLOWED),
    ("exit_group", 231, 94, (), ALLOWED),
    ("openat to read", 257, 56, (0, 0, os.O_RDONLY | os.O_CLOEXEC), ALLOWED),
    ("openat to write", 257, 56, (0, 0, os.O_WRONLY), NO),
    ("openat to make", 257, 56, (0, 0, os.O_RDONLY | os.O_CREAT), NO),
    ("openat2", 437, 437, (), NOT_THERE),
    ("socket", 41, 198, (1,), NO),
    ("connect", 42, 203, (), NO),
    ("socketpair, unix", 53, 199, (1,), ALLOWED),
    ("socketpair, internet", 53, 199, (2,), NO),
    ("execve", 59, 221, (), NO),
    ("clone", 56, 220, (), NO),
    ("clone3", 435, 435, (), NOT_THERE),
    ("kill itself", 62, 129, (PID, 9), ALLOWED),
    ("kill another", 62, 129, (PID + 1, 9), NO),
    ("kill all", 62, 129, (2**64 - 1, 9), NO),
    ("tgkill another", 234, 131, (PID + 2**32, PID, 9), NO),
    ("ask for its limits", 302, 261, (0, 9, 0, 1), ALLOWED),
    ("change its limits", 302, 261, (0, 9, 0x7FFF00000000, 0), NO),
    ("setitimer", 38, 103, (), NO),
    ("ptrace", 101, 117, (), NO),
    ("unlinkat", 263, 35, (), NO),
    ("io_uring_setup", 425, 425, (), NOT_THERE),
    ("whatever comes", 999, 999, (), NOT_THERE),
]
OF_A_PROGRAM: list[Call] = [
    ("openat to write", 257, 56, (0, 0, os.O_WRONLY), ALLOWED),
    ("execve", 59, 221, (), ALLOWED),
    ("clone", 56, 220, (0x11,), ALLOWED),
    ("clone into a namespace", 56, 220, (0x10000011,), NO),
    ("clone3", 435, 435, (), NOT_THERE),
    ("socket, unix", 41, 198, (1,), ALLOWED),
    ("socket, internet", 41, 198, (2,), NO),
    ("socket, internet 6", 41, 198, (10,), NO),
    ("socket, netlink", 41, 198, (16,), NO),
    ("setsid", 112, 157, (), NO),
    ("unshare", 272, 97, (), NO),
    ("mount", 165, 40, (), NO),
    ("bpf", 321, 280, (), NO),
    ("io_uring_setup", 425, 425, (), NO),
    ("whatever comes", 999, 999, (), NOT_THERE),
]


@pytest.fixture(autouse=True)
def made_anew() -> Iterator[None]:
    seccomp.same_for_all_tasks.cache_clear()
    yield
    seccomp.same_for_all_tasks.cache_clear()


def on_a(machine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "MACHINE", machine)


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("call", OF_A_TASK, ids=lambda call: call[0])
def test_of_a_task(call: Call, machine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on_a(machine, monkeypatch)
    _name, on_x86, on_arm, arguments, expected = call
    number = on_x86 if machine == "x86_64" else on_arm

    assert answer(seccomp.for_a_task(PID), machine, number, *arguments) == expected


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("call", OF_A_PROGRAM, ids=lambda call: call[0])
def test_of_a_program(call: Call, machine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on_a(machine, monkeypatch)
    _name, on_x86, on_arm, arguments, expected = call
    number = on_x86 if machine == "x86_64" else on_arm

    assert answer(seccomp.for_a_program(), machine, number, *arguments) == expected


def test_who_speaks_as_another_machine_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    on_a("x86_64", monkeypatch)

    for filter_ in (seccomp.for_a_task(PID), seccomp.for_a_program()):
        assert answer(filter_, "i386", 3) == ENDED
        assert answer(filter_, "x86_64", 0x40000000) == ENDED


def test_elsewhere_there_is_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    on_a("riscv64", monkeypatch)

    assert not seccomp.is_known()
