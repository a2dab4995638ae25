"""Data in and out: dates, search, territory, partners, packages."""

import argparse
import asyncio
import sys
from pathlib import Path

import msgspec

from intese.commands.parser import Parser, add_command, shown
from intese.rooms import open_rooms
from intese.runtime import registry_open
from registry import dates
from registry.partners.export import partners_csv
from registry.partners.shapes import PartnerFilters
from registry.platform import search
from registry.platform.accounts.actions import PROGRAM
from registry.territory import actions as territory_actions

ROOMS = ("partners", "protocols", "networks", "schede")


def add_to(commands: "argparse._SubParsersAction[Parser]") -> None:
    when = add_command(
        commands, "dates", "dice che cosa significa una data scritta a parole", run_dates,
        example='intese dates "dai primi anni 2000" --json',
    )  # fmt: skip
    when.add_argument("text", nargs="*", metavar="TESTO", help="le parole da leggere")
    when.add_argument("--stdin", action="store_true", help="legge una data per riga")
    when.add_argument("--lang", default="it", metavar="LINGUA", help="la lingua (it)")
    when.add_argument("--json", action="store_true", help="un oggetto JSON per riga")
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
    lines = list(given.text)
    if given.stdin or not lines:
        lines += [line.rstrip("\n") for line in sys.stdin]
    for line in lines:
        found = dates.read(line, language=given.lang)
        told = dates.as_json(found)
        shown(msgspec.json.encode(told).decode() if given.json else _in_words(told))


def _in_words(told: dict[str, str | None]) -> str:
    if told["earliest"] is None and told["latest"] is None:
        return f"{told['text']}: {told['state'] or 'senza data'}"
    return f"{told['text']}: dal {told['earliest'] or '…'} al {told['latest'] or '…'}"


def run_search(given: argparse.Namespace) -> None:
    open_rooms()

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
