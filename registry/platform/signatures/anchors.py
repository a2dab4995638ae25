"""Whom this registry trusts: the folder that its administrator names in ``INTESE_TRUST``.

Certificates and chains in PEM or DER, and lists of certifiers in XML, as AgID publishes the
Italian one. Read again when something in the folder changes; nothing is ever fetched.
"""

import threading
from pathlib import Path

import msgspec

from registry.platform.contained import MIB, Failed, Limits, Task, run
from registry.platform.errors import Refused
from registry.platform.i18n import _
from registry.platform.settings import settings
from registry.platform.signatures.shapes import Anchors, FolderAsked

READ = Task("registry.platform.signatures.inside.folder:read", asks=FolderAsked, answers=Anchors)
LIMITS = Limits(memory=1024 * MIB, answer=64 * MIB, cpu_seconds=60, seconds=120)
MOST_FILES = 500

_State = tuple[tuple[str, int, int], ...]
_turn = threading.Lock()
_known: tuple[Path, _State, Anchors] | None = None


def read() -> Anchors | None:
    """What the folder holds; None where no folder is named. Raises Refused where there is none,
    or it cannot be read; a file that cannot be read is told, and no other suffers."""
    global _known  # noqa: PLW0603  one folder for each program
    folder = settings().trust
    if folder is None:
        return None
    with _turn:
        files, state = _listed(folder)
        if _known is None or _known[:2] != (folder, state):
            _known = (folder, state, _read(files))
        return _known[2]


def _listed(folder: Path) -> tuple[list[Path], _State]:
    try:
        files = sorted(path for path in folder.iterdir() if _is_meant(path))[:MOST_FILES]
        return files, tuple((one.name, one.stat().st_mtime_ns, one.stat().st_size) for one in files)
    except OSError:
        raise Refused(
            _(
                "La cartella dei certificatori fidati (INTESE_TRUST: {folder}) non si può leggere:"
                " controlla che ci sia, e i suoi permessi."
            ).format(folder=folder)
        ) from None


def _read(files: list[Path]) -> Anchors:
    try:
        return run(READ, FolderAsked([one.name for one in files]), files=files, limits=LIMITS)
    except (Failed, OSError, ValueError):
        if len(files) == 1:
            return Anchors(anchors=[], certificates=0, lists=[], unread=[files[0].name])
    found = Anchors(anchors=[], certificates=0, lists=[], unread=[])
    for one in map(_read, ([file] for file in files)):
        found.anchors += one.anchors
        found.certificates += one.certificates
        found.lists += one.lists
        found.unread += one.unread
    return found


def packed() -> bytes | None:
    """The anchors as a verification takes them; None where there is nobody to trust."""
    found = read()
    return msgspec.msgpack.encode(found.anchors) if found and found.anchors else None


def _is_meant(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and path.suffix.lower() not in _NOTES


_NOTES = {".txt", ".md"}
"""What an administrator may leave there to remember where the rest is from."""
