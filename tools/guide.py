"""The table of dates in docs/guida/date.md, made by the reader of dates, or checked against it.

``python -m tools.guide`` writes it; ``--check`` fails while it is stale.
"""

import argparse
import sys
from datetime import date

from registry import dates
from registry.dates import ImpreciseDate
from registry.dates.imprecise import State
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
    "un paio di anni fa",
    "31/02/2018",
)


def table() -> str:
    """What is written, when it began, when it ended, and what the registry remarks."""
    lines = ["| scrivi | inizio | fine | osservazioni |", "|---|---|---|---|"]
    for text in EXAMPLES:
        when = dates.read(text)
        cells = (f"«{text}»", _start(when), _end(when), " ".join(when.warnings))
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _start(when: ImpreciseDate) -> str:
    if when.state is State.IN_DEFINITION:
        return "nessuna data: è in corso di definizione"
    if not when.is_dated:
        return "non capito: restano le parole, senza data"
    return _between(when.earliest, when.latest)


def _end(when: ImpreciseDate) -> str:
    """A date that is not a period has no end of its own."""
    if not when.period:
        return ""
    if when.goes_on:
        return "continua"
    return _between(when.ends_earliest, when.ends_latest)


def _between(first: date | None, last: date | None) -> str:
    if first == last:
        return f"{first:%d/%m/%Y}" if first else "non noto"
    if first is None:
        return f"non dopo il {last:%d/%m/%Y}"
    if last is None:
        return f"non prima del {first:%d/%m/%Y}"
    return f"tra il {first:%d/%m/%Y} e il {last:%d/%m/%Y}"


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
