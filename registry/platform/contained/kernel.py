"""The calls to the Linux kernel for which Python has no word. Elsewhere each raises OSError."""

import ctypes
import os
import platform
import signal
import struct
import sys

IS_LINUX = sys.platform == "linux"
MACHINE = platform.machine() if IS_LINUX and sys.maxsize > 2**32 else ""
"""``x86_64`` or ``aarch64``, where the numbers of the calls are known."""

PR_SET_PDEATHSIG = 1
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38

NEW_MOUNTS = 0x00020000
NEW_IPC = 0x08000000
NEW_USER = 0x10000000
NEW_PID = 0x20000000
NEW_NET = 0x40000000

_CAPGET = {"x86_64": 125, "aarch64": 90}
_CAPSET = {"x86_64": 126, "aarch64": 91}
_CAPABILITY_VERSION_3 = 0x20080522
_READING_ANYTHING = 1 << 1 | 1 << 2  # dac_override, dac_read_search

_libc = ctypes.CDLL(None, use_errno=True) if IS_LINUX else None


def call(number: int, *arguments: object) -> int:
    """The system call of that number; raises OSError."""
    if _libc is None:
        raise OSError("not on Linux")
    return _checked(_libc.syscall(ctypes.c_long(number), *arguments))


def prctl(option: int, *arguments: object) -> None:
    """Raises OSError where the kernel does not know it or does not allow it."""
    if _libc is None:
        raise OSError("not on Linux")
    padded = [*arguments, *[0] * (4 - len(arguments))]
    _checked(_libc.prctl(option, *(ctypes.c_ulong(n) if isinstance(n, int) else n for n in padded)))


def unshare(kinds: int) -> None:
    """Raises OSError where it is not allowed."""
    if _libc is None:
        raise OSError("not on Linux")
    _checked(_libc.unshare(ctypes.c_int(kinds)))


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Raises OSError where it is not allowed."""
    if _libc is None:
        raise OSError("not on Linux")
    words = (source.encode(), target.encode(), kind.encode() or None)
    _checked(_libc.mount(*words, ctypes.c_ulong(flags), options.encode() or None))


def die_with_parent(parent: int, how: int = signal.SIGKILL) -> None:
    """From now on the end of the parent, however it ends, is this process's too."""
    if IS_LINUX:
        prctl(PR_SET_PDEATHSIG, int(how))
    if os.getppid() != parent:  # it had ended before we could ask
        os._exit(0)


def drop_capabilities(*, but_reading: bool = False) -> None:
    """Root stays root by name, and may do nothing more than the owner of its files.

    ``but_reading`` keeps what lets it through to files of others, for where something else
    says which.
    """
    header = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0)
    held = ctypes.create_string_buffer(24)
    call(_CAPGET[MACHINE], header, held)
    permitted = struct.unpack("=6I", held)[1]
    kept = permitted & _READING_ANYTHING if but_reading else 0
    call(_CAPSET[MACHINE], header, struct.pack("=6I", kept, kept, 0, 0, 0, 0))


def _checked(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer
