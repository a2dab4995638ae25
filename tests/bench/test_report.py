"""The page of what was measured: one section a benchmark, each as its last measure left it."""

from pathlib import Path

import pytest

from bench import report
from bench.__main__ import BENCHMARKS, main
from bench.report import Goal, Report, Table, told, write


def a_report(name: str, sentence: str) -> Report:
    rows = [("api", "3.5"), ("vespe", "12")]
    return Report(name, name.title(), sentence, [Table(("chi", "ms"), rows)])


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(report, "PAGE", tmp_path / "performance.md")
    return report.PAGE


def test_a_section_measured_anew_leaves_the_others_as_they_are(page: Path) -> None:
    order = ["bees", "wasps", "ants"]
    write([a_report("wasps", "Le vespe."), a_report("bees", "Le api di ieri.")], order=order)

    write([a_report("bees", "Le api di oggi.")], order=order)

    said = page.read_text("utf-8")
    assert "ieri" not in said
    assert said.index("Le api di oggi.") < said.index("Le vespe.")
    assert said.count("# Performance\n") == 1


def test_a_page_written_twice_is_the_same_page(page: Path) -> None:
    order = ["bees"]
    write([a_report("bees", "Le api.")], order=order)
    first = page.read_text("utf-8")

    write([], order=order)

    assert page.read_text("utf-8") == first


def test_a_goal_that_is_missed_is_told_beside_what_came_out() -> None:
    missed = Goal("at least 12 times", "11.9 ×", is_met=False)

    said = told(Report("bees", "Api", "Volano.", [], goals=[missed]))

    row = next(line for line in said.splitlines() if "at least 12" in line)
    assert [cell.strip() for cell in row.strip("|").split("|")] == [
        "at least 12 times",
        "11.9 ×",
        "NO",
    ]


def test_an_unknown_benchmark_is_told_with_those_that_exist(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["wasps"]) == 2

    told_ = capsys.readouterr().err
    assert "wasps" in told_
    assert all(name in told_ for name in BENCHMARKS)
