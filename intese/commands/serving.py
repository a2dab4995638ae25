"""Serving: the server and its worker, the schema, the demo."""

import argparse
import asyncio
import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from types import FrameType

import uvicorn

from intese import demo
from intese.app import create_app
from intese.commands.parser import Parser, add_command, announced, port_number, shown, told
from intese.reference import load_reference
from intese.runtime import registry_open
from intese.tasks import ask_at_start
from intese.tasks import worker as worker_of
from registry.platform import contained, demonstration
from registry.platform.accounts.roles import ROLE_LABELS
from registry.platform.errors import Refused

DEFAULT_PORT = 8000
LAST_PORT = 65535
OUT = Path("out")


def add_to(commands: "argparse._SubParsersAction[Parser]") -> None:
    serve = add_command(
        commands, "serve", "apre il registro: aggiorna l'archivio, risponde, esegue i lavori",
        run_serve, example="intese serve --port 8080",
    )  # fmt: skip
    serve.add_argument("--host", default="127.0.0.1", help="indirizzo (127.0.0.1)")
    serve.add_argument("--port", type=port_number, default=DEFAULT_PORT, help="porta (8000)")
    serve.add_argument(
        "--demo", action="store_true", help="apre un registro dimostrativo, riempiendolo se è vuoto"
    )
    serve.add_argument("--no-worker", action="store_true", help="non esegue i lavori lunghi")
    add_command(
        commands, "worker", "esegue soltanto i lavori lunghi", run_worker, example="intese worker"
    )
    demo = add_command(
        commands, "demo", "riempie un registro vuoto con i dati dimostrativi", run_demo,
        example="intese demo --out out",
    )  # fmt: skip
    demo.add_argument("--out", type=Path, default=OUT, help="cartella dei documenti (out)")
    add_command(
        commands, "migrate", "porta l'archivio alla forma attuale", run_migrate,
        example="intese migrate",
    )  # fmt: skip


def run_serve(given: argparse.Namespace) -> None:
    with _bound(given.host, given.port) as listening:
        asyncio.run(_serve(given.host, listening, demo_only=given.demo, works=not given.no_worker))


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    """The place where people will reach us, ours before anything else is done."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError):
        raise Refused(
            f"Non conosco l'indirizzo «{host}»: indica con --host un indirizzo di questo computer,"
            " per esempio 127.0.0.1."
        ) from None
    with socket.socket(family, kind, protocol) as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with _told_when_taken(host, port):
            place.bind(address)
        yield place


@contextmanager
def _told_when_taken(host: str, port: int) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise Refused(_why_not_there(host, port, fault)) from fault


def _why_not_there(host: str, port: int, fault: OSError) -> str:
    if fault.errno == errno.EADDRINUSE:
        another = port + 1 if port < LAST_PORT else DEFAULT_PORT
        return (
            f"La porta {port} è già occupata da un altro programma, forse un altro intese:"
            f" chiudilo, o indica un'altra porta, per esempio --port {another}."
        )
    if fault.errno in (errno.EACCES, errno.EPERM):
        return (
            f"La porta {port} è riservata a chi amministra il computer: indicane una da 1024 in"
            f" su, per esempio --port {DEFAULT_PORT}."
        )
    return (
        f"L'indirizzo {host} non è di questo computer: indica con --host uno dei suoi, per esempio"
        " 127.0.0.1, o 0.0.0.0 per tutti."
    )


async def _serve(host: str, listening: socket.socket, *, demo_only: bool, works: bool) -> None:
    port = listening.getsockname()[1]
    async with AsyncExitStack() as stack:
        dsn = await stack.enter_async_context(registry_open())
        await load_reference()
        if demo_only:
            await _fill_with_the_demo()
        config = uvicorn.Config(
            create_app(), host=host, port=port, lifespan="off", log_level="warning",
            log_config=None, timeout_graceful_shutdown=10, server_header=False,
        )  # fmt: skip
        contained.prepare()
        with _told_when_taken(host, port):
            listening.listen(config.backlog)
        if works:
            await ask_at_start()
        jobs = worker_of(dsn) if works else None
        working = asyncio.create_task(jobs.run()) if jobs else None
        await _Server(config, is_demo=await demonstration.is_one()).serve([listening])
        if jobs and working:
            await jobs.stop()
            await working


async def _fill_with_the_demo() -> None:
    await demo.check_can_open_as_demo()
    if await demo.is_empty():
        told("Riempio il registro con i dati dimostrativi…")
        await demo.write_demo(OUT)
        told(f"I suoi documenti sono in {OUT}/")


class _Server(uvicorn.Server):
    """Tells where it answers as soon as it does, and ends as who is asked to and has done it."""

    def __init__(self, config: uvicorn.Config, *, is_demo: bool) -> None:
        super().__init__(config)
        self.is_demo = is_demo

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            _announce(self.config.host, self.config.port, is_demo=self.is_demo)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """As the library's, which then sends itself the signal again: ours leaves in order."""
        if self.should_exit and sig == signal.SIGINT:
            self.force_exit = True
        self.should_exit = True


def _announce(host: str, port: int, *, is_demo: bool) -> None:
    name = f"[{host}]" if ":" in host else host
    announced(f"\nIntese risponde su http://{name}:{port}  (Ctrl-C per chiudere)")
    if is_demo:
        announced("\nRegistro dimostrativo: non metterci dati veri.")
        announced(f"Per entrare, con la password «{demo.PASSWORD}»:")
        for person in demo.PEOPLE:
            charge = ", dirigente" if person.is_in_charge else ""
            announced(f"  {person.email:<38} {ROLE_LABELS[person.role]}{charge}")
        announced("")


def run_worker(_given: argparse.Namespace) -> None:
    async def work() -> None:
        async with registry_open() as dsn:
            await ask_at_start()
            jobs = worker_of(dsn)
            loop = asyncio.get_running_loop()
            for name in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(name, lambda: asyncio.ensure_future(jobs.stop()))
            announced("Eseguo i lavori (Ctrl-C per chiudere).")
            await jobs.run()

    asyncio.run(work())


def run_demo(given: argparse.Namespace) -> int:
    async def fill() -> int:
        async with registry_open():
            await load_reference()
            if not await demo.is_empty():
                told("Il registro non è vuoto: la demo riempie soltanto un registro nuovo."
                     " Indica un'altra cartella con INTESE_HOME.")  # fmt: skip
                return 1
            await demo.write_demo(given.out)
            shown(f"Registro dimostrativo pronto; i documenti sono in {given.out}/")
            return 0

    return asyncio.run(fill())


def run_migrate(_given: argparse.Namespace) -> None:
    async def migrate() -> None:
        async with registry_open():
            await load_reference()

    asyncio.run(migrate())
    shown("L'archivio è nella forma attuale.")
