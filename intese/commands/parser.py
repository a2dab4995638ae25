"""argparse in Italian: every command has its help, an example, and says what is wrong."""

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from registry.platform.errors import Refused

Run = Callable[[argparse.Namespace], int | None]

# What argparse says, in the words of who reads it.
ITALIAN = (
    (r"the following arguments are required: (.+)", r"manca: \1"),
    (r"unrecognized arguments: (.+)", r"non conosco: \1"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
     r"\1: \2 non va bene. Si può scegliere fra \3"),
    (r"argument (.+?): expected one argument", r"\1: manca il valore"),
    (r"argument (.+?): expected at least one argument", r"\1: manca almeno un valore"),
    (r"argument (.+?): invalid int value: (.+)", r"\1: \2 non è un numero"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 non va insieme a \2"),
    (r"one of the arguments (.+) is required", r"serve uno fra \1"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 non vuole un valore"),
    (r"ambiguous option: (.+?) could match (.+)", r"\1 può essere \2: scrivi quale"),
    # What a reader of values says by itself is Italian already.
    (r"argument (.+?): (.+)", r"\1: \2"),
)  # fmt: skip


def told(sentence: str) -> None:
    """One sentence for who typed the command, on standard error."""
    sys.stderr.write(sentence.rstrip() + "\n")


def shown(line: str) -> None:
    """A line of what was asked for, on standard output; refuses where that is closed."""
    if sys.stdout is None:
        raise Refused("L'uscita del comando è chiusa: non c'è dove scrivere ciò che hai chiesto.")
    sys.stdout.write(line + "\n")


def announced(line: str) -> None:
    """As ``shown``, of what goes on all the same when nobody listens."""
    if sys.stdout is not None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def written(path: Path, content: bytes) -> None:
    """Writes the file; what the machine refuses carries its name."""
    try:
        path.write_bytes(content)
    except OSError as fault:
        fault.filename = fault.filename or str(path)
        raise


def check_readable(given: argparse.Namespace) -> None:
    """Refuses words that are no text in the machine's writing; a file's name may be any."""
    for word in _words(vars(given).values()):
        if not is_text(word):
            seen = word.encode(errors="replace").decode()
            raise Refused(f"«{seen}» non è un testo: scrivilo in UTF-8.")


def _words(values: Any) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from _words(value)


def is_text(word: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in word)


def port_number(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed[:6]) <= 65535):
        raise argparse.ArgumentTypeError(
            f"«{typed}» non è una porta: scrivi un numero da 1 a 65535"
        )
    return int(typed)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Italian and shows an example."""

    def __init__(self, *, example: str = "", **options: Any) -> None:
        super().__init__(
            add_help=False,
            formatter_class=_Italian,
            epilog=f"Esempio:\n  {example}" if example else None,
            **options,
        )
        self._positionals.title = "argomenti"
        self._optionals.title = "opzioni"
        self.add_argument("-h", "--help", action="help", help="mostra questo aiuto")

    def _print_message(self, message: str, file: Any = None) -> None:
        """As argparse's, which keeps silent where nothing can be written."""
        if message:
            (file or sys.stderr).write(message)

    def add_commands(self) -> "argparse._SubParsersAction[Parser]":
        return self.add_subparsers(
            title="comandi", metavar="COMANDO", dest="command", required=True, parser_class=Parser
        )

    def error(self, message: str) -> NoReturn:
        for pattern, words in ITALIAN:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, words, message)
                break
        told(f"{message}.\nGuarda: {self.prog} --help")
        sys.exit(2)


class _Italian(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "uso: " if prefix is None else prefix)


def add_command(
    commands: "argparse._SubParsersAction[Parser]",
    name: str,
    summary: str,
    run: Run,
    *,
    example: str,
) -> Parser:
    """A command under ``commands``; ``run`` is called with what was typed."""
    parser = commands.add_parser(name, help=summary, description=summary, example=example)
    parser.set_defaults(run=run)
    return parser
