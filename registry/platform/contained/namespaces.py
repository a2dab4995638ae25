"""A network, a list of processes and a ``/tmp`` of one's own: nobody to call, nobody left."""

import os
from collections.abc import Iterable
from pathlib import Path

from registry.platform.contained import kernel

TMP = Path("/tmp")  # noqa: S108  a new one is put over it

_APART = kernel.NEW_NET | kernel.NEW_IPC | kernel.NEW_PID | kernel.NEW_MOUNTS
_BIND, _RECURSIVE, _PRIVATE = 0x1000, 0x4000, 0x40000
_NO_SETUID_AND_NO_DEVICES = 0x2 | 0x4


def set_apart() -> bool:
    """Whether this process is in a network without anything, and its next child the first of a
    new list of processes, which ends whole when that child does.

    Root may on its own machine; others, and root in a container, where users of their own may
    be made up.
    """
    user, group = os.geteuid(), os.getegid()
    for kinds in (_APART, _APART | kernel.NEW_USER):
        try:
            kernel.unshare(kinds)
        except OSError:
            continue
        if kinds & kernel.NEW_USER:
            _stay(user, group)
        return True
    return False


def have_own_tmp(*, size: int, but: Iterable[Path]) -> None:
    """An empty ``/tmp`` in memory, of so many bytes; what it hides and is in ``but`` shows through.

    For who is set apart already. Raises OSError where that is not allowed.
    """
    kernel.mount("none", "/", flags=_RECURSIVE | _PRIVATE)
    shown = {path: os.open(path, os.O_PATH) for path in but if path.is_relative_to(TMP)}
    kernel.mount("tmpfs", str(TMP), "tmpfs", _NO_SETUID_AND_NO_DEVICES, f"size={size},mode=1777")
    for path, number in shown.items():
        path.mkdir(parents=True, exist_ok=True)
        kernel.mount(f"/proc/self/fd/{number}", str(path), flags=_BIND | _RECURSIVE)
        os.close(number)


def _stay(user: int, group: int) -> None:
    """The same user as outside, and no other."""
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
