"""Where LibreOffice is, and the fonts that our documents are set in."""

import shutil
import subprocess
from pathlib import Path

from registry.platform.settings import LIBREOFFICE_NAMES, settings

FONTS = {
    "Liberation Serif": "fonts-liberation",
    "Carlito": "fonts-crosextra-carlito",
    "DejaVu Sans": "fonts-dejavu-core",
}
"""What stands for the fonts of the templates, with the same widths, and the Debian package."""
LIBRARIES = ("libmergedlo.so", "libsofficeapp.so", "libmergedlo.dylib", "libsofficeapp.dylib")
"""The first that is there has LibreOfficeKit's door; distributions merge them or not."""


def find_office() -> Path | None:
    """LibreOffice's folder of programs; None where it is not, or is not whole."""
    named = settings().libreoffice
    for name in (named,) if named else LIBREOFFICE_NAMES:
        found = shutil.which(name)
        folder = Path(found).resolve().parent if found else None
        if folder and door_of(folder):
            return folder
    return None


def door_of(folder: Path) -> Path | None:
    """The library to load."""
    beside = folder.parent / "Frameworks"  # where macOS keeps them
    places = [place / name for place in (folder, beside) for name in LIBRARIES]
    return next((place for place in places if place.is_file()), None)


def missing_fonts() -> list[str]:
    """Of FONTS, those that are not on this machine; none where it cannot be asked."""
    asking = shutil.which("fc-list")
    if asking is None:
        return []
    told = subprocess.run(  # noqa: S603  the system's own list, no words of anybody's
        [asking, ":", "family"], capture_output=True, text=True, check=False, timeout=30
    )
    known = {name.strip() for line in told.stdout.splitlines() for name in line.split(",")}
    return [name for name in FONTS if name not in known] if known else []
