"""The whole registry in one file, and back: ``intese backup`` and ``intese restore``."""

import argparse
import asyncio
import sys
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import track

from intese.backups.archive import Manifest, Things
from intese.backups.making import back_up
from intese.backups.restoring import restore
from intese.commands.parser import Parser, add_command, shown, told
from intese.runtime import registry_open
from registry.platform import clock


def add_to(commands: "argparse._SubParsersAction[Parser]") -> None:
    backup = add_command(
        commands, "backup", "salva in un file il registro e i suoi documenti", run_backup,
        example="intese backup /mnt/copie/intese-2026-11-28.tar",
    )  # fmt: skip
    backup.add_argument("file", type=Path, metavar="FILE", help="il file da scrivere, che non c'è")
    back = add_command(
        commands, "restore", "riporta un salvataggio in un registro vuoto", run_restore,
        example="intese restore /mnt/copie/intese-2026-11-28.tar",
    )  # fmt: skip
    back.add_argument("file", type=Path, metavar="FILE", help="un file fatto con «intese backup»")


def run_backup(given: argparse.Namespace) -> int:
    async def save() -> Manifest:
        async with registry_open(migrating=False):
            return await back_up(given.file, watched=_watch("Salvo i documenti…"))

    made = asyncio.run(save())
    shown(f"Salvati {_counted(made)} in {given.file}")
    for digest in made.lost:
        told(f"{digest}: il documento manca o è danneggiato, e nel salvataggio non c'è.")
    return 1 if made.lost else 0


def run_restore(given: argparse.Namespace) -> int:
    async def bring_back() -> Manifest:
        async with registry_open(migrating=False):
            return await restore(
                given.file,
                looking=_watch("Controllo il salvataggio…"),
                writing=_watch("Riporto i documenti…"),
            )

    found = asyncio.run(bring_back())
    moment = datetime.fromisoformat(found.made_at).astimezone(clock.ROME)
    shown(f"Ripristinati {_counted(found)}, com'erano il {moment:%d/%m/%Y alle %H:%M}")
    return 0


def _counted(manifest: Manifest) -> str:
    rows = sum(table.rows for table in manifest.tables)
    return f"{rows} righe di {len(manifest.tables)} tabelle e {len(manifest.files)} documenti"


def _watch(words: str) -> "partial[Iterable[tuple[str, str]]]":
    return partial(_tracked, words)


def _tracked(words: str, things: Things) -> Iterable[tuple[str, str]]:
    return track(
        things, words, transient=True, disable=not sys.stderr.isatty(),
        console=Console(stderr=True),
    )  # fmt: skip
