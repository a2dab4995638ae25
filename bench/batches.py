"""Documents by the thousand: memory and pace of the command line and of the job queue.

Both read the same lines, all different. The command line's memory is its own process; the job's
is its worker with the nursery and the children that read the lines, summed. What is looked at is
whether the last nine thousand take more than the first.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from bench.report import Goal, Report, Table
from intese.declaring import declare_everything
from intese.letters import KINDS
from intese.schema import migrate
from registry.platform.accounts.roles import Actor, Role
from registry.platform.batches import actions, folder, queries, tasks
from registry.platform.batches.lifecycle import Standing
from registry.platform.batches.shapes import NewBatch
from registry.platform.database import opened
from registry.platform.postgres import attached
from registry.platform.settings import ROOT, settings

MANY = int(os.environ.get("MANY", "10000"))
MARKS = (MANY // 10, MANY // 2, MANY)
KINDS_MEASURED = {"scheda": "scheda", "protocollo": "protocol"}
GROWTH = 1.05
LOOK = 50
"""Documents of the command line between two looks at its memory."""
PAGE = os.sysconf("SC_PAGE_SIZE")
TICK = os.sysconf("SC_CLK_TCK")
WHO = Actor(None, "bench", Role.LEGAL, "pref-cr")
CLI = (sys.executable, "-m", "intese")
WORKER = """
import asyncio, sys
from intese.tasks import worker
from registry.platform.database import opened

async def main():
    async with opened(sys.argv[1]):
        await worker(sys.argv[1]).run()

asyncio.run(main())
"""


@dataclass
class Run:
    """One form of making one kind: the most bytes in memory up to each mark, and seconds."""

    memory: dict[int, int] = field(default_factory=dict)
    peak: int = 0
    clock: float = 0.0
    cpu: float = 0.0


def measure() -> Report:
    declare_everything()
    runs: dict[tuple[str, str], Run] = {}
    with tempfile.TemporaryDirectory() as above:
        for kind in KINDS_MEASURED:
            data = Path(above) / f"{kind}.jsonl"
            write_lines(kind, data)
            runs[kind, "command line"] = by_command(kind, data, Path(above) / f"{kind}-out")
            runs[kind, "job"] = by_job(kind, data, Path(above))
    return _report(runs)


def write_lines(kind: str, path: Path) -> None:
    """So many lines, no two of which are the same."""
    plain = msgspec.to_builtins(KINDS[kind].example())
    with path.open("wb") as file:
        for number in range(1, MANY + 1):
            name = "title" if "title" in plain else "short_title"
            one = plain | {name: f"{str(plain.get(name, ''))[:200]} – {number:05}"}
            file.write(msgspec.json.encode(one) + b"\n")


def by_command(kind: str, data: Path, out: Path) -> Run:
    run, began = Run(), time.monotonic()
    process = subprocess.Popen(  # noqa: S603  our own program
        [*CLI, "generate", kind, str(data), "-o", str(out)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout
    for number, _line in enumerate(process.stdout, start=1):
        if number % LOOK == 0 or number in MARKS:
            run.peak = max(run.peak, _memory([process.pid]))
        if number in MARKS:
            run.memory[number] = run.peak
            run.cpu = _cpu([process.pid])
    process.wait()
    run.clock = time.monotonic() - began
    return run


def by_job(kind: str, data: Path, above: Path) -> Run:
    home = above / f"{kind}-home"
    before = os.environ.get("INTESE_HOME")
    os.environ["INTESE_HOME"] = str(home)
    settings.cache_clear()
    try:
        with tempfile.TemporaryDirectory() as place, attached(Path(place)) as server:
            return asyncio.run(_job(kind, data, server.dsn()))
    finally:
        os.environ.pop("INTESE_HOME")
        if before is not None:
            os.environ["INTESE_HOME"] = before
        settings.cache_clear()


async def _job(kind: str, data: Path, dsn: str) -> Run:
    async with opened(dsn):
        await migrate()
        brought = await folder.lay_down(_pieces(data))
        batch = await actions.bring(NewBatch(kind=kind), brought, file_name=data.name, by=WHO)
        await tasks.check(batch_id=batch.id)
        await actions.start(batch.id, by=WHO)
        worker = await asyncio.create_subprocess_exec(sys.executable, "-c", WORKER, dsn, cwd=ROOT)
        try:
            return await _watched(batch.id, worker.pid)
        finally:
            worker.terminate()
            await worker.wait()


async def _pieces(data: Path) -> AsyncIterator[bytes]:
    with data.open("rb") as file:
        while piece := file.read(2**18):
            yield piece


async def _watched(batch_id: int, worker: int) -> Run:
    run, began = Run(), time.monotonic()
    with Sampling(worker, run):
        while True:
            now = await queries.find(batch_id)
            for mark in MARKS:
                if now.done >= mark and mark not in run.memory:
                    run.memory[mark] = run.peak
            if now.standing is Standing.DONE:
                break
            await asyncio.sleep(0.1)
        run.cpu = _cpu(_family(worker))
    run.clock = time.monotonic() - began
    assert now.made == MANY, now
    return run


class Sampling:
    """The peak of a family of processes, looked for some times a second."""

    def __init__(self, worker: int, run: Run) -> None:
        self.worker, self.run, self.is_over = worker, run, threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)

    def _look(self) -> None:
        while not self.is_over.wait(0.1):
            self.run.peak = max(self.run.peak, _memory(_family(self.worker)))

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_ended: object) -> None:
        self.is_over.set()
        self.thread.join()


def _family(pid: int) -> list[int]:
    """The process and all that descend from it."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            parents[int(entry.name)] = int(
                (entry / "stat").read_text().rpartition(")")[2].split()[1]
            )
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += [child for child, parent in parents.items() if parent == one]
    return found


