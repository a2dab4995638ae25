import os
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from registry.platform import pdf
from registry.platform.contained import keeping, run
from registry.platform.settings import settings
from tests.contained.mischief import Asked
from tests.contained.naming import eventually, family_of, nursery_pid, open_descriptors, task

# What holds an ordinary user is tried by becoming one, which only root can.
collect_ignore = [] if os.geteuid() == 0 else ["test_as_root.py"]
if sys.platform != "linux":
    collect_ignore_glob = ["test_*.py"]  # they look into /proc


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """After each test the nursery has no child, this program no new descriptor, its folder no
    new file."""
    pdf.leave()  # a LibreOffice that other rooms' tests left to those after them
    run(task("measure"), Asked())
    assert eventually(lambda: family_of(nursery_pid()) == set())
    before, files = open_descriptors(), in_the_folder()
    yield
    assert eventually(lambda: family_of(nursery_pid()) == set())
    assert len(open_descriptors()) <= len(before), open_descriptors() - before
    assert in_the_folder() <= files


def in_the_folder() -> set[Path]:
    return set((settings().home / "tmp").glob("*"))


@pytest.fixture(scope="session", autouse=True)
async def nursery_goes(home: Path) -> AsyncIterator[None]:
    """And the loop, whose descriptors are there from the first test on."""
    yield
    keeping.leave()
