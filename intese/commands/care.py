"""Care of an installation: are its settings safe, do database and files agree?"""

import argparse
import asyncio
import shutil
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from rich.progress import track

from intese.commands.parser import Parser, add_command, shown, told
from intese.runtime import registry_open
from registry.platform import storage, tallies
from registry.platform.contained import Failed
from registry.platform.contained.strength import Lack, lacks
from registry.platform.database import fetch, fetch_value
from registry.platform.errors import NotFound
from registry.platform.settings import LIBREOFFICE_NAMES, Settings, settings
from registry.platform.web.templating import ASSETS

WITHOUT = {
    Lack.SECCOMP: "senza seccomp (chi legge un file potrebbe aprire la rete o altri programmi)",
    Lack.LANDLOCK: "senza Landlock (chi legge un file potrebbe leggerne altri)",
    Lack.NAMESPACES: "senza reti separate (LibreOffice è trattenuto solo da seccomp)",
}

LISTS = {
    "protocols": "I conteggi della lista degli atti non tornano: di notte si rifanno da soli.",
    "schede": "I conteggi della lista delle schede non tornano: di notte si rifanno da soli.",
}
LEAST_FREE = 1024**3
"""Bytes: below it a package or a backup may not fit."""


@dataclass(frozen=True)
class Told:
    """One thing that was looked at; ``is_good`` None is a remark, not a fault."""

    sentence: str
    is_good: bool | None = True


def add_to(commands: "argparse._SubParsersAction[Parser]") -> None:
    add_command(
        commands, "doctor", "dice le impostazioni e che cosa non è sicuro", run_doctor,
        example="intese doctor",
    )  # fmt: skip
    add_command(
        commands, "check", "controlla che archivio e documenti vadano d'accordo", run_check,
        example="intese check",
    )  # fmt: skip


def run_doctor(_given: argparse.Namespace) -> int:
    found = [
        *_about_settings(settings()),
        _about_containment(),
        *asyncio.run(_about_database()),
    ]
    marks = {True: "bene", False: "DA SISTEMARE", None: "nota"}
    for one in found:
        shown(f"{marks[one.is_good]:<13} {one.sentence}")
    return 1 if any(one.is_good is False for one in found) else 0


def _about_settings(given: Settings) -> Iterator[Told]:
    yield Told(f"INTESE_HOME: i dati stanno in {given.home}")
    yield from _about_secret(given)
    yield from _about_address(given)
    yield Told(f"INTESE_MAILBOX: {given.good_practices_mailbox}",
               not given.good_practices_mailbox.startswith("dici."))  # fmt: skip
    yield (
        Told("INTESE_DEMO: registro dimostrativo, non metterci dati veri", None)
        if (given.demo)
        else Told("INTESE_DEMO: registro vero")
    )
    office = given.libreoffice or next(filter(shutil.which, LIBREOFFICE_NAMES), None)
    yield (
        Told(f"INTESE_LIBREOFFICE: {office}")
        if office
        else Told(
            "INTESE_LIBREOFFICE: non c'è. I documenti Word si producono lo stesso, i PDF no", None
        )
    )
    yield Told("I file delle pagine ci sono", (ASSETS / "manifest.json").exists())
    free = shutil.disk_usage(given.home if given.home.exists() else ".").free
    yield Told(f"Spazio libero: {free // 1024**2} MB", free >= LEAST_FREE)


def _about_secret(given: Settings) -> Iterator[Told]:
    path = given.home / "secret"
    if path.exists():
        is_private = not stat.S_IMODE(path.stat().st_mode) & 0o077
        yield Told("Il segreto dell'installazione lo legge solo il suo utente", is_private)
    yield Told("INTESE_SECRET: il segreto è abbastanza lungo", len(given.secret) >= 32)


def _about_address(given: Settings) -> Iterator[Told]:
    host = urlsplit(given.public_url).hostname or ""
    is_here = host in ("localhost", "::1") or host.startswith("127.")
    if given.is_secure:
        yield Told(f"INTESE_PUBLIC_URL: {given.public_url}, cookie protetti")
    else:
        yield Told(
            f"INTESE_PUBLIC_URL: {given.public_url}"
            + (": solo da questo computer" if is_here else ": senza https i cookie viaggiano"),
            None if is_here else False,
        )


def _about_containment() -> Told:
    """Where a stranger's file is read: a weaker place is a remark, none is a fault."""
    try:
        missing = lacks()
    except Failed as failure:
        return Told(f"Contenimento dei file che arrivano: non parte ({failure})", False)
    words = "; ".join(WITHOUT[lack] for lack in missing)
    return Told(f"Contenimento dei file che arrivano: {words or 'completo'}", words == "" or None)


async def _about_database() -> list[Told]:
    async with registry_open():
        version = await fetch_value("SHOW server_version")
        where = "INTESE_DATABASE_URL" if settings().database_url else "incorporato"
        newest = await fetch_value("SELECT max(name) FROM migration")
        admins = await fetch_value("SELECT count(*) FROM person WHERE role = 'admin' AND is_active")
    return [
        Told(f"PostgreSQL {version} ({where})"),
        Told(f"L'archivio è nella forma {newest}"),
        Told(f"Chi amministra il registro: {admins} persone", None if not admins else True),
    ]


def run_check(_given: argparse.Namespace) -> int:
    faults = asyncio.run(_faults())
    for fault in faults:
        told(fault)
    if not faults:
        shown("Archivio e documenti vanno d'accordo.")
    return 1 if faults else 0


async def _faults() -> list[str]:
    """Each kept file is on disk as it was, nothing on disk is unknown, the counts add up."""
    async with registry_open():
        rows = await fetch("SELECT sha256, size FROM stored_file ORDER BY sha256")
        faults = [words for name, words in LISTS.items() if await tallies.differences(name)]
    known = {row["sha256"] for row in rows}
    for row in track(rows, "Controllo i documenti…", transient=True, disable=not _is_watched()):
        try:
            content = storage.read(row["sha256"])
        except NotFound as missing:
            faults.append(f"{row['sha256']}: {missing.sentence}")
            continue
        if len(content) != row["size"]:
            faults.append(f"{row['sha256']}: non ha la lunghezza che dovrebbe.")
    folder = settings().home / "files"
    strangers = [path for path in folder.glob("*/*") if path.name not in known]
    return faults + [f"{path}: nessun documento del registro è questo file." for path in strangers]


def _is_watched() -> bool:
    return sys.stdout.isatty()
