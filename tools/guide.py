"""The table of dates in docs/guida/date.md, made by the reader of dates, or checked against it.

``python -m tools.guide`` writes it; ``--check`` fails while it is stale.
"""

import argparse
import sys

from registry import dates
from registry.dates.telling import end_told, start_told
from registry.platform.settings import ROOT

PAGE = ROOT / "docs/guida/date.md"
BEGINS, ENDS = "<!-- tabella -->\n", "<!-- fine della tabella -->\n"

EXAMPLES = (
    "20/04/2015",
    "1° dicembre 2017",
    "marzo 2018",
    "2015",
    "dal 2010",
    "dall'autunno 2015",
    "fin dal 1999",
    "circa 2005",
    "verso il 2012",
    "fine 2017",
    "estate 2016",
    "dai primi anni 2000",
    "dagli anni Novanta",
    "metà anni 2000",
    "prima del 2010",
    "non oltre il 31 marzo 2020",
    "dal 2015 al 2018",
    "biennio 2018-2019",
    "anno scolastico 2018/2019",
    "15 mesi, dal 1° dicembre 2017 al 28 febbraio 2019",
    "18 mesi, dal 1° dicembre 2017 al 28 febbraio 2019",
    "in corso di definizione",
    "06/15 - 12/15",
    "1S 2015",
    "I quad. 2015",
    "seconda settimana di marzo 2015",
    "Pasqua 2015",
    "Natale 2015",
    "un paio di anni fa",
    "I Q 2015",
    "12 marzo u.s.",
    "31/02/2018",
)


def table() -> str:
    """What is written, when it began, when it ended, and what the registry remarks."""
    lines = ["| scrivi | inizio | fine | osservazioni |", "|---|---|---|---|"]
    for text in EXAMPLES:
        when = dates.read(text)
        cells = (f"«{text}»", start_told(when), end_told(when), " ".join(when.warnings))
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def fresh() -> str:
    """The page with the table as it should be."""
    before, _begins, rest = PAGE.read_text("utf-8").partition(BEGINS)
    _old, _ends, after = rest.partition(ENDS)
    return f"{before}{BEGINS}\n{table()}\n{ENDS}{after}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        return int(PAGE.read_text("utf-8") != fresh())
    PAGE.write_text(fresh(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
