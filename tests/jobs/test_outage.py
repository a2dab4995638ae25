"""The database goes away while a worker works, and comes back."""

import subprocess
import sys
from pathlib import Path

from registry.platform.settings import ROOT
from tests.postgres.conftest import model, new_place, place

__all__ = ["model", "new_place", "place"]  # fixtures

OUTAGE = """
import asyncio, os, signal, sys
from datetime import timedelta
from pathlib import Path
from intese.schema import migrate
from registry.platform.database import DB, opened
from registry.platform.jobs import Worker
from registry.platform.jobs.worker import AWAY
from registry.platform.postgres import attached
from tests.jobs import errands
from tests.jobs.conftest import ask, ended
from tests.postgres.neighbours import the_server_of

async def again_and_again(asking):
    while True:
        try:
            return await asyncio.create_task(asking())
        except AWAY:
            await asyncio.sleep(0.1)

async def main(place, dsn):
    async with opened(dsn):
        await migrate()
        worker = Worker(dsn, silence=timedelta(seconds=1))
        working = asyncio.create_task(worker.run())
        await ended(await ask(errands.note, word="before"))
        during = await ask(errands.write_slowly, path=str(place / "diary"), seconds=3)
        await asyncio.sleep(2)
        os.kill(the_server_of(place), signal.SIGKILL)
        after = await again_and_again(lambda: ask(errands.note, word="after"))
        for job in (during, after):
            print(await again_and_again(lambda: ended(job, within=30)))
        await worker.stop()
        await working
        DB.pool.terminate()  # acts that the fall cut in the middle may have kept connections

place = Path(sys.argv[1])
with attached(place) as server:
    asyncio.run(main(place, server.dsn()))
print(*errands.noted)
"""


def test_the_worker_waits_for_the_database_and_goes_on(place: Path) -> None:
    told = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", OUTAGE, place],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert told.returncode == 0, told.stderr
    assert told.stdout.count("JobState.DONE") == 2
    assert told.stdout.splitlines()[-1] == "before after"
