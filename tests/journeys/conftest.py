"""Journeys: a real browser before the real program, on a database of the worker's own."""

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from _pytest.nodeid import NodeId
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from registry.platform.web import build_assets
from tests.conftest import _clone, _drop, _schema_fingerprint, database_url
from tests.journeys.person import Person
from tests.journeys.served import FLAGS, Site, chromium_or_none, serving

HERE = Path(__file__).parent
MOMENT = 10_000  # milliseconds that a page may take on a busy machine

DESK: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 800},
    "locale": "it-IT",
    "reduced_motion": "reduce",  # a page that rolls gently makes people wait, and tests too
}

Sitting = Callable[..., Person]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.database)
            if getattr(config.option, "loadgroup", False):
                _stay_in_your_group(item)


def _stay_in_your_group(item: pytest.Item) -> None:
    """What xdist 3.8 means to do: from pytest 9.2 on it changes a name that nobody reads.

    See pytest-dev/pytest-xdist issue 1386. Without it every worker would make a demo of its own.
    """
    group = item.get_closest_marker("xdist_group")
    if group and not item.nodeid.endswith(f"@{group.args[0]}"):
        item._id = NodeId.parse(f"{item.nodeid}@{group.args[0]}")


def _run(work: Coroutine[Any, Any, None]) -> None:
    """In a thread: where a browser is open this one already has a loop, Playwright's."""
    with ThreadPoolExecutor(1) as alone:
        alone.submit(asyncio.run, work).result()


@contextmanager
def _database(server: str, name: str, make: Coroutine[Any, Any, None]) -> Iterator[str]:
    _run(make)
    try:
        yield database_url(server, name)
    finally:
        _run(_drop(server, name))


@pytest.fixture(scope="session")
def site(server: str, worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A registry with the people of the tests and nothing else."""
    build_assets.build()
    name = f"journeys_{os.getpid()}_{worker_id}"
    folder = tmp_path_factory.mktemp("site")
    cloning = _clone(server, f"template_{_schema_fingerprint()}", name)
    with _database(server, name, cloning) as dsn, serving(folder, dsn) as served:
        yield served


@pytest.fixture(scope="session")
def demo_site(
    server: str, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The demo registry, made as ``make run`` makes it, once in a session: its tests stay
    in one group. What they change is theirs to put up with."""
    build_assets.build()
    name = f"demo_{os.getpid()}_{worker_id}"
    folder = tmp_path_factory.mktemp("demo")
    making = _create(server, name)
    with _database(server, name, making) as dsn, serving(folder, dsn, "--demo") as served:
        yield served


async def _create(server: str, name: str) -> None:
    connection = await asyncpg.connect(server)
    await connection.execute(f'CREATE DATABASE "{name}"')
    await connection.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """For one file only: while it is open, no other loop may run in this thread."""
    found = chromium_or_none()
    if found is None:
        pytest.skip("Chromium is not on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def sits(chromium: Browser, site: Site) -> Iterator[Sitting]:
    """``sits()`` is someone before an empty browser; options are those of a context."""
    with _chairs(chromium, site) as sit:
        yield sit


@pytest.fixture
def in_the_demo(chromium: Browser, demo_site: Site) -> Iterator[Sitting]:
    """The same, before the demo registry."""
    with _chairs(chromium, demo_site) as sit:
        yield sit


@contextmanager
def _chairs(chromium: Browser, site: Site) -> Iterator[Sitting]:
    opened: list[BrowserContext] = []

    def sit(**options: Any) -> Person:
        context = chromium.new_context(**DESK | options)
        context.set_default_timeout(MOMENT)
        opened.append(context)
        return Person(context.new_page(), site.address)

    yield sit
    for context in opened:
        context.close()
