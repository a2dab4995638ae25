"""What is different when root runs the program, and when an ordinary user does."""

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from registry.platform.contained import launch, run
from registry.platform.settings import ROOT
from tests.contained.mischief import Asked
from tests.contained.naming import task

NOBODY = 65534
WHAT_HOLDS_FOR_ALL = [
    f"tests/contained/test_{part}.py"
    for part in ("tasks", "limits", "harm", "ends", "programs", "strength", "libreoffice")
]


def as_ordinary_user(uid: int) -> tuple[str, ...]:
    """With the one capability that Python, perhaps in root's own folder, may need to be read."""
    only = "-all,+dac_read_search"
    return (
        "setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups",
        f"--inh-caps={only}", f"--ambient-caps={only}", f"--bounding-set={only}", "--",
    )  # fmt: skip


def test_roots_tasks_have_no_powers_of_root(tmp_path: Path) -> None:
    of_another = tmp_path / "of another"
    of_another.write_bytes(b"x")
    os.chown(of_another, NOBODY, NOBODY)
    of_another.chmod(0)

    said = run(task("read_files"), Asked(f"{of_another}:/etc/shadow"))

    assert said.words == ["PermissionError"] * 4


def test_roots_programs_have_no_powers_of_root(tmp_path: Path) -> None:
    of_another = tmp_path / "of another"
    of_another.write_text("letto\n")
    os.chown(of_another, NOBODY, NOBODY)
    of_another.chmod(0)

    with launch(["/bin/bash", "-c", "cat *; grep Cap /proc/self/status; id -u"],
                cwd=tmp_path, reads=[tmp_path]) as program:  # fmt: skip
        program.wait(20)
        said = program.said()

    assert "letto" not in said
    assert "CapEff:\t0000000000000000" in said
    assert "CapPrm:\t0000000000000000" in said


def test_a_full_disk_is_told_as_one_and_leaves_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "small", disk], check=True)  # noqa: S603, S607  our own words
    try:
        with pytest.raises(OSError, match="No space left") as full:
            run(task("write"), Asked("z" * 1000, 2000), output=disk / "fascicolo.pdf")
        left = list(disk.iterdir())
        run(task("write"), Asked("z" * 1000, 500), output=disk / "fascicolo.pdf")
    finally:
        subprocess.run(["umount", disk], check=True)  # noqa: S603, S607  our own words

    assert full.value.errno == errno.ENOSPC
    assert left == []


def test_all_of_it_holds_for_an_ordinary_user() -> None:
    """The same tests, by somebody who is nobody, in a folder that everybody reaches."""
    environment = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        os.chown(folder, NOBODY, NOBODY)
        done = subprocess.run(  # noqa: S603  our own words
            [*as_ordinary_user(NOBODY), sys.executable, "-m", "pytest", "-q",
             "-p", "no:cacheprovider", f"--basetemp={folder}/basetemp", *WHAT_HOLDS_FOR_ALL],
            cwd=ROOT, capture_output=True, text=True, check=False,
            env={**environment, "HOME": folder, "TMPDIR": folder},
        )  # fmt: skip

    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout
