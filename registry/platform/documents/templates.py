"""Where the program's own templates are."""

from functools import cache, lru_cache
from pathlib import Path

from registry.platform.settings import TEMPLATES

FOLDER = TEMPLATES / "docx"


def read_template(name: str) -> bytes:
    """The template's bytes, by the name that its letter gives; read anew when the file changes."""
    path = _path(name)
    file = path.stat()
    return _read(path, file.st_mtime_ns, file.st_size, file.st_ino)


@cache
def _path(name: str) -> Path:
    return FOLDER / Path(name).name


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _size: int, _number: int) -> bytes:
    """The same object again, so that its checksum is not made for every document."""
    return path.read_bytes()
