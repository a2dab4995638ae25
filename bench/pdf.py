"""A document as PDF/A: by the LibreOffice that stays, against one that is started for each.

Both are shut in alike, with the same options, the cold one with a profile that is warm (a new
one takes it seconds more). By the clock: the work is another program's. A round is one document
by each; the first is not counted.
"""

import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.report import Goal, Report, Table
from intese.letters import KINDS
from registry.platform.contained import launch
from registry.platform.contained.programs import PLAIN
from registry.platform.documents import render
from registry.platform.pdf import find_office, leave, to_pdf
from registry.platform.pdf.driver import OPTIONS
from registry.platform.pdf.office import LIMITS
from registry.platform.pdf.profile import write_profile

ROUNDS = 8
GOAL = 4.0
DOCUMENTS = {"a protocol": "protocollo", "a scheda": "scheda", "a letter": "lettera-trasmissione"}


def measure() -> Report:
    programs = find_office()
    if programs is None:
        raise SystemExit("LibreOffice is not on this machine.")
    rows = [_row(programs, *one) for one in DOCUMENTS.items()]
    leave()
    least = min(cold / warm for _name, warm, cold in rows)
    return Report(
        name="pdf",
        title="PDF/A",
        sentence=f"A scheda is a PDF/A in {rows[1][1]:.2f} s, a protocol in {rows[0][1]:.2f} s.",
        tables=[
            Table(
                ("", "stays, ms", "cold, ms", "ratio"),
                [
                    (name, f"{warm * 1000:.0f}", f"{cold * 1000:.0f}", f"{cold / warm:.1f}")
                    for name, warm, cold in rows
                ],
            )
        ],
        goals=[
            Goal(f"at least {GOAL:.0f} times a cold soffice", f"{least:.1f}", is_met=least >= GOAL)
        ],
        how=[
            f"{ROUNDS} rounds, interleaved, medians by the clock; ours includes the look at what"
            " came out.",
            "Cold: `soffice --convert-to pdf` with the same options and a warm profile, shut in"
            " alike.",
        ],
        versions={"LibreOffice": _version(programs)},
    )


def _row(programs: Path, name: str, kind: str) -> tuple[str, float, float]:
    docx = render(KINDS[kind].build(KINDS[kind].example()))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made).resolve()
        write_profile(folder / "profile")
        (folder / "document.docx").write_bytes(docx)
        warm, cold = [], []
        for round_ in range(ROUNDS + 1):
            taken = _seconds(lambda: to_pdf(docx)), _seconds(lambda: _cold(programs, folder))
            if round_:
                warm.append(taken[0])
                cold.append(taken[1])
    return name, statistics.median(warm), statistics.median(cold)


def _cold(programs: Path, folder: Path) -> None:
    words: list[str | Path] = [
        programs / "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
        "--norestore", "--convert-to", f"pdf:writer_pdf_Export:{OPTIONS.decode()}",
        "--outdir", folder / "out", folder / "document.docx",
    ]  # fmt: skip
    shutil.rmtree(folder / "out", ignore_errors=True)
    with launch(words, env={**PLAIN, "HOME": str(folder)}, writes=[folder], needs_tmp=True,
                limits=LIMITS) as it:  # fmt: skip
        it.wait(300)
    if not (folder / "out" / "document.pdf").exists():
        raise RuntimeError("The cold one made nothing.")


def _seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def _version(programs: Path) -> str:
    with launch([programs / "soffice", "--version"], needs_tmp=True) as it:
        it.wait(120)
        found = re.search(r"LibreOffice (\d[\d.]*)", it.said())  # among what libraries complain of
        return found[1] if found else "?"
