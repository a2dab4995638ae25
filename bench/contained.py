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
from registry.platform.contained import keeping, run

TASKS = 300
STARTS = 20


def main() -> None:
    started = [_taken(_start) for _round in range(3)]
    nursery = keeping.nursery_of_this_program().process.pid
    bare, empty = [], []
    nurserys, pythons = _processor_of(nursery), _processor_of_children()
    for number in range(TASKS):
        empty.append(_taken(lambda: run(EMPTY, NOTHING)))
        if number % (TASKS // STARTS) == 0:  # in between, so that a noisy machine disturbs both
            bare.append(_taken(_start_python))
    _print("empty task", empty, (_processor_of(nursery) - nurserys) / TASKS)
    _print("python -c pass", bare, (_processor_of_children() - pythons) / STARTS)
    ratio = statistics.median(bare) / statistics.median(empty)
    sys.stdout.write(
        f"{ratio:.1f} tasks in the time of a bare Python; the nursery is up, with its parsers"
        f" ({', '.join(PARSERS)}), in {statistics.median(started):.2f} s\n"
    )


def _print(name: str, times: list[float], processor: float) -> None:
    p95 = statistics.quantiles(times, n=20)[-1]
    sys.stdout.write(
        f"{name:<16} median {statistics.median(times) * 1000:6.1f} ms   p95 {p95 * 1000:6.1f} ms"
        f"   processor {processor * 1000:5.1f} ms\n"
    )


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
