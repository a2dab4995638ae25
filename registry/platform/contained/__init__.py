"""Il recinto: a stranger's bytes are read only in here, in a process of their own that can do
no harm. It has no network, writes no file but the one that it was given, reads no other, starts
nothing, and takes no more memory and time than it may; whatever it does, who asked gets an
answer, a refusal or a failure of a known kind, and nothing is left of it.

A task is a plain function of ``(request, files, output)`` in a module that imports its parsers
at the top; whoever asks names it with :class:`Task` and calls :func:`run`. Programs that are
not ours are started with :func:`launch`.
"""

from registry.platform.contained.failures import (
    Broke,
    Died,
    Failed,
    OutOfMemory,
    OutOfTime,
    TooMuchOutput,
)
from registry.platform.contained.files import scratch
from registry.platform.contained.keeping import leave
from registry.platform.contained.limits import A_PROGRAM, MIB, Limits
from registry.platform.contained.programs import Program, launch
from registry.platform.contained.running import prepare, run, run_async
from registry.platform.contained.task import Task

__all__ = [
    "A_PROGRAM", "MIB", "Broke", "Died", "Failed", "Limits", "OutOfMemory", "OutOfTime",
    "Program", "Task", "TooMuchOutput", "launch", "leave", "prepare", "run", "run_async",
    "scratch",
]  # fmt: skip
