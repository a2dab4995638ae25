"""Reading imprecise dates, against the standard library reading a plain ISO day."""

from collections.abc import Callable
from datetime import date
from functools import partial

from bench.report import Report, Table
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


def measure() -> Report:
    works: dict[str, Callable[[], object]] = {
        "ISO": lambda: [date.fromisoformat("2017-12-01") for _n in range(MANY)]
    }
    for phrase in PHRASES:
        works[phrase] = partial(_read_many, phrase)
    taken = medians(ROUNDS, works)
    each = {phrase: taken[phrase] / MANY * 1e6 for phrase in PHRASES}
    slowest = max(each.values())
    rows = [
        (phrase, f"{each[phrase]:.0f}", f"{taken[phrase] / taken['ISO']:.0f}") for phrase in PHRASES
    ]
    return Report(
        name="dates",
        title="Reading imprecise dates",
        sentence=f"A date as people write it is understood in at most {slowest:.0f} µs.",
        tables=[Table(("as typed", "µs", "× a plain ISO day"), rows)],
        how=[
            f"The median of {ROUNDS} interleaved rounds of {MANY} readings, beside the standard "
            "library reading «2017-12-01».",
        ],
    )


def _read_many(phrase: str) -> None:
    for _number in range(MANY):
        read(phrase)
