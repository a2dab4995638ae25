"""``python -m bench [NAME…] [--write]``: all the benchmarks or some, told and, if asked, kept."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from bench import (
    batches,
    contained,
    corpus,
    dates,
    documents,
    dossiers,
    gate,
    lists,
    pages,
    pdf,
    signatures,
)
from bench.report import Report, told, write

BENCHMARKS: dict[str, Callable[[], Report]] = {
    "documents": documents.measure,
    "batches": batches.measure,
    "pages": pages.measure,
    "lists": lists.measure,
    "dates": dates.measure,
    "contained": contained.measure,
    "gate": gate.measure,
    "signatures": signatures.measure,
    "pdf": pdf.measure,
    "dossiers": dossiers.measure,
}
"""In the order in which the page shows them."""


def main(arguments: list[str]) -> int:
    names = [one for one in arguments if not one.startswith("-")] or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.stderr.write(f"Non conosco {unknown[0]}. Ci sono: {', '.join(BENCHMARKS)}.\n")
        return 2
    if names == ["gate"] and os.environ.get("DIR"):
        corpus.run_through(Path(os.environ["DIR"]).resolve())
        return 0
    for name in names:
        report = BENCHMARKS[name]()
        sys.stdout.write(f"\n{told(report)}")
        sys.stdout.flush()
        if "--write" in arguments:
            write([report], order=list(BENCHMARKS))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
