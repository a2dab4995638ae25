"""The file of a backup: a tar whose last member says what all the others are.

tables/NAME.gz      rows of a table, as COPY writes them
files/SHA256        a document
manifest.json       last: a file that was cut short has none
"""

import gzip
import hashlib
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

import msgspec
from msgspec import Struct

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

FORMAT = "intese-backup-1"
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 512 * 1024**2
PIECE = 1024 * 1024

Things = list[tuple[str, str]]


class Watch(Protocol):
    """Goes through things, and may show how far it is."""

    def __call__(self, things: Things, /) -> Iterable[tuple[str, str]]: ...


def unwatched(things: Things) -> Things:
    return things


class Table(Struct, frozen=True, kw_only=True):
    """``columns`` are those that are written: generated ones are worked out again."""

    name: str
    columns: list[str]
    rows: int
    sha256: str
    """Of the member, compressed as it is."""


class Sequence(Struct, frozen=True, kw_only=True):
    name: str
    value: int
    is_called: bool


class Manifest(Struct, frozen=True, kw_only=True):
    """What a backup is, and what is in it."""

    format: str
    made_at: str
    server: str
    """The version of PostgreSQL that it was taken from; it may be restored into another."""
    migrations: list[tuple[str, str]]
    tables: list[Table]
    sequences: list[Sequence]
    files: dict[str, int]
    """Size by SHA-256."""
    lost: list[str] = []
    """Documents that the registry names and that were no longer as they should be."""


def member_of_table(name: str) -> str:
    return f"tables/{name}.gz"


def member_of_file(digest: str) -> str:
    return f"files/{digest}"


def add_bytes(archive: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o600
    archive.addfile(member, content)


def read_checked(path: Path, *, watched: Watch) -> tuple[Manifest, dict[str, tarfile.TarInfo]]:
    """What is in the file, every byte of it looked at; raises InvalidInput for what is amiss."""
    with opened(path) as archive:
        members = _members(archive)
        manifest = _manifest(archive, members)
        _check_complete(manifest, members)
        wanted = {member_of_table(one.name): one.sha256 for one in manifest.tables}
        wanted |= {member_of_file(digest): digest for digest in manifest.files}
        for name, digest in watched(list(wanted.items())):
            if _digest(archive, members[name]) != digest:
                raise damaged()
    return manifest, members


@contextmanager
def opened(path: Path) -> Iterator[tarfile.TarFile]:
    """Raises InvalidInput where it is no backup, or one that cannot be read to its end."""
    with path.open("rb") as file:
        try:
            archive = tarfile.open(fileobj=file, mode="r:")  # noqa: SIM115  closed with its file
        except (tarfile.TarError, EOFError, ValueError):
            raise foreign() from None
        try:
            yield archive
        except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile):
            raise damaged() from None


def _members(archive: tarfile.TarFile) -> dict[str, tarfile.TarInfo]:
    found: dict[str, tarfile.TarInfo] = {}
    for member in archive.getmembers():
        if not member.isreg() or member.name in found:
            raise foreign()
        found[member.name] = member
    return found


def _manifest(archive: tarfile.TarFile, members: dict[str, tarfile.TarInfo]) -> Manifest:
    if MANIFEST not in members:
        # Of a table's name we are sure: whoever has one has lost its end.
        raise damaged() if any(name.startswith("tables/") for name in members) else foreign()
    member = members[MANIFEST]
    source = archive.extractfile(member)
    if source is None or member.size > LARGEST_MANIFEST:
        raise foreign()
    try:
        told = msgspec.json.decode(source.read(), type=dict[str, msgspec.Raw])
        if msgspec.json.decode(told.get("format", msgspec.Raw(b'""'))) != FORMAT:
            raise foreign()
        source.seek(0)
        return msgspec.json.decode(source.read(), type=Manifest)
    except msgspec.MsgspecError:
        raise damaged() from None


def _check_complete(manifest: Manifest, members: dict[str, tarfile.TarInfo]) -> None:
    """Everything that is named is there, and nothing else is."""
    sizes = {member_of_file(digest): size for digest, size in manifest.files.items()}
    named = {MANIFEST, *sizes, *(member_of_table(one.name) for one in manifest.tables)}
    if named != set(members):
        raise damaged()
    if any(members[name].size != size for name, size in sizes.items()):
        raise damaged()


def _digest(archive: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    source = archive.extractfile(member)
    if source is None:
        raise damaged()
    digest = hashlib.sha256()
    for piece in iter(lambda: source.read(PIECE), b""):
        digest.update(piece)
    return digest.hexdigest()


def foreign() -> InvalidInput:
    return InvalidInput(
        _("Questo non è un salvataggio di Intese: indica un file fatto con «intese backup».")
    )


def damaged() -> InvalidInput:
    return InvalidInput(
        _(
            "Questo salvataggio è danneggiato o incompleto, e non ho cambiato niente: usane un"
            " altro, o copialo di nuovo da dove sta."
        )
    )
