"""The nursery: one small process that imports the parsers once and forks a child for each task.

It has one thread and reads nothing that a stranger wrote: only what its program says, and how
its children end. It goes when the program goes, however that ends, and its children with it;
if it is killed, the kernel ends them. :mod:`.keeping` starts it.
"""

import contextlib
import gc
import os
import resource
import selectors
import signal
import socket
from collections.abc import Callable
from functools import partial
from typing import NoReturn

from registry.platform.contained import child, confinement, messages, warden, wire
from registry.platform.contained.messages import (
    Born,
    Ended,
    Prepare,
    ProgramWanted,
    Status,
    TaskWanted,
    Unborn,
)
from registry.platform.i18n import translations


class Nursery:
    def __init__(self, control: socket.socket) -> None:
        self.control = control
        # Told to each child: one that asked who its parent is might ask when it has none.
        self.pid = os.getpid()
        self.children: dict[int, socket.socket] = {}
        """The status of each, by its number. Whoever closes the other end wants it dead."""
        self.rules: int | None = None
        self.selector = selectors.DefaultSelector()
        self.selector.register(control, selectors.EVENT_READ, self.hear)
        self.selector.register(_told_of_ends(), selectors.EVENT_READ, self.bury)

    def keep(self) -> NoReturn:
        """Until the program goes."""
        try:
            while True:
                for key, _events in self.selector.select():
                    key.data(key.fileobj)
        except wire.Closed:
            for pid in self.children:
                _kill(pid)
            os._exit(0)

    def hear(self, control: socket.socket) -> None:
        payload, descriptors = wire.receive(control)
        match messages.read_wish(payload):
            case Prepare(tasks):
                for name in tasks:
                    self.can(name)
            case TaskWanted(name, language) as wanted:
                channel, status = map(_opened, descriptors)
                translations(language)
                if unborn := self.can(name):
                    _tell(status, unborn)
                    status.close()
                else:
                    self.bear(status, partial(child.live, self.pid, channel, wanted, self.rules))
                channel.close()
            case ProgramWanted() as wanted:
                status, words = _opened(descriptors[0]), descriptors[1]
                self.bear(status, partial(warden.keep, self.pid, status, words, wanted))
                os.close(words)

    def can(self, name: str) -> Unborn | None:
        """Whether the task can be done here; imports what it needs when it is new."""
        if name in child.TASKS:
            return None
        try:
            child.learn(name)
        except Exception as fault:
            return Unborn(*child.place_of(fault))
        if self.rules is not None:
            os.close(self.rules)
        self.rules = confinement.task_rules()
        # What is here now stays as it is: children that leave it alone share it.
        gc.collect()
        gc.freeze()
        return None

    def bear(self, status: socket.socket, life: Callable[[], NoReturn]) -> None:
        """A child that lives ``life`` and nothing else."""
        try:
            pid = os.fork()
        except OSError as full:  # of processes, or of memory
            _tell(status, Unborn(*child.place_of(full)))
            status.close()
            return
        if pid == 0:
            try:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                life()
            finally:
                os._exit(os.EX_SOFTWARE)
        self.children[pid] = status
        self.selector.register(status, selectors.EVENT_READ, lambda _status: self.end(pid))
        _tell(status, Born())

    def end(self, pid: int) -> None:
        """Nobody waits for it any more."""
        if pid in self.children:
            self.selector.unregister(self.children[pid])
            _kill(pid)

    def bury(self, told: socket.socket) -> None:
        told.recv(4096)
        while self.children:
            pid, ended = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            status = self.children.pop(pid)
            if status.fileno() in self.selector.get_map():
                self.selector.unregister(status)
            _tell(status, Ended(ended))
            status.close()


def _told_of_ends() -> socket.socket:
    """A socket on which something arrives when a child ends."""
    ours, written = wire.pair()
    for end in (ours, written):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(written.detach(), warn_on_full_buffer=False)
    return ours


def _opened(descriptor: int) -> socket.socket:
    return socket.socket(fileno=descriptor)


def _kill(pid: int) -> None:
    """The child and its group, of which it may not be the first yet. Its number is its own
    until it is buried."""
    for how in (os.kill, os.killpg):
        try:
            how(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def _tell(status: socket.socket, what: Status) -> None:
    try:
        wire.send(status, messages.encode(what))
    except wire.Closed:
        return  # nobody waits to know


def main(descriptor: str) -> NoReturn:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError):  # macOS has no highest
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    Nursery(_opened(int(descriptor))).keep()
