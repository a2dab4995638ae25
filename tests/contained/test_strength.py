"""What a machine lacks is told, and what holds everywhere holds there too."""

import subprocess
import sys

import pytest

from intese.commands import care
from registry.platform.contained import Died, landlock, seccomp
from registry.platform.contained.strength import Lack, lacks
from registry.platform.settings import ROOT

ON_A_WEAKER_MACHINE = """
import os, sys
from tests.contained.weaker import without
without(*sys.argv[1:])
from registry.platform.contained import *
from registry.platform.contained.strength import lacks
from tests.contained.mischief import Asked
from tests.contained.naming import eventually, running, task
print(*lacks())
for function, seconds, failure in [
    ("loop", 0.5, OutOfTime), ("hoard", 60, OutOfMemory), ("crash", 60, Died)
]:
    try:
        run(task(function), Asked(), limits=Limits(seconds=seconds, memory=64 * MIB))
    except failure:
        print(failure.__name__)
long = f"1000.{os.getpid()}"
# Without filter and namespaces who makes a session of its own is gone: nothing holds it.
leave = "" if len(sys.argv) > 2 else f"setsid sleep {long} &"
for seconds in (2, 10, 50):  # a busy machine may take longer than two to start them
    with launch(
        ["/bin/bash", "-c", f"{leave} trap '' TERM; (sleep {long} &); sleep {long}"],
        limits=Limits(seconds=seconds),
    ) as program:
        begun = eventually(lambda: len(running(long)) >= 2, seconds)
        try:
            program.wait(seconds + 20)
        except OutOfTime:
            ended = "OutOfTime"
    assert eventually(lambda: not running(long))
    if begun:
        print(ended)
        break
"""


def test_here_it_is_whole() -> None:
    may_unshare = any(
        subprocess.run(["unshare", how, "true"], check=False, capture_output=True).returncode == 0  # noqa: S603, S607  our own words
        for how in ("-n", "-rn")
    )
    expected = (
        [Lack.SECCOMP] * (not seccomp.is_known())
        + [Lack.LANDLOCK] * (not landlock.version())
        + [Lack.NAMESPACES] * (not may_unshare)
    )

    assert lacks() == expected


@pytest.mark.parametrize(
    "lacking",
    [["landlock"], ["namespaces"], ["seccomp"], ["seccomp", "landlock", "namespaces"]],
    ids="-".join,
)
def test_what_is_not_there_is_told_and_the_limits_still_hold(lacking: list[str]) -> None:
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", ON_A_WEAKER_MACHINE, *lacking],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        " ".join(lacking), "OutOfTime", "OutOfMemory", "Died", "OutOfTime",
    ]  # fmt: skip


def test_doctor_says_it_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(care, "lacks", lambda: [])
    assert care._about_containment().sentence.endswith("completo")
    assert care._about_containment().is_good

    monkeypatch.setattr(care, "lacks", lambda: [Lack.SECCOMP, Lack.NAMESPACES])
    told = care._about_containment()
    assert "senza seccomp" in told.sentence
    assert "senza reti separate" in told.sentence
    assert told.is_good is None

    def fails() -> list[Lack]:
        raise Died("nursery")

    monkeypatch.setattr(care, "lacks", fails)
    assert care._about_containment().is_good is False
