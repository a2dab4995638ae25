"""The program's side of the nursery: started at the first wish, again if it is gone, and ended
with the program.
"""

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import threading
import time

from registry.platform.contained import messages, wire
from registry.platform.contained.failures import Broke, Died
from registry.platform.contained.messages import Born, Ended, Unborn, Wish

PATIENCE = 120.0
"""Seconds for a birth: the first one waits while the parsers are imported."""
GRACE = 5.0
"""Seconds beyond its own clock before a child is ended from here, and to hear that it was."""
TRIES = 2
_AT_ONCE = 0.001

# Where this program finds modules, after where the interpreter does: a file beside a script, in
# a folder where others write, is never taken for one of the interpreter's.
_START = """
import sys
sys.path += [place for place in sys.argv[2:] if place not in sys.path]
from registry.platform.contained.nursery import main
main(sys.argv[1])
"""


class Child:
    """A child of the nursery, seen from here. Closing it ends it."""

    def __init__(
        self, nursery: "Nursery", status: socket.socket, channel: socket.socket | None
    ) -> None:
        self.nursery = nursery
        self.status = status
        self.channel = channel
        self.ended: int | None = None

    def wait_birth(self) -> None:
        """Raises Broke when it cannot be, Died when the nursery went before."""
        try:
            match self._hear(time.monotonic() + PATIENCE):
                case Born():
                    return
                case Unborn(kind, place):
                    raise Broke(kind, place)
        except TimeoutError:
            pass  # it cannot be well
        raise self._lost()

    def wait_end(self, until: float | None) -> int:
        """Its wait status. Raises TimeoutError, or Died when the nursery went first."""
        if self.ended is None:
            self._hear(until)
        if self.ended is None:
            raise self._lost()
        return self.ended

    def has_ended(self) -> bool:
        try:
            self.wait_end(time.monotonic() + _AT_ONCE)
        except TimeoutError:
            return False
        except Died:
            pass
        return True

    def talking(self) -> socket.socket:
        """The channel to a task's child."""
        if self.channel is None:
            raise TypeError("a program has no channel")
        return self.channel

    def end(self) -> None:
        """At once, from any thread: whoever waits is woken, and the nursery told."""
        for one in (self.channel, self.status):
            if one is not None:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_WR if one is self.status else socket.SHUT_RDWR)

    def close(self) -> None:
        """Nothing of it is left when this returns."""
        self.end()
        until = time.monotonic() + GRACE
        try:
            while self._hear(until):
                pass
        except TimeoutError:
            self.nursery.kill()  # who does not end its children ends with them
        for one in (self.channel, self.status):
            if one is not None:
                one.close()

    def _lost(self) -> Died:
        if self.status.fileno() >= 0:
            # Its descriptors close a moment before it is dead: made sure of, so that the next
            # wish does not go to it.
            self.nursery.kill()
        return Died("nursery")

    def _hear(self, until: float | None) -> messages.Status | None:
        """None when nobody is left to tell. Of several ends the first word counts."""
        if self.status.fileno() < 0:
            return None
        try:
            said = messages.read_status(wire.receive(self.status, until=until)[0])
        except wire.Closed:
            return None
        if isinstance(said, Ended) and self.ended is None:
            self.ended = said.status
        return said


class Nursery:
    """The process. Several threads may wish at once."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.control, theirs = wire.pair()
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603  our own module
                [sys.executable, "-I", "-c", _START, str(theirs.fileno()),
                 *map(os.path.abspath, sys.path)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(),
                cwd="/",
                start_new_session=True,  # a Ctrl-C is for the program, which then lets it go
            )  # fmt: skip

    def wish(self, wish: Wish, descriptors: list[int]) -> None:
        """What it does not hear, because it is gone, is noticed by the birth that does not come."""
        with self.turn, contextlib.suppress(wire.Closed, OSError):
            wire.send(self.control, messages.encode(wish), descriptors)

    def kill(self) -> None:
        self.process.kill()
        self.leave()

    def leave(self) -> None:
        """It ends its children and itself when nobody can speak to it any more."""
        self.control.close()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


_turn = threading.Lock()
_nursery: Nursery | None = None


def nursery_of_this_program() -> Nursery:
    """The one nursery, started when there is none."""
    global _nursery  # noqa: PLW0603  one for each program
    with _turn:
        if _nursery is None or _nursery.process.poll() is not None:
            if _nursery is not None:
                _nursery.control.close()
            _nursery = Nursery()
        return _nursery


def bear(wish: Wish, *, talking: bool, given: list[int]) -> Child:
    """A new child, born. One that was lost with its nursery before its birth is wished again."""
    for attempt in range(1, TRIES + 1):
        child = _wished(wish, talking=talking, given=given)
        try:
            child.wait_birth()
        except BaseException as failure:
            child.close()
            if isinstance(failure, Died) and attempt < TRIES:
                continue
            raise
        return child
    raise Died("nursery")


def _wished(wish: Wish, *, talking: bool, given: list[int]) -> Child:
    ours, theirs = wire.pair()
    channel, their_channel = wire.pair() if talking else (None, None)
    descriptors = [theirs.fileno(), *given]
    if their_channel:
        descriptors.insert(0, their_channel.fileno())
    try:
        nursery = nursery_of_this_program()
        nursery.wish(wish, descriptors)
    finally:
        theirs.close()
        if their_channel:
            their_channel.close()
    return Child(nursery, ours, channel)


def leave() -> None:
    """End the nursery, if there is one. The next wish starts another."""
    global _nursery  # noqa: PLW0603
    with _turn:
        if _nursery is not None:
            _nursery.leave()
        _nursery = None


def _environment() -> dict[str, str]:
    """Nothing that is a secret."""
    kept = {name: os.environ[name] for name in ("PATH", "TZ", "LC_ALL") if name in os.environ}
    return {"LANG": "C.UTF-8", **kept}


def _forget() -> None:
    """A fork of the program is another program: the nursery is its parent's."""
    global _nursery, _turn
    if _nursery is not None:
        _nursery.control.close()
        _nursery.process.returncode = 0  # not its child to wait for
    _nursery, _turn = None, threading.Lock()


atexit.register(leave)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
