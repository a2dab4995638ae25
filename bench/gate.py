"""The gate on ordinary files, against reading the same files with the libraries alone.

``make bench only=gate`` measures; ``make bench only=gate DIR=folder`` runs a folder of files
through the gate and prints what became of them (:mod:`bench.corpus`), with a line of JSON for
each in ``folder.jsonl`` beside it.

The child's start is shared by everything that reads in the fence: it is measured with an empty
task and taken away. The processor's time is that of the nursery and its children.
"""

import io
import os
import statistics
import time
import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pikepdf

from bench.contained_tasks import EMPTY, NOTHING
from bench.report import Goal, Report, Table
from intese.letters import KINDS
from registry.platform.contained import keeping, run
from registry.platform.documents import render
from registry.platform.gate import look
from tests.gate import papers

ROUNDS = 60
GOAL = 0.050


class Ordinary(NamedTuple):
    what: str
    name: str
    content: bytes
    alone: Callable[[bytes], object]


class Row(NamedTuple):
    """Seconds. ``beyond`` is what the gate takes beyond the child's start."""

    what: str
    size: int
    clock: float
    processor: float
    beyond: float
    alone: float


def measure() -> Report:
    rows = taken()
    median = statistics.median(row.beyond for row in rows) * 1000
    return Report(
        name="gate",
        title="The upload gate",
        sentence=f"A median ordinary file takes {median:.1f} ms beyond the child's start.",
        tables=[
            Table(
                ("", "kB", "clock, ms", "processor, ms", "beyond the start, ms", "alone, ms"),
                [_shown(row) for row in rows],
            )
        ],
        goals=[
            Goal(f"at most {GOAL * 1000:.0f} ms", f"{median:.1f} ms", is_met=median < GOAL * 1000)
        ],
        how=[
            f"{ROUNDS} rounds, interleaved, with an empty task in each: its cost is the child's "
            "start, which is shared, and is taken away. The processor's time is that of the "
            "nursery and its children.",
            "Alone: the same file read by zipfile or pikepdf in this process, with no check.",
        ],
    )


def _shown(row: Row) -> tuple[str, ...]:
    seconds = (row.clock, row.processor, row.beyond, row.alone)
    return (row.what, f"{row.size / 1000:.0f}", *(f"{one * 1000:.1f}" for one in seconds))


def taken() -> Sequence[Row]:
    """A row for each file, rounds interleaved so that a noisy machine disturbs all alike."""
    files = ordinary()
    run(EMPTY, NOTHING)
    look(files[0].name, files[0].content)
    clock: dict[str, list[float]] = {}
    processor: dict[str, list[float]] = {}
    for _round in range(ROUNDS):
        _measured("", lambda: run(EMPTY, NOTHING), clock, processor)
        for one in files:
            _measured(one.what, partial(look, one.name, one.content), clock, processor)
    start = statistics.mean(processor[""])
    return [_row(one, clock[one.what], processor[one.what], start) for one in files]


def ordinary() -> list[Ordinary]:
    """What an office uploads: documents of the program's own, PDFs, signed ones, a message."""
    act, sheet = (_letter(kind) for kind in ("protocollo", "scheda"))
    scan = papers.pdf(*(_picture(n) for n in range(10)), pages=10)
    return [
        Ordinary("a protocol in Word", "p.docx", act, _unzipped),
        Ordinary("a scheda in Word", "s.docx", sheet, _unzipped),
        Ordinary("an OpenDocument text", "a.odt", papers.odt(), _unzipped),
        Ordinary("an old Word document", "a.doc", papers.doc("Accordo. " * 5000), _nothing),
        Ordinary("a PDF of 30 pages", "a.pdf", papers.pdf(papers.with_form(), pages=30), _opened),
        Ordinary("a scan of 10 pages", "b.pdf", scan, _opened),
        Ordinary("a signed protocol", "p.docx.p7m", papers.p7m(act), _nothing),
        Ordinary("certified mail", "m.eml", papers.pec(), _nothing),
    ]


def _letter(name: str) -> bytes:
    kind = KINDS[name]
    return render(kind.build(kind.example()))


def _picture(number: int) -> Callable[[pikepdf.Pdf], None]:
    """A page that is a photograph of paper: 2 megabytes of grey, packed."""

    def change(document: pikepdf.Pdf) -> None:
        dots = bytes((x * number + y) % 256 for y in range(200) for x in range(1000))
        image = pikepdf.Stream(document, dots * 10)
        image.update(pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
                     Width=1000, Height=2000, BitsPerComponent=8,
                     ColorSpace=pikepdf.Name.DeviceGray))  # fmt: skip
        document.pages[number].Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(Im0=document.make_indirect(image))
        )

    return change


def _unzipped(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            package.read(name)


def _opened(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for _page in pdf.pages:
            pass


def _nothing(_content: bytes) -> None:
    """No library reads it whole by itself."""


def _measured(
    what: str,
    work: Callable[[], object],
    clock: dict[str, list[float]],
    processor: dict[str, list[float]],
) -> None:
    nursery = keeping.nursery_of_this_program().process.pid
    used, began = processor_of(nursery), time.perf_counter()
    work()
    clock.setdefault(what, []).append(time.perf_counter() - began)
    processor.setdefault(what, []).append(processor_of(nursery) - used)


def _row(one: Ordinary, clock: list[float], processor: list[float], start: float) -> Row:
    began = time.process_time()
    for _n in range(20):
        one.alone(one.content)
    alone = (time.process_time() - began) / 20
    mean = statistics.mean(processor)  # the kernel counts in hundredths: only a mean is finer
    return Row(one.what, len(one.content), statistics.median(clock), mean, mean - start, alone)


def processor_of(pid: int) -> float:
    """Seconds of a process and of the children that it has buried."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
