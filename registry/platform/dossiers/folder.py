"""Where the dossiers lie that can be downloaded: beside the archive, which they are no part of.

They can be made again from it, so no backup has them.
"""

import secrets
from pathlib import Path

from registry.platform.settings import settings


def new_name(dossier_id: int) -> str:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    return f"{dossier_id}-{secrets.token_hex(8)}.pdf"


def folder() -> Path:
    return settings().home / "dossiers"


def path_of(name: str) -> Path:
    return folder() / Path(name).name


def drop_all_but(kept: set[str], *, older_than: float) -> None:
    """Also what a crash left behind; what has just been made may have no row yet."""
    for path in folder().glob("*"):
        if path.name not in kept and path.stat().st_mtime < older_than:
            path.unlink(missing_ok=True)
