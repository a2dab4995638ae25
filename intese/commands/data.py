"""Data in and out: search, territory, partners."""

import argparse
import asyncio
from pathlib import Path

import msgspec

from intese.commands.parser import Parser, add_command, shown, told, written
from intese.rooms import open_rooms
from intese.runtime import registry_open
from registry.partners.export import partners_csv
from registry.partners.shapes import PartnerFilters
from registry.platform import search
from registry.platform.accounts.actions import PROGRAM
from registry.platform.errors import InvalidInput
from registry.territory import actions as territory_actions

ROOMS = ("partners", "protocols", "networks", "schede")


def add_to(commands: "argparse._SubParsersAction[Parser]") -> None:
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

    written(given.file, asyncio.run(export()))
    shown(f"Scritto {given.file}")


def run_territory_load(given: argparse.Namespace) -> int:
    async def load() -> object:
        async with registry_open():
            return await territory_actions.load(given.folder, by=PROGRAM)

    try:
        shown(str(asyncio.run(load())))
    except InvalidInput as wrong:
        # Each sentence says file, line and column by itself.
        for sentence in wrong.fields.values():
            told(sentence)
        return 1
    return 0
