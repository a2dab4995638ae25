"""Documents from data files, with no database: ``intese generate``."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from intese import letters
from intese.commands.parser import Parser, add_command, shown, told, written
from registry.platform.errors import CannotNow, InvalidInput
from registry.platform.i18n import _


def add_to(commands: "argparse._SubParsersAction[Parser]") -> None:
    generate = add_command(
        commands, "generate", "produce un documento Word dai suoi dati, senza archivio",
        run_generate, example="intese generate scheda dati.json -o scheda.docx",
    )  # fmt: skip
    generate.add_argument(
        "kind",
        metavar="TIPO",
        choices=tuple(letters.KINDS),
        help=f"uno fra: {', '.join(letters.KINDS)}",
    )
    generate.add_argument("data", nargs="?", type=Path, metavar="DATI",
                          help=".json: un documento; .jsonl: uno per riga")  # fmt: skip
    generate.add_argument("-o", "--out", type=Path, metavar="DOVE",
                          help="il file, o la cartella per più documenti")  # fmt: skip
    generate.add_argument("--pdf", action="store_true", help="anche in PDF, con LibreOffice")
    generate.add_argument("--example", action="store_true", help="mostra un esempio dei dati")
    generate.add_argument("--schema", action="store_true", help="mostra lo schema JSON dei dati")


def run_generate(given: argparse.Namespace) -> int:
    if given.example:
        shown(letters.example_json(given.kind).decode().rstrip())
    elif given.schema:
        shown(msgspec.json.format(msgspec.json.encode(letters.schema(given.kind))).decode())
    elif given.data is None:
        told("manca: DATI.\nGuarda: intese generate --help")
        return 2
    elif given.data.suffix == ".jsonl":
        return _many(given)
    else:
        _one(given.kind, given.data.read_bytes(), given.out, pdf=given.pdf)
    return 0


def _one(kind: str, raw: bytes, out: Path | None, *, pdf: bool, prefix: str = "") -> None:
    """Writes one document as ``out``, or in it when it is a folder; beside it, the annexes that
    are files of their own."""
    made = letters.generate_whole(kind, raw)
    for warning in made.warnings:
        told(_("Da guardare: {warning}").format(warning=warning))
    path = out / f"{prefix}{made.name}" if out and out.is_dir() else out or Path(made.name)
    _write(path, made.content, pdf=pdf)
    for beside, annex in made.apart:
        _write(path.with_name(f"{prefix}{beside}"), annex, pdf=pdf)


def _write(path: Path, content: bytes, *, pdf: bool) -> None:
    written(path, content)
    shown(str(path))
    if pdf:
        # Late: to load it costs a fifth of a second, which a Word document has no use for.
        from registry.platform.pdf import to_pdf  # noqa: PLC0415

        beside = path.with_suffix(".pdf")
        written(beside, to_pdf(content))
        shown(str(beside))


def _many(given: argparse.Namespace) -> int:
    """Every line that can be made is made; the others are told with their number."""
    folder = given.out or Path(given.data.stem)
    failed = 0
    with given.data.open("rb") as file:
        folder.mkdir(parents=True, exist_ok=True)
        for number, line in enumerate(_watched(file), start=1):
            try:
                if line.strip():
                    # Two lines may give the same name: the number keeps both.
                    prefix = f"{number:05}_"
                    _one(given.kind, line, folder, pdf=given.pdf, prefix=prefix)
            except CannotNow as refused:
                failed += 1
                told(f"riga {number}: {refused}")
            except InvalidInput as wrong:
                failed += 1
                for path, sentence in wrong.fields.items():
                    told(
                        f"riga {number}, {path}: {sentence}"
                        if path
                        else f"riga {number}: {sentence}"
                    )
    return 1 if failed else 0


def _watched(lines: Iterable[bytes]) -> Iterable[bytes]:
    if not sys.stderr.isatty():
        return lines
    # Late: to load it costs a sixth of a second, and a pipe shows no bar.
    from rich.progress import track  # noqa: PLC0415

    return track(lines, "Produco i documenti…", transient=True)
