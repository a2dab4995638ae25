"""Packages that leave a Prefettura and arrive at the Ministry, as files."""

import argparse
import asyncio
from pathlib import Path

import msgspec

from good_practices.intake import actions as intake
from good_practices.intake import queries as arrived
from good_practices.submissions import queries as submissions
from intese.commands.parser import Parser, add_command, shown, told, written
from intese.runtime import registry_open
from registry.platform.accounts.roles import Actor, Role
from registry.platform.database import fetch_value
from registry.platform.errors import NotFound, Refused
from registry.platform.i18n import _

LARGEST_ID = 2**31 - 1


def add_to(commands: "argparse._SubParsersAction[Parser]") -> None:
    take = add_command(
        commands, "intake", "riceve i pacchi delle Prefetture, una volta sola ciascuno", run_intake,
        example="intese intake TRASM_CR_2026_0001.zip --json --receipts ricevute/",
    )  # fmt: skip
    take.add_argument("files", nargs="+", type=Path, metavar="FILE", help="i pacchi (.zip)")
    take.add_argument("--receipts", type=Path, metavar="CARTELLA", help="scrive qui le ricevute")
    take.add_argument("--json", action="store_true", help="un oggetto JSON per riga")
    batches = commands.add_parser(
        "submissions", help="gli invii", description="Gli invii.",
        example="intese submissions package 12 -o pacco.zip",
    ).add_commands()  # fmt: skip
    package = add_command(
        batches, "package", "scrive in un file il pacco di un invio", run_package,
        example="intese submissions package 12 -o pacco.zip",
    )  # fmt: skip
    package.add_argument("id", type=int, metavar="ID", help="il numero interno dell'invio")
    package.add_argument("-o", "--output", type=Path, metavar="FILE", help="il file da scrivere")


def run_intake(given: argparse.Namespace) -> int:
    async def take() -> int:
        async with registry_open():
            done = [await _take_in(path, given) for path in given.files]
            return 0 if all(done) else 1

    return asyncio.run(take())


async def _take_in(path: Path, given: argparse.Namespace) -> bool:
    """One file by itself: a refused one does not stop the others."""
    try:
        came = await intake.receive_file(path)
    except Refused as refused:
        if given.json:
            _shown({"file": str(path), "accepted": False, "reason": refused.sentence})
        told(f"{path}: {refused.sentence}")
        return False
    delivery = await arrived.view(came.delivery.id)
    if given.receipts:
        name, content = await arrived.receipt_file(delivery.id)
        await asyncio.to_thread(_write, given.receipts, name, content)
    if given.json:
        _shown(
            {
                "file": str(path),
                "accepted": True,
                "new": came.is_new,
                "delivery": delivery.id,
                "package": delivery.name,
                "office": delivery.office,
                "schede": len(delivery.schede),
                "receipt_number": delivery.receipt_number,
                "sha512": delivery.package_sha512,
                "findings": [finding.sentence for finding in delivery.findings],
            }
        )
    else:
        word = "ricevuto" if came.is_new else "era già arrivato"
        shown(f"{delivery.name} {word}, ricevuta n. {delivery.receipt_number}")
    return True


def _shown(row: dict[str, object]) -> None:
    shown(msgspec.json.encode(row).decode())


def _write(folder: Path, name: str, content: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    written(folder / name, content)


def run_package(given: argparse.Namespace) -> None:
    async def package() -> tuple[str, bytes]:
        async with registry_open():
            is_one = 0 < given.id <= LARGEST_ID
            sql = "SELECT office FROM submission WHERE id = $1"
            office = await fetch_value(sql, given.id) if is_one else None
            if office is None:
                raise NotFound(_("Non c'è un invio con questo numero."))
            by = Actor(user_id=None, name="Intese", role=Role.OPERATOR, office=office)
            return await submissions.package_of(given.id, by=by)

    name, content = asyncio.run(package())
    path = given.output or Path(name)
    written(path, content)
    shown(f"Scritto {path}")
