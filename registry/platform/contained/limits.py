"""How much a contained process may take."""

from msgspec import Struct

MIB = 1024**2


class Limits(Struct, frozen=True, kw_only=True):
    """What one task or one program may take; bytes and seconds.

    The defaults are for reading one file. None is for programs that stay: no limit of that kind.
    """

    seconds: float | None = 60
    """By the clock. A busy machine is slow: it is the processor's time that should bite first."""
    cpu_seconds: int | None = 20
    memory: int = 512 * MIB
    """Address space: of a task, beyond what every child is born with; of a program, all of it."""
    output: int = 256 * MIB
    """The largest file. A task without an output may write none."""
    answer: int = 4 * MIB
    open_files: int = 32
    """Beyond those that it is given."""
    processes: int = 256
    """Of a program, counted with what its user runs already; root's are not counted. A task has
    itself only."""


A_PROGRAM = Limits(memory=4096 * MIB, open_files=1024)
