"""The ``intese`` command line: one file for each family of commands."""

import sys

from intese import logs
from intese.commands import care, data, documents, packages, people, serving, signatures
from intese.commands.parser import Parser, told
from registry.platform.errors import InvalidInput, Refused
from registry.platform.postgres import CannotServe

FAMILIES = (serving, people, data, documents, signatures, packages, care)


def parser() -> Parser:
    main_parser = Parser(
        prog="intese",
        description="Il registro dei protocolli d'intesa e delle buone pratiche.",
        example="intese serve --demo",
    )
    commands = main_parser.add_commands()
    for family in FAMILIES:
        family.add_to(commands)
    return main_parser


def main(arguments: list[str] | None = None) -> int:
    """0 done, 1 refused with a sentence on standard error, 2 wrong usage; never a traceback."""
    given = parser().parse_args(arguments)
    logs.configure()
    try:
        return int(given.run(given) or 0)
    except InvalidInput as wrong:
        for path, sentence in wrong.fields.items():
            told(f"{path}: {sentence}" if path else sentence)
        return 1
    except (Refused, CannotServe) as refused:
        told(str(refused))
        return 1
    except FileNotFoundError as missing:
        told(f"Il file «{missing.filename}» non c'è: controlla il nome e la cartella.")
        return 1
    except IsADirectoryError as folder:
        told(f"«{folder.filename}» è una cartella: indica un file.")
        return 1
    except PermissionError as locked:
        told(f"Non posso leggere o scrivere «{locked.filename}»: controlla i permessi.")
        return 1
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130


def program() -> None:
    """What the installed ``intese`` runs."""
    sys.exit(main())
