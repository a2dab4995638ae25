"""Dates as people write them: ``intese dates``. No database, and little to import."""

import argparse
import sys
from collections.abc import Iterator

import msgspec

from intese.commands.parser import Parser, add_command, is_text, shown
from registry import dates
from registry.platform.errors import Refused


def add_to(commands: "argparse._SubParsersAction[Parser]") -> None:
    when = add_command(
        commands, "dates", "dice che cosa significa una data scritta a parole", run_dates,
        example='intese dates "dai primi anni 2000" --json',
    )  # fmt: skip
    when.add_argument("text", nargs="*", metavar="TESTO", help="le parole da leggere")
    when.add_argument("--stdin", action="store_true", help="legge una data per riga")
    when.add_argument("--lang", default="it", metavar="LINGUA", help="la lingua (it)")
    when.add_argument("--json", action="store_true", help="un oggetto JSON per riga")


def run_dates(given: argparse.Namespace) -> None:
    for line in _lines(given):
        found = dates.read(line, language=given.lang)
        told = dates.as_json(found)
        shown(msgspec.json.encode(told).decode() if given.json else _in_words(told))


def _in_words(told: dict[str, str | None]) -> str:
    if told["earliest"] is None and told["latest"] is None:
        return f"{told['text']}: {told['state'] or 'senza data'}"
    return f"{told['text']}: dal {told['earliest'] or '…'} al {told['latest'] or '…'}"


def _lines(given: argparse.Namespace) -> Iterator[str]:
    yield from given.text
    if given.stdin or not given.text:
        for number, line in enumerate(sys.stdin, start=1):
            if not is_text(line):
                raise Refused(f"La riga {number} non è un testo: salva il file in UTF-8 e riprova.")
            yield line.rstrip("\n")
