"""What a task reads and where it writes: open descriptors, never names."""

import contextlib
import fcntl
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from registry.platform.settings import settings

_SEALS = ("F_SEAL_SHRINK", "F_SEAL_GROW", "F_SEAL_WRITE", "F_SEAL_SEAL")


def scratch() -> IO[bytes]:
    """A file without a name in the data folder, for a task to write in and whoever asked to read.

    It is gone when it is closed, also by a kill. Where there is no data folder none is made.
    """
    if not settings().home.exists():
        return tempfile.TemporaryFile()
    folder = settings().home / "tmp"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return tempfile.TemporaryFile(dir=folder)


@contextmanager
def opened(file: bytes | Path) -> Iterator[int]:
    """A descriptor to read the file with. Raises OSError, or ValueError for what is no file."""
    number = _of_path(file) if isinstance(file, Path) else _in_memory(file)
    try:
        yield number
    finally:
        os.close(number)


@contextmanager
def written(output: Path | IO[bytes] | None) -> Iterator[int | None]:
    """A descriptor to write with. What is not written to the end leaves nothing.

    A path is there, whole and private, after the block only: it may not be there before. A
    file of the caller's is rewound.
    """
    if output is None:
        yield None
    elif isinstance(output, Path):
        with _appearing(output) as number:
            yield number
    else:
        try:
            yield output.fileno()
        except BaseException:
            output.truncate(0)
            raise
        finally:
            output.seek(0)


@contextmanager
def _appearing(path: Path) -> Iterator[int]:
    if path.exists():
        raise FileExistsError(path)
    with _nameless(path.parent) as (number, name):
        yield number
        if name is None:
            _name_it(number, path)
        else:
            path.hardlink_to(name)


def _name_it(number: int, path: Path) -> None:
    """Give a nameless file its name, unless somebody has it."""
    descriptors = os.open("/proc/self/fd", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        # With a folder given: without one, os.link does not follow (CPython issue 81793).
        os.link(str(number), path, src_dir_fd=descriptors, follow_symlinks=True)
    finally:
        os.close(descriptors)


@contextmanager
def _nameless(folder: Path) -> Iterator[tuple[int, Path | None]]:
    """A new file of that folder, with no name where the system has such files."""
    number, name = _made_in(folder)
    try:
        yield number, name
    finally:
        os.close(number)
        if name is not None:
            name.unlink()


def _made_in(folder: Path) -> tuple[int, Path | None]:
    with contextlib.suppress(AttributeError, OSError):
        return os.open(folder, os.O_RDWR | os.O_CLOEXEC | os.O_TMPFILE, 0o600), None
    number, name = tempfile.mkstemp(dir=folder)
    return number, Path(name)


def _of_path(path: Path) -> int:
    # Without waiting: opening a pipe would wait for its writer.
    number = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise ValueError(f"{path} is no file")
    return number


def _in_memory(content: bytes) -> int:
    """The bytes behind a descriptor, which nobody changes any more where that can be said."""
    number = _empty()
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(number, left) :]
        os.lseek(number, 0, os.SEEK_SET)
        if hasattr(fcntl, "F_ADD_SEALS"):
            with contextlib.suppress(OSError):
                fcntl.fcntl(number, fcntl.F_ADD_SEALS, sum(getattr(fcntl, s) for s in _SEALS))
    except BaseException:
        os.close(number)
        raise
    return number


def _empty() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("file", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
