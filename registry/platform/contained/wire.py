"""Frames over a Unix socket: a length, some bytes, and perhaps open files that go with them.

All that passes between the program, its nursery and their children has this form. What
comes from a child that has read a hostile file is hostile too: whoever receives says how
long a frame may be.
"""

import array
import contextlib
import os
import socket
import struct
import time
from collections.abc import Sequence

_HEADER = struct.Struct("!I")
_CLOSE_ON_EXEC = getattr(socket, "MSG_CMSG_CLOEXEC", 0)

LARGEST = 64 * 1024**2
"""Of a frame between our own processes."""
MOST_DESCRIPTORS = 8


class Closed(Exception):
    """The other side has gone, or has closed."""


class TooLong(Exception):
    """The other side began a frame longer than was allowed."""


def pair() -> tuple[socket.socket, socket.socket]:
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)


def send(there: socket.socket, payload: bytes, descriptors: Sequence[int] = ()) -> None:
    """Raises Closed when nobody is there to read."""
    frame = _HEADER.pack(len(payload)) + payload
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))]
    try:
        sent = there.sendmsg([frame], rights if descriptors else [])
        if sent < len(frame):  # to send nothing would fail where who has heard it is gone already
            there.sendall(memoryview(frame)[sent:])
    except (BrokenPipeError, ConnectionResetError):
        raise Closed from None


def receive(
    there: socket.socket, *, longest: int = LARGEST, until: float | None = None
) -> tuple[bytes, list[int]]:
    """The next frame, whole, and the descriptors that came with it.

    ``until`` is on the monotonic clock. Raises Closed, TooLong or TimeoutError.
    """
    room = socket.CMSG_SPACE(MOST_DESCRIPTORS * array.array("i").itemsize)
    try:
        _wait_until(there, until)
        head, ancillary, *_rest = there.recvmsg(_HEADER.size, room, _CLOSE_ON_EXEC)
        descriptors = [number for part in ancillary for number in _descriptors(*part)]
        try:
            if not head:
                raise Closed
            head += _exactly(there, _HEADER.size - len(head), until)
            (length,) = _HEADER.unpack(head)
            if length > longest:
                raise TooLong
            return _exactly(there, length, until), descriptors
        except BaseException:
            close_all(descriptors)
            raise
    except ConnectionResetError:
        raise Closed from None


def close_all(descriptors: Sequence[int]) -> None:
    for number in descriptors:
        with contextlib.suppress(OSError):
            os.close(number)


def _descriptors(level: int, kind: int, data: bytes) -> list[int]:
    if (level, kind) != (socket.SOL_SOCKET, socket.SCM_RIGHTS):
        return []
    numbers = array.array("i")
    numbers.frombytes(data[: len(data) - len(data) % numbers.itemsize])
    return list(numbers)


def _exactly(there: socket.socket, length: int, until: float | None) -> bytes:
    parts = []
    while length:
        _wait_until(there, until)
        part = there.recv(min(length, 2**20))
        if not part:
            raise Closed
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _wait_until(there: socket.socket, until: float | None) -> None:
    if until is not None:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        there.settimeout(left)
