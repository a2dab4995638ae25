"""The data of the server: how it is made the first time, and with what settings it is served."""

import os
import secrets
import shutil
import subprocess
from pathlib import Path

from registry.platform.i18n import _
from registry.platform.postgres.account import Account
from registry.platform.postgres.folder import Folder
from registry.platform.postgres.programs import major_version
from registry.platform.postgres.refusals import CannotServe

ROLE = "intese"
DATABASE = "intese"
FIRST_BUILTIN_LOCALE = 17

# One role, on the socket, with its password; the superuser cannot connect at all.
ACCESS = f"local all {ROLE} scram-sha-256\n"

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0600",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "100",
    "jit": "off",
    # One server without replicas: the journal needs only what a crash needs.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # Details and statements carry people's data; the log says what broke, not with what.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_checkpoints": "off",
}
FOR_TESTS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def make(folder: Folder, account: Account, *, programs: Path, durable: bool) -> None:
    """Makes ``data/`` and ``password`` unless they are there; all or nothing."""
    if folder.data.exists():
        _check_version(folder, programs)
    else:
        _make_new(folder, account.as_prepared(), programs=programs, durable=durable)
    if folder.data.stat().st_uid != account.uid:
        _give(folder.data, account.uid)


def serve_command(
    folder: Folder, socket_folder: Path, *, programs: Path, durable: bool
) -> list[str]:
    settings = SETTINGS | ({} if durable else FOR_TESTS)
    settings["unix_socket_directories"] = '"{}"'.format(str(socket_folder).replace('"', '""'))
    told = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return [str(programs / "postgres"), "-D", str(folder.data), *told]


def surroundings() -> dict[str, str]:
    """The environment of PostgreSQL's programs: nothing of the caller's PG… or language."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def _make_new(folder: Folder, account: Account, *, programs: Path, durable: bool) -> None:
    new = folder.path / "data.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    _give(new, account.uid)
    password = _write_password(folder)
    _run([*account.command, programs / "initdb", "-D", new, *_initdb_options(programs, durable)])
    (new / "pg_hba.conf").write_text(ACCESS, "utf-8")
    alone = ["--single", "-j", *([] if durable else ["-F"]), "-D", str(new), "postgres"]
    _run([*account.command, programs / "postgres", *alone], told=_first_statements(password))
    new.rename(folder.data)


def _initdb_options(programs: Path, durable: bool) -> list[str]:
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    has_builtin = major_version(programs) >= FIRST_BUILTIN_LOCALE
    return [
        "--username=postgres",
        "--encoding=UTF8",
        *(builtin if has_builtin else ["--locale=C.UTF-8"]),
        "--data-checksums",
        "--wal-segsize=4",  # MB; the usual 16 is most of what a small registry weighs
        "--auth=reject",
        "--no-instructions",
        *([] if durable else ["--no-sync"]),
    ]


def _first_statements(password: str) -> str:
    # In single-user mode with -j a statement ends with an empty line.
    return (
        f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}';\n\n"
        f"CREATE DATABASE {DATABASE} OWNER {ROLE};\n\n"
        f"ALTER DATABASE postgres OWNER TO {ROLE};\n\n"
    )


def _write_password(folder: Folder) -> str:
    password = secrets.token_urlsafe(32)
    folder.password.unlink(missing_ok=True)
    descriptor = os.open(folder.password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(password)
    return password


def _run(command: list[str | Path], *, told: str = "") -> None:
    done = subprocess.run(  # noqa: S603  our own words
        command,
        check=False,
        input=told,
        capture_output=True,
        text=True,
        cwd="/",
        env=surroundings(),
    )
    if done.returncode != 0 or "ERROR:" in done.stderr:
        raise CannotServe(
            _("Non riesco a preparare il database incorporato: {reason}").format(
                reason=" ".join(done.stderr.split()) or done.returncode
            )
        )


def _check_version(folder: Folder, programs: Path) -> None:
    made_by = (folder.data / "PG_VERSION").read_text("ascii").strip()
    available = major_version(programs)
    if made_by != str(available):
        raise CannotServe(
            _(
                "I dati in {folder} sono di PostgreSQL {made_by}, ma i programmi disponibili sono "
                "della versione {available}. Indica in INTESE_PG_BIN la cartella dei programmi "
                "della versione {made_by}, salva con «intese backup» e ripristina con "
                "«intese restore» in una cartella nuova."
            ).format(folder=folder.data, made_by=made_by, available=available)
        )


def _give(path: Path, owner: int) -> None:
    """Makes the folder and all that is in it belong to ``owner``; follows no link."""
    if os.geteuid() != 0:
        return
    # The folder itself last: its owner tells that all of it has been given.
    for place, folders, files in os.walk(path, topdown=False):
        for name in (*folders, *files):
            os.chown(Path(place) / name, owner, owner, follow_symlinks=False)
    os.chown(path, owner, owner, follow_symlinks=False)
