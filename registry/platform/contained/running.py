"""Running a task: how many at once, what goes in, what comes back, and how long it may be."""

import asyncio
import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from contextlib import closing
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, Generic

import msgspec

from registry.platform.contained import files, keeping, messages, refusing, wire
from registry.platform.contained.failures import (
    Broke,
    Died,
    OutOfMemory,
    OutOfTime,
    TooMuchOutput,
    failure_of,
)
from registry.platform.contained.limits import Limits
from registry.platform.contained.messages import (
    Answered,
    Declined,
    Failing,
    NoMemory,
    NoRoom,
    Order,
    Outcome,
    Prepare,
    TaskWanted,
    TooLarge,
)
from registry.platform.contained.task import DECLARED, A, Q, Task
from registry.platform.i18n import current_language

File = bytes | Path
Output = Path | IO[bytes]

A_FILE = Limits()
BESIDES_THE_ANSWER = 4096
"""Bytes of an outcome that are not the answer."""


def run(
    task: Task[Q, A],
    request: Q,
    *,
    files: Sequence[File] = (),
    output: Output | None = None,
    limits: Limits = A_FILE,
) -> A:
    """The task's answer. Raises what it refuses, or a :class:`Failed` of some kind.

    Any thread may ask; as many run at once as there are processors, and others wait.
    """
    call = _Call(task, request, files, output, limits)
    future = _line().join(call.perform)
    try:
        return future.result()
    except BaseException:  # of this thread: the task's own come when it is done
        if not future.cancel():
            call.cancel()
            wait([future])
        raise


async def run_async(
    task: Task[Q, A],
    request: Q,
    *,
    files: Sequence[File] = (),
    output: Output | None = None,
    limits: Limits = A_FILE,
) -> A:
    """The same without stopping the loop. Who is cancelled goes on when nothing of it is left."""
    call = _Call(task, request, files, output, limits)
    future = _line().join(call.perform)
    answer = asyncio.wrap_future(future)
    try:
        return await asyncio.shield(answer)
    except asyncio.CancelledError:
        if not future.cancel():
            call.cancel()
            await asyncio.wait([answer])
            answer.exception()  # nobody wants to know
        raise


def prepare() -> None:
    """Start the nursery and have it import what the declared tasks need, without waiting for it.

    For a server, whose first upload would else wait for the parsers.
    """
    keeping.nursery_of_this_program().wish(Prepare(list(DECLARED)), [])


class _Cancelled(Exception):
    """Nobody waits for the answer."""


class _Call(Generic[Q, A]):
    """One task, once."""

    def __init__(
        self,
        task: Task[Q, A],
        request: Q,
        given: Sequence[File],
        output: Output | None,
        limits: Limits,
    ) -> None:
        self.task = task
        self.request = messages.encode(request)
        self.files = given
        self.output = output
        self.limits = limits
        self.wanted = TaskWanted(task.name, current_language())
        self.turn = threading.Lock()
        self.child: keeping.Child | None = None
        self.is_cancelled = False

    def cancel(self) -> None:
        """From any thread. Whoever performs it stops soon, with nothing left."""
        with self.turn:
            self.is_cancelled = True
            if self.child:
                self.child.end()

    def perform(self) -> A:
        with files.written(self.output) as output:
            with closing(keeping.bear(self.wanted, given=[], talking=True)) as child:
                with self.turn:
                    self.child = child
                    if self.is_cancelled:
                        raise _Cancelled
                try:
                    said = self._said(child, output)
                finally:
                    with self.turn:
                        self.child = None
            return self._understood(said)

    def _said(self, child: keeping.Child, output: int | None) -> bytes:
        """What the child says, when it has ended as it should."""
        seconds = self.limits.seconds
        until = None if seconds is None else time.monotonic() + seconds + keeping.GRACE
        longest = self.limits.answer + BESIDES_THE_ANSWER
        channel = child.talking()
        said = b""
        try:
            try:
                self._tell(child, output, until)
                said = wire.receive(channel, longest=longest, until=until)[0]
            except wire.Closed:
                pass  # how it ended says why
            ended = child.wait_end(until)
        except TimeoutError:
            raise OutOfTime("it did not listen to its clock") from None
        except wire.TooLong:
            raise TooMuchOutput(f"an answer of more than {longest} bytes") from None
        if ended or not said:
            raise failure_of(ended)
        return said

    def _tell(self, child: keeping.Child, output: int | None, until: float | None) -> None:
        channel = child.talking()
        channel.settimeout(None if until is None else max(0.0, until - time.monotonic()))
        order = Order(self.limits, len(self.files), output is not None)
        wire.send(channel, messages.encode(order))
        for file in self.files:
            with files.opened(file) as number:
                wire.send(channel, b"", [number])
        if output is not None:
            wire.send(channel, b"", [output])
        wire.send(channel, self.request)

    def _understood(self, said: bytes) -> A:
        match _outcome(said):
            case Answered(answer):
                try:
                    return msgspec.json.decode(answer, type=self.task.answers)
                except msgspec.DecodeError as wrong:
                    raise Died(f"no {self.task.answers.__name__}") from wrong
            case Declined() as declined:
                raise refusing.heard(declined)
            case Failing(kind, place):
                raise Broke(kind, place)
            case NoMemory():
                raise OutOfMemory("memory")
            case NoRoom(number):
                raise OSError(number, os.strerror(number))
            case TooLarge():
                raise TooMuchOutput("its answer or its file")


def _outcome(said: bytes) -> Outcome:
    try:
        return messages.read_outcome(said)
    except msgspec.DecodeError as wrong:
        raise Died("its answer is none") from wrong


class _Line:
    """Those who wait for a child of theirs, and the threads that wait for children: one for
    each processor.

    The threads do not hold the program back when it ends, as those of the standard pools do:
    the nursery goes then, and takes along what it has.
    """

    def __init__(self) -> None:
        self.waiting: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        for number in range(_processors()):
            Thread(target=self._serve, name=f"contained-{number}", daemon=True).start()

    def join(self, work: Callable[[], A]) -> "Future[A]":
        future: Future[A] = Future()
        self.waiting.put((future, work))
        return future

    def _serve(self) -> None:
        while True:
            self._do(*self.waiting.get())

    @staticmethod
    def _do(future: "Future[Any]", work: Callable[[], Any]) -> None:
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(work())
            except BaseException as failure:
                future.set_exception(failure)


_the_line: _Line | None = None
_turn = threading.Lock()


def _line() -> _Line:
    global _the_line  # noqa: PLW0603  one for each program
    with _turn:
        if _the_line is None:
            _the_line = _Line()
        return _the_line


def _processors() -> int:
    has_some = hasattr(os, "sched_getaffinity")
    return max(2, len(os.sched_getaffinity(0)) if has_some else os.cpu_count() or 1)


def _forget() -> None:
    """A fork of the program has none of its threads."""
    global _the_line, _turn
    _the_line, _turn = None, threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
