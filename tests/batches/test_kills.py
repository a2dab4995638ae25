"""Whatever stops a worker, and wherever it was: no document is there twice, and none is missing."""

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.platform.accounts.roles import Actor
from registry.platform.batches import actions, folder, making, queries, tasks, working
from registry.platform.batches.lifecycle import Standing
from registry.platform.database import fetch, fetch_value
from registry.platform.settings import ROOT
from tests.batches.make import a_started_one, lines, numbers_in, part_of
from tests.jobs.conftest import wait_until
from tests.people import People

pytestmark = pytest.mark.usefixtures("db")

WORKER = """
import asyncio, sys
from datetime import timedelta
import intese.tasks
from registry.platform.database import opened
from registry.platform.jobs import Worker

async def main():
    async with opened(sys.argv[1]):
        await Worker(sys.argv[1], silence=timedelta(seconds=1)).run()

asyncio.run(main())
"""
MANY = 200
"""Some four times what is made before the last kill."""
KILLS = 3


def a_worker(dsn: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", WORKER, dsn], cwd=ROOT)  # noqa: S603  our words


async def made(batch_id: int) -> int:
    count: int = await fetch_value("SELECT made FROM batch WHERE id = $1", batch_id)
    return count


async def files_of(batch_id: int) -> tuple[set[str], set[str]]:
    """The zips that rows name, and those that are there."""
    batch = await queries.find(batch_id)
    rows = await fetch("SELECT file FROM batch_chunk WHERE batch = $1", batch_id)
    there = {path.name for path in folder.folder_of(batch.place).glob("*.zip")}
    return {row["file"] for row in rows}, there


async def check_whole(batch_id: int, many: int, *, by: Actor) -> None:
    batch = await queries.view(batch_id, by=by)
    named, there = await files_of(batch_id)
    assert batch.standing is Standing.DONE
    assert (batch.made, batch.failed) == (many, 0)
    assert numbers_in(await part_of(batch_id, by=by)) == list(range(1, many + 1))
    assert named == there


async def test_a_batch_whose_workers_are_killed_is_made_whole_by_the_next(
    as_: People, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "LINES", 3)
    batch = await a_started_one(lines(MANY), by=as_.legal_cr)
    chance = random.Random(7)  # noqa: S311  the same kills each time

    for _kill in range(KILLS):
        worker = a_worker(database)
        before = await made(batch.id)

        async def has_gone_on(before: int = before) -> bool:
            return await made(batch.id) > before

        await wait_until(has_gone_on, within=90)
        await asyncio.sleep(chance.uniform(0, 0.15))
        worker.send_signal(signal.SIGKILL)
        await asyncio.to_thread(worker.wait)
    after_the_kills = await made(batch.id)
    last = a_worker(database)

    async def is_done() -> bool:
        return (await queries.find(batch.id)).standing is Standing.DONE

    try:
        await wait_until(is_done, within=120)
    finally:
        os.kill(last.pid, signal.SIGKILL)
        await asyncio.to_thread(last.wait)
    assert 0 < after_the_kills < MANY
    await check_whole(batch.id, MANY, by=as_.legal_cr)


class Killed(BaseException):
    """The process ends here: its transaction is never kept."""


POINTS = ("claimed", "written", "settled", "kept", "committed", "none")


class Fate:
    """At which points the workers to come are killed, one after the other."""

    def __init__(self, points: list[str]) -> None:
        self.points = list(points)

    def may_end(self, here: str) -> None:
        if self.points and self.points[0] == here:
            self.points.pop(0)
            raise Killed

    def after(self, here: str, function: Callable[..., Awaitable[Any]]) -> Any:
        async def told(*args: Any, **kwargs: Any) -> Any:
            answer = await function(*args, **kwargs)
            self.may_end(here)
            return answer

        return told

    def settling(self, function: Callable[..., int]) -> Any:
        def told(*args: Any) -> int:
            answer = function(*args)
            self.may_end("settled")
            return answer

        return told


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(points=st.lists(st.sampled_from(POINTS), max_size=5), workers=st.integers(1, 3))
async def test_killed_at_any_point_in_any_order_the_rest_is_made_once(
    as_: People, points: list[str], workers: int
) -> None:
    many = 8
    fate = Fate(points)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actions, "LINES", 2)
        patch.setattr(actions, "AGAIN", actions.AGAIN * 0)
        patch.setattr(making, "_claimed", fate.after("claimed", making._claimed))
        patch.setattr(working, "made", fate.after("written", working.made))
        patch.setattr(folder, "settle", fate.settling(folder.settle))
        patch.setattr(making, "_keep", fate.after("kept", making._keep))
        patch.setattr(making, "make_one_chunk", fate.after("committed", making.make_one_chunk))
        batch = await a_started_one(lines(many), by=as_.legal_cr)
        while (await queries.find(batch.id)).status != "done":
            hands = [tasks.make(batch_id=batch.id)]
            hands += [tasks.help_out(batch_id=batch.id) for _one in range(workers - 1)]
            ended = await asyncio.gather(*map(_as_task, hands), return_exceptions=True)
            assert all(one is None or isinstance(one, Killed) for one in ended)
            if "none" in fate.points[:1]:
                fate.points.pop(0)

    await check_whole(batch.id, many, by=as_.legal_cr)


async def _as_task(work: Awaitable[None]) -> Killed | None:
    """A task of its own, as a worker gives each job: its transaction is no other's."""
    try:
        await work
    except Killed as killed:
        return killed
    return None
