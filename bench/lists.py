"""Every list of a registry as large as the country's, with its filters and its orders.

30,000 acts, 20,000 partners, 50,000 schede of 106 offices (``INTESE_BENCH_SCALE=10`` is ten
times as many). The peer is the page of the keys, which asks the database nothing but who is
looking. Told for each question: the time, how many times the peer, how many queries, the
slowest of them and the tables that it read from end to end; for each list, the plan of the
slowest.
"""

import asyncio
import logging
import os
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bench import filling
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

ROUNDS = 7
PEER = "/keyboard"
PLAN_LINES = 8
SLOW = 0.1
READ_WHOLE = re.compile(r"(?:Parallel )?Seq Scan on (\w+)[^(]*\(cost=[\d.]+ rows=(\d+)")
FEW = 2_000
"""A table of fewer rows may well be read from end to end."""

QUESTIONS: dict[tuple[str, str], tuple[str, ...]] = {
    ("legal_cr", "/protocols"): (
        "", "view=to_do", "view=preparing", "view=signing", "view=in_force", "view=expiring",
        "status=in_force", "status=expired", "status=replaced", "kind=protocol", "kind=table",
        "matter=health", "office=pref-cr", "office=pref-cr&status=in_force",
        "office=pref-cr&kind=protocol&matter=health", "partner=170", "network=7",
        "place=prov:019", "place=reg:03", "q=caporalato", "q=29999", "in_force_on=1/1/2020",
        "in_force_on=1/1/2020&office=pref-cr", "expiring_before=1/1/2028",
        "signed_from=1/1/2024&signed_to=31/12/2024", "lacking=document", "lacking=dates",
        "lacking=parties", "sort=title", "sort=-title", "sort=kind", "sort=promoter",
        "sort=-promoter", "sort=status", "sort=signed_on", "sort=-signed_on", "sort=starts_on",
        "sort=expires_on", "sort=-expires_on", "sort=office", "page=50", "page=1000",
        "sort=title&page=1000", "status=in_force&sort=title&page=20",
    ),
    ("legal_cr", "/deadlines"): (
        "", "what=express_renewal", "renewal=tacit", "kind=protocol", "before=2027-06-30",
        "q=caporalato", "sort=title", "sort=-title", "sort=ends_on", "sort=notice_by",
        "sort=begin_by", "page=5",
    ),
    ("operator_cr", "/partners"): (
        "", "q=cremona", "q=19999", "kind=municipality", "nature=third_sector",
        "place=com:019036", "place=prov:019", "place=reg:03", "office=pref-cr",
        "situation=active", "situation=perhaps_active", "situation=ended",
        "situation=to_clarify", "situation=without_ties", "sort=-name", "sort=kind",
        "sort=place", "sort=since", "sort=-since", "sort=acts", "sort=-acts", "page=500",
        "kind=municipality&sort=-acts",
    ),
    ("manager_ge", "/networks"): (
        "", "q=caporalato", "kind=project", "office=pref-ge", "place=prov:010", "place=reg:07",
        "partner=13", "situation=to_confirm", "situation=in_definition", "on=2015-01-01",
        "sort=-name", "sort=kind", "sort=since", "sort=bodies", "sort=-last_news", "page=50",
    ),
    ("operator_cr", "/schede"): (
        "", "status=accepted", "status=draft", "field=7", "year=2024", "office=pref-cr",
        "office=pref-ge", "formalised=yes", "formalised=unsaid", "place=reg:03",
        "place=prov:019", "q=caporalato", "q=49999", "sort=title", "sort=-title", "sort=number",
        "sort=-number", "sort=field", "sort=office", "sort=since", "sort=status",
        "sort=changed_at", "page=500", "field=7&year=2024&status=accepted",
    ),
    ("ministry", "/schede"): ("", "status=accepted", "field=7&sort=title", "page=1000"),
    ("operator_cr", "/submissions"): ("", "status=confirmed", "year=2024", "sort=sent"),
    ("ministry", "/intake"): (
        "", "status=to_open", "status=closed", "region=03", "office=pref-cr", "field=7",
        "year=2024", "checks=doubtful", "assigned=nobody", "q=cremona", "sort=office",
        "sort=name", "sort=-schede", "sort=status", "sort=assigned", "page=20",
    ),
    ("ministry", "/intake/matrix"): ("", "year=2024"),
    ("admin", "/audit"): ("", "office=pref-cr"),
    ("legal_cr", "/"): ("",),
    ("operator_cr", "/"): ("",),
    ("manager_ge", "/"): ("",),
    ("ministry", "/"): ("",),
}  # fmt: skip


@dataclass(frozen=True)
class Answered:
    """One question of a list: how long it took, and what the database did for it."""

    path: str
    taken: float
    peer: float
    """The page of the keys, asked in the same moments."""
    asked: int
    slowest: Any
    whole: str

    @property
    def ratio(self) -> float:
        return self.taken / self.peer

    def row(self) -> tuple[str, ...]:
        return (
            f"`{self.path}`", f"{self.taken * 1000:.1f}", f"{self.ratio:.1f}", str(self.asked),
            f"{self.slowest.elapsed * 1000:.1f}", self.whole,
        )  # fmt: skip


