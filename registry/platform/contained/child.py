"""The life of a task's child: it hears what is wanted, shuts itself in, does it, says it, ends."""

import errno
import importlib
import inspect
import os
import socket
import traceback
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, NoReturn, get_type_hints

import msgspec
from msgspec import Raw, Struct

from registry.platform.contained import confinement, kernel, messages, refusing, wire
from registry.platform.contained.messages import (
    Answered,
    Failing,
    NoMemory,
    NoRoom,
    Outcome,
    TaskWanted,
    TooLarge,
)
from registry.platform.errors import Refused
from registry.platform.i18n import speaking

LONGEST_TO_HEAR = 30.0
SPARE = 1024**2
"""Bytes kept aside, to say that the memory is finished."""


class Known(Struct):
    """A task that this nursery can do."""

    function: Callable[[Any, Sequence[BinaryIO], BinaryIO | None], Any]
    read_request: Callable[[bytes], Any]


TASKS: dict[str, Known] = {}


def learn(name: str) -> None:
    """Import the task's module; raises whatever that raises."""
    module, _colon, function_name = name.partition(":")
    function = getattr(importlib.import_module(module), function_name)
    first = next(iter(inspect.signature(function).parameters))
    asked = get_type_hints(function)[first]
    TASKS[name] = Known(function, msgspec.json.Decoder(asked).decode)


def live(nursery: int, channel: socket.socket, wanted: TaskWanted, rules: int | None) -> NoReturn:
    os.setsid()
    kernel.die_with_parent(nursery)
    confinement.begin_clock(LONGEST_TO_HEAR)
    order = messages.read_order(wire.receive(channel)[0])
    given = [wire.receive(channel)[1][0] for _file in range(order.files + order.has_output)]
    request = wire.receive(channel)[0]
    _say_nothing_else()
    confinement.keep_only([channel.fileno(), *given, *([] if rules is None else [rules])])
    confinement.begin_clock(order.limits.seconds)
    confinement.go_first()
    highest = max(channel.fileno(), *given, 0)
    confinement.bound_task(order.limits, has_output=order.has_output, highest=highest)
    confinement.seal_task(rules)
    with speaking(wanted.language):
        outcome = _outcome(TASKS[wanted.task], request, given, has_output=order.has_output)
    _say(channel, outcome, longest=order.limits.answer)
    os._exit(0)


def _outcome(task: Known, request: bytes, given: list[int], *, has_output: bool) -> Outcome:
    spare = bytearray(SPARE)
    try:
        output = os.fdopen(given[-1], "r+b", closefd=False) if has_output else None
        files = [os.fdopen(number, "rb") for number in (given[:-1] if has_output else given)]
        answer = task.function(task.read_request(request), files, output)
        if output is not None:
            output.flush()
        return Answered(Raw(messages.encode(answer)))
    except Refused as refused:
        return refusing.told(refused)
    except MemoryError:
        del spare
        return NoMemory()
    except OSError as fault:
        if fault.errno == errno.EFBIG:
            return TooLarge()
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            return NoRoom(fault.errno)
        return Failing(*place_of(fault))
    except BaseException as fault:
        return Failing(*place_of(fault))


def place_of(fault: BaseException) -> tuple[str, str]:
    """An exception's kind, and the module and line that raised it."""
    frames = list(traceback.walk_tb(fault.__traceback__))
    if not frames:
        return type(fault).__name__, ""
    frame, line = frames[-1]
    return type(fault).__name__, f"{frame.f_globals.get('__name__', '?')}:{line}"


def _say(channel: socket.socket, outcome: Outcome, *, longest: int) -> None:
    said = messages.encode(outcome)
    wire.send(channel, said if len(said) <= longest else messages.encode(TooLarge()))


def _say_nothing_else() -> None:
    """What parsers write to the standard output or error goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
