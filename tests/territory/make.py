"""Editions of the data that differ from ours in one thing, and loads that leave no trace."""

import csv
import io
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from registry.platform.database import transaction
from registry.territory.actions import DATA

Row = dict[str, str]


def rows_of(file: str, folder: Path = DATA) -> list[Row]:
    text = (folder / file).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def write_rows(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def an_edition(folder: Path, **changed: Callable[[list[Row]], list[Row]]) -> Path:
    """Some of our files, changed, each named without its ``.csv``; with what we say of them."""
    shutil.copy(DATA / "vintage.csv", folder)
    for name, change in changed.items():
        write_rows(folder / f"{name}.csv", change(rows_of(f"{name}.csv")))
    return folder


def only(file: str, folder: Path, text: str) -> Path:
    """A folder with this one file."""
    folder.mkdir(exist_ok=True)
    (folder / file).write_text(text, "utf-8")
    return folder


class _ForgetIt(Exception):
    pass


@asynccontextmanager
async def undone() -> AsyncIterator[None]:
    """What is written inside is taken back at the end: other tests keep our data."""
    with suppress(_ForgetIt):
        async with transaction():
            yield
            raise _ForgetIt
