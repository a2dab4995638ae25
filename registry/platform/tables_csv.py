"""Rows as CSV for Italian spreadsheets: semicolons, a byte-order mark, no live formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

# A spreadsheet runs a cell that begins so (also with full-width signs): an apostrophe
# in front makes it the text that somebody wrote.
LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with mark; a cell that a spreadsheet would run is preceded by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_quiet(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _quiet(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" \n").startswith(LIVE) else text
