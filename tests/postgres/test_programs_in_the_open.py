"""Where every user of the machine may run the server's programs: what it then is and may do."""

import os
import pwd
from pathlib import Path

from registry.platform.postgres import attached
from tests.postgres.neighbours import (
    NOBODY,
    as_another_user,
    is_gone,
    neighbour,
    the_server_of,
)
from tests.postgres.test_as_root import as_ordinary_user, capabilities_of, connect_to
from tests.postgres.test_privacy import socket_folder


def test_a_reachable_server_runs_as_nobody_known_and_with_no_power(open_place: Path) -> None:
    with attached(open_place, durable=False):
        pid = the_server_of(open_place)
        owner = Path(f"/proc/{pid}").stat().st_uid

        assert owner == (open_place / "postgres/data").stat().st_uid
        assert owner not in {account.pw_uid for account in pwd.getpwall()}
        assert capabilities_of(pid) == 0


def test_an_ordinary_users_server_is_that_user(new_place: Path) -> None:
    new_place.mkdir()
    os.chown(new_place, NOBODY, NOBODY)
    new_place.parent.chmod(0o755)

    with neighbour(new_place, before=as_ordinary_user(NOBODY)) as other:
        folder = socket_folder(other.dsn)
        stranger = pwd.getpwnam("bin").pw_uid

        assert Path(f"/proc/{the_server_of(new_place)}").stat().st_uid == NOBODY
        assert as_another_user(NOBODY, lambda: connect_to(folder)) == "'connected'"
        assert as_another_user(stranger, lambda: connect_to(folder)) == "PermissionError"
        assert other.leave() == (0, "")
    assert is_gone(new_place)
