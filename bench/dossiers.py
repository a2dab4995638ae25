"""Dossiers: a hundred documents of five pages made into one, beside tools that only join pages.

Ours does more than its peers: each document is looked at and cleaned in a child of its own, then
all are bound with contents, bookmarks and a stamp on every page. By processor time, the children's
counted; a round is the same documents by each, and the first is not counted. Memory is the
children's, at their highest.
"""

import asyncio
import io
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pypdf

from bench.report import Goal, Report, Table
from registry.platform.contained import leave, scratch
from registry.platform.dossiers import Cover, Entry
from registry.platform.dossiers.making import make

ROUNDS = 3
SIZES = (25, 100, 400)
PAGES = 5
AS_STATED = 100
COVER = Cover(title="Dossier of the benchmark", made_at="2026-11-28T10:00:00+00:00")
GOAL = 1.3
"""How much longer a document may take in the largest dossier than in the smallest."""


def measure() -> Report:
    rows = [_row(size) for size in SIZES]
    least, most = rows[0]["ours"] / SIZES[0], rows[-1]["ours"] / SIZES[-1]
    grown = most / least
    stated = rows[SIZES.index(AS_STATED)]
    names = list(stated)
    return Report(
        name="dossiers",
        title="Dossiers",
        sentence=f"{AS_STATED} documents of {PAGES} pages are one dossier in"
        f" {stated['ours']:.1f} s of a processor.",
        tables=[
            Table(
                ("documents", *(f"{name}, s" for name in names), "ours, ms a document"),
                [
                    (str(size), *(f"{row[name]:.2f}" for name in names),
                     f"{row['ours'] * 1000 / size:.1f}")
                    for size, row in zip(SIZES, rows, strict=True)
                ],
            )
        ],
        goals=[
            Goal(
                f"grows with the documents: at most {GOAL:.1f} times as much for each of"
                f" {SIZES[-1]} as of {SIZES[0]}",
                f"{grown:.2f}",
                is_met=grown <= GOAL,
            )
        ],
        how=[
            f"{ROUNDS} rounds, interleaved, medians of processor time, with children; ours begins"
            " each time with the start of the enclosure, about a second.",
            "Peers join pages only: no stamp, no contents, nothing cleaned, in the program's own"
            " process. pypdf: `PdfWriter.append`; pikepdf: `pages.extend`; pdfunite: poppler's.",
            f"The highest memory of any child of ours so far: {_highest()} MB.",
        ],
        versions={"pypdf": pypdf.__version__, "pikepdf": pikepdf.__version__},
    )  # fmt: skip


def _row(size: int) -> dict[str, float]:
    """Median seconds of each, for so many documents."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        files = [folder / f"{number}.pdf" for number in range(size)]
        for number, file in enumerate(files):
            file.write_bytes(_document(number))
        works: dict[str, Callable[[], object]] = {
            "ours": lambda: _ours(files),
            "pypdf": lambda: _pypdf(files),
            "pikepdf": lambda: _pikepdf(files),
        }
        if shutil.which("pdfunite"):
            works["pdfunite"] = lambda: _pdfunite(files, folder / "all.pdf")
        taken: dict[str, list[float]] = {name: [] for name in works}
        for round_ in range(ROUNDS + 1):
            for name, work in works.items():
                spent = _spent(work)
                if round_:
                    taken[name].append(spent)
    return {name: statistics.median(times) for name, times in taken.items()}


def _spent(work: Callable[[], object]) -> float:
    """Processor seconds, of this process and of the children that end meanwhile."""
    leave()  # the nursery of the round before: its end counts its children
    before = _processor()
    work()
    leave()
    return _processor() - before


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _highest() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def _document(number: int) -> bytes:
    """Five pages of words, a font of its own copy, an outline: about what a letter is."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
        for page in range(PAGES):
            lines = " ".join(
                f"BT /F1 11 Tf 70 {760 - 16 * line} Td (Documento {number}, pagina {page},"
                f" riga {line}: le Parti convengono quanto segue.) Tj ET"
                for line in range(40)
            )
            added = pdf.add_blank_page(page_size=(595, 842))
            added.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            added.obj.Contents = pdf.make_stream(lines.encode())
        with pdf.open_outline() as outline:
            outline.root += [pikepdf.OutlineItem(f"Articolo {n}", n) for n in range(PAGES)]
        pdf.save(made, static_id=True)
    return made.getvalue()


def _ours(files: Sequence[Path]) -> None:
    entries = [Entry(title=file.stem, name=file.name, content=file) for file in files]
    with scratch() as output:
        told = asyncio.run(make(COVER, entries, output))
    assert told.pages >= len(files) * PAGES


def _pypdf(files: Sequence[Path]) -> None:
    writer = pypdf.PdfWriter()
    for file in files:
        writer.append(file)
    writer.write(io.BytesIO())


def _pikepdf(files: Sequence[Path]) -> None:
    with pikepdf.new() as whole:
        for file in files:
            with pikepdf.open(file) as one:
                whole.pages.extend(one.pages)
        whole.save(io.BytesIO())


def _pdfunite(files: Sequence[Path], output: Path) -> None:
    program = shutil.which("pdfunite") or "pdfunite"
    subprocess.run([program, *files, output], check=True)  # noqa: S603  files of ours
