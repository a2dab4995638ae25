"""Files of others: what the gate thinks of them."""

import argparse
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISREG

import msgspec

from intese.commands.parser import Parser, add_command, shown, told
from registry.platform import gate
from registry.platform.gate.policy import LARGEST_EVER
from registry.platform.i18n import _


def add_to(commands: "argparse._SubParsersAction[Parser]") -> None:
    inspect = add_command(
        commands, "inspect", "dice se un file si può caricare, e perché no", run_inspect,
        example="intese inspect atto.docx firmato.pdf.p7m --json",
    )  # fmt: skip
    inspect.add_argument(
        "files", nargs="+", type=Path, metavar="FILE",
        help="uno o più file; di una cartella, tutti quelli che contiene",
    )  # fmt: skip
    inspect.add_argument("--json", action="store_true", help="un oggetto JSON per riga")


def run_inspect(given: argparse.Namespace) -> int:
    """1 when some file is refused or cannot be read: the others are told all the same."""
    is_good = True
    for path in each_of(given.files):
        try:
            verdict = _verdict(path)
        except (OSError, ValueError) as fault:
            told(why_not_read(path, fault))
            is_good = False
            continue
        _show(path, verdict, as_json=given.json)
        is_good &= verdict.accepted
    return 0 if is_good else 1


def each_of(paths: Iterable[Path]) -> Iterator[Path]:
    """Those files, and of a folder every file within."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.is_file())
        else:
            yield path


def _verdict(path: Path) -> gate.Verdict:
    """A file that is too large is not read into memory."""
    if not S_ISREG(path.stat().st_mode):
        raise ValueError
    with path.open("rb") as file:
        content = file.read(LARGEST_EVER + 1)
        if len(content) <= LARGEST_EVER:
            return gate.examine(path.name, content)
        file.seek(0)
        return gate.too_large(hashlib.file_digest(file, "sha256").hexdigest())


def _show(path: Path, verdict: gate.Verdict, *, as_json: bool) -> None:
    if as_json:
        row = {"file": words_of(path), **msgspec.to_builtins(verdict)}
        shown(msgspec.json.encode(row).decode())
        return
    kind = f" ({verdict.kind}{_(', firmato') if verdict.signed else ''})" if verdict.kind else ""
    word = _("si può caricare") if verdict.accepted else _("non si può caricare")
    shown(f"{words_of(path)}{kind}: {word}")
    for reason in verdict.reasons:
        shown(f"  {reason.code}: {reason.message}")


def words_of(path: Path) -> str:
    """Its name, also when it is no text."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def why_not_read(path: Path, fault: Exception) -> str:
    """ValueError is of what is no file: a pipe, a device."""
    if isinstance(fault, FileNotFoundError):
        return _("Il file «{path}» non c'è: controlla il nome e la cartella.").format(
            path=words_of(path))  # fmt: skip
    if isinstance(fault, PermissionError):
        return _("Non posso leggere «{path}»: controlla i permessi.").format(path=words_of(path))
    return _("«{path}» non è un file che si può leggere.").format(path=words_of(path))
