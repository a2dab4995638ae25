"""The server is ours alone: its socket, its password, its folder, and nothing else touched."""

import asyncio
import stat
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from registry.platform.postgres import CannotServe, attached, start
from registry.platform.postgres.folder import LONGEST_SOCKET_PATH
from tests.postgres.neighbours import ask, neighbour, permissions_above


def socket_folder(dsn: str) -> Path:
    return Path(parse_qs(urlsplit(dsn).query)["host"][0])


@pytest.fixture
def long_place(place: Path) -> Path:
    """A data folder on a path too long for a socket."""
    return place.rename(place.with_name("una-cartella-dal-nome-molto-lungo-" * 4))


async def test_it_listens_on_no_network(place: Path) -> None:
    with attached(place, durable=False) as server:
        assert await ask(server.dsn(), "SHOW listen_addresses") == ""


async def test_the_program_is_not_a_superuser_and_owns_its_database(place: Path) -> None:
    with attached(place, durable=False) as server:
        role = await ask(
            server.dsn(), "SELECT (rolname, rolsuper)::text FROM pg_roles WHERE rolname = user"
        )
        await ask(server.dsn(), "CREATE TABLE mine ()")

    assert role == "(intese,f)"


async def test_the_server_is_set_for_italian_text_and_universal_time(place: Path) -> None:
    with attached(place, durable=False) as server:
        answers = await ask(
            server.dsn(),
            "SELECT ARRAY[current_setting('timezone'), current_setting('server_encoding'),"
            " lower('ÀÈĐ'), ('È' ILIKE 'è')::text]",
        )

    assert answers == ["UTC", "UTF8", "àèđ", "true"]


async def test_in_real_use_it_survives_a_power_cut_and_in_tests_it_is_quick(place: Path) -> None:
    with attached(place) as server:
        real = await ask(server.dsn(), "SHOW fsync")
    with attached(place, durable=False) as server:
        tests = await ask(server.dsn(), "SHOW fsync")

    assert (real, tests) == ("on", "off")


@pytest.mark.parametrize("role", ["postgres", "intese"])
async def test_without_the_password_nobody_enters(place: Path, role: str) -> None:
    with attached(place, durable=False) as server:
        there = str(socket_folder(server.dsn()))

        with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError):
            await asyncpg.connect(host=there, user=role, password="x", database="postgres")


def test_folder_and_password_are_closed_to_others(place: Path) -> None:
    with attached(place, durable=False) as server:
        inside = {
            path.name: stat.S_IMODE(path.stat().st_mode) for path in (place / "postgres").iterdir()
        }
        run = socket_folder(server.dsn())

    assert inside["password"] == inside["server.log"] == 0o600
    assert inside["data"] == inside[run.name] == 0o700


def test_no_permission_above_the_data_folder_changes(new_place: Path) -> None:
    new_place.mkdir(mode=0o750)
    before = permissions_above(new_place)

    with attached(new_place, durable=False):
        during = permissions_above(new_place)

    assert during == before == permissions_above(new_place)


async def test_a_long_path_has_its_socket_in_a_short_private_folder(long_place: Path) -> None:
    with attached(long_place, durable=False) as server, neighbour(long_place) as other:
        folder = socket_folder(server.dsn())
        mode = stat.S_IMODE(folder.stat().st_mode)
        found_by_another = socket_folder(other.dsn)
        answer = await ask(server.dsn())

    assert not folder.is_relative_to(long_place)
    assert len(str(folder)) < LONGEST_SOCKET_PATH
    assert (mode, found_by_another, answer) == (0o700, folder, 1)


def test_the_short_folder_goes_with_the_server(long_place: Path) -> None:
    with attached(long_place, durable=False) as server:
        folder = socket_folder(server.dsn())

    assert not folder.exists()


def test_a_folder_that_others_enter_is_never_used_for_the_socket(
    long_place: Path, tmp_path: Path
) -> None:
    """The recorded one has gone, and somebody has made one of the same name."""
    tmp_path.chmod(0o777)
    (long_place / "postgres/socket-folder").write_text(str(tmp_path))

    with attached(long_place, durable=False) as server:
        assert socket_folder(server.dsn()) != tmp_path


@pytest.mark.parametrize("name", ["l'archivio è «qui» #1", "a?b&c=%2F", 'virgolette "', "uno, due"])
def test_the_folder_may_have_any_name(place: Path, name: str) -> None:
    named = place.rename(place.with_name(name))

    with attached(named, durable=False) as server:
        assert asyncio.run(ask(server.dsn(), "SELECT current_user")) == "intese"


async def test_other_databases_are_reached_by_name(place: Path) -> None:
    with attached(place, durable=False) as server:
        await ask(server.dsn("postgres"), 'CREATE DATABASE "prova à"')

        assert await ask(server.dsn("prova à"), "SELECT current_database()") == "prova à"


def test_where_no_path_is_short_enough_it_says_so(
    long_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registry.platform.postgres.folder._short_places", lambda owner: iter([]))

    with pytest.raises(CannotServe, match="troppo lungo"):
        start(long_place, durable=False)
