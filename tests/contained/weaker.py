"""A machine that lacks something: a filter that says so to whoever asks, before the program."""

import errno
import struct

from registry.platform.contained import kernel, seccomp

_LACKING = {
    "landlock": "landlock_create_ruleset 444 444",
    "namespaces": "unshare 272 97",
}
_PRCTL = "prctl 157 167"


def without(*what: str) -> None:
    """From now on this process and its children are on such a machine."""
    refused = 0x50000 | errno.ENOSYS
    steps = [(0x20, 0, 0, 0)]
    for name in what:
        for number in seccomp.numbers(_LACKING[name]).values() if name in _LACKING else ():
            steps += [(0x15, 0, 1, number), (0x06, 0, 0, refused)]
    if "seccomp" in what:
        for number in seccomp.numbers(_PRCTL).values():
            steps += [
                (0x15, 0, 3, number),
                (0x20, 0, 0, 16),
                (0x15, 0, 1, kernel.PR_SET_SECCOMP),
                (0x06, 0, 0, refused),
            ]
    steps.append((0x06, 0, 0, 0x7FFF0000))
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.enforce(b"".join(struct.pack("HBBI", *step) for step in steps))
