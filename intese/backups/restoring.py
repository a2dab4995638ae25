"""Bringing a backup back into an empty registry: looked at whole first, then all or nothing."""

import asyncio
import gzip
import tarfile
from collections import defaultdict
from pathlib import Path

from intese.backups import archive
from intese.backups.archive import Manifest, Watch, member_of_file, member_of_table
from intese.backups.making import LONGEST, applied_migrations, columns_of, tables
from intese.schema import known_migrations, migrate
from registry.platform import storage
from registry.platform.database import connection, fetch, fetch_value, transaction
from registry.platform.errors import WrongStatus
from registry.platform.i18n import _

NEVER_EMPTY = ("person", "partner", "protocol", "network", "scheda", "submission", "delivery")
"""Where a row means that somebody has worked here."""


async def restore(path: Path, *, looking: Watch, writing: Watch) -> Manifest:
    """Gives what was restored. Raises InvalidInput for a file that is not whole or not ours, and
    WrongStatus where the registry is not empty or the program too old; then nothing changed."""
    manifest, members = await asyncio.to_thread(archive.read_checked, path, watched=looking)
    _check_known(manifest)
    await _check_empty(manifest)
    await _take_its_form(manifest)
    with archive.opened(path) as file:
        await asyncio.to_thread(_keep_files, file, members, manifest, writing)
        async with transaction():
            await _fill(file, members, manifest)
    await migrate()
    return manifest


def _check_known(manifest: Manifest) -> None:
    unknown = {tuple(one) for one in manifest.migrations} - set(known_migrations())
    if unknown:
        raise WrongStatus(
            _(
                "Questo salvataggio è di una versione più recente di Intese: aggiorna il"
                " programma, poi ripristinalo."
            )
        )


async def _check_empty(manifest: Manifest) -> None:
    if await fetch_value("SELECT to_regclass('migration')") is None:
        if await tables():
            raise WrongStatus(
                _("Nell'archivio ci sono tabelle di altri programmi: indicane uno vuoto.")
            )
        return
    there = set(await tables())
    for table in NEVER_EMPTY:
        if table in there and await fetch_value(f'SELECT EXISTS (SELECT 1 FROM "{table}")'):  # noqa: S608  ours
            raise WrongStatus(
                _(
                    "Il registro non è vuoto, e un salvataggio si ripristina soltanto in uno"
                    " vuoto: indica in INTESE_HOME una cartella nuova, o in"
                    " INTESE_DATABASE_URL un archivio nuovo."
                )
            )
    if set(await applied_migrations()) - {tuple(one) for one in manifest.migrations}:
        raise _other_form()


def _other_form() -> WrongStatus:
    return WrongStatus(
        _(
            "Questo salvataggio è di una forma precedente dell'archivio, e l'archivio ha già la"
            " nuova: indica in INTESE_HOME una cartella nuova, o in INTESE_DATABASE_URL un"
            " archivio nuovo."
        )
    )


async def _take_its_form(manifest: Manifest) -> None:
    """The tables as they were when the backup was taken; what came since is applied to its rows."""
    last: dict[str, str] = {}
    for app, name in manifest.migrations:
        last[app] = max(name, last.get(app, ""))
    await migrate(up_to=last)
    if set(await applied_migrations()) != {tuple(one) for one in manifest.migrations}:
        raise _other_form()


def _keep_files(
    file: tarfile.TarFile, members: dict[str, tarfile.TarInfo], manifest: Manifest, watched: Watch
) -> None:
    """On disk and synced before the rows that name them."""
    for digest, _same in watched([(one, one) for one in manifest.files]):
        source = file.extractfile(members[member_of_file(digest)])
        if source is None or not storage.put_back(digest, source):
            raise archive.damaged()


async def _fill(
    file: tarfile.TarFile, members: dict[str, tarfile.TarInfo], manifest: Manifest
) -> None:
    names = [one.name for one in manifest.tables]
    if names != await tables():
        raise archive.damaged()
    sql = connection()
    # Rows come in the order of the tables' names, and have been checked when they were written.
    foreign = await _take_foreign_keys(names)
    for name in names:
        await sql.execute(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
    await sql.execute("TRUNCATE " + ", ".join(f'"{name}"' for name in names))
    for one in manifest.tables:
        if one.columns != await columns_of(one.name):
            raise archive.damaged()
        source = file.extractfile(members[member_of_table(one.name)])
        with gzip.GzipFile(fileobj=source, mode="rb") as rows:
            told = await sql.copy_to_table(
                one.name, source=rows, columns=one.columns, timeout=LONGEST
            )
        if int(told.split()[-1]) != one.rows:
            raise archive.damaged()
    for name in names:
        await sql.execute(f'ALTER TABLE "{name}" ENABLE TRIGGER USER')
    for table, constraints in foreign.items():
        for name, definition in constraints:
            await sql.execute(
                f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}', timeout=LONGEST
            )
    for number in manifest.sequences:
        await fetch(
            "SELECT setval(to_regclass(quote_ident($1)), $2, $3)",
            number.name,
            number.value,
            number.is_called,
        )


async def _take_foreign_keys(names: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Takes them away, to be put back, and checked, once all the rows are there."""
    rows = await fetch(
        "SELECT t.relname, c.conname, pg_get_constraintdef(c.oid) AS words FROM pg_constraint c"
        " JOIN pg_class t ON t.oid = c.conrelid"
        " WHERE c.contype = 'f' AND t.relname = ANY($1) AND c.conparentid = 0"
        " AND t.relnamespace = current_schema()::regnamespace ORDER BY 1, 2",
        names,
    )
    taken: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        taken[row["relname"]].append((row["conname"], row["words"]))
        await connection().execute(
            f'ALTER TABLE "{row["relname"]}" DROP CONSTRAINT "{row["conname"]}"'
        )
    return taken
