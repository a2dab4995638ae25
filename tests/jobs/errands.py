"""The tasks of these tests, and what they did."""

import asyncio
import os
from datetime import timedelta
from pathlib import Path

from registry.platform.database import fetch, transaction
from registry.platform.errors import NotFound
from registry.platform.jobs import Priority, item_failed, report, task

SOON = timedelta(milliseconds=20)

MANY = 60

noted: list[str] = []
may_go_on = asyncio.Event()


@task("errands:note")
async def note(word: str, times: int = 1) -> None:
    noted.extend([word] * times)


@task("errands:note_soon", priority=Priority.SOMEBODY_WAITS)
async def note_soon(word: str) -> None:
    noted.append(word)


@task("errands:write_slowly")
async def write_slowly(*, path: str, seconds: float) -> None:
    """Says in a file that it began, in which process, and that it ended."""
    _append(path, f"begun {os.getpid()}\n")
    await asyncio.sleep(seconds)
    _append(path, "ended\n")


@task("errands:break_down", tries=3, pause=SOON)
async def break_down() -> None:
    noted.append("tried")
    raise ZeroDivisionError("the secret 42")


@task("errands:succeed_at_last", tries=3, pause=SOON)
async def succeed_at_last() -> None:
    noted.append("tried")
    if len(noted) < 2:
        raise ConnectionResetError


@task("errands:refuse", tries=3, pause=SOON)
async def refuse() -> None:
    noted.append("tried")
    raise NotFound("La scheda 7 non c'è più: è stata ritirata.")


@task("errands:wait")
async def wait() -> None:
    """Reports from within a transaction, and waits to be told to go on."""
    async with transaction():
        await fetch("SELECT 1")
        await report(total=38, done=12, now_doing="invio di Cuneo")
        await may_go_on.wait()


@task("errands:read_packages")
async def read_packages() -> None:
    await report(total=3)
    await item_failed("invio-09.zip", "manca l'elenco dei file")
    await report(done=2)


def _append(path: str, line: str) -> None:
    with Path(path).open("a") as file:
        file.write(line)


@task("errands:count_to_many", may_halt=True)
async def count_to_many() -> None:
    """Goes on from what it has noted already."""
    while len(noted) < MANY:
        noted.append(str(len(noted) + 1))
        await report(total=MANY, done=len(noted))
        await asyncio.sleep(0.01)