def _memory(pids: list[int]) -> int:
    """Bytes that they wrote, shared ones told in equal parts where the system says so: files
    that other programs have open too, a Python's library, come and go with those."""
    return sum(map(_of_one, pids))


def _of_one(pid: int) -> int:
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        own = next(one for one in lines if one.startswith(("Pss_Anon:", "Anonymous:")))
        return int(own.split()[1]) * 1024
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    return 0


def _cpu(pids: list[int]) -> float:
    """Seconds of processor, of those and of the children that they have waited for."""
    spent = 0
    for pid in pids:
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            spent += sum(map(int, fields[11:15]))
    return spent / TICK


def _report(runs: dict[tuple[str, str], Run]) -> Report:
    rows = [
        (KINDS_MEASURED[kind], form, *(_mb(run.memory.get(mark)) for mark in MARKS),
         f"{run.cpu / MANY * 1000:.1f}", f"{MANY / run.clock:.0f}")
        for (kind, form), run in runs.items()
    ]  # fmt: skip
    columns = ("document", "form", *(f"peak MB up to {mark:,}" for mark in MARKS),
               "ms of processor each", "a second")  # fmt: skip
    return Report(
        name="batches",
        title="Documents by the thousand",
        sentence=(
            f"{MANY:,} documents take the same memory as {MARKS[0]:,}, from the command line and"
            " from the job queue."
        ),
        goals=[_goal(kind, form, run) for (kind, form), run in runs.items()],
        tables=[Table(columns, rows)],
        how=[
            "The command line is `intese generate KIND data.jsonl -o FOLDER`, one process that"
            " writes each document as a file. The job is a worker of its own process on an"
            " embedded PostgreSQL: its processor's time is the worker's, the nursery's and its"
            " children's, without the database's. Its lines have been checked before.",
            "Memory is what each process has written, with its part of what it shares with its"
            " children (Pss_Anon), summed over the worker, the nursery and whatever child works"
            " then; a library's file, shared with whatever else runs, is not counted.",
            "No peer makes batches that can be stopped and resumed; their pace for single documents"
            " stands in the section on making documents.",
        ],
    )


def _goal(kind: str, form: str, run: Run) -> Goal:
    first, last = run.memory[MARKS[0]], run.memory[MARKS[-1]]
    growth = last / first
    wanted = f"{KINDS_MEASURED[kind]}, {form}: flat from {MARKS[0]:,} to {MARKS[-1]:,} documents"
    return Goal(wanted, f"{(growth - 1) * 100:+.1f} %", growth <= GROWTH)


def _mb(size: Any) -> str:
    return "–" if not size else f"{size / 1e6:.0f}"
