"""Dates as people write them: ``intese dates``. No database, and little to import."""

import argparse
import io
import sys
from collections.abc import Iterator, Sequence

import msgspec

from intese.commands.parser import Parser, add_command, is_text, shown
from registry import dates
from registry.dates import ImpreciseDate
from registry.dates.telling import end_told, start_told
from registry.dates.words import LANGUAGES
from registry.platform.errors import Refused


def add_to(commands: "argparse._SubParsersAction[Parser]") -> None:
    when = add_command(
        commands, "dates", "dice che cosa significa una data scritta a parole", run_dates,
        example='intese dates "dai primi anni 2000" --json',
    )  # fmt: skip
    when.add_argument("text", nargs="*", metavar="TESTO", help="le parole da leggere")
    when.add_argument("--stdin", action="store_true", help="legge una data per riga")
    when.add_argument(
        "--lang", default="it", choices=list(LANGUAGES), help="la lingua delle parole (it)"
    )
    when.add_argument("--json", action="store_true", help="un oggetto JSON per riga")
    when.set_defaults(wrong=when.error)


def run_dates(given: argparse.Namespace) -> None:
    if not (given.text or given.stdin):
        given.wrong("manca la data: scrivila fra virgolette, o usa --stdin")
    for line in _lines(given):
        facts = dates.read_all(line, language=given.lang)
        shown(_as_json(facts) if given.json else _in_words(facts))


def _lines(given: argparse.Namespace) -> Iterator[str]:
    """Refuses what is no UTF-8: the words would be lost, and the date perhaps another."""
    yield from given.text
    if not given.stdin:
        return
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    for number, line in enumerate(sys.stdin, start=1):
        if not is_text(line):
            raise Refused(f"La riga {number} non è un testo: salva il file in UTF-8 e riprova.")
        yield line.rstrip("\n")


def _as_json(facts: Sequence[ImpreciseDate]) -> str:
    told = dates.all_as_json(dates.first_of(facts), facts[1:])
    return msgspec.json.encode(told).decode()


def _in_words(facts: Sequence[ImpreciseDate]) -> str:
    """The words as typed; below them each fact, with its beginning, its end, its warnings."""
    told = [facts[0].text]
    for number, when in enumerate(facts, start=1):
        mark = f"{number}. " if len(facts) > 1 else ""
        head, *rest = _lines_of(when)
        told += [f"  {mark}{head}", *(f"  {' ' * len(mark)}{line}" for line in rest)]
    return "\n".join(told)


def _lines_of(when: ImpreciseDate) -> list[str]:
    warnings = [f"attenzione: {warning}" for warning in when.warnings]
    if not when.is_dated:
        return [start_told(when), *warnings]
    end, note = end_told(when), when.note
    return [
        f"inteso come: {when.words}",
        f"inizio: {start_told(when)}",
        *([f"fine: {end}"] if end else []),
        *([f"nota: {note}"] if note else []),
        *warnings,
    ]
