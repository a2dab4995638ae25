"""Where the bytes are. A name given by a person is never a name on disk."""

import hashlib
import os
import tempfile
import unicodedata
from pathlib import Path
from typing import IO

from piccolo.columns import BigInt, Text, Timestamptz, Varchar
from piccolo.table import Table

from registry.platform import clock
from registry.platform.database import DB, fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.settings import settings

MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".doc": "application/msword",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".p7m": "application/pkcs7-mime",
    ".zip": "application/zip",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".eml": "message/rfc822",
}


class StoredFile(Table, db=DB, tablename="stored_file"):
    sha256 = Varchar(64, primary_key=True)
    size = BigInt()
    media_type = Text()
    kept_at = Timestamptz()


async def keep(content: bytes, *, name: str) -> str:
    """The SHA-256 under which ``content`` is kept; keeping the same bytes again is free.

    The file is on disk, synced, before the row that names it can be committed.
    """
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest)
    if not path.exists():
        _write_whole(path, content)
    await fetch(
        "INSERT INTO stored_file (sha256, size, media_type, kept_at) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (sha256) DO NOTHING",
        digest,
        len(content),
        media_type(name),
        clock.now(),
    )
    return digest


def read(digest: str) -> bytes:
    """The bytes; raises NotFound when the disk no longer has them as they were."""
    try:
        content = _path(digest).read_bytes()
    except FileNotFoundError:
        raise NotFound(_("Il documento non è più nell'archivio.")) from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise NotFound(_("Il documento nell'archivio è danneggiato: avvisa chi lo amministra."))
    return content


async def stored_or_none(digest: str) -> StoredFile | None:
    return await StoredFile.objects().get(StoredFile.sha256 == digest)


def path_of(digest: str) -> Path:
    """Where the bytes are; for who looks after the archive as a whole."""
    return _path(digest)


def put_back(digest: str, source: IO[bytes]) -> bool:
    """Keeps what a backup kept, unless it is there; False where it is not what it says."""
    path = _path(digest)
    if path.exists():
        return _digest_of(path) == digest
    content = source.read()
    if hashlib.sha256(content).hexdigest() != digest:
        return False
    _write_whole(path, content)
    return True


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def media_type(name: str) -> str:
    return MEDIA_TYPES.get(Path(name).suffix.lower(), "application/octet-stream")


def tidy_name(name: str) -> str:
    """A file's name safe to show and to offer: no folder, no control or direction marks."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in base if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return shown.strip(". ")[:150] or "documento"


def _path(digest: str) -> Path:
    return settings().home / "files" / digest[:2] / digest


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(unfinished).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
