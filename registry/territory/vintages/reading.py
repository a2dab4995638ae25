"""Reading a folder of data files: all of it is understood, or it is refused with the place.

The files are UTF-8, comma separated, with a header; ``vintage.csv`` says what each one is.
"""

import csv
import difflib
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.territory.vintages.problems import Problem, refuse
from registry.territory.vintages.records import Line, VintageLine
from registry.territory.vintages.sheets import SHEETS, VINTAGES, Sheet

EDITION = b"1"
"""Raised when the same file has to be read again, because we keep more of it."""


@dataclass(frozen=True)
class Found:
    """A data file, and what is said of it; not yet read."""

    sheet: Sheet
    content: bytes
    about: VintageLine

    @property
    def digest(self) -> str:
        told = repr(self.about).encode()
        return hashlib.sha256(b"\0".join((EDITION, told, self.content))).hexdigest()


@dataclass(frozen=True)
class Delivered:
    """A file that was read: its lines with their numbers."""

    found: Found
    lines: list[tuple[int, Line]]


def find_files(folder: Path) -> list[Found]:
    """The data files of the folder, in the order in which they lean on each other.

    Raises InvalidInput when there is none, or one that is not known.
    """
    if not folder.is_dir():
        raise InvalidInput(_("La cartella {folder} non c'è.").format(folder=folder))
    names = sorted(path.name for path in folder.glob("*.csv"))
    refuse([Problem(name, 0, "", _unknown_file(name)) for name in names if not _is_known(name)])
    about = _about_each(folder)
    found = [
        Found(sheet, (folder / file).read_bytes(), about.get(file) or _unsaid(file, folder))
        for file, sheet in SHEETS.items()
        if file in names
    ]
    if not found:
        raise InvalidInput(
            _("Nella cartella {folder} non c'è nessuno di questi file: {files}.").format(
                folder=folder, files=", ".join(SHEETS)
            )
        )
    return found


def _is_known(name: str) -> bool:
    return name in SHEETS or name == VINTAGES.file


def _unknown_file(name: str) -> str:
    return _("è un file che non conosco. I file sono: {files}").format(
        files=", ".join([*SHEETS, VINTAGES.file])
    )


def _about_each(folder: Path) -> dict[str, VintageLine]:
    path = folder / VINTAGES.file
    if not path.exists():
        return {}
    lines = read_lines(VINTAGES, path.read_bytes())
    return {line.file: line for _n, line in lines if isinstance(line, VintageLine)}


def _unsaid(file: str, folder: Path) -> VintageLine:
    return VintageLine(file, folder.resolve().name, None, "", "", "")


def read(found: Found) -> Delivered:
    return Delivered(found, read_lines(found.sheet, found.content))


def read_lines(sheet: Sheet, content: bytes) -> list[tuple[int, Line]]:
    """Every line of the file; raises InvalidInput naming row and column of what is wrong."""
    rows = _rows(sheet, _text(sheet, content))
    header = next(rows, (1, []))[1]
    refuse(list(_wrong_header(sheet, header)))
    order = [header.index(column) for column in sheet.columns]
    lines: list[tuple[int, Line]] = []
    problems: list[Problem] = []
    for n, row in rows:
        if len(row) != len(header):
            problems.append(Problem(sheet.file, n, "", _wrong_length(len(row), len(header))))
        else:
            _read_row(sheet, n, [row[place] for place in order], lines, problems)
    problems += _repeated(sheet, lines)
    refuse(problems)
    return lines


def _text(sheet: Sheet, content: bytes) -> str:
    try:
        nul = content.find(b"\0")
        if nul >= 0:
            raise UnicodeDecodeError("utf-8", content, nul, nul + 1, "a NUL is no text")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        refuse([Problem(sheet.file, row, "", _("non è un testo UTF-8"))])
        raise


def _rows(sheet: Sheet, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error:
        refuse([Problem(sheet.file, reader.line_num, "", _("le virgolette non tornano"))])


def _wrong_header(sheet: Sheet, header: list[str]) -> Iterator[Problem]:
    if len(header) == 1 and ";" in header[0]:
        yield Problem(sheet.file, 1, "", _("le colonne vanno divise da virgole, non da «;»"))
        return
    for column in header:
        if column not in sheet.columns:
            yield Problem(sheet.file, 1, column, _unknown_column(column, sheet))
    for column in sheet.columns:
        if header.count(column) != 1:
            why = _("c'è più volte") if column in header else _("manca")
            yield Problem(sheet.file, 1, column, why)


def _unknown_column(column: str, sheet: Sheet) -> str:
    near = difflib.get_close_matches(column, sheet.columns, n=1)
    if near:
        return _("non esiste: forse «{near}»?").format(near=near[0])
    return _("non esiste")


def _wrong_length(now: int, wanted: int) -> str:
    return _("ha {now} celle e le colonne sono {wanted}").format(now=now, wanted=wanted)


def _read_row(
    sheet: Sheet,
    n: int,
    cells: list[str],
    lines: list[tuple[int, Line]],
    problems: list[Problem],
) -> None:
    values: list[object] = []
    for (column, read_cell), cell in zip(sheet.columns.items(), cells, strict=True):
        try:
            values.append(read_cell(cell.strip()))
        except ValueError as why:
            problems.append(Problem(sheet.file, n, column, str(why)))
    if len(values) == len(cells):
        lines.append((n, sheet.line(*values)))


def _repeated(sheet: Sheet, lines: list[tuple[int, Line]]) -> Iterator[Problem]:
    first: dict[tuple[object, ...], int] = {}
    fields = [sheet.line.__struct_fields__[list(sheet.columns).index(name)] for name in sheet.key]
    for n, line in lines:
        key = tuple(getattr(line, field) for field in fields)
        if key in first:
            why = _("è la stessa cosa della riga {first}").format(first=first[key])
            yield Problem(sheet.file, n, sheet.key[0], why)
        first.setdefault(key, n)
