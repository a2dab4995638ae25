"""Who attaches, who leaves, who dies: the server is up exactly as long as it is needed."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from registry.platform.postgres import CannotServe, attached, start
from tests.postgres.neighbours import (
    Neighbour,
    ask,
    is_gone,
    keepers_of,
    neighbour,
    the_keeper_of,
    the_server_of,
    the_server_of_or_none,
    wait_until,
)


async def test_what_was_written_is_there_at_the_next_start(new_place: Path) -> None:
    with attached(new_place) as server:
        await ask(server.dsn(), "CREATE TABLE kept AS SELECT 'Terra e acqua' AS words")

    with attached(new_place) as server:
        words = await ask(server.dsn(), "SELECT words FROM kept")

    assert words == "Terra e acqua"


async def test_the_last_one_out_stops_the_server(place: Path) -> None:
    first, second = start(place, durable=False), start(place, durable=False)

    first.leave()
    still_there = await ask(second.dsn())
    second.leave()

    assert still_there == 1
    assert is_gone(place)


async def test_leaving_twice_is_leaving_once(place: Path) -> None:
    with attached(place, durable=False) as stays:
        leaves = start(place, durable=False)
        leaves.leave()
        leaves.leave()

        assert await ask(stays.dsn()) == 1


async def test_a_process_joins_the_server_of_another(place: Path) -> None:
    with attached(place, durable=False) as server, neighbour(place) as other:
        same = await ask(other.dsn, "SELECT system_identifier::text FROM pg_control_system()")

        assert same == await ask(
            server.dsn(), "SELECT system_identifier::text FROM pg_control_system()"
        )
        assert other.leave() == (0, "")
        assert await ask(server.dsn()) == 1


def test_many_commands_at_once_make_one_server_and_leave_none(new_place: Path) -> None:
    commands = [Neighbour(new_place) for _ in range(6)]

    addresses = {command.dsn for command in commands}
    keepers = keepers_of(new_place)
    ends = [command.leave() for command in commands]

    assert len(addresses) == 1 and len(keepers) == 1
    assert ends == [(0, "")] * 6
    assert is_gone(new_place)


def test_commands_that_come_and_go_never_find_it_half_stopped(place: Path) -> None:
    for _ in range(6):
        leaving, coming = Neighbour(place), Neighbour(place)
        assert leaving.dsn
        assert leaving.leave() == (0, "")
        assert coming.dsn
        assert coming.leave() == (0, "")


def test_a_killed_process_leaves_nothing_running(place: Path) -> None:
    with neighbour(place) as other:
        assert other.dsn
        other.kill()

        wait_until(lambda: is_gone(place))


async def test_a_killed_process_does_not_stop_the_others(place: Path) -> None:
    with attached(place, durable=False) as server, neighbour(place) as other:
        assert other.dsn
        other.kill()
        await asyncio.sleep(0.3)

        assert await ask(server.dsn()) == 1


async def test_a_server_that_falls_comes_back_by_itself(place: Path) -> None:
    with attached(place, durable=False) as server:
        await ask(server.dsn(), "CREATE TABLE kept ()")
        await asyncio.sleep(2)  # sooner, it would count as unable to start
        os.kill(the_server_of(place), signal.SIGKILL)

        assert await _asked_again_and_again(server.dsn(), "SELECT count(*) FROM kept") == 0


async def test_a_server_that_somebody_stops_comes_back_by_itself(place: Path) -> None:
    with attached(place, durable=False) as server:
        await ask(server.dsn(), "CREATE TABLE kept ()")
        stopped = the_server_of(place)
        os.kill(stopped, signal.SIGINT)
        wait_until(lambda: the_server_of_or_none(place) not in (stopped, None))

        assert await _asked_again_and_again(server.dsn(), "SELECT count(*) FROM kept") == 0


async def test_a_stop_that_waits_for_its_guests_turns_them_out_and_comes_back(place: Path) -> None:
    """An open connection would keep a server that lets nobody in any more."""
    with attached(place, durable=False) as server:
        guest = await asyncpg.connect(server.dsn())
        stopped = the_server_of(place)
        os.kill(stopped, signal.SIGTERM)
        wait_until(lambda: the_server_of_or_none(place) not in (stopped, None))

        with attached(place, durable=False) as again:
            assert await _asked_again_and_again(again.dsn(), "SELECT 1") == 1
        guest.terminate()


async def test_without_its_keeper_the_server_comes_back_with_a_new_one(place: Path) -> None:
    """The kernel ends a server whose keeper was killed; who is attached starts both again."""
    with attached(place, durable=False) as server:
        await ask(server.dsn(), "CREATE TABLE kept ()")
        killed = the_keeper_of(place)
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: keepers_of(place) not in ([], [killed]))

        with attached(place, durable=False) as again:
            assert again.dsn() == server.dsn()
            assert await _asked_again_and_again(again.dsn(), "SELECT count(*) FROM kept") == 0
    assert is_gone(place)


async def test_nobody_attached_means_that_nothing_comes_back(place: Path) -> None:
    with attached(place, durable=False) as server:
        await ask(server.dsn())
    wait_until(lambda: is_gone(place))
    await asyncio.sleep(1.5)  # longer than the watch takes to look

    assert is_gone(place)


async def test_a_power_cut_does_not_block_the_next_start(place: Path) -> None:
    """The number of the dead server belongs by now to another living process."""
    with neighbour(place, durable=True) as other:
        await ask(other.dsn, "CREATE TABLE kept ()")
        pids = {the_keeper_of(place), the_server_of(place)}
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        other.kill()
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
    wait_until(lambda: is_gone(place))
    left_behind = place / "postgres/data/postmaster.pid"
    text = left_behind.read_text().splitlines()
    left_behind.write_text("\n".join([str(os.getpid()), *text[1:]]) + "\n")

    with attached(place, durable=False) as server:
        assert await ask(server.dsn(), "SELECT count(*) FROM kept") == 0


def test_a_first_start_that_was_cut_short_begins_again(new_place: Path) -> None:
    half_made = new_place / "postgres/data.new/base"
    half_made.mkdir(parents=True)

    start(new_place, durable=False).leave()

    assert (new_place / "postgres/data/PG_VERSION").exists()
    assert not half_made.exists()


def test_ctrl_c_reaches_the_program_and_not_its_server(place: Path) -> None:
    """The terminal tells the whole group; the program must still find its database."""
    program = subprocess.Popen(  # noqa: S603  our own words
        [sys.executable, "-c", INTERRUPTED, place],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert program.stdout and program.stdout.readline() == "ready\n"

    os.killpg(program.pid, signal.SIGINT)
    told, _ = program.communicate(timeout=20)

    assert told == "still 1\n"
    assert is_gone(place)


INTERRUPTED = """
import asyncio, sys, time
from pathlib import Path
from registry.platform.postgres import attached
from tests.postgres.neighbours import ask
with attached(Path(sys.argv[1]), durable=False) as server:
    try:
        print("ready", flush=True)
        time.sleep(20)
    except KeyboardInterrupt:
        time.sleep(0.5)
        print("still", asyncio.run(ask(server.dsn())), flush=True)
"""


def test_data_of_another_version_is_refused_with_what_to_do(place: Path) -> None:
    (place / "postgres/data/PG_VERSION").write_text("14\n")

    with pytest.raises(CannotServe, match="sono di PostgreSQL 14"):
        start(place, durable=False)


def test_a_server_that_cannot_start_says_why(place: Path) -> None:
    (place / "postgres/data/global/pg_control").unlink()

    with pytest.raises(CannotServe, match=r"non parte.*pg_control"):
        start(place, durable=False)


def test_missing_programs_are_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTESE_PG_BIN", str(place))

    with pytest.raises(CannotServe, match="INTESE_PG_BIN"):
        start(place, durable=False)


async def _asked_again_and_again(dsn: str, question: str) -> object:
    for _ in range(100):
        try:
            return await ask(dsn, question)
        except (OSError, asyncpg.PostgresError):
            await asyncio.sleep(0.1)
    raise AssertionError("it never came back")
