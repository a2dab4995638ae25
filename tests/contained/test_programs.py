"""Programs that are not ours: what they are given, and that nothing of them is left."""

import os
import shutil
import signal
import socket
import time
from pathlib import Path

import pytest

from registry.platform.contained import (
    A_PROGRAM,
    MIB,
    Died,
    Limits,
    OutOfTime,
    TooMuchOutput,
    keeping,
    launch,
)
from tests.contained.naming import eventually, family_of, is_alive, nursery_pid

SHELL = "/bin/bash"


def shell(script: str, *words: object) -> list[str]:
    return [SHELL, "-c", script, "bash", *map(str, words)]


def test_a_program_works_in_the_folder_that_it_is_given(tmp_path: Path) -> None:
    with launch(shell("echo scritto > qui; pwd; echo e poi >&2"), writes=[tmp_path]) as program:
        code = program.wait(20)
        said = program.said()

    assert (code, said) == (0, f"{tmp_path}\ne poi\n")
    assert (tmp_path / "qui").read_text() == "scritto\n"


def test_its_exit_code_is_told_and_not_judged() -> None:
    with launch(shell("exit 7")) as program:
        assert program.wait(20) == 7
        assert not program.is_running()


def test_its_environment_is_the_one_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTESE_SECRET", "un segreto lungo quanto basta")

    with launch(["/usr/bin/env"], env={"HOME": "/nowhere"}) as program:
        assert program.wait(20) == 0
        assert program.said() == "HOME=/nowhere\n"


def test_a_program_that_is_not_there_is_said_before_anything_starts() -> None:
    with pytest.raises(FileNotFoundError):
        launch(["/usr/bin/soffice-che-non-c-è"])
    with pytest.raises(FileNotFoundError):
        launch(["bash"])


def test_a_program_that_cannot_start_says_why(tmp_path: Path) -> None:
    with launch(["/bin/cat"], cwd=tmp_path / "nowhere") as program:
        assert program.wait(20) == 127
        assert "No such file" in program.said()


def test_a_program_that_hangs_ends_by_the_clock() -> None:
    with (
        launch(shell("sleep 1000"), limits=Limits(seconds=0.3)) as program,
        pytest.raises(OutOfTime, match="SIGALRM"),
    ):
        program.wait(20)


def test_a_program_that_stays_can_be_waited_for_a_while_and_ended() -> None:
    with launch(shell("sleep 1000"), limits=Limits(seconds=None, cpu_seconds=None)) as program:
        with pytest.raises(TimeoutError):
            program.wait(0.1)
        assert program.is_running()

        program.end()

        assert not program.is_running()
        with pytest.raises(Died):
            program.wait(1)


GRANDCHILDREN = 'for n in 1 2 3; do (trap "" TERM HUP INT; sleep 1000 & sleep 1000) & done; wait'


def test_its_grandchildren_end_with_it() -> None:
    with launch(shell(GRANDCHILDREN)):
        assert eventually(lambda: len(family_of(nursery_pid())) >= 7)
        all_of_it = family_of(nursery_pid())

    assert eventually(lambda: not any(map(is_alive, all_of_it)))


def test_its_grandchildren_end_when_it_does() -> None:
    with launch(shell("trap '' HUP; (sleep 1000 &) ; (sleep 1000 &) ; exit 3")) as program:
        assert program.wait(20) == 3
        assert eventually(lambda: family_of(nursery_pid()) == set())


def test_its_grandchildren_cannot_leave_for_a_session_of_their_own() -> None:
    with launch(shell("setsid sleep 1000 & sleep 1000")):
        assert eventually(lambda: len(family_of(nursery_pid())) >= 3)
        all_of_it = family_of(nursery_pid())

    assert eventually(lambda: not any(map(is_alive, all_of_it)))


@pytest.mark.parametrize("which", ["nursery", "warden"])
def test_they_end_when_the_one_who_keeps_them_is_killed(which: str) -> None:
    with launch(shell(GRANDCHILDREN)) as program:
        nursery = nursery_pid()
        assert eventually(lambda: len(family_of(nursery)) >= 7)
        all_of_it = family_of(nursery)
        warden = next(pid for pid in all_of_it if os.getpgid(pid) == pid)

        os.kill({"nursery": nursery, "warden": warden}[which], signal.SIGKILL)

        with pytest.raises(Died):
            program.wait(20)
        assert eventually(lambda: not any(map(is_alive, all_of_it)))


