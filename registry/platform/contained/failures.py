"""How a contained task or program may fail, by kind. What a task refuses is no failure: it
comes back as the same ``Refused``.

Each is a fact about a file or about a limit, to be put in words by whoever asked.
"""

import signal


class Failed(Exception):
    """It gave no answer, and nothing is left of it: no process, no file, no descriptor."""


class OutOfTime(Failed):
    """By the clock or by the processor's."""


class OutOfMemory(Failed):
    """It asked for more than it may have."""


class TooMuchOutput(Failed):
    """Its answer, or a file that it wrote, was too large."""


class Died(Failed):
    """It ended without an answer: a crash, a signal, an exit of its own."""


class Broke(Failed):
    """An exception that is no refusal came out of the task: for a parser, a damaged file.

    The exception's own words stay inside: they may be the file's.
    """

    def __init__(self, kind: str, place: str) -> None:
        super().__init__(f"{kind} ({place})")
        self.kind = kind
        self.place = place


def failure_of(status: int) -> Failed:
    """What a wait status other than zero means."""
    if not _is_signal(status):
        return Died(f"exit {status >> 8}")
    number = status & 0x7F
    if number in (signal.SIGALRM, signal.SIGXCPU):
        return OutOfTime(_name(number))
    if number == signal.SIGXFSZ:
        return TooMuchOutput(_name(number))
    return Died(_name(number))


def _is_signal(status: int) -> bool:
    return bool(status & 0x7F)


def _name(number: int) -> str:
    return signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
