"""What every test stands on: a real PostgreSQL, one database a worker cloned from a template.

``INTESE_TEST_SERVER`` names another server (a superuser's address), for instance Debian's.
"""

import asyncio
import hashlib
import os
import shutil
import signal
import tempfile
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import asyncpg
import hypothesis
import pytest
from litestar.types import ASGIApp

from intese import logs
from intese.app import create_app
from intese.reference import load_reference
from intese.schema import migrate
from registry.platform.accounts.roles import Actor
from registry.platform.database import DB, opened
from registry.platform.postgres import attached
from registry.platform.settings import ROOT, settings
from tests.people import People, add_people
from tests.web_client import Browser, browser, signed_in

logs.configure()

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell makes what it starts in the background deaf to Ctrl-C, and so what the tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long a reading takes is measured in bench/; a busy machine makes no test fail.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

BrowserAs = Callable[..., Awaitable[Browser]]

KEPT_TABLES = {
    "migration", "office", "person",
    "region", "province", "municipality", "area", "area_member", "office_coverage", "vintage",
    "office_suggestion", "territory_change", "place", "place_within",
    "circular", "circular_field",
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need the database can be run alone, on another server: ``-m database``."""
    for item in items:
        if "server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.database)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where nothing may be skipped, a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("INTESE_NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


TEMPLATE_OF = (
    "registry/**/migrations/*.py",
    "good_practices/**/migrations/*.py",
    "registry/territory/**/*",
    "good_practices/circulars/**/*",
    "intese/reference.py",
    "tests/people.py",
)
"""What the template database is made from: it is made anew when one of these changes."""


RUN = "INTESE_TEST_RUN"


def _run_folder() -> Path:
    memory = Path("/dev/shm")  # noqa: S108  a folder of ours is made in it
    is_roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2**30
    above = memory if is_roomy else Path(tempfile.gettempdir())
    return above / f"intese-{os.environ[RUN]}"


def pytest_configure(config: pytest.Config) -> None:
    """The run's name, which the workers inherit from whoever starts them."""
    os.environ.setdefault(RUN, uuid.uuid4().hex[:8])


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(_run_folder(), ignore_errors=True)


@pytest.fixture(scope="session")
def run_folder() -> Path:
    """A short folder that all the workers of one run share."""
    folder = _run_folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Each worker's own data folder and settings."""
    folder = tmp_path_factory.mktemp("home")
    patch = pytest.MonkeyPatch()
    patch.setenv("INTESE_HOME", str(folder))
    settings.cache_clear()
    yield folder
    patch.undo()
    settings.cache_clear()


@pytest.fixture(scope="session")
def server(run_folder: Path) -> Iterator[str]:
    """The address of the maintenance database of the server under test."""
    named = os.environ.get("INTESE_TEST_SERVER")
    if named:
        yield named
        return
    with attached(run_folder, durable=False) as embedded:
        yield embedded.dsn("postgres")


def _schema_fingerprint() -> str:
    """Changes whenever a migration or the reference data does."""
    digest = hashlib.sha256()
    for pattern in TEMPLATE_OF:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def database_url(server: str, name: str) -> str:
    base, _slash, rest = server.rpartition("/")
    _old, question, options = rest.partition("?")
    return f"{base}/{name}{question}{options}"


@pytest.fixture(scope="session")
def database(server: str, worker_id: str) -> Iterator[str]:
    """The address of this worker's own database."""
    name = f"test_{os.getpid()}_{worker_id}"
    template = f"template_{_schema_fingerprint()}"
    asyncio.run(_clone(server, template, name))
    yield database_url(server, name)
    asyncio.run(_drop(server, name))


async def _clone(server: str, template: str, name: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute("SELECT pg_advisory_lock(7)")
        exists = "SELECT 1 FROM pg_database WHERE datname = $1"
        if not await connection.fetchval(exists, template):
            await _make_template(server, connection, template)
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    finally:
        await connection.close()


async def _make_template(
    server: str, connection: "asyncpg.Connection[asyncpg.Record]", template: str
) -> None:
    unfinished = f"{template}_unfinished"
    await connection.execute(f'DROP DATABASE IF EXISTS "{unfinished}"')
    await connection.execute(f'CREATE DATABASE "{unfinished}"')
    async with opened(database_url(server, unfinished)):
        await migrate()
        await load_reference()
        await add_people()
    await connection.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{template}"')


# WITH (FORCE) would end all, and may not end an autovacuum that has begun there; a plain DROP
# tells it to go, and waits.
OURS_GO = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = $1 AND usename = current_user"
)


async def _drop(server: str, name: str) -> None:
    connection = await asyncpg.connect(server)
    await connection.execute(OURS_GO, name)
    await connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
    await connection.close()


@pytest.fixture(scope="session")
async def open_database(database: str) -> AsyncIterator[None]:
    async with opened(database):
        yield


@pytest.fixture
async def db(open_database: None) -> AsyncIterator[None]:
    """The registry with its reference data and people, and nothing else."""
    yield
    await _empty()


async def _empty() -> None:
    assert DB.pool is not None
    async with DB.pool.acquire() as connection:
        rows = await connection.fetch(
            "SELECT relname FROM pg_stat_user_tables WHERE n_live_tup + n_dead_tup >= 0"
        )
        tables = [f'"{row["relname"]}"' for row in rows if row["relname"] not in KEPT_TABLES]
        await connection.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY")


@pytest.fixture
async def as_(db: None) -> People:
    """The people of the tests, each an actor: ``as_.operator_cr``, ``as_.ministry`` …"""
    return await People.found()


@pytest.fixture(scope="session")
def app() -> ASGIApp:
    return create_app()


@pytest.fixture
async def browser_as(db: None, app: ASGIApp) -> AsyncIterator[BrowserAs]:
    """``await browser_as(actor)`` is a signed-in browser; without an actor it is nobody's."""
    opened_here: list[Browser] = []

    async def make(actor: Actor | None = None) -> Browser:
        client = await signed_in(app, actor) if actor else browser(app)
        opened_here.append(client)
        return client

    yield make
    for client in opened_here:
        await client.aclose()
