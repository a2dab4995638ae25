"""Serving: the server and its worker, the schema, the demo."""

import argparse
import asyncio
import os
import signal
import socket
from contextlib import AsyncExitStack
from pathlib import Path

import uvicorn

from intese import demo
from intese.app import create_app
from intese.commands.parser import Parser, add_command, shown, told
from intese.reference import load_reference
from intese.runtime import registry_open
from intese.tasks import worker as worker_of
from registry.platform import contained
from registry.platform.accounts.roles import ROLE_LABELS
from registry.platform.settings import settings

DEFAULT_PORT = 8000
OUT = Path("out")


def add_to(commands: "argparse._SubParsersAction[Parser]") -> None:
    serve = add_command(
        commands, "serve", "apre il registro: aggiorna l'archivio, risponde, esegue i lavori",
        run_serve, example="intese serve --port 8080",
    )  # fmt: skip
    serve.add_argument("--host", default="127.0.0.1", help="indirizzo (127.0.0.1)")
    serve.add_argument("--port", type=int, default=DEFAULT_PORT, help="porta (8000)")
    serve.add_argument("--demo", action="store_true", help="riempie un registro vuoto con la demo")
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
    if given.demo:
        os.environ["INTESE_DEMO"] = "1"
        settings.cache_clear()
    asyncio.run(_serve(given.host, given.port, fills=given.demo, worker=not given.no_worker))


async def _serve(host: str, port: int, *, fills: bool, worker: bool) -> None:
    async with AsyncExitStack() as stack:
        dsn = await stack.enter_async_context(registry_open())
        await load_reference()
        if fills and await demo.is_empty():
            told("Riempio il registro con i dati dimostrativi…")
            await demo.write_demo(OUT)
            told(f"I suoi documenti sono in {OUT}/")
        config = uvicorn.Config(
            create_app(), host=host, port=port, log_level="warning", lifespan="off",
            timeout_graceful_shutdown=10, server_header=False,
        )  # fmt: skip
        contained.prepare()
        jobs = worker_of(dsn) if worker else None
        working = asyncio.create_task(jobs.run()) if jobs else None
        await _Server(config).serve()
        if jobs and working:
            await jobs.stop()
            await working


class _Server(uvicorn.Server):
    """Tells where it answers as soon as it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            _announce(self.config.host, self.config.port)


def _announce(host: str, port: int) -> None:
    shown(f"\nIntese risponde su http://{host}:{port}  (Ctrl-C per chiudere)")
    if settings().demo:
        shown(f"\nPer entrare, con la password «{demo.PASSWORD}»:")
        for person in demo.PEOPLE:
            charge = ", dirigente" if person.is_in_charge else ""
            shown(f"  {person.email:<38} {ROLE_LABELS[person.role]}{charge}")
        shown("")


def run_worker(_given: argparse.Namespace) -> None:
    async def work() -> None:
        async with registry_open() as dsn:
            jobs = worker_of(dsn)
            loop = asyncio.get_running_loop()
            for name in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(name, lambda: asyncio.ensure_future(jobs.stop()))
            shown("Eseguo i lavori (Ctrl-C per chiudere).")
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
