"""Taking a backup: one moment of the database, then the documents that it names.

Documents are never changed and never thrown away, so that those of that moment are still there
when their turn comes.
"""

import asyncio
import gzip
import hashlib
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import msgspec

from intese.backups.archive import (
    FORMAT,
    MANIFEST,
    Manifest,
    Sequence,
    Table,
    Watch,
    add_bytes,
    member_of_file,
    member_of_table,
)
from registry.platform import clock, storage
from registry.platform.database import connection, fetch, fetch_value, reading
from registry.platform.errors import AlreadyThere, WrongStatus
from registry.platform.i18n import _
from registry.platform.jobs.library import TABLES as TABLES_OF_THE_QUEUE

LEFT_OUT = {"migration", *TABLES_OF_THE_QUEUE}
"""Made anew by the migrations; what is in line is put back in line from the jobs themselves."""
LONGEST = 24 * 3600.0
COMPRESSION = 3


async def back_up(path: Path, *, watched: Watch) -> Manifest:
    """Writes the file, whole or not at all; gives what is in it.

    Documents that are no longer as they should be are left out and named in ``lost``.
    """
    if await fetch_value("SELECT to_regclass('migration')") is None:
        raise WrongStatus(_("Il registro è vuoto: non c'è ancora niente da salvare."))
    with _appearing(path) as unfinished, tarfile.open(unfinished, "w") as archive:
        about, files = await _add_tables(archive, path.parent)
        lost = await asyncio.to_thread(_add_files, archive, files, watched)
        kept = {digest: size for digest, size in files.items() if digest not in lost}
        manifest = msgspec.structs.replace(about, files=kept, lost=lost)
        content = msgspec.json.encode(manifest)
        add_bytes(archive, MANIFEST, BytesIO(content), len(content))
    return manifest


async def _add_tables(archive: tarfile.TarFile, beside: Path) -> tuple[Manifest, dict[str, int]]:
    async with reading():
        # The moment is the first question's: everything after it sees the same.
        about = Manifest(
            format=FORMAT,
            made_at=clock.now().isoformat(),
            server=await fetch_value("SHOW server_version"),
            migrations=await applied_migrations(),
            tables=[await _add_table(archive, name, beside) for name in await tables()],
            sequences=await _sequences(),
            files={},
        )
        rows = await fetch("SELECT sha256, size FROM stored_file ORDER BY sha256")
    return about, {row["sha256"]: row["size"] for row in rows}


async def applied_migrations() -> list[tuple[str, str]]:
    rows = await fetch("SELECT app_name, name FROM migration ORDER BY app_name, name")
    return [(row["app_name"], row["name"]) for row in rows]


async def tables() -> list[str]:
    rows = await fetch(
        "SELECT relname FROM pg_class WHERE relkind = 'r'"
        " AND relnamespace = current_schema()::regnamespace ORDER BY relname"
    )
    return [row["relname"] for row in rows if row["relname"] not in LEFT_OUT]


async def columns_of(table: str) -> list[str]:
    rows = await fetch(
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(quote_ident($1))"
        " AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        table,
    )
    return [row["attname"] for row in rows]


async def _add_table(archive: tarfile.TarFile, name: str, beside: Path) -> Table:
    columns = await columns_of(name)
    with tempfile.TemporaryFile(dir=beside) as file:
        # Without a name and a time in it: the same rows are the same bytes.
        with gzip.GzipFile("", "wb", COMPRESSION, file, mtime=0) as packed:
            told = await connection().copy_from_table(
                name, output=packed, columns=columns, timeout=LONGEST
            )
        size = file.tell()
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        await asyncio.to_thread(add_bytes, archive, member_of_table(name), file, size)
    return Table(name=name, columns=columns, rows=int(told.split()[-1]), sha256=digest)


async def _sequences() -> list[Sequence]:
    """Where numbering has come to; it never goes back, so that a moment later is as good."""
    names = await fetch(
        "SELECT relname FROM pg_class s WHERE relkind = 'S'"
        " AND relnamespace = current_schema()::regnamespace AND NOT EXISTS ("
        "   SELECT 1 FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid"
        "   WHERE d.objid = s.oid AND t.relname = ANY($1)) ORDER BY relname",
        sorted(LEFT_OUT),
    )
    found = []
    for row in names:
        sql = f'SELECT last_value, is_called FROM "{row["relname"]}"'  # noqa: S608  its own name
        now = (await fetch(sql))[0]
        found.append(
            Sequence(name=row["relname"], value=now["last_value"], is_called=now["is_called"])
        )
    return found


def _add_files(archive: tarfile.TarFile, files: dict[str, int], watched: Watch) -> list[str]:
    """Adds each document that is as it should be; gives the others."""
    lost = []
    for digest, _same in watched([(one, one) for one in files]):
        path = storage.path_of(digest)
        if not _is_whole(path, digest, files[digest]):
            lost.append(digest)
            continue
        with path.open("rb") as file:
            add_bytes(archive, member_of_file(digest), file, files[digest])
    return lost


def _is_whole(path: Path, digest: str, size: int) -> bool:
    try:
        with path.open("rb") as file:
            return (
                os.fstat(file.fileno()).st_size == size
                and hashlib.file_digest(file, "sha256").hexdigest() == digest
            )
    except OSError:
        return False


@contextmanager
def _appearing(path: Path) -> Iterator[Path]:
    """The file is there under its name after the block only, whole, synced and private."""
    if path.exists():
        raise AlreadyThere(_("{path} c'è già: indica un file nuovo.").format(path=path))
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}-")
    os.close(descriptor)
    unfinished = Path(name)
    try:
        yield unfinished
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        path.hardlink_to(unfinished)
    finally:
        unfinished.unlink(missing_ok=True)
