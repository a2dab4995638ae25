"""The tables that these tests read: one case a line, «#» begins a remark."""

from datetime import date
from pathlib import Path

HERE = Path(__file__).parent


def rows(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]


def day(written: str) -> date | None:
    return None if written == "-" else date.fromisoformat(written)


def or_none(written: str) -> str | None:
    return None if written == "-" else written
