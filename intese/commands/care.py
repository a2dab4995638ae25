"""Care of an installation: are its settings safe, do database and files agree?"""

import argparse
import asyncio
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from rich.progress import track

from intese.commands.parser import Parser, add_command, shown, told
from intese.runtime import registry_open
from intese.schema import missing_migrations
from registry.platform import clock, demonstration, storage, tallies
from registry.platform.assets import ASSETS
from registry.platform.contained import Failed
from registry.platform.contained.strength import Lack, lacks
from registry.platform.database import fetch, fetch_value
from registry.platform.errors import InvalidInput, NotFound, Refused
from registry.platform.mailboxes import tidy_address, warning_about
from registry.platform.pdf.installed import FONTS, find_office, missing_fonts
from registry.platform.postgres import Folder, binaries
from registry.platform.settings import NAMES, Settings, settings
from registry.platform.signatures import anchors
from registry.platform.signatures.shapes import Anchors, TrustedList

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
SHORTEST_SECRET = 32
MARKS = {True: "bene", False: "DA SISTEMARE", None: "nota"}


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
    """Looks, and changes nothing: no folder, no secret and no table is made."""
    is_good = True
    for one in _looked_at():
        shown(f"{MARKS[one.is_good]:<13} {one.sentence}")
        is_good &= one.is_good is not False
    return 0 if is_good else 1


def _looked_at() -> Iterator[Told]:
    try:
        given = settings()
    except InvalidInput as wrong:
        yield from (Told(f"{name}: {words}", False) for name, words in wrong.fields.items())
        return
    yield from _about_settings(given)
    yield from _about_unknown_settings()
    yield _about_containment()
    yield from asyncio.run(_about_database(given))


def _about_settings(given: Settings) -> Iterator[Told]:
    yield _about_home(given.home)
    yield from _about_place(given)
    yield _about_secret(given)
    yield _about_address(given)
    yield _about_office(given)
    yield from _about_trust(given)
    yield _about_mailbox(given.good_practices_mailbox)
    yield Told(f"INTESE_POOL_SIZE: al massimo {given.pool_size} connessioni per processo")
    yield Told("I file delle pagine ci sono", (ASSETS / "manifest.json").exists())
    free = shutil.disk_usage(_nearest(given.home)).free
    yield Told(f"Spazio libero: {free // 1024**2} MB", free >= LEAST_FREE)


def _nearest(path: Path) -> Path:
    """The folder, or the one above it that is there already."""
    return next(place for place in (path, *path.parents) if place.exists())


def _about_home(home: Path) -> Told:
    if not home.exists():
        is_good = os.access(_nearest(home), os.W_OK)
        return Told(f"INTESE_HOME: {home}, che nasce al primo avvio", None if is_good else False)
    if not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        return Told(f"INTESE_HOME: in {home} non si può scrivere", False)
    return Told(f"INTESE_HOME: i dati stanno in {home}")


def _about_place(given: Settings) -> Iterator[Told]:
    if given.database_place:
        yield Told(f"INTESE_DATABASE_URL: {given.database_place}")
        return
    yield Told("INTESE_DATABASE_URL: non c'è; l'archivio è quello incorporato, in INTESE_HOME")
    try:
        yield Told(f"INTESE_PG_BIN: {binaries()}")
    except Refused as refused:
        yield Told(f"INTESE_PG_BIN: {refused.sentence}", False)


def _about_secret(given: Settings) -> Told:
    if given.given_secret:
        is_long = len(given.given_secret) >= SHORTEST_SECRET
        words = "abbastanza lungo" if is_long else f"troppo corto: almeno {SHORTEST_SECRET} lettere"
        return Told(f"INTESE_SECRET: {words}", is_long)
    path = given.secret_file
    if not path.exists():
        return Told("INTESE_SECRET: non c'è; il segreto nasce al primo avvio", None)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Told(f"INTESE_SECRET: {path} lo leggono altri: chmod 600 {path}", False)
    return Told(f"INTESE_SECRET: in {path}, che legge solo il suo utente")


def _about_office(given: Settings) -> Told:
    named = given.libreoffice
    office = find_office()
    if office and (missing := missing_fonts()):
        packages = " ".join(FONTS[name] for name in missing)
        return Told(
            f"INTESE_LIBREOFFICE: {office}, ma mancano i caratteri {', '.join(missing)}: i PDF"
            f" avranno altre righe. Su Debian: apt install {packages}", False
        )  # fmt: skip
    if office:
        return Told(f"INTESE_LIBREOFFICE: {office}, con i caratteri dei documenti")
    if named:
        return Told(
            f"INTESE_LIBREOFFICE: «{named}» non è un programma che si possa eseguire", False
        )
    return Told(
        "INTESE_LIBREOFFICE: non c'è. I documenti Word si producono lo stesso, i PDF no", None
    )


