"""Where the program's own templates are."""

from pathlib import Path

from registry.platform.settings import TEMPLATES

FOLDER = TEMPLATES / "docx"


def read_template(name: str) -> bytes:
    """The template's bytes, by the name that its letter gives."""
    return (FOLDER / Path(name).name).read_bytes()
