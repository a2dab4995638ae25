"""argparse in Italian: every command has its help, an example, and says what is wrong."""

import argparse
import re
import sys
from collections.abc import Callable
from typing import Any, NoReturn

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
)  # fmt: skip


def told(sentence: str) -> None:
    """One sentence for who typed the command, on standard error."""
    sys.stderr.write(sentence.rstrip() + "\n")


def shown(line: str) -> None:
    sys.stdout.write(line + "\n")


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
