"""Reading imprecise dates, against the standard library reading a plain ISO day."""

import sys
from datetime import date

from bench.timing import medians
from registry.dates import read

ROUNDS = 15
MANY = 400
PHRASES = (
    "dai primi anni 2000",
    "01/12/2017 – adesione al progetto HTH Liguria",
    "15 mesi, dal 1° dicembre 2017 al 28 febbraio 2019",
    "In corso di definizione",
    "2017-12-01/2019-02-28",
)


def main() -> None:
    works = {"ISO": lambda: [date.fromisoformat("2017-12-01") for _n in range(MANY)]}
    for phrase in PHRASES:
        works[phrase] = lambda phrase=phrase: [read(phrase) for _n in range(MANY)]  # type: ignore[misc]  # bound now
    taken = medians(ROUNDS, works)
    for phrase in PHRASES:
        each = taken[phrase] / MANY
        ratio = taken[phrase] / taken["ISO"]
        sys.stdout.write(f"{each * 1e6:8.0f} µs  {ratio:8.0f} × ISO day   {phrase}\n")