def measure() -> Report:
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="intese-bench-") as folder:
        os.environ["INTESE_HOME"] = folder
        settings.cache_clear()
        with attached(Path(folder)) as server:
            return asyncio.run(_measure(server.dsn("postgres")))


async def _measure(dsn: str) -> Report:
    with watching() as watch:
        async with database.opened(dsn):
            await migrate()
            await load_reference()
            await filling.fill()
            return await measure_lists(watch)


async def measure_lists(watch: Watch) -> Report:
    app = create_app()
    everything: list[Answered] = []
    tables = []
    for (who, path), questions in QUESTIONS.items():
        async with _entered(app, who) as client:
            await client.get(PEER)
            answers = [await _answer(client, _address(path, one), watch) for one in questions]
        tables.append(await _table(f"{path}, {who}", answers))
        everything += answers
    return _report(everything, tables)


def _report(everything: list[Answered], tables: list[Table]) -> Report:
    times = [one.taken * 1000 for one in everything]
    ratios = [one.ratio for one in everything]
    slow = sum(one.taken > SLOW for one in everything)
    return Report(
        name="lists",
        title="Lists of a whole country",
        sentence=f"Of {len(everything)} questions to lists of a registry as large as the "
        f"country's, half take less than {statistics.median(times):.0f} ms and none more than "
        f"{max(times):.0f} ms; {slow} take more than {SLOW * 1000:.0f} ms.",
        tables=[
            Table(
                ("of all questions", "median", "slowest"),
                [
                    ("ms", f"{statistics.median(times):.1f}", f"{max(times):.1f}"),
                    ("× peer", f"{statistics.median(ratios):.1f}", f"{max(ratios):.1f}"),
                ],
            ),
            *tables,
        ],
        how=[
            f"{filling.sizes()}; by the clock, within one process and its PostgreSQL, the "
            f"fastest of {ROUNDS} visits.",
            f"The peer is `{PEER}`, asked between one visit and the other.",
        ],
    )


def _address(path: str, question: str) -> str:
    return f"{path}?{question}" if question else path


def _entered(app: Any, who: str) -> "_Client":
    return _Client(app, next(person for person in demo.PEOPLE if person.key == who))


class _Client:
    """A browser in the program's own process, signed in as somebody."""

    def __init__(self, app: Any, person: Any) -> None:
        self.app, self.person = app, person

    async def __aenter__(self) -> httpx.AsyncClient:
        token = await sign_in(self.person.email, demo.PASSWORD, address="127.0.0.1")
        transport = httpx.ASGITransport(app=self.app)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")
        self.client.cookies.set("session", token)
        return self.client

    async def __aexit__(self, *_how: object) -> None:
        await self.client.aclose()


async def _answer(client: httpx.AsyncClient, path: str, watch: Watch) -> Answered:
    """The fastest round, which nobody else on the machine disturbed; the peer is asked between
    one round and the other, so that it meets the same moments."""
    times, peers = [], []
    for _round in range(ROUNDS):
        peers.append(await _time(client, PEER))
        watch.take()
        times.append(await _time(client, path))
        queries = watch.take()
    slowest = max(queries, key=lambda query: query.elapsed)
    whole = sorted({name for query in queries for name in await _read_whole(query)})
    watch.take()
    return Answered(
        path,
        min(times),
        min(peers),
        len(queries),
        slowest,
        ", ".join(whole),
    )


async def _time(client: httpx.AsyncClient, path: str) -> float:
    before = time.perf_counter()
    answer = await client.get(path)
    taken = time.perf_counter() - before
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}")
    return taken


async def _plan(query: Any, options: str = "") -> list[str]:
    if not query.query.lstrip().upper().startswith(("SELECT", "WITH")):
        return []
    rows = await database.fetch(f"EXPLAIN {options} {query.query}", *query.args)
    return [row[0] for row in rows]


async def _read_whole(query: Any) -> Iterator[str]:
    """The large tables that the query reads from end to end."""
    plan = "\n".join(await _plan(query))
    names = {name for name, _rows in READ_WHOLE.findall(plan)}
    if not names:
        return iter(())
    rows = await database.fetch(
        "SELECT relname FROM pg_class WHERE relname = ANY($1::text[]) AND reltuples > $2",
        list(names),
        FEW,
    )
    return iter([row["relname"] for row in rows])


async def _table(title: str, answers: list[Answered]) -> Table:
    """The slowest questions first; where the database worked most, what it did is told above."""
    worst = max(answers, key=lambda one: one.ratio)
    plan = (await _plan(worst.slowest, "(ANALYZE, COSTS OFF, TIMING OFF)"))[:PLAN_LINES]
    return Table(
        ("question", "ms", "× peer", "queries", "slowest query, ms", "reads whole"),
        [one.row() for one in sorted(answers, key=lambda one: -one.ratio)],
        above=f"{title}. The slowest query of `{worst.path}`:\n\n```\n"
        + "\n".join(line[:150] for line in (one_line(worst.slowest), *plan))
        + "\n```",
    )
