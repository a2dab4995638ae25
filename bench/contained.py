"""A task in a child of the nursery, against a bare Python that does nothing.

The task is empty: what is measured is the containment itself. The nursery has imported the
parsers that files of offices need, as it has in service. The processor's time is that of the
nursery and its children, and of the bare Python: on a busy machine it says more than the clock.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.contained_tasks import EMPTY, NOTHING, PARSERS
from bench.report import Report, Table
from registry.platform.contained import keeping, run

TASKS = 300
STARTS = 20


def measure() -> Report:
    started = [_taken(_start) for _round in range(3)]
    nursery = keeping.nursery_of_this_program().process.pid
    bare, empty = [], []
    nurserys, pythons = _processor_of(nursery), _processor_of_children()
    for number in range(TASKS):
        empty.append(_taken(lambda: run(EMPTY, NOTHING)))
        if number % (TASKS // STARTS) == 0:  # in between, so that a noisy machine disturbs both
            bare.append(_taken(_start_python))
    rows = [
        _row("an empty task", empty, (_processor_of(nursery) - nurserys) / TASKS),
        _row("`python -c pass`", bare, (_processor_of_children() - pythons) / STARTS),
    ]
    ratio = statistics.median(bare) / statistics.median(empty)
    return Report(
        name="contained",
        title="Reading a stranger's file, shut in",
        sentence=f"{ratio:.1f} empty tasks take as long as a bare Python that does nothing.",
        tables=[Table(("", "median, ms", "95th percentile, ms", "processor, ms"), rows)],
        how=[
            f"{TASKS} tasks that do nothing, each in its own child of the nursery, and {STARTS} "
            "bare Pythons in between; by the clock, beside the processor's time of both with "
            "their children.",
            f"The nursery is up, with its parsers ({', '.join(PARSERS)}), in "
            f"{statistics.median(started):.2f} s.",
        ],
    )


def _row(name: str, times: list[float], processor: float) -> tuple[str, ...]:
    p95 = statistics.quantiles(times, n=20)[-1]
    milliseconds = (statistics.median(times), p95, processor)
    return (name, *(f"{seconds * 1000:.1f}" for seconds in milliseconds))


def _processor_of(pid: int) -> float:
    """Seconds of a process and of the children that it has buried."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")


def _processor_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _start() -> None:
    keeping.leave()
    run(EMPTY, NOTHING)


def _start_python() -> None:
    subprocess.run([sys.executable, "-c", "pass"], check=True)


def _taken(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before
