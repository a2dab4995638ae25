"""The ``intese`` command line: one file for each family of commands.

A family is imported when one of its commands is typed: asking for help, or what a date means,
does not wait for the whole program. Everything that goes wrong is told by ``telling``.
"""

import argparse
import sys
from importlib import import_module

from intese.commands import telling
from intese.commands.parser import Parser, check_readable

COMMANDS = {
    "serve": ("serving", "apre il registro: aggiorna l'archivio, risponde, esegue i lavori"),
    "worker": ("serving", "esegue soltanto i lavori lunghi"),
    "demo": ("serving", "riempie un registro vuoto con i dati dimostrativi"),
    "migrate": ("serving", "porta l'archivio alla forma attuale"),
    "user": ("people", "le persone che usano il registro"),
    "token": ("people", "le chiavi dei programmi"),
    "dates": ("dating", "dice che cosa significa una data scritta a parole"),
    "search": ("data", "cerca nel registro"),
    "partners": ("data", "i partner"),
    "territory": ("data", "regioni, province, comuni, uffici"),
    "generate": ("documents", "produce un documento Word dai suoi dati, senza archivio"),
    "inspect": ("files", "dice se un file si può caricare, e perché no"),
    "verify": ("signatures", "dice chi ha firmato un file, e se è integro"),
    "intake": ("packages", "riceve i pacchi delle Prefetture, una volta sola ciascuno"),
    "submissions": ("packages", "gli invii"),
    "backup": ("backups", "salva in un file il registro e i suoi documenti"),
    "restore": ("backups", "riporta un salvataggio in un registro vuoto"),
    "doctor": ("care", "dice le impostazioni e che cosa non è sicuro"),
    "check": ("care", "controlla che archivio e documenti vadano d'accordo"),
}
"""Each command's family and what it does, in the order in which the help tells them."""


def parser(*, knowing: str | None = None) -> Parser:
    """Every command by name; in full those of the family ``knowing``, or of every family."""
    main_parser = Parser(
        prog="intese",
        description="Il registro dei protocolli d'intesa e delle buone pratiche.",
        example="intese serve --demo",
    )
    commands = main_parser.add_commands()
    whole: set[str] = set()
    for name, (family, summary) in COMMANDS.items():
        if knowing not in (None, family):
            commands.add_parser(name, help=summary)
        elif family not in whole:
            whole.add(family)
            import_module(f"intese.commands.{family}").add_to(commands)
    return main_parser


def _understood(arguments: list[str]) -> argparse.Namespace:
    """What was typed; ends the program with 2 where it cannot be a command."""
    named = next((word for word in arguments if not word.startswith("-")), "")
    family, _summary = COMMANDS.get(named, ("", ""))
    given = parser(knowing=family).parse_args(arguments)
    check_readable(given)
    return given


def _done(arguments: list[str]) -> int:
    given = _understood(arguments)
    if "structlog" in sys.modules:  # what was imported for this command may log
        import_module("intese.logs").configure()
    return int(given.run(given) or 0)


def main(arguments: list[str] | None = None) -> int:
    """0 done, 1 refused with a sentence on standard error, 2 wrong usage; never a traceback."""
    try:
        return _done(sys.argv[1:] if arguments is None else arguments)
    except (Exception, KeyboardInterrupt) as fault:
        return telling.tell(fault)


def carry_out() -> int:
    """What the process was started for, and the status that it ends with."""
    telling.prepare()
    try:
        status = main()
    except SystemExit as ended:
        status = int(ended.code or 0)
    return telling.ended(status)
