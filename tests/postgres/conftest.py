import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.platform.postgres import binaries, start
from tests.postgres.neighbours import processes_of

# What another user of the machine may do is tried by becoming one, which only root can.
collect_ignore = [] if os.geteuid() == 0 else ["test_as_root.py"]


def is_open_to_all(path: Path) -> bool:
    return all(above.stat().st_mode & 0o001 for above in (path, *path.parents))


# A checkout under a folder that only its owner enters, such as root's own, is another case.
if os.geteuid() != 0 or not is_open_to_all(binaries().resolve()):
    collect_ignore.append("test_programs_in_the_open.py")


def in_memory() -> str | None:
    """Where files are quick to make, if there is room for a few servers."""
    memory = Path("/dev/shm")  # noqa: S108  a folder of ours is made in it
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2**30
    return str(memory) if roomy else None


@pytest.fixture
def new_place() -> Iterator[Path]:
    """A data folder to be, on a short path. Whatever a test does, it leaves nothing running."""
    above = Path(tempfile.mkdtemp(prefix="pg-", dir=in_memory())).resolve()
    place = above / "var"
    yield place
    left = processes_of(place)
    shutil.rmtree(above)
    assert left == {}


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data made once, to be copied: making them takes longer than most tests."""
    model = tmp_path_factory.mktemp("model")
    start(model, durable=False).leave()
    return model


@pytest.fixture
def place(model: Path, new_place: Path) -> Path:
    """A data folder whose server has been started before."""
    # cp keeps the owners, which shutil does not.
    subprocess.run(["cp", "-a", model, new_place], check=True)  # noqa: S603, S607  our own words
    return new_place


@pytest.fixture
def open_place(place: Path) -> Path:
    """A data folder that everybody can walk to."""
    for folder in (place.parent, place):
        folder.chmod(0o755)
    return place
