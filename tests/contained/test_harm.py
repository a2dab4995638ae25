"""What a task that a file has taken over tries to do, and cannot."""

import os
import socket
from pathlib import Path

import pytest

from registry.platform.contained import Broke, run, seccomp
from tests.contained.mischief import Asked
from tests.contained.naming import nursery_pid, task

NO = "PermissionError"


def test_it_reads_no_file_of_the_machine_of_the_registry_or_of_another_process(
    home: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("chi legge ha vinto")
    (home / "secret").write_text("il segreto dell'installazione")
    paths = ["/etc/passwd", "/etc/hostname", str(secret), str(home / "secret"),
             f"/proc/{os.getpid()}/environ", f"/proc/{nursery_pid()}/maps", "/proc/self/mem",
             str(Path(__file__).parents[2] / "pyproject.toml"), "/dev/kmsg"]  # fmt: skip

    said = run(task("read_files"), Asked(":".join(paths)))

    assert said.words == [NO] * len(paths) * 2


def test_it_changes_no_file_and_no_folder(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"as it was")
    before = (tmp_path / "there").stat()

    said = run(task("write_files"), Asked(str(tmp_path)))

    assert set(said.words) <= {NO, "OSError"}
    assert len(said.words) == 18
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert (tmp_path / "there").read_bytes() == b"as it was"
    after = (tmp_path / "there").stat()
    assert (after.st_mode, after.st_mtime_ns) == (before.st_mode, before.st_mtime_ns)


def test_it_calls_nobody(tmp_path: Path) -> None:
    path = str(tmp_path / "here")
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams,
        socket.socket(socket.AF_UNIX) as near,
    ):
        port = server.getsockname()[1]
        datagrams.bind(("127.0.0.1", port))
        near.bind(path)
        near.listen()
        for one in (server, datagrams, near):
            one.setblocking(False)

        said = run(task("connect"), Asked(path, port))

        assert set(said.words) <= {NO, "gaierror"}
        assert len(said.words) == 7
        for one in (server, near):
            with pytest.raises(BlockingIOError):
                one.accept()
        with pytest.raises(BlockingIOError):
            datagrams.recv(1)


def test_it_starts_nothing_ends_nobody_and_cannot_raise_its_limits() -> None:
    said = run(task("start_others"), Asked())

    assert set(said.words) <= {NO, "RuntimeError", "itimer_error", "OSError", "ValueError"}
    assert len(said.words) == 13
    assert run(task("measure"), Asked()).words == []


def test_a_fork_bomb_does_not_go_off() -> None:
    with pytest.raises(Broke, match=NO):
        run(task("bomb"), Asked())


CALLS = (
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_getfd", "unshare",
    "setns", "mount", "umount2", "move_mount", "open_tree", "fsopen", "mount_setattr",
    "pivot_root", "chroot", "bpf", "perf_event_open", "io_uring_setup", "io_uring_enter", "keyctl",
    "add_key", "request_key", "userfaultfd", "init_module", "finit_module", "kexec_load", "reboot",
    "personality", "name_to_handle_at", "open_by_handle_at", "fanotify_init", "setsid", "setpgid",
    "clone3", "memfd_secret",
)  # fmt: skip


def test_the_kernels_back_doors_are_shut() -> None:
    known = seccomp.numbers(seccomp.PROGRAMS_MAY_NOT + ";" + seccomp.CLONE3)
    numbers = [known[name] for name in CALLS]

    said = run(task("call_kernel"), Asked(" ".join(map(str, [*numbers, 460, 1000]))))

    assert set(said.words) <= {"EPERM", "ENOSYS"}
    assert len(said.words) == len(CALLS) + 2


def test_it_inherits_neither_descriptors_nor_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTESE_SECRET", "un segreto lungo quanto basta")
    with (tmp_path / "of the program").open("wb") as file:
        os.set_inheritable(file.fileno(), True)

        said = run(task("look_around"), Asked(), files=[b"one", b"two"])

    assert said.number == 2
    assert not any("INTESE" in word or "segreto" in word for word in said.words)
