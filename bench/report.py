"""What a benchmark measured, in one form: told on the terminal, kept in docs/performance.md."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bench.machine import machine
from registry.platform.settings import ROOT

PAGE = ROOT / "docs" / "performance.md"
OPENING = """# Performance

What Intese takes, beside what others take for the same work. `make bench` measures it and writes
this page; `make bench only=documents` measures one section and leaves the others as they are.
Never edit it by hand.

Times are CPU times (user and system) unless a section says otherwise, because a machine is rarely
idle; what counts are the ratios within a round, in which all take turns under the same load.
"""
SECTION = re.compile(r"<!-- (\w+) -->\n.*?<!-- end of \1 -->\n", re.DOTALL)


@dataclass(frozen=True)
class Table:
    """Rows of words under their columns. The first column is to the left, figures to the right."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    above: str = ""
    """A line that says what the table shows, where the section has more than one."""


@dataclass(frozen=True)
class Goal:
    """What we set ourselves, beside what came out."""

    wanted: str
    measured: str
    is_met: bool


@dataclass(frozen=True)
class Report:
    """``sentence`` is what to remember of it; ``how`` says how it was measured, a line a thing."""

    name: str
    title: str
    sentence: str
    tables: Sequence[Table]
    goals: Sequence[Goal] = ()
    how: Sequence[str] = ()
    versions: dict[str, str] = field(default_factory=dict)


def told(report: Report) -> str:
    """The report as Markdown, which a terminal shows well enough."""
    pieces = [f"## {report.title}", report.sentence]
    if report.goals:
        rows = [(one.wanted, one.measured, "yes" if one.is_met else "NO") for one in report.goals]
        pieces.append(_table(Table(("goal", "measured", "met"), rows)))
    for table in report.tables:
        pieces += [table.above, _table(table)] if table.above else [_table(table)]
    if report.how:
        pieces.append("How it is measured:\n\n" + "\n".join(f"- {line}" for line in report.how))
    versions = ", ".join(f"{name} {number}" for name, number in report.versions.items())
    pieces.append(f"Measured on {machine()}." + (f" {versions}." if versions else ""))
    return "\n\n".join(pieces) + "\n"


def write(reports: Iterable[Report], *, order: Sequence[str]) -> None:
    """The page with these sections new, and those that were not measured now as they were."""
    kept = {found[1]: found[0] for found in SECTION.finditer(_page())}
    for report in reports:
        kept[report.name] = f"<!-- {report.name} -->\n{told(report)}<!-- end of {report.name} -->\n"
    sections = [kept[name] for name in order if name in kept]
    PAGE.write_text("\n".join([OPENING, *sections]), "utf-8")


def _page() -> str:
    return PAGE.read_text("utf-8") if PAGE.exists() else ""


def _table(table: Table) -> str:
    lines = [table.columns, *table.rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(table.columns))]
    rule = [":" + "-" * (width - 1) if n == 0 else "-" * (width - 1) + ":"
            for n, width in enumerate(widths)]  # fmt: skip
    shown = [_line(table.columns, widths), _line(rule, widths)]
    return "\n".join(shown + [_line(row, widths) for row in table.rows])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    shown = [first[0].ljust(first[1])] + [cell.rjust(width) for cell, width in others]
    return f"| {' | '.join(shown)} |"
