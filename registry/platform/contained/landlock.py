"""Which files may be read or written, by the kernel's Landlock (Linux 5.13 and later).

A ruleset is an open descriptor: it is made once and put on by every child.
"""

import contextlib
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from registry.platform.contained import kernel

_CREATE, _ADD, _RESTRICT = 444, 445, 446

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _IOCTL = 1 << 14, 1 << 15
_MAKE_DEVICES = 1 << 6 | 1 << 11
_READING = _READ_FILE | _READ_DIR
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL

# What each version of Landlock knows: files, then moving them, truncating, ioctl.
_FILES = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_TCP = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11


def version() -> int:
    """Zero where there is none."""
    try:
        return kernel.call(_CREATE, None, 0, 1)
    except OSError:
        return 0


def ruleset(
    *, reads: Iterable[Path], writes: Iterable[Path] = (), with_programs: bool = False
) -> int | None:
    """A descriptor for :func:`enforce`: all else is refused. None where there is no Landlock."""
    known = version()
    if not known:
        return None
    all_rights = (1 << _FILES[min(known, max(_FILES))]) - 1
    scopes = _ABSTRACT_SOCKETS_AND_SIGNALS if known >= 6 else 0
    attributes = struct.pack("QQQ", all_rights, _TCP, scopes)
    size = 8 if known < 4 else 16 if known < 6 else 24
    rules = kernel.call(_CREATE, attributes, size, 0)
    reading = _READING | (_EXECUTE if with_programs else 0)
    for path in reads:
        _allow(rules, path, reading & all_rights)
    for path in writes:
        _allow(rules, path, all_rights & ~_MAKE_DEVICES)
    return rules


def enforce(rules: int) -> None:
    """From now on, for this process and all that come from it. Wants no_new_privs."""
    kernel.call(_RESTRICT, rules, 0)


def _allow(rules: int, path: Path, rights: int) -> None:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError, PermissionError):
        there = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            if not path.is_dir():
                rights &= _OF_FILES
            kernel.call(_ADD, rules, 1, struct.pack("=Qi", rights, there), 0)
        finally:
            os.close(there)
