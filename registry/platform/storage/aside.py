"""Bytes that wait for a job to look at them: no document of the registry yet, perhaps never.

They lie beside the archive under a name of ours, and go as soon as somebody has decided what
they are. What a crash leaves behind goes by its age.
"""

import asyncio
import re
import secrets
from datetime import datetime
from pathlib import Path

from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.settings import settings

NAME = re.compile(r"[0-9a-f]{32}")


async def put_aside(content: bytes) -> str:
    """The name under which the bytes wait; they are on disk when it is given."""
    name = secrets.token_hex(16)
    await asyncio.to_thread(_write, name, content)
    return name


async def read_aside(name: str) -> bytes:
    """The bytes; raises NotFound when they wait no longer."""
    try:
        return await asyncio.to_thread(_path(name).read_bytes)
    except FileNotFoundError:
        raise NotFound(_("Il file non aspetta più: caricalo di nuovo.")) from None


def drop_aside(name: str) -> None:
    """What has been dropped already may be dropped again."""
    _path(name).unlink(missing_ok=True)


def drop_older_than(moment: datetime) -> list[str]:
    """Drops what was put aside before that moment; gives the names that are gone."""
    old = [path for path in _folder().glob("*") if path.stat().st_mtime < moment.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return [path.name for path in old]


def _folder() -> Path:
    return settings().home / "aside"


def _path(name: str) -> Path:
    if not NAME.fullmatch(name):
        raise NotFound(_("Il file non aspetta più: caricalo di nuovo."))
    return _folder() / name


def _write(name: str, content: bytes) -> None:
    _folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    _path(name).write_bytes(content)
