"""However a child, the nursery or the program ends, nobody waits for ever and nothing is left."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from registry.platform.contained import Died, Limits, OutOfTime, keeping, run
from registry.platform.settings import ROOT
from tests.contained.mischief import Asked
from tests.contained.naming import Births, eventually, family_of, is_alive, nursery_pid, task


class Asking(threading.Thread):
    """Another thread that asks for a task, and how that ended."""

    def __init__(self, function: str, asked: Asked) -> None:
        super().__init__()
        self.function, self.asked = function, asked
        self.failure: Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            run(task(self.function), self.asked)
        except Exception as failure:
            self.failure = failure

    def wait(self) -> str:
        self.join(30)
        return f"{type(self.failure).__name__}: {self.failure}"


def test_a_crash_is_told_by_its_signal() -> None:
    with pytest.raises(Died, match="SIGSEGV"):
        run(task("crash"), Asked())


@pytest.mark.parametrize("code", [0, 3])
def test_an_exit_without_an_answer_is_a_death(code: int) -> None:
    with pytest.raises(Died, match=f"exit {code}"):
        run(task("leave"), Asked(number=code))


def test_who_hangs_up_has_died_when_it_ends() -> None:
    with pytest.raises(Died, match="exit 0"):
        run(task("hang_up"), Asked())


def test_who_hangs_up_and_goes_on_is_out_of_time() -> None:
    with pytest.raises(OutOfTime):
        run(task("hang_up"), Asked(number=1000), limits=Limits(seconds=0.3))


def test_a_nursery_killed_while_nobody_asks_is_not_noticed() -> None:
    before = nursery_pid()
    os.kill(before, signal.SIGKILL)

    assert run(task("measure"), Asked()).words == []
    assert nursery_pid() != before


def test_a_nursery_killed_in_the_middle_takes_its_children_and_the_next_is_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, births = nursery_pid(), Births(monkeypatch)
    asking = [Asking("wait", Asked(number=60_000)) for _time in range(2)]
    births.wait(2)
    children = family_of(before)
    assert len(children) == 2

    os.kill(before, signal.SIGKILL)

    assert [one.wait() for one in asking] == ["Died: nursery", "Died: nursery"]
    assert eventually(lambda: not any(map(is_alive, children)))
    assert run(task("measure"), Asked()).words == []


def test_a_nursery_that_hangs_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "PATIENCE", 5.0)
    before = nursery_pid()
    os.kill(before, signal.SIGSTOP)

    assert run(task("measure"), Asked()).words == []

    assert not is_alive(before)


def test_a_nursery_that_hangs_while_a_child_does_is_replaced_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "GRACE", 0.5)
    before, births = nursery_pid(), Births(monkeypatch)
    asking = Asking("loop_with_closed_ears", Asked())
    births.wait(1)
    children = family_of(before)
    assert len(children) == 1
    os.kill(before, signal.SIGSTOP)

    keeping.nursery_of_this_program().kill()

    assert asking.wait() == "Died: nursery"
    assert eventually(lambda: not any(map(is_alive, children)))


PROGRAM = """
import os, sys, threading
from pathlib import Path
from registry.platform.contained import keeping, run
from tests.contained.mischief import Asked
from tests.contained.naming import task
def ask(n):
    run(task("write_and_wait"), Asked(), output=Path(sys.argv[1]) / str(n))
for n in range(2):
    threading.Thread(target=ask, args=(n,), daemon=True).start()
print(keeping.nursery_of_this_program().process.pid, flush=True)
sys.stdin.read()
"""


def kill_program(program: int, _nursery: int) -> None:
    os.kill(program, signal.SIGKILL)


def kill_both(program: int, nursery: int) -> None:
    os.kill(program, signal.SIGSTOP)
    os.kill(nursery, signal.SIGKILL)
    os.kill(program, signal.SIGKILL)


def interrupt_group(program: int, _nursery: int) -> None:
    """As Ctrl-C does."""
    os.killpg(program, signal.SIGINT)


@pytest.mark.parametrize("ends", [kill_program, kill_both, interrupt_group])
def test_whatever_ends_the_program_ends_nursery_and_children_and_leaves_no_file(
    ends: Callable[[int, int], None], tmp_path: Path
) -> None:
    program = subprocess.Popen(  # noqa: S603  our own words
        [sys.executable, "-c", PROGRAM, tmp_path], cwd=ROOT, start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    with program:
        assert program.stdout
        nursery = int(program.stdout.readline())
        assert eventually(lambda: len(family_of(nursery)) == 2)
        children = family_of(nursery)
        time.sleep(0.1)

        ends(program.pid, nursery)

    assert eventually(lambda: not any(map(is_alive, {nursery, *children})))
    assert list(tmp_path.iterdir()) == []


FORKING = """
import os
from registry.platform.contained import keeping, run
from tests.contained.mischief import Asked
from tests.contained.naming import task
run(task("measure"), Asked())
parents = keeping.nursery_of_this_program().process.pid
if os.fork() == 0:
    run(task("measure"), Asked())
    assert keeping.nursery_of_this_program().process.pid != parents
    keeping.leave()
    os._exit(0)
assert os.wait()[1] == 0
run(task("measure"), Asked())
assert keeping.nursery_of_this_program().process.pid == parents
print("well")
"""


def test_a_fork_of_the_program_has_a_nursery_of_its_own() -> None:
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", FORKING], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "well\n"
    assert done.stderr == ""


ORPHAN = """
import os
from registry.platform.contained import child, messages, wire
_ours, theirs = wire.pair()
if os.fork() == 0:
    child.live(os.getpid(), theirs, messages.TaskWanted("nobody:asks", "it"), None)
print(os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
"""


def test_a_child_whose_nursery_went_before_it_could_ask_goes_too() -> None:
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", ORPHAN], cwd=ROOT, capture_output=True, text=True, check=False,
        timeout=60,
    )  # fmt: skip

    assert (done.stdout, done.stderr) == ("0\n", "")
