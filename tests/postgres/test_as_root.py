"""When root starts the server: who it runs as, what it may do, and who reaches it."""

import os
import pwd
import socket
from functools import partial
from pathlib import Path

import pytest

from registry.platform.postgres import CannotServe, attached, start
from registry.platform.postgres.folder import SOCKET
from tests.postgres.neighbours import (
    NOBODY,
    as_another_user,
    ask,
    neighbour,
    permissions_above,
    the_server_of,
)
from tests.postgres.test_privacy import socket_folder

OTHERS = (NOBODY, pwd.getpwnam("bin").pw_uid, pwd.getpwnam("daemon").pw_uid, 1000)

# What root is given in a container started in the usual way.
OF_A_CONTAINER = (
    "chown", "dac_override", "fsetid", "fowner", "mknod", "net_raw", "setgid", "setuid",
    "setfcap", "setpcap", "net_bind_service", "sys_chroot", "kill", "audit_write",
)  # fmt: skip


def with_only(*capabilities: str) -> tuple[str, ...]:
    kept = ",".join(["-all", *(f"+{name}" for name in capabilities)])
    return ("setpriv", f"--bounding-set={kept}", "--inh-caps=-all", "--")


def as_ordinary_user(uid: int) -> tuple[str, ...]:
    """With the one capability that Python, perhaps in root's own folder, may need to be read."""
    only = "-all,+dac_read_search"
    return (
        "setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups",
        f"--inh-caps={only}", f"--ambient-caps={only}", f"--bounding-set={only}", "--",
    )  # fmt: skip


def capabilities_of(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if "CapEff" in line), 16)


def list_names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def connect_to(folder: Path) -> str:
    with socket.socket(socket.AF_UNIX) as there:
        there.connect(str(folder / SOCKET))
    return "connected"


@pytest.fixture
def closed_place(place: Path) -> Path:
    """A data folder that only root can walk to, as under ``/root``."""
    place.parent.chmod(0o700)
    return place


@pytest.mark.parametrize("uid", OTHERS)
def test_another_user_reaches_neither_socket_nor_password_nor_data(
    open_place: Path, uid: int
) -> None:
    with attached(open_place, durable=False) as server:
        folder = socket_folder(server.dsn())

        assert connect_to(folder) == "connected"
        assert as_another_user(uid, lambda: connect_to(folder)) == "PermissionError"
        for secret in (server.folder.password, server.folder.log, server.folder.keeper_lock):
            assert as_another_user(uid, secret.read_bytes) == "PermissionError"
        for inside in (server.folder.path, server.folder.data, folder):
            assert as_another_user(uid, partial(list_names, inside)) == "PermissionError"


@pytest.mark.parametrize("uid", OTHERS)
def test_another_user_cannot_signal_the_server(open_place: Path, uid: int) -> None:
    with attached(open_place, durable=False):
        pid = the_server_of(open_place)

        assert as_another_user(uid, lambda: os.kill(pid, 15)) == "PermissionError"


async def test_under_a_closed_folder_it_is_only_let_through(closed_place: Path) -> None:
    before = permissions_above(closed_place)

    with attached(closed_place, durable=False) as server:
        assert await ask(server.dsn()) == 1
        assert capabilities_of(the_server_of(closed_place)).bit_count() == 1

    assert permissions_above(closed_place) == before


def test_the_first_start_opens_no_folder_either(new_place: Path) -> None:
    new_place.mkdir(mode=0o700)
    before = permissions_above(new_place)

    start(new_place, durable=False).leave()

    assert permissions_above(new_place) == before


def test_it_works_with_what_root_has_in_a_container(new_place: Path) -> None:
    new_place.mkdir(mode=0o700)

    with neighbour(new_place, before=with_only(*OF_A_CONTAINER)) as other:
        assert other.dsn
        assert other.leave() == (0, "")


def test_root_that_may_not_change_user_is_told_what_to_do(new_place: Path) -> None:
    with neighbour(new_place, before=with_only("dac_override")) as other:
        status, said = other.leave()

    assert status == 1
    assert "Esegui il comando da utente ordinario" in said
    assert "INTESE_DATABASE_URL" in said


def test_root_without_setpriv_is_told_what_to_install(
    new_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(CannotServe, match="util-linux"):
        start(new_place, durable=False)


def test_another_users_folder_is_refused_even_to_root(place: Path) -> None:
    os.chown(place / "postgres", NOBODY, NOBODY)

    with pytest.raises(CannotServe, match="è di un altro utente"):
        start(place, durable=False)
