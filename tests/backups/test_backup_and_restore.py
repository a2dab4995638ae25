"""The whole registry in one file, taken while people work, and back in an empty one."""

import asyncio
import hashlib
import io
import json
import os
import tarfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from intese.backups.archive import unwatched
from intese.backups.making import back_up, tables
from intese.backups.restoring import restore
from intese.schema import migrate
from registry.partners import actions as partners
from registry.partners.kinds import Kind
from registry.partners.shapes import PartnerData
from registry.platform import storage
from registry.platform.database import DB, fetch, fetch_value, opened, transaction
from registry.platform.errors import AlreadyThere, InvalidInput, WrongStatus
from registry.platform.settings import settings
from tests.conftest import _clone, _drop, _schema_fingerprint, database_url
from tests.people import People

PAPERS = [f"Verbale n. {number} del tavolo".encode() * 500 for number in range(6)]


@dataclass
class Place:
    """A registry of its own: where its database and its data folder are."""

    database: str
    home: Path


@contextmanager
def at(place: Place) -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setenv("INTESE_HOME", str(place.home))
    patch.setattr(DB, "pool", None)
    patch.setattr(DB, "config", {})
    settings.cache_clear()
    try:
        yield
    finally:
        patch.undo()
        settings.cache_clear()


@asynccontextmanager
async def inside(place: Place) -> AsyncIterator[None]:
    with at(place):
        async with opened(place.database):
            yield


@pytest.fixture
async def source(server: str, worker_id: str, tmp_path: Path) -> AsyncIterator[Place]:
    """A registry where people have worked."""
    name = f"backup_{os.getpid()}_{worker_id}"
    await _clone(server, f"template_{_schema_fingerprint()}", name)
    place = Place(database_url(server, name), tmp_path / "source")
    async with inside(place):
        by = (await People.found()).operator_cr
        for paper in PAPERS:
            await storage.keep(paper, name="verbale.docx")
        body = PartnerData(name="Emporio «Il Melograno»", kind=Kind.ASSOCIATION)
        await partners.create(body, by=by)
    yield place
    await _drop(server, name)


@pytest.fixture
async def empty(server: str, worker_id: str, tmp_path: Path) -> AsyncIterator[Place]:
    """A database with nothing in it, and a folder that is not there yet."""
    name = f"restored_{os.getpid()}_{worker_id}"
    connection = await asyncpg.connect(server)
    await connection.execute(f'CREATE DATABASE "{name}"')
    await connection.close()
    yield Place(database_url(server, name), tmp_path / "restored")
    await _drop(server, name)


async def everything() -> dict[str, str]:
    """The rows of each table as one digest, whatever their order on disk."""
    found = {}
    for name in await tables():
        sql = f'SELECT t::text AS words FROM "{name}" t ORDER BY 1'  # noqa: S608  its own name
        rows = await fetch(sql)
        digest = hashlib.sha256("\n".join(row["words"] for row in rows).encode()).hexdigest()
        found[name] = f"{len(rows)} {digest}"
    return found


async def take(place: Place, path: Path) -> None:
    async with inside(place):
        await back_up(path, watched=unwatched)


async def bring_back(place: Place, path: Path) -> None:
    async with inside(place):
        await restore(path, looking=unwatched, writing=unwatched)


async def test_what_is_restored_is_what_was_saved(
    source: Place, empty: Place, tmp_path: Path
) -> None:
    file = tmp_path / "salvataggio.tar"
    await take(source, file)
    async with inside(source):
        saved = await everything()

    await bring_back(empty, file)

    async with inside(empty):
        assert await everything() == saved
        digests = [hashlib.sha256(paper).hexdigest() for paper in PAPERS]
        assert [storage.read(digest) for digest in digests] == PAPERS
        by = (await People.found()).operator_cr
        next_one = await partners.create(PartnerData(name="Dopo", kind=Kind.ASSOCIATION), by=by)
        assert next_one.id == await fetch_value("SELECT max(id) FROM partner")
    assert file.stat().st_mode & 0o777 == 0o600


