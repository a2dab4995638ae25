"""What a worker says in the log while its database is away, and when it stops."""

import asyncio
import logging
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from intese import logs
from registry.platform.jobs import Worker, worker

pytestmark = pytest.mark.usefixtures("db")


async def test_a_database_that_is_away_is_said_once_however_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, often = 0, asyncio.Event()
    pool = worker._pool

    def counting(dsn: str) -> object:
        nonlocal looked
        looked += 1
        if looked == 4:
            often.set()
        return pool(dsn)

    monkeypatch.setattr(worker, "_pool", counting)
    monkeypatch.setattr(worker, "BREATH", worker.BREATH / 10)
    with capture_logs() as told:
        nowhere = Worker(f"postgresql://x@/y?host={tmp_path}")
        working = asyncio.create_task(nowhere.run())
        await often.wait()
        await nowhere.stop()
        await working

    assert [one["event"] for one in told] == ["jobs.database_away"]


async def test_a_worker_that_is_told_to_stop_says_nothing(database: str) -> None:
    with capture_logs() as told:
        one = Worker(database)
        working = asyncio.create_task(one.run())
        await asyncio.sleep(0.5)
        await one.stop()
        await working

    assert told == []


def test_what_a_library_says_is_a_line_like_the_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure()
    try:
        raise OSError("nome di un file di qualcuno")
    except OSError:
        logging.getLogger("libreria").warning("non va", exc_info=True)
    logging.getLogger("libreria").info("va tutto bene")
    logging.getLogger("bagit").info("Verifying checksum for file /tmp/x")

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("{")
    assert '"said": "non va"' in lines[0]
    assert "Traceback" not in lines[0]
