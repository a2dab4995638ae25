"""Whom this registry trusts: the folder that its administrator names in ``INTESE_TRUST``.

Certificates and chains in PEM or DER, and lists of certifiers in XML, as AgID publishes the
Italian one. Read again when something in the folder changes; nothing is ever fetched.
"""

import hashlib
import threading
from pathlib import Path

import msgspec

from registry.platform.contained import MIB, Failed, Limits, Task, run
from registry.platform.errors import Refused
from registry.platform.i18n import _
from registry.platform.settings import settings
from registry.platform.signatures.shapes import Anchor, Anchors, FolderAsked, Trusted

READ = Task("registry.platform.signatures.inside.folder:read", asks=FolderAsked, answers=Anchors)
LIMITS = Limits(memory=1024 * MIB, answer=64 * MIB, cpu_seconds=60, seconds=120)
MOST_FILES = 500
RULES = 4
"""Counted up when we judge otherwise than before: what was said by earlier rules is said again."""
NOBODY = Trusted(packed=None, mark=f"{RULES}:")

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


def trusted() -> Trusted:
    """Whom to believe, as of now. Raises Refused as ``read`` does."""
    found = read()
    return _trusted(found.anchors) if found else NOBODY


def packed() -> bytes | None:
    """The anchors as a verification takes them; None where there is nobody to trust."""
    return trusted().packed


def mark_or_none() -> str | None:
    """The mark of those who are trusted now; None where the folder would first have to be read:
    who shows a page does not wait for that."""
    folder = settings().trust
    if folder is None:
        return NOBODY.mark
    known = _known
    try:
        is_as_read = known is not None and known[:2] == (folder, _listed(folder)[1])
    except Refused:
        return None
    return _trusted(known[2].anchors).mark if known and is_as_read else None


def _trusted(anchors: list[Anchor]) -> Trusted:
    """Marked by what the anchors are, whatever their files are called and in which order."""
    if not anchors:
        return NOBODY
    each = sorted({msgspec.msgpack.encode(one) for one in anchors})
    digest = hashlib.sha256(b"".join(each)).hexdigest()[:16]
    return Trusted(packed=msgspec.msgpack.encode(anchors), mark=f"{RULES}:{digest}")


def _is_meant(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and path.suffix.lower() not in _NOTES


_NOTES = {".txt", ".md"}
"""What an administrator may leave there to remember where the rest is from."""
