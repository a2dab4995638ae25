"""Data in and out: dates, search, territory, partners, packages."""

import argparse
import asyncio
import io
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from intese.commands.parser import Parser, add_command, shown
from intese.runtime import registry_open
from registry import dates
from registry.dates import ImpreciseDate
from registry.dates.telling import end_told, start_told
from registry.dates.words import LANGUAGES
from registry.partners.export import partners_csv
from registry.partners.shapes import PartnerFilters
from registry.platform import search
from registry.platform.accounts.actions import PROGRAM
from registry.platform.errors import InvalidInput
from registry.territory import actions as territory_actions

ROOMS = ("partners", "protocols", "networks", "schede")


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
    find = add_command(
        commands, "search", "cerca nel registro", run_search, example="intese search accoglienza"
    )
    find.add_argument("text", metavar="TESTO")
    find.add_argument("--room", choices=ROOMS, help="soltanto qui")
    find.add_argument("--json", action="store_true", help="un oggetto JSON per riga")
    _add_partners(commands)
    _add_territory(commands)


def _add_partners(commands: "argparse._SubParsersAction[Parser]") -> None:
    partners = commands.add_parser(
        "partners", help="i partner", description="I partner.",
        example="intese partners export partner.csv",
    ).add_commands()  # fmt: skip
    export = add_command(
        partners, "export", "scrive tutti i partner in un file CSV", run_partners_export,
        example="intese partners export partner.csv",
    )  # fmt: skip
    export.add_argument("file", type=Path, metavar="FILE")


def _add_territory(commands: "argparse._SubParsersAction[Parser]") -> None:
    places = commands.add_parser(
        "territory", help="regioni, province, comuni, uffici",
        description="Regioni, province, comuni, uffici.", example="intese territory load dati/",
    ).add_commands()  # fmt: skip
    load = add_command(
        places, "load", "carica una versione più recente dei dati", run_territory_load,
        example="intese territory load dati-2027/",
    )  # fmt: skip
    load.add_argument("folder", type=Path, metavar="CARTELLA")


def run_dates(given: argparse.Namespace) -> None:
    if not (given.text or given.stdin):
        given.wrong("manca la data: scrivila fra virgolette, o usa --stdin")
    for line in chain(given.text, _typed_lines() if given.stdin else ()):
        facts = dates.read_all(_legible(line), language=given.lang)
        shown(_as_json(facts) if given.json else _in_words(facts))


def _typed_lines() -> Iterator[str]:
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    for line in sys.stdin:
        yield line.rstrip("\n")


def _legible(line: str) -> str:
    """Refuses what is no UTF-8: the words would be lost, and the date perhaps another."""
    try:
        line.encode()
    except UnicodeEncodeError:
        seen = line.encode(errors="replace").decode()
        sentence = f"«{seen}» non è scritto in UTF-8: salva il testo come UTF-8 e riprova."
        raise InvalidInput(**{"": sentence}) from None
    return line


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


def run_search(given: argparse.Namespace) -> None:
    async def find() -> list[search.Found]:
        async with registry_open():
            found, _counts = await search.search(given.text, by=PROGRAM, room=given.room)
            return found

    for one in asyncio.run(find()):
        row = {"room": one.room, "id": one.object_id, "title": one.title, "facts": one.facts}
        shown(
            msgspec.json.encode(row).decode()
            if given.json
            else f"{one.room} {one.object_id}  {one.title}"
        )


def run_partners_export(given: argparse.Namespace) -> None:
    async def export() -> bytes:
        async with registry_open():
            return await partners_csv("", PartnerFilters(), by=PROGRAM)

    given.file.write_bytes(asyncio.run(export()))
    shown(f"Scritto {given.file}")


def run_territory_load(given: argparse.Namespace) -> None:
    async def load() -> object:
        async with registry_open():
            return await territory_actions.load(given.folder, by=PROGRAM)

    shown(str(asyncio.run(load())))
