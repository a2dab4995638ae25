"""People: who uses the registry, and the keys of programs."""

import argparse
import asyncio
import getpass
import sys
from collections.abc import Awaitable, Callable

from intese.commands.parser import Parser, add_command, shown
from intese.runtime import registry_open
from registry.platform.accounts import actions, people, queries
from registry.platform.accounts.roles import ROLE_LABELS, Role

ADD_USER = "intese user add a4@ufficio.it --office pref-cr --role operator"
ADD_TOKEN = "intese token add a4@ufficio.it --label cruscotto"  # noqa: S105  no secret


def add_to(commands: "argparse._SubParsersAction[Parser]") -> None:
    _add_users(_family(commands, "user", "le persone che usano il registro", ADD_USER))
    _add_tokens(_family(commands, "token", "le chiavi dei programmi", ADD_TOKEN))


def _family(
    commands: "argparse._SubParsersAction[Parser]", name: str, summary: str, example: str
) -> "argparse._SubParsersAction[Parser]":
    parser = commands.add_parser(name, help=summary, description=summary, example=example)
    return parser.add_commands()


def _add_users(user: "argparse._SubParsersAction[Parser]") -> None:
    add = add_command(user, "add", "aggiunge una persona", run_add, example=ADD_USER)
    add.add_argument("email", metavar="EMAIL", help="la sua posta")
    add.add_argument("--office", required=True, metavar="CODICE", help="il suo ufficio: pref-cr")
    roles = [role.value for role in Role]
    add.add_argument("--role", required=True, choices=roles, help="la sua funzione")
    add.add_argument("--name", default="", help="come si presenta (la posta)")
    add.add_argument("--in-charge", action="store_true", help="approva ciò che l'ufficio scrive")
    add_command(user, "list", "elenca le persone", run_list, example="intese user list")
    example = "intese user disable a4@ufficio.it"
    disable = add_command(
        user, "disable", "toglie l'ingresso a una persona", run_disable, example=example
    )
    disable.add_argument("email", metavar="EMAIL", help="la sua posta")
    example = "intese user enable a4@ufficio.it"
    enable = add_command(
        user, "enable", "ridà l'ingresso a una persona", run_enable, example=example
    )
    enable.add_argument("email", metavar="EMAIL", help="la sua posta")
    example = "intese user password a4@ufficio.it"
    password = add_command(
        user, "password", "dà una nuova password a una persona", run_password, example=example
    )
    password.add_argument("email", metavar="EMAIL", help="la sua posta")


def _add_tokens(token: "argparse._SubParsersAction[Parser]") -> None:
    add = add_command(
        token, "add", "crea una chiave, detta una volta sola", run_token, example=ADD_TOKEN
    )
    add.add_argument("email", metavar="EMAIL", help="la persona per cui il programma agisce")
    add.add_argument("--label", default="", help="a che cosa serve")


def _password() -> str:
    """Typed twice nowhere: one line of standard input, hidden on a terminal."""
    if sys.stdin.isatty():
        return getpass.getpass("Password della persona (almeno 12 caratteri): ")
    return sys.stdin.readline().rstrip("\n")


def run_add(given: argparse.Namespace) -> None:
    new = people.NewUser(
        email=given.email,
        name=given.name or given.email,
        office=given.office,
        role=Role(given.role),
        is_in_charge=given.in_charge,
        password=_password(),
    )

    async def add() -> None:
        async with registry_open():
            await people.add_user(new, by=actions.PROGRAM)

    asyncio.run(add())
    shown(f"{given.email} può entrare.")


def run_list(_given: argparse.Namespace) -> None:
    async def listed() -> None:
        async with registry_open():
            for user in await queries.list_users():
                state = "" if user.is_active else "  (disattivata)"
                label = ROLE_LABELS[Role(user.role)]
                shown(f"{user.email:<40} {user.office:<12} {label}{state}")

    asyncio.run(listed())


def run_disable(given: argparse.Namespace) -> None:
    asyncio.run(_do(people.disable_user, given.email))
    shown(f"{given.email} non può più entrare.")


def run_enable(given: argparse.Namespace) -> None:
    asyncio.run(_do(people.enable_user, given.email))
    shown(f"{given.email} può entrare di nuovo.")


def run_password(given: argparse.Namespace) -> None:
    asyncio.run(_do(people.give_password, given.email, _password()))
    shown(f"{given.email} entra con la nuova password.")


async def _do(verb: Callable[..., Awaitable[object]], email: str, *more: str) -> None:
    async with registry_open():
        user = await queries.find_user(email)
        await verb(user.id, *more, by=actions.PROGRAM)


def run_token(given: argparse.Namespace) -> None:
    async def add() -> str:
        async with registry_open():
            return await actions.add_token(given.email, label=given.label, by=actions.PROGRAM)

    shown(asyncio.run(add()))