def test_a_program_that_wants_all_the_memory_has_none() -> None:
    one_line_without_end = "tail -n 1 /dev/zero | wc -c"
    with launch(shell(one_line_without_end), limits=Limits(memory=256 * MIB)) as program:
        assert program.wait(30) == 0
        assert "memory exhausted" in program.said()


def test_a_program_that_writes_without_end_ends(tmp_path: Path) -> None:
    limits = Limits(output=10 * MIB, memory=A_PROGRAM.memory)
    with launch(["/bin/cat", "/dev/zero"], limits=limits) as program:
        with pytest.raises(TooMuchOutput, match="SIGXFSZ"):
            program.wait(30)
        assert len(program.said()) == 64 * 1024

    with launch(shell("cat /dev/zero > qui; echo $?"), limits=limits, writes=[tmp_path]) as program:
        assert program.wait(30) == 0
        assert program.said().endswith(f"{128 + signal.SIGXFSZ}\n")
    assert (tmp_path / "qui").stat().st_size == 10 * MIB


def test_a_program_calls_nobody(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        port = server.getsockname()[1]
        script = (
            f"exec 3<>/dev/tcp/127.0.0.1/{port} && echo arrivato;"
            f"exec 4<>/dev/udp/127.0.0.1/{port} && echo arrivato;"
            "cat /proc/net/dev | grep -c :"
        )
        with launch(shell(script), writes=[tmp_path]) as program:
            program.wait(20)
            said = program.said()

        assert "arrivato" not in said
        assert "Operation not permitted" in said
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_program_may_speak_over_a_socket_in_its_folder(tmp_path: Path) -> None:
    python = shutil.which("python3", path="/usr/bin")
    assert python, "Debian's own Python is not there"
    script = (
        "import socket; a = socket.socket(socket.AF_UNIX); a.bind('s'); a.listen();"
        "b = socket.socket(socket.AF_UNIX); b.connect('s'); b.send(b'ciao');"
        "print(a.accept()[0].recv(4))"
    )

    with launch([python, "-c", script], writes=[tmp_path]) as program:
        assert program.wait(30) == 0
        assert program.said() == "b'ciao'\n"


def test_a_program_reads_and_writes_where_it_was_told_only(tmp_path: Path) -> None:
    reads, writes, other = (tmp_path / name for name in ("reads", "writes", "other"))
    for folder in (reads, writes, other):
        folder.mkdir()
        (folder / "there").write_text(f"{folder.name}\n")
    script = (
        'for d in "$@"; do cat "$d/there"; echo x > "$d/new"; rm -f "$d/there"; mkdir "$d/deep";'
        ' ln -s / "$d/link"; done; cat /etc/shadow; cat /proc/$PPID/environ; ls ~root'
    )

    with launch(shell(script, reads, writes, other), reads=[reads], writes=[writes]) as program:
        program.wait(20)
        said = program.said()

    assert [line for line in said.splitlines() if line in ("reads", "writes", "other")] == [
        "reads", "writes",
    ]  # fmt: skip
    assert [path.name for path in reads.iterdir()] == ["there"]
    assert [path.name for path in other.iterdir()] == ["there"]
    assert {path.name for path in writes.iterdir()} == {"new", "deep", "link"}
    assert "root:" not in said
    assert "INTESE" not in said


def test_many_programs_leave_no_process(tmp_path: Path) -> None:
    for n in range(20):
        with launch(shell("sleep 1000 & exit $1", n), writes=[tmp_path]) as program:
            assert program.wait(20) == n

    assert family_of(nursery_pid()) == set()


def test_ending_does_not_wait_for_who_will_not_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "GRACE", 60)
    with launch(shell("trap '' TERM INT HUP; sleep 1000")) as program:
        assert program.is_running()
        before = time.monotonic()

    assert time.monotonic() - before < 30