async def test_it_is_one_moment_while_people_go_on_working(
    source: Place, empty: Place, tmp_path: Path
) -> None:
    """Each act keeps a document and a partner: neither comes without the other."""
    file = tmp_path / "salvataggio.tar"
    before = len(PAPERS)
    async with inside(source):
        by = (await People.found()).operator_cr
        stop = asyncio.Event()

        async def work() -> int:
            done = 0
            while not stop.is_set():
                async with transaction():
                    await storage.keep(f"Nuovo {done}".encode() * 99, name="nuovo.docx")
                    new = PartnerData(name=f"Ente del lavoro {done}", kind=Kind.ASSOCIATION)
                    await partners.create(new, by=by)
                done += 1
            return done

        working = asyncio.create_task(work())
        await asyncio.sleep(0.3)
        manifest = await back_up(file, watched=unwatched)
        stop.set()
        done = await working
        assert await fetch_value("SELECT count(*) FROM stored_file") == before + done

    await bring_back(empty, file)

    async with inside(empty):
        papers = await fetch_value("SELECT count(*) FROM stored_file") - before
        bodies = await fetch_value("SELECT count(*) FROM partner WHERE name LIKE 'Ente del%'")
        assert 0 < papers == bodies <= done
        assert manifest.lost == []
        for digest in manifest.files:
            storage.read(digest)


async def test_a_document_that_was_lost_is_named_and_the_rest_is_saved(
    source: Place, tmp_path: Path
) -> None:
    gone = hashlib.sha256(PAPERS[0]).hexdigest()
    spoiled = hashlib.sha256(PAPERS[1]).hexdigest()
    async with inside(source):
        storage.path_of(gone).unlink()
        storage.path_of(spoiled).write_bytes(b"x")

        manifest = await back_up(tmp_path / "salvataggio.tar", watched=unwatched)

    assert sorted(manifest.lost) == sorted([gone, spoiled])
    assert len(manifest.files) == len(PAPERS) - 2


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def one_bit_of_a_table(content: bytes) -> bytes:
    return _changed(content, "tables/partner.gz")


def one_bit_of_a_document(content: bytes) -> bytes:
    return _changed(content, "files/" + hashlib.sha256(PAPERS[0]).hexdigest())


def _changed(content: bytes, name: str) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        at_byte = archive.getmember(name).offset_data + 20
    return content[:at_byte] + bytes([content[at_byte] ^ 1]) + content[at_byte + 1 :]


def without_a_document(content: bytes) -> bytes:
    return _rebuilt(content, lambda name, inner: None if name.startswith("files/") else inner)


def with_a_row_more_than_it_says(content: bytes) -> bytes:
    def lying(name: str, inner: bytes) -> bytes:
        if name != "manifest.json":
            return inner
        told = json.loads(inner)
        for table in told["tables"]:
            if table["name"] == "partner":
                table["rows"] += 1
        return json.dumps(told).encode()

    return _rebuilt(content, lying)


def of_another_program(content: bytes) -> bytes:
    return _rebuilt(content, lambda name, inner: inner if name.startswith("files/") else None)


def not_a_tar(content: bytes) -> bytes:
    return b"PK\x03\x04" + content[::-1][:5000]


def nothing(content: bytes) -> bytes:
    return b""


def of_another_format(content: bytes) -> bytes:
    return content.replace(b"intese-backup-1", b"intese-backup-9")


def _rebuilt(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    out = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(content)) as old,
        tarfile.open(fileobj=out, mode="w") as new,
    ):
        for member in old.getmembers():
            source = old.extractfile(member)
            inner = change(member.name, source.read() if source else b"")
            if inner is not None:
                member.size = len(inner)
                new.addfile(member, io.BytesIO(inner))
    return out.getvalue()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (cut_short, "danneggiato"),
        (one_bit_of_a_table, "danneggiato"),
        (one_bit_of_a_document, "danneggiato"),
        (without_a_document, "danneggiato"),
        (with_a_row_more_than_it_says, "danneggiato"),
        (of_another_program, "non è un salvataggio"),
        (not_a_tar, "non è un salvataggio"),
        (nothing, "non è un salvataggio"),
        (of_another_format, "non è un salvataggio"),
    ],
)
async def test_a_damaged_or_foreign_file_is_refused_and_nothing_is_in_the_registry(
    spoil: Callable[[bytes], bytes], why: str, source: Place, empty: Place, tmp_path: Path
) -> None:
    file, spoiled = tmp_path / "salvataggio.tar", tmp_path / "guasto.tar"
    await take(source, file)
    spoiled.write_bytes(spoil(file.read_bytes()))

    with pytest.raises(InvalidInput, match=why):
        await bring_back(empty, spoiled)

    async with inside(empty):
        if await tables():  # only the form was made: what its rows say came out wrong
            assert await fetch_value("SELECT count(*) FROM partner") == 0
            assert await fetch_value("SELECT count(*) FROM person") == 0


