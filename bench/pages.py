"""Every page of the demo registry, as each function finds it by following links.

The peer is the page of the keys, which asks the database nothing but who is looking. Printed:
the slowest pages with the queries that each makes, and the slowest queries.
"""

import asyncio
import logging
import os
import re
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import httpx

from bench.report import Report, Table
from bench.watching import Watch, one_line, watching
from intese import demo
from intese.app import create_app
from intese.reference import load_reference
from intese.schema import migrate
from registry.platform import database
from registry.platform.accounts.actions import sign_in
from registry.platform.postgres import attached
from registry.platform.settings import settings

ROUNDS = 5
MOST_PAGES = 60
SHOWN = 12
PEER = "/keyboard"
LINK = re.compile(r'href="(/[^"#]*)"')
NOT_PAGES = re.compile(
    r"^/(assets|api)/|\.(csv|docx|zip|json)|/(package|files|download)|/documents/"
)


def measure() -> Report:
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="intese-bench-") as folder:
        os.environ["INTESE_HOME"] = folder
        settings.cache_clear()
        with attached(Path(folder)) as server:
            return asyncio.run(_measure(server.dsn("postgres"), Path(folder) / "out"))


async def _measure(dsn: str, out: Path) -> Report:
    with watching() as watch:
        async with database.opened(dsn):
            await migrate()
            await load_reference()
            await demo.write_demo(out)
            await database.fetch("ANALYZE")
            app = create_app()
            pages: dict[str, tuple[float, int]] = {}
            slowest: dict[str, float] = defaultdict(float)
            for person in demo.PEOPLE:
                await _walk(app, person, watch, pages, slowest)
    return _report(pages, slowest)


async def _walk(
    app: Any,
    person: Any,
    watch: Watch,
    pages: dict[str, tuple[float, int]],
    slowest: dict[str, float],
) -> None:
    token = await sign_in(person.email, demo.PASSWORD, address="127.0.0.1")
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        client.cookies.set("session", token)
        seen: set[str] = set()
        todo = ["/", PEER]
        while todo and len(seen) < MOST_PAGES:
            path = todo.pop(0)
            shape = re.sub(r"\d+", "N", path.partition("?")[0])
            if shape in seen or NOT_PAGES.search(path):
                continue
            seen.add(shape)
            answer = await client.get(path)
            if answer.status_code != 200:
                continue
            todo += LINK.findall(answer.text.replace("&amp;", "&"))
            pages[f"{person.role:<16} {shape}"] = await _time(client, path, watch, slowest)


async def _time(
    client: httpx.AsyncClient, path: str, watch: Watch, slowest: dict[str, float]
) -> tuple[float, int]:
    times, asked = [], 0
    for _round in range(ROUNDS):
        watch.take()
        before = time.perf_counter()
        await client.get(path)
        times.append(time.perf_counter() - before)
        queries = watch.take()
        asked = len(queries)
        for query in queries:
            slowest[one_line(query)] = max(slowest[one_line(query)], query.elapsed)
    return statistics.median(times), asked


def _report(pages: dict[str, tuple[float, int]], slowest: dict[str, float]) -> Report:
    peer = statistics.median(t for name, (t, _n) in pages.items() if name.endswith(PEER))
    median = statistics.median(taken for taken, _n in pages.values())
    ordered = sorted(pages.items(), key=lambda item: -item[1][0])[:SHOWN]
    queries = sorted(slowest.items(), key=lambda item: -item[1])[:SHOWN]
    return Report(
        name="pages",
        title="Showing pages",
        sentence=f"Of {len(pages)} pages of the demo registry, half take less than "
        f"{median * 1000:.0f} ms and none more than {ordered[0][1][0] * 1000:.0f} ms.",
        tables=[
            Table(
                ("slowest pages, by who looks", "ms", "× peer", "queries"),
                [
                    (f"`{' '.join(name.split())}`", f"{taken * 1000:.1f}", f"{taken / peer:.1f}",
                     str(asked))
                    for name, (taken, asked) in ordered
                ],
            ),
            Table(
                ("slowest queries", "ms"),
                [(f"`{_short(sql)}`", f"{elapsed * 1000:.1f}") for sql, elapsed in queries],
            ),
        ],
        how=[
            "Every page that each function finds by following links; by the clock, within one "
            f"process and its PostgreSQL, the median of {ROUNDS} visits.",
            f"The peer is `{PEER}`, which asks the database only who is looking: "
            f"{peer * 1000:.1f} ms.",
        ],
    )  # fmt: skip


def _short(sql: str) -> str:
    """The query on a line, as a cell of a table can hold it."""
    return sql[:90].replace("|", "¦").replace("`", "'")
