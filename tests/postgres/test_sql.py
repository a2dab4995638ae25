"""The functions that the database knows: folding and finding words, and their safe keeping."""

import asyncio
import subprocess
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from registry.platform.postgres import Server, attached, binaries
from registry.platform.sql import FUNCTIONS
from tests.postgres.neighbours import ask


async def do(dsn: str, *statements: str) -> None:
    connection = await asyncpg.connect(dsn)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


@pytest.fixture(scope="module")
def server(model: Path) -> Iterator[Server]:
    with attached(model, durable=False) as server:
        asyncio.run(do(server.dsn(), *FUNCTIONS))
        yield server


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Qualità", "qualita"),
        ("PERCHÉ", "perche"),
        ("Valle d’Aosta", "valle d'aosta"),
        ("Straße", "strasse"),
        ("Đurđa Škerlj", "durda skerlj"),
        ("e\u0301", "e"),
        ("ﬁne", "fine"),
        ("n° 12", "n° 12"),
        ("", ""),
    ],
)
async def test_folding_forgets_accents_and_case(server: Server, written: str, folded: str) -> None:
    connection = await asyncpg.connect(server.dsn())
    answer = await connection.fetchval("SELECT fold($1)", written)
    await connection.close()

    assert answer == folded


async def test_folding_does_not_depend_on_the_locale_of_the_database(server: Server) -> None:
    await do(
        server.dsn("postgres"),
        "CREATE DATABASE plain TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'",
    )
    await do(server.dsn("plain"), *FUNCTIONS)

    answer = await ask(server.dsn("plain"), "SELECT fold('ÀÈÌÒÙ ĐØŁ ÆŒẞ Šč')")

    assert answer == "aeiou dol aeoess sc"


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("qualita", True),
        ("QUALITÀ", True),
        ("cooperative", True),  # by its stem: the title says cooperativa
        ("coop", True),  # the last word while it is being typed
        ("coop qualità", False),  # a beginning counts only at the end
        ("accoglienza qualit", True),
        ("vigneto", False),
        ("qualità & | ! :* '", True),
        ("   ", False),
    ],
)
async def test_words_are_found_by_stem_as_typed_and_while_typing(
    server: Server, typed: str, is_found: bool
) -> None:
    title = "Cooperativa sociale: qualità dell'accoglienza"
    connection = await asyncpg.connect(server.dsn())
    answer = await connection.fetchval(
        "SELECT words_of($1, '', '') @@ find_words($2)", title, typed
    )
    await connection.close()

    assert answer is is_found


async def test_a_dump_with_computed_words_is_restored(server: Server) -> None:
    await do(
        server.dsn(),
        "CREATE TABLE thing (title text, words tsvector"
        " GENERATED ALWAYS AS (words_of(title, '', '')) STORED)",
        "INSERT INTO thing VALUES ('Qualità')",
        "CREATE INDEX ON thing (fold(title))",
    )
    await do(server.dsn("postgres"), "CREATE DATABASE restored")

    dump = _run([binaries() / "pg_dump", server.dsn()], "")
    _run([binaries() / "psql", "-q", "-v", "ON_ERROR_STOP=1", server.dsn("restored")], dump)

    found = "SELECT count(*) FROM thing WHERE words @@ find_words('qualita')"
    assert await ask(server.dsn("restored"), found) == 1


def _run(command: list[str | Path], told: str) -> str:
    return subprocess.run(  # noqa: S603  PostgreSQL's own programs
        command, input=told, capture_output=True, text=True, check=True
    ).stdout
