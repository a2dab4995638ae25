"""The demo, written once on a registry of its own."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from litestar.types import ASGIApp

from intese import demo
from intese.demo_papers import write_papers
from registry.platform.accounts.actions import sign_in
from registry.platform.accounts.roles import Actor
from registry.platform.database import DB, opened
from tests.conftest import _clone, _drop, _schema_fingerprint, database_url
from tests.web_client import Browser, browser


@dataclass(frozen=True)
class Told:
    """The registry after the demo: ``made`` are the ids by key, ``out`` holds its documents."""

    made: dict[str, int]
    people: dict[str, Actor]
    out: Path


@pytest.fixture(scope="package")
async def told(
    server: str, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Told]:
    """Beside the worker's own database, which is put back at the end."""
    name = f"told_{os.getpid()}_{worker_id}"
    await _clone(server, f"template_{_schema_fingerprint()}", name)
    before, DB.pool = (DB.pool, DB.config), None
    async with opened(database_url(server, name)):
        made, people = await demo.play_demo(demo.read_demo())
        out = tmp_path_factory.mktemp("out")
        await write_papers(out, made, cremona=people["operator_cr"], genova=people["manager_ge"])
        yield Told(made=made, people=people, out=out)
    DB.pool, DB.config = before
    await _drop(server, name)


@pytest.fixture
async def enter(told: Told, app: ASGIApp) -> AsyncIterator[Callable[[str], Awaitable[Browser]]]:
    """``await enter("operator_cr")``: somebody of the demo, signed in with its password."""
    opened_here: list[Browser] = []

    async def make(who: str) -> Browser:
        client = browser(app)
        client.session = await sign_in(told.people[who].email, demo.PASSWORD, address="127.0.0.1")
        client.cookies.set("session", client.session)
        opened_here.append(client)
        return client

    yield make
    for client in opened_here:
        await client.aclose()