async def test_after_a_restore_that_failed_half_way_a_good_backup_is_restored(
    source: Place, empty: Place, tmp_path: Path
) -> None:
    file, spoiled = tmp_path / "salvataggio.tar", tmp_path / "guasto.tar"
    await take(source, file)
    spoiled.write_bytes(with_a_row_more_than_it_says(file.read_bytes()))
    with pytest.raises(InvalidInput):
        await bring_back(empty, spoiled)

    await bring_back(empty, file)

    async with inside(empty):
        assert await fetch_value("SELECT count(*) FROM partner") == 1


async def test_it_is_restored_into_an_empty_registry_only(source: Place, tmp_path: Path) -> None:
    file = tmp_path / "salvataggio.tar"
    await take(source, file)
    async with inside(source):
        before = await everything()

    with pytest.raises(WrongStatus, match="non è vuoto"):
        await bring_back(source, file)

    async with inside(source):
        assert await everything() == before


async def test_a_registry_that_was_only_opened_once_is_empty(
    source: Place, empty: Place, tmp_path: Path
) -> None:
    file = tmp_path / "salvataggio.tar"
    await take(source, file)
    async with inside(empty):
        await migrate()

    await bring_back(empty, file)

    async with inside(empty):
        assert await fetch_value("SELECT count(*) FROM partner") == 1


async def test_tables_of_another_program_are_left_alone(
    source: Place, empty: Place, tmp_path: Path
) -> None:
    file = tmp_path / "salvataggio.tar"
    await take(source, file)
    async with inside(empty):
        await fetch("CREATE TABLE altrui ()")

    with pytest.raises(WrongStatus, match="altri programmi"):
        await bring_back(empty, file)


async def test_a_backup_of_an_older_form_is_brought_up_to_date_and_a_newer_one_refused(
    source: Place, empty: Place, tmp_path: Path
) -> None:
    file, newer = tmp_path / "salvataggio.tar", tmp_path / "nuovo.tar"
    async with inside(source):
        await fetch("DROP TABLE demonstration")
        await fetch("DROP TABLE sign_in_place")
        await fetch("DROP TABLE signature_check")
        await fetch(
            "DELETE FROM migration WHERE app_name = 'platform' AND name >= '2026-11-28T06:2'"
        )
        await back_up(file, watched=unwatched)
        await fetch("INSERT INTO migration (name, app_name, ran_on) VALUES ('2999', 'x', now())")
        await back_up(newer, watched=unwatched)

    with pytest.raises(WrongStatus, match="più recente"):
        await bring_back(empty, newer)
    await bring_back(empty, file)

    async with inside(empty):
        assert await fetch_value("SELECT count(*) FROM demonstration") == 0
        assert await fetch_value("SELECT count(*) FROM partner") == 1


async def test_a_file_that_is_there_is_not_written_over_and_a_failed_one_leaves_nothing(
    source: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "salvataggio.tar"
    there.write_bytes(b"prezioso")
    with pytest.raises(AlreadyThere):
        await take(source, there)

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("intese.backups.making.add_bytes", full)
    (tmp_path / "altrove").mkdir()
    with pytest.raises(OSError, match="No space"):
        await take(source, tmp_path / "altrove" / "salvataggio.tar")

    assert there.read_bytes() == b"prezioso"
    assert list((tmp_path / "altrove").iterdir()) == []


async def test_a_registry_that_was_never_opened_has_nothing_to_save(
    empty: Place, tmp_path: Path
) -> None:
    with pytest.raises(WrongStatus, match="niente da salvare"):
        await take(empty, tmp_path / "salvataggio.tar")
