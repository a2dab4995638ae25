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
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pikepdf

from bench.contained_tasks import EMPTY, NOTHING
from bench.corpus import run_through
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


def main() -> None:
    folder = os.environ.get("DIR")
    if folder:
        path = Path(folder).resolve()
        run_through(path, rows_in=path.with_name(f"{path.name}.jsonl"))
        return
    rows = measure()
    sys.stdout.write(f"{'':<28}{'kB':>7}{'clock':>9}{'processor':>11}{'beyond':>9}{'alone':>9}\n")
    for row in rows:
        milliseconds = (row.clock, row.processor, row.beyond, row.alone)
        figures = "".join(f"{value * 1000:{width}.1f}" for value, width in
                          zip(milliseconds, (9, 11, 9, 9), strict=True))  # fmt: skip
        sys.stdout.write(f"{row.what:<28}{row.size / 1000:7.0f}{figures}\n")
    median = statistics.median(row.beyond for row in rows)
    told = "met" if median < GOAL else "NOT met"
    sys.stdout.write(
        f"median beyond the child's start: {median * 1000:.1f} ms"
        f" (goal {GOAL * 1000:.0f}: {told}); milliseconds of the processor, but for the clock\n"
    )


def measure() -> Sequence[Row]:
    """A row for each file, rounds interleaved so that a noisy machine disturbs all alike."""
    files = ordinary()
    run(EMPTY, NOTHING)
    look(files[0].name, files[0].content)
    clock: dict[str, list[float]] = {}
    processor: dict[str, list[float]] = {}
    for _round in range(ROUNDS):
        _measured("", lambda: run(EMPTY, NOTHING), clock, processor)
        for one in files:
            _measured(one.what, lambda one=one: look(one.name, one.content), clock, processor)
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
    used, began = _processor_of(nursery), time.perf_counter()
    work()
    clock.setdefault(what, []).append(time.perf_counter() - began)
    processor.setdefault(what, []).append(_processor_of(nursery) - used)


def _row(one: Ordinary, clock: list[float], processor: list[float], start: float) -> Row:
    began = time.process_time()
    for _n in range(20):
        one.alone(one.content)
    alone = (time.process_time() - began) / 20
    mean = statistics.mean(processor)  # the kernel counts in hundredths: only a mean is finer
    return Row(one.what, len(one.content), statistics.median(clock), mean, mean - start, alone)


def _processor_of(pid: int) -> float:
    """Seconds of a process and of the children that it has buried."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