def _about_trust(given: Settings) -> Iterator[Told]:
    """Whom the registry trusts when it says that a signature is valid."""
    if given.trust is None:
        yield Told(
            "INTESE_TRUST: non c'è. Delle firme si dice se sono integre, non se sono valide", None
        )
        return
    try:
        found = anchors.read()
    except Refused as refused:
        yield Told(refused.sentence, False)
        return
    if found is not None:
        yield from _about_anchors(given.trust, found)


def _about_anchors(folder: Path, found: Anchors) -> Iterator[Told]:
    count = len(found.anchors)
    yield Told(
        f"INTESE_TRUST: {folder}: {count} certificatori fidati"
        if count
        else f"INTESE_TRUST: in {folder} non c'è nessun certificatore che si possa leggere",
        count > 0,
    )
    for name in found.unread:
        yield Told(f"INTESE_TRUST: «{name}» non è un certificato né un elenco: è come non ci fosse",
                   False)  # fmt: skip
    for one in found.lists:
        yield _about_list(one)


def _about_list(one: TrustedList) -> Told:
    """A list that its State signed, and that is not past the day of the next one."""
    name = f"INTESE_TRUST: «{one.file}», elenco di {one.territory or '?'} del {_day(one.issued_at)}"
    if one.signed_by and not one.is_intact:
        return Told(f"{name}: qualcuno l'ha cambiato dopo la firma, e non se ne tiene conto", False)
    if not one.signed_by:
        return Told(f"{name}, che nessuno ha firmato", None)
    if one.next_update and one.next_update < clock.now():
        return Told(f"{name}: il prossimo era atteso il {_day(one.next_update)}, scaricalo", None)
    return Told(f"{name}, firmato da {one.signed_by}")


def _day(moment: datetime | None) -> str:
    return f"{moment.astimezone(clock.ROME):%d/%m/%Y}" if moment else "?"


def _about_mailbox(address: str) -> Told:
    try:
        tidy_address(address, field="")
    except InvalidInput as wrong:
        return Told(f"INTESE_MAILBOX: «{address}» non è una casella. {wrong.fields['']}", False)
    warning = warning_about(address)
    return Told(f"INTESE_MAILBOX: {address}. {warning}".rstrip(". "), not warning)


def _about_unknown_settings() -> Iterator[Told]:
    """A variable written wrong is silently not there: it is said here."""
    for name in sorted(os.environ):
        if name.startswith("INTESE_") and name not in NAMES:
            yield Told(f"{name}: non è un'impostazione che Intese conosca", None)


def _about_address(given: Settings) -> Told:
    if given.is_secure:
        return Told(f"INTESE_PUBLIC_URL: {given.public_url}, cookie protetti")
    host = urlsplit(given.public_url).hostname or ""
    is_here = host in ("localhost", "::1") or host.startswith("127.")
    words = "solo da questo computer" if is_here else "senza https i cookie viaggiano in chiaro"
    return Told(f"INTESE_PUBLIC_URL: {given.public_url}: {words}", None if is_here else False)


def _about_containment() -> Told:
    """Where a stranger's file is read: a weaker place is a remark, none is a fault."""
    try:
        missing = lacks()
    except Failed as failure:
        return Told(f"Contenimento dei file che arrivano: non parte ({failure})", False)
    words = "; ".join(WITHOUT[lack] for lack in missing)
    return Told(f"Contenimento dei file che arrivano: {words or 'completo'}", words == "" or None)


async def _about_database(given: Settings) -> list[Told]:
    if given.database_url is None and not Folder.has_data(given.home):
        return [Told("L'archivio incorporato non c'è ancora: nasce al primo avvio", None)]
    try:
        async with registry_open(migrating=False):
            return await _about_open_database()
    except Refused as refused:
        return [Told(refused.sentence, False)]


async def _about_open_database() -> list[Told]:
    found = [Told(f"PostgreSQL {await fetch_value('SHOW server_version')}")]
    if await fetch_value("SELECT to_regclass('migration')") is None:
        return [*found, Told("L'archivio è vuoto: prende forma con «intese migrate»", None)]
    late = await missing_migrations()
    if late:
        words = f"All'archivio mancano {len(late)} aggiornamenti: esegui «intese migrate»"
        return [*found, Told(words, False)]
    newest = await fetch_value("SELECT max(name) FROM migration")
    admins = await fetch_value("SELECT count(*) FROM person WHERE role = 'admin' AND is_active")
    is_demo = await demonstration.is_one()
    return [
        *found,
        Told(f"L'archivio è nella forma {newest}"),
        Told("Registro dimostrativo: non metterci dati veri", None)
        if is_demo
        else Told("Registro vero: non è una dimostrazione"),
        Told(f"Persone che amministrano il registro: {admins}", None if not admins else True),
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
