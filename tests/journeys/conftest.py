"""Journeys: a real browser before the real program, on a database of the worker's own."""

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from registry.platform.web import build_assets
from tests.conftest import _clone, _drop, _schema_fingerprint, database_url
from tests.journeys.person import Person
from tests.journeys.served import FLAGS, Site, chromium_or_none, serving

HERE = Path(__file__).parent
MOMENT = 10_000  # milliseconds that a page may take on a busy machine

Sitting = Callable[..., Person]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.database)


def _run(work: Coroutine[Any, Any, None]) -> None:
    """In a thread: where a browser is open this one already has a loop, Playwright's."""
    with ThreadPoolExecutor(1) as alone:
        alone.submit(asyncio.run, work).result()


@contextmanager
def database_like_the_template(server: str, name: str) -> Iterator[str]:
    _run(_clone(server, f"template_{_schema_fingerprint()}", name))
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
    with database_like_the_template(server, name) as dsn, serving(folder, dsn) as served:
        yield served


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
    opened: list[BrowserContext] = []

    def sit(**options: Any) -> Person:
        context = chromium.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "locale": "it-IT"} | options
        )
        context.set_default_timeout(MOMENT)
        opened.append(context)
        return Person(context.new_page(), site.address)

    yield sit
    for context in opened:
        context.close()


@pytest.fixture
def page(sits: Sitting) -> Page:
    return sits().page
